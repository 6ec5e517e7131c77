//! The specification of a column, ADD COLUMN and DROP COLUMN.

use crate::operations::{AddColumnOp, DropColumnOp, ExistenceCheck, InlinePlacement};
use crate::schema::{
    Column, ColumnDefault, Computed, Identity, IdentityGeneration, IdentityOptions, Persistence,
    ServerDefault, TableReference,
};

use super::super::assembly::{
    AssembledColumn, AssembledConstraint, ConstraintBody, assemble, assemble_check, serial_name,
};
use super::super::error::DdlError;
use super::ddl_compiler::DdlCompiler;
use super::table::{if_exists, if_not_exists, table_of_column};

impl DdlCompiler {
    /// `name TYPE DEFAULT … GENERATED … NOT NULL`.
    pub(super) fn column_specification(
        &self,
        column: &AssembledColumn<'_>,
        autoincrement: bool,
    ) -> Result<String, DdlError> {
        let given = column.column;
        let mut text = self.preparer().quote(&given.name)?;
        if is_serial(column, autoincrement) {
            text.push(' ');
            text.push_str(serial_name(&column.sql_type));
        } else {
            text.push(' ');
            text.push_str(&self.type_name(&column.sql_type)?);
            if let Some(default) = self.column_default(given)? {
                text.push_str(" DEFAULT ");
                text.push_str(&default);
            }
        }
        if let Some(computed) = computed_of(given) {
            text.push(' ');
            text.push_str(&self.computed(computed)?);
        }
        match identity_of(given) {
            Some(identity) => {
                text.push(' ');
                text.push_str(&identity_text(identity));
                if column.nullable {
                    text.push_str(" NULL");
                }
            }
            None if !column.nullable => text.push_str(" NOT NULL"),
            None => {}
        }
        Ok(text)
    }

    fn column_default(&self, column: &Column) -> Result<Option<String>, DdlError> {
        column
            .server_default
            .as_ref()
            .map_or(Ok(None), |default| self.default_text(default))
    }

    fn computed(&self, computed: &Computed) -> Result<String, DdlError> {
        match computed.persistence {
            Persistence::Virtual => Err(DdlError::Compile(
                // The misspelling is the original's.
                "PostrgreSQL computed columns do not support 'virtual' persistence; set the \
                 'persisted' flag to None or True for PostgreSQL support."
                    .to_owned(),
            )),
            Persistence::Unspecified | Persistence::Stored => Ok(format!(
                "GENERATED ALWAYS AS ({}) STORED",
                self.expressions().process(&computed.expression)?
            )),
        }
    }

    /// Adds the CHECK constraints given as arguments of the column.
    pub(super) fn with_column_checks(
        &self,
        mut text: String,
        column: &Column,
        table: &TableReference,
    ) -> Result<String, DdlError> {
        for check in &column.constraints {
            let check = assemble_check(check, table, &self.options.naming_convention)?;
            text.push(' ');
            text.push_str(&self.column_check(&check)?);
        }
        Ok(text)
    }

    /// The column, its constraints, its index and its comment, each in a statement of its own.
    ///
    /// No type is created: Alembic leaves that to the migration.
    pub(super) fn add_column(&self, add: &AddColumnOp) -> Result<Vec<String>, DdlError> {
        let table = table_of_column(&add.table, &add.column);
        let assembled = assemble(&table, &self.options.naming_convention)?;
        let column = assembled.columns.first().ok_or_else(|| {
            DdlError::Compile("a statement that adds a column needs the column".to_owned())
        })?;
        let inline: Option<&AssembledConstraint<'_>> = match add.references {
            InlinePlacement::Separate => None,
            InlinePlacement::Inline => only_foreign_key(&assembled.constraints),
        };
        let mut text = format!(
            "{} ADD COLUMN {}{}",
            self.alter_table(&add.table)?,
            if_not_exists(add.existence),
            self.column_specification(column, assembled.autoincrement == Some(0))?
        );
        if add.primary_key == InlinePlacement::Inline && column.primary_key {
            text.push_str(" PRIMARY KEY");
        }
        if let Some(constraint) = inline {
            text.push_str(&self.inline_reference(constraint)?);
        }
        let mut texts = vec![self.with_column_checks(text, column.column, &add.table)?];
        for constraint in &assembled.constraints {
            if inline.is_none_or(|inline| !std::ptr::eq(inline, constraint)) {
                texts.push(self.add_constraint(constraint, &add.table)?);
            }
        }
        for index in &assembled.indexes {
            texts.push(self.create_index(index, &add.table, ExistenceCheck::None)?);
        }
        if let Some(comment) = &add.column.comment {
            texts.push(self.column_comment(&add.table, &add.column.name, comment)?);
        }
        Ok(texts)
    }

    /// `ALTER TABLE name DROP COLUMN name`.
    pub(super) fn drop_column(&self, drop: &DropColumnOp) -> Result<String, DdlError> {
        Ok(format!(
            "{} DROP COLUMN {}{}",
            self.alter_table(&drop.table)?,
            if_exists(drop.existence),
            self.preparer().quote(&drop.column_name)?
        ))
    }
}

/// The foreign key of a column, where it has exactly one.
fn only_foreign_key<'a, 'b>(
    constraints: &'b [AssembledConstraint<'a>],
) -> Option<&'b AssembledConstraint<'a>> {
    let mut keys = constraints
        .iter()
        .filter(|constraint| matches!(constraint.body, ConstraintBody::ForeignKey(_)));
    let first = keys.next()?;
    keys.next().is_none().then_some(first)
}

/// A counting key without identity, and without a default of SQLAlchemy's but an optional
/// sequence.
fn is_serial(column: &AssembledColumn<'_>, autoincrement: bool) -> bool {
    let no_default = match &column.column.default {
        None => true,
        Some(ColumnDefault::Sequence(sequence)) => sequence.optional,
        Some(ColumnDefault::Value(_) | ColumnDefault::Expression(_) | ColumnDefault::Callable) => {
            false
        }
    };
    column.primary_key && autoincrement && no_default && identity_of(column.column).is_none()
}

/// The identity of a column, wherever it was given.
fn identity_of(column: &Column) -> Option<&Identity> {
    match (&column.identity, &column.server_default) {
        (Some(identity), _) | (None, Some(ServerDefault::Identity(identity))) => Some(identity),
        _ => None,
    }
}

/// The computation of a column, wherever it was given.
fn computed_of(column: &Column) -> Option<&Computed> {
    match (&column.computed, &column.server_default) {
        (Some(computed), _) | (None, Some(ServerDefault::Computed(computed))) => Some(computed),
        _ => None,
    }
}

/// `GENERATED … AS IDENTITY (…)`.
pub(super) fn identity_text(identity: &Identity) -> String {
    let generation = match identity.generation {
        IdentityGeneration::Always => "ALWAYS",
        IdentityGeneration::ByDefault => "BY DEFAULT",
    };
    let options = identity_options(&identity.options);
    if options.is_empty() {
        format!("GENERATED {generation} AS IDENTITY")
    } else {
        format!("GENERATED {generation} AS IDENTITY ({options})")
    }
}

/// INCREMENT BY, START WITH and their kin.
pub(super) fn identity_options(options: &IdentityOptions) -> String {
    let mut texts = Vec::new();
    if let Some(increment) = &options.increment {
        texts.push(format!("INCREMENT BY {increment}"));
    }
    if let Some(start) = &options.start {
        texts.push(format!("START WITH {start}"));
    }
    if let Some(minvalue) = &options.minvalue {
        texts.push(format!("MINVALUE {minvalue}"));
    }
    if let Some(maxvalue) = &options.maxvalue {
        texts.push(format!("MAXVALUE {maxvalue}"));
    }
    if options.nominvalue.is_some() {
        texts.push("NO MINVALUE".to_owned());
    }
    if options.nomaxvalue.is_some() {
        texts.push("NO MAXVALUE".to_owned());
    }
    if let Some(cache) = &options.cache {
        texts.push(format!("CACHE {cache}"));
    }
    if let Some(cycle) = options.cycle {
        texts.push(if cycle { "CYCLE" } else { "NO CYCLE" }.to_owned());
    }
    texts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{emulated, foreign_key, integer_column, script, table, table_in};
    use super::*;
    use crate::operations::Operation;
    use crate::schema::{Enumeration, ServerDefault, SqlType};

    fn add(table: TableReference, column: Column) -> AddColumnOp {
        AddColumnOp {
            table,
            column,
            existence: ExistenceCheck::None,
            references: InlinePlacement::Separate,
            primary_key: InlinePlacement::Separate,
        }
    }

    fn written(add: AddColumnOp) -> String {
        script(&[Operation::AddColumn(Box::new(add))]).unwrap()
    }

    #[test]
    fn what_belongs_to_a_column_follows_it() {
        let mut key = foreign_key("o.id");
        key.traits.name = Some("f".into());
        key.foreign_key.ondelete = Some("CASCADE".to_owned());
        let column = Column {
            foreign_keys: vec![key],
            nullable: Some(false),
            index: true,
            comment: Some("c'c".to_owned()),
            server_default: Some(ServerDefault::Text("1".to_owned())),
            ..integer_column("x")
        };
        let existence = ExistenceCheck::IfNeeded;
        assert_eq!(
            written(AddColumnOp {
                existence,
                ..add(table_in("S", "t"), column)
            }),
            "ALTER TABLE \"S\".t ADD COLUMN IF NOT EXISTS x INTEGER DEFAULT '1' NOT NULL;\n\
             ALTER TABLE \"S\".t ADD CONSTRAINT f FOREIGN KEY(x) REFERENCES o (id) ON DELETE \
             CASCADE;\nCREATE INDEX \"ix_S_t_x\" ON \"S\".t (x);\n\
             COMMENT ON COLUMN \"S\".t.x IS 'c''c'"
        );
        let column = Column {
            unique: true,
            ..Column::new("x", emulated(Some("e"), &["a", "b"]))
        };
        assert_eq!(
            written(add(table("t"), column)),
            "ALTER TABLE t ADD COLUMN x VARCHAR(1);\nALTER TABLE t ADD UNIQUE (x);\n\
             ALTER TABLE t ADD CONSTRAINT e CHECK (x IN ('a', 'b'))"
        );
    }

    #[test]
    fn keys_can_stand_inline() {
        let mut key = foreign_key("o.id");
        key.traits.deferrable = Some(true);
        key.foreign_key.ondelete = Some("CASCADE".to_owned());
        let column = Column {
            primary_key: true,
            foreign_keys: vec![key],
            ..integer_column("x")
        };
        let inline = AddColumnOp {
            references: InlinePlacement::Inline,
            primary_key: InlinePlacement::Inline,
            ..add(table("t"), column)
        };
        assert_eq!(
            written(inline),
            "ALTER TABLE t ADD COLUMN x INTEGER NOT NULL PRIMARY KEY REFERENCES o (id) ON DELETE \
             CASCADE DEFERRABLE"
        );
    }

    #[test]
    fn a_type_is_not_created_with_a_column() {
        let enumeration = SqlType::enumeration(Enumeration::new("e", ["a", "b"]));
        let column = Column {
            server_default: Some(ServerDefault::Text("a".to_owned())),
            nullable: Some(false),
            ..Column::new("X", enumeration)
        };
        assert_eq!(
            written(add(table("T"), column)),
            "ALTER TABLE \"T\" ADD COLUMN \"X\" e DEFAULT 'a' NOT NULL"
        );
    }

    #[test]
    fn a_column_is_dropped_from_a_dotted_schema() {
        let drop = Operation::DropColumn(DropColumnOp {
            table: table_in("a.b", "t"),
            column_name: "X".into(),
            existence: ExistenceCheck::IfNeeded,
        });
        assert_eq!(
            script(&[drop]).unwrap(),
            "ALTER TABLE a.b.t DROP COLUMN IF EXISTS \"X\""
        );
    }
}
