//! How many rows the tables of a plan hold: asked in a read-only transaction, and no part of the
//! plan.

use crate::commands::database_facts::database_facts;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;
use crate::config::DatabaseUrl;
use crate::db::{Connection, Environment, Parameters};
use crate::governance::{ReleaseFile, ReleasePlan};

/// The rows and bytes of each table that the plan locks or changes, as the server's statistics
/// have them.
pub(super) fn estimates(
    invocation: &Invocation,
    release: &ReleaseFile,
    plan: &ReleasePlan,
) -> Result<String, CommandError> {
    let settings = release.production.as_ref().unwrap_or(&release.source);
    let variable = &settings.url_environment;
    let Some(url) = invocation.environment.get(variable) else {
        return Err(CommandError::unexpected(
            Report::new(format!("the environment variable {variable} is not set"))
                .with_help("It holds the URL of the database that is asked."),
        ));
    };
    let url = DatabaseUrl::parse_any_form(url)
        .map_err(|error| CommandError::unexpected(Report::new(format!("{variable}: {error}"))))?;
    let parameters = Parameters::resolve(&url, &Environment::of_process())?;
    let mut connection = Connection::connect(&parameters)?;
    connection.execute("BEGIN READ ONLY")?;
    let facts = database_facts(&mut connection)?;
    connection.rollback()?;
    let mut tables: Vec<&str> = plan
        .statements
        .iter()
        .flat_map(|statement| {
            let locks = statement.locks.iter().map(|lock| lock.relation.as_str());
            locks.chain(statement.changes.iter().map(String::as_str))
        })
        .collect();
    tables.sort_unstable();
    tables.dedup();
    let mut text = format!("Estimates of {url}, no part of the plan\n");
    for table in tables {
        let fact = facts
            .tables
            .iter()
            .find(|fact| fact.name.to_string() == table);
        let line = match fact {
            None => "is not there".to_owned(),
            Some(fact) => match fact.rows {
                Some(rows) => format!("about {rows} rows, {} bytes", fact.bytes),
                None => format!("never analyzed, {} bytes", fact.bytes),
            },
        };
        text.push_str(&format!("  {table}: {line}\n"));
    }
    text.truncate(text.trim_end().len());
    Ok(text)
}
