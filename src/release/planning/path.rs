//! From the anchor to the target: what `release.toml` says, held against the graph.

use super::error::PlanningError;
use crate::governance::{PlannedRevision, ReleaseFile};
use crate::script::{RevisionId, RevisionMap, ScriptDirectory};

/// The heads, the path and all revisions of a history.
pub(super) struct Topology {
    /// The heads.
    pub(super) heads: Vec<String>,
    /// All revisions, parents first.
    pub(super) history: Vec<RevisionId>,
    /// The anchor.
    pub(super) anchor: RevisionId,
    /// The revisions from the anchor to the target, in the order they run.
    pub(super) path: Vec<String>,
}

impl Topology {
    /// Reads it, and refuses what is not as `release.toml` has it.
    pub(super) fn of(
        scripts: &ScriptDirectory,
        release: &ReleaseFile,
    ) -> Result<Self, PlanningError> {
        let map = scripts.map();
        let anchor = revision(map, scripts, "anchor", &release.anchor)?;
        let target = revision(map, scripts, "target", &release.target)?;
        for id in &release.path {
            revision(map, scripts, "path", id)?;
        }
        let text = |indices: &[_]| -> Vec<String> {
            indices
                .iter()
                .map(|index| map.id(*index).to_string())
                .collect()
        };
        let heads = text(map.heads());
        if heads != [target.to_string()] {
            return Err(PlanningError::Heads {
                found: heads,
                target: target.to_string(),
            });
        }
        let history = map.upgrade_steps("heads", &[])?;
        let up_to_target = map.upgrade_steps(target.as_str(), &[])?;
        if !up_to_target.iter().any(|index| *map.id(*index) == anchor) {
            return Err(PlanningError::NotBefore {
                anchor: anchor.to_string(),
                target: target.to_string(),
            });
        }
        let path = text(&map.upgrade_steps(target.as_str(), std::slice::from_ref(&anchor))?);
        if path != release.path {
            return Err(PlanningError::Path {
                declared: release.path.clone(),
                found: path,
            });
        }
        let width = usize::try_from(release.width).unwrap_or(usize::MAX);
        for index in &history {
            let id = map.id(*index).as_str();
            let length = id.chars().count();
            if length > width {
                return Err(PlanningError::Width {
                    revision: id.to_owned(),
                    length,
                    width: release.width,
                });
            }
        }
        Ok(Self {
            heads,
            history: map.ids(&history),
            anchor,
            path,
        })
    }

    /// Every revision with its file's digest; files from `script_location`.
    pub(super) fn revisions(
        &self,
        scripts: &ScriptDirectory,
        script_location: &std::path::Path,
    ) -> Result<Vec<PlannedRevision>, PlanningError> {
        let map = scripts.map();
        let root = script_location
            .canonicalize()
            .unwrap_or_else(|_| script_location.to_owned());
        let mut revisions = Vec::with_capacity(self.history.len());
        for id in &self.history {
            let index = map
                .find(id.as_str())
                .expect("a revision of the history is in its map");
            let path = scripts.script(index).path();
            let sha256 = super::files::digest(path)?;
            let inside = path.strip_prefix(&root).unwrap_or(path);
            revisions.push(PlannedRevision {
                revision: id.to_string(),
                file: inside.to_string_lossy().replace('\\', "/"),
                sha256,
            });
        }
        Ok(revisions)
    }
}

/// A revision by its full identifier; a shorter one is told what it may mean.
fn revision(
    map: &RevisionMap,
    scripts: &ScriptDirectory,
    role: &'static str,
    id: &str,
) -> Result<RevisionId, PlanningError> {
    if let Some(index) = map.find(id) {
        return Ok(map.id(index).clone());
    }
    let meant = scripts.get_revision(id).ok().flatten();
    Err(PlanningError::NoSuchRevision {
        role,
        revision: id.to_owned(),
        meant: meant.map(|index| map.id(index).to_string()),
    })
}
