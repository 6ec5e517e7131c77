//! The revision graph: files, headers, identifiers and paths.
