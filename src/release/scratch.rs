//! Empty databases beside the release, in which the migrations show what they make of nothing.
//!
//! Counterpart: "expected = schema produced by running base to anchor natively in a scratch
//! database". They live on a private server of this machine, never on one that was given, and a
//! migration may wait there no longer than on the clone.

use std::collections::BTreeMap;

use crate::db::catalog::Structure;
use crate::db::{Connection, Environment, Parameters, Sandbox, SandboxOptions, Timeouts};
use crate::governance::ReleaseFile;

use super::migrations::Migrations;
use super::obstacle::Obstacle;
use super::proof;

/// The private server, started when it is needed, and what was built on it.
#[derive(Debug)]
pub(super) struct Scratch {
    environment: Environment,
    timeouts: Timeouts,
    sandbox: Option<Sandbox>,
    /// The way to the database of each revision.
    built: BTreeMap<String, Parameters>,
}

impl Scratch {
    /// Nothing is started yet; `environment` says where the server's programs are, and `release`
    /// how long a statement may take and wait.
    pub(super) fn new(environment: Environment, release: &ReleaseFile) -> Self {
        Self {
            environment,
            timeouts: Timeouts {
                lock: release.lock_timeout.clone(),
                statement: release.statement_timeout.clone(),
                idle_in_transaction: None,
            },
            sandbox: None,
            built: BTreeMap::new(),
        }
    }

    /// What the migrations make of an empty database up to `revision`, built once.
    ///
    /// # Errors
    /// There are no programs of a server here, or the migrations cannot be run from nothing.
    pub(super) fn structure_at(
        &mut self,
        migrations: &Migrations<'_>,
        revision: &str,
    ) -> Result<Structure, Obstacle> {
        self.ask(migrations, revision, proof::read_structure)
    }

    /// Asks the database that the migrations make of nothing up to `revision`, built once.
    ///
    /// # Errors
    /// As [`structure_at`](Self::structure_at), and those of `question`.
    pub(super) fn ask<Answer>(
        &mut self,
        migrations: &Migrations<'_>,
        revision: &str,
        question: impl FnOnce(&mut Connection) -> Result<Answer, Obstacle>,
    ) -> Result<Answer, Obstacle> {
        let parameters = if let Some(parameters) = self.built.get(revision) {
            parameters.clone()
        } else {
            let name = format!("reference_{}", self.built.len());
            let parameters = self.empty_database(&name)?;
            migrations.build(self.session(&parameters)?, revision)?;
            self.built.insert(revision.to_owned(), parameters.clone());
            parameters
        };
        question(&mut self.session(&parameters)?)
    }

    /// A new database, and the way to it.
    fn empty_database(&mut self, name: &str) -> Result<Parameters, Obstacle> {
        let refused = |error: crate::db::SandboxError| {
            Obstacle::gate(format!(
                "no database can be made to see what the migrations make of nothing: {error}\n\
                 Remedy: install PostgreSQL's server programs here, or give [reference] a \
                 snapshot that was approved"
            ))
        };
        let sandbox = match &mut self.sandbox {
            Some(sandbox) => sandbox,
            none => none.insert(
                Sandbox::start(&SandboxOptions::Temporary, &self.environment).map_err(refused)?,
            ),
        };
        let url = sandbox.create_database(name).map_err(refused)?;
        sandbox.parameters(&url).map_err(refused)
    }

    /// A session with the release's time limits.
    fn session(&self, parameters: &Parameters) -> Result<Connection, Obstacle> {
        let refused = |error| Obstacle::database("cannot use the scratch database", &error);
        let mut connection = Connection::connect(parameters).map_err(refused)?;
        self.timeouts.apply(&mut connection).map_err(refused)?;
        Ok(connection)
    }
}
