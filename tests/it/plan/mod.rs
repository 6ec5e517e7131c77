//! `plan`: what is shown, what is asked of a database, how it ends.

mod database;
mod forms;
mod readme;
mod text;
