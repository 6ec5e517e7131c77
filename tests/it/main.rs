//! The one integration test binary.

mod architecture;
mod catalog;
mod db;
mod environment;
mod golden;
mod graph;
mod program;
mod upgrade;
