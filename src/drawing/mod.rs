//! The revision graph as a picture: text, Mermaid, DOT and SVG.
//!
//! A [`Picture`] says what is drawn: one row for each revision, newest first, and the links between
//! rows. Each format is one function from a picture to a string; nothing here knows a terminal or a
//! file. Alembic has no counterpart; the text form is drawn in the manner of `git log --graph`, with
//! Alembic's words.

mod box_text;
mod card;
mod cells;
mod dot;
mod fold;
mod glyph;
mod lanes;
mod mermaid;
mod picture;
#[cfg(test)]
mod sample;
mod svg;
mod text;
#[cfg(test)]
mod trace;
mod width;

pub use dot::dot;
pub use glyph::Alphabet;
pub use mermaid::mermaid;
pub use picture::{Picture, PictureOptions, Runs};
pub use svg::svg;
pub use text::{Colours, Details, LineWidth, TextOptions, text};
