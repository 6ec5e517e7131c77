//! What is changed is told: each kind of change by its name, and any mixture of them as unequal.

use std::sync::{LazyLock, Mutex, PoisonError};

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::catalog::Structure;
use alembic_rs::snapshot::{Weight, compare};
use proptest::prelude::*;
use proptest::sample::subsequence;
use proptest::test_runner::{Config, TestRunner};

use crate::db::support::connect;

use super::support::{counted, furnished, line};

/// A change, and the beginning of a line that tells it.
const CHANGES: &[(&str, &str)] = &[
    (
        "ALTER TABLE error_log ALTER code TYPE bigint",
        "column public.error_log.code: type: integer -> bigint",
    ),
    (
        "ALTER TABLE funds ALTER code DROP NOT NULL",
        "column public.funds.code: not null: yes -> nothing",
    ),
    (
        "ALTER TABLE funds ALTER name SET DEFAULT 'x'",
        "column public.funds.name: default: 'unnamed'::text -> 'x'::text",
    ),
    (
        "ALTER TABLE funds ADD note text",
        "column public.funds.note: existence: nothing -> text",
    ),
    (
        "ALTER TABLE funds ALTER code SET STATISTICS 500",
        "column public.funds.code: settings: nothing -> statistics 500",
    ),
    (
        "ALTER TABLE funds ALTER name TYPE text COLLATE \"C\"",
        "column public.funds.name: collation: nothing -> \"C\"",
    ),
    (
        "ALTER TABLE funds ALTER total DROP EXPRESSION",
        "column public.funds.total: generated: stored (amount * (2)::numeric) -> nothing",
    ),
    (
        "ALTER TABLE reports ALTER id SET GENERATED ALWAYS",
        "column public.reports.id: identity: by default -> always",
    ),
    (
        "ALTER TABLE reports DROP CONSTRAINT fk_fund, ADD CONSTRAINT fk_fund FOREIGN KEY (fund_id) \
         REFERENCES funds (id)",
        "constraint fk_fund on public.reports: definition: FOREIGN KEY (fund_id) REFERENCES \
         public.funds(id) ON DELETE CASCADE -> FOREIGN KEY (fund_id) REFERENCES public.funds(id)",
    ),
    (
        "ALTER TABLE reports ADD CONSTRAINT fk_again FOREIGN KEY (fund_id) REFERENCES funds (id) \
         ON DELETE CASCADE",
        "constraint fk_again on public.reports: existence: nothing -> FOREIGN KEY",
    ),
    (
        "ALTER TABLE reports ALTER CONSTRAINT fk_other INITIALLY DEFERRED",
        "constraint fk_other on public.reports: definition: ",
    ),
    (
        "ALTER TABLE reports DISABLE TRIGGER ALL",
        "constraint fk_fund on public.reports: enforced: yes -> nothing",
    ),
    (
        "ALTER TABLE funds DROP CONSTRAINT ck_amount, ADD CONSTRAINT ck_amount CHECK (amount > 0)",
        "constraint ck_amount on public.funds: definition: CHECK ((amount >= (0)::numeric)) -> ",
    ),
    (
        "ALTER TABLE funds DROP CONSTRAINT ck_amount, ADD CONSTRAINT ck_amount CHECK (amount >= 0) \
         NOT VALID",
        "constraint ck_amount on public.funds: validated: yes -> nothing",
    ),
    (
        "DROP INDEX ix_name",
        "index ix_name on public.funds: existence: INDEX ON public.funds USING btree (name) WHERE",
    ),
    (
        "ALTER INDEX ix_name RENAME TO ix_other",
        "index ix_other on public.funds: existence: nothing -> INDEX ON public.funds",
    ),
    (
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_lower'::regclass",
        "index ix_lower on public.funds: valid: yes -> nothing",
    ),
    (
        "CLUSTER funds USING ix_lower",
        "index ix_lower on public.funds: clustered: nothing -> yes",
    ),
    (
        "ALTER TYPE state RENAME TO state_old; CREATE TYPE state AS ENUM ('open', 'draft', \
         'closed'); ALTER TYPE state_old RENAME TO state_was",
        "enum public.state: labels: (draft, open, closed) -> (open, draft, closed)",
    ),
    (
        "ALTER TYPE state ADD VALUE 'archived' BEFORE 'closed'",
        "enum public.state: labels: (draft, open, closed) -> (draft, open, archived, closed)",
    ),
    (
        "ALTER DOMAIN positive SET NOT NULL",
        "domain public.positive: not null: nothing -> yes",
    ),
    (
        "COMMENT ON CONSTRAINT positive_check ON DOMAIN positive IS 'above zero'",
        "domain public.positive: comments of conditions: nothing -> positive_check: above zero",
    ),
    (
        "ALTER TYPE address RENAME ATTRIBUTE number TO house",
        "type public.address: attributes: (street text, number integer) -> (street text, house ",
    ),
    (
        "ALTER SEQUENCE funds_id_seq OWNED BY NONE",
        "sequence public.funds_id_seq: owned by: public.funds.id -> nothing",
    ),
    (
        "ALTER SEQUENCE numbers INCREMENT 7",
        "sequence public.numbers: increment: 5 -> 7",
    ),
    (
        "ALTER SEQUENCE numbers CYCLE",
        "sequence public.numbers: cycle: nothing -> yes",
    ),
    (
        "CREATE OR REPLACE VIEW open_funds AS SELECT id, code FROM funds WHERE state = 'closed'",
        "view public.open_funds: definition: ",
    ),
    (
        "REFRESH MATERIALIZED VIEW totals WITH NO DATA",
        "view public.totals: populated: yes -> nothing",
    ),
    (
        "ALTER VIEW open_funds SET (security_barrier = true)",
        "view public.open_funds: options: nothing -> security_barrier=true",
    ),
    (
        "CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "function public.touch(): definition: ",
    ),
    (
        "ALTER FUNCTION touch() SECURITY DEFINER",
        "function public.touch(): definition: ",
    ),
    (
        "CREATE OR REPLACE PROCEDURE nothing() LANGUAGE sql AS 'SELECT 2'",
        "procedure public.nothing(): definition: ",
    ),
    (
        "CREATE OR REPLACE AGGREGATE product(numeric) (SFUNC = numeric_mul, STYPE = numeric, \
         INITCOND = '2')",
        "aggregate public.product(numeric): definition: ",
    ),
    (
        "CREATE FUNCTION touch(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "function public.touch(integer): existence: nothing -> ",
    ),
    (
        "CREATE OR REPLACE TRIGGER touched AFTER UPDATE ON funds FOR EACH ROW EXECUTE FUNCTION touch()",
        "trigger touched on public.funds: definition: ",
    ),
    (
        "ALTER TABLE funds DISABLE TRIGGER touched",
        "trigger touched on public.funds: fires: origin -> disabled",
    ),
    (
        "DROP RULE quiet ON base_log",
        "rule quiet on public.base_log: existence: ",
    ),
    (
        "ALTER TABLE funds ENABLE ROW LEVEL SECURITY",
        "table public.funds: row security: nothing -> yes",
    ),
    (
        "ALTER TABLE reports FORCE ROW LEVEL SECURITY",
        "table public.reports: row security of the owner: nothing -> yes",
    ),
    (
        "ALTER POLICY own_reports ON reports USING (fund_id > 1)",
        "policy own_reports on public.reports: using: (fund_id > 0) -> (fund_id > 1)",
    ),
    (
        "ALTER TABLE events DETACH PARTITION events_old",
        "table public.events_old: partition of: public.events FOR VALUES FROM ('2020-01-01') TO \
         ('2024-01-01') -> nothing",
    ),
    (
        "ALTER TABLE error_log NO INHERIT base_log",
        "table public.error_log: inherits: public.base_log -> nothing",
    ),
    (
        "COMMENT ON TABLE funds IS 'some funds'",
        "table public.funds: comment: all funds -> some funds",
    ),
    (
        "COMMENT ON COLUMN funds.name IS NULL",
        "column public.funds.name: comment: as it is printed -> nothing",
    ),
    (
        "COMMENT ON CONSTRAINT uq_code ON funds IS 'once'",
        "constraint uq_code on public.funds: comment: nothing -> once",
    ),
    (
        "COMMENT ON FUNCTION touch() IS 'touches'",
        "function public.touch(): comment: nothing -> touches",
    ),
    (
        "ALTER TABLE base_log SET UNLOGGED",
        "table public.base_log: persistence: permanent -> unlogged",
    ),
    (
        "ALTER TABLE base_log SET (fillfactor = 70)",
        "table public.base_log: options: nothing -> fillfactor=70",
    ),
    (
        "ALTER TABLE base_log REPLICA IDENTITY FULL",
        "table public.base_log: replica identity: default -> full",
    ),
    (
        "DROP TABLE crm.\"Customer Data\"",
        "table crm.\"Customer Data\": existence: table, 2 columns",
    ),
    (
        "CREATE TABLE more (id integer)",
        "table public.more: existence: nothing -> table",
    ),
    (
        "CREATE SCHEMA empty",
        "schema empty: existence: nothing -> ",
    ),
    (
        "DROP EXTENSION pgcrypto",
        "extension pgcrypto: existence: version ",
    ),
    (
        "DROP STATISTICS st_funds",
        "statistics object public.st_funds: existence: ",
    ),
    (
        "ALTER PUBLICATION published SET TABLE reports",
        "publication published: definition: ",
    ),
    (
        "CREATE CAST (address AS text) WITH INOUT",
        "cast public.address AS text: existence: nothing -> ",
    ),
    (
        "CREATE COLLATION sorted (LOCALE = 'C')",
        "collation public.sorted: existence: nothing -> ",
    ),
];

/// The furnished database, which every test here changes in transactions that it rolls back.
static DATABASE: LazyLock<(DatabaseUrl, Structure)> = LazyLock::new(|| {
    let url = furnished();
    let structure = super::support::structure(&url);
    (url, structure)
});

/// One after the other: two transactions that lock one table wait for each other at best.
static TURN: Mutex<()> = Mutex::new(());

/// The structure after some statements, which are undone; none where one of them is refused.
fn changed(statements: &[&str]) -> Option<Structure> {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let mut connection = connect(&DATABASE.0).expect("a connection");
    connection.begin().expect("a transaction");
    for statement in statements {
        connection.execute(statement).ok()?;
    }
    let structure = Structure::read(&mut connection).expect("a structure");
    connection.rollback().expect("the end of the transaction");
    Some(structure)
}

#[test]
fn each_change_is_told_by_its_name() {
    let mut untold = Vec::new();
    for (statement, told) in CHANGES {
        let Some(found) = changed(&[statement]) else {
            untold.push(format!("{statement}\nis refused"));
            continue;
        };
        let lines: Vec<String> = counted(&DATABASE.1, &found).iter().map(line).collect();
        if !lines.iter().any(|line| line.starts_with(told)) {
            untold.push(format!(
                "{statement}\nis to be told as\n{told}\nbut is\n{lines:#?}"
            ));
        }
    }
    assert!(untold.is_empty(), "{}", untold.join("\n\n"));
}

#[test]
fn nothing_is_told_of_no_change() {
    let found = changed(&[]).expect("nothing is refused");
    assert_eq!(compare(&DATABASE.1, &found), []);
}

#[test]
fn another_name_of_an_equal_constraint_is_a_note() {
    let statements = [
        "ALTER TABLE reports RENAME CONSTRAINT fk_fund TO reports_fund_id_fkey",
        "ALTER TABLE funds RENAME CONSTRAINT uq_code TO funds_code_key",
        "ALTER TABLE funds RENAME CONSTRAINT funds_pkey TO pk_funds",
    ];
    let found = changed(&statements).expect("nothing is refused");
    let differences = compare(&DATABASE.1, &found);
    let lines: Vec<String> = differences.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "constraint fk_fund on public.reports: name: fk_fund -> reports_fund_id_fkey",
            "constraint funds_pkey on public.funds: name: funds_pkey -> pk_funds",
            "constraint uq_code on public.funds: name: uq_code -> funds_code_key",
        ]
    );
    assert!(differences.iter().all(|one| one.weight == Weight::Note));
}

#[test]
fn names_that_were_exchanged_are_two_differences() {
    let statements = [
        "ALTER TABLE reports RENAME CONSTRAINT fk_fund TO fk_third",
        "ALTER TABLE reports RENAME CONSTRAINT fk_other TO fk_fund",
        "ALTER TABLE reports RENAME CONSTRAINT fk_third TO fk_other",
    ];
    let found = changed(&statements).expect("nothing is refused");
    let differences = counted(&DATABASE.1, &found);
    let objects: Vec<&str> = differences.iter().map(|one| one.object.as_str()).collect();
    assert_eq!(
        objects,
        [
            "constraint fk_fund on public.reports",
            "constraint fk_other on public.reports"
        ]
    );
}

#[test]
fn the_order_of_columns_is_a_note() {
    let statements = [
        "ALTER TABLE base_log ADD first text",
        "ALTER TABLE error_log DROP code",
        "ALTER TABLE error_log ADD code integer",
        "ALTER TABLE base_log DROP first",
    ];
    let before = changed(&["ALTER TABLE base_log ADD first text, ADD second text"]);
    let after = changed(&[
        "ALTER TABLE base_log ADD second text",
        "ALTER TABLE base_log ADD first text",
    ]);
    let differences = compare(&before.expect("accepted"), &after.expect("accepted"));
    assert!(!differences.is_empty());
    assert!(
        differences.iter().all(|one| one.weight == Weight::Note),
        "{differences:#?}"
    );
    let found = changed(&statements).expect("nothing is refused");
    assert_eq!(counted(&DATABASE.1, &found), []);
}

#[test]
fn no_mixture_of_changes_is_equal() {
    let statements: Vec<&str> = CHANGES.iter().map(|(statement, _)| *statement).collect();
    let mixtures = subsequence(statements, 1..6).prop_shuffle();
    let mut runner = TestRunner::new(Config {
        cases: 24,
        failure_persistence: None,
        ..Config::default()
    });
    let outcome = runner.run(&mixtures, |statements| {
        // What one change leaves, another may be refused on; that is no case.
        let Some(found) = changed(&statements) else {
            return Err(TestCaseError::reject("refused by the server"));
        };
        let differences = counted(&DATABASE.1, &found);
        prop_assert!(!differences.is_empty(), "{statements:#?}");
        let backwards = counted(&found, &DATABASE.1);
        prop_assert!(!backwards.is_empty(), "{statements:#?}");
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
