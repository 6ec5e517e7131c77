//! One file per verb: orchestration only.
