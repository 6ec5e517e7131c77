//! `dialect.identifier_preparer` (`sqlalchemy.sql.compiler.IdentifierPreparer`,
//! `PGIdentifierPreparer_psycopg2`): names as SQL writes them, in texts of the migration's own.
//!
//! How a name is written is known where DDL is written; the sink is asked.

use std::rc::Rc;

use crate::operations::{DialectInUse, IdentifierForm, IdentifierRequest};
use crate::python::{
    Arguments, BoundArguments, HostObject, Interpreter, Parameter, PythonError, Value,
};
use crate::schema::expression::{ColumnReference, ExpressionKind, Literalness};
use crate::schema::{Expression, Name};
use crate::source::Origin;

use super::host_context::Host;
use super::raise::sink_error;
use super::sa::expression::expression_of;
use super::sa::selectable::named_from;
use super::values;

/// The identifier preparer of a dialect.
#[derive(Clone)]
pub(crate) struct IdentifierPreparer {
    host: Rc<Host>,
    dialect: DialectInUse,
}

impl std::fmt::Debug for IdentifierPreparer {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<identifier preparer>")
    }
}

/// A method, after its arguments were taken.
type Method =
    fn(&IdentifierPreparer, &mut Interpreter, BoundArguments) -> Result<Value, PythonError>;

const IDENTIFIER: &[Parameter<'static>] =
    &[Parameter::required("ident"), Parameter::optional("force")];
const SCHEMA: &[Parameter<'static>] =
    &[Parameter::required("schema"), Parameter::optional("force")];
const VALUE: &[Parameter<'static>] = &[Parameter::required("value")];
const NAME: &[Parameter<'static>] = &[Parameter::required("name")];
const TABLE: &[Parameter<'static>] = &[
    Parameter::required("table"),
    Parameter::optional("use_schema"),
    Parameter::optional("name"),
];
const COLUMN: &[Parameter<'static>] = &[
    Parameter::required("column"),
    Parameter::optional("use_table"),
    Parameter::optional("name"),
    Parameter::optional("table_name"),
    Parameter::optional("use_schema"),
    Parameter::optional("anon_map"),
];

/// The methods there are, with their parameters.
const METHODS: &[(&str, &[Parameter<'static>], Method)] = &[
    ("quote", IDENTIFIER, |this, cx, mut bound| {
        let value = bound.require("ident");
        this.quoted(cx, &value, &bound.origin)
    }),
    ("quote_schema", SCHEMA, |this, cx, mut bound| {
        let value = bound.require("schema");
        this.quoted(cx, &value, &bound.origin)
    }),
    ("format_schema", NAME, |this, cx, mut bound| {
        let value = bound.require("name");
        this.quoted(cx, &value, &bound.origin)
    }),
    ("quote_identifier", VALUE, |this, cx, mut bound| {
        let value = bound.require("value");
        let text = values::string(cx, &value, "value")?;
        let form = IdentifierForm::Delimited(text.to_string());
        this.ask(cx, form, &bound.origin).map(Value::from)
    }),
    ("format_table", TABLE, format_table),
    ("format_column", COLUMN, format_column),
];

impl IdentifierPreparer {
    /// The preparer of a dialect.
    pub(crate) fn new(host: &Rc<Host>, dialect: DialectInUse) -> Self {
        Self {
            host: Rc::clone(host),
            dialect,
        }
    }

    fn ask(
        &self,
        cx: &mut Interpreter,
        form: IdentifierForm,
        origin: &Origin,
    ) -> Result<String, PythonError> {
        let request = IdentifierRequest {
            form,
            dialect: self.dialect,
        };
        let written = self.host.sink().borrow().write_identifier(&request);
        written.map_err(|error| sink_error(cx, error, origin.clone()))
    }

    /// `quote(name)`: the same object where nothing is to be quoted.
    fn quoted(
        &self,
        cx: &mut Interpreter,
        value: &Value,
        origin: &Origin,
    ) -> Result<Value, PythonError> {
        let name = values::name(cx, value, "the identifier")?;
        let text = self.written(cx, &name, origin)?;
        Ok(if text == name.text() {
            value.clone()
        } else {
            Value::from(text)
        })
    }

    fn written(
        &self,
        cx: &mut Interpreter,
        name: &Name,
        origin: &Origin,
    ) -> Result<String, PythonError> {
        if name.text().is_empty() && name.quote().is_none() {
            return Err(PythonError::index_error("string index out of range"));
        }
        self.ask(cx, IdentifierForm::Quoted(name.clone()), origin)
    }
}

/// `format_table(table, use_schema, name)`.
fn format_table(
    this: &IdentifierPreparer,
    cx: &mut Interpreter,
    mut bound: BoundArguments,
) -> Result<Value, PythonError> {
    let table = bound.require("table");
    let from = named_from(&table);
    let reference = from.as_ref().and_then(|from| from.table_reference());
    let Some(reference) = reference else {
        return Err(values::unexpected(
            cx,
            &table,
            "format_table()",
            "a table of SQLAlchemy",
        ));
    };
    let use_schema = values::flag(cx, bound.take("use_schema"), true)?;
    let name = values::optional_name(cx, bound.take("name"), "name")?;
    let name = name.unwrap_or_else(|| reference.name.clone());
    if name.text().is_empty() {
        return Err(PythonError::unsupported("a table without a name"));
    }
    let schema = reference.schema.clone().filter(|_| use_schema);
    let form = IdentifierForm::Qualified(name, schema);
    this.ask(cx, form, &bound.origin).map(Value::from)
}

/// `format_column(column, …, name)`.
fn format_column(
    this: &IdentifierPreparer,
    cx: &mut Interpreter,
    mut bound: BoundArguments,
) -> Result<Value, PythonError> {
    let column = bound.require("column");
    for refused in ["use_table", "table_name", "use_schema", "anon_map"] {
        let given = bound.take_some(refused);
        if given.is_some_and(|value| !matches!(value, Value::Bool(false))) {
            return Err(PythonError::unsupported(format!(
                "the argument {refused} of format_column()"
            )));
        }
    }
    let expression = expression_of(cx, &column)?;
    let own = match expression.as_ref().map(Expression::kind) {
        Some(ExpressionKind::Column(ColumnReference {
            name,
            label: None,
            literalness,
            ..
        })) => Some((name.clone(), *literalness)),
        _ => None,
    };
    let Some((own, literalness)) = own else {
        return Err(values::unexpected(
            cx,
            &column,
            "format_column()",
            "a column of SQLAlchemy",
        ));
    };
    let name = values::optional_name(cx, bound.take("name"), "name")?;
    let name = name.unwrap_or(own);
    match literalness {
        Literalness::Literal => Ok(Value::from(name.text())),
        Literalness::Identifier => this.written(cx, &name, &bound.origin).map(Value::from),
    }
}

impl HostObject for IdentifierPreparer {
    fn type_name(&self) -> Rc<str> {
        "PGIdentifierPreparer_psycopg2".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let method = METHODS.iter().find(|(method, ..)| *method == name);
        let Some((name, parameters, method)) = method else {
            return Err(PythonError::unsupported(format!(
                "the identifier preparer's {name}"
            )));
        };
        let this = self.clone();
        Ok(Some(Value::function(
            *name,
            move |cx, arguments: Arguments| {
                let bound = arguments.bind(name, parameters)?;
                method(&this, cx, bound)
            },
        )))
    }
}
