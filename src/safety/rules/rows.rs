//! AL013: rows changed without limit, or while tables are locked.

use crate::findings::{Finding, Rule};
use crate::safety::action::{RowChange, RowVerb};

use super::Case;

pub(super) fn check(case: &Case<'_>, change: &RowChange) -> Vec<Finding> {
    let table = &change.table;
    if !case.is_used(table) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    if matches!(change.verb, RowVerb::UpdateAll | RowVerb::DeleteAll) {
        let finding = case
            .about(
                Rule::RowsChangedUnderLock,
                table,
                format!("{} of every row of {table}", change.verb.word()),
            )
            .of_kind("every-row")
            .with_help("Change the rows in batches, each in a transaction of its own.");
        findings.push(finding);
    }
    if change.verb == RowVerb::InsertValues {
        return findings;
    }
    let mut held: Vec<_> = case.transaction.blocking().collect();
    held.sort_by_key(|hold| std::cmp::Reverse(hold.mode));
    if let [strongest, others @ ..] = held.as_slice() {
        let others = match others.len() {
            0 => " stays".to_owned(),
            1 => " and one more relation stay".to_owned(),
            count => format!(" and {count} more relations stay"),
        };
        let finding = case
            .about(
                Rule::RowsChangedUnderLock,
                table,
                format!(
                    "{} of {table} while {} ({}){others} locked",
                    change.verb.word(),
                    strongest.relation,
                    strongest.mode
                ),
            )
            .of_kind("beside-ddl")
            .with_help("Give the change of rows a revision and a transaction of its own.");
        findings.push(finding);
    }
    findings
}
