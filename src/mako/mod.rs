//! Templates of revision files: as much of Mako as `script.py.mako` uses.
//!
//! Counterpart of `mako.template.Template`, on top of the small Python. A template becomes Python
//! text, as in Mako, and that text is parsed and evaluated; every place in it leads back to the
//! template.

mod error;
mod template;

pub use error::TemplateError;
pub use template::Template;
