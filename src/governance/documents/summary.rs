//! A plan for people, as `release plan` prints it.

use std::collections::BTreeMap;

use super::paragraph::wrapped;
use crate::governance::event::RequiredGate;
use crate::governance::plan::{PlannedLock, PlannedStatement, ReleasePlan};

/// Characters of a statement's first line that are shown.
const MOST_CHARACTERS: usize = 72;

/// The summary; every line ends with a line break.
pub fn summary(plan: &ReleasePlan) -> String {
    let mut text = Summary::default();
    text.head(plan);
    text.path(plan);
    text.bounds(plan);
    text.gates("Rehearsal", &plan.rehearsal_gates, &plan.rehearsal_evidence);
    if plan.release.production.is_some() {
        text.gates("Cutover", &plan.cutover_gates, &plan.cutover_evidence);
    }
    text.files(plan);
    text.text
}

#[derive(Default)]
struct Summary {
    text: String,
}

impl Summary {
    fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref().trim_end());
        self.text.push('\n');
    }

    fn fact(&mut self, name: &str, value: impl AsRef<str>) {
        self.line(format!("  {name:<11}  {}", value.as_ref()));
    }

    fn head(&mut self, plan: &ReleasePlan) {
        let release = &plan.release;
        self.line(format!("Release {}", release.name));
        self.fact("anchor", &plan.anchor);
        self.fact("target", format!("{}, the single head", plan.target));
        self.fact(
            "path",
            format!(
                "{}, {}, {}",
                number(plan.path.len(), "revision", "revisions"),
                number(plan.statements.len(), "statement", "statements"),
                if plan.risks.is_empty() {
                    "in one transaction"
                } else {
                    "in more than one transaction"
                }
            ),
        );
        for risk in &plan.risks {
            self.fact("RISK", risk.to_string());
        }
        let longest = plan
            .revisions
            .iter()
            .map(|one| one.revision.chars().count())
            .max();
        self.fact(
            "width",
            format!(
                "version_num holds {} characters; the longest of {} has {}",
                release.width,
                number(plan.revisions.len(), "id", "ids"),
                longest.unwrap_or_default()
            ),
        );
        self.fact("clone", &release.clone_database.database);
        self.fact(
            "production",
            match &release.production {
                Some(production) => &production.database,
                None => "none: this release is only rehearsed",
            },
        );
        self.fact(
            "time limits",
            format!(
                "lock_timeout {}, statement_timeout {}",
                release.lock_timeout, release.statement_timeout
            ),
        );
        self.fact(
            "commit",
            match &plan.commit {
                Some(commit) => commit,
                None => "none, which a cutover refuses",
            },
        );
        self.fact(
            "program",
            format!(
                "alembic-rs {} (sha256 {})",
                plan.tool.version, plan.tool.sha256
            ),
        );
    }

    fn path(&mut self, plan: &ReleasePlan) {
        let mut statements: BTreeMap<&str, Vec<&PlannedStatement>> = BTreeMap::new();
        for statement in &plan.statements {
            statements
                .entry(&statement.revision)
                .or_default()
                .push(statement);
        }
        self.line("");
        self.line("Path");
        for (index, revision) in plan.path.iter().enumerate() {
            let file = plan.revisions.iter().find(|one| one.revision == *revision);
            let file = file.map_or("", |planned| &planned.file);
            self.line(format!("  {}. {revision}  ({file})", index + 1));
            let own = statements
                .get(revision.as_str())
                .map_or(&[][..], Vec::as_slice);
            if own.is_empty() {
                self.line("     no statement but that of the version table");
            }
            for statement in own {
                self.statement(statement);
            }
            for gap in plan.gaps.iter().filter(|gap| gap.revision == *revision) {
                let line = gap
                    .line
                    .map(|line| format!(" from line {line} on"))
                    .unwrap_or_default();
                self.line(format!(
                    "     only the database can tell{line}: {}",
                    gap.reason
                ));
            }
        }
    }

    fn statement(&mut self, statement: &PlannedStatement) {
        self.line(format!(
            "     {:>3}  {}",
            statement.number,
            first_line(&statement.sql)
        ));
        for lock in &statement.locks {
            self.line(format!("            {}", lock_text(lock)));
        }
        if let Some(reason) = &statement.unknown {
            self.line(format!("            not known: {reason}"));
        }
    }

    fn bounds(&mut self, plan: &ReleasePlan) {
        let bounds = &plan.release.backfills;
        if bounds.is_empty() {
            return;
        }
        self.line("");
        self.line("Rows that may be changed");
        for bound in bounds {
            let which = match bound.statement {
                Some(number) => format!("statement {number} on it"),
                None => "each statement on it".to_owned(),
            };
            self.line(format!(
                "  {} in {}: {} to {} by {which}",
                bound.table, bound.revision, bound.minimum, bound.maximum
            ));
        }
    }

    fn gates(&mut self, title: &str, gates: &[RequiredGate], evidence: &[String]) {
        self.line("");
        self.line(format!(
            "{title}: {}, {}",
            number(gates.len(), "gate", "gates"),
            number(evidence.len(), "evidence file", "evidence files")
        ));
        let mut phases: Vec<(String, Vec<&str>)> = Vec::new();
        for gate in gates {
            let phase = gate.phase.to_string();
            match phases.last_mut().filter(|(last, _)| *last == phase) {
                Some((_, names)) => names.push(&gate.gate),
                None => phases.push((phase, vec![&gate.gate])),
            }
        }
        for (phase, names) in phases {
            for (index, line) in wrapped(&names.join(", "), 80).into_iter().enumerate() {
                let phase = if index == 0 { phase.as_str() } else { "" };
                self.line(format!("  {phase:<13}  {line}"));
            }
        }
        for gate in gates {
            if let Some(skip) = &gate.may_be_skipped {
                self.line(format!(
                    "  may be skipped: {}, because {}",
                    gate.gate, skip.reason
                ));
            }
        }
    }

    fn files(&mut self, plan: &ReleasePlan) {
        self.line("");
        self.line("Files by their digests");
        self.line(format!("  release.toml  {}", plan.release_file));
        for (name, digest) in &plan.files {
            self.line(format!("  {name}  {digest}"));
        }
        self.line(format!(
            "  and {} of the history",
            number(plan.revisions.len(), "revision file", "revision files")
        ));
        if !plan.release.not_covered.is_empty() {
            self.line("");
            self.line("Not covered");
            for text in &plan.release.not_covered {
                self.line(format!("  {text}"));
            }
        }
        self.line("");
        self.line(format!("Plan hash: {}", plan.digest()));
    }
}

/// A lock in a line: the mode, the table, and what happens meanwhile.
pub(super) fn lock_text(lock: &PlannedLock) -> String {
    let mut text = format!("{} on {}", lock.mode, lock.relation);
    if !lock.work.is_empty() {
        text.push_str(&format!(", {}", lock.work));
    }
    if let Some(reservation) = &lock.reservation {
        text.push_str(&format!(" ({reservation})"));
    }
    text
}

/// The first line of a statement that says something.
pub(super) fn first_line(sql: &str) -> String {
    let mut lines = sql.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let is_cut = first.chars().count() > MOST_CHARACTERS;
    let mut shown: String = first.chars().take(MOST_CHARACTERS).collect();
    if is_cut || lines.next().is_some() {
        shown.push_str(" …");
    }
    shown
}

/// A number with its noun.
pub(super) fn number(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    }
}
