//! What one SQL statement takes and does.

use std::fmt;

use super::lock_mode::LockMode;
use super::relation::RelationName;

/// What is done with the rows of a table while its lock is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Work {
    /// Only catalogs change.
    #[default]
    None,
    /// The table is read from end to end.
    Scan,
    /// The table and its indexes are written anew.
    Rewrite,
}

impl Work {
    /// The word for it in reports; empty where there is none.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "",
            Self::Scan => "scan",
            Self::Rewrite => "rewrite",
        }
    }
}

/// Which relation a lock is on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LockedRelation {
    /// One that is known by name.
    Named(RelationName),
    /// One that neither the statement nor what is known of the database names, such as the table
    /// of an index.
    Unnamed(String),
}

impl LockedRelation {
    /// The name, where there is one.
    pub fn name(&self) -> Option<&RelationName> {
        match self {
            Self::Named(name) => Some(name),
            Self::Unnamed(_) => None,
        }
    }
}

impl fmt::Display for LockedRelation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => name.fmt(formatter),
            Self::Unnamed(description) => formatter.write_str(description),
        }
    }
}

/// The lock a statement takes on one relation, and what it does while it holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lock {
    /// The relation.
    pub relation: LockedRelation,
    /// The strongest mode.
    pub mode: LockMode,
    /// What happens to its rows meanwhile.
    pub work: Work,
    /// What the lock or the work hangs on that is not known, such as the present type of a column.
    pub reservation: Option<String>,
    /// Whether the plan itself has made the relation, so that nobody else waits for it.
    pub is_new: bool,
}

/// Whether a statement can be part of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Transactional {
    /// It can.
    #[default]
    Yes,
    /// The server refuses it in a transaction block (SQLSTATE 25001).
    No,
}

/// What one SQL statement takes and does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effect {
    /// The locks on relations that were there before the plan, or that the plan made; each
    /// relation once.
    pub locks: Vec<Lock>,
    /// Whether it can be part of a transaction.
    pub transactional: Transactional,
    /// Why something about it is not known.
    pub unknown: Option<String>,
}

impl Effect {
    /// The effect of a statement nothing is known of.
    pub fn unknown(reason: impl Into<String>) -> Self {
        Self {
            unknown: Some(reason.into()),
            ..Self::default()
        }
    }

    /// Adds a lock; of two on one relation the stronger mode and the greater work remain.
    pub fn take(&mut self, relation: LockedRelation, mode: LockMode, work: Work) {
        self.take_with(relation, mode, work, None);
    }

    /// Adds a lock on a relation that is known by name.
    pub fn lock(&mut self, relation: &RelationName, mode: LockMode, work: Work) {
        self.take(LockedRelation::Named(relation.clone()), mode, work);
    }

    /// Adds a lock of which something is not certain.
    pub fn take_with(
        &mut self,
        relation: LockedRelation,
        mode: LockMode,
        work: Work,
        reservation: Option<String>,
    ) {
        match self.locks.iter_mut().find(|lock| lock.relation == relation) {
            None => self.locks.push(Lock {
                relation,
                mode,
                work,
                reservation,
                is_new: false,
            }),
            Some(lock) => {
                lock.mode = lock.mode.max(mode);
                if work > lock.work {
                    lock.work = work;
                    lock.reservation = reservation;
                }
            }
        }
    }

    /// Adds what another part of the statement takes.
    pub(super) fn include(&mut self, other: Self) {
        for lock in other.locks {
            self.take_with(lock.relation, lock.mode, lock.work, lock.reservation);
        }
        if other.transactional == Transactional::No {
            self.transactional = Transactional::No;
        }
        if self.unknown.is_none() {
            self.unknown = other.unknown;
        }
    }

    /// The lock on a relation.
    pub fn lock_on(&self, relation: &RelationName) -> Option<&Lock> {
        self.locks
            .iter()
            .find(|lock| lock.relation.name() == Some(relation))
    }
}
