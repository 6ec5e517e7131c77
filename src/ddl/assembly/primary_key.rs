//! The primary key: said by columns, by a constraint, or by both; and which column is SERIAL.

use crate::schema::{
    Autoincrement, Column, ColumnDefault, Constraint, ConstraintKind, ConstraintTraits, Name,
    NamingConvention, PlainType, SqlType, Table, TableReference, TypeKind,
};

use super::super::error::DdlError;
use super::super::naming::{ConstraintFacts, constraint_name};
use super::super::type_compiler::DIALECT;
use super::constraints::{column_positions, included};
use super::table::{AssembledColumn, named_column};

/// A primary key ready to be written.
#[derive(Debug, Clone)]
pub(in crate::ddl) struct AssembledPrimaryKey {
    /// Its name.
    pub(in crate::ddl) name: Option<Name>,
    /// Deferrability.
    pub(in crate::ddl) traits: ConstraintTraits,
    /// Names of its columns in order.
    pub(in crate::ddl) columns: Vec<Name>,
    /// Names of the columns that come along (`INCLUDE`).
    pub(in crate::ddl) include: Vec<Name>,
}

/// A primary key before the columns have their final form.
pub(super) struct FoundPrimaryKey {
    name: Option<Name>,
    traits: ConstraintTraits,
    include: Vec<Name>,
    origin: KeyOrigin,
}

/// Who said what the key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KeyOrigin {
    /// Only `primary_key=True` of columns.
    Columns,
    /// A `PrimaryKeyConstraint`.
    Constraint,
}

impl FoundPrimaryKey {
    /// The key of an implicit constraint begins with the SERIAL column.
    pub(super) fn finish(
        self,
        columns: &[AssembledColumn<'_>],
        in_key: &[usize],
        autoincrement: Option<usize>,
    ) -> AssembledPrimaryKey {
        let mut order = in_key.to_vec();
        if let (KeyOrigin::Columns, Some(first)) = (self.origin, autoincrement) {
            order.retain(|position| *position != first);
            order.insert(0, first);
        }
        AssembledPrimaryKey {
            name: self.name,
            traits: self.traits,
            columns: order
                .iter()
                .map(|position| columns[*position].column.name.clone())
                .collect(),
            include: self.include,
        }
    }
}

/// Finds the key and the positions of its columns.
pub(super) fn find(
    table: &Table,
    convention: &NamingConvention,
) -> Result<(Option<FoundPrimaryKey>, Vec<usize>), DdlError> {
    let flagged: Vec<usize> = positions(table, |column| column.primary_key);
    refuse_different_keys(table)?;
    // The last constraint replaces those before.
    let constraint = table
        .constraints
        .iter()
        .rev()
        .find_map(|constraint| match constraint {
            Constraint::PrimaryKey(key) => Some(key),
            _ => None,
        });
    let (origin, traits, include, in_key) = match constraint {
        None => (
            KeyOrigin::Columns,
            ConstraintTraits::default(),
            Vec::new(),
            flagged,
        ),
        Some(key) => {
            let named = column_positions(table, &key.columns, "PrimaryKeyConstraint")?;
            let same = flagged.iter().all(|position| named.contains(position))
                && named.iter().all(|position| flagged.contains(position));
            // Where both name columns and differ, the constraint wins; SQLAlchemy warns.
            let in_key = if named.is_empty() || (same && !flagged.is_empty()) {
                merged(named, flagged)
            } else {
                named
            };
            (
                KeyOrigin::Constraint,
                key.traits.clone(),
                included(&key.include, &table.columns, &table.reference)?,
                in_key,
            )
        }
    };
    if in_key.is_empty() {
        return Ok((None, in_key));
    }
    let facts = ConstraintFacts {
        kind: Some(ConstraintKind::PrimaryKey),
        table: &table.reference,
        columns: in_key
            .iter()
            .map(|position| named_column(&table.columns[*position]))
            .collect(),
        referred_table: None,
        referred_columns: Vec::new(),
    };
    let name = constraint_name(traits.name.as_ref(), &facts, convention)?;
    Ok((
        Some(FoundPrimaryKey {
            name,
            traits,
            include,
            origin,
        }),
        in_key,
    ))
}

/// Of several constraints each leaves marks on the columns of the table, which is not followed.
fn refuse_different_keys(table: &Table) -> Result<(), DdlError> {
    let mut keys = table
        .constraints
        .iter()
        .filter_map(|constraint| match constraint {
            Constraint::PrimaryKey(key) => Some(&key.columns),
            _ => None,
        });
    let first = keys.next();
    if keys.all(|columns| Some(columns) == first) {
        return Ok(());
    }
    Err(DdlError::Unsupported(
        "several PrimaryKeyConstraints over different columns in one table".to_owned(),
    ))
}

fn positions(table: &Table, chosen: impl Fn(&Column) -> bool) -> Vec<usize> {
    let columns = table.columns.iter().enumerate();
    columns
        .filter(|(_, column)| chosen(column))
        .map(|(position, _)| position)
        .collect()
}

fn merged(mut first: Vec<usize>, second: Vec<usize>) -> Vec<usize> {
    for position in second {
        if !first.contains(&position) {
            first.push(position);
        }
    }
    first
}

/// The column that counts up by itself (`PrimaryKeyConstraint._autoincrement_column`).
pub(super) fn autoincrement_column(
    table: &Table,
    columns: &[AssembledColumn<'_>],
    in_key: &[usize],
) -> Result<Option<usize>, DdlError> {
    let enabled =
        |position: &usize| columns[*position].column.autoincrement == Autoincrement::Enabled;
    if let [only] = in_key {
        return match columns[*only].column.autoincrement {
            Autoincrement::Enabled => {
                require_countable(&table.reference, &columns[*only])?;
                Ok(Some(*only))
            }
            Autoincrement::Auto | Autoincrement::IgnoreForeignKey => {
                Ok(counts_by_itself(table, &columns[*only]).then_some(*only))
            }
            Autoincrement::Disabled => Ok(None),
        };
    }
    let mut found: Option<usize> = None;
    for position in in_key.iter().filter(|position| enabled(position)) {
        require_countable(&table.reference, &columns[*position])?;
        if let Some(earlier) = found {
            return Err(DdlError::argument(format!(
                "Only one Column may be marked autoincrement=True, found both {} and {}.",
                columns[*position].column.name, columns[earlier].column.name
            )));
        }
        found = Some(*position);
    }
    Ok(found)
}

fn require_countable(table: &TableReference, column: &AssembledColumn<'_>) -> Result<(), DdlError> {
    if is_countable(&column.sql_type) {
        return Ok(());
    }
    Err(DdlError::argument(format!(
        "Column type of column '{}.{}' is not compatible with autoincrement=True",
        table.name, column.column.name
    )))
}

fn counts_by_itself(table: &Table, column: &AssembledColumn<'_>) -> bool {
    let given = column.column;
    let no_default = matches!(given.default, None | Some(ColumnDefault::Sequence(_)));
    let no_server_default = given.server_default.is_none() && given.computed.is_none();
    let no_foreign_key =
        !refers(table, given) || given.autoincrement == Autoincrement::IgnoreForeignKey;
    is_countable(&column.sql_type) && no_default && no_server_default && no_foreign_key
}

/// Whether a foreign key of the column or of the table begins at it.
fn refers(table: &Table, column: &Column) -> bool {
    let of_table = table.constraints.iter().any(|constraint| match constraint {
        Constraint::ForeignKey(key) => key.columns.iter().any(|name| name.text() == column.key()),
        _ => false,
    });
    of_table || !column.foreign_keys.is_empty()
}

/// Whether the generic type holds numbers; fractions do as well, the original does not look.
fn is_countable(sql_type: &SqlType) -> bool {
    match sql_type.kind() {
        TypeKind::Plain(PlainType::Integer | PlainType::SmallInteger | PlainType::BigInteger)
        | TypeKind::Numeric(_)
        | TypeKind::Float(..) => true,
        TypeKind::Decorated(implementation) => is_countable(implementation),
        _ => false,
    }
}

/// Which SERIAL a column becomes, by its type on PostgreSQL.
pub(in crate::ddl) fn serial_name(sql_type: &SqlType) -> &'static str {
    match sql_type.resolve(DIALECT).kind() {
        TypeKind::Plain(PlainType::BigInteger) => "BIGSERIAL",
        TypeKind::Plain(PlainType::SmallInteger) => "SMALLSERIAL",
        TypeKind::Decorated(implementation) => serial_name(implementation),
        _ => "SERIAL",
    }
}
