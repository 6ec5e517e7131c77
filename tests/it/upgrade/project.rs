//! A project written for one test.

use std::fs;
use std::path::{Path, PathBuf};

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::Cell;
use tempfile::TempDir;

use crate::db::support::connect;

/// A folder with `alembic.ini`, `env.py` and revisions, removed with the value.
pub(crate) struct Project(TempDir);

impl Project {
    /// A chain of revisions, each named and with the body of its `upgrade()`.
    pub(crate) fn chain(revisions: &[(&str, &str)]) -> Self {
        Self::configured("", revisions)
    }

    /// As [`Self::chain`], with arguments of `context.configure` besides the usual ones.
    pub(crate) fn configured(arguments: &str, revisions: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let versions = folder.path().join("versions");
        fs::create_dir(&versions).expect("a folder for the revisions");
        let environment = ENVIRONMENT.replace("ARGUMENTS", arguments);
        fs::write(folder.path().join("env.py"), environment).expect("env.py");
        fs::write(folder.path().join("alembic.ini"), INI).expect("alembic.ini");
        let mut parent = "None".to_owned();
        for (id, body) in revisions {
            let body: String = body.lines().map(|line| format!("    {line}\n")).collect();
            let text = format!(
                "\"\"\"about {id}\"\"\"\nimport sqlalchemy as sa\nfrom alembic import op\n\n\
                 revision = '{id}'\ndown_revision = {parent}\n\n\ndef upgrade():\n{body}"
            );
            fs::write(versions.join(format!("{id}.py")), text).expect("a revision");
            parent = format!("'{id}'");
        }
        Self(folder)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn revision(&self, id: &str) -> PathBuf {
        self.folder().join("versions").join(format!("{id}.py"))
    }
}

const INI: &str = "\
[alembic]
script_location = %(here)s
sqlalchemy.url = postgresql://nobody@127.0.0.1:1/nowhere
";

const ENVIRONMENT: &str = "\
from alembic import context
from sqlalchemy import engine_from_config

config = context.config
if context.is_offline_mode():
    context.configure(url=config.get_main_option('sqlalchemy.url'), literal_binds=True,
                      dialect_opts={'paramstyle': 'named'}, ARGUMENTS)
    with context.begin_transaction():
        context.run_migrations()
else:
    engine = engine_from_config(config.get_section(config.config_ini_section), prefix='sqlalchemy.')
    with engine.connect() as connection:
        context.configure(connection=connection, ARGUMENTS)
        with context.begin_transaction():
            context.run_migrations()
";

/// The values of the first column of a query, as text.
pub(crate) fn column(url: &DatabaseUrl, sql: &str) -> Vec<String> {
    let rows = connect(url)
        .expect("a connection")
        .query(sql)
        .expect("an answer")
        .rows;
    rows.iter()
        .filter_map(|row| row.first())
        .filter_map(Cell::as_text)
        .map(str::to_owned)
        .collect()
}

/// The names of the tables a user has made, sorted.
pub(crate) fn tables(url: &DatabaseUrl) -> Vec<String> {
    column(
        url,
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
    )
}
