//! The one integration test binary.

mod architecture;
mod catalog;
mod db;
mod golden;
mod program;
