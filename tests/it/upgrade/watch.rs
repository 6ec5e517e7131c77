//! A watched upgrade: what the watch sees, and that its objection undoes everything.

use std::cell::RefCell;
use std::rc::Rc;

use alembic_rs::db::{Completion, Connection, DbError};
use alembic_rs::host::{ContextSettings, HostContext, install};
use alembic_rs::python::{Configuration, Interpreter};
use alembic_rs::runtime::{
    ContextOptions, MigrationContext, MigrationStep, Print, Purge, RunFailure, RunOutcome,
    SharedSink, StatementWatch, WatchedKind, WatchedStatement,
};
use alembic_rs::script::{RevisionId, ScriptDirectory, ScriptLocation};
use alembic_rs::source::Origin;

use super::project::{Project, column, tables};
use crate::db::support::{connect, new_database};

/// Writes down what it sees, and objects to what it is told to.
#[derive(Default)]
struct Watch {
    seen: Vec<String>,
    objects_before: &'static str,
    objects_after: &'static str,
    objects_to_commit: bool,
}

impl StatementWatch for Watch {
    fn before(
        &mut self,
        statement: &WatchedStatement<'_>,
        _connection: &mut Connection,
    ) -> Result<(), String> {
        if !self.objects_before.is_empty() && statement.text.contains(self.objects_before) {
            return Err("not this one".to_owned());
        }
        Ok(())
    }

    fn after(
        &mut self,
        statement: &WatchedStatement<'_>,
        completions: &[Completion],
        connection: &mut Connection,
    ) -> Result<(), String> {
        // It may ask the very transaction.
        let answer = connection.query("SELECT 1").map_err(|e| e.to_string())?;
        assert_eq!(answer.rows.len(), 1);
        let rows: Vec<String> = completions
            .iter()
            .map(|completion| {
                completion
                    .rows_affected
                    .map_or("-".to_owned(), |rows| rows.to_string())
            })
            .collect();
        if statement.kind == WatchedKind::Migration {
            self.seen.push(format!(
                "{} {} {}",
                statement.revision.map_or("-", RevisionId::as_str),
                rows.join(","),
                statement.origin.is_some(),
            ));
        } else if !statement.text.starts_with("CREATE TABLE alembic_version") {
            self.seen.push(statement.text.to_owned());
        }
        if !self.objects_after.is_empty() && statement.text.contains(self.objects_after) {
            return Err("too many rows".to_owned());
        }
        Ok(())
    }

    fn refused(&mut self, statement: &WatchedStatement<'_>, error: &DbError) {
        let code = error.server_error().map_or("-", |e| e.sqlstate.code());
        self.seen.push(format!("{code} {}", statement.text));
    }

    fn before_autocommit(&mut self, _: Option<&RevisionId>, _: &Origin) -> Result<(), String> {
        Err("no autocommit".to_owned())
    }

    fn before_commit(&mut self, connection: &mut Connection) -> Result<(), String> {
        let shelves = connection
            .query("SELECT count(*) FROM shelf")
            .map_err(|error| error.to_string())?;
        self.seen.push(format!("{:?}", shelves.single()));
        if self.objects_to_commit {
            return Err("not to stay".to_owned());
        }
        Ok(())
    }
}

fn upgrade(
    project: &Project,
    connection: Connection,
    watch: &Rc<RefCell<Watch>>,
) -> Result<RunOutcome, Box<RunFailure>> {
    let location = ScriptLocation {
        directory: project.folder().to_owned(),
        ..ScriptLocation::default()
    };
    let scripts = ScriptDirectory::load(&location).expect("the revisions can be read");
    let make_interpreter = |sink: SharedSink, print: Print| {
        let mut interpreter = Interpreter::new(Configuration::default());
        interpreter.set_output(print);
        let settings = ContextSettings::default();
        install(&mut interpreter, HostContext { sink, settings });
        interpreter
    };
    let context = MigrationContext::new(&scripts, ContextOptions::default(), &make_interpreter);
    let watch: Rc<RefCell<dyn StatementWatch>> = watch.clone();
    context.run_watched(
        &Rc::new(RefCell::new(connection)),
        watch,
        Purge::Keep,
        Box::new(|_| {}),
        |rows| {
            let steps = scripts.map().upgrade_steps("head", rows)?;
            Ok(steps.into_iter().map(MigrationStep::Upgrade).collect())
        },
    )
}

fn project() -> Project {
    Project::chain(&[
        ("a1", "op.execute('CREATE TABLE shelf (id int)')"),
        (
            "b1",
            "op.execute('INSERT INTO shelf VALUES (1), (2); DELETE FROM shelf WHERE id = 1')\n\
             try:\n    op.execute('UPDATE shelf SET id = 7')\nexcept Exception:\n    pass",
        ),
    ])
}

#[test]
fn every_statement_is_seen_with_its_revision_and_all_its_rows() {
    let url = new_database();
    let watch = Rc::new(RefCell::new(Watch::default()));
    upgrade(&project(), connect(&url).expect("a connection"), &watch).expect("it runs");
    assert_eq!(
        watch.borrow().seen,
        [
            "BEGIN",
            "a1 - true",
            "INSERT INTO alembic_version (version_num) VALUES ('a1') RETURNING \
             alembic_version.version_num",
            "b1 2,1 true",
            "b1 1 true",
            "UPDATE alembic_version SET version_num='b1' WHERE alembic_version.version_num = 'a1'",
            "Some(Integer(1))",
            "COMMIT",
        ]
    );
    assert_eq!(column(&url, "SELECT id::text FROM shelf"), ["7"]);
}

#[test]
fn an_objection_cannot_be_caught_and_undoes_everything() {
    let objections = [
        Watch {
            objects_before: "UPDATE shelf",
            ..Watch::default()
        },
        Watch {
            objects_after: "UPDATE shelf",
            ..Watch::default()
        },
        Watch {
            objects_after: "UPDATE alembic_version",
            ..Watch::default()
        },
        Watch {
            objects_to_commit: true,
            ..Watch::default()
        },
    ];
    for (watch, reason) in objections.into_iter().zip([
        "not this one",
        "too many rows",
        "too many rows",
        "not to stay",
    ]) {
        let url = new_database();
        let watch = Rc::new(RefCell::new(watch));
        let failure = upgrade(&project(), connect(&url).expect("a connection"), &watch)
            .expect_err("the watch objects");
        assert!(
            failure.error.to_string().contains(reason),
            "{}",
            failure.error
        );
        assert!(failure.committed.is_empty() && failure.partly_committed.is_empty());
        assert!(tables(&url).is_empty(), "{:?}", tables(&url));
    }
}

#[test]
fn an_autocommit_block_is_stopped_before_it_commits() {
    let url = new_database();
    let project = Project::chain(&[(
        "a1",
        "op.execute('CREATE TABLE shelf (id int)')\nwith op.get_context().autocommit_block():\n    \
         op.execute('CREATE INDEX CONCURRENTLY i ON shelf (id)')",
    )]);
    let watch = Rc::new(RefCell::new(Watch::default()));
    let failure = upgrade(&project, connect(&url).expect("a connection"), &watch)
        .expect_err("the watch objects");
    assert!(failure.error.to_string().contains("no autocommit"));
    assert!(tables(&url).is_empty());
}
