//! What may be typed: one `*Args` struct per command, whose doc comments are the help.
