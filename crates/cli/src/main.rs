//! The command `ua-gazetteer`.

fn main() -> anyhow::Result<()> {
    anyhow::bail!("not here yet")
}
