//! What a new revision will be, decided before anything is written: the first half of
//! `ScriptDirectory.generate_revision`.
//!
//! Alembic makes folders on the way and finds out afterwards that it refuses; here all is looked at
//! first, in Alembic's order.

use std::path::{Path, PathBuf};

use super::clock::CreationDate;
use super::error::AuthoringError;
use super::identifier::verify_identifier;
use super::new_file::{absolute, tidy};
use super::request::{Locations, RevisionRequest, Splice, WritingRules};
use crate::python::Interpreter;
use crate::script::{
    ErrorContext, Position, Revision, RevisionError, RevisionId, RevisionIndex, RevisionMap,
    ScriptDirectory,
};

/// Alembic's words where `head` names several.
const SEVERAL_HEADS: &str = "Multiple heads are present; please specify the head revision on which \
                             the new revision should be based, or perform a merge.";

/// A revision that may be written.
#[derive(Debug, Clone)]
pub struct RevisionPlan {
    pub(super) id: RevisionId,
    pub(super) message: Option<String>,
    pub(super) parents: Vec<RevisionId>,
    pub(super) branch_label: Option<String>,
    pub(super) depends_on: Vec<String>,
    pub(super) date: CreationDate,
    /// The version location it goes to, absolute, and where it comes from.
    pub(super) location: (PathBuf, Locations),
    /// Its file, absolute.
    pub(super) path: PathBuf,
}

impl RevisionPlan {
    /// Decides everything about `request`, or refuses it.
    pub fn new(
        request: &RevisionRequest,
        rules: &WritingRules,
        scripts: &ScriptDirectory,
        interpreter: &mut Interpreter,
    ) -> Result<Self, AuthoringError> {
        let map = scripts.map();
        verify_identifier(&request.id)?;
        let parents = parents(map, &request.parents)?;
        let date = CreationDate::read(rules.clock, &rules.zone)?;
        let location = location(request, rules, map, &parents)?;
        let message = request.message.as_deref().unwrap_or_default();
        let path = rules
            .naming
            .path(interpreter, &location, &request.id, message, &date)?;
        if request.splice == Splice::HeadsOnly {
            for parent in parents.iter().flatten() {
                if !map.is_head(*parent) {
                    return Err(AuthoringError::NotAHead(map.id(*parent).clone()));
                }
            }
        }
        let depends_on = dependencies(map, &request.depends_on)?;
        refuse_used_names(map, request)?;
        // A link that leads nowhere has taken the name too.
        if path.symlink_metadata().is_ok() {
            return Err(AuthoringError::Exists(path));
        }
        Ok(Self {
            id: request.id.clone(),
            message: request.message.clone(),
            parents: parents
                .into_iter()
                .flatten()
                .map(|parent| map.id(parent).clone())
                .collect(),
            branch_label: request.branch_label.clone(),
            depends_on,
            date,
            location: (location, rules.locations),
            path,
        })
    }

    /// The file, absolute.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The parents; one that a walk past the first revision leads to is none.
fn parents(
    map: &RevisionMap,
    symbols: &[String],
) -> Result<Vec<Option<RevisionIndex>>, AuthoringError> {
    let context = ErrorContext {
        multiple_heads: Some(SEVERAL_HEADS),
        ..ErrorContext::default()
    };
    let mut parents = Vec::new();
    for symbol in symbols {
        let positions = map
            .get_revisions(symbol)
            .map_err(|fact| context.tell(fact))?;
        for position in positions {
            parents.push(match position {
                Position::Revision(index) => Some(index),
                Position::Nowhere => None,
                Position::Base => {
                    let sentence = format!("'{symbol}' leads to the base, which is no revision");
                    return Err(context.tell(RevisionError::Assertion(sentence)).into());
                }
            });
        }
    }
    let mut known = std::collections::HashSet::new();
    if parents.iter().all(|parent| known.insert(*parent)) {
        Ok(parents)
    } else {
        Err(AuthoringError::DuplicateHeads)
    }
}

/// The version location: the one asked for, the only one, or that of the first parent.
fn location(
    request: &RevisionRequest,
    rules: &WritingRules,
    map: &RevisionMap,
    parents: &[Option<RevisionIndex>],
) -> Result<PathBuf, AuthoringError> {
    let chosen = match (&request.version_path, &rules.version_locations[..]) {
        (Some(path), _) => tidy(path),
        (None, [only]) => only.clone(),
        (None, _) => {
            let parent = parents
                .iter()
                .flatten()
                .next()
                .ok_or(AuthoringError::SeveralVersionLocations)?;
            let file = map.revision(*parent).declaration.path();
            file.parent().unwrap_or(Path::new("/")).to_owned()
        }
    };
    let wanted = absolute(&chosen)?;
    for location in &rules.version_locations {
        if absolute(location)? == wanted {
            return Ok(wanted);
        }
    }
    Err(AuthoringError::UnknownVersionPath(chosen))
}

/// What `depends_on` will say: identifiers in full, and labels as they are.
fn dependencies(map: &RevisionMap, symbols: &[String]) -> Result<Vec<String>, AuthoringError> {
    let context = ErrorContext::default();
    symbols
        .iter()
        .map(|symbol| {
            let found = map
                .get_revision(symbol)
                .and_then(|found| {
                    found.ok_or_else(|| {
                        RevisionError::Assertion(format!("'{symbol}' is no revision to depend on"))
                    })
                })
                .map_err(|fact| context.tell(fact))?;
            Ok(if map.branch_labels(found).contains(&symbol.as_str()) {
                symbol.clone()
            } else {
                map.id(found).as_str().to_owned()
            })
        })
        .collect()
}

/// Refuses an identifier or a label that another revision has; with either, nothing could be loaded
/// any more.
fn refuse_used_names(map: &RevisionMap, request: &RevisionRequest) -> Result<(), AuthoringError> {
    let names = [Some(request.id.as_str()), request.branch_label.as_deref()];
    for name in names.into_iter().flatten() {
        let revisions = map.indices().map(|index| map.revision(index));
        let has_name = |revision: &&Revision| {
            revision.id == name || revision.branch_labels.iter().any(|label| label == name)
        };
        let Some(revision) = { revisions }.find(has_name) else {
            continue;
        };
        let kind = if revision.id == name {
            "identifier"
        } else {
            "branch label"
        };
        return Err(AuthoringError::NameInUse {
            name: name.to_owned(),
            kind,
            path: revision.declaration.path().to_owned(),
        });
    }
    if request.branch_label.as_deref() == Some(request.id.as_str()) {
        return Err(AuthoringError::UnusableIdentifier {
            id: request.id.clone(),
            reason: "it is the branch label too",
        });
    }
    Ok(())
}
