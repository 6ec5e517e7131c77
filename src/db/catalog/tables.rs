//! The tables of a database in detail: columns, indexes, constraints, enum types, settings.
//!
//! The counterpart of SQLAlchemy's `Inspector`, as far as the effect of a statement hangs on it.
//! Names are split into schema and name as the catalog has them; nothing is quoted.

use crate::db::{Cell, Connection, DbError};

/// Relations of users; the server's own, and other sessions' temporary ones, are left out.
const USERS: &str = "n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDetail {
    /// Its schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// The planner's estimate of its rows; `None` where it was never analyzed.
    pub rows: Option<i64>,
    /// Its size with indexes and TOAST, in bytes.
    pub bytes: i64,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnDetail {
    /// The table's schema.
    pub schema: String,
    /// The table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// Its type as `format_type()` writes it.
    pub type_name: String,
    /// Whether it is NOT NULL.
    pub not_null: bool,
}

/// An index; it lies in its table's schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexDetail {
    /// The schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// The table.
    pub table: String,
    /// `pg_get_indexdef()`, where it has expressions or a condition.
    pub computed_by: Option<String>,
}

/// A schema and a name in it.
pub type QualifiedName = (String, String);

/// A table that inherits from another or is a partition of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DescentDetail {
    /// The table.
    pub child: QualifiedName,
    /// What it belongs to.
    pub parent: QualifiedName,
    /// `child`, `partition`, or `default` for the partition of what no other takes.
    pub kind: String,
}

/// A trigger or a rule that is not switched off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HookDetail {
    /// The table or the view.
    pub table: QualifiedName,
    /// Its name.
    pub name: String,
    /// What sets it off: `insert`, `update`, `delete`, `truncate`.
    pub events: Vec<String>,
}

/// A constraint of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConstraintDetail {
    /// The table's schema.
    pub schema: String,
    /// The table.
    pub table: String,
    /// Its name.
    pub name: String,
    /// `contype`: `c`, `f`, `p`, `u`, `x`.
    pub kind: String,
    /// Whether all rows were held against it.
    pub validated: bool,
    /// `pg_get_constraintdef()`.
    pub definition: String,
    /// The names of its columns.
    pub columns: Vec<String>,
    /// For a foreign key, the schema and the name of the table it references.
    pub references: Option<(String, String)>,
    /// For a foreign key, the columns of that table.
    pub referenced_columns: Vec<String>,
    /// For a foreign key, whether rows that refer to a deleted one are changed.
    pub deletes_along: bool,
    /// For a foreign key, whether rows that refer to one whose key changes are changed.
    pub updates_along: bool,
}

/// An enum type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumerationDetail {
    /// Its schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// Its labels in order.
    pub labels: Vec<String>,
}

/// The tables of a database in detail.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tables {
    /// `current_schema()`; empty where the search path names no schema that exists.
    pub current_schema: String,
    /// `lock_timeout` in milliseconds; 0 for none.
    pub lock_timeout: i64,
    /// `TimeZone`.
    pub time_zone: String,
    /// The tables.
    pub tables: Vec<TableDetail>,
    /// Their columns.
    pub columns: Vec<ColumnDetail>,
    /// Their indexes.
    pub indexes: Vec<IndexDetail>,
    /// Their constraints.
    pub constraints: Vec<ConstraintDetail>,
    /// The enum types.
    pub enumerations: Vec<EnumerationDetail>,
    /// Children and partitions.
    pub descents: Vec<DescentDetail>,
    /// Views, each with one of the relations in its query.
    pub views: Vec<(QualifiedName, QualifiedName)>,
    /// Triggers and rules.
    pub hooks: Vec<HookDetail>,
    /// Domains, and whether they have a condition.
    pub domains: Vec<(QualifiedName, bool)>,
}

impl Tables {
    /// Reads the catalogs with ten queries. Nothing is changed.
    ///
    /// # Errors
    ///
    /// The server's.
    pub fn read(connection: &mut Connection) -> Result<Self, DbError> {
        let mut tables = Self::default();
        let settings = "SELECT coalesce(current_schema(), ''), \
                        (SELECT setting::int8 FROM pg_catalog.pg_settings \
                          WHERE name = 'lock_timeout'), \
                        current_setting('TimeZone')";
        for row in connection.query(settings)?.rows {
            if let [Cell::Text(schema), Cell::Integer(timeout), Cell::Text(zone)] = row.as_slice() {
                tables.current_schema.clone_from(schema);
                tables.lock_timeout = *timeout;
                tables.time_zone.clone_from(zone);
            }
        }
        tables.tables = read(
            connection,
            &format!(
                "SELECT n.nspname::text, c.relname::text, c.reltuples::int8, \
                 CASE WHEN c.relkind = 'p' THEN (SELECT coalesce(sum(\
                 pg_catalog.pg_total_relation_size(relid)), 0)::int8 \
                 FROM pg_catalog.pg_partition_tree(c.oid)) \
                 ELSE pg_catalog.pg_total_relation_size(c.oid) END \
                 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                 WHERE c.relkind IN ('r', 'p', 'm') AND {USERS}"
            ),
            table,
        )?;
        tables.columns = read(
            connection,
            &format!(
                "SELECT n.nspname::text, c.relname::text, a.attname::text, \
                 pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull \
                 FROM pg_catalog.pg_attribute a \
                 JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm') \
                 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                 WHERE a.attnum > 0 AND NOT a.attisdropped AND {USERS}"
            ),
            column,
        )?;
        tables.indexes = read(
            connection,
            &format!(
                "SELECT n.nspname::text, i.relname::text, c.relname::text, \
                 CASE WHEN x.indexprs IS NOT NULL OR x.indpred IS NOT NULL \
                 THEN pg_catalog.pg_get_indexdef(x.indexrelid) END \
                 FROM pg_catalog.pg_index x \
                 JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid \
                 JOIN pg_catalog.pg_class c ON c.oid = x.indrelid \
                 JOIN pg_catalog.pg_namespace n ON n.oid = i.relnamespace WHERE {USERS}"
            ),
            index,
        )?;
        tables.constraints = read(
            connection,
            &format!(
                "SELECT n.nspname::text, c.relname::text, k.conname::text, k.contype::text, \
                 k.convalidated, pg_catalog.pg_get_constraintdef(k.oid), \
                 ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a \
                        WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)), \
                 rn.nspname::text, r.relname::text, k.confdeltype IN ('c', 'n', 'd'), \
                 k.confupdtype IN ('c', 'n', 'd'), \
                 ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a \
                        WHERE a.attrelid = k.confrelid AND a.attnum = ANY (k.confkey)) \
                 FROM pg_catalog.pg_constraint k \
                 JOIN pg_catalog.pg_class c ON c.oid = k.conrelid \
                 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
                 LEFT JOIN pg_catalog.pg_class r ON r.oid = k.confrelid \
                 LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace \
                 WHERE k.contype IN ('c', 'f', 'p', 'u', 'x') AND {USERS}"
            ),
            constraint,
        )?;
        tables.enumerations = read(
            connection,
            &format!(
                "SELECT n.nspname::text, t.typname::text, \
                 array_agg(e.enumlabel::text ORDER BY e.enumsortorder) \
                 FROM pg_catalog.pg_type t \
                 JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid \
                 JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace \
                 WHERE {USERS} GROUP BY 1, 2"
            ),
            enumeration,
        )?;
        tables.descents = read(
            connection,
            "SELECT cn.nspname::text, c.relname::text, pn.nspname::text, p.relname::text, \
             CASE WHEN NOT c.relispartition THEN 'child' \
                  WHEN pg_catalog.pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT' THEN 'default' \
                  ELSE 'partition' END \
             FROM pg_catalog.pg_inherits i \
             JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND c.relkind IN ('r', 'p', 'f') \
             JOIN pg_catalog.pg_namespace cn ON cn.oid = c.relnamespace \
             JOIN pg_catalog.pg_class p ON p.oid = i.inhparent \
             JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace",
            descent,
        )?;
        tables.views = read(
            connection,
            &format!(
                "SELECT DISTINCT n.nspname::text, v.relname::text, rn.nspname::text, r.relname::text \
                 FROM pg_catalog.pg_rewrite w \
                 JOIN pg_catalog.pg_class v ON v.oid = w.ev_class AND v.relkind IN ('v', 'm') \
                 JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace \
                 JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass \
                  AND d.objid = w.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass \
                 JOIN pg_catalog.pg_class r ON r.oid = d.refobjid AND r.oid <> v.oid \
                 JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace WHERE {USERS}"
            ),
            view,
        )?;
        tables.hooks = read(
            connection,
            &format!(
                "SELECT n.nspname::text, c.relname::text, h.name, h.events \
                 FROM (SELECT tgrelid AS relation, tgname::text AS name, array_remove(ARRAY[\
                        CASE WHEN tgtype & 4 <> 0 THEN 'insert' END, \
                        CASE WHEN tgtype & 8 <> 0 THEN 'delete' END, \
                        CASE WHEN tgtype & 16 <> 0 THEN 'update' END, \
                        CASE WHEN tgtype & 32 <> 0 THEN 'truncate' END], NULL) AS events \
                        FROM pg_catalog.pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' \
                       UNION ALL SELECT ev_class, rulename::text, ARRAY[CASE ev_type \
                        WHEN '2' THEN 'update' WHEN '3' THEN 'insert' ELSE 'delete' END] \
                        FROM pg_catalog.pg_rewrite WHERE ev_type <> '1' AND ev_enabled <> 'D') h \
                 JOIN pg_catalog.pg_class c ON c.oid = h.relation \
                 JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE {USERS}"
            ),
            hook,
        )?;
        tables.domains = read(
            connection,
            &format!(
                "SELECT n.nspname::text, t.typname::text, t.typnotnull OR EXISTS (SELECT 1 \
                 FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid) OR EXISTS (SELECT 1 \
                 FROM pg_catalog.pg_type b WHERE b.oid = t.typbasetype AND b.typtype = 'd') \
                 FROM pg_catalog.pg_type t \
                 JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace \
                 WHERE t.typtype = 'd' AND {USERS}"
            ),
            domain,
        )?;
        Ok(tables)
    }
}

fn read<T>(
    connection: &mut Connection,
    query: &str,
    detail: fn(&[Cell]) -> Option<T>,
) -> Result<Vec<T>, DbError> {
    let rows = connection.query(query)?.rows;
    Ok(rows.iter().filter_map(|row| detail(row)).collect())
}

fn table(row: &[Cell]) -> Option<TableDetail> {
    match row {
        [
            Cell::Text(schema),
            Cell::Text(name),
            Cell::Integer(rows),
            Cell::Integer(bytes),
        ] => Some(TableDetail {
            schema: schema.clone(),
            name: name.clone(),
            rows: Some(*rows).filter(|rows| *rows >= 0),
            bytes: *bytes,
        }),
        _ => None,
    }
}

fn column(row: &[Cell]) -> Option<ColumnDetail> {
    match row {
        [
            Cell::Text(schema),
            Cell::Text(table),
            Cell::Text(name),
            Cell::Text(type_name),
            Cell::Bool(not_null),
        ] => Some(ColumnDetail {
            schema: schema.clone(),
            table: table.clone(),
            name: name.clone(),
            type_name: type_name.clone(),
            not_null: *not_null,
        }),
        _ => None,
    }
}

fn index(row: &[Cell]) -> Option<IndexDetail> {
    match row {
        [
            Cell::Text(schema),
            Cell::Text(name),
            Cell::Text(table),
            computed_by,
        ] => Some(IndexDetail {
            schema: schema.clone(),
            name: name.clone(),
            table: table.clone(),
            computed_by: computed_by.as_text().map(str::to_owned),
        }),
        _ => None,
    }
}

fn constraint(row: &[Cell]) -> Option<ConstraintDetail> {
    match row {
        [
            Cell::Text(schema),
            Cell::Text(table),
            Cell::Text(name),
            Cell::Text(kind),
            Cell::Bool(validated),
            Cell::Text(definition),
            Cell::Array(columns),
            references_schema,
            references,
            deletes_along,
            updates_along,
            Cell::Array(referenced_columns),
        ] => Some(ConstraintDetail {
            schema: schema.clone(),
            table: table.clone(),
            name: name.clone(),
            kind: kind.clone(),
            validated: *validated,
            definition: definition.clone(),
            columns: texts(columns),
            references: match (references_schema, references) {
                (Cell::Text(schema), Cell::Text(name)) => Some((schema.clone(), name.clone())),
                _ => None,
            },
            referenced_columns: texts(referenced_columns),
            deletes_along: *deletes_along == Cell::Bool(true),
            updates_along: *updates_along == Cell::Bool(true),
        }),
        _ => None,
    }
}

fn enumeration(row: &[Cell]) -> Option<EnumerationDetail> {
    match row {
        [Cell::Text(schema), Cell::Text(name), Cell::Array(labels)] => Some(EnumerationDetail {
            schema: schema.clone(),
            name: name.clone(),
            labels: texts(labels),
        }),
        _ => None,
    }
}

fn descent(row: &[Cell]) -> Option<DescentDetail> {
    match row {
        [
            Cell::Text(child_schema),
            Cell::Text(child),
            Cell::Text(parent_schema),
            Cell::Text(parent),
            Cell::Text(kind),
        ] => Some(DescentDetail {
            child: (child_schema.clone(), child.clone()),
            parent: (parent_schema.clone(), parent.clone()),
            kind: kind.clone(),
        }),
        _ => None,
    }
}

fn view(row: &[Cell]) -> Option<(QualifiedName, QualifiedName)> {
    match row {
        [
            Cell::Text(view_schema),
            Cell::Text(view),
            Cell::Text(schema),
            Cell::Text(name),
        ] => Some((
            (view_schema.clone(), view.clone()),
            (schema.clone(), name.clone()),
        )),
        _ => None,
    }
}

fn hook(row: &[Cell]) -> Option<HookDetail> {
    match row {
        [
            Cell::Text(schema),
            Cell::Text(table),
            Cell::Text(name),
            Cell::Array(events),
        ] => Some(HookDetail {
            table: (schema.clone(), table.clone()),
            name: name.clone(),
            events: texts(events),
        }),
        _ => None,
    }
}

fn domain(row: &[Cell]) -> Option<(QualifiedName, bool)> {
    match row {
        [
            Cell::Text(schema),
            Cell::Text(name),
            Cell::Bool(is_constrained),
        ] => Some(((schema.clone(), name.clone()), *is_constrained)),
        _ => None,
    }
}

fn texts(cells: &[Cell]) -> Vec<String> {
    cells
        .iter()
        .filter_map(Cell::as_text)
        .map(str::to_owned)
        .collect()
}
