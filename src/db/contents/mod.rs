//! What tables and sequences hold: counts, hashes, positions. Questions only; nothing is changed.

mod positions;
mod relations;
mod rows;

pub use positions::{SequencePosition, sequence_positions};
pub use relations::{HashedColumn, Relation, Storage, relations};
pub use rows::{ContentHash, count_rows, hash_rows};
