//! A git repository with a project in it, made for one test.

use std::ffi::OsStr;
use std::fmt::Debug;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::program::{Answer, run};

/// A folder with `alembic.ini` and revisions in `db/versions`, under git, removed with the value.
pub(super) struct Repository {
    folder: PathBuf,
    _scratch: TempDir,
}

impl Repository {
    /// The revisions aaaa, bbbb, cccc on the branch main, and the branch work checked out.
    pub(super) fn new() -> Self {
        Self::named("project")
    }

    /// The same in a folder of another name.
    pub(super) fn named(name: &str) -> Self {
        let scratch = tempfile::tempdir().expect("a folder");
        let folder = scratch.path().canonicalize().expect("a path").join(name);
        let repository = Self {
            folder,
            _scratch: scratch,
        };
        fs::create_dir_all(repository.folder.join("db/versions")).expect("folders");
        repository.write("alembic.ini", "[alembic]\nscript_location = db\n");
        repository.revision("01_a", "aaaa", "None");
        repository.revision("02_b", "bbbb", "'aaaa'");
        repository.revision("03_c", "cccc", "'bbbb'");
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.commit("three revisions");
        repository.git(&["checkout", "--quiet", "-b", "work"]);
        repository
    }

    /// Writes a revision; `parents` is Python.
    pub(super) fn revision(&self, name: &str, id: &str, parents: &str) {
        let text = format!(
            "\"\"\"about {id}\"\"\"\n\nfrom alembic import op\n\nrevision = '{id}'\n\
             down_revision = {parents}\n\n\ndef upgrade():\n    op.execute('select 1')\n\n\n\
             def downgrade():\n    pass\n"
        );
        self.write(&format!("db/versions/{name}.py"), &text);
    }

    pub(super) fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("a file has a folder")).expect("folders");
        fs::write(path, text).expect("a file");
    }

    /// Replaces text in a revision file, which must have it.
    pub(super) fn edit(&self, name: &str, from: &str, to: &str) {
        let path = self.folder.join("db/versions").join(format!("{name}.py"));
        let text = fs::read_to_string(&path).expect("the revision");
        assert!(text.contains(from), "{name} has no {from:?}");
        fs::write(path, text.replace(from, to)).expect("the revision");
    }

    pub(super) fn remove(&self, name: &str) {
        fs::remove_file(self.folder.join("db/versions").join(format!("{name}.py")))
            .expect("the revision");
    }

    /// Does something on main as if others had merged it, and comes back; nothing may have been
    /// changed on the branch before.
    pub(super) fn meanwhile_on_main(&self, change: impl FnOnce(&Self)) {
        self.git(&["checkout", "--quiet", "main"]);
        change(self);
        self.commit("meanwhile");
        self.git(&["checkout", "--quiet", "work"]);
    }

    pub(super) fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    pub(super) fn git(&self, arguments: &[impl AsRef<OsStr> + Debug]) {
        self.ask(arguments);
    }

    /// What git prints.
    pub(super) fn ask(&self, arguments: &[impl AsRef<OsStr> + Debug]) -> String {
        let output = Command::new("git")
            .arg("-C")
            .arg(&self.folder)
            .args(["-c", "user.name=t", "-c", "user.email=t@localhost"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .stdin(Stdio::null())
            .output()
            .expect("git starts");
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn gate(&self, arguments: &[&str]) -> Answer {
        let all: Vec<&str> = ["gate"].iter().chain(arguments).copied().collect();
        let mut answer = run(&self.folder, &all);
        let folder = &*self.folder.to_string_lossy();
        answer.stdout = answer.stdout.replace(folder, "%FOLDER%");
        answer.stderr = answer.stderr.replace(folder, "%FOLDER%");
        answer
    }

    /// The verdict without `gate: `, after checking that the status fits it.
    pub(super) fn verdict(&self, arguments: &[&str]) -> String {
        let answer = self.gate(arguments);
        let line = answer.stdout.trim_end();
        assert!(!line.contains('\n'), "one line: {line}");
        let verdict = line.strip_prefix("gate: ").expect("the verdict").to_owned();
        let passed = verdict.starts_with("passed: ");
        assert_eq!(
            answer.exit,
            Some(i32::from(!passed)),
            "{verdict}\n{}",
            answer.stderr
        );
        verdict
    }
}
