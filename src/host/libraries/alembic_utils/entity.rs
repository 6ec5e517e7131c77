//! An entity as Python sees it (`ReplaceableEntity`).

use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::Expression;

use super::super::super::host_context::Host;
use super::super::super::sa::expression::ExpressionObject;
use super::super::super::values;
use super::construction::Description;
use super::entity_kind::{EntityKind, TriggerKind};
use super::statements;
use super::text::coerce_to_quoted;

/// A view, a function, a trigger … in full.
#[derive(Clone)]
pub(super) struct Entity {
    /// The state the host's objects share.
    host: Rc<Host>,
    /// `PGView` and its kin.
    class: Shared<Class>,
    /// `schema`.
    pub(super) schema: String,
    /// `signature`.
    pub(super) signature: String,
    /// `definition`, with its colons escaped.
    pub(super) definition: String,
    /// What only its kind has.
    pub(super) kind: EntityKind,
}

impl std::fmt::Debug for Entity {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "<{} {}>", self.class.name, self.signature)
    }
}

impl Entity {
    /// An instance of `class` as described.
    pub(super) fn new(host: &Rc<Host>, class: &Shared<Class>, description: Description) -> Self {
        let Description {
            schema,
            signature,
            definition,
            kind,
        } = description;
        Self {
            host: Rc::clone(host),
            class: class.clone(),
            schema,
            signature,
            definition,
            kind,
        }
    }

    /// The schema in quotes.
    pub(super) fn literal_schema(&self) -> String {
        coerce_to_quoted(&self.schema)
    }

    /// What identifies it among all others.
    fn identity(&self) -> String {
        let Self {
            class,
            schema,
            signature,
            ..
        } = self;
        let name = &class.name;
        match &self.kind {
            EntityKind::Extension => format!("{name}: {signature}"),
            EntityKind::Function | EntityKind::MaterializedView(_) | EntityKind::View => {
                format!("{name}: {schema}.{signature}")
            }
            EntityKind::Grant(grant) => {
                format!(
                    "{name}: {schema}.{}.{}.{}",
                    grant.table, grant.role, grant.privilege
                )
            }
            EntityKind::Policy { on_entity } => format!("{name}: {schema}.{signature} {on_entity}"),
            EntityKind::Trigger { on_entity, kind } => {
                let constraint = match kind {
                    TriggerKind::Plain => "False",
                    TriggerKind::Constraint => "True",
                };
                format!("{name}: {schema}.{signature} {constraint} {on_entity}")
            }
        }
    }

    fn clause(&self, text: String) -> Value {
        Value::host(ExpressionObject::new(&self.host, Expression::text(text)))
    }

    fn method(&self, name: &'static str) -> Value {
        let this = self.clone();
        Value::function(name, move |cx, arguments| {
            this.call_method(cx, name, arguments)
        })
    }

    fn call_method(
        &self,
        cx: &mut Interpreter,
        name: &'static str,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        if name == "to_sql_statement_drop" {
            let mut bound = arguments.bind(name, &[Parameter::optional("cascade")])?;
            let cascade = bound.take("cascade");
            let cascade = values::flag(cx, cascade, false)?;
            return Ok(self.clause(statements::drop(self, cascade)?));
        }
        arguments.bind(name, &[])?;
        if name == "to_sql_statement_create" {
            return Ok(self.clause(statements::create(cx, self)?));
        }
        let texts = statements::create_or_replace(cx, self)?;
        let clauses = texts.into_iter().map(|text| self.clause(text)).collect();
        Ok(Value::list(clauses))
    }
}

impl HostObject for Entity {
    fn type_name(&self) -> Rc<str> {
        Rc::clone(&self.class.name)
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let text = |text: &str| Some(Value::from(text));
        Ok(match (name, &self.kind) {
            ("schema", _) => text(&self.schema),
            ("signature", EntityKind::Grant(_)) => Some(Value::from(self.identity())),
            ("signature", _) => text(&self.signature),
            ("literal_schema", _) => Some(Value::from(self.literal_schema())),
            ("identity", _) => Some(Value::from(self.identity())),
            (
                "on_entity",
                EntityKind::Policy { on_entity } | EntityKind::Trigger { on_entity, .. },
            ) => text(on_entity),
            ("is_constraint", EntityKind::Trigger { kind, .. }) => {
                Some(Value::Bool(*kind == TriggerKind::Constraint))
            }
            ("definition", EntityKind::Grant(_)) => {
                return Err(PythonError::unsupported("the definition of a PGGrantTable"));
            }
            ("definition", _) => text(&self.definition),
            ("table", EntityKind::Grant(grant)) => text(&grant.table),
            ("role", EntityKind::Grant(grant)) => text(&grant.role),
            ("to_sql_statement_create", _) => Some(self.method("to_sql_statement_create")),
            ("to_sql_statement_drop", _) => Some(self.method("to_sql_statement_drop")),
            ("to_sql_statement_create_or_replace", _) => {
                Some(self.method("to_sql_statement_create_or_replace"))
            }
            ("__class__" | "__dict__" | "__doc__" | "__module__", _) => None,
            _ => {
                return Err(PythonError::unsupported(format!(
                    "the attribute {name} of a {}",
                    self.class.name
                )));
            }
        })
    }
}
