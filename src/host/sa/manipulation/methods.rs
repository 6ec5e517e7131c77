//! The attributes of INSERT, UPDATE and DELETE: methods by name, most of which they share.
//!
//! The counterpart of `UpdateBase`, `HasCTE`, `HasPrefixes` and `DMLWhereBase` of
//! `sqlalchemy.sql.dml`.

use std::rc::Rc;

use crate::python::{Arguments, HostObject, Interpreter, PythonError, Value};
use crate::schema::Expression;
use crate::schema::statement::{FromClause, NestedCte, SelectItem, Statement};

use super::super::super::host_context::Host;
use super::super::orm::require_no_repetition;
use super::clauses::{conditions, equalities, prefixes, require_known_options};
use super::common_table::{added_ctes, common_table};
use super::returning::returning;

/// A method of a statement, which it leaves as it is: the changed one is the result.
pub(super) type Method<S> = fn(&S, &mut Interpreter, Arguments) -> Result<Value, PythonError>;

/// A statement that inserts, updates or deletes, as a Python object.
pub(super) trait ManipulationObject: HostObject + Clone + 'static {
    /// The function that makes it, as refusals call it.
    const FUNCTION: &'static str;

    /// What the objects of the host share.
    fn host(&self) -> &Rc<Host>;

    /// The statement.
    fn statement(&self) -> Statement;

    /// The clauses that all three statements have.
    fn clauses(&mut self) -> SharedClauses<'_>;

    /// The method `name` that not all three statements have.
    fn own_method(&self, name: &str) -> Option<Method<Self>>;
}

/// The clauses that INSERT, UPDATE and DELETE have.
pub(super) struct SharedClauses<'a> {
    /// `add_cte()`.
    pub(super) independent_ctes: &'a mut Vec<NestedCte>,
    /// `prefix_with()`.
    pub(super) prefixes: &'a mut Vec<Expression>,
    /// `returning()`.
    pub(super) returning: &'a mut Vec<SelectItem>,
}

/// A statement with a WHERE.
pub(super) trait ConditionalObject: ManipulationObject {
    /// The table it changes.
    fn table(&self) -> &FromClause;

    /// What WHERE joins with AND.
    fn conditions(&mut self) -> &mut Vec<Expression>;
}

/// The attribute `name` of a statement: a method, a refusal where SQLAlchemy has such a name and
/// this program has not, or nothing.
pub(super) fn attribute<S: ManipulationObject>(
    statement: &S,
    name: &str,
) -> Result<Option<Value>, PythonError> {
    let Some(method) = statement.own_method(name).or_else(|| shared_method(name)) else {
        return if UNSUPPORTED.contains(&name) {
            Err(PythonError::unsupported(format!(
                "{name}() of {}()",
                S::FUNCTION
            )))
        } else {
            Ok(None)
        };
    };
    let statement = statement.clone();
    Ok(Some(Value::function(name, move |cx, arguments| {
        method(&statement, cx, arguments)
    })))
}

fn shared_method<S: ManipulationObject>(name: &str) -> Option<Method<S>> {
    let method: Method<S> = match name {
        "add_cte" => |this, cx, arguments| {
            let added = added_ctes(cx, arguments)?;
            let mut changed = this.clone();
            changed.clauses().independent_ctes.extend(added);
            Ok(Value::host(changed))
        },
        "cte" => |this, cx, arguments| common_table(this.host(), cx, this.statement(), arguments),
        "execution_options" => |this, _, arguments| {
            require_known_options(arguments)?;
            Ok(Value::host(this.clone()))
        },
        "prefix_with" => |this, cx, arguments| {
            let added = prefixes(cx, arguments)?;
            let mut changed = this.clone();
            changed.clauses().prefixes.extend(added);
            Ok(Value::host(changed))
        },
        "returning" => |this, cx, arguments| {
            let items = returning(cx, arguments)?;
            let mut changed = this.clone();
            let returning = changed.clauses().returning;
            returning.extend(items);
            require_no_repetition(this.host(), returning)?;
            Ok(Value::host(changed))
        },
        _ => return None,
    };
    Some(method)
}

/// The methods of UPDATE and DELETE that say which rows they change.
pub(super) fn condition_method<S: ConditionalObject>(name: &str) -> Option<Method<S>> {
    let method: Method<S> = match name {
        "filter" => |this, cx, arguments| restricted(this, conditions(cx, "filter", arguments)?),
        "filter_by" => |this, cx, arguments| {
            let added = equalities(this.host(), cx, this.table(), arguments)?;
            restricted(this, added)
        },
        "where" => |this, cx, arguments| restricted(this, conditions(cx, "where", arguments)?),
        _ => return None,
    };
    Some(method)
}

fn restricted<S: ConditionalObject>(
    statement: &S,
    added: Vec<Expression>,
) -> Result<Value, PythonError> {
    let mut changed = statement.clone();
    changed.conditions().extend(added);
    Ok(Value::host(changed))
}

/// The names `sqlalchemy.sql.dml` gives to statements besides those that are supported.
const UNSUPPORTED: &[&str] = &[
    "alias",
    "compare",
    "compile",
    "corresponding_column",
    "entity_description",
    "exported_columns",
    "get_children",
    "get_execution_options",
    "is_derived_from",
    "memoized_instancemethod",
    "options",
    "params",
    "return_defaults",
    "returning_column_descriptions",
    "select",
    "self_group",
    "table",
    "unique_params",
    "whereclause",
    "with_dialect_options",
    "with_hint",
];
