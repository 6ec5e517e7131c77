//! Transactions of a plan, and the locks that are held until they end.

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

/// A transaction while it is open.
#[derive(Debug, Clone)]
pub(super) struct OpenTransaction {
    pub(super) number: usize,
    pub(super) kind: TransactionKind,
    pub(super) first: Option<Moment>,
    pub(super) last: Moment,
    pub(super) holds: Vec<Hold>,
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
            holds: Vec::new(),
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
            match self
                .holds
                .iter_mut()
                .find(|hold| hold.relation == lock.relation)
            {
                Some(hold) if hold.mode >= lock.mode => {}
                Some(hold) => {
                    hold.mode = lock.mode;
                    hold.since = moment;
                    hold.statements = 0;
                    hold.scans = 0;
                    hold.rewrites = 0;
                }
                None => self.holds.push(Hold {
                    relation: lock.relation.clone(),
                    mode: lock.mode,
                    since: moment,
                    is_new: lock.is_new,
                    statements: 0,
                    scans: 0,
                    rewrites: 0,
                }),
            }
        }
        let work = |work| effect.locks.iter().filter(|lock| lock.work == work).count();
        let (scans, rewrites) = (work(Work::Scan), work(Work::Rewrite));
        for hold in &mut self.holds {
            hold.statements += 1;
            hold.scans += scans;
            hold.rewrites += rewrites;
        }
    }

    /// The locks on what others use that keep them from writing.
    pub(super) fn blocking(&self) -> impl Iterator<Item = &Hold> {
        self.holds
            .iter()
            .filter(|hold| !hold.is_new && hold.mode.blocks_writes())
    }

    /// What is remembered of it; nothing where no statement ran.
    pub(super) fn close(mut self) -> Option<TransactionRecord> {
        self.holds
            .sort_by_key(|hold| (std::cmp::Reverse(hold.mode), hold.since));
        Some(TransactionRecord {
            number: self.number,
            kind: self.kind,
            first: self.first?,
            last: self.last,
            holds: self.holds,
        })
    }
}
