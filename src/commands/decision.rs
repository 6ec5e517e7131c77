//! From what `env.py` does to how a run is made: what is followed, and what is refused.
//!
//! The facts come from evaluating `env.py`; our own section of the configuration speaks where they
//! are silent. A fact that matters, is not known and was not given is an error: a run with another
//! version table or another transaction than Alembic's would be wrong without anybody noticing.

use crate::config::{Config, EnvironmentUrl, NativeSettings};
use crate::ddl::{BoundValues, ParameterStyle, Target, VersionKey};
use crate::host::environment::{
    ConfigurationFacts, ConfigureFacts, Ending, EnvironmentFacts, Fact, Keyword, Run,
    SessionAction, Unknown, UrlFact,
};
use crate::runtime::{ContextOptions, ScriptFrame, TransactionMode, VersionTable};
use crate::schema::{Name, NamingConvention, TableReference};
use crate::source::Origin;

use super::error::CommandError;
use super::report::Report;

/// Everything `env.py` and our own section say about a run.
#[derive(Debug)]
pub(super) struct Decision {
    /// Where the URL comes from.
    pub(super) url: EnvironmentUrl,
    /// How the context is configured.
    pub(super) options: ContextOptions,
    /// The configuration as `env.py` left it.
    pub(super) configuration: LeftConfiguration,
    /// For whom scripts are written.
    pub(super) script_target: Target,
    /// What `env.py` executes and commits before the run.
    pub(super) before: Vec<String>,
    /// What `env.py` executes after the run, such as the release of an advisory lock.
    pub(super) after: Vec<String>,
}

/// The configuration as `env.py` left it, and what of it could not be followed.
#[derive(Debug)]
pub(super) struct LeftConfiguration {
    /// Its options.
    pub(super) config: Config,
    /// What is not known of them.
    pub(super) facts: ConfigurationFacts,
}

/// Decides, or says what is missing.
pub(super) fn decide(
    facts: &EnvironmentFacts,
    config: &Config,
    native: &NativeSettings,
) -> Result<Decision, CommandError> {
    let run = single_run(facts)?;
    refuse_what_is_not_followed(facts, run)?;
    let configure = &run.configure;
    let statements = session_statements(facts, run)?;
    Ok(Decision {
        url: environment_url(&run.url),
        options: ContextOptions {
            version_table: version_table(configure, native)?,
            transaction_mode: transaction_mode(run, native)?,
            naming_convention: naming_convention(configure, native)?,
            script_frame: if run.inside_begin_transaction {
                ScriptFrame::Transaction
            } else {
                ScriptFrame::Bare
            },
            transaction_setup: statements.within,
        },
        script_target: script_target(configure)?,
        configuration: LeftConfiguration {
            config: config.clone(),
            facts: facts.configuration.clone(),
        },
        before: statements.before,
        after: statements.after,
    })
}

/// The one call of `run_migrations`.
fn single_run(facts: &EnvironmentFacts) -> Result<&Run, CommandError> {
    match facts.runs.as_slice() {
        [run] => Ok(run),
        [] => Err(CommandError::unexpected(match &facts.stopped {
            Some(stop) => Report::new(format!("env.py cannot be followed: {}", stop.message))
                .at(&stop.origin, "here"),
            None => {
                Report::new("env.py runs no migrations: context.run_migrations() is not called")
            }
        })),
        [_, second, ..] => Err(refusal(
            "env.py runs the migrations more than once (several databases or tenants), which \
             alembic-rs does not do",
            &second.origin,
            "a second run",
        )),
    }
}

/// Refuses what would make a run differ from Alembic's.
fn refuse_what_is_not_followed(facts: &EnvironmentFacts, run: &Run) -> Result<(), CommandError> {
    if let Some(unknown) = facts.unfollowed.first() {
        return Err(unknown_refusal(
            "env.py does something that is not followed",
            unknown,
        ));
    }
    if run.ending == Ending::RolledBack {
        return Err(refusal(
            "env.py opens no transaction that anybody commits: Alembic would run the migrations \
             and lose them",
            &run.origin,
            "outside of context.begin_transaction()",
        ));
    }
    if let Some(name) = run.arguments.first() {
        return Err(refusal(
            &format!("env.py hands the argument '{name}' to every upgrade()"),
            &run.origin,
            "not supported",
        ));
    }
    let configure = &run.configure;
    if let Some((name, origin)) = configure.overrides.first() {
        return Err(refusal(
            &format!("context.configure({name}=…) replaces what the command itself decides"),
            origin,
            "not supported",
        ));
    }
    if let Some(origin) = &configure.on_version_apply {
        return Err(refusal(
            "context.configure(on_version_apply=…) is Python that runs after every step",
            origin,
            "not supported",
        ));
    }
    if let Some(origin) = &configure.output_buffer {
        return Err(refusal(
            "context.configure(output_buffer=…) sends the SQL elsewhere than to standard output",
            origin,
            "not supported",
        ));
    }
    Ok(())
}

fn environment_url(url: &UrlFact) -> EnvironmentUrl {
    match url {
        UrlFact::FromIni => EnvironmentUrl::FromIni,
        UrlFact::Given { url, origin } => EnvironmentUrl::Given {
            url: url.clone(),
            how: origin.to_string(),
        },
        UrlFact::Unknown(unknown) => EnvironmentUrl::Unknown {
            reason: unknown.reason.clone(),
            place: unknown.origin.to_string(),
        },
    }
}

/// A keyword of `configure`, or what our own section says in its place.
///
/// Our section wins: who wrote it wrote it for this program.
fn value<T: Clone>(
    keyword: &Keyword<T>,
    native: Option<&T>,
    configure: &ConfigureFacts,
    name: &str,
) -> Result<Option<T>, CommandError> {
    if let Some(native) = native {
        return Ok(Some(native.clone()));
    }
    let unknown = match (keyword, &configure.others) {
        (Keyword::Given(value), _) => return Ok(Some(value.clone())),
        (Keyword::Default, None) => return Ok(None),
        (Keyword::Unknown(unknown), _) | (Keyword::Default, Some(unknown)) => unknown,
    };
    Err(unknown_refusal(
        &format!(
            "whether and how env.py sets {name} is not known; say so as {name} in \
             [tool.alembic-rs] of pyproject.toml or [alembic-rs] of the ini file"
        ),
        unknown,
    ))
}

fn version_table(
    configure: &ConfigureFacts,
    native: &NativeSettings,
) -> Result<VersionTable, CommandError> {
    let name = value(
        &configure.version_table,
        native.version_table.as_ref(),
        configure,
        "version_table",
    )?;
    let schema = value(
        &configure.version_table_schema,
        native.version_table_schema.as_ref(),
        configure,
        "version_table_schema",
    )?;
    let key = value(
        &configure.version_table_pk,
        native.version_table_pk.as_ref(),
        configure,
        "version_table_pk",
    )?;
    let name = name.unwrap_or_else(|| "alembic_version".to_owned());
    let schema = schema.filter(|schema| !schema.is_empty()).map(Name::new);
    let key = if key.unwrap_or(true) {
        VersionKey::Primary
    } else {
        VersionKey::None
    };
    Ok(VersionTable {
        reference: TableReference::with_schema(name, schema),
        key,
    })
}

fn transaction_mode(run: &Run, native: &NativeSettings) -> Result<TransactionMode, CommandError> {
    let configure = &run.configure;
    let transactional = value(
        &configure.transactional_ddl,
        native.transactional_ddl.as_ref(),
        configure,
        "transactional_ddl",
    )?;
    let per_migration = value(
        &configure.transaction_per_migration,
        native.transaction_per_migration.as_ref(),
        configure,
        "transaction_per_migration",
    )?;
    if run.in_external_transaction {
        // Alembic leaves a transaction alone that was there before it.
        return Ok(TransactionMode::WholeRun);
    }
    let transactional = transactional.unwrap_or(true);
    Ok(TransactionMode::from_arguments(
        transactional,
        per_migration.unwrap_or(false),
    ))
}

/// The convention, or the knowledge that there may be one nobody knows.
fn naming_convention(
    configure: &ConfigureFacts,
    native: &NativeSettings,
) -> Result<NamingConvention, CommandError> {
    let templates: Vec<(String, String)> =
        match (&native.naming_convention, &configure.naming_convention) {
            (Some(native), _) => native
                .iter()
                .map(|(key, template)| (key.clone(), template.clone()))
                .collect(),
            (None, Keyword::Given(templates)) => templates.clone(),
            (None, Keyword::Default) => return Ok(NamingConvention::default()),
            (None, Keyword::Unknown(unknown)) => {
                return Ok(NamingConvention::unknown(format!(
                    "{}: {}",
                    unknown.origin, unknown.reason
                )));
            }
        };
    let mut convention = NamingConvention::default();
    for (key, template) in templates {
        convention
            .set(&key, template)
            .map_err(|error| CommandError::unexpected(Report::new(error.to_string())))?;
    }
    Ok(convention)
}

fn script_target(configure: &ConfigureFacts) -> Result<Target, CommandError> {
    let literals = value(&configure.literal_binds, None, configure, "literal_binds")?;
    let style = value(&configure.paramstyle, None, configure, "dialect_opts")?;
    let style = match style.as_deref() {
        None | Some("pyformat") => ParameterStyle::Pyformat,
        Some("named") => ParameterStyle::Named,
        Some("format") => ParameterStyle::Format,
        Some("qmark") => ParameterStyle::QuestionMark,
        Some("numeric") => ParameterStyle::Numeric,
        Some("numeric_dollar") => ParameterStyle::NumericDollar,
        Some(other) => {
            return Err(refusal(
                &format!("SQLAlchemy has no paramstyle '{other}'"),
                &configure.origin,
                "configured here",
            ));
        }
    };
    let values = if literals.unwrap_or(false) {
        BoundValues::Literals
    } else {
        BoundValues::Placeholders
    };
    Ok(Target::Script { values, style })
}

/// What `env.py` executes besides the migrations.
#[derive(Debug, Default)]
struct SessionStatements {
    /// Before the run, and committed.
    before: Vec<String>,
    /// In the transaction of the run.
    within: Vec<String>,
    /// After the run.
    after: Vec<String>,
}

fn session_statements(
    facts: &EnvironmentFacts,
    run: &Run,
) -> Result<SessionStatements, CommandError> {
    let mut statements = SessionStatements::default();
    let mut open = Vec::new();
    let mut ran = false;
    for event in &facts.events {
        match &event.action {
            SessionAction::Run(_) => ran = true,
            SessionAction::Execute(Fact::Known(sql)) if ran => statements.after.push(sql.clone()),
            SessionAction::Execute(Fact::Known(sql)) => open.push(sql.clone()),
            SessionAction::Commit if !ran => statements.before.append(&mut open),
            SessionAction::Rollback if !ran => open.clear(),
            // How the run itself ends was looked at before. The search path decides where names
            // are looked up; nothing is reflected here.
            SessionAction::Commit
            | SessionAction::Rollback
            | SessionAction::DefaultSchema(Fact::Known(_)) => {}
            SessionAction::Execute(Fact::Unknown(unknown))
            | SessionAction::DefaultSchema(Fact::Unknown(unknown)) => {
                return Err(unknown_refusal(
                    "env.py executes what is not known here",
                    unknown,
                ));
            }
            SessionAction::Output(_) => {
                return Err(refusal(
                    "env.py writes into the script itself",
                    &event.origin,
                    "not supported",
                ));
            }
            SessionAction::Option(name) => {
                return Err(refusal(
                    &format!("env.py sets the execution option {name}"),
                    &event.origin,
                    "not supported",
                ));
            }
        }
    }
    if run.in_external_transaction {
        statements.within = open;
    } else {
        statements.before.append(&mut open);
    }
    Ok(statements)
}

fn refusal(message: &str, origin: &Origin, label: &str) -> CommandError {
    CommandError::unexpected(Report::new(message).at(origin, label))
}

fn unknown_refusal(message: &str, unknown: &Unknown) -> CommandError {
    CommandError::unexpected(
        Report::new(message)
            .with_note(unknown.reason.clone())
            .at(&unknown.origin, "here"),
    )
}
