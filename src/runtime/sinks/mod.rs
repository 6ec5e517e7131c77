//! Where operations go: into a script, to a server, or nowhere.
//!
//! Alembic has one `DefaultImpl` with an `as_sql` flag in it. Here a [`CompilingSink`] makes
//! statements of operations, and a [`StatementTarget`] says what becomes of them.

mod answer;
mod compiling;
mod observed;
mod recorder;
mod script;
mod server;
mod target;

pub use compiling::CompilingSink;
pub use observed::{Observed, Observer};
pub use recorder::Recorder;
pub use script::ScriptWriter;
pub use server::Server;
pub use target::StatementTarget;
