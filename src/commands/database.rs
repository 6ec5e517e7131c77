//! Which database, and the way to it: the URL, a sandbox, the connection.

use crate::cli::Sandbox as SandboxOption;
use crate::config::{DatabaseUrl, EnvironmentUrl, UrlSources, choose_url};
use crate::db::{Connection, Environment, Notice, Parameters, Sandbox, SandboxOptions};

use super::error::CommandError;
use super::invocation::Invocation;
use super::logging::LOGGER;
use super::project::Project;

/// A connection, and the server it needs to stay alive.
#[derive(Debug)]
pub(super) struct Database {
    /// The connection.
    pub(super) connection: Connection,
    /// Where it leads.
    pub(super) url: DatabaseUrl,
    /// The private server, where `--sandbox` asked for one.
    pub(super) sandbox: Option<Sandbox>,
}

impl Database {
    /// Connects to the database that Alembic would have used, or to a sandbox.
    ///
    /// One log line says which it is and who said so.
    pub(super) fn open(
        invocation: &Invocation,
        project: &Project,
        environment_url: &EnvironmentUrl,
    ) -> Result<Self, CommandError> {
        let (url, sandbox, source) = match invocation.global.sandbox() {
            Some(option) => {
                let sandbox = Sandbox::start(&match option {
                    SandboxOption::Temporary => SandboxOptions::temporary(),
                    SandboxOption::Kept(folder) => SandboxOptions::kept(folder),
                })?;
                let source = sandbox.description();
                (sandbox.url(), Some(sandbox), source)
            }
            None => {
                let (url, source) = chosen(invocation, project, environment_url)?;
                (url, None, source)
            }
        };
        log::info!(target: LOGGER, "Database {url} ({source})");
        let parameters = Parameters::resolve(&url, &Environment::of_process())?;
        let mut connection = Connection::connect(&parameters)?;
        connection.on_notice(log_notice);
        Ok(Self { connection, url, sandbox })
    }
}

/// The URL by the rule of the configuration room.
fn chosen(
    invocation: &Invocation,
    project: &Project,
    environment_url: &EnvironmentUrl,
) -> Result<(DatabaseUrl, String), CommandError> {
    let ini_url = project.config.get_main_option("sqlalchemy.url")?;
    let ini_file = project.config.config_file_name().display().to_string();
    let chosen = choose_url(&UrlSources {
        option: invocation.global.url.as_deref(),
        environment_file: environment_url,
        ini_url: ini_url.as_deref(),
        ini_file: &ini_file,
        named_variable: project.settings.native.url_from_environment.as_deref(),
        environment: &invocation.environment,
    })?;
    let url = DatabaseUrl::parse(&chosen.url)
        .map_err(|error| CommandError::command(format!("{error} ({})", chosen.source)))?;
    Ok((url, chosen.source))
}

/// What the server remarks, as a log line.
fn log_notice(notice: Notice) {
    log::info!(target: LOGGER, "{}: {}", notice.severity, notice.message);
}
