//! A release of its own for one test: the governed fixture, copied, on databases of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::{Connection, Sandbox};
use alembic_rs::snapshot::{CaptureScope, Snapshot, compare};
use tempfile::TempDir;

use super::walk::Walk;
use crate::db::support::connect;
use crate::program::{Answer, files_below, fixture, run_with, start_with, write_files};

/// The version table as snapshots name it.
const VERSION_TABLE: &str = "public.alembic_version";

/// A copy of the fixture, with a source that is equivalent to its anchor.
pub(crate) struct Stage {
    folder: TempDir,
    source: DatabaseUrl,
    copy: DatabaseUrl,
    /// Variables besides those of the databases.
    variables: Vec<(String, String)>,
}

/// Whether a file is what somebody's own run of the fixture has left in it: see its `.gitignore`.
fn is_left_behind(name: &str) -> bool {
    let of_runs = [".alembic-rs/", "evidence", "attestations/", "plan.json"];
    of_runs.iter().any(|start| name.starts_with(start))
        || (name.starts_with("approvals/") && name != "approvals/allowed_signers")
}

impl Stage {
    /// The release of the fixture, as it is; the clone does not exist yet.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let folder = tempfile::tempdir().expect("a folder");
        let mut files = files_below(&fixture("governed"));
        files.retain(|name, _| !is_left_behind(name));
        write_files(folder.path(), &files);
        let server = Sandbox::shared().expect("a private server").url();
        let source = format!("netzprod_{number}");
        let copy = format!("netzprod_clone_rehearsal_{number}");
        on_server(&format!(
            "CREATE DATABASE {source} TEMPLATE {}",
            source_template()
        ));
        let stage = Self {
            folder,
            source: server.with_database(&source),
            copy: server.with_database(&copy),
            variables: Vec::new(),
        };
        for file in ["release.toml", "release-blocker.toml"] {
            let text = fs::read_to_string(stage.path(file)).expect("the fixture has it");
            let text = text
                .replace("\"netzprod_clone_rehearsal\"", &format!("\"{copy}\""))
                .replace("\"netzprod\"", &format!("\"{source}\""))
                .replace("require_ssl = true", "require_ssl = false");
            fs::write(stage.path(file), text).expect("it can be written");
        }
        stage
    }

    /// A release whose source has been changed by `sql`.
    pub(crate) fn with_source(sql: &str) -> Self {
        let stage = Self::new();
        stage.on_source(sql);
        stage
    }

    /// A release with a clone that is there already: a copy of the source, changed by `sql`.
    pub(crate) fn with_clone(sql: &str) -> Self {
        let stage = Self::new();
        stage.edit(
            "release.toml",
            "method = \"template\"",
            "method = \"existing\"",
        );
        on_server(&format!(
            "CREATE DATABASE {} TEMPLATE {}",
            name_of(&stage.copy),
            name_of(&stage.source)
        ));
        execute(&stage.copy, sql);
        stage
    }

    /// A release whose history has been changed: `statement` is the first of `revision`'s upgrade.
    pub(crate) fn with_statement(revision: &str, statement: &str) -> Self {
        let stage = Self::new();
        let call = format!("    op.execute(\n        \"\"\"\n{statement}\n        \"\"\"\n    )\n");
        stage.edit(
            &revision_file(revision),
            "def upgrade() -> None:\n",
            &format!("def upgrade() -> None:\n{call}"),
        );
        stage
    }

    /// A file of the release.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Replaces a text that stands exactly once in a file.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.path(file);
        let text = fs::read_to_string(&path).expect("the file is there");
        assert_eq!(text.matches(from).count(), 1, "{file} has {from:?} once");
        fs::write(path, text.replacen(from, to, 1)).expect("it can be written");
    }

    /// Adds a text at the end of a file, which may be new.
    pub(crate) fn append(&self, file: &str, more: &str) {
        let path = self.path(file);
        let text = fs::read_to_string(&path).unwrap_or_default();
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder");
        fs::write(path, text + more).expect("it can be written");
    }

    /// Gives the program a variable, or another value for one it has.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.variables.push((name.to_owned(), value.to_owned()));
    }

    /// The database that is copied.
    pub(crate) fn source(&self) -> &DatabaseUrl {
        &self.source
    }

    /// The copy.
    pub(crate) fn copy(&self) -> &DatabaseUrl {
        &self.copy
    }

    /// Changes the source.
    pub(crate) fn on_source(&self, sql: &str) {
        execute(&self.source, sql);
    }

    /// Runs the program in the release's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Answer {
        let variables = self.variables();
        let variables: Vec<(&str, Option<&str>)> = variables
            .iter()
            .map(|(name, value)| (name.as_str(), Some(value.as_str())))
            .collect();
        run_with(self.folder.path(), arguments, &variables)
    }

    /// Starts the program in the release's folder, and does not wait for it.
    pub(crate) fn start(&self, arguments: &[&str]) -> Child {
        let variables = self.variables();
        let variables: Vec<(&str, &str)> = variables
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        start_with(self.folder.path(), arguments, &variables, Stdio::null())
    }

    /// The variables of the databases, and those that were set besides.
    fn variables(&self) -> Vec<(String, String)> {
        let (source, copy) = (exposed(&self.source), exposed(&self.copy));
        let mut variables = vec![
            ("SOURCE_DATABASE_URL".to_owned(), source.clone()),
            ("CLONE_DATABASE_URL".to_owned(), copy),
            ("DATABASE_URL".to_owned(), source.clone()),
            ("PG_DSN".to_owned(), source),
        ];
        let password = password_of(&self.source);
        variables.extend(password.map(|password| ("PGPASSWORD".to_owned(), password)));
        variables.extend(self.variables.iter().cloned());
        variables
    }

    /// Rehearses the release.
    pub(crate) fn rehearse(&self) -> Walk {
        self.rehearse_with(&[])
    }

    /// Rehearses the release with further arguments.
    pub(crate) fn rehearse_with(&self, arguments: &[&str]) -> Walk {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let evidence = self.path(&format!("evidence_{number}"));
        let folder = evidence.to_string_lossy().into_owned();
        let mut all = vec!["release", "rehearse", "--evidence", &folder];
        all.extend_from_slice(arguments);
        let answer = self.run(&all);
        Walk { answer, evidence }
    }

    /// Writes the plan of the release as it is now, and returns the file.
    pub(crate) fn plan(&self) -> String {
        let path = self.path("plan.json").to_string_lossy().into_owned();
        let answer = self.run(&["release", "plan", "--output", &path]);
        assert_eq!(answer.exit, Some(0), "{answer:#?}");
        path
    }

    /// Whether the clone is there.
    pub(crate) fn has_clone(&self) -> bool {
        has_database(&name_of(&self.copy))
    }

    /// The snapshot of the clone's state before.
    pub(crate) fn snapshot(&self) -> DatabaseUrl {
        self.source
            .with_database(&format!("{}__before", name_of(&self.copy)))
    }

    /// Whether that snapshot is there.
    pub(crate) fn has_snapshot(&self) -> bool {
        has_database(&name_of(&self.snapshot()))
    }

    /// Rolls the clone back by the evidence of a rehearsal.
    pub(crate) fn roll_back(&self, rehearsal: &Walk) -> Walk {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let evidence = self.path(&format!("evidence_rollback_{number}"));
        let (folder, rehearsal) = (
            evidence.to_string_lossy().into_owned(),
            rehearsal.evidence.to_string_lossy().into_owned(),
        );
        let clone = name_of(&self.copy);
        let answer = self.run(&[
            "release",
            "rollback",
            "--rehearsal",
            &rehearsal,
            "--evidence",
            &folder,
            "--go",
            &clone,
        ]);
        Walk { answer, evidence }
    }

    /// All that the source holds.
    pub(crate) fn source_state(&self) -> String {
        everything(&self.source).state_digest()
    }

    /// All that the clone holds.
    pub(crate) fn clone_state(&self) -> String {
        everything(&self.copy).state_digest()
    }

    /// Demands that the clone has the structure and the rows of the source, but for its lineage.
    pub(crate) fn assert_clone_is_as_its_source(&self) {
        let source = everything(&self.source);
        let copy = everything(&self.copy);
        let differences = compare(
            &source.structure.clone().without_table("alembic_version"),
            &copy.structure.clone().without_table("alembic_version"),
        );
        assert!(differences.is_empty(), "{differences:#?}");
        let rows = |snapshot: &Snapshot| {
            let mut contents = snapshot.contents.clone();
            contents.remove(VERSION_TABLE);
            contents
        };
        assert_eq!(rows(&source), rows(&copy));
    }
}

/// The name of a revision's file, from the folder of the project.
pub(crate) fn revision_file(revision: &str) -> String {
    let versions = fixture("governed").join("versions");
    let names = fs::read_dir(versions).expect("the fixture has revisions");
    let names = names.map(|entry| entry.expect("an entry").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let mut found: Vec<String> = names.filter(|name| name.starts_with(revision)).collect();
    assert_eq!(found.len(), 1, "one revision begins with {revision}");
    format!("versions/{}", found.remove(0))
}

/// A database's name.
pub(crate) fn name_of(url: &DatabaseUrl) -> String {
    let settings = url.settings().iter();
    let mut names = settings.filter(|(name, _)| *name == "dbname");
    let (_, name) = names.next().expect("the URL names a database");
    name.expose().to_owned()
}

/// Runs SQL in a database.
pub(crate) fn execute(url: &DatabaseUrl, sql: &str) {
    let mut connection = connect(url).expect("a connection");
    connection.execute(sql).expect("it is executed");
    connection.close();
}

fn everything(url: &DatabaseUrl) -> Snapshot {
    let mut connection = connect(url).expect("a connection");
    let snapshot = Snapshot::capture(&mut connection, &CaptureScope::everything());
    connection.close();
    snapshot.expect("a snapshot")
}

/// The URL as a variable has it; a password is given by another one.
fn exposed(url: &DatabaseUrl) -> String {
    url.to_string().replace(":***@", "@")
}

fn password_of(url: &DatabaseUrl) -> Option<String> {
    let mut settings = url.settings().iter();
    let (_, password) = settings.find(|(name, _)| *name == "password")?;
    Some(password.expose().to_owned())
}

fn has_database(name: &str) -> bool {
    let sql = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let answer = maintenance().query(&sql).expect("an answer");
    !answer.rows.is_empty()
}

fn maintenance() -> Connection {
    let server = Sandbox::shared().expect("a private server").url();
    connect(&server.with_database("postgres")).expect("a connection")
}

fn on_server(sql: &str) {
    let mut connection = maintenance();
    connection.execute(sql).expect("it is executed");
    connection.close();
}

/// A database made by the fixture's source.sql, once for all tests.
fn source_template() -> &'static str {
    static NAME: OnceLock<&str> = OnceLock::new();
    NAME.get_or_init(|| {
        let sandbox = Sandbox::shared().expect("a private server");
        let name = "governed_source";
        let url = sandbox.create_database(name).expect("a new database");
        let sql = Path::new(&fixture("governed")).join("source.sql");
        execute(&url, &fs::read_to_string(sql).expect("the fixture has it"));
        name
    })
}
