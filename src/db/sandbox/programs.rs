//! Where the server's programs are on this machine.
//!
//! Counterpart: what `pg_config --bindir` tells, and the places where the common packages of
//! PostgreSQL put `initdb` and `postgres`; Debian's and Homebrew's are not on the search path.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::super::environment::Environment;

/// The programs of one PostgreSQL installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Programs {
    folder: PathBuf,
    /// As `postgres --version` says it, such as `15.18 (Debian 15.18-0+deb12u1)`.
    pub version: String,
}

/// Folders with a version in their name, of which the highest comes first: parent, what its
/// children begin with, and what follows the child.
const VERSIONED_FOLDERS: [(&str, &str, &str); 7] = [
    ("/usr/lib/postgresql", "", "bin"),
    ("/usr", "pgsql-", "bin"),
    ("/usr/libexec", "postgresql", ""),
    ("/opt/homebrew/opt", "postgresql@", "bin"),
    ("/usr/local/opt", "postgresql@", "bin"),
    ("/home/linuxbrew/.linuxbrew/opt", "postgresql@", "bin"),
    ("/Applications/Postgres.app/Contents/Versions", "", "bin"),
];

impl Programs {
    /// The installations found, the preferred one first; none twice.
    pub(super) fn find_all(environment: &Environment) -> impl Iterator<Item = Self> {
        let mut seen = Vec::new();
        folders(environment).into_iter().filter_map(move |folder| {
            // A link to initdb stands for the folder where the other programs are.
            let initdb = folder.join("initdb").canonicalize().ok()?;
            let folder = initdb.parent()?.to_owned();
            if seen.contains(&folder) || !folder.join("postgres").is_file() {
                return None;
            }
            seen.push(folder.clone());
            let version = output_of(&folder.join("postgres"), "--version")?;
            let version = version.strip_prefix("postgres (PostgreSQL) ")?.to_owned();
            Some(Self { folder, version })
        })
    }

    /// The path of `initdb`, `postgres`, `pg_ctl` …
    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }

    /// The major version as the file `PG_VERSION` has it.
    pub(super) fn major_version(&self) -> &str {
        let end = self.version.find(|letter: char| !letter.is_ascii_digit());
        &self.version[..end.unwrap_or(self.version.len())]
    }
}

/// Where programs of PostgreSQL may be: the search path first.
pub(in crate::db) fn folders(environment: &Environment) -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> =
        std::env::split_paths(environment.variable("PATH").unwrap_or_default())
            .filter(|folder| folder.is_absolute())
            .collect();
    folders.extend(output_of(Path::new("pg_config"), "--bindir").map(PathBuf::from));
    for (parent, prefix, suffix) in VERSIONED_FOLDERS {
        folders.extend(versioned(Path::new(parent), prefix).map(|folder| folder.join(suffix)));
    }
    folders.push(PathBuf::from("/usr/local/pgsql/bin"));
    folders
}

/// The children of `parent` that are `prefix` and a version, highest first.
fn versioned(parent: &Path, prefix: &str) -> impl Iterator<Item = PathBuf> {
    let mut found: Vec<(u64, PathBuf)> = std::fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let version = name.strip_prefix(prefix)?;
            let end = version.find(|letter: char| !letter.is_ascii_digit());
            let number = version[..end.unwrap_or(version.len())].parse().ok()?;
            Some((number, entry.path()))
        })
        .collect();
    found.sort_by(|left, right| right.cmp(left));
    found.into_iter().map(|(_, folder)| folder)
}

/// The first line a program writes when called with `argument`; `None` if it cannot be run.
fn output_of(program: &Path, argument: &str) -> Option<String> {
    let output = Command::new(program)
        .arg(argument)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()
        .filter(|output| output.status.success())?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{Programs, versioned};

    #[test]
    fn the_highest_version_comes_first() {
        let parent = tempfile::tempdir().expect("a temporary folder");
        for name in ["pg-9.6", "pg-16", "pg-15", "other", "pg-x"] {
            std::fs::create_dir(parent.path().join(name)).expect("created");
        }
        let found: Vec<_> = versioned(parent.path(), "pg-")
            .map(|path| path.file_name().expect("a name").to_owned())
            .collect();
        assert_eq!(found, ["pg-16", "pg-15", "pg-9.6"]);
    }

    #[test]
    fn the_major_version_is_the_number_before_the_point() {
        for (version, major) in [("15.18 (Debian)", "15"), ("18beta1", "18"), ("17", "17")] {
            let programs = Programs {
                folder: "/x".into(),
                version: version.to_owned(),
            };
            assert_eq!(programs.major_version(), major);
        }
    }
}
