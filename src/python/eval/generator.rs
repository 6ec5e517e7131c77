//! Generators.

/// A suspended function.
pub struct Generator;
