//! A server that lasts as long as we do.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::super::environment::Environment;
use super::account::Account;
use super::cluster;
use super::error::SandboxError;
use super::programs::Programs;
use super::server::{self, Server};
use super::watcher::Watcher;
use crate::config::DatabaseUrl;

/// A running server in a temporary folder.
#[derive(Debug)]
pub(super) struct TemporaryServer {
    pub url: DatabaseUrl,
    pub folder: PathBuf,
    pub version: String,
    server: Server,
    /// Removed when the server has quit; the watcher, after it, then finds nothing to do.
    _temporary: TempDir,
    _watcher: Watcher,
}

impl TemporaryServer {
    /// Starts one and waits until it is ready.
    pub(super) fn start(
        programs: &Programs,
        environment: &Environment,
    ) -> Result<Self, SandboxError> {
        let account = Account::choose()?;
        let temporary = temporary_folder(&account, environment)?;
        let folder = temporary.path().to_owned();
        let url = server::url(&folder)?;
        let watcher = Watcher::start(&folder, &account, environment)?;
        cluster::create(&folder.join("data"), programs, &account, environment)?;
        let server = Server::start(&folder, programs, &account, environment)?;
        let version = programs.version.clone();
        let mut started = Self {
            url,
            folder,
            version,
            server,
            _temporary: temporary,
            _watcher: watcher,
        };
        started
            .server
            .wait_until_ready(&server::parameters(&started.url)?)?;
        Ok(started)
    }
}

impl Drop for TemporaryServer {
    fn drop(&mut self) {
        self.server.quit();
    }
}

/// A folder of our own that the account can reach and whose path leaves room for the socket's.
fn temporary_folder(account: &Account, environment: &Environment) -> Result<TempDir, SandboxError> {
    let chosen = environment
        .variable("TMPDIR")
        .filter(|path| path.starts_with('/'));
    let mut last = None;
    for parent in chosen
        .into_iter()
        .chain(["/tmp", "/var/tmp"])
        .map(Path::new)
    {
        let attempt = tempfile::Builder::new()
            .prefix("alembic-rs-")
            .tempdir_in(parent)
            .map_err(SandboxError::file("create a folder in", parent))
            .and_then(|temporary| {
                let folder = temporary.path();
                account.own(folder)?;
                server::url(folder)?;
                if !account.may_enter(folder, environment) {
                    let account = account.name().to_owned();
                    return Err(SandboxError::NoEntry {
                        folder: folder.to_owned(),
                        account,
                    });
                }
                Ok(temporary)
            });
        match attempt {
            Ok(temporary) => return Ok(temporary),
            Err(error) => last = last.or(Some(error)),
        }
    }
    Err(last.expect("at least one folder was tried"))
}
