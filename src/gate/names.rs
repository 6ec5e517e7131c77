//! Names in the version locations: files that Alembic loads though nobody meant them, and files it
//! passes over though they look like revisions.
//!
//! The rule is the pattern of `Script._list_py_dir` and `_only_source_rev_file`: `.py` at the end,
//! neither `.#` nor `__init__` at the beginning. Everything else is loaded, hidden files and copies
//! too; whatever does not match is ignored in silence.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::findings::{Finding, Place, Rule, Severity};
use crate::script::{Recursion, ScriptLocation};

/// How far sub-folders are looked into for forgotten revisions.
const DEPTH: usize = 4;
/// How much of a file is read to see whether it looks like a revision.
const MOST_BYTES: u64 = 64 << 10;

/// Whether Alembic loads a file of this name.
pub(super) fn loads(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.ends_with(b".py")
        && !name.starts_with(b".#")
        && !name.starts_with(b"__init__")
        && !name.contains(&b'\n')
}

/// What is to be said about the names in the version locations.
pub(super) fn name_findings(location: &ScriptLocation) -> Vec<Finding> {
    let mut findings = Vec::new();
    let folders = location.folders();
    for folder in &folders {
        let Ok(folder) = folder.canonicalize() else {
            findings.push(
                topology("missing-location", "a version location is not there")
                    .weighing(Severity::Warning)
                    .at(Place::file(folder))
                    .with_help("Alembic passes over it in silence. Correct version_locations."),
            );
            continue;
        };
        let others: Vec<PathBuf> = folders
            .iter()
            .filter_map(|other| other.canonicalize().ok())
            .filter(|other| *other != folder)
            .collect();
        look_at(&folder, location.recursion, &others, &mut findings);
    }
    findings
}

fn look_at(folder: &Path, recursion: Recursion, others: &[PathBuf], findings: &mut Vec<Finding>) {
    let Ok(entries) = fs::read_dir(folder) else {
        // That it cannot be read is said where it is read for its revisions.
        return;
    };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let names: Vec<&OsStr> = paths.iter().filter_map(|path| path.file_name()).collect();
    let private = |name: &OsStr| name.as_encoded_bytes().starts_with(b"_") && loads(name);
    let loaded = names.iter().filter(|name| loads(name)).count();
    // Where most names begin with an underscore that is the project's habit.
    let habit = names.iter().filter(|name| private(name)).count() * 2 > loaded;
    for path in &paths {
        let Some(name) = path.file_name() else {
            continue;
        };
        if path.is_dir() {
            if name.as_encoded_bytes().ends_with(b".py") {
                findings.push(ignored(
                    "folder",
                    path,
                    "a folder is called like a revision file",
                ));
            }
            let is_cache = name.to_string_lossy().ends_with("__pycache__");
            if is_cache || others.contains(path) || name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            match recursion {
                Recursion::Recursive if !path.is_symlink() => {
                    look_at(path, recursion, others, findings);
                }
                Recursion::Recursive => {}
                Recursion::Flat => findings.extend(forgotten_folder(path, others)),
            }
        } else if loads(name) {
            let surprise = if private(name) && habit {
                None
            } else {
                surprise(&name.to_string_lossy())
            };
            if let Some(what) = surprise {
                findings.push(
                    topology(
                        "surprising-name",
                        format!("{what}, and Alembic loads it as a revision"),
                    )
                    .at(Place::file(path))
                    .with_help(
                        "Rename it, or move it out of the version location. If it is meant: \
                             `# alembic-rs: allow AL024` in its first line.",
                    ),
                );
            }
            findings.extend(misled_link(path));
        } else {
            findings.extend(passed_over(path, &names));
        }
    }
}

/// Why a name that is loaded is hardly meant to be.
fn surprise(name: &str) -> Option<&'static str> {
    let stem = name.strip_suffix(".py").unwrap_or(name);
    let lower = stem.to_lowercase();
    let numbered_copy = lower.ends_with(')')
        && lower.rsplit_once(" (").is_some_and(|(_, number)| {
            number
                .trim_end_matches(')')
                .bytes()
                .all(|byte| byte.is_ascii_digit())
        });
    let of_merge = ["_BACKUP_", "_BASE_", "_LOCAL_", "_REMOTE_"]
        .iter()
        .any(|mark| {
            stem.rsplit_once(mark).is_some_and(|(_, number)| {
                !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
            })
        });
    if name.starts_with('.') {
        Some("it is a hidden file")
    } else if name.starts_with('_') {
        Some("its name begins with an underscore, as names of drafts and private modules do")
    } else if lower.starts_with("copy of ")
        || lower.ends_with(" copy")
        || lower.ends_with(" - copy")
        || numbered_copy
    {
        Some("its name is that of a copy")
    } else if of_merge || [".orig", ".bak"].iter().any(|end| lower.ends_with(end)) {
        Some("its name is that of a file that a merge tool or an editor left behind")
    } else if name == "env.py" || name == "conftest.py" || lower.starts_with("test_") {
        Some("its name is that of another kind of file")
    } else {
        None
    }
}

/// A name that is loaded but leads to a file that is not.
fn misled_link(path: &Path) -> Option<Finding> {
    if !path.is_symlink() {
        return None;
    }
    let target = path.canonicalize().ok()?;
    let name = target.file_name()?;
    (!loads(name)).then(|| {
        let what = format!("it is a link to {}", name.to_string_lossy());
        ignored("link", path, &what)
    })
}

/// A file that is not loaded although it seems to be a revision.
fn passed_over(path: &Path, names: &[&OsStr]) -> Option<Finding> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let lower = name.to_lowercase();
    if let Some(stem) = lower
        .strip_suffix(".pyc")
        .or_else(|| lower.strip_suffix(".pyo"))
    {
        let stem = stem.split('.').next().unwrap_or(stem);
        let source = format!("{stem}.py");
        let has_source = names
            .iter()
            .any(|name| name.to_string_lossy().to_lowercase() == source);
        return (!has_source && !stem.starts_with("__init__")).then(|| {
            note(
                "compiled-only",
                path,
                "it is compiled Python without its source",
            )
        });
    }
    let is_python = lower.strip_suffix(".py").is_some();
    if name.starts_with(".#") && is_python {
        return Some(note("editor-lock", path, "it is an editor's lock file"));
    }
    if !path.is_file() {
        return None;
    }
    if is_python {
        return looks_like_revision(path)
            .then(|| ignored("ignored-name", path, "it looks like a revision"));
    }
    let behind_suffix = lower.rfind(".py").map(|at| &lower[at + 3..]);
    let leftover =
        behind_suffix.is_some_and(|rest| rest.starts_with(['.', '~', '_', '-', '#', ' ']));
    leftover.then(|| {
        note(
            "leftover",
            path,
            "it looks like what an editor or a merge left of a revision file",
        )
    })
}

/// A folder below a flat version location in which revisions are.
fn forgotten_folder(folder: &Path, others: &[PathBuf]) -> Option<Finding> {
    let mut revisions = revisions_below(folder, others, DEPTH);
    revisions.sort();
    let first = revisions.first()?;
    let count = match revisions.len() {
        1 => "a file".to_owned(),
        count => format!("{count} files"),
    };
    Some(
        ignored(
            "forgotten-folder",
            folder,
            &format!("{count} in this folder look like revisions"),
        )
        .with_related("such as this one", Place::file(first))
        .with_help(
            "Set recursive_version_locations = true, or name the folder in version_locations.",
        ),
    )
}

fn revisions_below(folder: &Path, others: &[PathBuf], depth: usize) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.path())
        .flat_map(|path| {
            if path.is_symlink() || others.contains(&path) {
                Vec::new()
            } else if path.is_dir() && depth > 0 {
                revisions_below(&path, others, depth - 1)
            } else if path.file_name().is_some_and(loads) && looks_like_revision(&path) {
                vec![path]
            } else {
                Vec::new()
            }
        })
        .collect()
}

/// Whether lines of the file assign `revision` and `down_revision`.
fn looks_like_revision(path: &Path) -> bool {
    use std::io::Read;
    let mut beginning = Vec::new();
    let is_file = fs::metadata(path).is_ok_and(|metadata| metadata.is_file());
    let read = is_file
        && fs::File::open(path)
            .and_then(|file| file.take(MOST_BYTES).read_to_end(&mut beginning))
            .is_ok();
    let assigns = |name: &str| {
        String::from_utf8_lossy(&beginning).lines().any(|line| {
            let rest = line.strip_prefix(name).map(str::trim_start);
            rest.is_some_and(|rest| rest.starts_with(['=', ':']))
        })
    };
    read && assigns("revision") && assigns("down_revision")
}

fn topology(kind: &'static str, message: impl Into<String>) -> Finding {
    Finding::new(Rule::Topology, message).of_kind(kind)
}

fn ignored(kind: &'static str, path: &Path, what: &str) -> Finding {
    topology(
        kind,
        format!("{what}, and Alembic passes over it in silence"),
    )
    .weighing(Severity::Warning)
    .at(Place::file(path))
}

fn note(kind: &'static str, path: &Path, what: &str) -> Finding {
    topology(kind, format!("{what}; Alembic does not load it"))
        .weighing(Severity::Note)
        .at(Place::file(path))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::name_findings;
    use crate::script::{Recursion, ScriptLocation};

    const REVISION: &str = "revision = 'a'\ndown_revision = None\n";

    /// `kind name` of every finding in a location with these files.
    fn found(files: &[(&str, &str)], recursion: Recursion) -> Vec<String> {
        let root = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = root.path().join("versions").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let location = ScriptLocation {
            directory: root.path().to_owned(),
            recursion,
            ..ScriptLocation::default()
        };
        let findings = name_findings(&location);
        let described = findings.iter().map(|finding| {
            let path = &finding.place.as_ref().unwrap().path;
            let name = path.file_name().unwrap().to_string_lossy();
            format!("{} {name}", finding.kind)
        });
        described.collect()
    }

    #[test]
    fn surprises_and_what_is_passed_over() {
        let files = [
            ("a.py", REVISION),
            ("b_add_copy.py", REVISION),
            ("__init__.py", ""),
            ("_draft.py", REVISION),
            (".hid.py", REVISION),
            ("copy of a.py", REVISION),
            ("a (1).py", REVISION),
            ("a_LOCAL_123.py", REVISION),
            (".#a.py", ""),
            ("__init__x.py", REVISION),
            ("old/c.py", REVISION),
            ("tools/x.py", "x = 1"),
            ("gone.pyc", ""),
            ("a.pyc", ""),
            ("a.py.orig", REVISION),
            ("README.txt", "x"),
            ("loud.PY", REVISION),
        ];
        assert_eq!(
            found(&files, Recursion::Flat),
            [
                "editor-lock .#a.py",
                "surprising-name .hid.py",
                "ignored-name __init__x.py",
                "surprising-name _draft.py",
                "surprising-name a (1).py",
                "leftover a.py.orig",
                "surprising-name a_LOCAL_123.py",
                "surprising-name copy of a.py",
                "compiled-only gone.pyc",
                "ignored-name loud.PY",
                "forgotten-folder old",
            ]
        );
        assert_eq!(
            found(
                &[("old/_c.py", REVISION), ("a.py", "")],
                Recursion::Recursive
            ),
            [] as [&str; 0]
        );
        assert_eq!(found(&[], Recursion::Flat), ["missing-location versions"]);
    }
}
