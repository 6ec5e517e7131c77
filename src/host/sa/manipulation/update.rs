//! `sqlalchemy.update()`.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::statement::{Assignments, Statement, Update, UpdateValues};

use super::super::super::host_context::Host;
use super::super::super::raise::sqlalchemy_error;
use super::clauses::{
    UNSUPPORTED, conditions, equalities, prefixes, require_known_options, unsupported_method,
};
use super::common_table::{added_ctes, common_table};
use super::computed::ComputedColumns;
use super::returning::returning;
use super::row_values::{Given, assigned_value, assignment_key, given};
use super::target::target_table;

/// An UPDATE.
#[derive(Clone)]
pub(crate) struct UpdateObject {
    host: Rc<Host>,
    update: Rc<Update>,
    computed: ComputedColumns,
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
    let table = bound.require("table");
    let (table, computed) = target_table(cx, &table)?;
    Ok(Value::host(UpdateObject {
        host: Rc::clone(host),
        update: Rc::new(Update::new(table)),
        computed,
    }))
}

type Method = fn(&UpdateObject, &mut Interpreter, Arguments) -> Result<Value, PythonError>;

const METHODS: &[(&str, Method)] = &[
    ("add_cte", |this, cx, arguments| {
        let added = added_ctes(cx, arguments)?;
        Ok(this.with(|update| update.independent_ctes.extend(added)))
    }),
    ("cte", |this, cx, arguments| {
        common_table(&this.host, cx, this.statement(), arguments)
    }),
    ("execution_options", |this, _, arguments| {
        require_known_options(arguments)?;
        Ok(Value::host(this.clone()))
    }),
    ("filter", |this, cx, arguments| {
        let conditions = conditions(cx, "filter", arguments)?;
        Ok(this.with(|update| update.conditions.extend(conditions)))
    }),
    ("filter_by", |this, cx, arguments| {
        let conditions = equalities(cx, &this.update.table, arguments)?;
        Ok(this.with(|update| update.conditions.extend(conditions)))
    }),
    // Nothing is asked for besides what RETURNING says.
    ("inline", |this, _, arguments| {
        arguments.bind("inline", &[])?;
        Ok(Value::host(this.clone()))
    }),
    ("ordered_values", ordered_values),
    ("prefix_with", |this, cx, arguments| {
        let prefixes = prefixes(cx, arguments)?;
        Ok(this.with(|update| update.prefixes.extend(prefixes)))
    }),
    ("returning", |this, cx, arguments| {
        let items = returning(cx, arguments)?;
        Ok(this.with(|update| update.returning.extend(items)))
    }),
    ("values", assign),
    ("where", |this, cx, arguments| {
        let conditions = conditions(cx, "where", arguments)?;
        Ok(this.with(|update| update.conditions.extend(conditions)))
    }),
];

impl UpdateObject {
    /// The statement.
    pub(super) fn statement(&self) -> Statement {
        Statement::Update(Rc::clone(&self.update))
    }

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
    match given(cx, &this.update.table, arguments)? {
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
        if let Some((name, code)) = METHODS.iter().find(|(known, _)| *known == name) {
            let this = self.clone();
            let code = *code;
            return Ok(Some(Value::function(*name, move |cx, arguments| {
                code(&this, cx, arguments)
            })));
        }
        match name {
            "table" | "whereclause" => Err(unsupported_method("update", name)),
            _ if UNSUPPORTED.contains(&name) => Err(unsupported_method("update", name)),
            _ => Ok(None),
        }
    }
}
