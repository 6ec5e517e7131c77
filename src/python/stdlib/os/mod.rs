//! `os` and `os.path`: the environment, names of files and questions about them.
//!
//! Nothing is written, removed or started: what does so is refused.

mod environment;
mod module;
mod path;
mod path_module;

pub(super) use module::{file_error, module};
pub(super) use path::{absolute, base_name, directory_name, join, path_argument};
pub(super) use path_module::module as path_module;
