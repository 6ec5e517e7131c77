//! `op.batch_alter_table`.
//!
//! PostgreSQL needs no table to be made anew, so a batch collects its operations and hands them on
//! in order when its block ends without an error (`BatchOperationsImpl.flush`).

use std::cell::RefCell;
use std::rc::Rc;

use crate::operations::Operation;
use crate::python::{
    Arguments, ExitOutcome, HostObject, Interpreter, Parameter, PythonError, Value,
};
use crate::schema::TableReference;
use crate::source::Origin;

use super::super::host_context::Host;
use super::super::libraries::batch_operation;
use super::super::migration_context::MigrationContext;
use super::super::values;
use super::module::{BATCH_FUNCTIONS, SHARED_FUNCTIONS};
use super::target::{Target, table_reference};

/// The operations of one block.
pub(crate) struct Batch {
    host: Rc<Host>,
    table: TableReference,
    operations: RefCell<Vec<(Operation, Origin)>>,
}

impl Batch {
    /// What the objects of the host share.
    pub(crate) fn host(&self) -> &Rc<Host> {
        &self.host
    }

    /// The table all operations speak of.
    pub(crate) fn table(&self) -> &TableReference {
        &self.table
    }

    /// Keeps an operation for the end of the block.
    pub(crate) fn push(&self, operation: Operation, origin: Origin) {
        self.operations.borrow_mut().push((operation, origin));
    }

    fn flush(&self, cx: &mut Interpreter) -> Result<(), PythonError> {
        let operations = std::mem::take(&mut *self.operations.borrow_mut());
        for (operation, origin) in operations {
            if self.table.schema.is_some() {
                check_altered_type(&operation)?;
            }
            self.host.invoke(cx, operation, origin)?;
        }
        Ok(())
    }
}

/// Alembic writes the type when it has joined the table already, which it has not without a batch.
fn check_altered_type(operation: &Operation) -> Result<(), PythonError> {
    match operation {
        Operation::AlterColumn(alter)
            if alter
                .sql_type
                .as_ref()
                .is_some_and(|sql_type| !sql_type.inheriting_schema().is_empty()) =>
        {
            Err(PythonError::unsupported(
                "a type with inherit_schema=True for a column altered in a batch with a schema",
            ))
        }
        _ => Ok(()),
    }
}

/// The context manager: `with op.batch_alter_table(…) as batch_op`.
struct BatchBlock {
    batch: Rc<Batch>,
}

impl std::fmt::Debug for BatchBlock {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<batch of {}>", self.batch.table.name)
    }
}

impl HostObject for BatchBlock {
    fn type_name(&self) -> Rc<str> {
        "_GeneratorContextManager".into()
    }

    fn enter(&self, _cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let batch = Rc::clone(&self.batch);
        Ok(Some(Value::host(BatchOperations { batch })))
    }

    fn exit(
        &self,
        error: Option<&PythonError>,
        cx: &mut Interpreter,
    ) -> Result<ExitOutcome, PythonError> {
        if error.is_none() {
            self.batch.flush(cx)?;
        }
        Ok(ExitOutcome::Propagate)
    }
}

/// `batch_op`.
struct BatchOperations {
    batch: Rc<Batch>,
}

impl std::fmt::Debug for BatchOperations {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<operations on {}>", self.batch.table.name)
    }
}

impl HostObject for BatchOperations {
    fn type_name(&self) -> Rc<str> {
        "BatchOperations".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let found = BATCH_FUNCTIONS.iter().find(|(own, _)| *own == name);
        if let Some((name, function)) = found {
            let target = Target::Batch(Rc::clone(&self.batch));
            return Ok(Some(Value::function(*name, move |cx, arguments| {
                function(&target, cx, arguments)
            })));
        }
        if name == "migration_context" {
            return Ok(Some(Value::host(MigrationContext::new(&self.batch.host))));
        }
        let found = SHARED_FUNCTIONS.iter().find(|(own, _)| *own == name);
        match found {
            Some((name, function)) => Ok(Some(self.batch.host.function(name, *function))),
            None => self.library_operation(name),
        }
    }
}

impl BatchOperations {
    /// An operation that a library registers for batches.
    fn library_operation(&self, name: &str) -> Result<Option<Value>, PythonError> {
        let Some((name, function)) = batch_operation(name) else {
            return Err(PythonError::unsupported(format!("batch_op.{name}")));
        };
        let target = Target::Batch(Rc::clone(&self.batch));
        Ok(Some(Value::function(name, move |cx, arguments| {
            function(&target, cx, arguments)
        })))
    }
}

/// `op.batch_alter_table(table_name, schema=…, recreate=…)`.
///
/// How a table would be made anew (`copy_from`, `table_args`, `reflect_kwargs`,
/// `naming_convention` …) does not matter where it is not.
pub(super) fn batch_alter_table(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "batch_alter_table",
        &[
            Parameter::required("table_name"),
            Parameter::optional("schema"),
            Parameter::optional("recreate"),
            Parameter::optional("partial_reordering"),
            Parameter::optional("copy_from"),
            Parameter::optional("table_args"),
            Parameter::optional("table_kwargs"),
            Parameter::optional("reflect_args"),
            Parameter::optional("reflect_kwargs"),
            Parameter::optional("naming_convention"),
        ],
    )?;
    let name = bound.require("table_name");
    let schema = bound.take("schema");
    let table = table_reference(cx, &name, schema)?;
    if let Some(recreate) = bound.take("recreate") {
        let recreate = values::string(cx, &recreate, "recreate")?;
        match &*recreate {
            "auto" | "never" => {}
            "always" => {
                return Err(PythonError::unsupported(
                    "batch_alter_table(recreate=\"always\")",
                ));
            }
            _ => {
                return Err(PythonError::value_error(
                    "recreate may be one of 'auto', 'always', or 'never'.",
                ));
            }
        }
    }
    let batch = Batch {
        host: Rc::clone(host),
        table,
        operations: RefCell::default(),
    };
    Ok(Value::host(BatchBlock {
        batch: Rc::new(batch),
    }))
}

#[cfg(test)]
mod tests {
    use crate::operations::Operation;
    use crate::schema::Name;

    use super::super::super::testing::{operations, refusal};

    #[test]
    fn a_batch_keeps_its_order_and_executes_at_once() {
        let made = operations(
            "with op.batch_alter_table('t', schema='s') as batch_op:\n    \
             batch_op.drop_index('i')\n    \
             batch_op.execute('SELECT 1')\n    \
             batch_op.drop_column('c', mssql_drop_default=True)",
        );
        assert!(matches!(made[0], Operation::ExecuteSql(_)));
        let Operation::DropIndex(index) = &made[1] else {
            panic!("{made:?}");
        };
        assert_eq!(index.table_name.as_ref().map(Name::text), Some("t"));
        assert_eq!(index.schema.as_ref().map(Name::text), Some("s"));
        assert!(matches!(made[2], Operation::DropColumn(_)));
    }

    #[test]
    fn a_batch_that_fails_does_nothing() {
        let made = operations(
            "try:\n    with op.batch_alter_table('t') as batch_op:\n        \
             batch_op.drop_column('c')\n        raise ValueError('no')\n\
             except ValueError:\n    pass",
        );
        assert!(made.is_empty());
    }

    #[test]
    fn making_a_table_anew_is_refused() {
        assert_eq!(
            refusal("with op.batch_alter_table('t', recreate='always') as b:\n    pass"),
            "not supported: batch_alter_table(recreate=\"always\")"
        );
        assert_eq!(
            refusal("with op.batch_alter_table('t', recreate='maybe') as b:\n    pass"),
            "ValueError: recreate may be one of 'auto', 'always', or 'never'."
        );
    }
}
