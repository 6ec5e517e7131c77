//! The one integration test binary.

mod architecture;
mod catalog;
mod db;
mod environment;
mod gate;
mod golden;
mod program;
mod upgrade;
