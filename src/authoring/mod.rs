//! Writing revision files and script directories.
//!
//! Counterpart of `ScriptDirectory.generate_revision`, `alembic.script.write_hooks` and
//! `alembic.command.init`. A [`RevisionPlan`] is decided and a [`Draft`] rendered before the first
//! byte is written; files appear whole, and never in the place of another.

mod clock;
mod command_words;
mod draft;
mod editor;
mod encoding;
mod error;
mod file_name;
mod folder;
mod folder_template;
mod hook;
mod identifier;
mod new_file;
mod plan;
mod progress;
mod request;
mod slug;
mod variables;

pub use clock::{Clock, DateZone};
pub use draft::Draft;
pub use editor::{Editor, EditorChoice, EditorError, Terminal};
pub use encoding::OutputEncoding;
pub use error::AuthoringError;
pub use file_name::FileNaming;
pub use folder::{FolderRequest, Package, PyprojectState};
pub use folder_template::FolderTemplate;
pub use hook::{HookSettings, PostWriteHook, Programs};
pub use identifier::new_identifier;
pub use plan::RevisionPlan;
pub use progress::{Progress, Step, StepEnd};
pub use request::{Locations, RevisionRequest, Splice, WritingRules};
