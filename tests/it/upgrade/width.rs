//! The width of `alembic_version.version_num`.

use super::project::{Project, column, tables};
use crate::db::support::{connect, new_database};
use crate::program::{run, run_on};

/// 40 characters.
const LONG: &str = "b1_a_revision_id_of_exactly_forty_charac";

const TYPE: &str = "SELECT format_type(atttypid, atttypmod) FROM pg_attribute \
                    WHERE attrelid = 'alembic_version'::regclass AND attname = 'version_num'";

fn project() -> Project {
    Project::chain(&[
        ("a1", "pass"),
        (LONG, "op.execute('CREATE TABLE shelf (id int)')"),
    ])
}

#[test]
fn short_ids_make_alembics_own_table() {
    let url = new_database();
    let project = Project::chain(&[("a1", "pass")]);
    assert_eq!(
        run_on(&url, project.folder(), &["upgrade", "head"]).exit,
        Some(0)
    );
    assert_eq!(column(&url, TYPE), ["character varying(32)"]);
}

#[test]
fn a_long_id_makes_a_wider_table() {
    let url = new_database();
    let answer = run_on(&url, project().folder(), &["upgrade", "head"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    assert_eq!(column(&url, TYPE), ["character varying(64)"]);
    assert_eq!(
        column(&url, "SELECT version_num FROM alembic_version"),
        [LONG]
    );
}

#[test]
fn a_narrow_table_is_widened_before_the_write_that_needs_it() {
    let project = project();
    let url = narrow_database_at_a1();
    let answer = run_on(&url, project.folder(), &["upgrade", "head"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    let lines = answer
        .stderr
        .lines()
        .filter(|line| line.contains("Widening"))
        .count();
    assert_eq!(lines, 1, "{}", answer.stderr);
    assert_eq!(column(&url, TYPE), ["character varying(64)"]);
    assert_eq!(
        column(&url, "SELECT version_num FROM alembic_version"),
        [LONG]
    );
}

#[test]
fn a_script_widens_a_narrow_table_and_leaves_a_wide_one_alone() {
    let project = project();
    let script = run(project.folder(), &["upgrade", "a1:head", "--sql"]);
    assert_eq!(script.exit, Some(0), "{}", script.stderr);
    let url = narrow_database_at_a1();
    connect(&url)
        .expect("a connection")
        .execute(&script.stdout)
        .expect("the script runs");
    assert_eq!(column(&url, TYPE), ["character varying(64)"]);
    assert_eq!(tables(&url), ["alembic_version", "shelf"]);
    let wide = narrow_database_at_a1();
    let mut connection = connect(&wide).expect("a connection");
    connection
        .execute("ALTER TABLE alembic_version ALTER version_num TYPE text")
        .expect("wide");
    connection.execute(&script.stdout).expect("the script runs");
    assert_eq!(column(&wide, TYPE), ["text"]);
    assert_eq!(
        column(&wide, "SELECT version_num FROM alembic_version"),
        [LONG]
    );
}

fn narrow_database_at_a1() -> alembic_rs::config::DatabaseUrl {
    let url = new_database();
    connect(&url)
        .expect("a connection")
        .execute(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, \
             CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)); \
             INSERT INTO alembic_version VALUES ('a1')",
        )
        .expect("a version table");
    url
}
