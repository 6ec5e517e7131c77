//! What a `MetaData` holds: its tables and sequences, and how its foreign keys find their targets.

use std::cell::RefCell;
use std::rc::Rc;

use indexmap::IndexMap;

use crate::python::{Interpreter, PythonError};
use crate::schema::statement::{FromClause, FromKind, Identity};
use crate::schema::{
    Column, ColumnDefault, Constraint, ForeignKeyTarget, Name, NamingConvention, Sequence, SqlType,
    Table, TableReference,
};

use super::super::raise::sqlalchemy_error;

/// A sequence of a `MetaData`, and whether a column brought it.
#[derive(Debug, Clone)]
pub(crate) struct CollectedSequence {
    /// The sequence.
    pub(crate) sequence: Sequence,
    /// Whether it is the default of a column.
    pub(crate) of_column: bool,
}

/// The tables and sequences of a `MetaData`; its tables keep it.
#[derive(Debug)]
pub(crate) struct TableCollection {
    /// Which collection it is.
    pub(crate) identity: Identity,
    /// The schema of what is made in it.
    pub(crate) schema: Option<Name>,
    /// How its constraints are named.
    pub(crate) naming_convention: NamingConvention,
    tables: RefCell<IndexMap<String, FromClause>>,
    sequences: RefCell<IndexMap<String, CollectedSequence>>,
    /// Why not everything it holds is known.
    refused: RefCell<Option<String>>,
}

impl TableCollection {
    /// An empty collection.
    pub(crate) fn new(schema: Option<Name>, naming_convention: NamingConvention) -> Self {
        Self {
            identity: Identity::new(),
            schema,
            naming_convention,
            tables: RefCell::default(),
            sequences: RefCell::default(),
            refused: RefCell::default(),
        }
    }

    /// Says why not everything it holds is known.
    pub(crate) fn refuse(&self, reason: &str) {
        let mut refused = self.refused.borrow_mut();
        refused.get_or_insert_with(|| reason.to_owned());
    }

    /// An error where not everything it holds is known.
    pub(crate) fn require_known(&self) -> Result<(), PythonError> {
        match &*self.refused.borrow() {
            Some(reason) => Err(PythonError::unsupported(format!(
                "the tables of a MetaData: {reason}"
            ))),
            None => Ok(()),
        }
    }

    /// Adds a table with the sequences its columns bring.
    pub(crate) fn add_table(&self, table: &Table, from: &FromClause) {
        let key = key_of(&table.reference);
        self.tables.borrow_mut().insert(key, from.clone());
        for column in &table.columns {
            if let Some(ColumnDefault::Sequence(sequence)) = &column.default {
                self.add_sequence(sequence, true);
            }
        }
    }

    /// Adds a sequence; a column's takes the place of a free one of the same name.
    pub(crate) fn add_sequence(&self, sequence: &Sequence, of_column: bool) {
        let key = key_of(&TableReference::with_schema(
            sequence.name.clone(),
            sequence.schema.clone(),
        ));
        let collected = CollectedSequence {
            sequence: sequence.clone(),
            of_column,
        };
        self.sequences.borrow_mut().insert(key, collected);
    }

    /// The sequences in the order they came.
    pub(crate) fn sequences(&self) -> Vec<CollectedSequence> {
        self.sequences.borrow().values().cloned().collect()
    }

    /// The table with its foreign keys followed: targets by their names in the database, and the
    /// types that columns take from there.
    ///
    /// A target that is not in the collection is the error SQLAlchemy raises.
    pub(crate) fn resolved(
        &self,
        cx: &mut Interpreter,
        table: &Table,
    ) -> Result<Table, PythonError> {
        let mut resolved = table.clone();
        for column in &mut resolved.columns {
            let key = column.key().to_owned();
            for index in 0..column.foreign_keys.len() {
                let (target, sql_type) = {
                    let foreign_key = &column.foreign_keys[index];
                    let by_name = foreign_key.foreign_key.link_to_name;
                    self.target(cx, table, &key, &foreign_key.target, by_name)?
                };
                column.foreign_keys[index].target = target;
                take_type(column, sql_type)?;
            }
        }
        for constraint in &mut resolved.constraints {
            let Constraint::ForeignKey(foreign_key) = constraint else {
                continue;
            };
            let by_name = foreign_key.foreign_key.link_to_name;
            for (column, given) in foreign_key.columns.iter().zip(&mut foreign_key.targets) {
                let (target, sql_type) = self.target(cx, table, column.text(), given, by_name)?;
                *given = target;
                let referring = resolved
                    .columns
                    .iter_mut()
                    .find(|own| own.key() == column.text());
                if let Some(referring) = referring {
                    take_type(referring, sql_type)?;
                }
            }
        }
        Ok(resolved)
    }

    /// Where a foreign key of `table` points, and the type of the column there.
    fn target(
        &self,
        cx: &mut Interpreter,
        table: &Table,
        referring: &str,
        target: &ForeignKeyTarget,
        by_name: bool,
    ) -> Result<(ForeignKeyTarget, Option<SqlType>), PythonError> {
        let ForeignKeyTarget::Specification(specification) = target else {
            return Ok((target.clone(), None));
        };
        let mut parts: Vec<&str> = specification.split('.').collect();
        let column = if parts.len() > 1 {
            parts.pop().unwrap_or_default()
        } else {
            referring
        };
        let name = parts.pop().unwrap_or_default();
        let schema = if parts.is_empty() {
            self.schema.clone()
        } else {
            Some(Name::from(parts.join(".")))
        };
        let wanted = TableReference::with_schema(name, schema);
        let key = key_of(&wanted);
        if key == key_of(&table.reference) {
            let own = ForeignKeyTarget::Column {
                table: table.reference.clone(),
                column: Name::new(column),
            };
            return Ok((own, None));
        }
        let found = self.tables.borrow().get(&key).cloned();
        let Some(FromKind::Table(other)) = found.as_ref().map(FromClause::kind) else {
            self.require_known()?;
            return Err(sqlalchemy_error(
                cx,
                "NoReferencedTableError",
                format!(
                    "Foreign key associated with column '{}.{referring}' could not find table \
                     '{key}' with which to generate a foreign key to target column '{column}'",
                    table.reference.name
                ),
            ));
        };
        let referred = other.table.columns.iter().find(|other| {
            if by_name {
                other.name.text() == column
            } else {
                other.key() == column
            }
        });
        let Some(referred) = referred else {
            return Err(sqlalchemy_error(
                cx,
                "NoReferencedColumnError",
                format!(
                    "Could not initialize target column for ForeignKey '{specification}' on table \
                     '{}': table '{name}' has no column named '{column}'",
                    table.reference.name
                ),
            ));
        };
        let target = ForeignKeyTarget::Column {
            table: other.table.reference.clone(),
            column: referred.name.clone(),
        };
        Ok((target, Some(referred.sql_type.clone())))
    }
}

fn take_type(column: &mut Column, sql_type: Option<SqlType>) -> Result<(), PythonError> {
    if let Some(sql_type) = sql_type
        && column.sql_type.is_null()
    {
        // SQLAlchemy creates such a type with the table of the other column only.
        if sql_type.has_named_type() {
            return Err(PythonError::unsupported(format!(
                "the column {}, which takes a named type from the column its foreign key points \
                 at; give it the type",
                column.name
            )));
        }
        column.sql_type = sql_type;
    }
    Ok(())
}

/// Under which key a `MetaData` finds a table or sequence.
pub(crate) fn key_of(reference: &TableReference) -> String {
    match &reference.schema {
        Some(schema) => format!("{schema}.{}", reference.name),
        None => reference.name.to_string(),
    }
}

/// The tables that the foreign keys of a table, followed before, point at.
pub(crate) fn referred_tables(table: &Table) -> Vec<&TableReference> {
    let own = table.columns.iter().flat_map(|column| {
        let keys = column.foreign_keys.iter();
        keys.map(|key| (&key.target, key.foreign_key.use_alter))
    });
    let of_table = table.constraints.iter().flat_map(|constraint| {
        let key = match constraint {
            Constraint::ForeignKey(key) => Some(key),
            Constraint::PrimaryKey(_)
            | Constraint::Unique(_)
            | Constraint::Check(_)
            | Constraint::Exclude(_) => None,
        };
        key.into_iter().flat_map(|key| {
            let targets = key.targets.iter();
            targets.map(|target| (target, key.foreign_key.use_alter))
        })
    });
    own.chain(of_table)
        .filter_map(|(target, use_alter)| match target {
            ForeignKeyTarget::Column { table, .. } if !use_alter => Some(table),
            ForeignKeyTarget::Column { .. } | ForeignKeyTarget::Specification(_) => None,
        })
        .collect()
}

/// Whether a foreign key of the table is left to an ALTER TABLE (`use_alter=True`).
pub(crate) fn has_late_foreign_key(table: &Table) -> bool {
    let of_columns = table
        .columns
        .iter()
        .flat_map(|column| &column.foreign_keys)
        .any(|key| key.foreign_key.use_alter);
    let of_table = table.constraints.iter().any(
        |constraint| matches!(constraint, Constraint::ForeignKey(key) if key.foreign_key.use_alter),
    );
    of_columns || of_table
}

/// A collection that the objects of one `MetaData` share.
pub(crate) type SharedCollection = Rc<TableCollection>;
