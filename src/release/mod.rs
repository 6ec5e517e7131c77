//! The phases of a governed release, walked on a database.
