//! Encryption against a server that has it.
