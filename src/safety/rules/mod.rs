//! The rules that statements are held against, one file for each family.

mod case;
mod columns;
mod constraints;
mod destructive;
mod enumerations;
mod indexes;
mod names;
mod rows;
#[cfg(test)]
mod tests;
mod transactions;

pub(super) use case::{Case, check};
