//! What stands behind the columns of a table: PostgreSQL's own clauses.

use crate::schema::TableOptions;

use super::super::error::DdlError;
use super::ddl_compiler::DdlCompiler;

impl DdlCompiler {
    /// What stands behind the closing parenthesis.
    pub(super) fn table_options(&self, options: &TableOptions) -> Result<String, DdlError> {
        let mut text = String::new();
        if let Some(parents) = &options.inherits {
            text.extend(["\n INHERITS ( ", &self.quoted_list(parents)?, " )"]);
        }
        if let Some(partition_by) = options
            .partition_by
            .as_deref()
            .filter(|text| !text.is_empty())
        {
            text.extend(["\n PARTITION BY ", partition_by]);
        }
        if let Some(using) = options.using.as_deref().filter(|text| !text.is_empty()) {
            text.extend(["\n USING ", using]);
        }
        match options.with_oids {
            Some(true) => text.push_str("\n WITH OIDS"),
            Some(false) => text.push_str("\n WITHOUT OIDS"),
            None => {}
        }
        if let Some(on_commit) = options.on_commit.as_deref().filter(|text| !text.is_empty()) {
            let phrase = on_commit.replace('_', " ").to_uppercase();
            text.extend(["\n ON COMMIT ", &phrase]);
        }
        if let Some(tablespace) = options
            .tablespace
            .as_ref()
            .filter(|name| !name.text().is_empty())
        {
            text.extend(["\n TABLESPACE ", &self.preparer().quote(tablespace)?]);
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{integer_column, names, script, table_in};
    use super::*;
    use crate::operations::{CreateTableOp, ExistenceCheck, Operation};
    use crate::schema::{
        Column, Constraint, ConstraintTraits, ForeignKeyConstraint, ForeignKeyTarget,
        ForeignKeyTraits, Table,
    };

    #[test]
    fn clauses_of_postgresql_stand_in_their_places() {
        let mut created = Table::new(table_in("S", "t"));
        let key = Column {
            primary_key: true,
            ..integer_column("a")
        };
        created.columns = vec![key, integer_column("b")];
        created.prefixes = vec!["UNLOGGED".to_owned()];
        created.options = TableOptions {
            inherits: Some(names(&["P", "q"])),
            partition_by: Some("RANGE (a)".to_owned()),
            using: Some("heap".to_owned()),
            with_oids: Some(false),
            on_commit: Some("PRESERVE_ROWS".to_owned()),
            tablespace: Some("Ts".into()),
        };
        let key = |targets: [&str; 2], foreign_key| {
            Constraint::ForeignKey(ForeignKeyConstraint {
                traits: ConstraintTraits::default(),
                foreign_key,
                columns: names(&["a", "b"]),
                targets: targets
                    .iter()
                    .map(|target| ForeignKeyTarget::Specification((*target).to_owned()))
                    .collect(),
            })
        };
        created.constraints = vec![
            key(
                ["s.o.x", "s.o.y"],
                ForeignKeyTraits {
                    use_alter: true,
                    ..Default::default()
                },
            ),
            key(
                ["o.x", "o.y"],
                ForeignKeyTraits {
                    onupdate: Some("CASCADE".to_owned()),
                    match_type: Some("FULL".to_owned()),
                    ..Default::default()
                },
            ),
        ];
        let operation = Operation::CreateTable(Box::new(CreateTableOp {
            table: created,
            existence: ExistenceCheck::IfNeeded,
        }));
        assert_eq!(
            script(&[operation]).unwrap(),
            "CREATE UNLOGGED TABLE IF NOT EXISTS \"S\".t (\n    a INTEGER NOT NULL, \n    b INTEGER, \n    \
             PRIMARY KEY (a), \n    FOREIGN KEY(a, b) REFERENCES o (x, y) MATCH FULL ON UPDATE \
             CASCADE\n)\n INHERITS ( \"P\", q )\n PARTITION BY RANGE (a)\n USING heap\n WITHOUT OIDS\n \
             ON COMMIT PRESERVE ROWS\n TABLESPACE \"Ts\""
        );
    }
}
