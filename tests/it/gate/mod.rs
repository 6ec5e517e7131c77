//! The gate as CI calls it: one program, a folder of files, git, and a verdict.

mod findings;
mod loading;
mod merge;
mod reports;
mod repository;
