//! `snapshot` and `parity` as a user runs them.

use std::fs;

use alembic_rs::config::DatabaseUrl;
use serde_json::Value;

use crate::db::support::new_database;
use crate::program::{Answer, run_on, run_with};
use crate::upgrade::project::Project;

use super::support::{execute, furnished};

const REVISIONS: &[(&str, &str)] = &[
    (
        "first",
        "op.create_table('funds', sa.Column('id', sa.Integer, primary_key=True), \
         sa.Column('name', sa.String(50), nullable=False))",
    ),
    ("second", "op.create_index('ix_name', 'funds', ['name'])"),
];

fn project() -> Project {
    Project::chain(REVISIONS)
}

fn assert_exit(answer: &Answer, status: i32) {
    assert_eq!(
        answer.exit,
        Some(status),
        "{}\n{}",
        answer.stdout,
        answer.stderr
    );
}

/// A line of the report's table, without its spaces.
fn row<'a>(answer: &'a Answer, dimension: &str) -> Vec<&'a str> {
    let line = answer
        .stdout
        .lines()
        .find(|line| line.starts_with(dimension))
        .expect("every dimension has a line");
    line[dimension.len()..].split_whitespace().collect()
}

#[test]
fn a_database_is_held_against_its_snapshot() {
    let (project, url) = (project(), furnished());
    let folder = project.folder();
    let run = |arguments: &[&str]| run_on(&url, folder, arguments);
    let taken = run(&[
        "snapshot",
        "--output",
        "before.json",
        "--contents",
        "all",
        "--counts",
        "funds",
    ]);
    assert_exit(&taken, 0);
    assert!(
        taken.stdout.contains("nothing was changed"),
        "{}",
        taken.stdout
    );
    let equal = run(&["parity", "before.json", "database", "--contents"]);
    // The counts of one table are not those of all.
    assert_exit(&equal, 11);
    assert!(
        equal.stdout.contains("table public.reports: row counts"),
        "{}",
        equal.stdout
    );
    let arguments = [
        "snapshot",
        "-o",
        "before.json",
        "--contents=all",
        "--counts=all",
    ];
    assert_exit(&run(&arguments), 0);
    let equal = run(&["parity", "before.json", "database", "--contents"]);
    assert_exit(&equal, 0);
    assert!(
        equal
            .stdout
            .contains("parity holds: 0 unexplained differences"),
        "{}",
        equal.stdout
    );
    assert_eq!(row(&equal, "enums"), ["1", "1", "0", "0", "0"]);
    let structure = run(&["parity", "before.json", "database"]);
    assert_exit(&structure, 0);
    assert_eq!(row(&structure, "contents"), ["not", "compared"]);

    execute(&url, "UPDATE funds SET name = 'other' WHERE id = 7");
    assert_exit(&run(&["parity", "before.json", "database", "--counts"]), 0);
    let changed = run(&["parity", "before.json", "database", "--contents"]);
    assert_exit(&changed, 11);
    assert!(
        changed.stdout.contains("table public.funds: contents"),
        "{}",
        changed.stdout
    );
}

#[test]
fn a_difference_is_explained_by_what_was_found() {
    let (project, url) = (project(), furnished());
    let folder = project.folder();
    assert_exit(&run_on(&url, folder, &["snapshot", "-o", "before.json"]), 0);
    execute(&url, "ALTER TABLE error_log ALTER code TYPE bigint");
    let compare = |explanation: &str| {
        fs::write(folder.join("explained.toml"), explanation).expect("the file is written");
        let arguments = [
            "parity",
            "before.json",
            "database",
            "--explain",
            "explained.toml",
        ];
        run_on(&url, folder, &arguments)
    };
    let object = "[[explained]]\nobject = 'column public.error_log.code'\n";
    let right = compare(&format!("{object}found = 'bigint'\nreason = 'ticket 7'\n"));
    assert_exit(&right, 0);
    assert!(right.stdout.contains("1 explained") && right.stdout.contains("ticket 7"));
    let wrong = compare(&format!("{object}found = 'text'\nreason = 'ticket 7'\n"));
    assert_exit(&wrong, 11);
    assert!(
        wrong.stdout.contains("Explanations of what is not there"),
        "{}",
        wrong.stdout
    );
    for refused in [
        format!("{object}reason = ' '\n"),
        object.to_owned(),
        format!("{object}because = 'x'\nreason = 'y'\n"),
        "explained".to_owned(),
    ] {
        let answer = compare(&refused);
        assert_exit(&answer, 1);
        assert!(
            answer.stderr.contains("explained.toml"),
            "{}",
            answer.stderr
        );
    }
}

#[test]
fn a_database_is_held_against_what_the_migrations_make() {
    let (project, url) = (project(), new_database());
    let folder = project.folder();
    let run = |arguments: &[&str]| run_on(&url, folder, arguments);
    assert_exit(&run(&["upgrade", "head"]), 0);
    let equal = run(&["parity", "history", "database"]);
    assert_exit(&equal, 0);
    assert!(
        equal
            .stdout
            .contains("The version table alembic_version is left out")
    );
    assert_eq!(row(&equal, "tables"), ["1", "1", "0", "0", "0"]);
    let earlier = run(&["parity", "history:first", "database", "--json"]);
    assert_exit(&earlier, 11);
    let report: Value = serde_json::from_str(&earlier.stdout).expect("JSON");
    assert_eq!(report["holds"], false);
    let unexplained = &report["report"]["unexplained"];
    assert_eq!(unexplained.as_array().map(Vec::len), Some(1));
    assert_eq!(unexplained[0]["object"], "index ix_name on public.funds");
    assert_eq!(unexplained[0]["dimension"], "indexes");
    assert_exit(&run(&["parity", "history:third", "database"]), 1);
    assert_exit(&run(&["parity", "history", "database", "--counts"]), 2);
}

#[test]
fn an_environment_variable_names_a_database() {
    let (project, one, other) = (project(), furnished(), furnished());
    let password = |url: &DatabaseUrl| {
        let settings = url.settings().iter();
        settings
            .filter(|(name, _)| *name == "password")
            .map(|(_, value)| value.expose().to_owned())
            .next()
    };
    let password = password(&one);
    let (one, other) = (one.to_string(), other.to_string());
    let (one, other) = (one.replace(":***@", "@"), other.replace(":***@", "@"));
    let variables = [
        ("ONE", Some(one.as_str())),
        ("OTHER", Some(other.as_str())),
        ("PGPASSWORD", password.as_deref()),
    ];
    let arguments = ["parity", "env:ONE", "env:OTHER", "--contents"];
    assert_exit(&run_with(project.folder(), &arguments, &variables), 0);
    assert_exit(
        &run_with(
            project.folder(),
            &["parity", "env:ONE", other.as_str()],
            &variables,
        ),
        0,
    );
}

#[test]
fn what_cannot_be_read_is_not_equal() {
    let project = project();
    let folder = project.folder();
    let secret = "postgresql://nobody:s3cr3t@127.0.0.1:1/nowhere";
    let variables = [("SECRET_URL", Some(secret)), ("UNSET_URL", None)];
    fs::write(folder.join("empty.json"), "{}").expect("the file is written");
    for (side, told) in [
        ("env:UNSET_URL", "UNSET_URL"),
        ("env:SECRET_URL", "127.0.0.1"),
        ("nothing.json", "nothing.json"),
        ("empty.json", "empty.json"),
    ] {
        for arguments in [["parity", side, side], ["parity", "history", side]] {
            let answer = run_with(folder, &arguments, &variables);
            assert_exit(&answer, 1);
            assert!(answer.stderr.contains(told), "{}", answer.stderr);
            assert!(!answer.stderr.contains("s3cr3t") && answer.stdout.is_empty());
        }
    }
    assert_exit(&run_with(folder, &["parity", "history"], &variables), 2);
    assert_exit(
        &run_with(folder, &["snapshot", "--counts", "all,funds"], &variables),
        2,
    );
}
