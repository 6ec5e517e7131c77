//! The topology gate: whether a set of revision files may go in.
//!
//! Looks at files only. What is wrong becomes a finding; nothing is printed here.
