//! The statements of the library, with its line breaks and blanks.

/// A value that gets another label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Renaming {
    /// The label it had.
    pub(super) old: String,
    /// The label it gets.
    pub(super) new: String,
}

/// The operators that compare the new type with the old one while columns are cast.
const OPERATORS: [(&str, &str); 2] = [("!=", "new_old_not_equals"), ("=", "new_old_equals")];

/// The two types of an exchange: the new one, and the old one under its temporary name.
#[derive(Debug)]
pub(super) struct Exchange<'a> {
    /// Their schema.
    pub(super) schema: &'a str,
    /// `"schema"."name"`.
    pub(super) new_type: String,
    /// `"schema"."name_old"`.
    pub(super) old_type: String,
    /// What is renamed.
    pub(super) renamings: &'a [Renaming],
}

impl Exchange<'_> {
    /// CREATE FUNCTION and CREATE OPERATOR, twice.
    pub(super) fn create_operators(&self) -> Vec<String> {
        let Self {
            schema,
            new_type,
            old_type,
            renamings,
        } = self;
        let mut texts = Vec::new();
        for (operator, function) in OPERATORS {
            let compared = if renamings.is_empty() {
                "old_enum_val::text".to_owned()
            } else {
                let cases: Vec<String> = renamings
                    .iter()
                    .map(|Renaming { old, new }| {
                        format!("WHEN old_enum_val::text = '{old}' THEN '{new}'")
                    })
                    .collect();
                format!(
                    "CASE\n                    {}\n\n                    ELSE old_enum_val::text\n\
                     \x20               END",
                    cases.join(" ")
                )
            };
            texts.push(format!(
                "\n            CREATE FUNCTION \"{schema}\".{function}(\n                \
                 new_enum_val {new_type}, old_enum_val {old_type}\n            )\n            \
                 RETURNS boolean AS $$\n                SELECT new_enum_val::text {operator} \
                 {compared};\n            $$ LANGUAGE SQL IMMUTABLE\n        "
            ));
            texts.push(format!(
                "\n        CREATE OPERATOR \"{schema}\".{operator} (\n            \
                 leftarg = {new_type},\n            rightarg = {old_type},\n            \
                 procedure = \"{schema}\".{function}\n        )\n    "
            ));
        }
        texts
    }

    /// DROP OPERATOR and DROP FUNCTION, twice.
    pub(super) fn drop_operators(&self) -> Vec<String> {
        let Self {
            schema,
            new_type,
            old_type,
            ..
        } = self;
        let mut texts = Vec::new();
        for (operator, function) in OPERATORS {
            texts.push(format!(
                "\n            DROP OPERATOR IF EXISTS \"{schema}\".{operator} (\n                \
                 {new_type},\n                {old_type}\n            )\n            "
            ));
            texts.push(format!(
                "\n        DROP FUNCTION \"{schema}\".{function}(\n            \
                 new_enum_val {new_type}, old_enum_val {old_type}\n        )\n    "
            ));
        }
        texts
    }

    /// ALTER COLUMN … TYPE of a column of the enumeration.
    pub(super) fn cast_column(&self, table: &str, column: &str) -> String {
        let new_type = &self.new_type;
        let head = format!(
            "ALTER TABLE {table} \n                ALTER COLUMN {column} TYPE {new_type} \n\
             \x20               USING "
        );
        if self.renamings.is_empty() {
            return format!("{head}{column}::text::{new_type}\n                ");
        }
        let cases: Vec<String> = self
            .renamings
            .iter()
            .map(|Renaming { old, new }| {
                format!("WHEN {column}::text = '{old}' THEN '{new}'::{new_type}")
            })
            .collect();
        format!(
            "{head}CASE \n                {}\n\n                ELSE {column}::text::{new_type}\n\
             \x20               END\n                ",
            cases.join(" ")
        )
    }

    /// ALTER COLUMN … TYPE of a column of arrays.
    pub(super) fn cast_array_column(&self, table: &str, column: &str) -> String {
        let new_type = &self.new_type;
        let mut array = format!("{column}::text[]");
        for Renaming { old, new } in self.renamings {
            array = format!("array_replace({array}, '{old}', '{new}')");
        }
        format!(
            "ALTER TABLE {table} \n            ALTER COLUMN {column} TYPE {new_type}[]\n\
             \x20           USING {array}::{new_type}[]\n            "
        )
    }
}

/// `ALTER COLUMN … DROP DEFAULT`.
pub(super) fn drop_default(table: &str, column: &str) -> String {
    format!("ALTER TABLE {table}\n             ALTER COLUMN {column} DROP DEFAULT")
}

/// `ALTER COLUMN … SET DEFAULT`.
pub(super) fn set_default(table: &str, column: &str, default: &str) -> String {
    format!("ALTER TABLE {table}\n            ALTER COLUMN {column} SET DEFAULT {default}")
}

/// The question for the default of a column.
pub(super) fn column_default(schema: &str, table: &str, column: &str) -> String {
    format!(
        "\n        SELECT column_default\n        FROM information_schema.columns\n        \
         WHERE \n            table_schema = '{schema}' AND \n            \
         table_name = '{table}' AND \n            column_name = '{column}'\n    "
    )
}

/// DROP INDEX of an index named with its schema or without.
pub(super) fn drop_index(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((schema, index)) => format!(
            "DROP INDEX IF EXISTS \"{}\".\"{}\"",
            schema.trim_matches('"'),
            index.trim_matches('"')
        ),
        None => format!("DROP INDEX IF EXISTS \"{}\"", name.trim_matches('"')),
    }
}
