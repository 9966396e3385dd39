//! `tag` into BIO tags and brat files, and with tables of the caller's own.

mod common;

use common::{Run, arg, run_with};

fn tag(arguments: &[&str], input: &str) -> Run {
    run_with(&[&["tag"], arguments].concat(), input)
}

const TWO: &str =
    concat!(r#"{"id":"a/1","text":"Бої під Бахмутом."}"#, "\n", r#"{"text":"Attacks near Kupiansk."}"#, "\n");

#[test]
fn conll_takes_any_number_of_documents() {
    let run = tag(&["--input", "jsonl", "--output", "conll", "--threads", "2"], TWO);
    assert_eq!(
        (run.status, run.out.as_str()),
        (
            0,
            "# id = a/1\nБої\tO\nпід\tO\nБахмутом\tB-PLACE\n.\tO\n\nAttacks\tO\nnear\tO\nKupiansk\tB-PLACE\n.\tO\n\n"
        )
    );
}

#[test]
fn brat_writes_one_document_to_standard_output() {
    let run = tag(&["--output", "brat"], "Бої під Бахмутом.");
    assert_eq!(run.status, 0);
    assert!(run.out.starts_with("T1\tplace 8 16\tБахмутом\nN1\tReference T1 KATOTTG:UA"), "{}", run.out);
    let several = tag(&["--input", "jsonl", "--output", "brat"], TWO);
    assert_eq!(several.status, 2);
    assert!(several.err.contains("--output-dir"), "{}", several.err);
}

#[test]
fn brat_writes_several_documents_into_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("brat");
    let run =
        tag(&["--input", "jsonl", "--output", "brat", "--threads", "2", "--output-dir", arg(&out)], TWO);
    assert_eq!((run.status, run.out.as_str()), (0, ""));
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    assert_eq!(read("a_1.txt"), "Бої під Бахмутом.");
    assert!(read("a_1.ann").starts_with("T1\tplace 8 16\tБахмутом\n"));
    assert!(read("standard_input-2.ann").starts_with("T1\tplace 13 21\tKupiansk\n"));
}

#[test]
fn documents_of_one_name_do_not_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"id\":\"A\",\"text\":\"Суми\"}\n{\"id\":\"a\",\"text\":\"Київ\"}\n";
    let run = tag(&["--input", "jsonl", "--output", "brat", "--output-dir", arg(folder.path())], lines);
    assert_eq!(run.status, 1);
    assert!(run.err.contains("\"a\""), "{}", run.err);
    assert_eq!(std::fs::read_to_string(folder.path().join("A.txt")).unwrap(), "Суми");
}

#[test]
fn a_folder_is_for_brat_alone() {
    let run = tag(&["--output-dir", "x", "-"], "");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("--output brat"), "{}", run.err);
}

#[test]
fn own_tables_extend_the_embedded_ones() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("own.tsv");
    let rows = "# our own\nweapon\tuav model\tcap\tSkybreaker~\norganization\tTest Fund\ttitle\tTest Fund\n";
    std::fs::write(&table, rows).unwrap();
    let text = "Test Fund sent two Skybreakers and a Leopard 2.";
    let run = tag(&["--output", "conll", "--lexicon", arg(&table)], text);
    assert_eq!(run.status, 0, "{}", run.err);
    for tagged in [
        "Test\tB-ORGANIZATION\nFund\tI-ORGANIZATION\n",
        "two\tB-COUNT\nSkybreakers\tI-COUNT\n",
        "Leopard\tB-WEAPON\n",
    ] {
        assert!(run.out.contains(tagged), "{}", run.out);
    }
}

#[test]
fn a_bad_table_is_named_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("own.tsv");
    for (row, reason) in [
        ("weapon\tuav", "expected four fields"),
        ("planet\tx\tany\tMars", "no such class: \"planet\""),
        ("weapon\tuav\tbold\tX", "no such letter case: \"bold\""),
        ("weapon\tlaser\tany\tX", "no such value"),
    ] {
        std::fs::write(&table, format!("# comment\n\n{row}\n")).unwrap();
        let run = tag(&["--lexicon", arg(&table)], "Суми");
        assert_eq!(run.status, 2);
        assert!(run.err.contains("own.tsv:3: ") && run.err.contains(reason), "{}", run.err);
    }
    let run = tag(&["--lexicon", "nowhere.tsv"], "Суми");
    assert_eq!(run.status, 2);
    assert!(run.err.contains("nowhere.tsv"), "{}", run.err);
}
