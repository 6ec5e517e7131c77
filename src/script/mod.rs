//! The revision graph: files, headers, identifiers and paths.
//!
//! Counterpart of `alembic.script`. A [`ScriptDirectory`] reads the files of a project into a
//! [`RevisionMap`], which answers what follows what, what an identifier names, and which revisions
//! lie between two states, in Alembic's order.

#[cfg(test)]
mod agreement;
mod build;
mod cursor;
mod cycle;
mod declared_header;
mod decode;
mod defect;
mod directory;
mod draft;
mod edit;
mod error;
mod evaluate;
mod executed_code;
#[cfg(test)]
pub(crate) mod fixture;
mod graph_defects;
mod header;
mod identifier;
mod listing;
mod literal;
mod map;
mod reading;
mod reports;
mod resolve;
mod revision;
mod scan;
mod sort;
mod steps;
mod survey;
mod text;
mod traversal;
mod walk;

pub use defect::{Defect, DefectPlace};
pub use directory::{LoadWarning, Recursion, ScriptDirectory, ScriptLocation, Sources};
pub use draft::read_draft;
pub use edit::{Change, changes};
pub use error::{ErrorContext, ExitBehaviour, RevisionError, ScriptError};
pub use header::{Declared, HeaderLines, HeaderValue, Loading, ModuleHeader};
pub use identifier::{HistoryRange, RelativeDestination, Symbol, SymbolName};
pub use map::{Lineage, Relation, RevisionIndex, RevisionMap};
pub use reports::HeadsOf;
pub use resolve::{Position, Selector};
pub use revision::{Declaration, Revision, RevisionId};
pub use steps::{BranchMove, StampDirection, StampStep};
pub use survey::{Depth, ScriptSurvey, SurveyedFile, survey_files};
pub use text::{CurrentMark, LineStyle, Script, Verbosity};
pub use traversal::{ImplicitBase, LowerEnd, Overwalk, RevisionSet};
