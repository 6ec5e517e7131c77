//! From the tokens of a statement to its kind, and to the tables whose rows it changes.

use std::ops::ControlFlow;

use sqlparser::ast::{
    CascadeOption, FromTable, ObjectName, OnInsert, Query, SetExpr, Statement, TableFactor,
    TableObject, visit_statements,
};
use sqlparser::tokenizer::{Token, TokenWithSpan};

use super::names::relation;
use super::reader::{parse, read};
use super::split::{is_blank, pieces};
use crate::safety::action::Action;
use crate::safety::statement_kind::{KnownStatement, RowsChanged, RowsVerb, StatementKind};

/// Functions of the server that a query can change something with that no ROLLBACK brings back:
/// settings, sequences, large objects, locks, other sessions, and the server itself.
const CHANGING_FUNCTIONS: [&str; 26] = [
    "setval",
    "set_config",
    "lowrite",
    "pg_advisory_lock",
    "pg_advisory_lock_shared",
    "pg_try_advisory_lock",
    "pg_try_advisory_lock_shared",
    "pg_cancel_backend",
    "pg_terminate_backend",
    "pg_log_backend_memory_contexts",
    "pg_backup_start",
    "pg_backup_stop",
    "pg_create_restore_point",
    "pg_switch_wal",
    "pg_promote",
    "pg_wal_replay_pause",
    "pg_wal_replay_resume",
    "pg_reload_conf",
    "pg_rotate_logfile",
    "pg_rotate_logfile_old",
    "pg_create_logical_replication_slot",
    "pg_create_physical_replication_slot",
    "pg_copy_logical_replication_slot",
    "pg_copy_physical_replication_slot",
    "pg_drop_replication_slot",
    "pg_stop_making_pinned_objects",
];

/// The statements of a text, each with its kind; unqualified tables lie in the schema `public`.
///
/// A text that cannot be divided is one statement of which nothing is known.
pub fn known_statements(text: &str) -> Vec<KnownStatement> {
    let Ok(pieces) = pieces(text) else {
        return vec![KnownStatement {
            text: text.to_owned(),
            kind: StatementKind::Unknown,
            changes: Vec::new(),
        }];
    };
    let statements = pieces.into_iter().map(|piece| {
        let (kind, changes) = kind(&piece.text, &piece.tokens);
        KnownStatement {
            text: piece.text,
            kind,
            changes,
        }
    });
    statements.collect()
}

fn kind(text: &str, tokens: &[TokenWithSpan]) -> (StatementKind, Vec<RowsChanged>) {
    let words: Vec<String> = tokens
        .iter()
        .filter_map(|token| match &token.token {
            Token::Word(word) if word.quote_style.is_none() => Some(word.value.to_lowercase()),
            _ => None,
        })
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let first = tokens.iter().map(|token| &token.token);
    let begins_as_sql = first
        .filter(|token| !is_blank(token))
        .map(|token| match token {
            Token::Word(word) => word.quote_style.is_none(),
            token => *token == Token::LParen,
        })
        .next();
    if begins_as_sql != Some(true) {
        return (StatementKind::Unknown, Vec::new());
    }
    let kind = match words.as_slice() {
        [
            "select" | "with" | "values" | "table" | "insert" | "update" | "delete" | "merge"
            | "truncate",
            ..,
        ] => return rows_or_query(text, tokens),
        ["create" | "alter", "role" | "user" | "group", ..]
        | ["drop", "role" | "user" | "group" | "owned", ..]
        | ["alter", "default", "privileges", ..]
        | ["grant" | "revoke" | "reassign", ..]
        | ["security", "label", ..] => StatementKind::Privilege,
        ["alter", rest @ ..] if rest.windows(2).any(|pair| pair == ["owner", "to"]) => {
            StatementKind::Privilege
        }
        [
            "create" | "alter" | "drop" | "comment" | "reindex" | "cluster" | "refresh" | "vacuum"
            | "analyze" | "import",
            ..,
        ] => StatementKind::Definition,
        ["begin" | "start" | "commit" | "end" | "abort", ..] | ["prepare", "transaction", ..] => {
            StatementKind::TransactionControl
        }
        ["rollback", rest @ ..] if !rest.contains(&"to") => StatementKind::TransactionControl,
        [
            "set" | "reset" | "savepoint" | "release" | "rollback" | "lock" | "discard" | "listen"
            | "unlisten" | "notify" | "deallocate" | "declare" | "fetch" | "move" | "close",
            ..,
        ] => StatementKind::Session,
        ["show", ..] => StatementKind::Query,
        ["explain", rest @ ..] if !rest.contains(&"analyze") => StatementKind::Query,
        _ => StatementKind::Unknown,
    };
    (kind, Vec::new())
}

/// A statement that changes rows, or a query that does in one of its parts.
fn rows_or_query(text: &str, tokens: &[TokenWithSpan]) -> (StatementKind, Vec<RowsChanged>) {
    let unknown = (StatementKind::Unknown, Vec::new());
    let parsed = parse(tokens);
    let Ok([statement]) = parsed.as_deref() else {
        return unknown;
    };
    let mut changes = Vec::new();
    let visited = visit_statements(statement, |one| match changed(one) {
        Some(found) => {
            changes.extend(found);
            ControlFlow::Continue(())
        }
        None => ControlFlow::Break(()),
    });
    if visited.is_break() {
        return unknown;
    }
    // It empties tables that it does not name.
    if matches!(statement, Statement::Truncate(one) if one.cascade == Some(CascadeOption::Cascade))
    {
        return (StatementKind::Unknown, changes);
    }
    if let Statement::Query(query) = statement
        && makes_table(query)
    {
        return (StatementKind::Definition, changes);
    }
    let is_certain = read(text, "public")
        .iter()
        .all(|reading| match &reading.action {
            Action::Unknown(_) => false,
            Action::Touch(touch) => touch.unknown_function.is_none(),
            Action::Rows(change) => change.unknown_function.is_none(),
            _ => true,
        });
    let changes_otherwise = tokens.iter().any(|token| match &token.token {
        Token::Word(word) => CHANGING_FUNCTIONS.contains(&word.value.to_lowercase().as_str()),
        _ => false,
    });
    if !is_certain {
        return unknown;
    }
    if changes_otherwise {
        return (StatementKind::Unknown, changes);
    }
    let kind = match changes.is_empty() {
        true => StatementKind::Query,
        false => StatementKind::Rows,
    };
    (kind, changes)
}

/// The tables whose rows a statement itself changes; `None` where it names none that is known.
fn changed(statement: &Statement) -> Option<Vec<RowsChanged>> {
    let one = |name: &ObjectName, verb| RowsChanged {
        table: relation(name, "public"),
        verb,
    };
    let of_factor = |factor: &TableFactor, verb| match factor {
        TableFactor::Table { name, .. } => Some(vec![one(name, verb)]),
        _ => None,
    };
    match statement {
        Statement::Query(_) => Some(Vec::new()),
        Statement::Insert(insert) => {
            let TableObject::TableName(name) = &insert.table else {
                return None;
            };
            let verb = match (&insert.on, &insert.source) {
                (Some(OnInsert::OnConflict(_)), _) => RowsVerb::Upsert,
                (Some(_), _) => return None,
                (None, Some(query)) if is_list(query) => RowsVerb::InsertValues,
                (None, Some(_)) => RowsVerb::InsertQuery,
                (None, None) => RowsVerb::InsertValues,
            };
            Some(vec![one(name, verb)])
        }
        Statement::Update(update) => of_factor(&update.table.relation, RowsVerb::Update),
        Statement::Delete(delete) => {
            let (FromTable::WithFromKeyword(tables) | FromTable::WithoutKeyword(tables)) =
                &delete.from;
            match tables.as_slice() {
                [table] => of_factor(&table.relation, RowsVerb::Delete),
                _ => None,
            }
        }
        Statement::Merge(merge) => of_factor(&merge.table, RowsVerb::Merge),
        Statement::Truncate(truncate) => {
            let tables = truncate.table_names.iter();
            Some(
                tables
                    .map(|table| one(&table.name, RowsVerb::Truncate))
                    .collect(),
            )
        }
        _ => None,
    }
}

/// Whether a query is nothing but a list of rows.
fn is_list(query: &Query) -> bool {
    query.with.is_none() && matches!(*query.body, SetExpr::Values(_))
}

/// `SELECT … INTO`.
fn makes_table(query: &Query) -> bool {
    match &*query.body {
        SetExpr::Select(select) => select.into.is_some(),
        SetExpr::Query(query) => makes_table(query),
        SetExpr::SetOperation { left, .. } => {
            matches!(&**left, SetExpr::Select(select) if select.into.is_some())
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> (StatementKind, Vec<(String, RowsVerb)>) {
        let mut statements = known_statements(text);
        assert_eq!(statements.len(), 1, "{text}");
        let statement = statements.remove(0);
        let changes = statement.changes.into_iter();
        let changes = changes.map(|change| (change.table.to_string(), change.verb));
        (statement.kind, changes.collect())
    }

    #[test]
    fn changes_of_rows_are_found_wherever_they_stand() {
        for (text, table, verb) in [
            ("INSERT INTO t VALUES (1), (2)", "t", RowsVerb::InsertValues),
            (
                "insert into public.t (a) values (1)",
                "t",
                RowsVerb::InsertValues,
            ),
            ("INSERT INTO T DEFAULT VALUES", "t", RowsVerb::InsertValues),
            (
                "INSERT INTO s.t SELECT a FROM u",
                "s.t",
                RowsVerb::InsertQuery,
            ),
            (
                "INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING",
                "t",
                RowsVerb::Upsert,
            ),
            (
                "UPDATE ONLY t SET a = 1 FROM u WHERE u.a = t.a",
                "t",
                RowsVerb::Update,
            ),
            ("UPDATE \"T\" AS x SET a = 1", "\"T\"", RowsVerb::Update),
            (
                "DELETE FROM t USING u WHERE t.a = u.a",
                "t",
                RowsVerb::Delete,
            ),
            ("TRUNCATE t", "t", RowsVerb::Truncate),
            (
                "WITH d AS (DELETE FROM t RETURNING a) SELECT * FROM d",
                "t",
                RowsVerb::Delete,
            ),
            (
                "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE",
                "t",
                RowsVerb::Merge,
            ),
        ] {
            let found = one(text);
            assert_eq!(
                found,
                (StatementKind::Rows, vec![(table.to_owned(), verb)]),
                "{text}"
            );
        }
    }

    #[test]
    fn kinds_are_told_apart() {
        for (text, kind) in [
            ("SELECT count(*) FROM t", StatementKind::Query),
            ("-- hint\nSELECT 1", StatementKind::Query),
            ("EXPLAIN DELETE FROM t", StatementKind::Query),
            ("SELECT a INTO u FROM t", StatementKind::Definition),
            ("CREATE TABLE t (a int)", StatementKind::Definition),
            ("CREATE TABLE u AS SELECT 1", StatementKind::Definition),
            ("ALTER TYPE e ADD VALUE 'x'", StatementKind::Definition),
            ("ALTER TABLE t OWNER TO somebody", StatementKind::Privilege),
            ("GRANT SELECT ON t TO somebody", StatementKind::Privilege),
            ("SET LOCAL lock_timeout = '5s'", StatementKind::Session),
            ("ROLLBACK TO SAVEPOINT a", StatementKind::Session),
            ("COMMIT", StatementKind::TransactionControl),
            ("ROLLBACK", StatementKind::TransactionControl),
        ] {
            assert_eq!(one(text).0, kind, "{text}");
        }
    }

    #[test]
    fn what_may_do_anything_is_unknown() {
        for text in [
            "DO $$ BEGIN DELETE FROM t; END $$",
            "CALL p()",
            "COPY t FROM STDIN",
            "EXECUTE prepared",
            "EXPLAIN ANALYZE DELETE FROM t",
            "SELECT our_function(a) FROM t",
            "SELECT setval('s', 1)",
            "SELECT \"setval\"('s', 1)",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity",
            "INSERT INTO t SELECT set_config('track_counts', 'off', true)",
            "TRUNCATE t CASCADE",
            "UPDATE t SET",
            "SELECT 'unfinished",
            "\\set x 1",
            "WITH x",
        ] {
            assert_eq!(one(text).0, StatementKind::Unknown, "{text}");
        }
        let deep = format!("UPDATE t SET a = 1{}", " + 1".repeat(100_000));
        assert_eq!(one(&deep).0, StatementKind::Unknown);
    }
}
