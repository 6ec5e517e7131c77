//! The history as one SVG file that opens in a browser: the lanes of the text form as curves, and
//! a line of text beside each revision.

mod document;
mod legend;
mod row;
mod strands;
mod style;
mod xml;

pub use document::svg;
