//! Queries about tables, views, their columns, and sequences.

use super::parts::{PERSISTENCE, RELATION, RELATIONS, USERS, comment};

pub(in super::super) fn tables() -> String {
    let comment = comment("pg_class", "c.oid");
    format!(
        "SELECT '', json_build_object('name', {RELATION}, \
         'kind', CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned' \
            WHEN 'f' THEN 'foreign' END, \
         'persistence', {PERSISTENCE}, 'access_method', a.amname, \
         'partition_key', pg_get_partkeydef(c.oid), \
         'partition_of', CASE WHEN c.relispartition THEN (SELECT json_build_object(\
            'parent', i.inhparent::regclass::text, 'bound', pg_get_expr(c.relpartbound, c.oid), \
            'detaching', coalesce((to_jsonb(i) ->> 'inhdetachpending')::boolean, false)) \
            FROM pg_inherits i WHERE i.inhrelid = c.oid) END, \
         'inherits', CASE WHEN c.relispartition THEN '[]' ELSE array_to_json(ARRAY(\
            SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = c.oid \
            ORDER BY i.inhseqno)) END, \
         'of_type', CASE WHEN c.reloftype <> 0 THEN c.reloftype::regtype::text END, \
         'foreign_server', (SELECT format('%I (%s)', s.srvname, \
            array_to_string(f.ftoptions, ', ')) FROM pg_foreign_table f \
            JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid), \
         'row_security', c.relrowsecurity, 'force_row_security', c.relforcerowsecurity, \
         'replica_identity', CASE c.relreplident WHEN 'd' THEN 'default' WHEN 'n' THEN 'nothing' \
            WHEN 'f' THEN 'full' WHEN 'i' THEN 'index' END, \
         'options', coalesce(c.reloptions, '{{}}') || ARRAY(SELECT 'toast.' || o \
            FROM pg_class t, unnest(t.reloptions) o WHERE t.oid = c.reltoastrelid), \
         'comment', m.description)::text \
         FROM {RELATIONS} LEFT JOIN pg_am a ON a.oid = c.relam {comment} \
         WHERE c.relkind IN ('r', 'p', 'f') AND {USERS}"
    )
}

pub(in super::super) fn views() -> String {
    let comment = comment("pg_class", "c.oid");
    format!(
        "SELECT '', json_build_object('name', {RELATION}, \
         'kind', CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized' END, \
         'definition', pg_get_viewdef(c.oid), 'populated', c.relispopulated, \
         'options', coalesce(c.reloptions, '{{}}'), 'comment', m.description)::text \
         FROM {RELATIONS} {comment} WHERE c.relkind IN ('v', 'm') AND {USERS}"
    )
}

/// Columns of tables and views, and attributes of composite types, in their order.
pub(in super::super) fn columns(server_version: u32) -> String {
    let compression = if server_version >= 140_000 {
        "'compression ' || nullif(a.attcompression, '')::text"
    } else {
        "NULL"
    };
    format!(
        "SELECT {RELATION}, json_build_object('name', quote_ident(a.attname), \
         'type_name', format_type(a.atttypid, a.atttypmod), \
         'collation', CASE WHEN a.attcollation <> t.typcollation \
            THEN a.attcollation::regcollation::text END, \
         'not_null', a.attnotnull, \
         'default', CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END, \
         'generated', CASE a.attgenerated WHEN '' THEN NULL WHEN 's' THEN 'stored ' \
            ELSE 'virtual ' END || pg_get_expr(d.adbin, d.adrelid), \
         'identity', CASE a.attidentity WHEN 'a' THEN 'always' WHEN 'd' THEN 'by default' END, \
         'settings', array_remove(ARRAY[\
            CASE WHEN a.attstorage <> t.typstorage THEN 'storage ' || a.attstorage::text END, \
            {compression}, \
            CASE WHEN a.attstattarget >= 0 THEN 'statistics ' || a.attstattarget END\
            ] || a.attoptions || a.attfdwoptions, NULL), \
         'comment', m.description)::text \
         FROM pg_attribute a \
         JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') \
         JOIN pg_namespace n ON n.oid = c.relnamespace \
         JOIN pg_type t ON t.oid = a.atttypid \
         LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
         LEFT JOIN pg_description m ON m.classoid = 'pg_catalog.pg_class'::regclass \
            AND m.objoid = a.attrelid AND m.objsubid = a.attnum \
         WHERE a.attnum > 0 AND NOT a.attisdropped AND {USERS} ORDER BY a.attrelid, a.attnum"
    )
}

pub(in super::super) fn sequences() -> String {
    let comment = comment("pg_class", "c.oid");
    format!(
        "SELECT '', json_build_object('name', {RELATION}, \
         'type_name', format_type(s.seqtypid, NULL), 'start', s.seqstart, \
         'increment', s.seqincrement, 'minimum', s.seqmin, 'maximum', s.seqmax, \
         'cache', s.seqcache, 'cycle', s.seqcycle, 'persistence', {PERSISTENCE}, \
         'owned_by', CASE WHEN d.objid IS NOT NULL THEN json_build_object(\
            'table', d.refobjid::regclass::text, 'column', (SELECT quote_ident(a.attname) \
            FROM pg_attribute a WHERE a.attrelid = d.refobjid AND a.attnum = d.refobjsubid)) END, \
         'identity', d.deptype IS NOT DISTINCT FROM 'i', 'comment', m.description)::text \
         FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid \
         JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass \
            AND d.objid = c.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass \
            AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i') {comment} WHERE {USERS}"
    )
}
