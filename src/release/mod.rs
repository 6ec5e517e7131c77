//! The phases of a governed release, walked on a database.

pub mod guard;
mod obstacle;
pub mod probes;
pub mod tier;

pub use obstacle::Obstacle;
