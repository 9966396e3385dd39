//! Russian names in use beside the one that the rules or sources give: agencies translate Великий to Большой, write
//! Колодец for Колодязь, and -евка where others write -овка.

use once_cell::sync::Lazy;

struct Row {
    whole_word: bool,
    from: &'static str,
    to: &'static str,
    /// Whether an attested name has this variant too, or only one made by rule.
    attested: bool,
}

static ROWS: Lazy<Vec<Row>> = Lazy::new(|| {
    include_str!("usage.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let cells: Vec<&str> = line.split('\t').collect();
            let [scope, from, to, attested, _] = *cells.as_slice() else { return None };
            Some(Row { whole_word: scope == "word", from, to, attested: attested == "yes" })
        })
        .collect()
});

/// The variants of a Russian name.
pub fn variants(name: &str, derived: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for row in ROWS.iter().filter(|row| row.attested || derived) {
        let variant = if row.whole_word {
            let words: Vec<&str> =
                name.split(' ').map(|word| if word == row.from { row.to } else { word }).collect();
            words.join(" ")
        } else {
            name.strip_suffix(row.from).map_or_else(|| name.to_owned(), |stem| format!("{stem}{}", row.to))
        };
        if variant != name && !found.contains(&variant) {
            found.push(variant);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_makes_its_example() {
        for line in include_str!("usage.tsv").lines().skip(1) {
            let (name, variant) = line
                .split('\t')
                .nth(4)
                .and_then(|example| example.split_once(" = "))
                .expect("an example `name = variant`");
            assert!(variants(name, true).iter().any(|made| made == variant), "{line}");
        }
    }

    #[test]
    fn endings_vary_only_where_the_name_is_made_by_rule() {
        assert!(variants("Шестеровка", false).is_empty());
    }
}
