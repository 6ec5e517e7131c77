//! Takes the statements of a plan one by one and holds each against its transaction.

use super::action::{Action, SettingScope, TableChange, TransactionControl, Validation};
use super::effect::{Effect, LockedRelation};
use super::hints::Hints;
use super::judgement::judge;
use super::model::Model;
use super::reading::{Reading, read};
use super::relation::RelationName;
use super::rules::{Case, check};
use super::transaction::{Moment, OpenTransaction, TransactionKind, TransactionRecord};
use crate::ddl::Statement;
use crate::findings::{Finding, Place, Rule, Severity};
use crate::operations::Operation;
use crate::source::Origin;

/// A step of the plan, as far as findings name it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// Its number, from 1.
    pub number: usize,
    /// The id of its revision.
    pub revision: String,
}

/// One statement with what it takes and the transaction it runs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgedStatement {
    /// Its number in the plan, from 1.
    pub number: usize,
    /// The statement.
    pub text: String,
    /// The call that asked for it.
    pub origin: Origin,
    /// What it takes.
    pub effect: Effect,
    /// The number of its transaction.
    pub transaction: usize,
}

/// Statements that wait for a lock as long as it takes.
#[derive(Debug, Clone)]
struct Unlimited {
    first: Origin,
    revision: String,
    relation: LockedRelation,
    count: usize,
}

/// Examines a plan while it is walked.
#[derive(Debug)]
pub struct Examiner {
    model: Model,
    step: Step,
    hints: Hints,
    transaction: OpenTransaction,
    records: Vec<TransactionRecord>,
    findings: Vec<Finding>,
    statements: usize,
    /// Of them in the step: outside of a block that commits by itself, and in one.
    in_step: InStep,
    /// `lock_timeout` of the session, in milliseconds.
    lock_timeout: u64,
    unlimited: Option<Unlimited>,
    /// How long the migration's own `search_path` holds, where it has set one.
    search_path: Option<SettingScope>,
}

#[derive(Debug, Clone, Copy, Default)]
struct InStep {
    statements: usize,
    blocks: usize,
    told: bool,
}

impl Examiner {
    /// Begins with what is known of the database; `lock_timeout` is the session's, in
    /// milliseconds, 0 for none.
    pub fn new(model: Model, lock_timeout: u64) -> Self {
        Self {
            model,
            step: Step::default(),
            hints: Hints::default(),
            transaction: OpenTransaction::new(1, TransactionKind::Autocommit),
            records: Vec::new(),
            findings: Vec::new(),
            statements: 0,
            in_step: InStep::default(),
            lock_timeout,
            unlimited: None,
            search_path: None,
        }
    }

    /// Learns what a statement did that ran before the plan.
    pub fn replay(&mut self, text: &str) {
        for mut reading in read(text, self.model.default_schema()) {
            self.hide_unqualified(&mut reading);
            self.watch_search_path(&reading.action);
            self.model.apply(&reading.action);
        }
    }

    /// Something ran before the plan of which not everything is known.
    pub fn replay_unknown(&mut self) {
        self.model.doubt();
    }

    /// From here on, what is made is made by the plan.
    pub fn begin_plan(&mut self) {
        self.search_path = None;
        self.model.begin_plan();
    }

    /// What is known of the schema now.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// A statement of the environment that matters for its settings only.
    pub fn setting(&mut self, text: &str) {
        for reading in read(text, self.model.default_schema()) {
            if let Action::LockTimeout {
                milliseconds,
                scope,
            } = reading.action
            {
                self.set_lock_timeout(milliseconds, scope);
            }
        }
    }

    /// The next step begins.
    pub fn begin_step(&mut self, step: Step) {
        self.step = step;
        self.in_step = InStep::default();
        self.hints = Hints::default();
    }

    /// The runner opens a transaction.
    pub fn begin(&mut self) {
        self.next_transaction(TransactionKind::Block);
    }

    /// The runner commits.
    pub fn commit(&mut self) {
        self.next_transaction(TransactionKind::Autocommit);
    }

    /// An `autocommit_block()` begins: what came before is committed.
    pub fn begin_autocommit(&mut self, place: Option<&Origin>) {
        if self.in_step.statements > 0 && !self.in_step.told {
            self.in_step.told = true;
            let message = "an autocommit block commits the first part of the revision before the \
                           rest has succeeded";
            let finding = Finding::new(Rule::AutocommitNotAlone, message)
                .of_kind("after-statements")
                .with_help("Give what needs no transaction a revision of its own.");
            self.report(finding, place);
        }
        self.in_step.blocks += 1;
        self.commit();
    }

    /// An `autocommit_block()` ends: a transaction is opened again.
    pub fn end_autocommit(&mut self) {
        self.begin();
    }

    /// What `op` was asked for; the statements that follow are its.
    pub fn operation(&mut self, operation: &Operation, origin: &Origin) {
        self.hints = Hints::of(operation, origin, self.model.default_schema());
    }

    /// The statements of a text, each judged.
    pub fn statement(&mut self, statement: &Statement) -> Vec<JudgedStatement> {
        let readings = read(&statement.text, self.model.default_schema());
        readings
            .into_iter()
            .map(|reading| self.judged(reading, &statement.origin))
            .collect()
    }

    fn judged(&mut self, mut reading: Reading, origin: &Origin) -> JudgedStatement {
        self.statements += 1;
        self.told_after_block(origin);
        self.in_step.statements += 1;
        let moment = Moment {
            step: self.step.number,
            statement: self.statements,
        };
        let transactional = judge(&reading.action, &self.model, &self.hints).transactional;
        self.hide_unqualified(&mut reading);
        let mut effect = judge(&reading.action, &self.model, &self.hints);
        effect.transactional = transactional;
        let case = Case {
            reading: &reading,
            effect: &effect,
            model: &self.model,
            transaction: &self.transaction,
            step: &self.step,
        };
        let found = check(&case);
        if found.iter().any(|finding| finding.rule == Rule::LockOrder) {
            self.transaction.lock_order_told = self.step.number;
        }
        for finding in found {
            self.report(finding, Some(origin));
        }
        self.watch_timeout(&effect, origin);
        let transaction = self.transaction.number;
        self.transaction.take(&effect, moment);
        self.remember(&reading.action);
        self.watch_search_path(&reading.action);
        self.model.apply(&reading.action);
        JudgedStatement {
            number: self.statements,
            text: reading.text,
            origin: origin.clone(),
            effect,
            transaction,
        }
    }

    /// Where the migration has set a `search_path`, the tables that a statement names without their
    /// schema may be others.
    fn hide_unqualified(&self, reading: &mut Reading) {
        if self.search_path.is_some() && names_unqualified(&reading.text) {
            let reason = "its tables are looked up along a search_path that the migration has set";
            reading.action = Action::Unknown(reason.to_owned());
        }
    }

    fn watch_search_path(&mut self, action: &Action) {
        match action {
            Action::SearchPath { is_usual, scope } => {
                self.search_path = (!is_usual).then_some(*scope);
            }
            Action::Transaction(TransactionControl::Commit | TransactionControl::Rollback) => {
                self.search_path_of_transaction_ends();
            }
            _ => {}
        }
    }

    fn search_path_of_transaction_ends(&mut self) {
        if self.search_path == Some(SettingScope::Transaction) {
            self.search_path = None;
        }
    }

    /// A statement behind an autocommit block, in the same step.
    fn told_after_block(&mut self, origin: &Origin) {
        let behind = self.in_step.blocks > 0 && self.transaction.is_block();
        if behind && !self.in_step.told {
            self.in_step.told = true;
            let message = "an autocommit block has committed a part of the revision; when this \
                           fails, the revision is not recorded and the part stays";
            let finding = Finding::new(Rule::AutocommitNotAlone, message)
                .of_kind("before-statements")
                .weighing(Severity::Note)
                .with_help("Give what needs no transaction a revision of its own.");
            self.report(finding, Some(origin));
        }
    }

    /// What a later statement of the transaction has to know.
    fn remember(&mut self, action: &Action) {
        match action {
            Action::AddLabel {
                enumeration, label, ..
            } => self
                .transaction
                .labels
                .push((enumeration.clone(), label.clone())),
            Action::RenameLabel {
                enumeration,
                from,
                to,
            } => {
                let renamed = (enumeration.clone(), to.clone());
                for known in &mut self.transaction.labels {
                    if known.0 == *enumeration && known.1 == *from {
                        *known = renamed.clone();
                    }
                }
            }
            Action::RenameType { name, new_name } => {
                for (enumeration, _) in &mut self.transaction.labels {
                    if enumeration == name {
                        *enumeration = name.sibling(new_name.clone());
                    }
                }
            }
            Action::DropTypes { names, .. } => self
                .transaction
                .labels
                .retain(|(enumeration, _)| !names.contains(enumeration)),
            Action::AlterTable { table, changes, .. } => {
                for change in changes {
                    if let TableChange::AddConstraint(constraint) = change
                        && constraint.validation == Validation::Later
                        && let Some(name) = &constraint.name
                    {
                        self.transaction
                            .not_valid
                            .push((table.clone(), name.clone()));
                    }
                }
            }
            Action::LockTimeout {
                milliseconds,
                scope,
            } => self.set_lock_timeout(*milliseconds, *scope),
            Action::Transaction(TransactionControl::Begin) if !self.transaction.is_block() => {
                self.next_transaction(TransactionKind::Block);
            }
            Action::Transaction(TransactionControl::Commit | TransactionControl::Rollback) => {
                self.next_transaction(TransactionKind::Autocommit);
            }
            _ => {}
        }
    }

    fn set_lock_timeout(&mut self, milliseconds: u64, scope: SettingScope) {
        match scope {
            SettingScope::Session => {
                self.lock_timeout = milliseconds;
                self.transaction.lock_timeout = None;
            }
            SettingScope::Transaction => self.transaction.lock_timeout = Some(milliseconds),
        }
    }

    /// Counts what waits for a lock without limit.
    fn watch_timeout(&mut self, effect: &Effect, origin: &Origin) {
        let timeout = self.transaction.lock_timeout.unwrap_or(self.lock_timeout);
        if timeout > 0 {
            return;
        }
        let Some(lock) = effect
            .locks
            .iter()
            .find(|lock| !lock.is_new && lock.mode.blocks_writes())
        else {
            return;
        };
        match &mut self.unlimited {
            Some(unlimited) => unlimited.count += 1,
            None => {
                self.unlimited = Some(Unlimited {
                    first: origin.clone(),
                    revision: self.step.revision.clone(),
                    relation: lock.relation.clone(),
                    count: 1,
                });
            }
        }
    }

    fn next_transaction(&mut self, kind: TransactionKind) {
        self.search_path_of_transaction_ends();
        let number = self.transaction.number;
        let next = OpenTransaction::new(number, kind);
        if let Some(record) = std::mem::replace(&mut self.transaction, next).close() {
            self.records.push(record);
            self.transaction.number = number + 1;
        }
    }

    /// Adds a finding at a place of the present step.
    fn report(&mut self, finding: Finding, place: Option<&Origin>) {
        let mut finding = finding.in_revision(self.step.revision.clone());
        if let Some(origin) = place {
            finding = finding.at(Place::from(origin));
        }
        self.findings.push(finding);
    }

    /// The transactions and the findings.
    pub fn finish(mut self) -> (Vec<TransactionRecord>, Vec<Finding>) {
        self.next_transaction(TransactionKind::Autocommit);
        if let Some(unlimited) = self.unlimited.take() {
            let statements = match unlimited.count {
                1 => "a statement waits".to_owned(),
                count => format!("{count} statements wait"),
            };
            let finding = Finding::new(
                Rule::NoLockTimeout,
                format!(
                    "no lock_timeout is set: {statements} for a lock as long as it takes, the \
                     first for {}, and everybody who comes after it waits as well",
                    unlimited.relation
                ),
            )
            .in_revision(unlimited.revision)
            .at(Place::from(&unlimited.first))
            .with_help(
                "Execute SET lock_timeout = '5s' on the connection in env.py, or ALTER ROLE … SET \
                 lock_timeout.",
            );
            self.findings.push(finding);
        }
        (self.records, self.findings)
    }
}

impl Examiner {
    /// Whether an enum type is there at this point of the plan; `None` where that is not known.
    pub fn has_enumeration(&self, schema: Option<&str>, name: &str) -> Option<bool> {
        self.model.has_enumeration(&self.named(schema, name))
    }

    /// A name as the statements of the plan mean it.
    pub fn named(&self, schema: Option<&str>, name: &str) -> RelationName {
        RelationName::qualified(schema, name, self.model.default_schema())
    }
}

/// Whether a statement names a relation without its schema.
fn names_unqualified(text: &str) -> bool {
    // No schema has an empty name, so that only what is not qualified lies in it.
    read(text, "").iter().any(|reading| {
        let made = match &reading.action {
            Action::CreateTable(table) => Some(&table.table),
            Action::CreateEnumeration { name, .. } => Some(name),
            _ => None,
        };
        let effect = judge(&reading.action, &Model::unknown(), &Hints::default());
        let locked = effect.locks.iter().filter_map(|lock| lock.relation.name());
        locked.chain(made).any(|name| name.schema().is_none())
    })
}
