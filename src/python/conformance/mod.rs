//! The small Python held against CPython 3.11, and against programs that mean no good.
//!
//! What is expected was written by `python3.11` running the same text.

#![expect(
    clippy::needless_raw_string_hashes,
    reason = "the tables are written by a program, alike for every text"
)]

mod expressions;
mod limits;
mod programs;
mod refusals;
mod runner;
mod shown;
mod standard_library;
