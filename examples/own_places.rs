//! Places of your own over the embedded ones, found in every case and spelling: `cargo run --example own_places`.

use ua_gazetteer::gazetteer::{PlaceData, PlaceKind};
use ua_gazetteer::{Gazetteer, Language, Recognizer};

/// A table as it may lie in a file; the columns are the fields of `PlaceData`.
const TABLE: &str = "\
id,kind,name_uk,lat,lon,parent
own:quarry,landmark,Гранітний кар'єр,49.7001,37.7002,UA63080130130078227
own:grove,landform,Дубовий Гай,49.6512,37.8204,
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let gazetteer = Gazetteer::builder()
        .embedded()
        .csv(TABLE.as_bytes())?
        .place(PlaceData {
            id: "own:terminal".into(),
            kind: PlaceKind::Landmark,
            name_uk: "Північний термінал".into(),
            lat: Some(49.72),
            lon: Some(37.65),
            ..PlaceData::default()
        })
        .alias("own:terminal", "North Terminal", Language::English)
        .build()?;
    let recognizer = Recognizer::builder().gazetteer(gazetteer).build();
    let text = "Вогонь вели з Дубового Гаю і з-під Гранітного кар'єру. Later the North Terminal near Kupiansk was hit.";
    for place in recognizer.recognize(text).mentions().iter().filter_map(|mention| mention.place()) {
        println!(
            "{:<22} {:<20} {:?}",
            place.id().to_string(),
            place.name(),
            place.point().map(|point| point.x_y())
        );
    }
    Ok(())
}
