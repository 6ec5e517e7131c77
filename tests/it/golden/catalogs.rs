//! Our execution on a server against Alembic's SQL: both leave the same catalog and the same rows.
//!
//! Alembic's SQL of every case is run on its own, and its traces are rolled back. What PostgreSQL
//! accepts is then run here by `upgrade` over a chain of revisions, each of which empties the
//! database, does what the case does and notes what is there.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::iter;

use alembic_rs::db::{Cell, Connection};

use super::cases::{Case, Expected, cases};
use super::record::{assert_none, golden};
use crate::db::support::{connect, new_database};
use crate::program::{run_on, write_files};

const SNAPSHOT: &str = include_str!("snapshot.sql");

/// Connects, and keeps the version table where the cases do not see it.
const ENV: &str = r#"
from alembic import context
from sqlalchemy import engine_from_config, pool

engine = engine_from_config(context.config.get_section("alembic", {}), poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(
        connection=connection, version_table_schema="bookkeeping", transaction_per_migration=True
    )
    with context.begin_transaction():
        context.run_migrations()
"#;
const INI: &str =
    "[alembic]\nscript_location = %(here)s\nsqlalchemy.url = postgresql://localhost/nothing\n";

/// What a case finds: a database without its tables, or one with them in three states.
const PREPARATIONS: [&str; 4] = [
    "SELECT bookkeeping.reset()",
    "SELECT bookkeeping.reset(), bookkeeping.furnish()",
    "SELECT bookkeeping.reset(), bookkeeping.furnish(), bookkeeping.loosen()",
    "SELECT bookkeeping.reset(), bookkeeping.furnish(), bookkeeping.loosen(), bookkeeping.narrow()",
];

/// Cases whose script does something else than the same revision on a connection, in Alembic too:
/// there a missing value and a string that is no statement are errors, the values given beside a
/// statement count, Python's defaults are computed, None is JSON's null, a uuid is cast, tabs stay,
/// backslashes are not doubled, and sessions have answers.
const SCRIPTS_ONLY: &[&str] = &[
    "bulk_insert__rows_with_other_keys",
    "create_table__column_comment",
    "create_table__server_default_backslash_and_colon",
    "enums__of_strings",
    "execute__bind_execute_string",
    "execute__bind_execute_text_with_values",
    "execute__text_with_unbound_value",
    "functions__bind_parameter_without_value",
    "insert__bound_by_name",
    "insert__json_values",
    "insert__of_table_with_defaults",
    "insert__returning",
    "literals__uuids",
    "quoting__tab_and_newline",
    "sessions__a_query_that_is_not_run",
    "sessions__changes",
    "sessions__locked_rows",
    "sessions__rows_of_a_query",
    "sessions__what_asks_for_rows",
    "tables__comment",
    "update_delete__update_bound_without_value",
];

/// Cases that write the time, or the next number of a sequence, which is never taken back.
const FLEETING: &[&str] = &[
    "insert__expressions",
    "update_delete__update_expressions",
    "update_delete__update_of_table",
];

/// Cases that a server refuses when they are run here, though it accepts Alembic's script. Each is a
/// promise to take it off the list.
const NOT_RUN_YET: &[&str] = &["documents__json_items", "documents__json_texts"];

/// A case that PostgreSQL accepts, and what Alembic's SQL leaves.
struct Accepted {
    case: Case,
    preparation: &'static str,
    left: String,
}

impl Accepted {
    fn creates_type(&self) -> bool {
        let Expected::Sql(sql) = &self.case.expected else {
            return false;
        };
        sql.contains("CREATE TYPE") || sql.contains("CREATE DOMAIN")
    }
}

#[test]
fn what_is_run_leaves_what_alembic_s_sql_leaves() {
    let mut prepared = PREPARATIONS.map(|preparation| {
        let mut connection = connect(&new_database()).expect("a connection");
        connection.execute(SNAPSHOT).expect("the bookkeeping");
        connection.execute(preparation).expect("the preparation");
        (preparation, connection)
    });
    let candidates = cases(&golden("sql").join("plain")).into_iter();
    let accepted: Vec<Accepted> = candidates
        .filter(runs)
        .filter_map(|case| accepted(&mut prepared, case))
        .collect();
    assert!(accepted.len() > 400, "only {} cases", accepted.len());

    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    connection.execute(SNAPSHOT).expect("the bookkeeping");
    // A type that was created once in a run is not created again, here as in Alembic.
    let (alone, together): (Vec<&Accepted>, Vec<&Accepted>) = accepted
        .iter()
        .partition(|accepted| accepted.creates_type());
    for run in iter::once(&*together).chain(alone.chunks(1)) {
        let project = tempfile::tempdir().expect("a temporary folder");
        write_files(project.path(), &chain(run));
        let answer = run_on(&url, project.path(), &["upgrade", "head"]);
        assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
        let forgotten = connection.execute("DROP TABLE bookkeeping.alembic_version");
        forgotten.expect("it was made");
    }

    let differences: Vec<String> = accepted
        .iter()
        .filter_map(|wanted| {
            let name = &wanted.case.revision;
            let held = format!("SELECT held FROM bookkeeping.snapshots WHERE name = '{name}'");
            let ours = text(&mut connection, &held);
            (ours != wanted.left).then(|| difference(name, &ours, &wanted.left))
        })
        .collect();
    assert_none(&differences);
}

/// Whether a case is run and compared, if PostgreSQL accepts it.
fn runs(case: &Case) -> bool {
    let lists = [SCRIPTS_ONLY, FLEETING, NOT_RUN_YET];
    let listed = lists.iter().any(|list| list.contains(&&*case.revision));
    case.refused.is_none() && !listed
}

/// What Alembic's SQL leaves, if PostgreSQL accepts it in one of the prepared databases.
fn accepted(prepared: &mut [(&'static str, Connection)], case: Case) -> Option<Accepted> {
    let Expected::Sql(sql) = &case.expected else {
        return None;
    };
    // A case that ends its transaction would leave its traces.
    if sql.is_empty() || sql.contains("COMMIT;") {
        return None;
    }
    let (preparation, left) = prepared.iter_mut().find_map(|(preparation, connection)| {
        let ran = connection.execute(&format!("BEGIN;\n{sql}")).is_ok();
        let left = ran.then(|| text(connection, "SELECT bookkeeping.snapshot()"));
        connection.execute("ROLLBACK").expect("the end of it");
        left.map(|left| (*preparation, left))
    })?;
    Some(Accepted {
        case,
        preparation,
        left,
    })
}

/// The project in which every case follows the one before.
fn chain(accepted: &[&Accepted]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([
        ("alembic.ini".to_owned(), INI.to_owned()),
        ("env.py".to_owned(), ENV.to_owned()),
    ]);
    let mut parent = "None".to_owned();
    for Accepted {
        case, preparation, ..
    } in accepted
    {
        let revision = &case.revision;
        let (head, body) = case
            .text
            .split_once("down_revision = None\n\n\ndef upgrade():\n")
            .expect("a case is written so");
        let mut text = format!(
            "{head}down_revision = {parent}\n\n\ndef upgrade():\n    op.execute(\"{preparation}\")\n{}\n",
            body.trim_end()
        );
        writeln!(
            text,
            "    op.execute(\"INSERT INTO bookkeeping.snapshots VALUES ('{revision}', bookkeeping.snapshot())\")"
        )
        .expect("a String takes everything");
        files.insert(format!("versions/{revision}.py"), text);
        parent = format!("\"{revision}\"");
    }
    files
}

/// The one value of a query.
fn text(connection: &mut Connection, query: &str) -> String {
    let rows = connection.query(query).expect("an answer").rows;
    let value = rows.first().and_then(|row| row.first());
    let text = value.and_then(Cell::as_text);
    text.expect("one text").to_owned()
}

/// The lines that only one of the two has.
fn difference(name: &str, ours: &str, theirs: &str) -> String {
    let only = |one: &str, other: &str, sign: char| -> String {
        let other: Vec<&str> = other.lines().collect();
        let lines = one.lines().filter(|line| !other.contains(line));
        lines.map(|line| format!("\n{sign} {line}")).collect()
    };
    format!(
        "{name}{}{}",
        only(ours, theirs, '+'),
        only(theirs, ours, '-')
    )
}
