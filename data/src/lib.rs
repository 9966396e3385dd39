//! The gazetteer of Ukraine that the crate `ua-gazetteer` embeds, compiled from the tables beside this file.

/// The compiled gazetteer; `ua_gazetteer::Gazetteer::from_bytes` opens it.
pub static GAZETTEER: &[u8] = &[];
