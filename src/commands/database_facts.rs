//! What a database says of its tables, in the words of those who judge statements.

use crate::db::catalog::Tables;
use crate::db::{Connection, DbError};
use crate::safety::{
    ColumnFact, ConstraintFact, ConstraintKindFact, DatabaseFacts, Descent, DescentFact,
    EnumerationFact, ForeignKey, Hook, IndexFact, ReferentialAction, RelationName, RowEvent,
    TableFact,
};

/// Reads the catalogs. Nothing is changed.
pub(super) fn database_facts(connection: &mut Connection) -> Result<DatabaseFacts, DbError> {
    let tables = Tables::read(connection)?;
    let default_schema = match tables.current_schema.as_str() {
        "" => "public",
        schema => schema,
    };
    let named =
        |schema: &str, name: &str| RelationName::qualified(Some(schema), name, default_schema);
    Ok(DatabaseFacts {
        default_schema: default_schema.to_owned(),
        tables: tables
            .tables
            .iter()
            .map(|table| TableFact {
                name: named(&table.schema, &table.name),
                rows: table.rows.and_then(|rows| u64::try_from(rows).ok()),
                bytes: u64::try_from(table.bytes).unwrap_or_default(),
            })
            .collect(),
        columns: tables
            .columns
            .iter()
            .map(|column| ColumnFact {
                table: named(&column.schema, &column.table),
                name: column.name.clone(),
                type_name: column.type_name.clone(),
                not_null: column.not_null,
            })
            .collect(),
        indexes: tables
            .indexes
            .iter()
            .map(|index| IndexFact {
                name: named(&index.schema, &index.name),
                table: named(&index.schema, &index.table),
                computed_by: index.computed_by.clone(),
            })
            .collect(),
        constraints: tables
            .constraints
            .iter()
            .map(|constraint| ConstraintFact {
                table: named(&constraint.schema, &constraint.table),
                name: constraint.name.clone(),
                kind: match (&constraint.references, constraint.kind.as_str()) {
                    (Some((schema, name)), _) => ConstraintKindFact::ForeignKey(ForeignKey {
                        references: named(schema, name),
                        referenced_columns: constraint.referenced_columns.clone(),
                        on_delete: action(constraint.deletes_along),
                        on_update: action(constraint.updates_along),
                    }),
                    (None, "c") => ConstraintKindFact::Check(constraint.definition.clone()),
                    (None, _) => ConstraintKindFact::Other,
                },
                columns: constraint.columns.clone(),
                validated: constraint.validated,
            })
            .collect(),
        enumerations: tables
            .enumerations
            .iter()
            .map(|one| EnumerationFact {
                name: named(&one.schema, &one.name),
                labels: one.labels.clone(),
            })
            .collect(),
        descents: tables
            .descents
            .iter()
            .map(|one| DescentFact {
                child: named(&one.child.0, &one.child.1),
                parent: named(&one.parent.0, &one.parent.1),
                kind: match one.kind.as_str() {
                    "partition" => Descent::Partition,
                    "default" => Descent::DefaultPartition,
                    _ => Descent::Inheritance,
                },
            })
            .collect(),
        views: tables
            .views
            .iter()
            .map(|(view, read)| (named(&view.0, &view.1), named(&read.0, &read.1)))
            .collect(),
        hooks: tables
            .hooks
            .iter()
            .map(|one| {
                let hook = Hook {
                    name: one.name.clone(),
                    events: one
                        .events
                        .iter()
                        .filter_map(|event| self::event(event))
                        .collect(),
                };
                (named(&one.table.0, &one.table.1), hook)
            })
            .collect(),
        domains: tables
            .domains
            .iter()
            .map(|(name, is_constrained)| (named(&name.0, &name.1), *is_constrained))
            .collect(),
        lock_timeout: u64::try_from(tables.lock_timeout).unwrap_or_default(),
        time_zone_is_utc: matches!(tables.time_zone.as_str(), "UTC" | "Etc/UTC" | "GMT"),
    })
}

fn action(changes_rows: bool) -> ReferentialAction {
    if changes_rows {
        ReferentialAction::Change
    } else {
        ReferentialAction::Refuse
    }
}

fn event(name: &str) -> Option<RowEvent> {
    match name {
        "insert" => Some(RowEvent::Insert),
        "update" => Some(RowEvent::Update),
        "delete" => Some(RowEvent::Delete),
        "truncate" => Some(RowEvent::Truncate),
        _ => None,
    }
}
