//! Verifying a folder of evidence, without a server and without trust in who made it.

mod check;
mod examination;

pub use check::{Check, CheckName, Verification};
pub use examination::verify;
