//! CREATE TABLE with what belongs to it, DROP TABLE, RENAME, COMMENT.

use std::borrow::Cow;

use crate::operations::{CreateTableOp, ExistenceCheck, RenameTableOp, TableParts};
use crate::schema::{Column, Name, NamingConvention, Table, TableReference};

use super::super::assembly::{AssembledTable, ConstraintBody, assemble};
use super::super::error::DdlError;
use super::super::options::CompilerOptions;
use super::super::type_compiler::no_type;
use super::ddl_compiler::DdlCompiler;
use super::named_type::inherited_schema;

impl DdlCompiler {
    /// Types first, then the table, its indexes and its comments.
    pub(super) fn create_table(&mut self, create: &CreateTableOp) -> Result<Vec<String>, DdlError> {
        let table = with_inherited_schemas(&create.table);
        let assembled = assemble(&table, &self.options.naming_convention)?;
        let mut texts = Vec::new();
        for column in &assembled.columns {
            texts.extend(self.create_named_types(&column.sql_type)?);
        }
        texts.push(self.create_table_text(&table, &assembled, create.existence)?);
        texts.extend(self.indexes_and_comments(&table, &assembled)?);
        Ok(texts)
    }

    /// CREATE TABLE of a table that belongs to a collection, with or without what comes behind it.
    pub(super) fn create_collected_table(
        &self,
        table: &Table,
        existence: ExistenceCheck,
        convention: &NamingConvention,
        parts: TableParts,
    ) -> Result<Vec<String>, DdlError> {
        let table = with_inherited_schemas(table);
        let assembled = assemble(&table, convention)?;
        let collected = Self::new(CompilerOptions {
            naming_convention: convention.clone(),
            ..self.options.clone()
        });
        let mut texts = vec![collected.create_table_text(&table, &assembled, existence)?];
        match parts {
            TableParts::Alone => {}
            TableParts::WithIndexesAndComments => {
                texts.extend(collected.indexes_and_comments(&table, &assembled)?);
            }
        }
        Ok(texts)
    }

    fn indexes_and_comments(
        &self,
        table: &Table,
        assembled: &AssembledTable<'_>,
    ) -> Result<Vec<String>, DdlError> {
        let mut texts = Vec::new();
        for index in &assembled.indexes {
            texts.push(self.create_index(index, &table.reference, ExistenceCheck::None)?);
        }
        if let Some(comment) = &table.comment {
            texts.push(self.table_comment(&table.reference, Some(comment))?);
        }
        for column in &table.columns {
            if let Some(comment) = &column.comment {
                texts.push(self.column_comment(&table.reference, &column.name, comment)?);
            }
        }
        Ok(texts)
    }

    fn create_table_text(
        &self,
        table: &Table,
        assembled: &AssembledTable<'_>,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let mut text = "\nCREATE ".to_owned();
        if !table.prefixes.is_empty() {
            text.push_str(&table.prefixes.join(" "));
            text.push(' ');
        }
        text.push_str("TABLE ");
        text.push_str(if_not_exists(existence));
        text.push_str(&self.preparer().format_table(&table.reference)?);
        text.push_str(" (");
        let mut separator = "\n";
        for (position, column) in assembled.columns.iter().enumerate() {
            if column.column.system {
                continue;
            }
            let specification = self
                .column_specification(column, assembled.autoincrement == Some(position))
                .and_then(|text| self.with_column_checks(text, column.column, &table.reference))
                .map_err(|error| in_column(error, &table.reference, &column.column.name))?;
            text.push_str(separator);
            separator = ", \n";
            text.push('\t');
            text.push_str(&specification);
        }
        Self::check_own_references(table, assembled)?;
        let constraints = self.table_constraints(assembled)?;
        if !constraints.is_empty() {
            text.push_str(separator);
            text.push('\t');
            text.push_str(&constraints.join(", \n\t"));
        }
        text.push_str("\n)");
        text.push_str(&self.table_options(&table.options)?);
        Ok(text)
    }

    /// A foreign key into the table itself needs its column there: Alembic would add one without a
    /// type, and that has no SQL.
    fn check_own_references(table: &Table, assembled: &AssembledTable<'_>) -> Result<(), DdlError> {
        for constraint in &assembled.constraints {
            let ConstraintBody::ForeignKey(key) = &constraint.body else {
                continue;
            };
            if key.referred_table != table.reference {
                continue;
            }
            let missing = key
                .referred_columns
                .iter()
                .find(|name| table.columns.iter().all(|column| column.name != **name));
            if let Some(missing) = missing {
                let error = no_type();
                return Err(in_column(error, &table.reference, missing));
            }
        }
        Ok(())
    }

    /// The primary key and then the others, without those that are left to an ALTER TABLE.
    fn table_constraints(&self, assembled: &AssembledTable<'_>) -> Result<Vec<String>, DdlError> {
        let mut texts = Vec::new();
        if let Some(key) = &assembled.primary_key {
            texts.push(self.primary_key(key)?);
        }
        for constraint in &assembled.constraints {
            if !constraint.uses_alter() {
                texts.push(self.constraint(constraint)?);
            }
        }
        Ok(texts)
    }

    /// `DROP TABLE name`.
    ///
    /// Types stay: Alembic knows nothing of the columns of a table it drops.
    pub(super) fn drop_table(
        &self,
        table: &TableReference,
        existence: ExistenceCheck,
    ) -> Result<String, DdlError> {
        let table = self.preparer().format_table(table)?;
        Ok(format!("\nDROP TABLE {}{table}", if_exists(existence)))
    }

    /// `ALTER TABLE name RENAME TO name`.
    pub(super) fn rename_table(&self, rename: &RenameTableOp) -> Result<String, DdlError> {
        Ok(format!(
            "{} RENAME TO {}",
            self.alter_table(&rename.table)?,
            self.preparer().quote(&rename.new_name)?
        ))
    }

    /// `ALTER TABLE name`, as Alembic writes it.
    pub(super) fn alter_table(&self, table: &TableReference) -> Result<String, DdlError> {
        Ok(format!(
            "ALTER TABLE {}",
            self.preparer().format_altered_table(table)?
        ))
    }
}

/// The table with its types in the schemas they inherit.
fn with_inherited_schemas(table: &Table) -> Cow<'_, Table> {
    let mut inherited = Cow::Borrowed(table);
    for (index, column) in table.columns.iter().enumerate() {
        if let Some(sql_type) = inherited_schema(&column.sql_type, &table.reference) {
            inherited.to_mut().columns[index].sql_type = sql_type;
        }
    }
    inherited
}

/// `IF NOT EXISTS `, where it was asked for.
pub(super) fn if_not_exists(existence: ExistenceCheck) -> &'static str {
    match existence {
        ExistenceCheck::None => "",
        ExistenceCheck::IfNeeded => "IF NOT EXISTS ",
    }
}

/// `IF EXISTS `, where it was asked for.
pub(super) fn if_exists(existence: ExistenceCheck) -> &'static str {
    match existence {
        ExistenceCheck::None => "",
        ExistenceCheck::IfNeeded => "IF EXISTS ",
    }
}

/// A compile error inside CREATE TABLE says in which column.
fn in_column(error: DdlError, table: &TableReference, column: &Name) -> DdlError {
    match error {
        DdlError::Compile(message) => DdlError::Compile(format!(
            "(in table '{}', column '{column}'): {message}",
            table.name
        )),
        other => other,
    }
}

/// The column of a statement that adds one, alone in its table.
pub(super) fn table_of_column(reference: &TableReference, column: &Column) -> Table {
    let mut column = column.clone();
    if let Some(sql_type) = inherited_schema(&column.sql_type, reference) {
        column.sql_type = sql_type;
    }
    let mut table = Table::new(reference.clone());
    table.columns.push(column);
    table
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{
        conventional_script, emulated, foreign_key, greater, integer, integer_column, names,
        script, table, table_in,
    };
    use super::*;
    use crate::operations::Operation;
    use crate::schema::{
        Autoincrement, CheckConstraint, Computed, Constraint, ConstraintTraits, Enumeration,
        Expression, ForeignKeyConstraint, ForeignKeyTarget, ForeignKeyTraits, Identity,
        IdentityGeneration, IdentityOptions, Persistence, PlainType, PrimaryKeyConstraint,
        ServerDefault, SqlType, UniqueConstraint, Validity,
    };

    fn create(table: Table) -> Operation {
        Operation::CreateTable(Box::new(CreateTableOp {
            table,
            existence: ExistenceCheck::None,
        }))
    }

    fn with_columns(columns: Vec<Column>) -> Table {
        let mut created = Table::new(table("t"));
        created.columns = columns;
        created
    }

    fn key(name: &str, change: impl Fn(&mut Column)) -> Column {
        let mut column = integer_column(name);
        column.primary_key = true;
        change(&mut column);
        column
    }

    #[test]
    fn a_whole_table_has_its_parts_in_order() {
        let mut created = with_columns(vec![
            key("id", |column| column.index = true),
            Column {
                unique: true,
                ..Column::new("u", SqlType::string(Some(20)))
            },
            Column {
                foreign_keys: vec![foreign_key("s.p.id")],
                ..integer_column("p")
            },
            Column {
                index: true,
                unique: true,
                constraints: vec![check("foo", "x > 5")],
                comment: Some("it's".to_owned()),
                ..integer_column("x")
            },
            Column::new("e", emulated(Some("ee"), &["a", "b"])),
        ]);
        created.reference = table_in("sch", "t");
        created.comment = Some("tab\there".to_owned());
        created.constraints = vec![
            Constraint::Unique(UniqueConstraint {
                columns: names(&["u", "x"]),
                ..UniqueConstraint::default()
            }),
            Constraint::Check(check("named", "x<5")),
        ];
        assert_eq!(
            script(&[create(created.clone())]).unwrap(),
            "CREATE TABLE sch.t (\n    id SERIAL NOT NULL, \n    u VARCHAR(20), \n    p INTEGER, \n    \
             x INTEGER CONSTRAINT foo CHECK (x > 5), \n    e VARCHAR(1), \n    PRIMARY KEY (id), \n    \
             UNIQUE (u, x), \n    CONSTRAINT named CHECK (x<5), \n    UNIQUE (u), \n    \
             FOREIGN KEY(p) REFERENCES s.p (id), \n    CONSTRAINT ee CHECK (e IN ('a', 'b'))\n);\n\
             CREATE INDEX ix_sch_t_id ON sch.t (id);\n\
             CREATE UNIQUE INDEX ix_sch_t_x ON sch.t (x);\n\
             COMMENT ON TABLE sch.t IS 'tab    here';\n\
             COMMENT ON COLUMN sch.t.x IS 'it''s'"
        );
        created
            .constraints
            .push(Constraint::PrimaryKey(PrimaryKeyConstraint {
                columns: names(&["x", "id"]),
                ..PrimaryKeyConstraint::default()
            }));
        created.comment = None;
        created.columns[3].comment = None;
        assert_eq!(
            conventional_script(&[create(created)]).unwrap(),
            "CREATE TABLE sch.t (\n    id INTEGER NOT NULL, \n    u VARCHAR(20), \n    p INTEGER, \n    \
             x INTEGER NOT NULL CONSTRAINT ck_t_foo CHECK (x > 5), \n    e VARCHAR(1), \n    \
             CONSTRAINT pk_t PRIMARY KEY (x, id), \n    CONSTRAINT uq_t_u UNIQUE (u, x), \n    \
             CONSTRAINT ck_t_named CHECK (x<5), \n    CONSTRAINT uq_t_u UNIQUE (u), \n    \
             CONSTRAINT fk_t_p_p FOREIGN KEY(p) REFERENCES s.p (id), \n    \
             CONSTRAINT ck_t_ee CHECK (e IN ('a', 'b'))\n);\n\
             CREATE INDEX ix_sch_t_id ON sch.t (id);\n\
             CREATE UNIQUE INDEX ix_sch_t_x ON sch.t (x)"
        );
    }

    fn check(name: &str, condition: &str) -> CheckConstraint {
        CheckConstraint {
            traits: ConstraintTraits {
                name: Some(name.into()),
                ..ConstraintTraits::default()
            },
            condition: Expression::text(condition),
            validity: Validity::Validated,
        }
    }

    /// The lines between the parentheses.
    fn body(columns: Vec<Column>, constraints: Vec<Constraint>) -> String {
        let mut created = with_columns(columns);
        created.constraints = constraints;
        match script(&[create(created)]) {
            Ok(text) => {
                let text = text.trim_start_matches("CREATE TABLE t (\n    ");
                text.trim_end_matches("\n)").replace(", \n    ", " | ")
            }
            Err(message) => format!("! {message}"),
        }
    }

    #[test]
    fn one_counting_key_becomes_serial() {
        let with = |change: fn(&mut Column)| body(vec![key("a", change)], vec![]);
        let serial = "a SERIAL NOT NULL | PRIMARY KEY (a)";
        let plain = "a INTEGER NOT NULL | PRIMARY KEY (a)";
        assert_eq!(with(|_| ()), serial);
        assert_eq!(
            with(|column| column.autoincrement = Autoincrement::Disabled),
            plain
        );
        assert_eq!(
            with(|column| column.server_default = Some(ServerDefault::Text("5".to_owned()))),
            "a INTEGER DEFAULT '5' NOT NULL | PRIMARY KEY (a)"
        );
        assert_eq!(
            with(|column| column.default = Some(crate::schema::ColumnDefault::Callable)),
            plain
        );
        assert_eq!(
            with(|column| column.foreign_keys.push(foreign_key("o.id"))),
            format!("{plain} | FOREIGN KEY(a) REFERENCES o (id)")
        );
        assert_eq!(
            with(|column| {
                column.foreign_keys.push(foreign_key("o.id"));
                column.autoincrement = Autoincrement::IgnoreForeignKey;
            }),
            format!("{serial} | FOREIGN KEY(a) REFERENCES o (id)")
        );
        let of_table = Constraint::ForeignKey(ForeignKeyConstraint {
            traits: ConstraintTraits::default(),
            foreign_key: ForeignKeyTraits::default(),
            columns: names(&["a"]),
            targets: vec![ForeignKeyTarget::Specification("o.id".to_owned())],
        });
        assert_eq!(
            body(vec![key("a", |_| ())], vec![of_table]),
            format!("{plain} | FOREIGN KEY(a) REFERENCES o (id)")
        );
        assert_eq!(
            with(|column| column.nullable = Some(true)),
            "a SERIAL | PRIMARY KEY (a)"
        );
        assert_eq!(
            with(|column| column.identity = Some(Identity::default())),
            "a INTEGER GENERATED BY DEFAULT AS IDENTITY | PRIMARY KEY (a)"
        );
        let small = |column: &mut Column| {
            column.sql_type = SqlType::plain(PlainType::SmallInteger);
        };
        assert_eq!(with(small), "a SMALLSERIAL NOT NULL | PRIMARY KEY (a)");
        let variant = |column: &mut Column| {
            let big = SqlType::plain(PlainType::BigInteger);
            column.sql_type = integer().with_variant(&big, &["postgresql"]).unwrap();
        };
        assert_eq!(with(variant), "a BIGSERIAL NOT NULL | PRIMARY KEY (a)");
    }

    #[test]
    fn of_several_keys_only_one_that_says_so_counts() {
        let none = |_: &mut Column| ();
        let enabled = |column: &mut Column| column.autoincrement = Autoincrement::Enabled;
        assert_eq!(
            body(vec![key("a", none), key("b", none)], vec![]),
            "a INTEGER NOT NULL | b INTEGER NOT NULL | PRIMARY KEY (a, b)"
        );
        assert_eq!(
            body(vec![key("a", none), key("b", enabled)], vec![]),
            "a INTEGER NOT NULL | b SERIAL NOT NULL | PRIMARY KEY (b, a)"
        );
        assert_eq!(
            body(vec![key("a", enabled), key("b", enabled)], vec![]),
            "! Only one Column may be marked autoincrement=True, found both b and a."
        );
        assert_eq!(
            body(
                vec![key("a", none), integer_column("c")],
                vec![Constraint::PrimaryKey(PrimaryKeyConstraint {
                    columns: names(&["c"]),
                    ..PrimaryKeyConstraint::default()
                })]
            ),
            "a INTEGER NOT NULL | c SERIAL NOT NULL | PRIMARY KEY (c)"
        );
        let constraint = |columns: &[&str]| {
            vec![Constraint::PrimaryKey(PrimaryKeyConstraint {
                columns: names(columns),
                ..PrimaryKeyConstraint::default()
            })]
        };
        assert_eq!(
            body(
                vec![integer_column("a"), integer_column("b")],
                constraint(&["b"])
            ),
            "a INTEGER | b SERIAL NOT NULL | PRIMARY KEY (b)"
        );
        assert_eq!(
            body(
                vec![key("a", none), integer_column("b")],
                constraint(&["a", "b"])
            ),
            "a INTEGER NOT NULL | b INTEGER NOT NULL | PRIMARY KEY (a, b)"
        );
        assert_eq!(
            body(vec![integer_column("a")], constraint(&["zzz"])),
            "! Can't create PrimaryKeyConstraint on table 't': no column named 'zzz' is present."
        );
    }

    #[test]
    fn types_of_foreign_keys_come_from_the_same_table() {
        let reference = |name: &str, target: &str| Column {
            foreign_keys: vec![foreign_key(target)],
            ..Column::new(name, SqlType::null())
        };
        assert_eq!(
            body(
                vec![
                    key("i", |_| ()),
                    reference("b", "t.c"),
                    reference("c", "t.i")
                ],
                vec![]
            ),
            "i SERIAL NOT NULL | b INTEGER | c INTEGER | PRIMARY KEY (i) | \
             FOREIGN KEY(b) REFERENCES t (c) | FOREIGN KEY(c) REFERENCES t (i)"
        );
        assert_eq!(
            body(vec![reference("b", "zz.id")], vec![]),
            "! (in table 't', column 'b'): Can't generate DDL for NullType(); did you forget to \
             specify a type on this Column?"
        );
        assert_eq!(
            body(vec![reference("b", "t.zz")], vec![]),
            "! (in table 't', column 'b'): Can't generate DDL for NullType(); did you forget to \
             specify a type on this Column?"
        );
        assert_eq!(
            body(
                vec![Column {
                    foreign_keys: vec![foreign_key("o")],
                    ..integer_column("a")
                }],
                vec![]
            ),
            "! Could not initialize target column for ForeignKey 'o' on table 't': table 'o' has no \
             column named 'a'"
        );
    }

    #[test]
    fn generated_columns_say_how() {
        let options = IdentityOptions {
            start: Some(5.into()),
            increment: Some(2.into()),
            minvalue: Some(1.into()),
            maxvalue: Some(10.into()),
            cycle: Some(true),
            cache: Some(3.into()),
            ..IdentityOptions::default()
        };
        let identity = Identity {
            generation: IdentityGeneration::Always,
            options,
        };
        let column = Column {
            identity: Some(identity),
            nullable: Some(true),
            ..integer_column("a")
        };
        assert_eq!(
            body(vec![column], vec![]),
            "a INTEGER GENERATED ALWAYS AS IDENTITY (INCREMENT BY 2 START WITH 5 MINVALUE 1 \
             MAXVALUE 10 CACHE 3 CYCLE) NULL"
        );
        let computed = |persistence| Column {
            computed: Some(Computed {
                expression: Expression::text("b+1"),
                persistence,
            }),
            ..integer_column("a")
        };
        assert_eq!(
            body(vec![computed(Persistence::Unspecified)], vec![]),
            "a INTEGER GENERATED ALWAYS AS (b+1) STORED"
        );
        assert_eq!(
            body(vec![computed(Persistence::Virtual)], vec![]),
            "! (in table 't', column 'a'): PostrgreSQL computed columns do not support 'virtual' \
             persistence; set the 'persisted' flag to None or True for PostgreSQL support."
        );
    }

    #[test]
    fn a_type_is_created_once_in_a_run() {
        let uses = |name: &str| {
            let enumeration = Enumeration::new(name, ["x", "it's"]);
            create(with_columns(vec![Column::new(
                "a",
                SqlType::enumeration(enumeration),
            )]))
        };
        let text = "CREATE TYPE one AS ENUM ('x', 'it''s');\nCREATE TABLE t (\n    a one\n);\n\
                    DROP TABLE t;\nCREATE TABLE t (\n    a one\n);\n\
                    CREATE TYPE \"Two\" AS ENUM ('x', 'it''s');\nCREATE TABLE t (\n    a \"Two\"\n)";
        let drop = Operation::DropTable(crate::operations::DropTableOp {
            table: table("t"),
            existence: ExistenceCheck::None,
        });
        assert_eq!(
            script(&[uses("one"), drop, uses("one"), uses("Two")]).unwrap(),
            text
        );
    }

    #[test]
    fn an_inherited_schema_is_the_tables() {
        let mut enumeration = Enumeration::new("e", ["x"]);
        enumeration.inherit_schema = true;
        let mut created = with_columns(vec![Column::new("a", SqlType::enumeration(enumeration))]);
        created.reference = table_in("A", "t");
        assert_eq!(
            script(&[create(created)]).unwrap(),
            "CREATE TYPE \"A\".e AS ENUM ('x');\nCREATE TABLE \"A\".t (\n    a \"A\".e\n)"
        );
    }

    #[test]
    fn conditions_can_be_expressions() {
        let constraint = Constraint::Check(CheckConstraint {
            traits: ConstraintTraits::default(),
            condition: greater("x", 5),
            validity: Validity::NotValid,
        });
        assert_eq!(
            body(vec![integer_column("x")], vec![constraint]),
            "x INTEGER | CHECK (x > 5) NOT VALID"
        );
    }
}
