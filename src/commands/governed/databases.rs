//! Where the databases of a release are: in the environment's variables, or in a private server.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::Sandbox as SandboxOption;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;
use crate::db::{Connection, DatabaseIdentity, Environment, Parameters, Sandbox, SandboxOptions};
use crate::governance::{EvidenceError, FailureClass, Redactor, ReleaseFile, RootCause};
use crate::release::{Obstacle, in_environment};

/// The way to each database, and what must never be shown.
pub(super) struct Databases {
    environment: Environment,
    /// The databases of the private server, by the variable that would name them.
    private: Option<(Sandbox, BTreeMap<String, String>)>,
}

impl Databases {
    /// The databases of a release; with `--sandbox` all of them in a private server.
    ///
    /// `source_sql` makes the source there.
    pub(super) fn open(
        invocation: &Invocation,
        release: &ReleaseFile,
        source_sql: Option<&Path>,
    ) -> Result<Self, CommandError> {
        let environment = Environment::of_process();
        let Some(option) = invocation.global.sandbox() else {
            if source_sql.is_some() {
                return Err(CommandError::usage(Report::new(
                    "--source-sql makes a database in a private server and needs --sandbox",
                )));
            }
            return Ok(Self {
                environment,
                private: None,
            });
        };
        let options = match option {
            SandboxOption::Temporary => SandboxOptions::Temporary,
            SandboxOption::Kept(folder) => SandboxOptions::Kept(folder),
        };
        let sandbox = Sandbox::start(&options, &environment)?;
        log::info!(target: "alembic_rs.release", "all databases are in the {sandbox}");
        let databases = Self {
            environment,
            private: Some((sandbox, names(release))),
        };
        if let Some(path) = source_sql {
            databases.load(&release.source.database, path)?;
        }
        Ok(databases)
    }

    /// The environment, for the programs of PostgreSQL.
    pub(super) fn environment(&self) -> &Environment {
        &self.environment
    }

    /// How to connect to what a variable names.
    pub(super) fn lookup(&self, variable: &str) -> Result<Parameters, Obstacle> {
        let Some((sandbox, names)) = &self.private else {
            return in_environment(&self.environment)(variable);
        };
        let refused =
            |reason: String| Obstacle::new(FailureClass::Gate, RootCause::Connection, reason);
        let name = names
            .get(variable)
            .ok_or_else(|| refused(format!("release.toml does not name {variable}")))?;
        let url = sandbox.url().with_database(name);
        sandbox
            .parameters(&url)
            .map_err(|error| refused(error.to_string()))
    }

    /// The system identifier of the private server, where it ends with this process: nothing in it
    /// lasts.
    pub(super) fn temporary_server(&self) -> Result<Option<String>, CommandError> {
        let Some((sandbox, _)) = &self.private else {
            return Ok(None);
        };
        if !sandbox.ends_with_process() {
            return Ok(None);
        }
        let mut connection = Connection::connect(&sandbox.parameters(sandbox.url())?)?;
        let identity = DatabaseIdentity::read(&mut connection)
            .map_err(|error| CommandError::unexpected(Report::new(error.to_string())))?;
        Ok(Some(identity.system_identifier))
    }

    /// What keeps the passwords of all databases out of evidence.
    pub(super) fn redactor(&self, release: &ReleaseFile) -> Result<Redactor, CommandError> {
        let mut secrets: Vec<String> = Vec::new();
        for variable in names(release).keys() {
            let Ok(parameters) = self.lookup(variable) else {
                continue;
            };
            let passwords = parameters.addresses.iter();
            let passwords = passwords.filter_map(|address| address.password.as_ref());
            secrets.extend(passwords.map(|password| password.expose().to_owned()));
        }
        secrets.extend(self.environment.variable("PGPASSWORD").map(str::to_owned));
        Redactor::new(secrets).map_err(refused)
    }

    /// Makes a database of the private server from SQL.
    fn load(&self, name: &str, path: &Path) -> Result<(), CommandError> {
        let Some((sandbox, _)) = &self.private else {
            return Ok(());
        };
        let sql = std::fs::read_to_string(path).map_err(|error| {
            CommandError::unexpected(Report::new(format!(
                "{} cannot be read: {error}",
                path.display()
            )))
        })?;
        let url = sandbox.create_database(name)?;
        let mut connection = Connection::connect(&sandbox.parameters(&url)?)?;
        connection.execute(&sql)?;
        Ok(())
    }
}

/// The names of a release's databases, by the variables that lead to them.
fn names(release: &ReleaseFile) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let declared = std::iter::once(&release.source).chain(&release.production);
    for settings in declared {
        names.insert(settings.url_environment.clone(), settings.database.clone());
        if let Some(second) = &settings.dsn_environment {
            names.insert(second.clone(), settings.database.clone());
        }
    }
    let clone = &release.clone_database;
    names.insert(clone.url_environment.clone(), clone.database.clone());
    if let Some(golden) = &release.golden {
        names.insert(golden.url_environment.clone(), golden.database.clone());
    }
    names
}

/// Evidence that cannot be kept ends a command without a verdict.
pub(super) fn refused(error: EvidenceError) -> CommandError {
    let report = Report::new(error.to_string());
    CommandError::unexpected(match error.help() {
        Some(help) => report.with_help(help),
        None => report,
    })
}
