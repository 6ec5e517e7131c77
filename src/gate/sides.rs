//! Both sides of a merge: the files on the base's branch, the files here, and what merging them
//! would leave.
//!
//! The merge is git's own where git can do it without a working tree, else the rule of three files:
//! who changed a file wins, and where both did it is a conflict.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use super::error::GateError;
use super::git::{EntryKind, ObjectId, Repository, TreeEntry};
use super::names::loads;
use crate::script::{Depth, Recursion, ScriptLocation, ScriptSurvey, SurveyedFile, survey_files};

/// Which sides of a merge have a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Both.
    Both,
    /// Only the working tree.
    Here,
    /// Only the base.
    There,
}

/// The two sides and what merging them comes to.
#[derive(Debug)]
pub(super) struct Merge {
    /// What the user called the other side.
    pub(super) reference: String,
    /// The working tree's root.
    pub(super) root: PathBuf,
    /// The revision files after the merge.
    pub(super) survey: ScriptSurvey,
    /// Who has each of them.
    pub(super) sides: HashMap<PathBuf, Side>,
    /// Every revision file of the base whose content the merge does not keep, with the state on
    /// the base and, where it is there still, the state after the merge.
    pub(super) touched: Vec<Touched>,
    /// Files that both sides changed.
    pub(super) conflicts: Vec<PathBuf>,
    /// Files of the working tree that git ignores.
    pub(super) ignored: Vec<PathBuf>,
    /// How many revision files the base has.
    pub(super) on_base: usize,
}

/// A revision file of the base that the merge changes or takes away.
#[derive(Debug)]
pub(super) struct Touched {
    /// As it is on the base.
    pub(super) before: SurveyedFile,
    /// As the merge leaves it, where it is still there.
    pub(super) after: Option<SurveyedFile>,
}

/// The files of one tree, by path.
type Tree = BTreeMap<PathBuf, TreeEntry>;

impl Merge {
    /// Merges the working tree, whose files `here` has seen, with the commit `reference`.
    pub(super) fn with(
        reference: &str,
        location: &ScriptLocation,
        here: ScriptSurvey,
    ) -> Result<Self, GateError> {
        let (repository, folders) = repository(location)?;
        let theirs = repository.commit(reference)?;
        let head = repository.commit("HEAD")?;
        let layout = Layout {
            folders: &folders,
            recursion: location.recursion,
        };
        let ours = repository.working_tree(&head, &folders, |path| layout.holds(path))?;
        let base = repository.merge_base(&ours, &theirs, reference)?;
        let read = |tree: &str| -> Result<Tree, GateError> {
            let entries = repository.entries(tree, &folders)?;
            let files = entries
                .into_iter()
                .filter(|entry| layout.holds(&entry.path))
                .map(|entry| (entry.path.clone(), entry));
            let files: Tree = files.collect();
            repository.refuse_filtered(files.keys().map(PathBuf::as_path))?;
            Ok(files)
        };
        let (there, mine) = (read(&theirs)?, read(&ours)?);
        let (mut merged, conflicts) = match repository.merge(&theirs, &ours)? {
            Some(merge) => (read(&merge.tree)?, merge.conflicts),
            None => three_way(&read(&base)?, &mine, &there),
        };
        let conflicts: Vec<PathBuf> = conflicts
            .into_iter()
            .filter(|path| layout.holds(path))
            .collect();
        for path in &conflicts {
            // The marks of a conflict are no Python; what is here is looked at instead.
            if let Some(entry) = mine.get(path) {
                merged.insert(path.clone(), entry.clone());
            }
        }
        let known = Known {
            repository: &repository,
            location,
        };
        known.compare(reference, &layout, here, &there, &mine, &merged, conflicts)
    }
}

/// Where the revision files are in the repository.
struct Layout<'folders> {
    folders: &'folders [PathBuf],
    recursion: Recursion,
}

impl Layout<'_> {
    /// Whether Alembic would load the file of this path.
    fn holds(&self, path: &Path) -> bool {
        let Some(name) = path.file_name() else {
            return false;
        };
        loads(name) && self.location_of(path).is_some()
    }

    /// The version location that leads to a file, and the folders below it.
    fn location_of<'path>(&self, path: &'path Path) -> Option<(usize, &'path Path)> {
        let folder = path.parent()?;
        self.folders
            .iter()
            .enumerate()
            .find_map(|(rank, location)| {
                let below = folder.strip_prefix(location).ok()?;
                let is_cache = below
                    .iter()
                    .any(|name| name.to_string_lossy().ends_with("__pycache__"));
                let reached =
                    below.as_os_str().is_empty() || self.recursion == Recursion::Recursive;
                (reached && !is_cache).then_some((rank, below))
            })
    }

    /// The order in which Alembic loads: by location, folder by folder, by name.
    fn load_order(&self, path: &Path) -> impl Ord + use<> {
        let (rank, below) = self
            .location_of(path)
            .map_or((usize::MAX, PathBuf::new()), |(rank, below)| {
                (rank, below.to_owned())
            });
        (rank, below, path.file_name().map(ToOwned::to_owned))
    }
}

/// The one repository of all version locations, and the locations from its root.
fn repository(location: &ScriptLocation) -> Result<(Repository, Vec<PathBuf>), GateError> {
    let mut found: Option<Repository> = None;
    let mut folders = Vec::new();
    for folder in location.folders() {
        let around = nearest_folder(&folder);
        let repository = Repository::around(&around)?;
        let root = repository.root().to_owned();
        match &found {
            Some(first) if first.root() != root => {
                return Err(GateError::TwoRepositories {
                    one: first.root().to_owned(),
                    other: root,
                });
            }
            Some(_) => {}
            None => found = Some(repository),
        }
        let resolved = folder.canonicalize().unwrap_or(folder.clone());
        let relative = resolved.strip_prefix(&root);
        let relative = relative.map_err(|_| GateError::NoRepository {
            folder: folder.clone(),
            answer: format!("it is outside of {}", root.display()),
        })?;
        folders.push(relative.to_owned());
    }
    let repository = match found {
        Some(repository) => repository,
        None => Repository::around(&location.directory)?,
    };
    Ok((repository, folders))
}

/// The folder itself, or the nearest one above it that is there.
fn nearest_folder(folder: &Path) -> PathBuf {
    let there = folder.ancestors().find(|folder| folder.is_dir());
    there.unwrap_or(Path::new(".")).to_owned()
}

/// What merging leaves where git cannot do it without a working tree.
fn three_way(base: &Tree, ours: &Tree, theirs: &Tree) -> (Tree, Vec<PathBuf>) {
    let object = |tree: &Tree, path: &Path| tree.get(path).map(|entry| entry.object.clone());
    let mut merged = Tree::new();
    let mut conflicts = Vec::new();
    let mut paths: Vec<&PathBuf> = ours.keys().chain(theirs.keys()).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let (before, here, there) = (object(base, path), object(ours, path), object(theirs, path));
        let kept = if here == there || there == before {
            ours.get(path)
        } else if here == before {
            theirs.get(path)
        } else {
            conflicts.push(path.clone());
            ours.get(path).or_else(|| theirs.get(path))
        };
        if let Some(entry) = kept {
            merged.insert(path.clone(), entry.clone());
        }
    }
    (merged, conflicts)
}

/// Looks at the files of trees.
struct Known<'merge> {
    repository: &'merge Repository,
    location: &'merge ScriptLocation,
}

impl Known<'_> {
    #[expect(
        clippy::too_many_arguments,
        reason = "three trees and what belongs to them"
    )]
    fn compare(
        &self,
        reference: &str,
        layout: &Layout<'_>,
        here: ScriptSurvey,
        there: &Tree,
        mine: &Tree,
        merged: &Tree,
        conflicts: Vec<PathBuf>,
    ) -> Result<Merge, GateError> {
        let root = self.repository.root().to_owned();
        let mut on_disk: HashMap<PathBuf, SurveyedFile> = here
            .files
            .into_iter()
            .map(|file| (file.path.clone(), file))
            .collect();
        let mut order: Vec<&TreeEntry> = merged.values().collect();
        order.sort_by_cached_key(|entry| layout.load_order(&entry.path));
        let object = |tree: &Tree, path: &Path| tree.get(path).map(|entry| entry.object.clone());
        let mut files: Vec<Option<SurveyedFile>> = Vec::with_capacity(order.len());
        let mut wanted: Vec<&TreeEntry> = Vec::new();
        for entry in &order {
            let unchanged = object(mine, &entry.path).as_ref() == Some(&entry.object);
            let seen = if unchanged {
                on_disk.remove(&root.join(&entry.path))
            } else {
                None
            };
            if seen.is_none() && entry.kind == EntryKind::File {
                wanted.push(entry);
            }
            files.push(seen);
        }
        let mut fetched = self.look_at(&wanted)?;
        let mut sides = HashMap::new();
        let mut survey = Vec::with_capacity(files.len());
        for (entry, seen) in order.iter().zip(files) {
            let path = root.join(&entry.path);
            let side = match (
                mine.contains_key(&entry.path),
                there.contains_key(&entry.path),
            ) {
                (true, false) => Side::Here,
                (false, true) => Side::There,
                (true, true) | (false, false) => Side::Both,
            };
            if let Some(file) = seen.or_else(|| fetched.remove(&path)) {
                sides.insert(path, side);
                survey.push(file);
            }
        }
        // Links lead to files whose own paths the trees do not know; the disk does.
        let mut ignored = Vec::new();
        for (path, file) in on_disk {
            let relative = path.strip_prefix(&root).ok();
            match relative {
                Some(relative) if mine.contains_key(relative) => {}
                Some(relative) if layout.holds(relative) => ignored.push(path),
                Some(_) | None => survey.push(file),
            }
        }
        ignored.sort();
        let changed: Vec<&TreeEntry> = there
            .values()
            .filter(|entry| object(merged, &entry.path).as_ref() != Some(&entry.object))
            .collect();
        let mut before = self.look_at(&changed)?;
        let after_entries: Vec<&TreeEntry> = changed
            .iter()
            .filter_map(|entry| merged.get(&entry.path))
            .collect();
        let mut after = self.look_at(&after_entries)?;
        let touched = changed
            .iter()
            .filter_map(|entry| {
                let path = root.join(&entry.path);
                Some(Touched {
                    before: before.remove(&path)?,
                    after: after.remove(&path),
                })
            })
            .collect();
        Ok(Merge {
            reference: reference.to_owned(),
            root,
            survey: ScriptSurvey {
                listing: here.listing,
                warnings: here.warnings,
                ..ScriptSurvey::of(survey)
            },
            sides,
            touched,
            conflicts,
            ignored,
            on_base: there.len(),
        })
    }

    /// The files of tree entries, by their paths in the working tree.
    fn look_at(&self, entries: &[&TreeEntry]) -> Result<HashMap<PathBuf, SurveyedFile>, GateError> {
        let root = self.repository.root();
        let objects: Vec<ObjectId> = entries.iter().map(|entry| entry.object.clone()).collect();
        let contents = self.repository.contents(&objects)?;
        let paths = entries.iter().map(|entry| root.join(&entry.path));
        let contents = paths.zip(contents).collect();
        let files = survey_files(contents, Depth::WholeFiles, &self.location.import_path);
        Ok(files
            .into_iter()
            .map(|file| (file.path.clone(), file))
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use super::{EntryKind, Layout, Tree, TreeEntry, three_way};
    use crate::script::Recursion;
    use std::path::{Path, PathBuf};

    fn tree(text: &str) -> Tree {
        text.split_whitespace()
            .map(|entry| {
                let (path, object) = entry.split_once('=').expect("path=object");
                let entry = TreeEntry {
                    path: path.into(),
                    object: object.to_owned(),
                    kind: EntryKind::File,
                };
                (PathBuf::from(path), entry)
            })
            .collect()
    }

    #[test]
    fn who_changed_a_file_wins() {
        for (base, ours, theirs, merged, conflicts) in [
            ("a=1", "a=1 b=2", "a=1 c=3", "a=1 b=2 c=3", ""),
            ("a=1", "a=2", "a=1", "a=2", ""),
            ("a=1", "a=1", "a=2", "a=2", ""),
            ("a=1 b=1", "b=1", "a=1", "", ""),
            ("a=1", "a=2", "a=3", "a=2", "a"),
            ("a=1", "", "a=3", "a=3", "a"),
            ("", "a=1", "a=2", "a=1", "a"),
            ("a=1", "a=2", "a=2", "a=2", ""),
        ] {
            let (kept, fought) = three_way(&tree(base), &tree(ours), &tree(theirs));
            assert_eq!(kept, tree(merged), "{base} | {ours} | {theirs}");
            let fought: Vec<&str> = fought.iter().filter_map(|path| path.to_str()).collect();
            assert_eq!(fought.join(" "), conflicts);
        }
    }

    #[test]
    fn trees_are_read_in_load_order() {
        let folders = ["v".into(), "w".into()];
        let mut layout = Layout {
            folders: &folders,
            recursion: Recursion::Recursive,
        };
        let mut paths = ["w/a.py", "v/x/a.py", "v/b.py", "v/B.py", "v/x.py"].map(Path::new);
        paths.sort_by_cached_key(|path| layout.load_order(path));
        assert_eq!(
            paths,
            ["v/B.py", "v/b.py", "v/x.py", "v/x/a.py", "w/a.py"].map(Path::new)
        );
        assert!(layout.holds(Path::new("v/x/a.py")));
        assert!(!layout.holds(Path::new("v/__pycache__/a.py")));
        layout.recursion = Recursion::Flat;
        assert!(!layout.holds(Path::new("v/x/a.py")));
        assert!(!layout.holds(Path::new("u/a.py")));
    }
}
