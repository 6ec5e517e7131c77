//! Upgrades that fail in the middle: nothing is half done, and the report says where.

use super::project::{Project, column, tables};
use crate::db::support::new_database;
use crate::program::run_on;

const UPGRADE: &[&str] = &["upgrade", "head"];

#[test]
fn a_server_error_shows_the_call_and_leaves_nothing() {
    let project = Project::chain(&[
        (
            "a1",
            "op.create_table('shelf', sa.Column('id', sa.Integer, primary_key=True))",
        ),
        (
            "b1",
            "op.execute('CREATE TABLE box (id int)')\nop.execute('SELECT nope FROM shelf')",
        ),
    ]);
    let url = new_database();
    let answer = run_on(&url, project.folder(), UPGRADE);
    assert_eq!(answer.exit, Some(1));
    assert_eq!(answer.stdout, "");
    for part in [
        "SQLSTATE 42703",
        "column \"nope\" does not exist",
        "versions/b1.py:11:",
        "op.execute('SELECT nope FROM shelf')",
        "SELECT nope FROM shelf",
        "Nothing was committed.",
    ] {
        assert!(
            answer.stderr.contains(part),
            "{part} is missing:\n{}",
            answer.stderr
        );
    }
    assert!(tables(&url).is_empty());
}

#[test]
fn one_transaction_for_each_migration_keeps_those_before() {
    let project = Project::configured(
        "transaction_per_migration=True",
        &[
            ("a2", "op.execute('CREATE TABLE shelf (id int)')"),
            ("b2", "op.execute('SELECT 1/0')"),
        ],
    );
    let url = new_database();
    let answer = run_on(&url, project.folder(), UPGRADE);
    assert_eq!(answer.exit, Some(1));
    assert!(
        answer.stderr.contains("Committed: a2. Rolled back: b2."),
        "{}",
        answer.stderr
    );
    assert_eq!(tables(&url), ["alembic_version", "shelf"]);
    assert_eq!(
        column(&url, "SELECT version_num FROM alembic_version"),
        ["a2"]
    );
}

#[test]
fn what_an_autocommit_block_commits_is_said() {
    let project = Project::chain(&[(
        "a3",
        "op.execute('CREATE TABLE shelf (id int)')\n\
         with op.get_context().autocommit_block():\n    \
         op.execute('CREATE INDEX CONCURRENTLY shelf_id ON shelf (id)')\n\
         op.execute('SELECT 1/0')",
    )]);
    let url = new_database();
    let answer = run_on(&url, project.folder(), UPGRADE);
    assert_eq!(answer.exit, Some(1));
    assert!(
        answer
            .stderr
            .contains("Partly committed by an autocommit block, and not recorded: a3."),
        "{}",
        answer.stderr
    );
    assert_eq!(tables(&url), ["alembic_version", "shelf"]);
    assert!(column(&url, "SELECT version_num FROM alembic_version").is_empty());
}

#[test]
fn a_commit_of_the_migrations_own_is_noticed() {
    let project = Project::chain(&[(
        "a4",
        "op.execute('CREATE TABLE shelf (id int)')\nop.execute('COMMIT')\nop.execute('SELECT 1/0')",
    )]);
    let url = new_database();
    let answer = run_on(&url, project.folder(), UPGRADE);
    assert_eq!(answer.exit, Some(1));
    assert!(
        answer.stderr.contains("not recorded: a4."),
        "{}",
        answer.stderr
    );
}

#[test]
fn two_at_once_apply_everything_once() {
    let project = Project::chain(&[
        (
            "a5",
            "op.execute('CREATE TABLE shelf (id int)')\nop.execute('SELECT pg_sleep(0.2)')",
        ),
        ("b5", "op.execute('INSERT INTO shelf VALUES (1)')"),
    ]);
    let url = new_database();
    let exits: Vec<_> = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| run_on(&url, project.folder(), UPGRADE).exit))
            .collect();
        runs.into_iter()
            .map(|run| run.join().expect("a run"))
            .collect()
    });
    assert!(exits.contains(&Some(0)), "{exits:?}");
    assert_eq!(column(&url, "SELECT id::text FROM shelf"), ["1"]);
    assert_eq!(
        column(&url, "SELECT version_num FROM alembic_version"),
        ["b5"]
    );
}

#[test]
fn the_answer_of_a_query_decides() {
    let project = Project::chain(&[
        (
            "a6",
            "op.execute('CREATE TABLE shelf (id int)')\nop.execute('INSERT INTO shelf VALUES (7)')",
        ),
        (
            "b6",
            "count = op.get_bind().execute(sa.text('SELECT max(id) FROM shelf')).scalar()\n\
             if count == 7:\n    op.add_column('shelf', sa.Column('note', sa.Text()))",
        ),
    ]);
    let url = new_database();
    let answer = run_on(&url, project.folder(), UPGRADE);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    assert_eq!(
        column(
            &url,
            "SELECT attname::text FROM pg_attribute WHERE attrelid = 'shelf'::regclass AND attnum = 2"
        ),
        ["note"]
    );
}
