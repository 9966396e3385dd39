//! The page on which `ua-gazetteer` shows what texts name: marked in the text, and on a map.
//!
//! There is one page, and two ways to it. A server hands out [`page`], [`script`], [`STYLE`], [`ICON`] and [`outlines`] as files of
//! their own; the command writes a [`Report`], which holds all of it and its documents in one file. The script is modern
//! JavaScript in modules, `assets/*.js`, without dependencies; each module's imports say what stands before it.
//!
//! ```
//! # use ua_gazetteer_view::Report;
//! let gazetteer = ua_gazetteer::Gazetteer::embedded();
//! let recognizer = ua_gazetteer::Recognizer::builder().build();
//! let text = "Обстріляно <Куп'янськ>.";
//! let mut file = Report::head().into_bytes();
//! Report::document(text, &"a1".into(), None, recognizer.recognize(text).mentions(), &mut file)?;
//! file.extend(Report::tail(&gazetteer).into_bytes());
//! let file = String::from_utf8(file)?;
//! assert!(file.starts_with("<!doctype html>") && file.trim_end().ends_with("</html>"));
//! assert!(file.contains("\\u003cКуп'янськ>"), "a text cannot end the element that holds it");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assets;
mod outlines;
mod report;

pub use assets::{ICON, STYLE, page, script};
pub use outlines::outlines;
pub use report::Report;
