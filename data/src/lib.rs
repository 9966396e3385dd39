//! The gazetteer of Ukraine that the crate `ua-gazetteer` embeds, compiled from the tables beside this file.
//!
//! The data is under the Open Database License 1.0; `README.md` names its sources.

/// The compiled gazetteer; `ua_gazetteer::Gazetteer::from_bytes` opens it.
///
/// ```
/// assert!(ua_gazetteer_data::GAZETTEER.starts_with(b"UAGAZET"));
/// ```
pub static GAZETTEER: &[u8] = include_bytes!("../compiled/gazetteer.bin");
