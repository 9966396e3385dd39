//! Makes the gazetteer: `import` writes the tables of data/ from source tables, `compile` turns data/ into the
//! artefact that the library embeds.

mod table;

fn main() -> anyhow::Result<()> {
    anyhow::bail!("usage: datagen import SOURCES | datagen compile")
}
