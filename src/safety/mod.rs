//! What a statement does to those who use the database meanwhile: locks, scans, rewrites.
//!
//! The knowledge of PostgreSQL's manual, chapters "Explicit Locking" and "ALTER TABLE", and the
//! rules that follow from it. Statements are judged as text, whoever wrote it: `reading` says what
//! one asks for, the [`Model`] what is known of the tables it names, `judgement` what it takes, and
//! the [`Examiner`] holds that against the transaction it runs in. What cannot be read is said to
//! be unknown; nothing is taken to be safe for want of knowledge.

mod action;
mod casts;
mod column_type;
mod effect;
mod examiner;
mod facts;
mod functions;
mod hints;
mod judgement;
mod lock_mode;
mod model;
mod reading;
mod relation;
mod relatives;
mod row_changes;
mod rules;
mod statement_kind;
mod transaction;

pub use action::{ForeignKey, Hook, ReferentialAction, RowEvent};
pub use effect::{Effect, Lock, LockedRelation, Transactional, Work};
pub use examiner::{Examiner, JudgedStatement, Step};
pub use facts::{
    ColumnFact, ConstraintFact, ConstraintKindFact, DatabaseFacts, Descent, DescentFact,
    EnumerationFact, IndexFact, TableFact,
};
pub use functions::Volatility;
pub use lock_mode::LockMode;
pub use model::{Model, Size};
pub use reading::{RowsQuestion, known_statements, rows_question};
pub use relation::RelationName;
pub use statement_kind::{KnownStatement, RowsChanged, RowsVerb, StatementKind};
pub use transaction::{Hold, Moment, TransactionKind, TransactionRecord};
