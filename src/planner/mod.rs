//! The plan of an upgrade: its steps, why each is there, its statements and its bookkeeping.
