//! A server in a container, for machines with a container service and no server programs.
//!
//! Counterpart: testcontainers' PostgreSQL module. The server is reached over TCP, so it asks
//! for a password, a new one each time.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::thread::sleep;
use std::time::{Duration, Instant};

use testcontainers::core::IntoContainerPort;
use testcontainers::runners::SyncRunner;
use testcontainers::{Container, GenericImage, ImageExt};

use super::super::connection::Connection;
use super::super::environment::Environment;
use super::error::SandboxError;
use super::server::{self, USER, may_become_ready};
use crate::config::DatabaseUrl;

/// The image and its tag.
const IMAGE: (&str, &str) = ("postgres", "17");

/// How long the server may take once its container runs.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running container; dropping it removes it.
#[derive(Debug)]
pub(super) struct ContainerServer {
    pub url: DatabaseUrl,
    pub image: String,
    _container: Container<GenericImage>,
}

/// Whether there seems to be a container service: a variable or a socket that says so.
pub(super) fn service_is_there(environment: &Environment) -> bool {
    let is_there = |path: &std::path::Path| path.exists();
    environment
        .variable("DOCKER_HOST")
        .is_some_and(|host| !host.is_empty())
        || is_there("/var/run/docker.sock".as_ref())
        || environment
            .home_file(".docker/run/docker.sock")
            .is_some_and(|path| is_there(&path))
}

impl ContainerServer {
    /// Starts one and waits until it is ready.
    pub(super) fn start() -> Result<Self, SandboxError> {
        let failure = |error: &dyn std::fmt::Display| SandboxError::Container(error.to_string());
        let password = new_password();
        let container = GenericImage::new(IMAGE.0, IMAGE.1)
            .with_exposed_port(5432.tcp())
            .with_env_var("POSTGRES_USER", USER)
            .with_env_var("POSTGRES_PASSWORD", &password)
            .with_cmd(["postgres", "-c", "fsync=off", "-c", "timezone=UTC"])
            .start()
            .map_err(|error| failure(&error))?;
        let host = container.get_host().map_err(|error| failure(&error))?;
        let port = container
            .get_host_port_ipv4(5432.tcp())
            .map_err(|error| failure(&error))?;
        let url = format!("postgresql://{USER}:{password}@{host}:{port}/{USER}");
        let url = DatabaseUrl::parse(&url).map_err(|error| failure(&error))?;
        let image = format!("{}:{}", IMAGE.0, IMAGE.1);
        let server = Self {
            url,
            image,
            _container: container,
        };
        server.wait_until_ready()?;
        Ok(server)
    }

    /// The image first runs a server without TCP to prepare itself, so the first connection
    /// over TCP is the sign.
    fn wait_until_ready(&self) -> Result<(), SandboxError> {
        let parameters = server::parameters(&self.url)?;
        let deadline = Instant::now() + PATIENCE;
        loop {
            match Connection::connect(&parameters) {
                Ok(_) => return Ok(()),
                Err(error) if !may_become_ready(&error) || Instant::now() > deadline => {
                    return Err(error.into());
                }
                Err(_) => sleep(Duration::from_millis(50)),
            }
        }
    }
}

/// 128 bits from the standard library's randomly keyed hashers, in hexadecimal.
fn new_password() -> String {
    let half = || RandomState::new().hash_one(std::process::id());
    format!("{:016x}{:016x}", half(), half())
}
