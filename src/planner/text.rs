//! A plan for people.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use super::holds::longest_holds;
use super::paint::Paint;
use super::plan::{Completeness, Plan, PlannedStep, Start};
use crate::findings::{Finding, Settled, Severity};
use crate::runtime::TransactionMode;
use crate::safety::{
    Effect, JudgedStatement, Lock, LockMode, TransactionKind, TransactionRecord, Transactional,
    Work,
};
use crate::script::RevisionId;

/// How much of a plan is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detail {
    /// Everything.
    #[default]
    Full,
    /// Each statement's first line only.
    WithoutSql,
    /// No steps: the locks, the findings, the sums.
    Summary,
}

/// Lines of a statement that are shown; a bulk insert has thousands.
const MOST_LINES: usize = 40;

/// Characters of a line that are shown.
const MOST_CHARACTERS: usize = 200;

/// Columns that the names in the list of locks are padded to at most.
const WIDEST_RELATION: usize = 40;

/// Relations in the list of locks that are shown.
const MOST_HOLDS: usize = 20;

/// The plan, its findings parted by what the project accepts; paths are relative to `root`.
pub fn plan_text(
    plan: &Plan,
    settled: &Settled,
    root: &Path,
    detail: Detail,
    paint: Paint,
) -> String {
    let mut text = Text {
        plan,
        root,
        detail,
        paint,
        lines: Vec::new(),
        findings: by_revision(settled),
    };
    text.header();
    if detail != Detail::Summary {
        text.steps();
    }
    text.holds();
    text.gaps();
    text.remaining_findings(settled);
    let mut whole = text.lines.join("\n");
    whole.push('\n');
    whole
}

struct Text<'a> {
    plan: &'a Plan,
    root: &'a Path,
    detail: Detail,
    paint: Paint,
    lines: Vec<String>,
    findings: HashMap<&'a str, Vec<&'a Finding>>,
}

fn by_revision(settled: &Settled) -> HashMap<&str, Vec<&Finding>> {
    let mut findings: HashMap<&str, Vec<&Finding>> = HashMap::new();
    for finding in &settled.open {
        if let Some(revision) = &finding.revision {
            findings.entry(revision).or_default().push(finding);
        }
    }
    findings
}

impl Text<'_> {
    fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    fn header(&mut self) {
        let plan = self.plan;
        let title = format!(
            "Plan from {} to {}: {}, {}",
            rows(plan.start.rows()),
            plan.destination,
            number(plan.steps.len(), "revision", "revisions"),
            number(plan.statement_count(), "statement", "statements"),
        );
        self.line(self.paint.strong(&title));
        let start = match &plan.start {
            Start::Database { url, .. } => {
                format!("start         the rows of {} in {url}", plan.version_table)
            }
            Start::Given { text, .. } if text.is_empty() || text == "base" => {
                "start         base, as asked; what is known of the schema is what the plan makes"
                    .to_owned()
            }
            Start::Given { text, .. } => format!(
                "start         {text}, as asked; what is known of the schema is what the history \
                 before it made"
            ),
            Start::Base => "start         base, because of --offline; what is known of the schema \
                            is what the plan makes"
                .to_owned(),
        };
        self.line(start);
        let transactions = match plan.transaction_mode {
            TransactionMode::WholeRun => "one for all revisions: all of them or none",
            TransactionMode::PerMigration => "one for each revision",
            TransactionMode::NonTransactional => {
                "one for each revision (transactional_ddl is off: a script has none)"
            }
        };
        self.line(format!("transactions  {transactions}"));
        self.line(format!("ends at       {}", rows(&plan.heads)));
    }

    fn steps(&mut self) {
        let plan = self.plan;
        let whole_run = plan.transaction_mode == TransactionMode::WholeRun;
        if !plan.before.is_empty() || !plan.setup.is_empty() || whole_run {
            self.line("");
        }
        if whole_run && !plan.steps.is_empty() {
            self.line(self.paint.strong("BEGIN"));
        }
        for statement in &plan.setup {
            self.line(format!("  env.py  {}", first_line(statement)));
        }
        for entry in &plan.before {
            let change = self.paint.change(&entry.change.to_string());
            self.line(format!("  rows  {change} ({})", plan.version_table));
        }
        let mut transaction = None;
        for step in &plan.steps {
            self.step(step, &mut transaction);
        }
        if whole_run && !plan.steps.is_empty() {
            self.line("");
            self.line(self.paint.strong("COMMIT"));
        }
    }

    fn step(&mut self, step: &PlannedStep, transaction: &mut Option<usize>) {
        let whole_run = self.plan.transaction_mode == TransactionMode::WholeRun;
        if !whole_run {
            *transaction = None;
        }
        self.line("");
        let heading = format!(
            "{}/{}  {}  {}",
            step.number,
            self.plan.steps.len(),
            step.revision,
            step.title
        );
        self.line(self.paint.strong(heading.trim_end()));
        let path = step.path.strip_prefix(self.root).unwrap_or(&step.path);
        self.line(format!("  file  {}", path.display()));
        let reasons: Vec<String> = step.reasons.iter().map(ToString::to_string).collect();
        self.line(format!("  why   {}", reasons.join("; ")));
        let mut after = Vec::new();
        if !step.down_revisions.is_empty() {
            after.push(rows(&step.down_revisions));
        }
        if !step.depends_on.is_empty() {
            after.push(format!("depends on {}", step.depends_on.join(", ")));
        }
        if !after.is_empty() {
            self.line(format!("  after {}", after.join("; ")));
        }
        let changes: Vec<String> = step
            .bookkeeping
            .iter()
            .map(|entry| self.paint.change(&entry.change.to_string()))
            .collect();
        self.line(format!("  rows  {}", changes.join(", then ")));
        for statement in &step.statements {
            self.boundary(statement, transaction);
            self.statement(statement, &step.path);
        }
        match &step.completeness {
            Completeness::Complete => {}
            Completeness::NeedsDatabase { reason, place } => {
                let place = self.place(place.as_ref());
                let word = self.paint.warning("needs the database");
                self.line(format!("  {word} from {place} on: {reason}"));
            }
            Completeness::Refused { reason, place } => {
                let place = self.place(place.as_ref());
                let word = self.paint.error("refused");
                self.line(format!("  {word} at {place}: {reason}"));
            }
        }
        let findings = self.findings.remove(step.revision.as_str());
        for finding in findings.into_iter().flatten() {
            self.finding(finding, "  ");
        }
    }

    /// Where one transaction ends and another begins.
    fn boundary(&mut self, statement: &JudgedStatement, transaction: &mut Option<usize>) {
        let previous = transaction.replace(statement.transaction);
        if previous == Some(statement.transaction) {
            return;
        }
        let kind = |number: usize| {
            self.plan
                .transactions
                .iter()
                .find(|record: &&TransactionRecord| record.number == number)
                .map(|record| record.kind)
        };
        let was_block = previous.and_then(kind) == Some(TransactionKind::Block);
        let is_block = kind(statement.transaction) == Some(TransactionKind::Block);
        let mut words = Vec::new();
        if was_block {
            words.push("COMMIT");
        }
        match (previous.is_some(), is_block) {
            (true, true) => words.push("BEGIN"),
            (_, false) => words.push("outside of a transaction"),
            (false, true) => {}
        }
        if !words.is_empty() {
            let words = self.paint.strong(&words.join("; "));
            self.line(format!("  {words}"));
        }
    }

    fn statement(&mut self, statement: &JudgedStatement, file: &Path) {
        let line = statement.origin.line_column().line;
        let path = statement.origin.file.path();
        if path != file {
            let path = path.strip_prefix(self.root).unwrap_or(path);
            let place = self.paint.faint(&format!("in {}:", path.display()));
            self.line(format!("        {place}"));
        }
        let lines = shown(&statement.text, self.detail);
        let mut lines = lines.into_iter();
        let first = lines.next().unwrap_or_default();
        self.line(format!("  {line:>4}  {first}"));
        for line in lines {
            self.line(format!("        {line}"));
        }
        for line in effect_lines(&statement.effect, self.paint) {
            self.line(format!("        {line}"));
        }
    }

    fn finding(&mut self, finding: &Finding, indent: &str) {
        let word = self.severity(finding.severity);
        let place = match finding.place.as_ref().and_then(|place| place.line) {
            Some(line) => format!("line {line}: "),
            None => String::new(),
        };
        let id = finding.rule.id();
        self.line(format!("{indent}{id} {word} {place}{}", finding.message));
    }

    fn place(&self, place: Option<&crate::findings::Place>) -> String {
        let Some(place) = place else {
            return "its first line".to_owned();
        };
        let path = place.path.strip_prefix(self.root).unwrap_or(&place.path);
        match place.line {
            Some(line) => format!("{}:{line}", path.display()),
            None => path.display().to_string(),
        }
    }

    /// The locks that are held to the end of a transaction.
    fn holds(&mut self) {
        let holds = longest_holds(&self.plan.transactions);
        if holds.is_empty() {
            return;
        }
        self.line("");
        self.line(
            self.paint
                .strong("Locks that others wait for, until the COMMIT"),
        );
        let width = holds
            .iter()
            .take(MOST_HOLDS)
            .map(|held| held.hold.relation.to_string().chars().count())
            .max()
            .unwrap_or_default()
            .min(WIDEST_RELATION);
        for held in holds.iter().take(MOST_HOLDS) {
            let hold = held.hold;
            let mut during = vec![number(hold.statements, "statement", "statements")];
            if hold.scans > 0 {
                during.push(number(hold.scans, "scan", "scans"));
            }
            if hold.rewrites > 0 {
                during.push(number(hold.rewrites, "rewrite", "rewrites"));
            }
            let span = if hold.since.step == held.transaction.last.step {
                format!("step {}", hold.since.step)
            } else {
                format!(
                    "steps {} to {}",
                    hold.since.step, held.transaction.last.step
                )
            };
            let relation = hold.relation.to_string();
            self.line(format!(
                "  {relation:width$}  {:19}  {span}: {}",
                hold.mode.name(),
                during.join(", ")
            ));
        }
        if let Some(more) = holds.len().checked_sub(MOST_HOLDS).filter(|more| *more > 0) {
            self.line(format!("  and {more} more; --json has all of them"));
        }
    }

    /// What is not known, and what would be refused.
    fn gaps(&mut self) {
        if self.detail != Detail::Summary {
            return;
        }
        let plan = self.plan;
        let incomplete: Vec<String> = plan
            .incomplete()
            .map(|step| step.revision.to_string())
            .collect();
        let refused: Vec<String> = plan
            .refused()
            .map(|step| step.revision.to_string())
            .collect();
        for (word, revisions) in [("Need the database", incomplete), ("Refused", refused)] {
            if !revisions.is_empty() {
                self.line("");
                self.line(format!(
                    "{}: {}",
                    self.paint.strong(word),
                    revisions.join(", ")
                ));
            }
        }
    }

    /// How often each rule speaks.
    fn sums(&mut self, settled: &Settled) {
        let mut sums: BTreeMap<(Reverse<Severity>, &str), (usize, &str)> = BTreeMap::new();
        for finding in &settled.open {
            let key = (Reverse(finding.severity), finding.rule.id());
            sums.entry(key).or_insert((0, finding.rule.summary())).0 += 1;
        }
        if sums.is_empty() {
            return;
        }
        self.line("");
        self.line(self.paint.strong("Findings"));
        for ((Reverse(severity), id), (count, summary)) in sums {
            let word = self.severity(severity);
            self.line(format!("  {id} {word} {count:>4} × {summary}"));
        }
    }

    fn severity(&self, severity: Severity) -> String {
        match severity {
            Severity::Error => self.paint.error("error  "),
            Severity::Warning => self.paint.warning("warning"),
            Severity::Note => self.paint.faint("note   "),
        }
    }

    /// Findings of no step, and what to do about all of them.
    fn remaining_findings(&mut self, settled: &Settled) {
        if self.detail == Detail::Summary {
            self.sums(settled);
            return;
        }
        let steps = &self.plan.steps;
        let is_told = |finding: &Finding| {
            finding
                .revision
                .as_ref()
                .is_some_and(|revision| steps.iter().any(|step| step.revision.as_str() == revision))
        };
        let rest: Vec<Finding> = settled
            .open
            .iter()
            .filter(|finding| !is_told(finding))
            .cloned()
            .collect();
        if !rest.is_empty() {
            self.line("");
        }
        for finding in &rest {
            let place = self.place(finding.place.as_ref());
            let mut finding = finding.clone();
            if finding.place.take().is_some() {
                finding.message = format!("{place}: {}", finding.message);
            }
            self.finding(&finding, "");
        }
        let mut helped: Vec<(&'static str, &str)> = Vec::new();
        for finding in &settled.open {
            if let Some(help) = &finding.help
                && !helped.contains(&(finding.rule.id(), help))
            {
                helped.push((finding.rule.id(), help));
            }
        }
        if helped.is_empty() {
            return;
        }
        helped.sort_unstable();
        self.line("");
        self.line(self.paint.strong("What to do"));
        for (id, help) in helped {
            self.line(format!("  {id}  {help}"));
        }
    }
}

/// The lines of a statement that are shown.
fn shown(text: &str, detail: Detail) -> Vec<String> {
    let text = text.replace('\t', "    ");
    let cut = |line: &str| match line.char_indices().nth(MOST_CHARACTERS) {
        None => line.to_owned(),
        Some((end, _)) => format!("{}…", &line[..end]),
    };
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    if detail == Detail::WithoutSql {
        let first = cut(lines.first().unwrap_or(&"").trim_end());
        return vec![if lines.len() > 1 {
            format!("{first} …")
        } else {
            first
        }];
    }
    let mut shown: Vec<String> = lines
        .iter()
        .take(MOST_LINES)
        .map(|line| cut(line.trim_end()))
        .collect();
    if let Some(more) = lines.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        shown.push(format!("… {more} more lines; --json has all of them"));
    }
    shown
}

/// What a statement takes, one line for each lock that others feel.
fn effect_lines(effect: &Effect, paint: Paint) -> Vec<String> {
    let mut lines = Vec::new();
    let mut weak = Vec::new();
    for lock in effect.locks.iter().filter(|lock| !lock.is_new) {
        if lock.mode <= LockMode::RowExclusive {
            weak.push(format!("{} {}", lock.mode, lock.relation));
        } else {
            lines.push(lock_line(lock, paint));
        }
    }
    if !weak.is_empty() {
        lines.push(paint.faint(&format!("locks {}", weak.join(", "))));
    }
    if effect.transactional == Transactional::No {
        lines.push(paint.faint("cannot run inside a transaction"));
    }
    if let Some(reason) = &effect.unknown {
        lines.push(paint.warning(&format!("not known: {reason}")));
    }
    lines
}

fn lock_line(lock: &Lock, paint: Paint) -> String {
    let mut line = format!("locks {} {}", lock.mode, lock.relation);
    match lock.work {
        Work::None => {}
        Work::Scan => line.push_str(", and reads all of it"),
        Work::Rewrite => line.push_str(", and writes all of it anew"),
    }
    if let Some(reservation) = &lock.reservation {
        line.push_str(&format!(" ({reservation})"));
    }
    if lock.mode.blocks_writes() && lock.work != Work::None {
        paint.warning(&line)
    } else {
        paint.faint(&line)
    }
}

fn rows(ids: &[RevisionId]) -> String {
    if ids.is_empty() {
        return "base".to_owned();
    }
    ids.iter()
        .map(RevisionId::as_str)
        .collect::<Vec<_>>()
        .join(", ")
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn number(count: usize, one: &str, several: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        count => format!("{count} {several}"),
    }
}
