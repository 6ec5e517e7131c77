//! A server in a folder of the user's, for this command and those after it.
//!
//! The folder holds `data`, `server.log` and the socket. The server is left running, so that
//! `psql -h FOLDER -U postgres` works; it is started again when it is found stopped.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::super::connection::Connection;
use super::super::environment::Environment;
use super::super::error::DbError;
use super::super::parameters::Parameters;
use super::account::Account;
use super::cluster;
use super::error::SandboxError;
use super::programs::Programs;
use super::server::{self, Server, may_become_ready};
use crate::config::DatabaseUrl;

/// How long another process that is starting the same server is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the names of data folders begin with that are still being made.
const UNFINISHED: &str = "unfinished-";

/// A running server in a folder that outlives us.
#[derive(Debug)]
pub(super) struct KeptServer {
    pub url: DatabaseUrl,
    pub folder: PathBuf,
    pub version: String,
    /// The command line that stops the server.
    pub stop_command: String,
}

impl KeptServer {
    /// Finds the server of `folder` running, or starts it, making its data first if need be.
    pub(super) fn start(folder: &Path, environment: &Environment) -> Result<Self, SandboxError> {
        let absolute = std::path::absolute(folder).map_err(SandboxError::file("find", folder))?;
        // The length of the path is looked at before anything is made.
        server::url(&absolute)?;
        let is_new = !absolute.exists();
        fs::create_dir_all(&absolute).map_err(SandboxError::file("create", &absolute))?;
        let folder = absolute
            .canonicalize()
            .map_err(SandboxError::file("find", &absolute))?;
        let url = server::url(&folder)?;
        let data = folder.join("data");
        let parameters = server::parameters(&url)?;
        let (programs, account) = if data.join("PG_VERSION").is_file() {
            (
                Self::programs_for(&folder, environment)?,
                Account::owner_of(&data)?,
            )
        } else {
            let account = Account::choose()?;
            Self::create(&folder, is_new, &account, environment)?
        };
        let stop_command = match &account {
            Account::Own => {
                format!(
                    "{} -D '{}' stop",
                    programs.path("pg_ctl").display(),
                    data.display()
                )
            }
            // pg_ctl refuses root.
            Account::Other { .. } => {
                format!(
                    "kill -INT \"$(head -n 1 '{}/postmaster.pid')\"",
                    data.display()
                )
            }
        };
        if !is_running(&parameters, &data)? {
            let mut server = Server::start(&folder, &programs, &account, environment)?;
            if let Err(error) = server.wait_until_ready(&parameters) {
                // The lock of the data folder lets one server in: perhaps another process' one.
                wait_for_other(&parameters, &data, error)?;
            }
        }
        Ok(Self {
            url,
            folder,
            version: programs.version,
            stop_command,
        })
    }

    fn create(
        folder: &Path,
        is_new: bool,
        account: &Account,
        environment: &Environment,
    ) -> Result<(Programs, Account), SandboxError> {
        let programs = Programs::find_all(environment)
            .next()
            .ok_or_else(no_programs)?;
        for entry in fs::read_dir(folder).map_err(SandboxError::file("read", folder))? {
            let entry = entry.map_err(SandboxError::file("read", folder))?;
            // Another process may be at it, have been interrupted, or just have finished.
            let is_ours = entry.file_name().to_string_lossy().starts_with(UNFINISHED)
                || folder.join("data/PG_VERSION").is_file();
            if !is_ours {
                return Err(SandboxError::NotASandbox {
                    folder: folder.to_owned(),
                });
            }
        }
        if is_new {
            let private = std::os::unix::fs::PermissionsExt::from_mode(0o700);
            fs::set_permissions(folder, private).map_err(SandboxError::file("protect", folder))?;
        }
        account.own(folder)?;
        if !account.may_enter(folder, environment) {
            let account = account.name().to_owned();
            return Err(SandboxError::NoEntry {
                folder: folder.to_owned(),
                account,
            });
        }
        // Made under another name, so that a cluster that was interrupted is never taken for one.
        let unfinished = tempfile::Builder::new()
            .prefix(UNFINISHED)
            .tempdir_in(folder)
            .map_err(SandboxError::file("create a folder in", folder))?;
        account.own(unfinished.path())?;
        let made = unfinished.path().join("data");
        cluster::create(&made, &programs, account, environment)?;
        let data = folder.join("data");
        match fs::rename(&made, &data) {
            Ok(()) => {}
            Err(_) if data.join("PG_VERSION").is_file() => {}
            Err(error) => return Err(SandboxError::file("create", &data)(error)),
        }
        Ok((programs, account.clone()))
    }

    fn programs_for(folder: &Path, environment: &Environment) -> Result<Programs, SandboxError> {
        let path = folder.join("data/PG_VERSION");
        let version = fs::read_to_string(&path).map_err(SandboxError::file("read", &path))?;
        let wanted = version.trim();
        Programs::find_all(environment)
            .find(|found| found.major_version() == wanted)
            .ok_or_else(|| SandboxError::OtherVersion {
                folder: folder.to_owned(),
                wanted: wanted.to_owned(),
            })
    }
}

fn no_programs() -> SandboxError {
    SandboxError::NoPrograms {
        container: String::new(),
    }
}

/// Whether a server answers on the socket, and whether it is the one of this data folder.
fn is_running(parameters: &Parameters, data: &Path) -> Result<bool, SandboxError> {
    let mut connection = match Connection::connect(parameters) {
        Ok(connection) => connection,
        Err(error) if may_become_ready(&error) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    let answer = connection.query("SHOW data_directory")?;
    let found = answer
        .single()
        .and_then(super::super::cell::Cell::as_text)
        .unwrap_or_default();
    let same = Path::new(found)
        .canonicalize()
        .is_ok_and(|found| found == data);
    if same {
        return Ok(true);
    }
    Err(SandboxError::Failed {
        what: format!("the socket of the sandbox belongs to another server, of \"{found}\""),
        output: String::new(),
    })
}

fn wait_for_other(
    parameters: &Parameters,
    data: &Path,
    error: SandboxError,
) -> Result<(), SandboxError> {
    if !matches!(error, SandboxError::Failed { .. }) || !data.join("postmaster.pid").exists() {
        return Err(error);
    }
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        match is_running(parameters, data) {
            Ok(true) => return Ok(()),
            Ok(false) => sleep(Duration::from_millis(20)),
            Err(SandboxError::Database(DbError::ConnectionLost { .. })) => {}
            Err(other) => return Err(other),
        }
    }
    Err(error)
}
