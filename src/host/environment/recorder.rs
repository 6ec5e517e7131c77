//! Notes down what the objects lent to `env.py` see happen.

use std::cell::RefCell;

use super::facts::{
    ConfigurationFacts, ConfigureFacts, Ending, EnvironmentFacts, LoggingFact, Run, SessionAction,
    SessionEvent, Stop, Unknown, UrlFact,
};
use super::template::TemplateCell;
use crate::python::Value;
use crate::source::Origin;

/// Whether `env.py` is to connect or to write a script (`context.is_offline_mode()`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnvironmentMode {
    /// A script is written (`--sql`).
    Offline,
    /// The database is connected to.
    Online,
}

/// What the last call of `context.configure` set up.
#[derive(Debug, Clone)]
pub(super) struct Configured {
    pub(super) facts: ConfigureFacts,
    pub(super) url: UrlFact,
    /// The connection, where one was given that was made here.
    pub(super) connection: Option<usize>,
    /// The object that was given as connection.
    pub(super) connection_value: Value,
    pub(super) in_external_transaction: bool,
}

impl Configured {
    /// Whether every migration has a transaction of its own.
    fn is_per_migration(&self) -> bool {
        matches!(self.facts.transaction_per_migration.known(), Ok(Some(true)))
            || matches!(self.facts.transactional_ddl.known(), Ok(Some(false)))
    }

    /// Whether `begin_transaction()` makes one transaction of its block, on the connection.
    pub(super) fn is_one_transaction(&self) -> bool {
        !self.in_external_transaction && !self.is_per_migration()
    }
}

/// The notes of one evaluation.
pub(super) struct Recorder {
    mode: EnvironmentMode,
    /// `sqlalchemy.url` before anything was evaluated.
    ini_url: Option<String>,
    notes: RefCell<Notes>,
    template: TemplateCell,
}

struct Notes {
    facts: EnvironmentFacts,
    connections: usize,
    configured: Option<Configured>,
    /// How many `context.begin_transaction()` blocks are open.
    open_blocks: usize,
    /// Runs whose transaction somebody else has still to end, with their connection.
    pending: Vec<(usize, usize)>,
}

impl Recorder {
    pub(super) fn new(mode: EnvironmentMode, ini_url: Option<String>) -> Self {
        Self {
            mode,
            ini_url,
            notes: RefCell::new(Notes {
                facts: EnvironmentFacts {
                    runs: Vec::new(),
                    events: Vec::new(),
                    unfollowed: Vec::new(),
                    logging: LoggingFact::Untouched,
                    configuration: ConfigurationFacts::default(),
                    stopped: None,
                },
                connections: 0,
                configured: None,
                open_blocks: 0,
                pending: Vec::new(),
            }),
            template: TemplateCell::default(),
        }
    }

    /// What is noted down for a template.
    pub(super) fn template(&self) -> &TemplateCell {
        &self.template
    }

    pub(super) fn mode(&self) -> EnvironmentMode {
        self.mode
    }

    pub(super) fn is_offline(&self) -> bool {
        self.mode == EnvironmentMode::Offline
    }

    /// The facts so far, with the reason why there are no more of them.
    pub(super) fn facts(&self, stopped: Option<Stop>) -> EnvironmentFacts {
        let mut facts = self.notes.borrow().facts.clone();
        facts.stopped = stopped;
        facts
    }

    /// The fact that a URL with this text is.
    pub(super) fn url_fact(&self, url: &str, origin: Origin) -> UrlFact {
        if self.ini_url.as_deref() == Some(url) {
            return UrlFact::FromIni;
        }
        UrlFact::Given {
            url: url.to_owned(),
            origin,
        }
    }

    pub(super) fn new_connection(&self) -> usize {
        let mut notes = self.notes.borrow_mut();
        notes.connections += 1;
        notes.connections - 1
    }

    pub(super) fn event(&self, connection: Option<usize>, action: SessionAction, origin: Origin) {
        self.notes.borrow_mut().facts.events.push(SessionEvent {
            connection,
            action,
            origin,
        });
    }

    pub(super) fn unfollowed(&self, reason: String, origin: Origin) {
        let unknown = Unknown { reason, origin };
        self.notes.borrow_mut().facts.unfollowed.push(unknown);
    }

    /// Notes that an attribute is not modelled, and gives an opaque value in its place.
    pub(super) fn unfollowed_attribute(&self, name: &str, origin: Origin) -> Value {
        let reason = "alembic-rs does not follow it in env.py";
        self.unfollowed(format!("{name}: {reason}"), origin);
        Value::opaque(name, reason)
    }

    pub(super) fn set_logging(&self, logging: LoggingFact) {
        self.notes.borrow_mut().facts.logging = logging;
    }

    pub(super) fn configure(&self, configured: Configured) {
        self.notes.borrow_mut().configured = Some(configured);
    }

    pub(super) fn configured(&self) -> Option<Configured> {
        self.notes.borrow().configured.clone()
    }

    /// Whether `context.run_migrations` was called.
    pub(super) fn has_run(&self) -> bool {
        !self.notes.borrow().facts.runs.is_empty()
    }

    pub(super) fn enter_block(&self) {
        self.notes.borrow_mut().open_blocks += 1;
    }

    pub(super) fn leave_block(&self) {
        self.notes.borrow_mut().open_blocks -= 1;
    }

    /// Notes a call of `run_migrations`; nothing where the context is not configured.
    pub(super) fn run(&self, arguments: Vec<String>, origin: Origin) -> Option<Configured> {
        let configured = self.configured()?;
        let mut notes = self.notes.borrow_mut();
        let index = notes.facts.runs.len();
        let in_block = notes.open_blocks > 0;
        let begins = in_block || configured.is_per_migration();
        let by_alembic = self.is_offline() || (!configured.in_external_transaction && begins);
        let ending = if by_alembic {
            Ending::Alembic
        } else {
            Ending::RolledBack
        };
        if let (Ending::RolledBack, Some(connection)) = (ending, configured.connection) {
            notes.pending.push((connection, index));
        }
        notes.facts.runs.push(Run {
            origin: origin.clone(),
            url: configured.url.clone(),
            configure: configured.facts.clone(),
            ending,
            in_external_transaction: configured.in_external_transaction,
            inside_begin_transaction: in_block,
            arguments,
        });
        drop(notes);
        self.event(configured.connection, SessionAction::Run(index), origin);
        Some(configured)
    }

    pub(super) fn last_run_is_ended_by_alembic(&self) -> bool {
        let notes = self.notes.borrow();
        let last = notes.facts.runs.last();
        last.is_some_and(|run| run.ending == Ending::Alembic)
    }

    /// A transaction of `connection` is committed: so is what ran in it.
    pub(super) fn committed(&self, connection: usize, origin: Origin) {
        let mut notes = self.notes.borrow_mut();
        let Notes { facts, pending, .. } = &mut *notes;
        pending.retain(|(owner, run)| {
            if *owner == connection {
                facts.runs[*run].ending = Ending::Committed;
            }
            *owner != connection
        });
        drop(notes);
        self.event(Some(connection), SessionAction::Commit, origin);
    }

    /// A transaction of `connection` is rolled back: so is what ran in it.
    pub(super) fn rolled_back(&self, connection: usize, origin: Origin) {
        self.notes
            .borrow_mut()
            .pending
            .retain(|(owner, _)| *owner != connection);
        self.event(Some(connection), SessionAction::Rollback, origin);
    }
}
