//! Text folded to symbols, without losing where each came from.
//!
//! Names and text are compared as strings of [symbols](Symbol): one byte a letter, case, apostrophes, soft hyphens,
//! zero-width characters, stress marks and the difference of ё/е and ґ/г folded away, hyphens and spaces alike.
//! A [`Symbols`] iterator folds on the way, so text is folded only where a name may begin, and gives the byte offset
//! behind each symbol, so that spans point into the text as it was.
//!
//! | in the text | becomes |
//! |---|---|
//! | a letter of any case, precomposed or with combining marks | its lower-case base letter |
//! | ґ, ё; Latin letters with diacritics | г, е; the letter without them |
//! | `'` `’` `ʼ` `` ` `` `ʹ` `′` and their like between letters | nothing |
//! | `"` and `*` before я, ю, є, ї: Куп"янськ | nothing |
//! | soft hyphen, zero-width characters, stress marks | nothing |
//! | a hyphen or underscore between words; white space up to one line break, or with a hyphen in it | [`JOINT`] |
//! | a capital behind a small letter in a tag: #ЧасівЯр | [`JOINT`] and the letter |
//! | anything else | the end of the symbols |
//!
//! ```
//! use ua_gazetteer::normalization::key;
//! assert_eq!(key("Куп’янськ"), key("КУПЯНСЬК"));
//! assert_eq!(key("Synʹkivka"), key("syn'kivka"));
//! assert_eq!(key("Ивано-Франковск"), key("Ивано Франковск"));
//! ```

mod lookalikes;
mod short;
mod symbols;
mod words;

pub use lookalikes::one_script;
pub(crate) use lookalikes::one_script_letters;
pub(crate) use short::{Lower, ShortKey};
pub(crate) use symbols::is_word_char;
pub use symbols::{JOINT, Symbol, Symbols, key, try_key};
pub use words::{WordStarts, is_word_start};
pub(crate) use words::{before_common_letters, behind_common_letters, char_before, ends_word};
