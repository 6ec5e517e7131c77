//! ALTER COLUMN: up to one statement for each property, in Alembic's order.

use crate::operations::{AlterColumnOp, Change};
use crate::schema::{
    Column, Identity, IdentityGeneration, IdentityOptions, ServerDefault, SqlType, TableReference,
};

use super::super::assembly::assemble;
use super::super::error::DdlError;
use super::column::{identity_options, identity_text};
use super::ddl_compiler::DdlCompiler;
use super::table::table_of_column;

impl DdlCompiler {
    /// Type, nullability, default, comment, name; around them the CHECK constraints of the types.
    pub(super) fn alter_column(&self, alter: &AlterColumnOp) -> Result<Vec<String>, DdlError> {
        let mut texts = Vec::new();
        if let (Some(existing), Some(_)) = (&alter.existing_type, &alter.sql_type) {
            texts.extend(self.type_constraints(alter, existing, TypeConstraints::Dropped)?);
        }
        if alter.using.is_some() && alter.sql_type.is_none() {
            return Err(DdlError::Command(
                "postgresql_using must be used with the type_ parameter".to_owned(),
            ));
        }
        let table = self.alter_table(&alter.table)?;
        let column = self.preparer().quote(&alter.column_name)?;
        let prefix = format!("{table} ALTER COLUMN {column}");
        if let Some(sql_type) = &alter.sql_type {
            let using = match alter.using.as_deref() {
                Some(using) if !using.is_empty() => format!("USING {using}"),
                _ => String::new(),
            };
            texts.push(format!(
                "{prefix} TYPE {} {using}",
                self.type_name(sql_type)?
            ));
        }
        match alter.nullable {
            Some(true) => texts.push(format!("{prefix} DROP NOT NULL")),
            Some(false) => texts.push(format!("{prefix} SET NOT NULL")),
            None => {}
        }
        texts.extend(self.altered_default(alter, &prefix)?);
        let comment = match &alter.comment {
            Change::Unchanged => None,
            Change::Drop => Some(self.comment_text(None)),
            Change::Set(comment) => Some(self.comment_text(Some(comment))),
        };
        if let Some(comment) = comment {
            texts.push(format!(
                "COMMENT ON COLUMN {}.{column} IS {comment}",
                self.preparer().format_altered_table(&alter.table)?
            ));
        }
        if let Some(new_name) = &alter.new_name {
            let new_name = self.preparer().quote(new_name)?;
            texts.push(format!("{table} RENAME {column} TO {new_name}"));
        }
        if let Some(sql_type) = &alter.sql_type {
            texts.extend(self.type_constraints(alter, sql_type, TypeConstraints::Added)?);
        }
        Ok(texts)
    }

    fn altered_default(
        &self,
        alter: &AlterColumnOp,
        prefix: &str,
    ) -> Result<Option<String>, DdlError> {
        let existing = match &alter.existing_server_default {
            Change::Set(existing) => Some(existing),
            Change::Unchanged | Change::Drop => None,
        };
        let default = match &alter.server_default {
            Change::Unchanged => return Ok(None),
            Change::Drop => None,
            Change::Set(default) => Some(default),
        };
        let computed =
            |default: Option<&ServerDefault>| matches!(default, Some(ServerDefault::Computed(_)));
        if computed(default) || computed(existing) {
            return Err(DdlError::Compile(
                "Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or \
                 from an existing column is not supported."
                    .to_owned(),
            ));
        }
        let text = match (default, existing) {
            (None, Some(ServerDefault::Identity(_))) => format!("{prefix} DROP IDENTITY"),
            (Some(ServerDefault::Identity(identity)), None) => {
                format!("{prefix} ADD {}", identity_text(identity))
            }
            (Some(ServerDefault::Identity(identity)), Some(ServerDefault::Identity(existing))) => {
                format!("{prefix} {}", identity_changes(identity, existing))
            }
            (Some(ServerDefault::Identity(_)), Some(_))
            | (Some(_), Some(ServerDefault::Identity(_))) => {
                return Err(DdlError::Unsupported(
                    "a change between an identity and another default".to_owned(),
                ));
            }
            (None, _) => format!("{prefix} DROP DEFAULT"),
            (Some(default), _) => {
                let text = self.default_text(default)?.ok_or_else(|| {
                    DdlError::Compile("a fetched value is no default to set".to_owned())
                })?;
                format!("{prefix} SET DEFAULT {text}")
            }
        };
        Ok(Some(text))
    }

    /// The CHECK constraints a type brings, dropped or added.
    fn type_constraints(
        &self,
        alter: &AlterColumnOp,
        sql_type: &SqlType,
        change: TypeConstraints,
    ) -> Result<Vec<String>, DdlError> {
        let column = Column::new(alter.column_name.clone(), sql_type.clone());
        let table = table_of_column(&alter.table, &column);
        let assembled = assemble(&table, &self.options.naming_convention)?;
        let reference: &TableReference = &alter.table;
        assembled
            .constraints
            .iter()
            .map(|constraint| match change {
                TypeConstraints::Dropped => self.drop_assembled_constraint(constraint, reference),
                TypeConstraints::Added => self.add_constraint(constraint, reference),
            })
            .collect()
    }
}

/// What happens with the constraints of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TypeConstraints {
    Dropped,
    Added,
}

/// `SET …` for each property in which two identities differ, by their names in Python.
///
/// What the new one leaves to the server is not compared.
fn identity_changes(identity: &Identity, existing: &Identity) -> String {
    let mut text = String::new();
    let mut set = |options: IdentityOptions| {
        text.extend(["SET ", &identity_options(&options), " "]);
    };
    let (new, old) = (&identity.options, &existing.options);
    let generation = match identity.generation {
        same if same == existing.generation => "",
        IdentityGeneration::Always => "SET GENERATED ALWAYS ",
        IdentityGeneration::ByDefault => "SET GENERATED BY DEFAULT ",
    };
    let none = IdentityOptions::default;
    // In alphabetical order; `always` is the first.
    if new.cache.is_some() && new.cache != old.cache {
        set(IdentityOptions {
            cache: new.cache.clone(),
            ..none()
        });
    }
    if new.cycle.is_some() && new.cycle != old.cycle {
        set(IdentityOptions {
            cycle: new.cycle,
            ..none()
        });
    }
    if new.increment.is_some() && new.increment != old.increment {
        set(IdentityOptions {
            increment: new.increment.clone(),
            ..none()
        });
    }
    if new.maxvalue.is_some() && new.maxvalue != old.maxvalue {
        set(IdentityOptions {
            maxvalue: new.maxvalue.clone(),
            ..none()
        });
    }
    if new.minvalue.is_some() && new.minvalue != old.minvalue {
        set(IdentityOptions {
            minvalue: new.minvalue.clone(),
            ..none()
        });
    }
    if new.nomaxvalue.is_some() && new.nomaxvalue != old.nomaxvalue {
        set(IdentityOptions {
            nomaxvalue: new.nomaxvalue,
            ..none()
        });
    }
    if new.nominvalue.is_some() && new.nominvalue != old.nominvalue {
        set(IdentityOptions {
            nominvalue: new.nominvalue,
            ..none()
        });
    }
    if new.start.is_some() && new.start != old.start {
        set(IdentityOptions {
            start: new.start.clone(),
            ..none()
        });
    }
    format!("{generation}{text}")
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{emulated, integer, script, table, table_in};
    use super::*;
    use crate::operations::Operation;
    use crate::schema::{Computed, Expression, Persistence};

    fn altered(change: impl Fn(&mut AlterColumnOp)) -> Result<String, String> {
        let mut alter = AlterColumnOp::new(table("t"), "c");
        change(&mut alter);
        script(&[Operation::AlterColumn(Box::new(alter))])
    }

    #[test]
    fn every_property_has_its_statement() {
        let text = altered(|alter| {
            alter.table = table_in("S", "t");
            alter.sql_type = Some(SqlType::string(Some(5)));
            alter.using = Some("c::varchar".to_owned());
            alter.nullable = Some(false);
            alter.server_default = Change::Set(ServerDefault::Text("x'y".to_owned()));
            alter.new_name = Some("D".into());
            alter.comment = Change::Set("hi".to_owned());
            alter.existing_type = Some(integer());
        });
        assert_eq!(
            text.unwrap(),
            "ALTER TABLE \"S\".t ALTER COLUMN c TYPE VARCHAR(5) USING c::varchar;\n\
             ALTER TABLE \"S\".t ALTER COLUMN c SET NOT NULL;\n\
             ALTER TABLE \"S\".t ALTER COLUMN c SET DEFAULT 'x''y';\n\
             COMMENT ON COLUMN \"S\".t.c IS 'hi';\n\
             ALTER TABLE \"S\".t RENAME c TO \"D\""
        );
        let text = altered(|alter| {
            alter.nullable = Some(true);
            alter.server_default = Change::Drop;
            alter.comment = Change::Drop;
        });
        assert_eq!(
            text.unwrap(),
            "ALTER TABLE t ALTER COLUMN c DROP NOT NULL;\n\
             ALTER TABLE t ALTER COLUMN c DROP DEFAULT;\n\
             COMMENT ON COLUMN t.c IS NULL"
        );
        assert_eq!(
            altered(|alter| alter.sql_type = Some(integer())).unwrap(),
            "ALTER TABLE t ALTER COLUMN c TYPE INTEGER"
        );
        assert_eq!(altered(|_| ()).unwrap(), "");
        assert_eq!(
            altered(|alter| alter.using = Some("x".to_owned())).unwrap_err(),
            "postgresql_using must be used with the type_ parameter"
        );
    }

    #[test]
    fn identities_are_added_changed_and_dropped() {
        let identity = |change: fn(&mut Identity)| {
            let mut identity = Identity::default();
            change(&mut identity);
            Change::Set(ServerDefault::Identity(identity))
        };
        let start = identity(|identity| identity.options.start = Some(5.into()));
        assert_eq!(
            altered(|alter| alter.server_default = start.clone()).unwrap(),
            "ALTER TABLE t ALTER COLUMN c ADD GENERATED BY DEFAULT AS IDENTITY (START WITH 5)"
        );
        let dropped = altered(|alter| {
            alter.server_default = Change::Drop;
            alter.existing_server_default = start.clone();
        });
        assert_eq!(
            dropped.unwrap(),
            "ALTER TABLE t ALTER COLUMN c DROP IDENTITY"
        );
        let changed = altered(|alter| {
            alter.server_default = identity(|identity| {
                identity.generation = IdentityGeneration::Always;
                identity.options.start = Some(5.into());
                identity.options.cycle = Some(true);
            });
            alter.existing_server_default = identity(|identity| {
                identity.options.start = Some(3.into());
                identity.options.increment = Some(2.into());
            });
        });
        assert_eq!(
            changed.unwrap(),
            "ALTER TABLE t ALTER COLUMN c SET GENERATED ALWAYS SET CYCLE SET START WITH 5"
        );
        let computed = ServerDefault::Computed(Computed {
            expression: Expression::text("x"),
            persistence: Persistence::Unspecified,
        });
        assert_eq!(
            altered(|alter| alter.server_default = Change::Set(computed.clone())).unwrap_err(),
            "Adding or removing a \"computed\" construct, e.g. GENERATED ALWAYS AS, to or from an \
             existing column is not supported."
        );
    }

    #[test]
    fn constraints_of_types_go_and_come() {
        let text = altered(|alter| {
            alter.existing_type = Some(emulated(Some("oo"), &["a"]));
            alter.sql_type = Some(emulated(Some("nn"), &["a", "b"]));
        });
        assert_eq!(
            text.unwrap(),
            "ALTER TABLE t DROP CONSTRAINT oo;\nALTER TABLE t ALTER COLUMN c TYPE VARCHAR(1);\n\
             ALTER TABLE t ADD CONSTRAINT nn CHECK (c IN ('a', 'b'))"
        );
        let text = altered(|alter| {
            alter.existing_type = Some(emulated(None, &["a"]));
            alter.sql_type = Some(integer());
        });
        assert_eq!(
            text.unwrap_err(),
            "Can't emit DROP CONSTRAINT for constraint; it has no name"
        );
    }
}
