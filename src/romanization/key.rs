//! The spelling key.

use unicode_normalization::UnicodeNormalization;

/// The spelling key of a Latin spelling.
pub fn spelling_key(latin: &str) -> String {
    latin.nfd().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// A stronger key.
pub fn skeleton_key(latin: &str) -> String {
    spelling_key(latin)
}
