//! The ledger: every fact of a run in the order it was found, each line chained to the one before.

mod entry;
mod reading;
mod vocabulary;
mod writer;

pub use entry::Entry;
pub use reading::Ledger;
pub use writer::{LedgerUse, LedgerWriter};
