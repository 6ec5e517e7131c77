//! A running private server.
//!
//! Counterpart: `pg_ctl start` and `pg_ctl stop`.

use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::super::connection::Connection;
use super::super::environment::Environment;
use super::super::error::{ConnectErrorKind, DbError};
use super::super::parameters::{Parameters, socket_path};
use super::account::Account;
use super::error::SandboxError;
use super::programs::Programs;
use crate::config::DatabaseUrl;

/// The port in the socket's name.
pub(super) const PORT: u16 = 5432;

/// The superuser that initdb makes.
pub(super) const USER: &str = "postgres";

/// How long a server may take to become ready.
const PATIENCE: Duration = Duration::from_secs(60);

/// How much of the log an error shows, in bytes.
const LOG_SHOWN: u64 = 4_000;

/// How long a Unix domain socket's path may be on this system, its final NUL not counted.
const LONGEST_SOCKET_PATH: usize = if cfg!(target_os = "linux") { 107 } else { 103 };

/// The process of a server that we have started.
#[derive(Debug)]
pub(super) struct Server {
    process: Child,
    log: PathBuf,
}

impl Server {
    /// Starts the server whose data is in `folder/data`; it may not be ready yet.
    pub(super) fn start(
        folder: &Path,
        programs: &Programs,
        account: &Account,
        environment: &Environment,
    ) -> Result<Self, SandboxError> {
        let log = folder.join("server.log");
        let open = || {
            let file = OpenOptions::new().create(true).append(true).open(&log)?;
            Ok((file.try_clone()?, file))
        };
        let (output, errors) = open().map_err(SandboxError::file("write", &log))?;
        account.own(&log)?;
        let postgres = programs.path("postgres");
        let process = account
            .command(&postgres, folder, environment)
            .args(["-D", "data"])
            .stdout(Stdio::from(output))
            .stderr(Stdio::from(errors))
            .spawn()
            .map_err(|source| SandboxError::Program {
                program: postgres,
                source,
            })?;
        Ok(Self { process, log })
    }

    /// Waits until the server lets us in.
    ///
    /// # Errors
    /// With the end of its log, if it ends or does not become ready.
    pub(super) fn wait_until_ready(&mut self, parameters: &Parameters) -> Result<(), SandboxError> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match Connection::connect(parameters) {
                Ok(_) => return Ok(()),
                Err(error) if !may_become_ready(&error) => return Err(error.into()),
                Err(_) => {}
            }
            let ended = self.process.try_wait().ok().flatten();
            if let Some(status) = ended {
                return Err(self.failure(format!("the private server has ended ({status})")));
            }
            if Instant::now() > deadline {
                return Err(self.failure("the private server does not become ready".to_owned()));
            }
            sleep(Duration::from_millis(5));
        }
    }

    fn failure(&self, what: String) -> SandboxError {
        let output = end_of(&self.log).unwrap_or_default();
        SandboxError::Failed {
            what,
            output: output.trim_end().to_owned(),
        }
    }

    /// Ends the server at once, its data being of no further use.
    pub(super) fn quit(&mut self) {
        if let Ok(None) = self.process.try_wait() {
            let sent = i32::try_from(self.process.id())
                .ok()
                .and_then(Pid::from_raw)
                .is_some_and(|pid| kill_process(pid, Signal::QUIT).is_ok());
            if sent {
                let _ = self.process.wait();
            }
        }
    }
}

/// Whether a server that answers so is only on its way.
pub(super) fn may_become_ready(error: &DbError) -> bool {
    match error {
        DbError::Connect(error) => {
            matches!(
                error.kind(),
                ConnectErrorKind::Unreachable | ConnectErrorKind::NotNow
            )
        }
        DbError::ConnectionLost { .. } => true,
        DbError::Parameters(_)
        | DbError::Server(_)
        | DbError::Unsupported { .. }
        | DbError::Value { .. }
        | DbError::Interrupted(_)
        | DbError::EventLoop(_) => false,
    }
}

fn end_of(log: &Path) -> std::io::Result<String> {
    let mut file = File::open(log)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LOG_SHOWN)))?;
    let mut bytes = Vec::new();
    file.take(LOG_SHOWN).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The URL of the server whose socket is in `folder`.
pub(super) fn url(folder: &Path) -> Result<DatabaseUrl, SandboxError> {
    let length = socket_path(folder, PORT).as_os_str().len();
    if length > LONGEST_SOCKET_PATH {
        return Err(SandboxError::PathTooLong {
            folder: folder.to_owned(),
            length,
            limit: LONGEST_SOCKET_PATH,
        });
    }
    folder
        .to_str()
        // A comma would separate two hosts.
        .filter(|text| !text.contains(','))
        .and_then(|text| DatabaseUrl::for_socket(text, PORT, USER, USER).ok())
        .ok_or_else(|| SandboxError::PathNotText {
            folder: folder.to_owned(),
        })
}

/// How to reach a sandbox: what its URL says, and nothing of the user's environment.
pub(super) fn parameters(url: &DatabaseUrl) -> Result<Parameters, SandboxError> {
    Parameters::resolve(url, &Environment::default())
        .map_err(|error| SandboxError::Database(DbError::Parameters(error)))
}
