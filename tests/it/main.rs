//! The one integration test binary.

mod architecture;
mod catalog;
mod db;
mod environment;
mod golden;
mod plan;
mod program;
mod safety;
mod upgrade;
