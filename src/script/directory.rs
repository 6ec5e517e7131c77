//! The script directory: from version locations to the graph, and the answers that need files.
//! Mirrors the reading half of `alembic.script.base.ScriptDirectory`.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{ErrorContext, ScriptError};
use super::evaluate::plain_interpreter;
use super::listing::revision_files;
use super::map::{RevisionIndex, RevisionMap};
use super::reading::{Reading, declare, evaluate, read_all};
use super::resolve::Selector;
use super::text::Script;
use super::traversal::definite;
use crate::python::Interpreter;

/// Whether folders within a version location are searched too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Recursion {
    /// `recursive_version_locations = false`.
    #[default]
    Flat,
    /// `recursive_version_locations = true`.
    Recursive,
}

/// Which files count as revisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sources {
    /// `.py` files.
    #[default]
    Python,
    /// `sourceless = true`: Alembic would load bytecode as well, which is refused here.
    OrCompiled,
}

/// Where the revisions are.
#[derive(Debug, Clone, Default)]
pub struct ScriptLocation {
    /// `script_location` as a path.
    pub directory: PathBuf,
    /// `version_locations`; without any, `versions` in the directory.
    pub version_locations: Vec<PathBuf>,
    /// `recursive_version_locations`.
    pub recursion: Recursion,
    /// `sourceless`.
    pub sources: Sources,
    /// Folders in which imports of a revision file are searched (`prepend_sys_path`), needed only
    /// where a header is computed.
    pub import_path: Vec<PathBuf>,
}

impl ScriptLocation {
    /// The folders that hold revision files.
    pub fn folders(&self) -> Vec<PathBuf> {
        if self.version_locations.is_empty() {
            vec![self.directory.join("versions")]
        } else {
            self.version_locations.clone()
        }
    }
}

/// Something worth saying on standard error that is no error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadWarning {
    /// A file is reached through two version locations; the second time it is ignored.
    LoadedTwice(PathBuf),
    /// A branch label has a value that only the application knows; it is left out.
    UnknownLabel {
        /// The file.
        path: PathBuf,
        /// What the label is.
        label: String,
    },
}

impl fmt::Display for LoadWarning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LoadedTwice(path) => write!(
                formatter,
                "File {} loaded twice! ignoring. Please ensure version_locations is unique.",
                path.display()
            ),
            Self::UnknownLabel { path, label } => write!(
                formatter,
                "{}: a branch label is left out: it is {label}",
                path.display()
            ),
        }
    }
}

/// The revisions of a project.
#[derive(Debug)]
pub struct ScriptDirectory {
    map: RevisionMap,
    docstrings: Vec<String>,
    warnings: Vec<LoadWarning>,
}

impl ScriptDirectory {
    /// Reads every revision file and builds the graph.
    ///
    /// Imports of a file whose header is computed are looked for in the location's import path;
    /// what is not found there is opaque.
    pub fn load(location: &ScriptLocation) -> Result<Self, ScriptError> {
        Self::load_with(location, || plain_interpreter(&location.import_path))
    }

    /// As [`load`](Self::load), evaluating computed headers with interpreters of the caller's,
    /// one for each such file.
    pub fn load_with(
        location: &ScriptLocation,
        mut new_interpreter: impl FnMut() -> Interpreter,
    ) -> Result<Self, ScriptError> {
        if fs::metadata(&location.directory).is_err() {
            return Err(ScriptError::PathMissing(location.directory.clone()));
        }
        let (paths, mut warnings) = distinct_files(location)?;
        let mut revisions = Vec::with_capacity(paths.len());
        let mut docstrings = Vec::with_capacity(paths.len());
        for (path, reading) in paths.iter().zip(read_all(&paths)) {
            let (revision, docstring) = match reading? {
                Reading::Declared(revision, docstring) => (revision, docstring),
                Reading::NeedsEvaluation => {
                    let mut header = evaluate(path, &mut new_interpreter())?;
                    let unknown = std::mem::take(&mut header.unknown_labels);
                    warnings.extend(unknown.into_iter().map(|label| LoadWarning::UnknownLabel {
                        path: path.clone(),
                        label,
                    }));
                    declare(path, header)?
                }
            };
            revisions.push(revision);
            docstrings.push(docstring);
        }
        let map = RevisionMap::new(revisions).map_err(|fact| ErrorContext::default().tell(fact))?;
        Ok(Self {
            map,
            docstrings,
            warnings,
        })
    }

    /// The revisions of `map`, which were read already, with the docstrings of their files in load
    /// order; a missing one is empty.
    pub fn new(map: RevisionMap, mut docstrings: Vec<String>) -> Self {
        docstrings.resize(map.len(), String::new());
        Self {
            map,
            docstrings,
            warnings: Vec::new(),
        }
    }

    /// The graph.
    pub fn map(&self) -> &RevisionMap {
        &self.map
    }

    /// What was noticed while loading.
    pub fn warnings(&self) -> &[LoadWarning] {
        &self.warnings
    }

    /// The one revision an identifier names; `None` for base.
    pub fn get_revision(&self, identifier: &str) -> Result<Option<RevisionIndex>, ScriptError> {
        self.map
            .get_revision(identifier)
            .map_err(|fact| ErrorContext::default().tell(fact))
    }

    /// The revisions an identifier or the rows of a version table name; none for base.
    pub fn get_revisions(&self, asked: Selector<'_>) -> Result<Vec<RevisionIndex>, ScriptError> {
        self.map
            .get_revisions_of(asked)
            .and_then(|positions| definite(&positions, asked))
            .map_err(|fact| ErrorContext::default().tell(fact))
    }

    /// One revision with its texts.
    pub fn script(&self, index: RevisionIndex) -> Script<'_> {
        Script::new(&self.map, index, &self.docstrings[index.index()])
    }
}

/// The files of all locations in load order, each once, and a warning for each that came again.
fn distinct_files(
    location: &ScriptLocation,
) -> Result<(Vec<PathBuf>, Vec<LoadWarning>), ScriptError> {
    let mut paths = Vec::new();
    for folder in location.folders() {
        paths.extend(revision_files(
            &folder,
            location.recursion,
            location.sources,
        )?);
    }
    let mut known: HashSet<&Path> = HashSet::with_capacity(paths.len());
    let is_first: Vec<bool> = paths.iter().map(|path| known.insert(path)).collect();
    let (mut distinct, mut warnings) = (Vec::with_capacity(paths.len()), Vec::new());
    for (path, is_first) in paths.into_iter().zip(is_first) {
        if is_first {
            distinct.push(path);
        } else {
            warnings.push(LoadWarning::LoadedTwice(path));
        }
    }
    Ok((distinct, warnings))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{LoadWarning, Recursion, ScriptDirectory, ScriptLocation, Sources};
    use crate::script::fixture::spelled;
    use crate::script::{ExitBehaviour, ScriptError};

    fn write(folder: &Path, name: &str, id: &str) {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let text = format!("\"\"\"msg {id}\"\"\"\nrevision = '{id}'\ndown_revision = None\n");
        fs::write(path, text).unwrap();
    }

    fn location(root: &Path) -> ScriptLocation {
        ScriptLocation {
            directory: root.to_owned(),
            ..ScriptLocation::default()
        }
    }

    fn loaded(location: &ScriptLocation) -> String {
        let directory = ScriptDirectory::load(location).unwrap();
        let all: Vec<_> = directory.map().indices().collect();
        spelled(directory.map(), &all)
    }

    fn refused(location: &ScriptLocation) -> ScriptError {
        ScriptDirectory::load(location).unwrap_err()
    }

    #[test]
    fn names_decide_what_is_loaded_and_when() {
        let root = tempfile::tempdir().unwrap();
        let versions = root.path().join("versions");
        for (name, id) in [
            ("b.py", "bb"),
            ("B.py", "BB"),
            ("_draft.py", "draft"),
            (".hidden.py", "hidden"),
            (".#lock.py", "lock"),
            ("__init__.py", "init"),
            ("__init__old.py", "init2"),
            ("note.txt", "text"),
            ("2024/late.py", "late"),
            ("2023/early.py", "early"),
            ("__pycache__/cached.py", "cached"),
        ] {
            write(&versions, name, id);
        }
        let mut location = location(root.path());
        assert_eq!(loaded(&location), "hidden BB draft bb");
        location.recursion = Recursion::Recursive;
        assert_eq!(loaded(&location), "hidden BB draft bb early late");
    }

    #[test]
    fn a_file_is_loaded_once() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "one/a.py", "a");
        let mut location = location(root.path());
        for folder in ["one", "missing", "one"] {
            location.version_locations.push(root.path().join(folder));
        }
        let directory = ScriptDirectory::load(&location).unwrap();
        let path = root.path().canonicalize().unwrap().join("one/a.py");
        assert_eq!(directory.map().len(), 1);
        assert_eq!(directory.warnings(), [LoadWarning::LoadedTwice(path)]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_counts_as_the_file_behind_it() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), "elsewhere/real.py", "real");
        write(root.path(), "elsewhere/real.txt", "text");
        let versions = root.path().join("versions");
        fs::create_dir(&versions).unwrap();
        for (name, target) in [("a.py", "real.py"), ("b.py", "real.txt")] {
            let target = root.path().join("elsewhere").join(target);
            std::os::unix::fs::symlink(target, versions.join(name)).unwrap();
        }
        assert_eq!(loaded(&location(root.path())), "real");
    }

    #[test]
    fn two_files_with_one_identifier_are_both_named() {
        let root = tempfile::tempdir().unwrap();
        let versions = root.path().join("versions");
        write(&versions, "one.py", "same");
        write(&versions, "two.py", "same");
        let message = refused(&location(root.path())).to_string();
        assert!(message.starts_with("Revision same is present more than once: "));
        assert!(message.contains("one.py:2 and ") && message.contains("two.py:2"));
    }

    #[test]
    fn what_cannot_be_loaded_is_said() {
        let root = tempfile::tempdir().unwrap();
        let missing = refused(&location(&root.path().join("nowhere")));
        assert_eq!(missing.exit_behaviour(), ExitBehaviour::Command);
        assert_eq!(
            missing.to_string(),
            format!(
                "Path doesn't exist: {}.  Please use the 'init' command to create a new scripts \
                 folder.",
                root.path().join("nowhere").display()
            )
        );
        write(root.path(), "versions/a.pyc", "compiled");
        let mut location = location(root.path());
        assert_eq!(loaded(&location), "");
        location.sources = Sources::OrCompiled;
        assert!(matches!(refused(&location), ScriptError::CompiledOnly(_)));
    }
}
