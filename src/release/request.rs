//! What both walks are given, and how both begin and end.

use std::path::Path;

use jiff::Timestamp;

use crate::db::{Environment, Parameters, StopSignals};
use crate::governance::{
    Decision, EvidenceError, EvidenceFolder, Flow, Ledger, Opening, Outcome, ReleasePlan,
    RootCause, TargetIdentity, ToolIdentity, decide,
};

use super::halt::{ReleaseState, UnfinishedRun};
use super::migrations::Migrations;
use super::preconditions::{PlanNow, is_server};
use super::record::{Display, Stop};
use super::run::Run;
use super::targets::{Lookup, Target};

/// What a walk is given.
pub struct WalkRequest<'a> {
    /// The plan that is to be run.
    pub plan: &'a ReleasePlan,
    /// What the files make now.
    pub plan_now: PlanNow,
    /// The program that runs.
    pub tool: ToolIdentity,
    /// The command line.
    pub arguments: Vec<String>,
    /// The project's migrations.
    pub migrations: &'a Migrations<'a>,
    /// The folder of `release.toml`.
    pub root: &'a Path,
    /// Shows the walk; taken when it begins.
    pub display: std::cell::RefCell<Option<Box<dyn Display>>>,
    /// The way from a variable's name to a database.
    pub lookup: &'a Lookup<'a>,
    /// The environment, for programs of PostgreSQL.
    pub environment: Environment,
    /// The system identifier of a server that is gone when this run is over, where there is one.
    pub temporary_server: Option<String>,
    /// The signals that ask the run to end.
    pub stop_signals: StopSignals,
}

/// A walk that is over.
#[derive(Debug)]
pub struct Walked {
    /// What was found out.
    pub ledger: Ledger,
    /// The evidence, not sealed yet.
    pub folder: EvidenceFolder,
    /// What the ledger comes to.
    pub decision: Decision,
}

impl WalkRequest<'_> {
    /// Demands that no earlier run is halted.
    ///
    /// `server` leads to the server that is about to be changed, where that is known. What is on a
    /// server that ends with this run needs no protection, and halts nothing afterwards.
    pub(super) fn judge_state(
        &self,
        run: &mut Run<'_>,
        server: Option<&Parameters>,
    ) -> Result<(), Stop> {
        if let (Some(temporary), Some(server)) = (&self.temporary_server, server) {
            let ends = is_server(run, server, temporary);
            if run.expect("no-unresolved-halt", None, ends)? {
                run.change_nothing_lasting();
                let reason = format!(
                    "the server {temporary} ends with this run: no database that lasts is \
                     changed, and no halt of one is lifted"
                );
                return run.judge("no-unresolved-halt", None, Ok(reason));
            }
        }
        run.judge(
            "no-unresolved-halt",
            None,
            ReleaseState::of(self.root).check(),
        )
    }

    /// Writes down that something is about to be changed in `database`, where that lasts.
    pub(super) fn begin(&self, run: &mut Run<'_>, database: &str) -> Result<(), Stop> {
        if !run.changes_what_lasts() {
            return Ok(());
        }
        let server = run.ledger(|ledger| {
            let opening = ledger.opening();
            opening.map_or(String::new(), |opening| opening.target.server.clone())
        });
        let begun = ReleaseState::of(self.root).begin(UnfinishedRun {
            release: self.plan.release.name.clone(),
            flow: run.flow(),
            database: database.to_owned(),
            server,
            plan: self.plan.digest(),
            evidence: run.evidence_path(),
            since: Timestamp::now(),
            halted: None,
        });
        run.expect("no-unresolved-halt", None, begun)
    }
}

/// Opens the ledger, and keeps the plan beside it.
pub(super) fn open<'a>(
    request: &WalkRequest<'a>,
    folder: EvidenceFolder,
    opening: Opening,
) -> Result<Run<'a>, EvidenceError> {
    let display = request.display.borrow_mut().take();
    let display = display.expect("a request is walked once");
    let mut run = Run::open(
        request.plan,
        request.migrations,
        request.root,
        folder,
        opening,
        display,
        request.stop_signals,
    )?;
    // That it cannot be kept is found out when the walk is closed.
    let _stopped = run.keep("plan.json", request.plan.to_json().as_bytes());
    Ok(run)
}

/// Whether an earlier run was in the way: then it is that run which stays in the way, for its own
/// reason, even where this one has been given its folder.
fn was_kept_out(ledger: &Ledger) -> bool {
    ledger.judgements().any(|judged| {
        judged.gate == "no-unresolved-halt" && matches!(judged.outcome, Outcome::Failed { .. })
    })
}

/// Closes the ledger and remembers what later runs must know.
pub(super) fn finish(run: Run<'_>, request: &WalkRequest<'_>) -> Result<Walked, EvidenceError> {
    let mut run = run;
    let state = ReleaseState::of(request.root);
    let evidence = run.evidence_path();
    let lasts = run.changes_what_lasts();
    if run.is_halted() {
        let _stopped = run.write("HALTED.md", &halted_text(&run));
    }
    let (ledger, folder) = run.close()?;
    let decision = decide(&ledger);
    let remembered = if !lasts || was_kept_out(&ledger) {
        Ok(())
    } else if decision.passes() {
        state.forget(&evidence).map(drop)
    } else {
        let reason = decision.errors.first().map_or("", String::as_str);
        let cause = decision.root_cause.unwrap_or(RootCause::SqlDrift);
        state.halt(&evidence, reason, cause)
    };
    if let Err(obstacle) = remembered {
        // The run is still written down as under way, which stops later runs as well.
        log::error!(target: "alembic_rs.release", "{obstacle}");
    }
    Ok(Walked {
        ledger,
        folder,
        decision,
    })
}

/// What is to be done after a halt, and by whom.
fn halted_text(run: &Run<'_>) -> String {
    let mut text = "# Halted\n\n".to_owned();
    if run.changes_what_lasts() {
        text.push_str("No further command that changes anything may be run.\n\n");
    }
    run.ledger(|ledger| {
        for judgement in ledger.judgements() {
            if let crate::governance::Outcome::Failed { root_cause, .. } = &judgement.outcome {
                text.push_str(&format!(
                    "- Gate: {} ({})\n- Root cause: {root_cause}\n- What was seen: {}\n",
                    judgement.gate,
                    judgement.phase,
                    judgement.detail.replace('\n', "\n  "),
                ));
            }
        }
    });
    let flow = match run.flow() {
        Flow::Cutover => {
            "\nNothing is restored by itself. Escalate to governance and to the DBA, who decide \
             about point-in-time recovery.\n"
        }
        Flow::Rehearsal | Flow::Rollback => {
            "\nThe source was only read. Find the cause, correct it, and plan anew.\n"
        }
    };
    text.push_str(flow);
    if run.changes_what_lasts() {
        text.push_str(&format!(
            "\nWhen that is decided: `alembic-rs release resolve --evidence {}`\n",
            run.evidence_path().display()
        ));
    } else {
        text.push_str(
            "\nThe databases were on a server that ended with this run: no later run is kept out, \
             and there is nothing to resolve.\n",
        );
    }
    text
}

/// A database as it is declared, before it was reached or made.
pub(super) fn declared(
    database: &str,
    lookup: &Lookup<'_>,
    variable: &str,
    beside: Option<&Target>,
) -> TargetIdentity {
    let parameters = lookup(variable).ok();
    let address = parameters
        .as_ref()
        .and_then(|parameters| parameters.addresses.first());
    let known = beside.map(Target::identity);
    TargetIdentity {
        database: database.to_owned(),
        server: address.map_or_else(
            || format!("the server of {variable}, which leads nowhere"),
            |address| format!("{}:{}", address.host, address.port),
        ),
        system_identifier: "not known yet".to_owned(),
        database_oid: 0,
        role: parameters.map_or(String::new(), |parameters| parameters.user),
        encrypted: false,
        server_version: known.map_or(String::new(), |known| known.server_version),
    }
}
