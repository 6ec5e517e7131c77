//! One side of a comparison, wherever it comes from, as a snapshot.

use crate::cli::Side;
use crate::commands::database::Database;
use crate::commands::environment::learn;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::project::Project;
use crate::commands::report::Report;
use crate::commands::session::Session;
use crate::commands::upgrade;
use crate::config::DatabaseUrl;
use crate::db::{Connection, Environment, Parameters};
use crate::host::environment::EnvironmentMode;
use crate::runtime::Purge;
use crate::script::RevisionId;
use crate::snapshot::{CaptureScope, Snapshot};

/// A side, captured.
pub(super) struct Captured {
    pub(super) snapshot: Snapshot,
    /// What it is, for people.
    pub(super) title: String,
    /// The version table, where the side is a history and has one because of that.
    pub(super) version_table: Option<String>,
}

/// Captures a side, or reads its file.
pub(super) fn captured(
    invocation: &Invocation,
    side: &Side,
    scope: &CaptureScope,
) -> Result<Captured, CommandError> {
    let captured = |snapshot: Snapshot, title: String| {
        let database = &snapshot.database;
        let title = format!(
            "{title}: {} on PostgreSQL {}, at {}",
            database.name, database.server_version, snapshot.taken_at
        );
        Captured {
            snapshot,
            title,
            version_table: None,
        }
    };
    Ok(match side {
        Side::File(path) => captured(
            Snapshot::read(path)?,
            format!("snapshot {}", path.display()),
        ),
        Side::Url(text) => {
            let url = parsed(text, "of the command line")?;
            captured(
                Snapshot::capture(&mut connect(&url)?, scope)?,
                url.to_string(),
            )
        }
        Side::Variable(name) => {
            let text = invocation.environment.get(name).unwrap_or_default();
            if text.is_empty() {
                return Err(CommandError::unexpected(Report::new(format!(
                    "the environment variable {name} is not set; it must hold a database's URL"
                ))));
            }
            let url = parsed(text, &format!("of the environment variable {name}"))?;
            captured(
                Snapshot::capture(&mut connect(&url)?, scope)?,
                format!("{name} ({url})"),
            )
        }
        Side::Database => {
            let project = Project::open(invocation)?;
            let decision = learn(invocation, &project, EnvironmentMode::Online, None)?;
            let mut database = Database::open(invocation, &project, &decision.url)?;
            let snapshot = Snapshot::capture(&mut database.connection, scope)?;
            captured(snapshot, format!("database {}", database.url))
        }
        Side::History(revision) => {
            let revision = revision.as_deref().unwrap_or("heads");
            let (snapshot, version_table) = history(invocation, revision)?;
            Captured {
                version_table: Some(version_table),
                ..captured(snapshot, format!("history up to {revision}"))
            }
        }
    })
}

/// What the migrations make of an empty database, and the name of their version table.
fn history(invocation: &Invocation, revision: &str) -> Result<(Snapshot, String), CommandError> {
    let project = Project::open(invocation)?;
    let scripts = project.scripts()?;
    let session = Session::open_private(invocation, &project)?;
    let plan = |rows: &[RevisionId]| upgrade::plan(&scripts, revision, rows);
    session.run(invocation, &scripts, Purge::Keep, plan)?;
    let connection = session.connection();
    let scope = CaptureScope::structure_only();
    let snapshot = Snapshot::capture(&mut connection.borrow_mut(), &scope)?;
    Ok((snapshot, session.version_table()))
}

fn parsed(text: &str, place: &str) -> Result<DatabaseUrl, CommandError> {
    DatabaseUrl::parse_any_form(text)
        .map_err(|error| CommandError::unexpected(Report::new(format!("{error} ({place})"))))
}

fn connect(url: &DatabaseUrl) -> Result<Connection, CommandError> {
    let parameters = Parameters::resolve(url, &Environment::of_process())?;
    for warning in &parameters.warnings {
        log::warn!(target: crate::commands::logging::LOGGER, "{warning}");
    }
    Ok(Connection::connect(&parameters)?)
}
