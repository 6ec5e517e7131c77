//! `sqlalchemy.delete()`.

use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::statement::{Delete, Statement};

use super::super::super::host_context::Host;
use super::clauses::{
    UNSUPPORTED, conditions, equalities, prefixes, require_known_options, unsupported_method,
};
use super::common_table::{added_ctes, common_table};
use super::returning::returning;
use super::target::target_table;

/// A DELETE.
#[derive(Clone)]
pub(crate) struct DeleteObject {
    host: Rc<Host>,
    delete: Rc<Delete>,
}

impl std::fmt::Debug for DeleteObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.delete.fmt(formatter)
    }
}

/// `sqlalchemy.delete(table)`.
pub(crate) fn delete(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("delete", &[Parameter::required("table")])?;
    let table = bound.require("table");
    let (table, _) = target_table(cx, &table)?;
    Ok(Value::host(DeleteObject {
        host: Rc::clone(host),
        delete: Rc::new(Delete::new(table)),
    }))
}

type Method = fn(&DeleteObject, &mut Interpreter, Arguments) -> Result<Value, PythonError>;

const METHODS: &[(&str, Method)] = &[
    ("add_cte", |this, cx, arguments| {
        let added = added_ctes(cx, arguments)?;
        Ok(this.with(|delete| delete.independent_ctes.extend(added)))
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
        Ok(this.with(|delete| delete.conditions.extend(conditions)))
    }),
    ("filter_by", |this, cx, arguments| {
        let conditions = equalities(cx, &this.delete.table, arguments)?;
        Ok(this.with(|delete| delete.conditions.extend(conditions)))
    }),
    ("prefix_with", |this, cx, arguments| {
        let prefixes = prefixes(cx, arguments)?;
        Ok(this.with(|delete| delete.prefixes.extend(prefixes)))
    }),
    ("returning", |this, cx, arguments| {
        let items = returning(cx, arguments)?;
        Ok(this.with(|delete| delete.returning.extend(items)))
    }),
    ("where", |this, cx, arguments| {
        let conditions = conditions(cx, "where", arguments)?;
        Ok(this.with(|delete| delete.conditions.extend(conditions)))
    }),
];

impl DeleteObject {
    /// The statement.
    pub(super) fn statement(&self) -> Statement {
        Statement::Delete(Rc::clone(&self.delete))
    }

    fn with(&self, change: impl FnOnce(&mut Delete)) -> Value {
        let mut changed = self.clone();
        change(Rc::make_mut(&mut changed.delete));
        Value::host(changed)
    }
}

impl HostObject for DeleteObject {
    fn type_name(&self) -> Rc<str> {
        "Delete".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host.class("Delete")
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
            "table" | "whereclause" => Err(unsupported_method("delete", name)),
            _ if UNSUPPORTED.contains(&name) => Err(unsupported_method("delete", name)),
            _ => Ok(None),
        }
    }
}
