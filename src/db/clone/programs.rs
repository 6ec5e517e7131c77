//! Where `pg_dump` and `psql` are on this machine.
//!
//! Counterpart: Debian's `pg_wrapper`, which chooses the version for its own clusters only.
//! `pg_dump` reads servers of its own major version and older ones, so the lowest version that
//! reads the server is taken: it writes what that server knows.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::super::environment::Environment;
use super::super::sandbox;
use super::error::CloneError;

/// The client programs of one PostgreSQL installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientPrograms {
    folder: PathBuf,
    version: String,
    major: u32,
}

impl ClientPrograms {
    /// The programs for a server of the major version `server`, such as 15.
    ///
    /// # Errors
    /// [`CloneError::NoPrograms`].
    pub fn find(environment: &Environment, server: u32) -> Result<Self, CloneError> {
        Self::find_in(sandbox::program_folders(environment), server)
    }

    /// As [`Self::find`], in these folders only.
    ///
    /// # Errors
    /// [`CloneError::NoPrograms`].
    pub fn find_in(
        folders: impl IntoIterator<Item = PathBuf>,
        server: u32,
    ) -> Result<Self, CloneError> {
        let found: Vec<Self> = folders
            .into_iter()
            .filter_map(|folder| Self::in_folder(&folder))
            .collect();
        let reads = |programs: &&Self| programs.major >= server;
        if let Some(programs) = found.iter().filter(reads).min_by_key(|found| found.major) {
            return Ok(programs.clone());
        }
        let found = match found.iter().max_by_key(|programs| programs.major) {
            Some(newest) => format!(
                ": the newest here, {} in \"{}\", is older",
                newest.version,
                newest.folder.display()
            ),
            None => String::new(),
        };
        Err(CloneError::NoPrograms {
            wanted: server,
            found,
        })
    }

    /// The version, as `pg_dump --version` says it.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// `pg_dump` or `psql`.
    pub(super) fn path(&self, program: &str) -> PathBuf {
        self.folder.join(program)
    }

    fn in_folder(folder: &Path) -> Option<Self> {
        // Debian's /usr/bin/pg_dump leads to a wrapper of another name, which is passed over.
        let dump = folder.join("pg_dump").canonicalize().ok()?;
        let folder = dump.parent()?.to_owned();
        if dump.file_name()? != "pg_dump" || !folder.join("psql").is_file() {
            return None;
        }
        let output = Command::new(&dump)
            .arg("--version")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()
            .filter(|output| output.status.success())?;
        let text = String::from_utf8(output.stdout).ok()?;
        let version = text
            .trim()
            .strip_prefix("pg_dump (PostgreSQL) ")?
            .to_owned();
        let end = version
            .find(|letter: char| !letter.is_ascii_digit())
            .unwrap_or(version.len());
        let major = version[..end].parse().ok()?;
        Some(Self {
            folder,
            version,
            major,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::path::Path;

    use super::{ClientPrograms, CloneError};

    fn installation(parent: &Path, version: &str) -> std::path::PathBuf {
        let folder = parent.join(version);
        std::fs::create_dir(&folder).expect("created");
        let script = format!("#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n");
        for program in ["pg_dump", "psql"] {
            let path = folder.join(program);
            std::fs::write(&path, &script).expect("written");
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).expect("set");
        }
        folder
    }

    #[test]
    fn the_lowest_version_that_reads_the_server_is_taken() {
        let parent = tempfile::tempdir().expect("a folder");
        let folders: Vec<_> = ["17.2", "14.9", "15.1 (Debian)"]
            .map(|version| installation(parent.path(), version))
            .into();
        for (server, expected) in [(13, "14.9"), (15, "15.1 (Debian)"), (16, "17.2")] {
            let found = ClientPrograms::find_in(folders.clone(), server).expect("found");
            assert_eq!(found.version(), expected, "{server}");
        }
        let error = ClientPrograms::find_in(folders, 18).expect_err("none");
        assert!(error.to_string().contains("17.2"), "{error}");
    }

    #[test]
    fn without_programs_the_error_says_what_to_install() {
        let error = ClientPrograms::find_in([], 15).expect_err("none");
        assert!(matches!(error, CloneError::NoPrograms { wanted: 15, .. }));
        assert!(
            error.to_string().contains("postgresql-client-15"),
            "{error}"
        );
    }
}
