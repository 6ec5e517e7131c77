//! What a database is at one moment, in a file, and what differs between two moments.
