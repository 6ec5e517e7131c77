//! Templates of revision files: as much of Mako as `script.py.mako` uses.
//!
//! Counterpart of `mako.template.Template`, on top of the small Python. A template becomes Python
//! text, as in Mako, and that text is parsed and evaluated; every place in it leads back to the
//! template.

mod analysis;
mod code_block;
mod document;
mod error;
mod filters;
mod generator;
mod jumps;
mod lexer;
mod mapped_text;
mod names;
mod nodes;
mod runtime;
mod scanner;
mod scope;
mod signature;
mod tags;
mod template;

pub use error::TemplateError;
pub use template::Template;
