//! `left_out.tsv`: names that GeoNames has and that mislead more than they find, each with its reason.
//!
//! A row without a place is of names in Latin letters, of whichever place: English words that are another language's
//! spelling of a village ("Human", "Ugly").

use std::collections::HashSet;

use serde::Deserialize;

use crate::import::Report;
use crate::import_features::by_hand::embedded;
use crate::table::NameRow;

#[derive(Deserialize)]
struct Row {
    place: String,
    name: String,
}

pub(super) struct LeftOut(HashSet<(String, String)>);

impl LeftOut {
    pub(super) fn new() -> Self {
        LeftOut(rows().into_iter().map(|row| (row.place, row.name)).collect())
    }

    /// Leaves out the names of one place that are listed.
    pub(super) fn retain(&self, names: &mut Vec<NameRow>, report: &mut Report) {
        names.retain(|row| {
            let of = |place: &str| self.0.contains(&(place.to_owned(), row.name.clone()));
            let listed = of(&row.place) || row.language == "en" && of("");
            if listed {
                report.count("alternates left out: listed in left_out.tsv");
            }
            !listed
        });
    }
}

fn rows() -> Vec<Row> {
    embedded(include_str!("left_out.tsv"), "names/left_out.tsv")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_sorted_and_have_a_reason_and_a_source() {
        assert!(rows().is_sorted_by(|a, b| (&a.place, &a.name) < (&b.place, &b.name)));
        for line in include_str!("left_out.tsv").lines().skip(1) {
            let columns: Vec<_> = line.split('\t').collect();
            assert!(columns.len() == 4 && columns[2..].iter().all(|column| !column.is_empty()), "{line}");
        }
    }

    #[test]
    fn words_are_left_out_of_every_place_and_old_names_of_one() {
        let row = |place: &str, name: &str, language: &str| NameRow {
            place: place.to_owned(),
            name: name.to_owned(),
            language: language.to_owned(),
            ..NameRow::default()
        };
        let mut names = vec![
            row("UA71060210010010251", "Human", "en"),
            row("UA71060210010010251", "Humań", "en"),
            row("UA14120210010032554", "Тор", "uk"),
            row("UA71060210010010251", "Тор", "uk"),
        ];
        LeftOut::new().retain(&mut names, &mut Report::default());
        let left: Vec<_> = names.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(left, ["Humań", "Тор"]);
    }
}
