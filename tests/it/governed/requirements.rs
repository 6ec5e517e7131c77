//! The table of requirements: every row is there, and every file and test it names exists.

use std::fs;

use crate::program::root;

/// The table.
const TABLE: &str = "src/release/REQUIREMENTS.md";

/// The last row of the requirements.
const LAST: usize = 140;

/// The cells of each row of the table.
fn rows() -> Vec<Vec<String>> {
    let text = fs::read_to_string(root().join(TABLE)).expect("the table is there");
    let lines = text.lines().filter(|line| line.starts_with("| "));
    let cells = |line: &str| -> Vec<String> {
        let line = line.trim_start_matches('|').trim_end_matches('|');
        line.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    // The heading is no row.
    lines.map(cells).skip(1).collect()
}

#[test]
fn every_requirement_has_one_row_in_its_order() {
    let numbers: Vec<usize> = rows()
        .iter()
        .map(|row| row[0].parse().expect("a row begins with its number"))
        .collect();
    assert_eq!(numbers, (1..=LAST).collect::<Vec<_>>());
}

#[test]
fn what_the_rows_name_exists() {
    let mut absent = Vec::new();
    for row in rows() {
        let [number, requirement, built, tests] = &row[..] else {
            panic!("a row has four cells: {row:?}");
        };
        assert!(
            !requirement.is_empty(),
            "row {number} says what it asks for"
        );
        let file = built.trim_matches('`');
        if !root().join(file).is_file() {
            absent.push(format!("row {number}: there is no {file}"));
        }
        assert!(!tests.is_empty(), "row {number} names a test");
        for test in tests.split("<br>") {
            let test = test.trim_matches('`');
            let (file, function) = test.split_once("::").expect("a test is FILE::FUNCTION");
            let text = fs::read_to_string(root().join(file)).unwrap_or_default();
            if !text.contains(&format!("#[test]\nfn {function}("))
                && !text.contains(&format!("#[test]\n    fn {function}("))
            {
                absent.push(format!("row {number}: there is no test {test}"));
            }
        }
    }
    assert!(absent.is_empty(), "{absent:#?}");
}
