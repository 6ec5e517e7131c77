//! `sqlalchemy.update()`.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::Expression;
use crate::schema::statement::{Assignments, FromClause, Statement, Update, UpdateValues};

use super::super::super::host_context::Host;
use super::super::super::raise::sqlalchemy_error;
use super::super::orm::{require_translated, translated};
use super::computed::ComputedColumns;
use super::methods::{
    ConditionalObject, ManipulationObject, Method, SharedClauses, attribute, condition_method,
};
use super::row_values::{Given, assigned_value, assignment_key, given};
use super::target::target_table;

/// An UPDATE.
#[derive(Clone)]
pub(crate) struct UpdateObject {
    host: Rc<Host>,
    update: Rc<Update>,
    computed: ComputedColumns,
    /// What it was made for: a mapped class says how columns may be called.
    entity: Value,
}

impl std::fmt::Debug for UpdateObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.update.fmt(formatter)
    }
}

/// `sqlalchemy.update(table)`.
pub(crate) fn update(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("update", &[Parameter::required("table")])?;
    let entity = bound.require("table");
    let (table, computed) = target_table(cx, &entity)?;
    Ok(Value::host(UpdateObject {
        host: Rc::clone(host),
        update: Rc::new(Update::new(table)),
        computed,
        entity,
    }))
}

/// The methods of UPDATE alone.
const METHODS: &[(&str, Method<UpdateObject>)] = &[
    // Nothing is asked for besides what RETURNING says.
    ("inline", |this, _, arguments| {
        arguments.bind("inline", &[])?;
        Ok(Value::host(this.clone()))
    }),
    ("ordered_values", ordered_values),
    ("values", assign),
];

impl UpdateObject {
    /// The columns whose defaults Python computes.
    pub(super) fn computed_columns(&self) -> &ComputedColumns {
        &self.computed
    }

    fn with(&self, change: impl FnOnce(&mut Update)) -> Value {
        let mut changed = self.clone();
        change(Rc::make_mut(&mut changed.update));
        Value::host(changed)
    }
}

impl ManipulationObject for UpdateObject {
    const FUNCTION: &'static str = "update";

    fn host(&self) -> &Rc<Host> {
        &self.host
    }

    fn statement(&self) -> Statement {
        Statement::Update(Rc::clone(&self.update))
    }

    fn clauses(&mut self) -> SharedClauses<'_> {
        let update = Rc::make_mut(&mut self.update);
        SharedClauses {
            independent_ctes: &mut update.independent_ctes,
            prefixes: &mut update.prefixes,
            returning: &mut update.returning,
        }
    }

    fn own_method(&self, name: &str) -> Option<Method<Self>> {
        let own = METHODS.iter().find(|(known, _)| *known == name);
        own.map(|(_, method)| *method)
            .or_else(|| condition_method(name))
    }
}

impl ConditionalObject for UpdateObject {
    fn table(&self) -> &FromClause {
        &self.update.table
    }

    fn conditions(&mut self) -> &mut Vec<Expression> {
        &mut Rc::make_mut(&mut self.update).conditions
    }
}

/// `values(…)`.
fn assign(
    this: &UpdateObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut row = match &this.update.values {
        UpdateValues::Unspecified => Assignments::default(),
        UpdateValues::InTableOrder(row) => row.clone(),
        UpdateValues::InGivenOrder(_) => {
            return Err(sqlalchemy_error(
                cx,
                "InvalidRequestError",
                "This statement already has ordered values present",
            ));
        }
    };
    match given(cx, &this.update.table, translated(&this.entity, arguments)?)? {
        Given::Row(later) => row.update(later),
        Given::Rows(_) => {
            return Err(sqlalchemy_error(
                cx,
                "InvalidRequestError",
                "UPDATE construct does not support multiple parameter sets.",
            ));
        }
    }
    Ok(this.with(|update| update.values = UpdateValues::InTableOrder(row)))
}

/// `ordered_values(*pairs)`.
fn ordered_values(
    this: &UpdateObject,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let bound = arguments.bind("ordered_values", &[Parameter::rest("args")])?;
    let present = match &this.update.values {
        UpdateValues::InTableOrder(row) if !row.is_empty() => {
            Some("This statement already has values present")
        }
        UpdateValues::InGivenOrder(_) => Some("This statement already has ordered values present"),
        UpdateValues::Unspecified | UpdateValues::InTableOrder(_) => None,
    };
    if let Some(message) = present {
        return Err(sqlalchemy_error(cx, "ArgumentError", message));
    }
    let mut row = Assignments::default();
    for pair in &bound.rest_positional {
        let pair = cx.collect(pair)?;
        let [key, value] = pair.as_slice() else {
            return Err(PythonError::unsupported(
                "an argument of ordered_values() that is no pair",
            ));
        };
        require_translated(&this.entity, key)?;
        let key = assignment_key(cx, key)?;
        let value = assigned_value(cx, &this.update.table, &key.key, value)?;
        row.insert(key, value);
    }
    Ok(this.with(|update| update.values = UpdateValues::InGivenOrder(row)))
}

impl HostObject for UpdateObject {
    fn type_name(&self) -> Rc<str> {
        "Update".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class("Update")
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        attribute(self, name)
    }
}
