//! `Table.create()`, `MetaData.create_all()` and their counterparts: `SchemaGenerator` and
//! `SchemaDropper` of `sqlalchemy.sql.ddl`.
//!
//! Into a script everything is written without looking first, whatever `checkfirst` says; a
//! connection is asked for each table, type and sequence.

use std::rc::Rc;

use crate::operations::{
    DataDefinition, Executable, ExecuteSqlOp, ExistenceCheck, RelationKind, TableParts,
};
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::{ColumnDefault, Name, Sequence, SqlType, Table, TableReference, TypeKind};
use crate::source::Origin;

use super::super::connection::Connection;
use super::super::host_context::Host;
use super::super::raise::sqlalchemy_error;
use super::super::values;
use super::table::TableObject;
use super::table_collection::{TableCollection, has_late_foreign_key, key_of, referred_tables};

/// Whether something is made or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    /// CREATE.
    Create,
    /// DROP.
    Drop,
}

/// `checkfirst`, where there is a database to look into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lookup {
    First,
    Never,
}

/// What is done to a database: the connection and how careful to be.
pub(crate) struct Definer {
    connection: Rc<Connection>,
    lookup: Lookup,
    origin: Origin,
}

impl Definer {
    /// Reads `(bind, checkfirst=…)` of a call; `checkfirst` says what it is where it is not given.
    pub(crate) fn of_call(
        cx: &mut Interpreter,
        method: &str,
        arguments: Arguments,
        checkfirst: bool,
    ) -> Result<Self, PythonError> {
        let mut bound = arguments.bind(
            method,
            &[
                Parameter::required("bind"),
                Parameter::optional("checkfirst"),
            ],
        )?;
        let bind = bound.require("bind");
        let given = bound.take("checkfirst");
        Self::new(cx, &bind, given, checkfirst, bound.origin)
    }

    fn new(
        cx: &mut Interpreter,
        bind: &Value,
        given: Option<Value>,
        checkfirst: bool,
        origin: Origin,
    ) -> Result<Self, PythonError> {
        let first = values::flag(cx, given, checkfirst)?;
        let Some(connection) = bind.downcast::<Connection>() else {
            return Err(values::unexpected(cx, bind, "bind", "a connection"));
        };
        let lookup = if first && !connection.host().is_offline() {
            Lookup::First
        } else {
            Lookup::Never
        };
        Ok(Self {
            connection,
            lookup,
            origin,
        })
    }

    /// What the objects of the host share.
    pub(crate) fn host(&self) -> &Rc<Host> {
        self.connection.host()
    }

    /// Executes a definition.
    pub(crate) fn define(
        &self,
        cx: &mut Interpreter,
        definition: DataDefinition,
    ) -> Result<(), PythonError> {
        let statement = ExecuteSqlOp::new(Executable::Definition(Box::new(definition)));
        self.connection.send(cx, statement, self.origin.clone())?;
        Ok(())
    }

    /// Refuses a lookup for which there is no question.
    pub(crate) fn refuse_lookup(&self, what: &str) -> Result<(), PythonError> {
        match self.lookup {
            Lookup::Never => Ok(()),
            Lookup::First => Err(PythonError::unsupported(format!("checkfirst for {what}"))),
        }
    }

    /// Whether there is something to do: a table or sequence is created where it is absent and
    /// dropped where it is present.
    fn wanted(
        &self,
        cx: &mut Interpreter,
        action: Action,
        kind: RelationKind,
        name: &Name,
        schema: Option<&Name>,
    ) -> Result<bool, PythonError> {
        if kind == RelationKind::Table {
            for name in std::iter::once(name).chain(schema) {
                require_fitting(cx, name)?;
            }
        }
        match self.lookup {
            Lookup::Never => Ok(true),
            Lookup::First => {
                let exists =
                    self.connection
                        .relation_exists(cx, kind, name, schema, self.origin.clone())?;
                Ok(exists == (action == Action::Drop))
            }
        }
    }

    /// `Sequence.create()` and `Sequence.drop()`; PostgreSQL does without an optional one.
    pub(crate) fn sequence(
        &self,
        cx: &mut Interpreter,
        action: Action,
        sequence: &Sequence,
    ) -> Result<(), PythonError> {
        let schema = sequence.schema.as_ref();
        if sequence.optional
            || !self.wanted(cx, action, RelationKind::Sequence, &sequence.name, schema)?
        {
            return Ok(());
        }
        let (sequence, existence) = (sequence.clone(), ExistenceCheck::None);
        let definition = match action {
            Action::Create => DataDefinition::CreateSequence {
                sequence,
                existence,
            },
            Action::Drop => DataDefinition::DropSequence {
                sequence,
                existence,
            },
        };
        self.define(cx, definition)
    }

    /// `Table.create()` and `Table.drop()`.
    pub(crate) fn table(
        &self,
        cx: &mut Interpreter,
        action: Action,
        object: &TableObject,
    ) -> Result<(), PythonError> {
        let (table, collection) = object.definition(cx, action)?;
        let reference = &table.reference;
        let schema = reference.schema.as_ref();
        if !self.wanted(cx, action, RelationKind::Table, &reference.name, schema)? {
            return Ok(());
        }
        match action {
            Action::Create => {
                self.types(cx, action, &table.named_types())?;
                self.table_alone(cx, &table, &collection)
            }
            Action::Drop => {
                self.drop_table(cx, reference)?;
                for sequence in sequences_of(&table) {
                    self.sequence(cx, action, sequence)?;
                }
                self.types(cx, action, &table.named_types())
            }
        }
    }

    fn drop_table(
        &self,
        cx: &mut Interpreter,
        reference: &TableReference,
    ) -> Result<(), PythonError> {
        let definition = DataDefinition::DropTable {
            table: reference.clone(),
            existence: ExistenceCheck::None,
        };
        self.define(cx, definition)
    }

    /// The sequences of the columns and the table with its indexes and comments.
    fn table_alone(
        &self,
        cx: &mut Interpreter,
        table: &Table,
        collection: &TableCollection,
    ) -> Result<(), PythonError> {
        for sequence in sequences_of(table) {
            self.sequence(cx, Action::Create, sequence)?;
        }
        let definition = DataDefinition::CreateTable {
            table: table.clone(),
            existence: ExistenceCheck::None,
            naming_convention: collection.naming_convention.clone(),
            parts: TableParts::WithIndexesAndComments,
        };
        self.define(cx, definition)
    }

    fn types(
        &self,
        cx: &mut Interpreter,
        action: Action,
        types: &[SqlType],
    ) -> Result<(), PythonError> {
        for named in types {
            let TypeKind::Enumeration(enumeration) = named.kind() else {
                return Err(PythonError::unsupported(
                    "creating or dropping a DOMAIN together with a table",
                ));
            };
            if self.lookup == Lookup::First {
                let (name, schema) = (enumeration.name.as_ref(), enumeration.schema.as_ref());
                let exists = self
                    .connection
                    .type_exists(cx, name, schema, self.origin.clone())?;
                if exists == (action == Action::Create) {
                    continue;
                }
            }
            let definition = match action {
                Action::Create => DataDefinition::CreateEnumeration(enumeration.clone()),
                Action::Drop => DataDefinition::DropEnumeration(enumeration.clone()),
            };
            self.define(cx, definition)?;
        }
        Ok(())
    }
}

/// Names of tables and their schemas are not shortened here, and have to fit
/// (`Dialect.validate_identifier`).
fn require_fitting(cx: &mut Interpreter, name: &Name) -> Result<(), PythonError> {
    const LONGEST: usize = 63;
    if name.text().chars().count() <= LONGEST {
        return Ok(());
    }
    let message = format!("Identifier '{name}' exceeds maximum length of {LONGEST} characters");
    Err(sqlalchemy_error(cx, "IdentifierError", message))
}

/// The sequences that columns have as their default.
fn sequences_of(table: &Table) -> impl Iterator<Item = &Sequence> {
    table
        .columns
        .iter()
        .filter_map(|column| match &column.default {
            Some(ColumnDefault::Sequence(sequence)) => Some(sequence),
            Some(
                ColumnDefault::Value(_) | ColumnDefault::Expression(_) | ColumnDefault::Callable,
            )
            | None => None,
        })
}

/// `MetaData.create_all()` and `MetaData.drop_all()`: sequences, types and tables, in the order in
/// which tables need each other.
///
/// Tables that need each other in a circle, and foreign keys that are left to an ALTER TABLE, come
/// out of a set in SQLAlchemy and are refused.
pub(crate) fn define_all(
    cx: &mut Interpreter,
    action: Action,
    collection: &TableCollection,
    objects: &[Rc<TableObject>],
    arguments: Arguments,
) -> Result<(), PythonError> {
    let method = match action {
        Action::Create => "create_all",
        Action::Drop => "drop_all",
    };
    let mut bound = arguments.bind(
        method,
        &[
            Parameter::required("bind"),
            Parameter::optional("tables"),
            Parameter::optional("checkfirst"),
        ],
    )?;
    let bind = bound.require("bind");
    let checkfirst = bound.take("checkfirst");
    let definer = Definer::new(cx, &bind, checkfirst, true, bound.origin.clone())?;
    let chosen: Vec<Rc<TableObject>> = match bound.take_some("tables") {
        None => objects.to_vec(),
        Some(tables) => {
            let mut chosen = Vec::new();
            for table in values::items(cx, &tables, "tables")? {
                match table.downcast::<TableObject>() {
                    Some(table) => chosen.push(table),
                    None => return Err(values::unexpected(cx, &table, "tables", "a Table")),
                }
            }
            chosen
        }
    };
    let mut types: Vec<SqlType> = Vec::new();
    for object in objects {
        let (table, _) = object.definition(cx, Action::Drop)?;
        // A type that several tables use is created once.
        types.extend(table.named_types());
    }
    let types = each_once(types);
    let mut tables = Vec::new();
    for object in chosen {
        let (table, _) = object.definition(cx, Action::Create)?;
        if has_late_foreign_key(&table) {
            return Err(PythonError::unsupported(format!(
                "{method}() of a table with a foreign key that has use_alter=True"
            )));
        }
        let reference = &table.reference;
        let schema = reference.schema.as_ref();
        if definer.wanted(cx, action, RelationKind::Table, &reference.name, schema)? {
            tables.push(table);
        }
    }
    let tables = in_order_of_need(method, tables)?;
    match action {
        Action::Create => {
            definer.types(cx, action, &types)?;
            for collected in collection.sequences() {
                if !collected.of_column {
                    definer.sequence(cx, action, &collected.sequence)?;
                }
            }
            for table in &tables {
                definer.table_alone(cx, table, collection)?;
            }
        }
        Action::Drop => {
            for table in tables.iter().rev() {
                definer.drop_table(cx, &table.reference)?;
            }
            for collected in collection.sequences() {
                definer.sequence(cx, action, &collected.sequence)?;
            }
            definer.types(cx, action, &types)?;
        }
    }
    Ok(())
}

fn each_once(types: Vec<SqlType>) -> Vec<SqlType> {
    let mut found: Vec<SqlType> = Vec::new();
    for named in types {
        let twin = |earlier: &SqlType| match (earlier.kind(), named.kind()) {
            (TypeKind::Enumeration(first), TypeKind::Enumeration(second)) => {
                first.schema == second.schema && first.name == second.name
            }
            _ => false,
        };
        if !found.iter().any(twin) {
            found.push(named);
        }
    }
    found
}

/// The tables, each behind those it refers to; among those that are ready the given order counts.
fn in_order_of_need(method: &str, mut waiting: Vec<Table>) -> Result<Vec<Table>, PythonError> {
    let mut sorted = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let keys: Vec<String> = waiting
            .iter()
            .map(|table| key_of(&table.reference))
            .collect();
        let is_ready = |table: &Table| {
            let own = key_of(&table.reference);
            referred_tables(table)
                .into_iter()
                .map(key_of)
                .all(|needed| needed == own || !keys.contains(&needed))
        };
        let (ready, rest): (Vec<Table>, Vec<Table>) = waiting.into_iter().partition(is_ready);
        if ready.is_empty() {
            return Err(PythonError::unsupported(format!(
                "{method}() of tables that refer to each other in a circle"
            )));
        }
        sorted.extend(ready);
        waiting = rest;
    }
    Ok(sorted)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{Mode, operations, refusal, upgrade};

    const TABLES: &str = "m = sa.MetaData()\n\
        t = sa.Table('t', m, sa.Column('u', sa.Text, sa.ForeignKey('u.id')))\n\
        u = sa.Table('u', m, sa.Column('id', sa.Enum('x', name='e'), primary_key=True))\n";

    #[test]
    fn a_script_gets_everything_and_a_database_is_asked_first() {
        let body = format!("{TABLES}u.create(op.get_bind())");
        assert_eq!(operations(&body).len(), 2);
        assert_eq!(
            upgrade(Mode::Recorder, &body).unwrap_err(),
            "only the database can tell whether the table u exists (checkfirst)"
        );
        let all = format!("{TABLES}m.create_all(op.get_bind())");
        assert_eq!(operations(&all).len(), 3);
    }

    #[test]
    fn a_foreign_key_needs_its_table_in_the_collection() {
        assert_eq!(
            refusal(
                "t = sa.Table('t', sa.MetaData(), sa.Column('a', sa.Integer, \
                 sa.ForeignKey('u.id')))\nt.create(op.get_bind())"
            ),
            "sqlalchemy.exc.NoReferencedTableError: Foreign key associated with column 't.a' could \
             not find table 'u' with which to generate a foreign key to target column 'id'"
        );
    }
}
