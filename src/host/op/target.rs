//! Where an operation goes: to the sink at once, or into a batch.

use std::rc::Rc;

use crate::operations::{ExistenceCheck, Operation};
use crate::python::{Arguments, BoundArguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::TableReference;
use crate::source::Origin;

use super::super::host_context::Host;
use super::super::values;
use super::batch::Batch;

/// Who called: `alembic.op`, or the object `batch_alter_table` gives.
#[derive(Clone)]
pub(crate) enum Target {
    /// `alembic.op`: the operation is done at once.
    Direct(Rc<Host>),
    /// A batch, which speaks of one table and does everything when its block ends.
    Batch(Rc<Batch>),
}

/// A function of `alembic.op` or a method of a batch.
pub(crate) type OperationFunction =
    fn(&Target, &mut Interpreter, Arguments) -> Result<Value, PythonError>;

/// The parameters of an operation in its two forms.
pub(crate) struct Signature {
    /// Name of the function.
    pub(crate) name: &'static str,
    /// Parameters of `op.name(…)`.
    pub(crate) direct: &'static [Parameter<'static>],
    /// Parameters of `batch_op.name(…)`.
    pub(crate) batch: &'static [Parameter<'static>],
}

impl Target {
    /// What the objects of the host share.
    pub(crate) fn host(&self) -> &Rc<Host> {
        match self {
            Self::Direct(host) => host,
            Self::Batch(batch) => batch.host(),
        }
    }

    /// Binds the arguments of a call.
    pub(crate) fn bind(
        &self,
        signature: &Signature,
        arguments: Arguments,
    ) -> Result<BoundArguments<'static>, PythonError> {
        let bound = match self {
            Self::Direct(_) => arguments.bind(signature.name, signature.direct),
            Self::Batch(_) => arguments.bind(
                &format!("BatchOperations.{}", signature.name),
                signature.batch,
            ),
        }?;
        let mut further = bound.rest_keyword.iter();
        match further.find(|(name, _)| is_alembics_own(name)) {
            Some((name, _)) => Err(PythonError::unsupported(format!(
                "the argument {name} of {}(), a name that Alembic uses itself further on",
                signature.name
            ))),
            None => Ok(bound),
        }
    }

    /// The table: what `table_name` and `schema` say, or the batch's.
    pub(crate) fn table(
        &self,
        cx: &mut Interpreter,
        bound: &mut BoundArguments,
    ) -> Result<TableReference, PythonError> {
        self.table_called(cx, bound, "table_name", "schema")
    }

    /// As [`Self::table`], with other names of the two parameters.
    pub(crate) fn table_called(
        &self,
        cx: &mut Interpreter,
        bound: &mut BoundArguments,
        name_parameter: &str,
        schema_parameter: &str,
    ) -> Result<TableReference, PythonError> {
        match self {
            Self::Direct(_) => {
                let name = bound.require(name_parameter);
                let schema = bound.take(schema_parameter);
                table_reference(cx, &name, schema)
            }
            Self::Batch(batch) => Ok(batch.table().clone()),
        }
    }

    /// Hands over an operation asked for at `origin`.
    pub(crate) fn invoke(
        &self,
        cx: &mut Interpreter,
        operation: Operation,
        origin: Origin,
    ) -> Result<Value, PythonError> {
        match self {
            Self::Direct(host) => host.invoke(cx, operation, origin)?,
            Self::Batch(batch) => batch.push(operation, origin),
        }
        Ok(Value::None)
    }
}

/// A table by name and schema.
pub(crate) fn table_reference(
    cx: &mut Interpreter,
    name: &Value,
    schema: Option<Value>,
) -> Result<TableReference, PythonError> {
    let name = values::name(cx, name, "the name of a table")?;
    // SQLAlchemy takes an empty schema for none.
    let schema = values::optional_name(cx, schema, "schema")?;
    let schema = schema.filter(|schema| !schema.text().is_empty());
    Ok(TableReference::with_schema(name, schema))
}

/// `if_exists` and `if_not_exists`.
pub(crate) fn existence(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<ExistenceCheck, PythonError> {
    Ok(if values::flag(cx, value, false)? {
        ExistenceCheck::IfNeeded
    } else {
        ExistenceCheck::None
    })
}

/// Whether a keyword that a directive passes on meets a parameter of the same name on its way:
/// those of the operation classes, of `SchemaObjects` and of `DefaultImpl`.
fn is_alembics_own(name: &str) -> bool {
    name.starts_with('_')
        || name.starts_with("modify_")
        || matches!(
            name,
            "table_name"
                | "schema"
                | "column_name"
                | "column"
                | "columns"
                | "constraint_name"
                | "constraint_type"
                | "index_name"
                | "local_cols"
                | "remote_cols"
                | "source_table"
                | "referent_table"
                | "source_schema"
                | "referent_schema"
        )
}
