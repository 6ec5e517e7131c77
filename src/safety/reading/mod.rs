//! From the text of a statement to what it asks for.
//!
//! The text is split and parsed by `sqlparser`; the forms of PostgreSQL that it does not know are
//! read from its tokens. What neither reads is an unknown action with the reason.

mod alter_table;
mod create_table;
mod definition;
mod expression;
mod forms;
mod kinds;
mod maintenance;
mod names;
mod pattern;
mod queries;
mod question;
mod reader;
mod split;
mod statement;

pub use kinds::known_statements;
pub use question::{RowsQuestion, rows_question};
pub(super) use reader::{Reading, read};
