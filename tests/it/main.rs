//! The one integration test binary.

mod architecture;
mod authoring;
mod catalog;
mod db;
mod drawing;
mod environment;
mod evidence;
mod gate;
mod golden;
mod governed;
mod graph;
mod plan;
mod planning;
mod program;
mod release;
mod safety;
mod snapshot;
mod upgrade;
