//! A small executor of four tiers: run on a clone, refused in every way it can go wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use alembic_rs::config::DatabaseUrl;
use alembic_rs::db::{Connection, TransactionStatus};
use alembic_rs::governance::{CloneDelta, Digest, Probe, ProbeClass, Tier};
use alembic_rs::release::Obstacle;
use alembic_rs::release::tier::{
    ExecutedStatement, Package, TierOutcome, TierRun, TierStatement, TierWatch, apply_tier,
    clone_variant,
};

use crate::db::support::{connect, new_database};

const BASELINE: &str = "CREATE TABLE approvals (id int GENERATED ALWAYS AS IDENTITY, who text);
    CREATE TABLE assets (id int PRIMARY KEY, owner text);
    INSERT INTO assets SELECT number FROM generate_series(1, 30) AS number;";

const GUARD: &str = "DO $guard$\nBEGIN\n  IF current_database() <> 'production' THEN\n    RAISE \
                     EXCEPTION 'PREFLIGHT ABORT: wrong database';\n  END IF;\nEND\n$guard$;\n";

fn files() -> BTreeMap<String, String> {
    let file = |name: &str, text: &str| (format!("sql/{name}.sql"), text.to_owned());
    [
        file(
            "t0",
            &format!(
                "\\set ON_ERROR_STOP on\nBEGIN;\n{GUARD}DO $$ BEGIN IF (SELECT count(*) FROM \
             approvals) < 1 THEN RAISE EXCEPTION 'no approval'; END IF; RAISE NOTICE 'T0 PASS'; \
             END $$;\nCOMMIT;\n"
            ),
        ),
        file("t1", &format!("{GUARD}\\ir t1/structure.sql\n")),
        file(
            "t1/structure",
            "CREATE TABLE axis (id int PRIMARY KEY, name text NOT NULL);\n\
             CREATE TABLE axis_value (id int PRIMARY KEY, axis int REFERENCES axis);\n\
             CREATE VIEW v_axis_gap AS SELECT id FROM assets WHERE owner IS NULL;\n\
             CREATE FUNCTION axis_count() RETURNS bigint LANGUAGE sql\n  AS 'SELECT count(*) FROM \
             axis; ';\n",
        ),
        file(
            "t3",
            "INSERT INTO axis VALUES (1, 'ownership');\nUPDATE assets SET owner = 'board';\n",
        ),
    ]
    .into()
}

fn probes() -> Vec<Probe> {
    [
        ("approvals", "SELECT count(*) FROM approvals"),
        ("own", "SELECT count(*) FROM assets WHERE owner IS NOT NULL"),
        ("gap", "SELECT count(*) FROM assets WHERE owner IS NULL"),
        (
            "axis",
            "SELECT CASE WHEN to_regclass('axis') IS NULL THEN 'absent' ELSE 'present' END",
        ),
    ]
    .map(|(name, sql)| Probe {
        name: name.to_owned(),
        sql: sql.to_owned(),
        before: None,
        after: None,
        class: ProbeClass::Asserted,
        reason: None,
        isolation: false,
    })
    .to_vec()
}

fn expected<Value: Clone>(pairs: &[(&str, Value)]) -> BTreeMap<String, Value> {
    let owned = |(name, value): &(&str, Value)| ((*name).to_owned(), value.clone());
    pairs.iter().map(owned).collect()
}

fn answers(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

fn tiers() -> Vec<Tier> {
    let tier =
        |name: &str, before: &[(&str, &str)], after: &[(&str, &str)], adds: &[(&str, u64)]| Tier {
            name: name.to_owned(),
            files: vec![format!("sql/{}.sql", name.to_lowercase())],
            before: answers(before),
            after: answers(after),
            adds: expected(adds),
        };
    vec![
        tier(
            "T0",
            &[
                ("approvals", "1"),
                ("gap", "30"),
                ("own", "0"),
                ("axis", "absent"),
            ],
            &[],
            &[],
        ),
        tier(
            "T1",
            &[],
            &[("axis", "present")],
            &[("tables", 2), ("views", 1), ("functions", 1)],
        ),
        tier(
            "T3",
            &[("own", "0"), ("gap", "30")],
            &[("own", "30"), ("gap", "0")],
            &[],
        ),
    ]
}

fn deltas(clone: &str) -> [CloneDelta; 2] {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    [
        CloneDelta {
            name: "gate simulation".to_owned(),
            files: names(&["sql/t0.sql"]),
            from: "BEGIN;\nDO".to_owned(),
            to: "BEGIN;\nSELECT 1;\nDO".to_owned(),
            occurrences: 1,
            reason: "shows where a simulated approval would be inserted".to_owned(),
        },
        CloneDelta {
            name: "guards".to_owned(),
            files: names(&["sql/t0.sql", "sql/t1.sql"]),
            from: "'production'".to_owned(),
            to: format!("'{clone}'"),
            occurrences: 2,
            reason: "the clone has another name".to_owned(),
        },
    ]
}

/// Remembers what was executed, and objects to nothing.
#[derive(Default)]
struct Ledger {
    executed: Vec<(usize, Digest, Option<u64>, Option<String>)>,
    altered: bool,
}

impl TierWatch for Ledger {
    fn before(&mut self, _: usize, _: &TierStatement) -> Result<(), Obstacle> {
        Ok(())
    }

    fn after(&mut self, executed: &ExecutedStatement<'_>) -> Result<(), Obstacle> {
        let digest = executed.statement.digest();
        let sqlstate = executed.sqlstate.clone();
        self.executed
            .push((executed.number, digest, executed.rows, sqlstate));
        Ok(())
    }

    fn integrity(&mut self) -> Result<(), Obstacle> {
        if self.altered && !self.executed.is_empty() {
            return Err(Obstacle::gate("sql/t3.sql is not the approved file"));
        }
        Ok(())
    }
}

struct CloneDatabase {
    url: DatabaseUrl,
    name: String,
}

fn new_clone() -> CloneDatabase {
    let url = new_database();
    let mut connection = connect(&url).expect("a connection");
    connection.execute(BASELINE).expect("the baseline");
    connection
        .execute("INSERT INTO approvals (who) VALUES ('board')")
        .expect("approved");
    let rows = connection
        .query("SELECT current_database()::text")
        .expect("a name");
    let name = rows
        .single()
        .and_then(|cell| cell.as_text())
        .expect("text")
        .to_owned();
    CloneDatabase { url, name }
}

fn connection(clone: &CloneDatabase) -> Connection {
    connect(&clone.url).expect("a connection")
}

fn uncaptured() -> BTreeSet<String> {
    ["public.approvals".to_owned()].into()
}

fn run(clone: &CloneDatabase, tier: &Tier, package: &Package, ledger: &mut Ledger) -> TierOutcome {
    let statements = package.statements(tier).expect("statements");
    let run = TierRun {
        tier,
        statements: &statements,
        probes: &probes(),
        uncaptured: &uncaptured(),
    };
    let mut connection = connection(clone);
    let outcome = apply_tier(&mut connection, run, ledger);
    assert_eq!(connection.transaction_status(), TransactionStatus::Idle);
    outcome
}

/// Everything of the database that a tier could have changed.
fn state(clone: &CloneDatabase) -> String {
    let sql = "SELECT string_agg(one::text, ' ' ORDER BY one::text) FROM (
        SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT assets::text FROM assets UNION ALL SELECT approvals::text FROM approvals) AS all_of_it(one)";
    let rows = connection(clone).query(sql).expect("a state");
    rows.single()
        .and_then(|cell| cell.as_text())
        .expect("text")
        .to_owned()
}

#[test]
fn all_tiers_pass_on_a_clone_with_exactly_the_declared_deltas() {
    let clone = new_clone();
    let package = Package::of_texts(files());
    let variant = clone_variant(&package, &deltas(&clone.name), &["production"]).expect("made");
    assert!(variant.text.contains("bare database guards left: 0"));
    let mut ledger = Ledger::default();
    let mut text = String::new();
    for tier in &tiers() {
        let outcome = run(&clone, tier, &variant.package, &mut ledger);
        outcome
            .result
            .unwrap_or_else(|obstacle| panic!("{obstacle}\n{}", outcome.text));
        text.push_str(&outcome.text);
    }
    for line in [
        "NOTICE:  T0 PASS",
        "T0 PASS: approvals=1 axis=absent gap=30 own=0; no objects added",
        "T1 PASS: axis absent→present; +2 tables +1 views +1 functions +2 indexes",
        "T3 PASS: gap 30→0 own 0→30; no objects added",
        "rows of public.assets: +0 ~30 -0",
        "2 sql/t3.sql:2 UPDATE 30",
        "COMMIT: the server answered COMMIT",
    ] {
        assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    }
    assert!(
        ledger
            .executed
            .iter()
            .any(|(_, _, rows, _)| *rows == Some(30))
    );
}

#[test]
fn the_approved_files_stop_at_their_guard_on_a_clone() {
    let clone = new_clone();
    let before = state(&clone);
    let package = Package::of_texts(files());
    let outcome = run(&clone, &tiers()[0], &package, &mut Ledger::default());
    let obstacle = outcome.result.expect_err("guarded");
    assert!(obstacle.detail.contains("wrong database"), "{obstacle}");
    assert_eq!(obstacle.facts["trigger"], "statement failed");
    assert_eq!(obstacle.facts["sqlstate"], "P0001");
    assert_eq!(obstacle.facts["line"], "3");
    assert!(
        outcome
            .text
            .contains("ROLLBACK: the server answered ROLLBACK")
    );
    assert_eq!(state(&clone), before);
}

/// Runs T1 and then a variant of T3, which must be rolled back with the trigger.
fn rolled_back(
    trigger: &str,
    change: impl FnOnce(&mut Tier, &mut BTreeMap<String, String>, &mut Ledger),
) {
    let clone = new_clone();
    let mut files = files();
    for text in files.values_mut() {
        *text = text.replace("'production'", &format!("'{}'", clone.name));
    }
    let mut tier = tiers().remove(2);
    let mut ledger = Ledger::default();
    let structure = Package::of_texts(files.clone());
    run(&clone, &tiers()[1], &structure, &mut Ledger::default())
        .result
        .expect("the structure");
    change(&mut tier, &mut files, &mut ledger);
    let before = state(&clone);
    let outcome = run(&clone, &tier, &Package::of_texts(files), &mut ledger);
    let obstacle = outcome.result.expect_err(trigger);
    assert_eq!(
        obstacle.facts["trigger"], trigger,
        "{obstacle}\n{}",
        outcome.text
    );
    assert!(!outcome.text.contains("PASS"), "{}", outcome.text);
    assert_eq!(state(&clone), before, "{trigger}");
}

fn append(files: &mut BTreeMap<String, String>, sql: &str) {
    files.get_mut("sql/t3.sql").expect("the file").push_str(sql);
}

#[test]
fn each_trigger_rolls_the_tier_back() {
    rolled_back("preflight failed", |tier, _, _| {
        tier.before = answers(&[("own", "1")]);
    });
    rolled_back("preflight failed", |tier, _, _| {
        tier.after = answers(&[("no such probe", "1")]);
    });
    rolled_back("preflight failed", |tier, _, _| {
        tier.adds = expected(&[("tabels", 1)]);
    });
    rolled_back("parity divergence", |tier, _, _| {
        tier.after = answers(&[("own", "31")]);
    });
    rolled_back("parity divergence", |tier, _, _| {
        tier.adds = expected(&[("tables", 1)]);
    });
    rolled_back("parity divergence", |_, files, _| {
        append(files, "CREATE VIEW v_undeclared AS SELECT 1 AS one;");
    });
    rolled_back("row counts diverge", |_, files, _| {
        append(files, "INSERT INTO approvals (who) VALUES ('nobody');");
    });
    rolled_back("integrity mismatch", |_, _, ledger| ledger.altered = true);
    rolled_back("statement failed", |_, files, _| {
        append(files, "SELECT 1/0;");
    });
    rolled_back("statement failed", |_, files, _| {
        append(files, "DO $$ BEGIN COMMIT; END $$;");
    });
}

/// The server refuses at the commit what the statements before it were allowed to do.
#[test]
fn a_commit_that_the_server_does_not_make_is_no_pass() {
    rolled_back("false done", |tier, files, _| {
        append(
            files,
            "CREATE TABLE late (id int REFERENCES assets DEFERRABLE INITIALLY DEFERRED);\
             INSERT INTO late VALUES (99);",
        );
        tier.adds = expected(&[("tables", 1)]);
    });
}

#[test]
fn files_are_read_from_their_folder_and_pinned() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files() {
        let path = folder.path().join(&name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }
    let package = Package::read(folder.path(), &tiers()).expect("read");
    assert_eq!(package, Package::of_texts(files()));
    let pins = package.digests();
    assert_eq!(pins.len(), 4, "the included file is pinned as well");
    fs::write(folder.path().join("sql/t1/structure.sql"), "SELECT 1;").expect("written");
    let altered = Package::read(folder.path(), &tiers()).expect("read");
    let error = altered.check_pins(&pins).expect_err("altered").to_string();
    assert!(
        error.starts_with("sql/t1/structure.sql is not the approved file"),
        "{error}"
    );
    fs::remove_file(folder.path().join("sql/t3.sql")).expect("removed");
    assert!(Package::read(folder.path(), &tiers()).is_err());
}
