//! Which database, and the way to it: the URL, a sandbox, the connection.

use crate::cli::Sandbox as SandboxOption;
use crate::config::{DatabaseUrl, EnvironmentUrl, UrlSources, choose_url};
use crate::db::{Connection, Environment, Notice, Parameters, Sandbox, SandboxOptions};

use super::error::CommandError;
use super::invocation::Invocation;
use super::logging::LOGGER;
use super::project::Project;
use super::report::Report;

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
        let environment = Environment::of_process();
        if let Some(option) = invocation.global.sandbox() {
            let options = match option {
                SandboxOption::Temporary => SandboxOptions::Temporary,
                SandboxOption::Kept(folder) => SandboxOptions::Kept(folder),
            };
            return Self::open_private(&options);
        }
        let (url, source) = chosen(invocation, project, environment_url)?;
        log::info!(target: LOGGER, "Database {url} ({source})");
        let parameters = Parameters::resolve(&url, &environment)?;
        for warning in &parameters.warnings {
            log::warn!(target: LOGGER, "{warning}");
        }
        Self::connect(&parameters, url, None)
    }

    /// Starts a private server, or finds a kept one, and connects to it.
    pub(super) fn open_private(options: &SandboxOptions) -> Result<Self, CommandError> {
        let sandbox = Sandbox::start(options, &Environment::of_process())?;
        let url = sandbox.url().clone();
        log::info!(target: LOGGER, "Database {url} ({sandbox})");
        let parameters = sandbox.parameters(&url)?;
        Self::connect(&parameters, url, Some(sandbox))
    }

    fn connect(
        parameters: &Parameters,
        url: DatabaseUrl,
        sandbox: Option<Sandbox>,
    ) -> Result<Self, CommandError> {
        let mut connection = Connection::connect(parameters)?;
        connection.on_notice(|notice| log_notice(&notice));
        Ok(Self {
            connection,
            url,
            sandbox,
        })
    }
}

/// The URL by the rule of the configuration room.
fn chosen(
    invocation: &Invocation,
    project: &Project,
    environment_url: &EnvironmentUrl,
) -> Result<(DatabaseUrl, String), CommandError> {
    let given = invocation.global.url.is_some();
    let ini_url = match environment_url {
        EnvironmentUrl::FromIni if !given => project.config.get_main_option("sqlalchemy.url")?,
        EnvironmentUrl::FromIni | EnvironmentUrl::Given { .. } | EnvironmentUrl::Unknown { .. } => {
            None
        }
    };
    let ini_file = project.config.config_file_name().display().to_string();
    let chosen = choose_url(&UrlSources {
        option: invocation.global.url.as_deref(),
        environment_file: environment_url,
        ini_url: ini_url.as_deref(),
        ini_file: &ini_file,
        named_variable: project.settings.native.url_from_environment.as_deref(),
        environment: &invocation.environment,
    })?;
    let parsed = if invocation.global.url.is_some() {
        DatabaseUrl::parse_any_form(&chosen.url)
    } else {
        DatabaseUrl::parse(&chosen.url)
    };
    let url = parsed.map_err(|error| {
        CommandError::unexpected(Report::new(format!("{error} ({})", chosen.source)))
    })?;
    Ok((url, chosen.source))
}

/// What the server remarks, as a log line.
fn log_notice(notice: &Notice) {
    log::info!(target: LOGGER, "{}: {}", notice.severity, notice.message);
}
