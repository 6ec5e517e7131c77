//! `json`: texts equal to CPython's, byte for byte.

mod decode;
mod encode;
mod module;

pub(super) use module::module;
