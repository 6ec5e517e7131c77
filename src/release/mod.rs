//! The phases of a governed release, walked on a database.

mod archiving;
mod freeze;
pub mod guard;
mod isolation;
mod obstacle;
pub mod probes;
mod row_counts;
mod table_name;
mod targets;
pub mod tier;

pub use archiving::archiving_probe;
pub use freeze::{QUIET, write_freeze};
pub use isolation::IsolationProbe;
pub use obstacle::Obstacle;
pub use row_counts::{row_count_parity, row_counts};
pub use table_name::{qualified_table, quoted_table};
pub use targets::{DatabasePart, Lookup, Target, check_apart_from_declared, in_environment};
