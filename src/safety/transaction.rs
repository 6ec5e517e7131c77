//! Transactions of a plan, and the locks that are held until they end.

use indexmap::IndexMap;

use super::effect::{Effect, LockedRelation, Work};
use super::lock_mode::LockMode;
use super::relation::RelationName;

/// A place in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Moment {
    /// The number of the step, from 1; 0 is before the first.
    pub step: usize,
    /// The number of the statement in the whole plan, from 1.
    pub statement: usize,
}

/// What holds the statements of a transaction together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransactionKind {
    /// `BEGIN` and `COMMIT`.
    Block,
    /// Nothing: each statement is committed by itself.
    Autocommit,
}

/// A lock that a transaction holds from when it is taken to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The relation.
    pub relation: LockedRelation,
    /// The strongest mode.
    pub mode: LockMode,
    /// When that mode was taken.
    pub since: Moment,
    /// Whether the plan itself has made the relation.
    pub is_new: bool,
    /// Statements that run while it is held, the one that takes it among them.
    pub statements: usize,
    /// Scans of tables among them.
    pub scans: usize,
    /// Rewrites of tables among them.
    pub rewrites: usize,
}

/// One transaction of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransactionRecord {
    /// Its number, from 1.
    pub number: usize,
    /// What holds it together.
    pub kind: TransactionKind,
    /// Its first statement.
    pub first: Moment,
    /// Its last statement.
    pub last: Moment,
    /// Its locks, the strongest first, then in the order they were taken.
    pub holds: Vec<Hold>,
}

/// What a transaction has done so far.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    statements: usize,
    scans: usize,
    rewrites: usize,
}

/// A transaction while it is open.
#[derive(Debug, Clone)]
pub(super) struct OpenTransaction {
    pub(super) number: usize,
    pub(super) kind: TransactionKind,
    pub(super) first: Option<Moment>,
    pub(super) last: Moment,
    /// Each with the sums at the time it was taken in place of those since.
    holds: IndexMap<LockedRelation, Hold>,
    sums: Sums,
    /// Labels that it has added to enum types.
    pub(super) labels: Vec<(RelationName, String)>,
    /// Constraints that it has added without looking at the rows.
    pub(super) not_valid: Vec<(RelationName, String)>,
    /// `SET LOCAL lock_timeout`.
    pub(super) lock_timeout: Option<u64>,
    /// The last step in which AL026 has spoken.
    pub(super) lock_order_told: usize,
}

impl OpenTransaction {
    pub(super) fn new(number: usize, kind: TransactionKind) -> Self {
        Self {
            number,
            kind,
            first: None,
            last: Moment::default(),
            holds: IndexMap::new(),
            sums: Sums::default(),
            labels: Vec::new(),
            not_valid: Vec::new(),
            lock_timeout: None,
            lock_order_told: 0,
        }
    }

    pub(super) fn is_block(&self) -> bool {
        self.kind == TransactionKind::Block
    }

    /// Takes the locks of a statement.
    pub(super) fn take(&mut self, effect: &Effect, moment: Moment) {
        self.first.get_or_insert(moment);
        self.last = moment;
        for lock in &effect.locks {
            let known = self.holds.get(&lock.relation);
            if known.is_none_or(|hold| hold.mode < lock.mode) {
                let hold = Hold {
                    relation: lock.relation.clone(),
                    mode: lock.mode,
                    since: moment,
                    is_new: lock.is_new,
                    statements: self.sums.statements,
                    scans: self.sums.scans,
                    rewrites: self.sums.rewrites,
                };
                self.holds.insert(lock.relation.clone(), hold);
            }
        }
        let work = |work| effect.locks.iter().filter(|lock| lock.work == work).count();
        self.sums.statements += 1;
        self.sums.scans += work(Work::Scan);
        self.sums.rewrites += work(Work::Rewrite);
    }

    /// The locks on what others use that keep them from writing.
    pub(super) fn blocking(&self) -> impl Iterator<Item = &Hold> {
        self.holds
            .values()
            .filter(|hold| !hold.is_new && hold.mode.blocks_writes())
    }

    /// What is remembered of it; nothing where no statement ran.
    pub(super) fn close(self) -> Option<TransactionRecord> {
        let sums = self.sums;
        let mut holds: Vec<Hold> = self.holds.into_values().collect();
        for hold in &mut holds {
            hold.statements = sums.statements - hold.statements;
            hold.scans = sums.scans - hold.scans;
            hold.rewrites = sums.rewrites - hold.rewrites;
        }
        holds.sort_by_key(|hold| (std::cmp::Reverse(hold.mode), hold.since));
        Some(TransactionRecord {
            number: self.number,
            kind: self.kind,
            first: self.first?,
            last: self.last,
            holds,
        })
    }
}
