//! Questions about small graphs, with rows in a database and without: what a user sees.

mod captured;
mod improved;
mod project;
