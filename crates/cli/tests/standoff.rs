//! `tag` into BIO tags and brat files, and with tables of the caller's own.

#![allow(clippy::unwrap_used)]

use assert_cmd::Command;
use predicates::prelude::PredicateBooleanExt;
use predicates::str::{contains, starts_with};

fn tag(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("ua-gazetteer").unwrap();
    command.arg("tag").args(arguments);
    command
}

const TWO: &str =
    concat!(r#"{"id":"a/1","text":"Бої під Бахмутом."}"#, "\n", r#"{"text":"Attacks near Kupiansk."}"#, "\n");

#[test]
fn conll_takes_any_number_of_documents() {
    tag(&["--input", "jsonl", "--output", "conll", "--threads", "2"])
        .write_stdin(TWO)
        .assert()
        .success()
        .stdout("# id = a/1\nБої\tO\nпід\tO\nБахмутом\tB-PLACE\n.\tO\n\nAttacks\tO\nnear\tO\nKupiansk\tB-PLACE\n.\tO\n\n");
}

#[test]
fn brat_writes_one_document_to_standard_output() {
    tag(&["--output", "brat"])
        .write_stdin("Бої під Бахмутом.")
        .assert()
        .success()
        .stdout(starts_with("T1\tplace 8 16\tБахмутом\nN1\tReference T1 KATOTTG:UA"));
    let several = tag(&["--input", "jsonl", "--output", "brat"]).write_stdin(TWO).assert();
    several.code(2).stderr(contains("--output-dir"));
}

#[test]
fn brat_writes_several_documents_into_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("brat");
    tag(&["--input", "jsonl", "--output", "brat", "--threads", "2", "--output-dir", out.to_str().unwrap()])
        .write_stdin(TWO)
        .assert()
        .success()
        .stdout("");
    let read = |name: &str| std::fs::read_to_string(out.join(name)).unwrap();
    assert_eq!(read("a_1.txt"), "Бої під Бахмутом.");
    assert!(read("a_1.ann").starts_with("T1\tplace 8 16\tБахмутом\n"));
    assert!(read("standard_input-2.ann").starts_with("T1\tplace 13 21\tKupiansk\n"));
}

#[test]
fn documents_of_one_name_do_not_overwrite_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let lines = "{\"id\":\"A\",\"text\":\"Суми\"}\n{\"id\":\"a\",\"text\":\"Київ\"}\n";
    tag(&["--input", "jsonl", "--output", "brat", "--output-dir", folder.path().to_str().unwrap()])
        .write_stdin(lines)
        .assert()
        .code(1)
        .stderr(contains("\"a\""));
    assert_eq!(std::fs::read_to_string(folder.path().join("A.txt")).unwrap(), "Суми");
}

#[test]
fn a_folder_is_for_brat_alone() {
    tag(&["--output-dir", "x", "-"]).write_stdin("").assert().code(2).stderr(contains("--output brat"));
}

#[test]
fn own_tables_extend_the_embedded_ones() {
    let folder = tempfile::tempdir().unwrap();
    let table = folder.path().join("own.tsv");
    std::fs::write(
        &table,
        "# our own\nweapon\tuav model\tcap\tSkybreaker~\norganization\tTest Fund\ttitle\tTest Fund\n",
    )
    .unwrap();
    let text = "Test Fund sent two Skybreakers and a Leopard 2.";
    let found = "own.tsv";
    assert!(table.ends_with(found));
    tag(&["--output", "conll", "--lexicon", table.to_str().unwrap()])
        .write_stdin(text)
        .assert()
        .success()
        .stdout(
            contains("Test\tB-ORGANIZATION\nFund\tI-ORGANIZATION\n")
                .and(contains("two\tB-COUNT\nSkybreakers\tI-COUNT\n"))
                .and(contains("Leopard\tB-WEAPON\n")),
        );
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
        tag(&["--lexicon", table.to_str().unwrap()])
            .write_stdin("Суми")
            .assert()
            .code(2)
            .stderr(contains("own.tsv:3: ").and(contains(reason)));
    }
    tag(&["--lexicon", "nowhere.tsv"]).write_stdin("Суми").assert().code(2).stderr(contains("nowhere.tsv"));
}
