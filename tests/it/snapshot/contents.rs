//! The hash of rows: it hangs on every value, and on nothing else.

use std::collections::BTreeMap;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::contents::ContentHash;
use alembic_rs::snapshot::{CaptureScope, Snapshot, SnapshotError, StructureScope, Tables};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::db::support::{connect, new_database};

use super::support::{capture, execute};

/// A column of each type that is hashed in its own way, or that has two texts for one value.
const TABLE: &str = "(a smallint, b integer, c bigint, d boolean, e text, f varchar(9), g char(4), \
                     h uuid, i timestamp, j timestamptz, k date, l numeric, m double precision, \
                     n json, o jsonb, p bytea, q integer[], r interval, s time)";

const ROW: &str = "(1, 2, 3, true, 'x', 'y', 'z', '00000000-0000-0000-0000-000000000001', \
                   '2024-01-02', '2024-01-02 00:00:00+00', '2024-01-02', 1.0, 1.5, '{\"a\": 1}', \
                   '{\"a\": 1}', '\\x00', '{1}', '1 day', '10:00')";

fn contents(url: &DatabaseUrl) -> BTreeMap<String, ContentHash> {
    capture(url).contents
}

fn hash(url: &DatabaseUrl, table: &str) -> ContentHash {
    contents(url).remove(table).expect("the table was hashed")
}

#[test]
fn every_value_has_a_part_in_it() {
    let url = new_database();
    execute(
        &url,
        &format!("CREATE TABLE t {TABLE}; INSERT INTO t VALUES {ROW}"),
    );
    let before = hash(&url, "public.t");
    for change in [
        "a = 2",
        "b = 3",
        "c = 4294967298",
        "c = -1",
        "d = false",
        "e = 'x '",
        "e = ''",
        "f = 'Y'",
        "g = 'zz'",
        "h = '00000000-0000-0000-0000-000000000002'",
        "i = '2024-01-02 00:00:00.000001'",
        "j = '2024-01-02 00:00:00.000001+00'",
        "k = 'infinity'",
        "k = '5874897-12-31'",
        "l = 1.00",
        "m = '-0'",
        "m = 'NaN'",
        "n = '{\"a\":1}'",
        "o = '{\"a\": 2}'",
        "p = '\\x'",
        "q = '{1,NULL}'",
        "r = '24 hours'",
        "s = '10:00:01'",
        "i = '-infinity'",
    ] {
        execute(&url, &format!("UPDATE t SET {change}"));
        assert_ne!(hash(&url, "public.t"), before, "{change}");
        execute(&url, &format!("TRUNCATE t; INSERT INTO t VALUES {ROW}"));
        assert_eq!(hash(&url, "public.t"), before, "after {change}");
    }
    for column in "abcdefghijklmnopqrs".chars() {
        execute(&url, &format!("UPDATE t SET {column} = NULL"));
        assert_ne!(hash(&url, "public.t"), before, "{column} IS NULL");
        execute(&url, &format!("TRUNCATE t; INSERT INTO t VALUES {ROW}"));
    }
}

#[test]
fn null_is_no_value() {
    let url = new_database();
    execute(
        &url,
        "CREATE TABLE one (a integer, b text); INSERT INTO one VALUES (NULL, NULL);
         CREATE TABLE two (a integer, b text); INSERT INTO two VALUES (0, '');
         CREATE TABLE three (a integer, b text); INSERT INTO three VALUES (NULL, '');
         CREATE TABLE four (a integer, b text); INSERT INTO four VALUES (0, NULL);",
    );
    let contents = contents(&url);
    let hashes: std::collections::BTreeSet<&str> =
        contents.values().map(|hash| hash.sum.as_str()).collect();
    assert_eq!(hashes.len(), 4);
}

#[test]
fn every_column_of_a_wide_table_has_a_part_in_it() {
    const COLUMNS: usize = 400;
    let url = new_database();
    let columns: Vec<String> = (0..COLUMNS).map(|n| format!("c{n} integer")).collect();
    execute(
        &url,
        &format!(
            "CREATE TABLE t ({}); INSERT INTO t (c0) VALUES (1)",
            columns.join(", ")
        ),
    );
    let mut seen = std::collections::BTreeSet::from([hash(&url, "public.t").sum]);
    for n in [1, 29, 30, 31, 99, 101, COLUMNS - 1] {
        for value in ["0", "1"] {
            execute(&url, &format!("UPDATE t SET c{n} = {value}"));
            assert!(seen.insert(hash(&url, "public.t").sum), "c{n} = {value}");
        }
    }
}

#[test]
fn neither_order_nor_storage_has_a_part_in_it() {
    let url = new_database();
    execute(
        &url,
        "CREATE TABLE one (a integer NOT NULL, b text, c bigint);
         INSERT INTO one SELECT n, 'row ' || n, n * 5000000000 FROM generate_series(1, 500) n;
         CREATE TABLE two (c bigint, gone text, b text, a integer NOT NULL);
         ALTER TABLE two DROP gone;
         INSERT INTO two (a, b, c) SELECT a, b, c FROM one ORDER BY md5(b);
         DELETE FROM two WHERE a > 250;
         INSERT INTO two (a, b, c) SELECT a, b, c FROM one WHERE a > 250;
         CREATE TABLE three (LIKE two) PARTITION BY HASH (a);
         CREATE TABLE part PARTITION OF three FOR VALUES WITH (MODULUS 1, REMAINDER 0);
         INSERT INTO three SELECT * FROM two;",
    );
    let contents = contents(&url);
    assert_eq!(contents["public.one"].rows, 500);
    assert_eq!(contents["public.one"], contents["public.two"]);
    assert_eq!(contents["public.one"], contents["public.part"]);
    assert!(
        !contents.contains_key("public.three"),
        "its rows lie in its partition"
    );
}

#[test]
fn values_belong_to_their_rows() {
    let url = new_database();
    execute(
        &url,
        "CREATE TABLE one (a integer, b integer); INSERT INTO one VALUES (1, 10), (2, 20);
         CREATE TABLE two (a integer, b integer); INSERT INTO two VALUES (1, 20), (2, 10);
         CREATE TABLE three (b integer, a integer); INSERT INTO three VALUES (1, 10), (2, 20);
         CREATE TABLE four (a integer, b integer); INSERT INTO four VALUES (1, 10), (2, 20), (2, 20);",
    );
    let contents = contents(&url);
    let hashes: std::collections::BTreeSet<&str> =
        contents.values().map(|hash| hash.sum.as_str()).collect();
    assert_eq!(hashes.len(), 4);
}

#[test]
fn no_change_of_rows_goes_unseen() {
    let url = new_database();
    execute(
        &url,
        "CREATE TABLE t (id integer, a bigint, b text);
         INSERT INTO t SELECT n, n * 3, 'row ' || n FROM generate_series(1, 40) n;",
    );
    let before = hash(&url, "public.t");
    let row = 1..=40_i32;
    let change = prop_oneof![
        (row.clone(), any::<i64>())
            .prop_map(|(id, a)| format!("UPDATE t SET a = {a} WHERE id = {id} AND a <> {a}")),
        (row.clone(), 1_u8..64).prop_map(|(id, bit)| format!(
            "UPDATE t SET a = a # (1::bigint << {bit}) WHERE id = {id}"
        )),
        (row.clone(), "[a-z]{0,6}")
            .prop_map(|(id, b)| format!("UPDATE t SET b = '{b}' WHERE id = {id}")),
        row.clone()
            .prop_map(|id| format!("DELETE FROM t WHERE id = {id}")),
        row.clone()
            .prop_map(|id| format!("INSERT INTO t SELECT * FROM t WHERE id = {id}")),
        (row.clone(), row).prop_map(|(one, other)| format!(
            "UPDATE t SET b = (SELECT u.b FROM t u WHERE u.id = {other}) WHERE id = {one} \
             AND id <> {other}"
        )),
    ];
    let mut runner = TestRunner::new(Config {
        cases: 40,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&change, |change| {
        let mut connection = connect(&url).expect("a connection");
        let changed = connection.execute(&change).expect("a change");
        let after = hash(&url, "public.t");
        let is_changed = changed.rows_affected.is_some_and(|rows| rows > 0);
        prop_assert_eq!(after != before, is_changed, "{}", change);
        execute(
            &url,
            "TRUNCATE t; INSERT INTO t SELECT n, n * 3, 'row ' || n FROM generate_series(1, 40) n",
        );
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn tables_are_named_with_and_without_quotes() {
    let url = new_database();
    execute(
        &url,
        "CREATE SCHEMA crm; CREATE TABLE crm.\"My Table\" (id integer); CREATE TABLE t (id integer);
         INSERT INTO t VALUES (1); CREATE VIEW v AS SELECT 1;",
    );
    let captured = |names: &[&str]| {
        let named = Tables::Named(names.iter().map(|&name| name.to_owned()).collect());
        let scope = CaptureScope {
            structure: StructureScope::LeftOut,
            counts: named.clone(),
            contents: named,
        };
        Snapshot::capture(&mut connect(&url).expect("a connection"), &scope)
    };
    let snapshot = captured(&["t", "public.t", "crm.My Table", "crm.\"My Table\""]);
    let counts = snapshot.expect("a snapshot").row_counts;
    let expected = [
        ("crm.\"My Table\"".to_owned(), 0),
        ("public.t".to_owned(), 1),
    ];
    assert_eq!(counts, BTreeMap::from(expected));
    for missing in ["nothing", "My Table", "v", "pg_class"] {
        let refused = captured(&[missing]).expect_err("there is no such table");
        assert!(
            matches!(refused, SnapshotError::NoSuchTable { .. }),
            "{refused}"
        );
    }
}

#[test]
fn rows_that_may_not_be_seen_are_an_error() {
    let url = new_database();
    execute(
        &url,
        "CREATE TABLE t (id integer); INSERT INTO t VALUES (1), (2);
         ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY first ON t USING (id = 1);
         CREATE ROLE parity_reader; GRANT SELECT ON t TO parity_reader;",
    );
    let mut connection = connect(&url).expect("a connection");
    connection
        .execute("SET ROLE parity_reader")
        .expect("the role");
    let refused = Snapshot::capture(&mut connection, &CaptureScope::everything());
    let refused = refused.expect_err("one of two rows is no count");
    assert!(
        refused.to_string().contains("row-level security"),
        "{refused}"
    );
}
