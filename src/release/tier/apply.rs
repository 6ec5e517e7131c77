//! A tier run: one explicit transaction that is committed when everything holds, or rolled back.
//!
//! Counterpart: `BEGIN … COMMIT` with `\set ON_ERROR_STOP on` around a tier of the executor, and
//! its `RAISE NOTICE 'T3 PASS: …'`. What must hold is asked of the server inside of the transaction,
//! before the commit; that nothing failed is never taken for it.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use super::object_counts::{compare_additions, count_objects, declared_additions};
use super::row_changes::{beyond_captured, changes_between, read_row_changes, row_changes_text};
use super::sql_file::TierStatement;
use super::trigger::RollbackTrigger;
use crate::db::{Connection, TransactionStatus};
use crate::governance::{FailureClass, Probe, RootCause, Tier};
use crate::release::Obstacle;
use crate::release::probes::{self, Answers, ProbeReport};
use crate::release::steady_session::SteadySession;

/// Who is told of each statement, and may object.
pub trait TierWatch {
    /// Before a statement is sent; an objection rolls the tier back.
    fn before(&mut self, number: usize, statement: &TierStatement) -> Result<(), Obstacle>;

    /// After a statement, refused ones too; an objection rolls the tier back.
    fn after(&mut self, executed: &ExecutedStatement<'_>) -> Result<(), Obstacle>;

    /// Before the commit: whether the files are still the approved ones.
    fn integrity(&mut self) -> Result<(), Obstacle>;
}

/// A statement that the server has answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExecutedStatement<'a> {
    /// Its number in the tier, from 1.
    pub number: usize,
    /// The statement.
    pub statement: &'a TierStatement,
    /// The rows it changed or returned, where the server says so.
    pub rows: Option<u64>,
    /// The SQLSTATE it was refused with.
    pub sqlstate: Option<String>,
}

/// A tier and what it is held against.
#[derive(Debug, Clone, Copy)]
pub struct TierRun<'a> {
    /// The tier.
    pub tier: &'a Tier,
    /// Its statements; for a clone those of the clone's copy.
    pub statements: &'a [TierStatement],
    /// All probes of the release.
    pub probes: &'a [Probe],
    /// The tables (`schema.name`) there were before the release whose state was not captured.
    pub uncaptured: &'a BTreeSet<String>,
}

/// How a tier ended.
#[derive(Debug)]
pub struct TierOutcome {
    /// What was seen, for the evidence; its last line is the verdict's.
    pub text: String,
    /// `Ok` once the server has committed and a reading agrees; else why it was rolled back.
    pub result: Result<(), Obstacle>,
}

/// Runs a tier on a connection that is used for nothing else.
///
/// A trigger sends an explicit `ROLLBACK`. Whether the database is as before has then to be proven
/// in a new session; that the server answered to the `ROLLBACK` is not that proof.
pub fn apply_tier(
    connection: &mut Connection,
    run: TierRun<'_>,
    watch: &mut dyn TierWatch,
) -> TierOutcome {
    let mut text = format!("tier {}\n", run.tier.name);
    let notices = collect_notices(connection);
    let result = run_in_transaction(connection, run, watch, &mut text, &notices);
    connection.on_notice(|_| {});
    match &result {
        Ok(summary) => {
            text.push_str(&format!("{} PASS: {summary}\n", run.tier.name));
        }
        Err(obstacle) => text.push_str(&format!("{} FAILED: {obstacle}\n", run.tier.name)),
    }
    TierOutcome {
        text,
        result: result.map(drop),
    }
}

type Notices = Rc<RefCell<Vec<String>>>;

fn collect_notices(connection: &mut Connection) -> Notices {
    let notices = Notices::default();
    let collected = Rc::clone(&notices);
    connection.on_notice(move |notice| {
        let line = format!("{}:  {}", notice.severity, notice.message);
        collected.borrow_mut().push(line);
    });
    notices
}

fn run_in_transaction(
    connection: &mut Connection,
    run: TierRun<'_>,
    watch: &mut dyn TierWatch,
    text: &mut String,
    notices: &Notices,
) -> Result<String, Obstacle> {
    if connection.transaction_status() != TransactionStatus::Idle {
        return Err(RollbackTrigger::PreflightFailed.on(Obstacle::gate(
            "a transaction is open already; a tier is a transaction of its own",
        )));
    }
    watch
        .integrity()
        .map_err(|obstacle| RollbackTrigger::IntegrityMismatch.on(obstacle))?;
    connection.begin().map_err(|error| {
        RollbackTrigger::StatementFailed.on(Obstacle::database("cannot begin", &error))
    })?;
    let outcome = walk(connection, run, watch, text, notices);
    match outcome {
        Ok(answers) => commit(connection, run, text, &answers),
        Err(obstacle) => {
            text.push_str(&rollback(connection));
            Err(obstacle)
        }
    }
}

/// Everything between `BEGIN` and the decision; returns the report of the end.
fn walk(
    connection: &mut Connection,
    run: TierRun<'_>,
    watch: &mut dyn TierWatch,
    text: &mut String,
    notices: &Notices,
) -> Result<Ending, Obstacle> {
    let preflight = |obstacle| RollbackTrigger::PreflightFailed.on(obstacle);
    let session = SteadySession::begun(connection).map_err(preflight)?;
    let declared = declared_additions(&run.tier.adds).map_err(preflight)?;
    let asked = probes_of(run).map_err(preflight)?;
    let before = probes::ask_within(connection, asked.iter().copied()).map_err(preflight)?;
    let report = ProbeReport::of_expectations(&run.tier.before, &before);
    text.push_str(&format!("before:\n{}", report.to_text()));
    if !report.holds() {
        return Err(preflight(Obstacle::gate(report.failures())));
    }
    let counted = count_objects(connection).map_err(preflight)?;
    let counters = read_row_changes(connection).map_err(preflight)?;

    for (index, statement) in run.statements.iter().enumerate() {
        execute(
            connection,
            &session,
            index + 1,
            statement,
            watch,
            text,
            notices,
        )?;
    }

    let diverging = |obstacle| RollbackTrigger::ParityDivergence.on(obstacle);
    let changes = changes_between(&counters, &read_row_changes(connection).map_err(diverging)?);
    text.push_str(&row_changes_text(&changes));
    let beyond = beyond_captured(&changes, run.uncaptured);
    if !beyond.is_empty() {
        return Err(
            RollbackTrigger::RowCountsDiverge.on(Obstacle::parity(format!(
                "rows were changed of {}, whose state before was not captured",
                beyond.join(", ")
            ))),
        );
    }
    let (added, undeclared) = compare_additions(
        &declared,
        &counted,
        &count_objects(connection).map_err(diverging)?,
    );
    text.push_str(&format!("objects: {added}\n"));
    if !undeclared.is_empty() {
        return Err(diverging(Obstacle::parity(format!(
            "the tier adds other objects than declared: {}",
            undeclared.join("; ")
        ))));
    }
    let after = probes::ask_within(connection, asked.iter().copied()).map_err(diverging)?;
    let report = ProbeReport::of_expectations(&run.tier.after, &after);
    text.push_str(&format!("after:\n{}", report.to_text()));
    if !report.holds() {
        return Err(diverging(Obstacle::gate(report.failures())));
    }
    watch
        .integrity()
        .map_err(|obstacle| RollbackTrigger::IntegrityMismatch.on(obstacle))?;
    Ok(Ending {
        summary: summary(&before, &after, &added),
        after,
    })
}

struct Ending {
    summary: String,
    after: Answers,
}

/// The probes that the tier's expectations name.
fn probes_of(run: TierRun<'_>) -> Result<Vec<&Probe>, Obstacle> {
    let names: BTreeSet<&String> = run
        .tier
        .before
        .keys()
        .chain(run.tier.after.keys())
        .collect();
    let find = |name: &String| {
        run.probes
            .iter()
            .find(|probe| probe.name == *name)
            .ok_or_else(|| {
                Obstacle::gate(format!(
                    "tier {} expects an answer of the probe {name}, and there is none of this name",
                    run.tier.name
                ))
            })
    };
    names.into_iter().map(find).collect()
}

fn execute(
    connection: &mut Connection,
    session: &SteadySession,
    number: usize,
    statement: &TierStatement,
    watch: &mut dyn TierWatch,
    text: &mut String,
    notices: &Notices,
) -> Result<(), Obstacle> {
    let failed = |obstacle: Obstacle| {
        RollbackTrigger::StatementFailed.on(obstacle
            .with_fact("file", statement.file.clone())
            .with_fact("line", statement.line.to_string())
            .with_fact("statement", number.to_string()))
    };
    watch.before(number, statement).map_err(failed)?;
    let answer = connection.execute(&statement.text);
    for notice in notices.borrow_mut().drain(..) {
        text.push_str(&format!("{notice}\n"));
    }
    let place = format!("{}:{}", statement.file, statement.line);
    let (rows, refusal) = match answer {
        Ok(completion) => {
            let tag = completion.command_tag.as_deref().unwrap_or("(empty)");
            text.push_str(&format!("{number} {place} {tag}\n"));
            (completion.rows_affected, None)
        }
        Err(error) => {
            text.push_str(&format!("{number} {place} ERROR: {error}\n"));
            let obstacle = Obstacle::database(format!("{place}, statement {number}"), &error);
            (None, Some(obstacle))
        }
    };
    let objection = watch.after(&ExecutedStatement {
        number,
        statement,
        rows,
        sqlstate: refusal
            .as_ref()
            .and_then(|obstacle| obstacle.facts.get("sqlstate").cloned()),
    });
    if let Some(obstacle) = refusal {
        return Err(failed(obstacle));
    }
    objection.map_err(failed)?;
    if connection.transaction_status() != TransactionStatus::InTransaction {
        return Err(failed(Obstacle::gate(format!(
            "{place}, statement {number} has ended the transaction of the tier"
        ))));
    }
    session.check(connection).map_err(failed)
}

/// Commits, and has the server say again what it said before the commit.
fn commit(
    connection: &mut Connection,
    run: TierRun<'_>,
    text: &mut String,
    ending: &Ending,
) -> Result<String, Obstacle> {
    let false_done = |obstacle| RollbackTrigger::FalseDone.on(obstacle);
    let completion = match connection.commit() {
        Ok(completion) => completion,
        Err(error) => {
            text.push_str(&rollback(connection));
            return Err(false_done(Obstacle::database("the commit failed", &error)));
        }
    };
    let tag = completion.command_tag.unwrap_or_default();
    text.push_str(&format!("COMMIT: the server answered {tag}\n"));
    if tag != "COMMIT" || connection.transaction_status() != TransactionStatus::Idle {
        return Err(false_done(Obstacle::gate(format!(
            "the server answered {tag} to COMMIT"
        ))));
    }
    let asked = probes_of(run).map_err(false_done)?;
    let queries = asked
        .iter()
        .map(|probe| (probe.name.as_str(), probe.sql.as_str()));
    let answers = probes::ask_queries(connection, queries).map_err(false_done)?;
    if answers != ending.after {
        return Err(false_done(Obstacle::new(
            FailureClass::Parity,
            RootCause::SqlDrift,
            "the probes answer otherwise after the commit than before it; somebody else changes \
             the database",
        )));
    }
    Ok(ending.summary.clone())
}

/// Sends the `ROLLBACK`, and says what the server made of it.
fn rollback(connection: &mut Connection) -> String {
    match connection.execute("ROLLBACK") {
        Ok(completion) => format!(
            "ROLLBACK: the server answered {}\n",
            completion.command_tag.unwrap_or_default()
        ),
        Err(error) => format!("ROLLBACK: the server did not answer: {error}\n"),
    }
}

/// `own 0→30 gap 210→0; +1 tables`.
fn summary(before: &Answers, after: &Answers, added: &str) -> String {
    let told = after.iter().map(|(name, after)| match before.get(name) {
        Some(before) if before != after => format!("{name} {before}→{after}"),
        Some(_) | None => format!("{name}={after}"),
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() {
        added.to_owned()
    } else {
        format!("{}; {added}", told.join(" "))
    }
}
