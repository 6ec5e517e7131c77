//! The topology gate: whether a set of revision files may go in.
//!
//! Looks at files only, and at git where a base is given. What is wrong becomes a finding; nothing
//! is printed here. An [`Examination`] is made of a [`Request`].

mod checkout;
mod error;
mod examination;
mod git;
mod heads;
mod immutability;
mod names;
mod sides;
mod topology;

pub use checkout::{Checkout, Departure, DepartureKind};
pub use error::{GateError, History};
pub use examination::{Examination, Request, VERSION_COLUMN};
