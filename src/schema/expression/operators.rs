//! Applying operators to expressions and plain values.
