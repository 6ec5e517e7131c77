//! Where foreign keys point, and the types columns take from there.

use crate::schema::{
    Column, Constraint, ForeignKeyTarget, ForeignKeyTraits, Name, SqlType, Table, TableReference,
};

use super::super::error::DdlError;

/// A foreign key ready to be written.
#[derive(Debug, Clone)]
pub(in crate::ddl) struct AssembledForeignKey<'a> {
    /// What happens with the referring rows.
    pub(in crate::ddl) traits: &'a ForeignKeyTraits,
    /// Names of the referring columns.
    pub(in crate::ddl) columns: Vec<Name>,
    /// The table it points at.
    pub(in crate::ddl) referred_table: TableReference,
    /// Names of the columns it points at.
    pub(in crate::ddl) referred_columns: Vec<Name>,
}

/// A target taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    /// The table.
    pub(super) table: TableReference,
    /// The column's key; `None` means the one called as the referring column.
    pub(super) column: Option<Name>,
}

impl Target {
    /// What the token `referred_table_name` is: the whole name is cut at its dots, those inside of
    /// names too, and three parts have a schema. Nothing where there are more or fewer.
    pub(super) fn table_in_whole_name(&self) -> Option<String> {
        let column = self.column.as_ref()?;
        let schema = self.table.schema.iter().map(Name::text);
        let names = schema
            .filter(|schema| !schema.is_empty())
            .chain([self.table.name.text(), column.text()]);
        let parts: Vec<&str> = names.flat_map(|name| name.split('.')).collect();
        match parts.as_slice() {
            [_, table, _] | [table, _] => Some((*table).to_owned()),
            _ => None,
        }
    }
}

/// Takes `schema.table.column`, `table.column` or `table` apart.
pub(super) fn target(target: &ForeignKeyTarget) -> Result<Target, DdlError> {
    let specification = match target {
        ForeignKeyTarget::Column { table, column } => {
            return Ok(Target {
                table: table.clone(),
                column: Some(column.clone()),
            });
        }
        ForeignKeyTarget::Specification(specification) => specification,
    };
    let parts: Vec<&str> = specification.split('.').collect();
    let (table, schema, column) = match parts.as_slice() {
        [] | [""] => {
            return Err(DdlError::argument(format!(
                "Invalid foreign key string specification '{specification}'"
            )));
        }
        [table] => (*table, None, None),
        [table, column] => (*table, None, Some(*column)),
        [schema @ .., table, column] => (*table, Some(schema.join(".")), Some(*column)),
    };
    Ok(Target {
        table: TableReference {
            name: Name::new(table),
            schema: schema.map(Name::from),
        },
        column: column.map(Name::from),
    })
}

/// Whether a target lies in the table itself.
pub(super) fn is_own(table: &TableReference, target: &TableReference) -> bool {
    let schema = |reference: &TableReference| {
        reference
            .schema
            .as_ref()
            .map_or_else(String::new, |schema| schema.text().to_owned())
    };
    table.name == target.name && schema(table) == schema(target)
}

/// The column pointed at, as it is called in the database.
///
/// Of a foreign table nothing is known but what the key says; of the table itself the column is
/// looked up by its key.
pub(super) fn referred_column(
    table: &TableReference,
    columns: &[Column],
    target: &Target,
    referring: &Column,
) -> Result<Name, DdlError> {
    if is_own(table, &target.table) {
        let key = target
            .column
            .as_ref()
            .map_or_else(|| referring.key(), |name| name.text());
        let found = columns.iter().find(|column| column.key() == key);
        // The placeholder that Alembic adds where the key is unknown.
        if found.is_none() && columns.iter().any(|column| column.name.text() == key) {
            return Err(DdlError::argument(format!(
                "A column with name '{key}' is already present in table '{}'. Specify \
                 replace_existing=True to Table.append_column() to replace an existing column.",
                table.name
            )));
        }
        let unknown = || {
            target
                .column
                .clone()
                .unwrap_or_else(|| referring.name.clone())
        };
        return Ok(found.map_or_else(unknown, |column| column.name.clone()));
    }
    target.column.clone().ok_or_else(|| {
        DdlError::NoReferencedColumn(format!(
            "Could not initialize target column for ForeignKey '{0}' on table '{1}': table '{0}' \
             has no column named '{2}'",
            target.table.name,
            table.name,
            referring.key()
        ))
    })
}

/// The type of each column, taken from the column of the same table it points at where it has
/// none of its own.
pub(super) fn resolve_types(table: &Table) -> Result<Vec<SqlType>, DdlError> {
    let mut types: Vec<SqlType> = table
        .columns
        .iter()
        .map(|column| column.sql_type.clone())
        .collect();
    // Each round resolves at least one column of a chain, or none any more.
    for _ in 0..table.columns.len() {
        let mut changed = false;
        for position in 0..types.len() {
            if !types[position].is_null() {
                continue;
            }
            let column = &table.columns[position];
            for target in targets_of(table, column)? {
                if !is_own(&table.reference, &target.table) {
                    continue;
                }
                let key = target
                    .column
                    .as_ref()
                    .map_or_else(|| column.key(), |name| name.text());
                let found = table.columns.iter().position(|other| other.key() == key);
                if let Some(found) = found.filter(|found| !types[*found].is_null()) {
                    types[position] = types[found].clone();
                    changed = true;
                    break;
                }
            }
        }
        if !changed {
            break;
        }
    }
    Ok(types)
}

/// Where a column points, by its own foreign keys and those of the table.
fn targets_of(table: &Table, column: &Column) -> Result<Vec<Target>, DdlError> {
    let mut targets = Vec::new();
    for key in &column.foreign_keys {
        targets.push(target(&key.target)?);
    }
    for constraint in &table.constraints {
        let Constraint::ForeignKey(key) = constraint else {
            continue;
        };
        for (name, referred) in key.columns.iter().zip(&key.targets) {
            if name.text() == column.key() {
                targets.push(target(referred)?);
            }
        }
    }
    Ok(targets)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_taken_apart() {
        let parts = |text: &str| {
            let found = target(&ForeignKeyTarget::Specification(text.to_owned())).unwrap();
            (
                found.table.schema.map(|name| name.to_string()),
                found.table.name.to_string(),
                found.column.map(|name| name.to_string()),
            )
        };
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(parts("t"), (None, "t".to_owned(), None));
        assert_eq!(parts("t.c"), (None, "t".to_owned(), text("c")));
        assert_eq!(parts("a.b.t.c"), (text("a.b"), "t".to_owned(), text("c")));
    }
}
