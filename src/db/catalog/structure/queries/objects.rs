//! Queries about schemas, extensions, types and routines.

use super::parts::{RELATION, RELATIONS, USERS, comment, is_own};

pub(in super::super) fn schemas() -> String {
    let comment = comment("pg_namespace", "n.oid");
    format!(
        "SELECT '', json_build_object('name', quote_ident(n.nspname), 'comment', m.description)::text \
         FROM pg_namespace n {comment} WHERE {USERS}"
    )
}

pub(in super::super) fn extensions() -> String {
    let comment = comment("pg_extension", "x.oid");
    format!(
        "SELECT '', json_build_object('name', x.extname, 'version', x.extversion, \
         'schema', quote_ident(n.nspname), 'comment', m.description)::text \
         FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace {comment}"
    )
}

pub(in super::super) fn enumerations() -> String {
    let comment = comment("pg_type", "t.oid");
    let own = is_own("pg_type", "t.oid");
    format!(
        "SELECT '', json_build_object('name', format('%I.%I', n.nspname, t.typname), \
         'labels', ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid \
            ORDER BY e.enumsortorder), 'comment', m.description)::text \
         FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace {comment} \
         WHERE t.typtype = 'e' AND {own} AND {USERS}"
    )
}

pub(in super::super) fn domains() -> String {
    let comment = comment("pg_type", "t.oid");
    let own = is_own("pg_type", "t.oid");
    format!(
        "SELECT '', json_build_object('name', format('%I.%I', n.nspname, t.typname), \
         'base_type', format_type(t.typbasetype, t.typtypmod), \
         'collation', CASE WHEN t.typcollation <> b.typcollation \
            THEN t.typcollation::regcollation::text END, \
         'not_null', t.typnotnull, 'default', t.typdefault, \
         'constraints', coalesce((SELECT json_agg(json_build_object(\
            'name', quote_ident(k.conname), 'definition', pg_get_constraintdef(k.oid), \
            'comment', obj_description(k.oid, 'pg_constraint')) \
            ORDER BY k.conname::text COLLATE \"C\") FROM pg_constraint k \
            WHERE k.contypid = t.oid AND k.contype = 'c'), '[]'), \
         'comment', m.description)::text \
         FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace \
         JOIN pg_type b ON b.oid = t.typbasetype {comment} \
         WHERE t.typtype = 'd' AND {own} AND {USERS}"
    )
}

pub(in super::super) fn composite_types() -> String {
    let comment = comment("pg_type", "t.oid");
    let own = is_own("pg_type", "t.oid");
    format!(
        "SELECT '', json_build_object('name', {RELATION}, 'attributes', '[]'::json, \
         'comment', m.description)::text \
         FROM {RELATIONS} JOIN pg_type t ON t.oid = c.reltype {comment} \
         WHERE c.relkind = 'c' AND {own} AND {USERS}"
    )
}

pub(in super::super) fn routines() -> String {
    let comment = comment("pg_proc", "p.oid");
    let own = is_own("pg_proc", "p.oid");
    format!(
        "SELECT '', json_build_object('name', format('%I.%I(%s)', n.nspname, p.proname, \
            pg_get_function_identity_arguments(p.oid)), \
         'kind', CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' \
            ELSE 'function' END, \
         'definition', CASE WHEN p.prokind = 'a' THEN (SELECT format('%s RETURNS %s: %s', \
            pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), \
            to_jsonb(g) - 'aggfnoid' - 'aggtranstype' - 'aggmtranstype' - 'aggsortop' \
            || jsonb_build_object('aggtranstype', g.aggtranstype::regtype, \
            'aggmtranstype', g.aggmtranstype::regtype, 'aggsortop', g.aggsortop::regoperator, \
            'parallel', p.proparallel)) \
            FROM pg_aggregate g WHERE g.aggfnoid = p.oid) \
            ELSE pg_get_functiondef(p.oid) END, 'comment', m.description)::text \
         FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace {comment} \
         WHERE {own} AND {USERS}"
    )
}
