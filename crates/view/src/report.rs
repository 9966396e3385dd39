//! The page as one file, with its documents in it.

use std::io::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};
use ua_gazetteer::jiff::civil::Date;
use ua_gazetteer::output::{Id, MentionRecord, OffsetCounter, OffsetUnit};
use ua_gazetteer::{Gazetteer, Mention};

use crate::assets::{DOCUMENTS, HEAD, MARKUP, STYLE, script};

/// A self-contained page: [`head`](Report::head), any number of documents, [`tail`](Report::tail). It loads nothing and runs
/// nothing but its own script, which its policy names by a hash.
#[derive(Clone, Copy, Debug)]
pub struct Report;

/// What a document says before its mentions.
#[derive(Serialize)]
struct Opening<'a> {
    id: &'a Id,
    date: Option<Date>,
    text: &'a str,
}

impl Report {
    /// What stands before the documents.
    pub fn head() -> String {
        let head = format!(
            "<meta http-equiv=\"content-security-policy\" content=\"{}\">\n<style>{STYLE}</style>\n",
            policy()
        );
        let markup = MARKUP.replace(HEAD, &head);
        markup.split(DOCUMENTS).next().unwrap_or("").to_owned()
    }

    /// Writes a document: its text, the day that it was read by, and what it names.
    ///
    /// # Errors
    /// What the writer reports.
    pub fn document<'a, M>(
        text: &'a str,
        id: &Id,
        date: Option<Date>,
        mentions: impl IntoIterator<Item = M>,
        out: &mut impl Write,
    ) -> std::io::Result<()>
    where
        M: std::borrow::Borrow<Mention<'a>>,
    {
        // Scripts count text in units of UTF-16.
        let mut offsets = OffsetCounter::new(text, OffsetUnit::Utf16);
        let opening = data(&Opening { id, date, text })?;
        write!(out, "{DATA}document\">{},\"mentions\":[", opening.strip_suffix('}').unwrap_or(&opening))?;
        for (number, mention) in mentions.into_iter().enumerate() {
            let comma = if number > 0 { ",\n" } else { "\n" };
            write!(out, "{comma}{}", data(&MentionRecord::of(mention.borrow(), &mut offsets))?)?;
        }
        out.write_all(b"]}</script>\n")
    }

    /// What stands behind the documents: the outlines of the map, and the script.
    pub fn tail(gazetteer: &Gazetteer) -> String {
        let rest = MARKUP.split(DOCUMENTS).nth(1).unwrap_or("");
        let outlines = crate::outlines(gazetteer).replace('<', ESCAPED);
        let script = script();
        format!("{DATA}outlines\">{outlines}</script>\n<script type=\"module\">{script}</script>\n{rest}")
    }
}

/// The beginning of an element that holds data, up to its class.
const DATA: &str = "<script type=\"application/json\" class=\"";
/// What stands for `<` in the strings of JSON, so that none of them ends the element or opens a comment.
const ESCAPED: &str = "\\u003c";

/// A record as JSON for an element of data. Outside of strings JSON has no `<`.
fn data(record: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(record)?.replace('<', ESCAPED))
}

/// What the file may do: run this script and use this style.
fn policy() -> String {
    let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text.as_bytes()));
    format!(
        "default-src 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'",
        hash(&script()),
        hash(STYLE)
    )
}
