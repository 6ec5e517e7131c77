//! What several catalog queries share.

/// Schemas of users.
pub(super) const USERS: &str = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

/// A relation's name, qualified and quoted.
pub(super) const RELATION: &str = "format('%I.%I', n.nspname, c.relname)";

/// `c` with its schema.
pub(super) const RELATIONS: &str = "pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace";

/// The comment on an object of a catalog, as `m`.
pub(super) fn comment(catalog: &str, object: &str) -> String {
    format!(
        "LEFT JOIN pg_description m ON m.classoid = 'pg_catalog.{catalog}'::regclass \
         AND m.objoid = {object} AND m.objsubid = 0"
    )
}

/// Whether an object of a catalog was made by a user: neither by an extension, nor along with
/// something else.
pub(super) fn is_own(catalog: &str, object: &str) -> String {
    format!(
        "NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_catalog.{catalog}'::regclass \
         AND e.objid = {object} AND e.deptype IN ('e', 'i'))"
    )
}

/// When a trigger fires or a rule applies.
pub(super) fn firing(column: &str) -> String {
    format!(
        "CASE {column} WHEN 'O' THEN 'origin' WHEN 'D' THEN 'disabled' WHEN 'R' THEN 'replica' \
         WHEN 'A' THEN 'always' END"
    )
}

/// `persistence`, for `c`.
pub(super) const PERSISTENCE: &str = "CASE c.relpersistence WHEN 'p' THEN 'permanent' \
                           WHEN 'u' THEN 'unlogged' END";
