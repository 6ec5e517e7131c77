//! One statement in its circumstances, and everything the rules say of it.

use crate::findings::{Finding, Rule, Severity};
use crate::safety::action::{Action, TableChange};
use crate::safety::effect::{Effect, Lock};
use crate::safety::examiner::Step;
use crate::safety::model::Model;
use crate::safety::reading::Reading;
use crate::safety::relation::RelationName;
use crate::safety::transaction::OpenTransaction;

use super::{columns, constraints, destructive, enumerations, indexes, names, rows, transactions};

/// A statement, what it takes, the schema before it and the transaction it runs in.
#[derive(Debug, Clone, Copy)]
pub(in crate::safety) struct Case<'a> {
    pub(in crate::safety) reading: &'a Reading,
    pub(in crate::safety) effect: &'a Effect,
    pub(in crate::safety) model: &'a Model,
    pub(in crate::safety) transaction: &'a OpenTransaction,
    pub(in crate::safety) step: &'a Step,
}

/// Everything the rules say of a statement, without its place.
pub(in crate::safety) fn check(case: &Case<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(reason) = &case.effect.unknown {
        let finding = Finding::new(
            Rule::StatementUnknown,
            format!("{}: {reason}", case.beginning()),
        );
        findings.push(finding);
    }
    match &case.reading.action {
        Action::AlterTable { table, changes, .. } => {
            for change in changes {
                alteration(case, table, change, &mut findings);
            }
        }
        Action::CreateIndex(_) | Action::DropIndexes { .. } => {
            findings.extend(indexes::check(case));
        }
        Action::Rows(change) => findings.extend(rows::check(case, change)),
        _ => {}
    }
    findings.extend(destructive::check(case));
    findings.extend(enumerations::check(case));
    findings.extend(names::check(case));
    findings.extend(transactions::check(case));
    findings
}

fn alteration(
    case: &Case<'_>,
    table: &RelationName,
    change: &TableChange,
    findings: &mut Vec<Finding>,
) {
    findings.extend(columns::check(case, table, change));
    findings.extend(constraints::check(case, table, change));
}

impl<'a> Case<'a> {
    /// Whether others use the table: it was there before the plan, or may have been.
    pub(super) fn is_used(&self, table: &RelationName) -> bool {
        !self.model.is_new(table)
    }

    /// The lock on a table.
    pub(super) fn lock(&self, table: &RelationName) -> Option<&'a Lock> {
        self.effect.lock_on(table)
    }

    /// A finding about work on a table, which weighs less where the table is known to be small.
    pub(super) fn about(&self, rule: Rule, table: &RelationName, message: String) -> Finding {
        let size = self.model.size(table);
        let mut message = message;
        if let Some(rows) = size.and_then(|size| size.rows) {
            message.push_str(&format!(" (about {rows} rows)"));
        }
        let finding = Finding::new(rule, message);
        match size {
            Some(size) if size.is_small() => finding.weighing(Severity::Note),
            _ => finding,
        }
    }

    /// The first words of the statement.
    pub(super) fn beginning(&self) -> String {
        const LENGTH: usize = 48;
        let words: Vec<&str> = self.reading.text.split_whitespace().collect();
        let text = words.join(" ");
        match text.char_indices().nth(LENGTH) {
            None => text,
            Some((end, _)) => format!("{}…", text[..end].trim_end()),
        }
    }
}
