//! A private PostgreSQL, for trying migrations out and for tests.
//!
//! Counterpart: `pg_virtualenv`, `pg_tmp` and testcontainers. From the server programs on this
//! machine, in a folder of its own, reachable by its Unix domain socket alone; where there are
//! no programs, in a container.

mod account;
mod cluster;
#[cfg(feature = "docker")]
mod container;
mod error;
mod kept;
mod programs;
mod server;
mod temporary;
mod watcher;

use std::fmt;
use std::path::PathBuf;
use std::sync::OnceLock;

use super::connection::Connection;
use super::environment::Environment;
use super::parameters::Parameters;
use crate::config::DatabaseUrl;
pub use error::SandboxError;
use kept::KeptServer;
use programs::Programs;
pub(super) use programs::folders as program_folders;
use temporary::TemporaryServer;

/// What kind of private server is wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum SandboxOptions {
    /// One that is gone with this process, however it ends.
    #[default]
    Temporary,
    /// One whose data stays in this folder and whose server is left running, with its socket in
    /// the folder.
    Kept(PathBuf),
}

/// A running private server. Dropping it ends the server, unless it is kept.
#[derive(Debug)]
pub struct Sandbox(Place);

#[derive(Debug)]
enum Place {
    Temporary(Box<TemporaryServer>),
    Kept(Box<KeptServer>),
    #[cfg(feature = "docker")]
    Container(Box<container::ContainerServer>),
}

impl Sandbox {
    /// Starts a private server, or finds a kept one running, and waits until it is ready.
    ///
    /// # Errors
    /// [`SandboxError::NoPrograms`] says how to get a server; the others name what has failed.
    pub fn start(
        options: &SandboxOptions,
        environment: &Environment,
    ) -> Result<Self, SandboxError> {
        match (options, Programs::find_all(environment).next()) {
            (SandboxOptions::Temporary, Some(programs)) => {
                let server = TemporaryServer::start(&programs, environment)?;
                Ok(Self(Place::Temporary(Box::new(server))))
            }
            (SandboxOptions::Kept(folder), Some(_)) => {
                let server = KeptServer::start(folder, environment)?;
                Ok(Self(Place::Kept(Box::new(server))))
            }
            (options, None) => Self::in_container(options, environment),
        }
    }

    #[cfg(feature = "docker")]
    fn in_container(
        options: &SandboxOptions,
        environment: &Environment,
    ) -> Result<Self, SandboxError> {
        if !container::service_is_there(environment) {
            return Err(SandboxError::NoPrograms {
                container: ", and no container service (Docker) either".to_owned(),
            });
        }
        match options {
            SandboxOptions::Temporary => {
                let server = container::ContainerServer::start()?;
                Ok(Self(Place::Container(Box::new(server))))
            }
            SandboxOptions::Kept(_) => Err(SandboxError::ContainerKept),
        }
    }

    #[cfg(not(feature = "docker"))]
    fn in_container(_: &SandboxOptions, _: &Environment) -> Result<Self, SandboxError> {
        Err(SandboxError::NoPrograms {
            container: String::new(),
        })
    }

    /// The one server of this process, for tests: each test makes a database of its own on it
    /// with [`Self::create_database`]. It ends with the process.
    ///
    /// # Errors
    /// As [`Self::start`], as text, because every caller gets the same one.
    pub fn shared() -> Result<&'static Self, &'static str> {
        static SHARED: OnceLock<Result<Sandbox, String>> = OnceLock::new();
        SHARED
            .get_or_init(|| {
                Self::start(&SandboxOptions::Temporary, &Environment::of_process())
                    .map_err(|error| error.to_string())
            })
            .as_ref()
            .map_err(String::as_str)
    }

    /// The URL of the server's database `postgres`.
    pub fn url(&self) -> &DatabaseUrl {
        match &self.0 {
            Place::Temporary(server) => &server.url,
            Place::Kept(server) => &server.url,
            #[cfg(feature = "docker")]
            Place::Container(server) => &server.url,
        }
    }

    /// How to connect to a database of this server.
    ///
    /// The user's environment has no part in it: `PGHOSTADDR` or a service would lead elsewhere.
    pub fn parameters(&self, url: &DatabaseUrl) -> Result<Parameters, SandboxError> {
        server::parameters(url)
    }

    /// Makes an empty database and returns its URL. May be called from several threads.
    pub fn create_database(&self, name: &str) -> Result<DatabaseUrl, SandboxError> {
        let quoted = name.replace('"', "\"\"");
        let mut connection = Connection::connect(&server::parameters(self.url())?)?;
        // Nobody can be connected to template0, so that it can always be copied.
        connection.execute(&format!("CREATE DATABASE \"{quoted}\" TEMPLATE template0"))?;
        Ok(self.url().with_database(name))
    }

    /// Whether the server, and all that is in it, is gone when this process has ended.
    pub fn ends_with_process(&self) -> bool {
        match &self.0 {
            Place::Temporary(_) => true,
            Place::Kept(_) => false,
            #[cfg(feature = "docker")]
            Place::Container(_) => true,
        }
    }

    /// The command line that stops a kept server; `None` for one that ends by itself.
    pub fn stop_command(&self) -> Option<&str> {
        match &self.0 {
            Place::Kept(server) => Some(&server.stop_command),
            Place::Temporary(_) => None,
            #[cfg(feature = "docker")]
            Place::Container(_) => None,
        }
    }
}

impl fmt::Display for Sandbox {
    /// One line about where the server is and how long it stays.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::Temporary(server) => write!(
                formatter,
                "private PostgreSQL {} in {}, removed at the end",
                server.version,
                server.folder.display()
            ),
            Place::Kept(server) => write!(
                formatter,
                "private PostgreSQL {} in {}, left running",
                server.version,
                server.folder.display()
            ),
            #[cfg(feature = "docker")]
            Place::Container(server) => write!(
                formatter,
                "private PostgreSQL in a container of {}, removed at the end",
                server.image
            ),
        }
    }
}
