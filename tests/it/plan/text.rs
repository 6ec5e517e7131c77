//! The plan for people, on the fixtures and on a chain that does one of everything.

use crate::program::{fixture, run};
use crate::upgrade::project::Project;

/// Exit status, standard output, standard error.
fn shown(answer: &crate::program::Answer) -> String {
    format!(
        "exit {:?}\n--- stdout\n{}--- stderr\n{}",
        answer.exit, answer.stdout, answer.stderr
    )
}

#[test]
fn branches_from_base() {
    insta::assert_snapshot!(shown(&run(&fixture("branches"), &["plan", "--offline"])));
}

#[test]
fn branches_from_several_revisions() {
    let range = "acc000000003,b11100000001:a0d170000002";
    insta::assert_snapshot!(shown(&run(&fixture("branches"), &["plan", range])));
}

#[test]
fn governed_in_short() {
    insta::assert_snapshot!(shown(&run(
        &fixture("governed"),
        &[
            "plan",
            "0019_nav_snapshots_and_investor_statements:heads",
            "--no-sql"
        ]
    )));
}

#[test]
fn quickstart_in_sums() {
    insta::assert_snapshot!(shown(&run(
        &fixture("quickstart"),
        &["plan", "base:", "--summary"]
    )));
}

/// A history of risks, one for each way a report speaks.
pub(super) fn risky() -> Project {
    Project::chain(&[
        (
            "a1",
            "op.create_table('shelf', sa.Column('id', sa.Integer, primary_key=True), \
             sa.Column('code', sa.String(10)))",
        ),
        (
            "b1",
            "op.alter_column('shelf', 'code', nullable=False)\n\
             op.execute(\"UPDATE shelf SET code = 'none'\")\n\
             with op.get_context().autocommit_block():\n    \
             op.create_index('ix_shelf_code', 'shelf', ['code'], postgresql_concurrently=True)\n\
             op.execute('DO $$ BEGIN NULL; END $$')",
        ),
        (
            "c1",
            "op.drop_column('shelf', 'code')  # alembic-rs: allow AL012 no code reads it\n\
             rows = op.get_bind().execute(sa.text('SELECT count(*) FROM shelf')).scalar()\n\
             if rows:\n    op.drop_table('shelf')",
        ),
        ("d1", "import no_such_module\nno_such_module.go()"),
    ])
}

#[test]
fn a_plan_with_risks() {
    let project = risky();
    insta::assert_snapshot!(shown(&run(project.folder(), &["plan", "a1:head"])));
}
