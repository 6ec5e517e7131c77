//! One query about the kinds of objects that few databases have.

use super::parts::{USERS, comment, is_own};

/// A kind of object: what makes it up is a query of its own, and all of them are one request.
struct Kind {
    /// In SQL's words.
    name: &'static str,
    /// The catalog; its row is `o`.
    catalog: &'static str,
    /// An expression: the name, with what tells it from others of the same name.
    object: &'static str,
    /// An expression: what it is.
    definition: &'static str,
    /// What else is joined.
    joins: &'static str,
    /// Which rows are objects of users.
    condition: &'static str,
}

/// For a kind whose objects lie in schemas.
macro_rules! in_schema {
    ($column:literal) => {
        concat!("JOIN pg_namespace n ON n.oid = o.", $column)
    };
}

/// Objects that have no schema and that `initdb` makes too: below are its own.
const NOT_OF_INITDB: &str = "o.oid >= 16384";

const KINDS: &[Kind] = &[
    Kind {
        name: "range type",
        catalog: "pg_type",
        object: "o.oid::regtype::text",
        definition: "jsonb_build_object('subtype', format_type(r.rngsubtype, NULL), \
                     'collation', r.rngcollation::regcollation, 'canonical', r.rngcanonical, \
                     'difference', r.rngsubdiff, 'operator class', (SELECT x.opcname \
                     FROM pg_opclass x WHERE x.oid = r.rngsubopc))",
        joins: concat!(
            in_schema!("typnamespace"),
            " JOIN pg_range r ON r.rngtypid = o.oid"
        ),
        condition: USERS,
    },
    Kind {
        name: "base type",
        catalog: "pg_type",
        object: "o.oid::regtype::text",
        definition: "to_jsonb(o) - 'oid' - 'typnamespace' - 'typowner' - 'typarray' - 'typelem' \
                     - 'typrelid' - 'typacl' - 'typcollation' - 'typbasetype'",
        joins: in_schema!("typnamespace"),
        condition: "(o.typtype = 'p' OR o.typtype = 'b' AND NOT EXISTS (SELECT FROM pg_type y \
                    WHERE y.typarray = o.oid)) AND n.nspname !~ '^pg_' \
                    AND n.nspname <> 'information_schema'",
    },
    Kind {
        name: "cast",
        catalog: "pg_cast",
        object: "format('%s AS %s', format_type(o.castsource, NULL), \
                 format_type(o.casttarget, NULL))",
        definition: "jsonb_build_object('function', CASE WHEN o.castfunc <> 0 \
                     THEN o.castfunc::regprocedure END, 'context', o.castcontext, \
                     'method', o.castmethod)",
        joins: "",
        condition: NOT_OF_INITDB,
    },
    Kind {
        name: "operator",
        catalog: "pg_operator",
        object: "o.oid::regoperator::text",
        definition: "jsonb_build_object('function', o.oprcode, 'commutator', \
                     o.oprcom::regoperator, 'negator', o.oprnegate::regoperator, \
                     'restrict', o.oprrest, 'join', o.oprjoin, 'merges', o.oprcanmerge, \
                     'hashes', o.oprcanhash)",
        joins: in_schema!("oprnamespace"),
        condition: USERS,
    },
    Kind {
        name: "operator class",
        catalog: "pg_opclass",
        object: "format('%I.%I USING %I', n.nspname, o.opcname, a.amname)",
        definition: "jsonb_build_object('family', f.opfname, 'default', o.opcdefault, \
                     'type', format_type(o.opcintype, NULL), \
                     'storage', format_type(nullif(o.opckeytype, 0), NULL))",
        joins: concat!(
            in_schema!("opcnamespace"),
            " JOIN pg_am a ON a.oid = o.opcmethod JOIN pg_opfamily f ON f.oid = o.opcfamily"
        ),
        condition: USERS,
    },
    Kind {
        name: "operator family",
        catalog: "pg_opfamily",
        object: "format('%I.%I USING %I', n.nspname, o.opfname, a.amname)",
        definition: "jsonb_build_object('operators', (SELECT jsonb_agg(format('%s %s %s', \
                     x.amopstrategy, x.amopopr::regoperator, x.amoppurpose) \
                     ORDER BY x.amopstrategy, x.amopopr::regoperator::text) FROM pg_amop x \
                     WHERE x.amopfamily = o.oid), 'functions', (SELECT jsonb_agg(format(\
                     '%s %s (%s, %s)', x.amprocnum, x.amproc::regprocedure, \
                     format_type(x.amproclefttype, NULL), format_type(x.amprocrighttype, NULL)) \
                     ORDER BY x.amprocnum, x.amproc::regprocedure::text) FROM pg_amproc x \
                     WHERE x.amprocfamily = o.oid))",
        joins: concat!(
            in_schema!("opfnamespace"),
            " JOIN pg_am a ON a.oid = o.opfmethod"
        ),
        condition: USERS,
    },
    Kind {
        name: "collation",
        catalog: "pg_collation",
        object: "format('%I.%I', n.nspname, o.collname)",
        definition: "to_jsonb(o) - 'oid' - 'collnamespace' - 'collowner' - 'collversion'",
        joins: in_schema!("collnamespace"),
        condition: USERS,
    },
    Kind {
        name: "conversion",
        catalog: "pg_conversion",
        object: "format('%I.%I', n.nspname, o.conname)",
        definition: "to_jsonb(o) - 'oid' - 'connamespace' - 'conowner'",
        joins: in_schema!("connamespace"),
        condition: USERS,
    },
    Kind {
        name: "text search configuration",
        catalog: "pg_ts_config",
        object: "o.oid::regconfig::text",
        definition: "jsonb_build_object('parser', (SELECT p.prsname FROM pg_ts_parser p \
                     WHERE p.oid = o.cfgparser), 'mappings', (SELECT jsonb_agg(format('%s %s %s', \
                     x.maptokentype, x.mapseqno, x.mapdict::regdictionary) \
                     ORDER BY x.maptokentype, x.mapseqno) FROM pg_ts_config_map x \
                     WHERE x.mapcfg = o.oid))",
        joins: in_schema!("cfgnamespace"),
        condition: USERS,
    },
    Kind {
        name: "text search dictionary",
        catalog: "pg_ts_dict",
        object: "o.oid::regdictionary::text",
        definition: "jsonb_build_object('template', (SELECT t.tmplname FROM pg_ts_template t \
                     WHERE t.oid = o.dicttemplate), 'options', o.dictinitoption)",
        joins: in_schema!("dictnamespace"),
        condition: USERS,
    },
    Kind {
        name: "text search parser",
        catalog: "pg_ts_parser",
        object: "format('%I.%I', n.nspname, o.prsname)",
        definition: "to_jsonb(o) - 'oid' - 'prsnamespace'",
        joins: in_schema!("prsnamespace"),
        condition: USERS,
    },
    Kind {
        name: "text search template",
        catalog: "pg_ts_template",
        object: "format('%I.%I', n.nspname, o.tmplname)",
        definition: "to_jsonb(o) - 'oid' - 'tmplnamespace'",
        joins: in_schema!("tmplnamespace"),
        condition: USERS,
    },
    Kind {
        name: "statistics object",
        catalog: "pg_statistic_ext",
        object: "format('%I.%I', n.nspname, o.stxname)",
        definition: "jsonb_build_object('definition', pg_get_statisticsobjdef(o.oid), \
                     'target', nullif(to_jsonb(o) -> 'stxstattarget', '-1'))",
        joins: in_schema!("stxnamespace"),
        condition: USERS,
    },
    Kind {
        name: "event trigger",
        catalog: "pg_event_trigger",
        object: "quote_ident(o.evtname)",
        definition: "jsonb_build_object('event', o.evtevent, 'function', \
                     o.evtfoid::regprocedure, 'fires', o.evtenabled, 'tags', o.evttags)",
        joins: "",
        condition: "true",
    },
    Kind {
        name: "publication",
        catalog: "pg_publication",
        object: "quote_ident(o.pubname)",
        definition: "to_jsonb(o) - 'oid' - 'pubowner' || jsonb_build_object('tables', (\
                     SELECT jsonb_agg(to_jsonb(x) - 'pubname' ORDER BY x.schemaname, x.tablename) \
                     FROM pg_publication_tables x WHERE x.pubname = o.pubname))",
        joins: "",
        condition: "true",
    },
    Kind {
        name: "subscription",
        catalog: "pg_subscription",
        object: "quote_ident(o.subname)",
        // The connection string holds a password, and is not for everybody to read.
        definition: "jsonb_build_object('enabled', o.subenabled, 'slot', o.subslotname, \
                     'publications', o.subpublications)",
        joins: "",
        condition: "o.subdbid = (SELECT b.oid FROM pg_database b \
                    WHERE b.datname = current_database())",
    },
    Kind {
        name: "foreign data wrapper",
        catalog: "pg_foreign_data_wrapper",
        object: "quote_ident(o.fdwname)",
        definition: "jsonb_build_object('handler', o.fdwhandler::regproc, \
                     'validator', o.fdwvalidator::regproc, 'options', o.fdwoptions)",
        joins: "",
        condition: "true",
    },
    Kind {
        name: "server",
        catalog: "pg_foreign_server",
        object: "quote_ident(o.srvname)",
        definition: "jsonb_build_object('wrapper', (SELECT w.fdwname \
                     FROM pg_foreign_data_wrapper w WHERE w.oid = o.srvfdw), \
                     'type', o.srvtype, 'version', o.srvversion, 'options', o.srvoptions)",
        joins: "",
        condition: "true",
    },
    Kind {
        name: "language",
        catalog: "pg_language",
        object: "quote_ident(o.lanname)",
        definition: "jsonb_build_object('handler', o.lanplcallfoid::regproc, \
                     'inline', o.laninline::regproc, 'validator', o.lanvalidator::regproc, \
                     'trusted', o.lanpltrusted)",
        joins: "",
        condition: NOT_OF_INITDB,
    },
    Kind {
        name: "access method",
        catalog: "pg_am",
        object: "quote_ident(o.amname)",
        definition: "jsonb_build_object('handler', o.amhandler, 'type', o.amtype)",
        joins: "",
        condition: NOT_OF_INITDB,
    },
    Kind {
        name: "transform",
        catalog: "pg_transform",
        object: "format('%s LANGUAGE %I', format_type(o.trftype, NULL), l.lanname)",
        definition: "jsonb_build_object('from', o.trffromsql, 'to', o.trftosql)",
        joins: "JOIN pg_language l ON l.oid = o.trflang",
        condition: "true",
    },
];

/// The objects of all these kinds, and the user mappings without their options.
pub(in super::super) fn others() -> String {
    let mut parts: Vec<String> = KINDS.iter().map(Kind::query).collect();
    parts.push(
        "SELECT '', json_build_object('kind', 'user mapping', 'name', format('%I SERVER %I', \
         o.usename, o.srvname), 'definition', '', 'comment', NULL)::text FROM pg_user_mappings o"
            .to_owned(),
    );
    parts.join(" UNION ALL ")
}

impl Kind {
    fn query(&self) -> String {
        let Self {
            name,
            catalog,
            object,
            definition,
            joins,
            condition,
        } = self;
        let comment = comment(catalog, "o.oid");
        let own = is_own(catalog, "o.oid");
        format!(
            "SELECT '', json_build_object('kind', '{name}', 'name', {object}, \
             'definition', ({definition})::text, 'comment', m.description)::text \
             FROM {catalog} o {joins} {comment} WHERE {condition} AND {own}"
        )
    }
}
