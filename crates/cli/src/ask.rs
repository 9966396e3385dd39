//! What several verbs ask of the gazetteer.

use anyhow::Context;
use ua_gazetteer::Gazetteer;
use ua_gazetteer::gazetteer::{Place, PlaceKind};

use crate::args::GazetteerArguments;

/// The embedded gazetteer, with a caller's own places over it.
pub fn gazetteer(arguments: &GazetteerArguments) -> anyhow::Result<Gazetteer> {
    let Some(path) = &arguments.own else { return Ok(Gazetteer::embedded()) };
    let file = || path.display().to_string();
    let reader = std::io::BufReader::new(std::fs::File::open(path).with_context(file)?);
    let builder = Gazetteer::builder().embedded();
    let builder = match path.extension() {
        Some(suffix) if suffix.eq_ignore_ascii_case("json") => builder.json(reader),
        _ => builder.csv(reader),
    };
    builder.and_then(|builder| builder.build()).with_context(file)
}

/// The unit that a question names.
pub fn unit<'g>(gazetteer: &'g Gazetteer, text: Option<&str>) -> Result<Option<Place<'g>>, String> {
    let find = |text: &str| {
        let unknown =
            || format!("unknown region {text:?}: expected an oblast, raion or hromada, in any spelling");
        gazetteer.unit(text).ok_or_else(unknown)
    };
    text.map(find).transpose()
}

/// The unit that an option names, or what is allowed.
pub fn unit_option<'g>(gazetteer: &'g Gazetteer, text: Option<&str>) -> anyhow::Result<Option<Place<'g>>> {
    unit(gazetteer, text).map_err(|error| {
        let oblasts: Vec<&str> = gazetteer
            .places()
            .filter(|place| place.kind() == PlaceKind::Oblast && place.id().to_string().starts_with("UA"))
            .map(|oblast| oblast.name_en())
            .collect();
        anyhow::anyhow!("--within: {error}. Oblasts: {}, Kyiv, Sevastopol", oblasts.join(", "))
    })
}
