//! `urllib.parse`: addresses taken apart, put together and quoted.

mod module;
mod quoting;
mod splitting;

pub(super) use module::{module, parse};
