//! The evaluator: one file per form of statement or expression.

mod generator;

pub use generator::Generator;
