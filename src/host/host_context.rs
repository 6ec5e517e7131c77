//! What the objects of the host share: the sink, the settings and the classes they belong to.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::{Rc, Weak};

use indexmap::IndexMap;

use crate::operations::{Operation, OperationSink};
use crate::python::{Arguments, Class, Interpreter, Phase, PythonError, Shared, Value};
use crate::schema::statement::Identity;
use crate::schema::{CreationOrder, Index};
use crate::source::Origin;

use super::raise::sink_error;
use super::sa::SharedCollection;

/// What `context.configure()` said, as far as a migration can ask for it.
#[derive(Debug, Clone, Default)]
pub struct ContextSettings {
    /// `version_table`.
    pub version_table: String,
    /// `version_table_schema`.
    pub version_table_schema: Option<String>,
    /// The Alembic `Config`, as `env.py` left it.
    pub configuration: KnownConfiguration,
    /// The arguments of `-x`, in order.
    pub extra_arguments: Vec<String>,
}

/// What is known of the Alembic `Config`.
#[derive(Debug, Clone, Default)]
pub struct KnownConfiguration {
    /// `config_file_name`.
    pub file_name: Option<String>,
    /// `config_ini_section`.
    pub main_section: String,
    /// The options of each section of the ini file by their names in lower case; a value is missing
    /// where `configparser` cannot substitute it, or where it could not be followed.
    pub sections: IndexMap<String, IndexMap<String, Option<String>>>,
    /// Whether a `pyproject.toml` has options of Alembic too.
    pub has_toml_options: bool,
    /// Why any option may have another value than this.
    pub unknown: Option<String>,
    /// Whether `attributes` may hold something.
    pub uses_attributes: bool,
}

/// What the host needs to evaluate migrations.
pub struct HostContext {
    /// Takes the operations.
    pub sink: Rc<RefCell<dyn OperationSink>>,
    /// What `context.configure()` said.
    pub settings: ContextSettings,
}

/// Alembic loads all files of a history before the first step, whichever revisions are asked for;
/// what the top level of one does comes there, and again in every run.
#[derive(Debug, thiserror::Error)]
#[error(
    "not supported: an operation at the top level of a file, which Alembic performs whenever it \
     loads the history, before the first step; move it into upgrade()"
)]
pub struct OperationWhileLoading;

/// Refuses what the top level of a file asks of the database.
pub(crate) fn refuse_while_loading(cx: &Interpreter) -> Result<(), PythonError> {
    match cx.phase() {
        Phase::Loading => Err(PythonError::host(OperationWhileLoading)),
        Phase::Running => Ok(()),
    }
}

/// What the objects of one interpreter share.
pub(crate) struct Host {
    sink: Rc<RefCell<dyn OperationSink>>,
    settings: ContextSettings,
    constraints_made: Cell<u64>,
    classes: RefCell<IndexMap<&'static str, Shared<Class>>>,
    additions: RefCell<HashMap<Identity, TableAdditions>>,
    collected_types: Cell<bool>,
    collections: RefCell<HashMap<Identity, SharedCollection>>,
    uses: RefCell<HashMap<Identity, TableUse>>,
}

/// In which ways the columns of a table are reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct TableUse {
    /// As attributes of a mapped class.
    pub(crate) by_class: bool,
    /// By the table's own collection.
    pub(crate) by_table: bool,
    /// As attributes that have other names than their columns.
    pub(crate) renames: bool,
    /// By a class derived from the one it belongs to, which may have added columns.
    pub(crate) is_shared: bool,
}

/// What came to a table after it was made.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableAdditions {
    /// `Index(…, table.c.column)`.
    pub(crate) indexes: Vec<Index>,
    /// What else it was, for which nothing is done.
    pub(crate) refused: Option<&'static str>,
}

/// A native function that belongs to the host.
pub(crate) type HostFunction =
    fn(&Rc<Host>, &mut Interpreter, Arguments) -> Result<Value, PythonError>;

impl Host {
    /// The shared state of a fresh interpreter.
    pub(crate) fn new(context: HostContext) -> Rc<Self> {
        Rc::new(Self {
            sink: context.sink,
            settings: context.settings,
            constraints_made: Cell::new(0),
            classes: RefCell::default(),
            additions: RefCell::default(),
            collected_types: Cell::new(false),
            collections: RefCell::default(),
            uses: RefCell::default(),
        })
    }

    /// What `context.configure()` said.
    pub(crate) fn settings(&self) -> &ContextSettings {
        &self.settings
    }

    /// The sink, for what is neither an operation nor a question.
    pub(crate) fn sink(&self) -> &Rc<RefCell<dyn OperationSink>> {
        &self.sink
    }

    /// Whether a script is written.
    pub(crate) fn is_offline(&self) -> bool {
        self.sink.borrow().is_offline()
    }

    /// Hands an operation asked for at `origin` to the sink.
    pub(crate) fn invoke(
        &self,
        cx: &mut Interpreter,
        operation: Operation,
        origin: Origin,
    ) -> Result<(), PythonError> {
        refuse_while_loading(cx)?;
        let invoked = self.sink.borrow_mut().invoke(operation, origin.clone());
        invoked.map_err(|error| sink_error(cx, error, origin))
    }

    /// The place of the next constraint in the order of their making.
    pub(crate) fn next_creation_order(&self) -> CreationOrder {
        let next = self.constraints_made.get() + 1;
        self.constraints_made.set(next);
        CreationOrder(next)
    }

    /// What came to a table after it was made.
    pub(crate) fn additions(&self, table: Identity) -> TableAdditions {
        let additions = self.additions.borrow();
        additions.get(&table).cloned().unwrap_or_default()
    }

    /// Changes what came to a table after it was made.
    pub(crate) fn add_to_table(&self, table: Identity, change: impl FnOnce(&mut TableAdditions)) {
        change(self.additions.borrow_mut().entry(table).or_default());
    }

    /// Remembers what a `MetaData` holds.
    pub(crate) fn remember_collection(&self, collection: &SharedCollection) {
        let mut collections = self.collections.borrow_mut();
        collections.insert(collection.identity, Rc::clone(collection));
    }

    /// What a `MetaData` holds.
    pub(crate) fn collection(&self, identity: Identity) -> Option<SharedCollection> {
        self.collections.borrow().get(&identity).cloned()
    }

    /// How the columns of a table are reached.
    pub(crate) fn table_use(&self, table: Identity) -> TableUse {
        self.uses.borrow().get(&table).copied().unwrap_or_default()
    }

    /// Notes how the columns of a table are reached.
    pub(crate) fn note_use(&self, table: Identity, change: impl FnOnce(&mut TableUse)) {
        change(self.uses.borrow_mut().entry(table).or_default());
    }

    /// Whether there is a type that was given to a `MetaData`, which creates it.
    pub(crate) fn has_collected_types(&self) -> bool {
        self.collected_types.get()
    }

    /// Says that a type was given to a `MetaData`.
    pub(crate) fn note_collected_type(&self) {
        self.collected_types.set(true);
    }

    /// Remembers a class under the name objects ask for it.
    pub(crate) fn remember_class(&self, name: &'static str, class: Shared<Class>) {
        self.classes.borrow_mut().insert(name, class);
    }

    /// The class remembered as `name`.
    pub(crate) fn class(&self, name: &str) -> Option<Shared<Class>> {
        self.classes.borrow().get(name).cloned()
    }

    /// A Python function that runs `code`.
    ///
    /// Functions live in modules, which the shared state does not refer to, so this makes no cycle.
    pub(crate) fn function(self: &Rc<Self>, name: &'static str, code: HostFunction) -> Value {
        let host = Rc::clone(self);
        Value::function(name, move |cx, arguments| code(&host, cx, arguments))
    }

    /// A reference for what the shared state itself refers to.
    pub(crate) fn weak(self: &Rc<Self>) -> Weak<Self> {
        Rc::downgrade(self)
    }
}
