//! The table of requirements: every row is there, and what it names exists.
