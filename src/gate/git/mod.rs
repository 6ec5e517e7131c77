//! The program `git`, asked questions about a repository that nobody vouches for.
//!
//! It is started without a shell, and no program that the repository names is run: hooks and file
//! system monitors are switched off, objects are not fetched, files that a filter rewrites are
//! refused, a merge driver leaves a conflict, and repositories inside of the working tree are not
//! looked into. What has to be written (the working tree as a commit) goes to a temporary folder,
//! not into the repository.

mod invocation;
mod programs;
mod repository;
mod trees;
mod working_tree;

pub(super) use repository::{ObjectId, Repository};
pub(super) use trees::{EntryKind, TreeEntry};
