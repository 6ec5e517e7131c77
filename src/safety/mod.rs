//! What a statement does to those who use the database meanwhile: locks, scans, rewrites.
//!
//! The knowledge of PostgreSQL's manual, chapters "Explicit Locking" and "ALTER TABLE", and the rules
//! that follow from it.
