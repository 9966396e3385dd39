//! The parts of the page as they lie in `assets/`.

/// The style sheet.
pub const STYLE: &str = include_str!("../assets/view.css");

/// The icon, as SVG.
pub const ICON: &str = include_str!("../assets/icon.svg");

/// The markup, with places for what differs between the served page and the file.
pub(crate) const MARKUP: &str = include_str!("../assets/page.html");

/// The modules of the script by their files, each behind those that it imports.
const MODULES: &[(&str, &str)] = &[
    ("strings.js", include_str!("../assets/strings.js")),
    ("reasons.js", include_str!("../assets/reasons.js")),
    ("language.js", include_str!("../assets/language.js")),
    ("dom.js", include_str!("../assets/dom.js")),
    ("report.js", include_str!("../assets/report.js")),
    ("text.js", include_str!("../assets/text.js")),
    ("projection.js", include_str!("../assets/projection.js")),
    ("gestures.js", include_str!("../assets/gestures.js")),
    ("map.js", include_str!("../assets/map.js")),
    ("details.js", include_str!("../assets/details.js")),
    ("client.js", include_str!("../assets/client.js")),
    ("main.js", include_str!("../assets/main.js")),
];

/// The script: all modules as one, since a page opened from a disk may load no others.
///
/// ```
/// let script = ua_gazetteer_view::script();
/// assert!(!script.lines().any(|line| line.starts_with("import ") || line.starts_with("export ")));
/// ```
pub fn script() -> String {
    let mut script = String::new();
    for (name, module) in MODULES {
        script.push_str(&format!("// {name}\n"));
        for line in module.lines().filter(|line| !line.starts_with("import ")) {
            script.push_str(line.strip_prefix("export ").unwrap_or(line));
            script.push('\n');
        }
    }
    script
}

/// The page that a server hands out, which loads `/view.js`, `/view.css` and `/icon.svg`.
///
/// ```
/// assert!(ua_gazetteer_view::page().contains("<script type=\"module\" src=\"view.js\"></script>"));
/// ```
pub fn page() -> String {
    let head = "<link rel=\"icon\" href=\"icon.svg\">\n\
                <link rel=\"stylesheet\" href=\"view.css\">\n\
                <script type=\"module\" src=\"view.js\"></script>\n";
    MARKUP.replace(HEAD, head).replace(DOCUMENTS, "")
}

/// Where the markup has room for more of the head.
pub(crate) const HEAD: &str = "<!-- head -->\n";
/// Where it has room for documents.
pub(crate) const DOCUMENTS: &str = "<!-- documents -->\n";

#[cfg(test)]
mod tests {
    use ua_gazetteer::MentionKind;
    use ua_gazetteer::gazetteer::{PlaceKind, Precision};
    use ua_gazetteer::resolver::Feature;

    use super::*;

    #[test]
    fn the_markup_has_one_room_for_each_part_and_nothing_inline() {
        assert_eq!(MARKUP.matches(HEAD).count(), 1);
        assert_eq!(MARKUP.matches(DOCUMENTS).count(), 1);
        for inline in [" style=", "<script", "<style", " onclick=", "javascript:"] {
            assert!(!MARKUP.contains(inline), "{inline}");
        }
    }

    #[test]
    fn each_module_stands_behind_those_that_it_imports() {
        let mut before: Vec<&str> = Vec::new();
        for (name, module) in MODULES {
            for line in module.lines().filter(|line| line.contains("import ") && line.contains(" from ")) {
                assert!(line.starts_with("import ") && line.ends_with(';'), "{name}: one line each: {line}");
                let file = line.split('"').nth(1).and_then(|path| path.strip_prefix("./")).unwrap_or("");
                assert!(before.contains(&file), "{name} imports {file:?}, which does not stand before it");
            }
            assert!(!module.contains("export default") && !module.contains("export {"), "{name}");
            before.push(name);
        }
    }

    #[test]
    fn the_page_knows_all_kinds() {
        let script = script();
        let mentions = MentionKind::ALL.into_iter().map(MentionKind::as_str);
        let places = PlaceKind::ALL.iter().map(|kind| kind.as_str());
        let precisions = Precision::ALL.iter().map(|precision| precision.as_str());
        for kind in mentions.clone().chain(places).chain(precisions) {
            assert!(script.matches(&format!(" {kind}: \"")).count() >= 2, "{kind}: a word in each language");
        }
        for kind in mentions {
            assert!(
                STYLE.contains(&format!(".{kind} {{ --colour: var(--{kind}); }}")),
                "{kind} has a colour"
            );
        }
    }

    /// What the library says with names and numbers is held to the script by tests/browser/strings.test.mjs.
    #[test]
    fn the_page_has_a_word_for_each_feature_that_may_be_evidence() {
        let script = script();
        let of_places = Feature::ALL.iter().take_while(|feature| **feature != Feature::FoundName);
        let unknown: Vec<&str> = of_places
            .map(|feature| feature.phrase())
            .filter(|phrase| !script.contains(&format!("\n  \"{phrase}\": \"")))
            .collect();
        assert!(unknown.is_empty(), "PHRASES in assets/reasons.js lacks {unknown:?}");
    }

    #[test]
    fn nothing_in_the_script_or_style_ends_its_element() {
        assert!(!script().to_ascii_lowercase().contains("</script"));
        assert!(!script().contains("<!--"));
        assert!(!STYLE.to_ascii_lowercase().contains("</style"));
    }

    #[test]
    fn nothing_in_the_script_makes_markup_or_code_of_strings() {
        for maker in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
        {
            assert!(!script().contains(maker), "{maker}");
        }
    }
}
