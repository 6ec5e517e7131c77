//! Queries about what belongs to a table or a view besides its columns.

use super::parts::{RELATION, USERS, comment, firing};

/// Constraints, without those that a foreign key to a partitioned table makes for each partition.
pub(in super::super) fn constraints() -> String {
    let comment = comment("pg_constraint", "k.oid");
    let names = |columns: &str, relation: &str| {
        format!(
            "ARRAY(SELECT quote_ident(a.attname) FROM unnest({columns}) WITH ORDINALITY AS u \
             JOIN pg_attribute a ON a.attrelid = {relation} AND a.attnum = u.u \
             ORDER BY u.ordinality)"
        )
    };
    let columns = names("k.conkey", "k.conrelid");
    let referenced = names("k.confkey", "k.confrelid");
    format!(
        "SELECT {RELATION}, json_build_object('name', quote_ident(k.conname), \
         'kind', CASE k.contype WHEN 'p' THEN 'primary_key' WHEN 'u' THEN 'unique' \
            WHEN 'c' THEN 'check' WHEN 'f' THEN 'foreign_key' WHEN 'x' THEN 'exclusion' \
            WHEN 'n' THEN 'not_null' END, \
         'definition', pg_get_constraintdef(k.oid), 'columns', {columns}, \
         'references', CASE WHEN k.contype = 'f' THEN json_build_object(\
            'table', k.confrelid::regclass::text, 'columns', {referenced}) END, \
         'deferrable', k.condeferrable, 'validated', k.convalidated, \
         'enforced', s.tgconstraint IS NULL, 'comment', m.description)::text \
         FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid \
         JOIN pg_namespace n ON n.oid = c.relnamespace \
         LEFT JOIN (SELECT DISTINCT tgconstraint FROM pg_trigger \
            WHERE tgisinternal AND tgenabled <> 'O') s ON s.tgconstraint = k.oid {comment} \
         WHERE (k.contype IN ('p', 'u', 'c', 'f', 'x') OR k.contype = 'n' AND NOT k.convalidated) \
           AND NOT (k.contype = 'f' AND EXISTS (SELECT FROM pg_constraint p \
            WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid)) AND {USERS}"
    )
}

pub(in super::super) fn indexes() -> String {
    let comment = comment("pg_class", "i.oid");
    let unique = "CASE WHEN x.indisunique THEN 'UNIQUE ' ELSE '' END";
    format!(
        "SELECT {RELATION}, json_build_object('name', quote_ident(i.relname), \
         'definition', {unique} || 'INDEX ' || substr(pg_get_indexdef(x.indexrelid), \
            length('CREATE ' || {unique} || 'INDEX ' || quote_ident(i.relname) || ' ') + 1), \
         'method', a.amname, 'unique', x.indisunique, 'primary', x.indisprimary, \
         'valid', x.indisvalid AND x.indisready AND x.indislive, \
         'clustered', x.indisclustered, 'replica_identity', x.indisreplident, \
         'attached', EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = i.oid), \
         'predicate', pg_get_expr(x.indpred, x.indrelid), \
         'constraint', (SELECT quote_ident(k.conname) FROM pg_depend d \
            JOIN pg_constraint k ON k.oid = d.refobjid \
            WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = i.oid \
              AND d.refclassid = 'pg_catalog.pg_constraint'::regclass AND d.deptype = 'i'), \
         'comment', m.description)::text \
         FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid \
         JOIN pg_am a ON a.oid = i.relam \
         JOIN pg_class c ON c.oid = x.indrelid AND c.relkind IN ('r', 'p', 'f', 'm') \
         JOIN pg_namespace n ON n.oid = c.relnamespace {comment} WHERE {USERS}"
    )
}

pub(in super::super) fn triggers() -> String {
    let comment = comment("pg_trigger", "t.oid");
    let fires = firing("t.tgenabled");
    format!(
        "SELECT {RELATION}, json_build_object('name', quote_ident(t.tgname), \
         'definition', pg_get_triggerdef(t.oid), 'fires', {fires}, \
         'comment', m.description)::text \
         FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid \
         JOIN pg_namespace n ON n.oid = c.relnamespace {comment} \
         WHERE NOT t.tgisinternal AND {USERS}"
    )
}

pub(in super::super) fn rules() -> String {
    let comment = comment("pg_rewrite", "r.oid");
    let applies = firing("r.ev_enabled");
    format!(
        "SELECT {RELATION}, json_build_object('name', quote_ident(r.rulename), \
         'definition', pg_get_ruledef(r.oid), 'applies', {applies}, \
         'comment', m.description)::text \
         FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class \
         JOIN pg_namespace n ON n.oid = c.relnamespace {comment} \
         WHERE r.rulename <> '_RETURN' AND {USERS}"
    )
}

pub(in super::super) fn policies() -> String {
    let comment = comment("pg_policy", "p.oid");
    format!(
        "SELECT {RELATION}, json_build_object('name', quote_ident(p.polname), \
         'command', CASE p.polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' \
            WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' WHEN '*' THEN 'all' END, \
         'permissive', p.polpermissive, \
         'roles', ARRAY(SELECT CASE o.role WHEN 0 THEN 'public' ELSE o.role::regrole::text END \
            FROM unnest(p.polroles) AS o(role) ORDER BY 1), \
         'using', pg_get_expr(p.polqual, p.polrelid), \
         'check', pg_get_expr(p.polwithcheck, p.polrelid), 'comment', m.description)::text \
         FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid \
         JOIN pg_namespace n ON n.oid = c.relnamespace {comment} WHERE {USERS}"
    )
}
