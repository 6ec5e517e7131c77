//! A project written from a few lines, and invocations of the program in it.

use std::fs;
use std::path::Path;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::Cell;
use tempfile::TempDir;

use crate::db::support::{connect, new_database};
use crate::program::{Answer, fixture, run, run_on};

/// A chain of four.
pub(super) const LINEAR: &str = "
    1975ea83b712:
    ae1027a6acf: 1975ea83b712
    27c6a30d7c24: ae1027a6acf
    4ab1c2d3e4f5: 27c6a30d7c24
";

/// A fork whose sides are of different length.
pub(super) const TWO_HEADS: &str = "
    aaaa1111:
    bbbb1111: aaaa1111
    bbbb2222: aaaa1111
    cccc1111: bbbb1111
";

/// The fork, merged.
pub(super) const MERGE: &str = "
    aaaa1111:
    bbbb1111: aaaa1111
    bbbb2222: aaaa1111
    cccc1111: bbbb1111
    dddd1111: bbbb2222 cccc1111
";

/// Two bases, one of whose branches depends on the other.
pub(super) const PLUGIN: &str = "
    aaaa1111: | | core
    aaaa2222: aaaa1111
    aaaa3333: aaaa2222
    bbbb1111: | | plug
    bbbb2222: bbbb1111 | aaaa2222
";

/// A folder with a project in it, removed with the value.
pub(super) struct Project(TempDir);

impl Project {
    /// Writes a project of lines `id: parents | dependencies | labels`.
    pub(super) fn new(graph: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let versions = folder.path().join("versions");
        fs::create_dir(&versions).expect("a folder for the revisions");
        for name in ["alembic.ini", "env.py"] {
            fs::copy(fixture("quickstart").join(name), folder.path().join(name)).expect("a copy");
        }
        for (id, rest) in graph.lines().filter_map(|line| line.trim().split_once(':')) {
            let mut parts = rest.split('|').map(tuple);
            let mut next = || parts.next().unwrap_or_else(|| "()".to_owned());
            let text = format!(
                "\"\"\"msg {id}\"\"\"\n\nrevision = '{id}'\ndown_revision = {}\ndepends_on = {}\n\
                 branch_labels = {}\n\n\ndef upgrade():\n    pass\n",
                next(),
                next(),
                next()
            );
            fs::write(versions.join(format!("{id}.py")), text).expect("a revision");
        }
        Self(folder)
    }

    pub(super) fn folder(&self) -> &Path {
        self.0.path()
    }

    /// Runs the program without a database.
    pub(super) fn ask(&self, line: &str) -> Answer {
        run(self.folder(), &words(line))
    }

    /// Runs the program on a new database with these rows, and tells the rows it leaves: none
    /// where there is no version table.
    pub(super) fn ask_with_rows(&self, rows: &str, line: &str) -> (Answer, Option<String>) {
        let url = new_database();
        if !rows.is_empty() {
            let mut connection = connect(&url).expect("a connection");
            connection
                .execute("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)")
                .expect("a table");
            for row in rows.split_whitespace() {
                connection
                    .execute(&format!("INSERT INTO alembic_version VALUES ('{row}')"))
                    .expect("a row");
            }
        }
        let answer = run_on(&url, self.folder(), &words(line));
        (answer, version_rows(&url))
    }
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// The words of a text as a tuple of Python.
fn tuple(text: &str) -> String {
    let items: Vec<String> = text
        .split_whitespace()
        .map(|word| format!("'{word}',"))
        .collect();
    format!("({})", items.join(" "))
}

fn version_rows(url: &DatabaseUrl) -> Option<String> {
    let mut connection = connect(url).expect("a connection");
    let mut column = |sql: &str| -> Vec<Cell> {
        let rows = connection.query(sql).expect("an answer").rows;
        rows.into_iter().flatten().collect()
    };
    let exists = column("SELECT to_regclass('alembic_version') IS NOT NULL");
    (exists == [Cell::Bool(true)]).then(|| {
        let rows = column("SELECT version_num FROM alembic_version ORDER BY 1");
        let rows: Vec<&str> = rows.iter().filter_map(Cell::as_text).collect();
        rows.join(" ")
    })
}
