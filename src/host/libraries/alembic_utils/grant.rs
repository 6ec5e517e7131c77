//! `PGGrantTable`: a privilege of a role on a table or some of its columns.

use crate::python::{Arguments, Interpreter, Parameter, PythonError};

use super::super::super::values;
use super::construction::Description;
use super::entity_kind::{EntityKind, Grant};
use super::library::bad_input;
use super::statements::granted_table;
use super::text::{coerce_to_quoted, coerce_to_unquoted};

/// Privileges on columns.
const ON_COLUMNS: &[&str] = &["SELECT", "INSERT", "UPDATE", "REFERENCES"];

/// Privileges on a whole table.
const ON_TABLES: &[&str] = &["DELETE", "TRUNCATE", "TRIGGER"];

/// Every privilege, in the order of `PGGrantTableChoice`.
pub(super) fn privileges() -> impl Iterator<Item = &'static str> {
    ON_COLUMNS.iter().chain(ON_TABLES).copied()
}

/// `PGGrantTable(schema, table, role, grant, columns=None, with_grant_option=False)`.
pub(super) fn grant_of(
    cx: &mut Interpreter,
    arguments: Arguments,
) -> Result<Description, PythonError> {
    let mut bound = arguments.bind(
        "PGGrantTable.__init__",
        &[
            Parameter::required("schema"),
            Parameter::required("table"),
            Parameter::required("role"),
            Parameter::required("grant"),
            Parameter::optional("columns"),
            Parameter::optional("with_grant_option"),
        ],
    )?;
    let mut name = |parameter: &str| -> Result<String, PythonError> {
        let value = bound.require(parameter);
        Ok(coerce_to_unquoted(&values::string(cx, &value, parameter)?))
    };
    let (schema, table, role) = (name("schema")?, name("table")?, name("role")?);
    let privilege = bound.require("grant");
    let privilege = values::string(cx, &privilege, "grant")?;
    if !privileges().any(|known| known == &*privilege) {
        return Err(PythonError::value_error(format!(
            "'{privilege}' is not a valid PGGrantTableChoice"
        )));
    }
    let mut columns = Vec::new();
    if let Some(given) = bound.take_some("columns") {
        for column in values::items(cx, &given, "columns")? {
            columns.push(values::string(cx, &column, "a column")?.to_string());
        }
    }
    columns.sort();
    let for_columns = ON_COLUMNS.contains(&&*privilege);
    if for_columns == columns.is_empty() {
        let not = if for_columns { "" } else { "not " };
        return Err(bad_input(
            cx,
            format!("When grant type is {privilege} a value must {not}be provided for columns"),
        ));
    }
    let option = bound.take("with_grant_option");
    let grant = Grant {
        table,
        columns,
        role,
        privilege: privilege.to_string(),
        with_grant_option: values::flag(cx, option, false)?,
    };
    Ok(Description {
        schema,
        signature: String::new(),
        definition: String::new(),
        kind: EntityKind::Grant(grant),
    })
}

/// `GRANT …`.
pub(super) fn create(schema: &str, grant: &Grant) -> String {
    let columns = if grant.columns.is_empty() {
        String::new()
    } else {
        format!("( {} )", grant.columns.join(", "))
    };
    let option = if grant.with_grant_option {
        " WITH GRANT OPTION"
    } else {
        ""
    };
    format!(
        "GRANT {} {columns} ON {} TO {} {option}",
        grant.privilege,
        granted_table(schema, grant),
        coerce_to_quoted(&grant.role)
    )
}

/// `REVOKE …`, of all columns.
pub(super) fn drop(schema: &str, grant: &Grant) -> String {
    format!(
        "REVOKE {} ON {} FROM {}",
        grant.privilege,
        granted_table(schema, grant),
        coerce_to_quoted(&grant.role)
    )
}
