//! A table as `release.toml` names it: `schema.name`, or a name in the schema `public`.

use crate::db::quoted_identifier;

/// The table's name as it stands in SQL, always with its schema.
///
/// ```
/// # use alembic_rs::release::quoted_table;
/// assert_eq!(quoted_table("funds"), "\"public\".\"funds\"");
/// assert_eq!(quoted_table("audit.Log"), "\"audit\".\"Log\"");
/// ```
pub fn quoted_table(table: &str) -> String {
    let (schema, name) = table.split_once('.').unwrap_or(("public", table));
    format!("{}.{}", quoted_identifier(schema), quoted_identifier(name))
}

/// The table's name with its schema, as reports and snapshots have it.
pub fn qualified_table(table: &str) -> String {
    if table.contains('.') {
        table.to_owned()
    } else {
        format!("public.{table}")
    }
}
