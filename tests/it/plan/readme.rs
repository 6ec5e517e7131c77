//! The README's table of rules, held against the rules.

use alembic_rs::findings::Rule;

use crate::program::root;

/// Every row of the table is a rule's own: `| AL001 index-under-lock | warning | An index … |`.
#[test]
fn the_table_of_rules_is_true() {
    let text = std::fs::read_to_string(root().join("README.md")).expect("the README");
    let rows: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("| AL0"))
        .collect();
    let expected: Vec<String> = Rule::all().map(row).collect();
    for row in &rows {
        assert!(expected.iter().any(|known| known == row), "{row}");
    }
    if !rows.is_empty() {
        assert_eq!(rows, expected);
    }
}

fn row(rule: Rule) -> String {
    format!(
        "| {} {} | {} | {} |",
        rule.id(),
        rule.name(),
        rule.severity().word(),
        rule.summary()
    )
}
