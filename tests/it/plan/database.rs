//! A plan from the rows of a database, which is only looked at.

use crate::db::support::{connect, new_database};
use crate::program::run_on;
use crate::upgrade::project::{Project, column, tables};

fn project() -> Project {
    Project::chain(&[
        (
            "a1",
            "op.execute(\"CREATE TYPE mood AS ENUM ('low')\")\n\
             op.create_table('shelf', sa.Column('id', sa.Integer, primary_key=True), \
             sa.Column('code', sa.String(10)), sa.Column('n', sa.Integer))",
        ),
        (
            "b1",
            "from sqlalchemy.dialects import postgresql\n\
             postgresql.ENUM('low', name='mood').create(op.get_bind(), checkfirst=True)\n\
             op.alter_column('shelf', 'n', type_=sa.BigInteger())\n\
             op.drop_index('shelf_by_hand')\n\
             op.create_index('ix_shelf_code', 'shelf', ['code'])",
        ),
    ])
}

#[test]
fn an_empty_database_stays_empty() {
    let url = new_database();
    let project = project();
    let answer = run_on(&url, project.folder(), &["plan"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    assert!(
        answer
            .stdout
            .contains("Plan from base to heads: 2 revisions"),
        "{}",
        answer.stdout
    );
    assert!(
        answer
            .stdout
            .contains("CREATE TABLE, version_num VARCHAR(32)")
    );
    assert_eq!(tables(&url), [""; 0]);
}

/// The rows decide where it starts; the catalog, what an index belongs to, how a type changes,
/// whether an enum is there and how much a finding weighs.
#[test]
fn the_database_is_asked() {
    let url = new_database();
    let project = project();
    let answer = run_on(&url, project.folder(), &["upgrade", "a1"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    connect(&url)
        .expect("a connection")
        .execute("CREATE INDEX shelf_by_hand ON shelf (n)")
        .expect("an index");
    let answer = run_on(&url, project.folder(), &["plan", "head"]);
    assert_eq!(answer.exit, Some(0), "{}", answer.stderr);
    let text = &answer.stdout;
    for expected in [
        "Plan from a1 to head: 1 revision, 3 statements",
        "start         the rows of alembic_version in postgresql",
        "UPDATE a1 → b1",
        "locks ACCESS EXCLUSIVE shelf, and writes all of it anew",
        "n from integer to bigint",
        "shelf_by_hand is dropped while shelf is locked",
        "AL001 note ",
        "AL018 note ",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(!text.contains("CREATE TYPE"), "{text}");
    assert_eq!(tables(&url), ["alembic_version", "shelf"]);
    assert_eq!(
        column(&url, "SELECT version_num FROM alembic_version"),
        ["a1"]
    );
    let done = run_on(&url, project.folder(), &["plan", "a1"]);
    assert!(
        done.stdout.ends_with("plan: nothing to do\n"),
        "{}",
        done.stdout
    );
}
