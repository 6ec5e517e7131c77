//! `sqlalchemy_utils`: its types, by what they hold.

mod dates;
mod documents;
mod identities;
mod library;
mod secrets;
mod text;

pub(super) use library::LIBRARY;
