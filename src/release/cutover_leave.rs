//! Whether production may be changed now: the tree, the rehearsal, approvals, attestations, the
//! window, the freeze, the archive.
//!
//! Counterpart: the go/no-go list of the cutover (rows 58 to 63). One that is missing stops.

use std::fs;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use crate::governance::{
    Approval, ApprovalDemand, AttestationExpectation, Digest, EvidenceKind, Executed, FailureClass,
    Flow, Ledger, Phase, RootCause, Window, common_window, operator, parse_duration,
    signature_file, verify as verify_folder, verify_approvals,
};

use super::archiving::archiving_probe;
use super::freeze::{QUIET, write_freeze};
use super::obstacle::Obstacle;
use super::record::Stop;
use super::run::Run;
use super::targets::Target;
use super::tiers::is_repeated;

/// What gives leave.
#[derive(Debug)]
pub(super) struct Leave {
    /// When production may be changed.
    pub(super) window: Window,
}

/// What begins the name of an attestation's gate.
const ATTESTATION: &str = "attestation-";

/// How old the archive's last segment may be where nothing else is said.
const ARCHIVE_AGE: Duration = Duration::from_secs(3600);

fn approval(detail: impl Into<String>) -> Obstacle {
    Obstacle::new(FailureClass::Approval, RootCause::SqlDrift, detail)
}

/// Every file of the release is as it was committed, at the commit of the plan.
pub(super) fn judge_tree(
    run: &mut Run<'_>,
    departures: &Result<Vec<String>, Obstacle>,
) -> Result<(), Stop> {
    let found = departures.clone().and_then(|departures| {
        let Some(commit) = &run.plan().commit else {
            return Err(Obstacle::gate(
                "the plan was made outside of a repository, so that no commit can be held to",
            ));
        };
        if departures.is_empty() {
            return Ok(format!("the files of the release are those of {commit}"));
        }
        Err(Obstacle::gate(format!(
            "these files are not as they were committed: {}",
            departures.join("; ")
        )))
    });
    run.judge("working-tree-clean", None, found)
}

/// A rehearsal that passed.
#[derive(Debug)]
pub(super) struct Rehearsed {
    /// What it executed, and a cutover repeats.
    pub(super) statements: Vec<Executed>,
    /// The seal of its folder.
    pub(super) seal: Digest,
}

/// The rehearsal of this very plan has passed, and its folder is intact.
pub(super) fn judge_rehearsal(run: &mut Run<'_>, folder: &Path) -> Result<Rehearsed, Stop> {
    let found = rehearsed(run, folder);
    run.require("rehearsal-passed", None, found, |rehearsed| {
        format!(
            "{} is intact and a PASS of this plan, with {} statements to be repeated; its seal is \
             {}",
            folder.display(),
            rehearsed.statements.len(),
            rehearsed.seal
        )
    })
}

fn rehearsed(run: &Run<'_>, folder: &Path) -> Result<Rehearsed, Obstacle> {
    let verification = verify_folder(folder, None);
    if !verification.proves_pass() {
        let problems: Vec<&str> = verification
            .checks
            .iter()
            .flat_map(|check| &check.problems)
            .map(String::as_str)
            .collect();
        return Err(Obstacle::gate(if problems.is_empty() {
            format!("the rehearsal in {} is no PASS", folder.display())
        } else {
            format!(
                "the rehearsal in {} proves nothing: {}",
                folder.display(),
                problems.join("; ")
            )
        }));
    }
    let ledger = Ledger::read(folder)
        .map_err(|error| Obstacle::gate(format!("the rehearsal cannot be read: {error}")))?;
    let plan = run.plan();
    let opening = ledger
        .opening()
        .ok_or_else(|| Obstacle::gate("the rehearsal's ledger is not opened"))?;
    if opening.flow != Flow::Rehearsal {
        return Err(Obstacle::gate("the folder is not that of a rehearsal"));
    }
    if opening.plan != plan.digest() || opening.tool != plan.tool {
        return Err(Obstacle::gate(format!(
            "the rehearsal was of another plan ({}), or by another program, than {}; rehearse this \
             one",
            opening.plan,
            plan.digest()
        )));
    }
    let ended = ledger.entries().last().map(|entry| entry.at);
    check_age(ended, &plan.release.rehearsal.maximal_age, Timestamp::now())?;
    let changing = [Phase::Width, Phase::Stamp, Phase::Upgrade, Phase::Tiers];
    let statements = ledger
        .executed()
        .filter(|one| changing.contains(&one.phase) && is_repeated(one.phase, &one.step))
        .cloned()
        .collect();
    let seal = verification
        .seal
        .ok_or_else(|| Obstacle::gate("the rehearsal's folder has no seal"))?;
    Ok(Rehearsed { statements, seal })
}

/// Whether a rehearsal that has ended at a moment is recent enough.
fn check_age(ended: Option<Timestamp>, allowed: &str, now: Timestamp) -> Result<(), Obstacle> {
    let limit = parse_duration(allowed).ok_or_else(|| {
        Obstacle::gate(format!(
            "maximal_age of [rehearsal], \"{allowed}\", is no span of time"
        ))
    })?;
    let ended = ended.ok_or_else(|| Obstacle::gate("when the rehearsal ended is not known"))?;
    let age = now.duration_since(ended);
    if age > limit {
        return Err(Obstacle::gate(format!(
            "the rehearsal ended at {ended}, {} s ago, and [rehearsal] maximal_age allows {allowed}\n\
             Remedy: rehearse the plan again",
            age.as_secs()
        )));
    }
    if age.is_negative() {
        return Err(Obstacle::gate(format!(
            "the rehearsal ended at {ended}, and here it is {now}\nRemedy: set the clock"
        )));
    }
    Ok(())
}

/// Approvals, attestations and the window.
///
/// `rehearsal` is the seal of the rehearsal that the run stands on.
pub(super) fn judge_leave(
    run: &mut Run<'_>,
    named: Option<&str>,
    rehearsal: Digest,
) -> Result<Leave, Stop> {
    let now = Timestamp::now();
    let found = approved(run, named, now).and_then(|found| {
        is_of_rehearsal(&found.0, rehearsal)?;
        Ok(found)
    });
    let (approvals, operator) = run.expect("approvals", None, found)?;
    for approval in &approvals {
        let role = &approval.document.role;
        let kept = kept_files(run, approval)?;
        for (suffix, bytes) in kept {
            run.keep(&format!("prod_approval_{role}{suffix}"), &bytes)?;
        }
    }
    let by: Vec<String> = approvals
        .iter()
        .map(|one| {
            format!(
                "{} by {} ({})",
                one.document.role, one.document.approver, one.key.fingerprint
            )
        })
        .collect();
    let detail = format!("{}; run by {operator}", by.join(", "));
    run.judge("approvals", None, Ok(detail))?;
    judge_attestations(run, now)?;
    let window = common_window(&approvals)
        .map_err(approval)
        .and_then(|window| {
            if window.has(now) {
                return Ok(window);
            }
            Err(approval(format!(
                "it is {now}, and the maintenance window is {window}"
            )))
        });
    let window = run.require("maintenance-window", None, window, |window| {
        format!("the window {window} is open")
    })?;
    Ok(Leave { window })
}

fn approved(
    run: &Run<'_>,
    named: Option<&str>,
    now: Timestamp,
) -> Result<(Vec<Approval>, String), Obstacle> {
    let release = run.release();
    let (Some(settings), Some(production)) = (&release.approvals, &release.production) else {
        return Err(approval(
            "release.toml has no [approvals], or no [production] to approve",
        ));
    };
    let demand = ApprovalDemand {
        plan: run.plan(),
        target_database: &production.database,
        roles: &settings.roles,
        now,
    };
    let folder = run.root().join(&settings.folder);
    let signers = run.root().join(&settings.allowed_signers);
    let approvals = verify_approvals(&folder, &signers, demand).map_err(|failures| {
        let failures: Vec<String> = failures.iter().map(ToString::to_string).collect();
        approval(failures.join("\n"))
    })?;
    let operator = operator(&approvals, named).map_err(approval)?;
    Ok((approvals, operator))
}

/// Whether every approval that names a rehearsal names this one.
///
/// Whoever can write a folder of evidence can make another that verifies. A seal that was signed
/// cannot be made anew.
fn is_of_rehearsal(approvals: &[Approval], rehearsal: Digest) -> Result<(), Obstacle> {
    for document in approvals.iter().map(|one| &one.document) {
        if let Some(seal) = document.rehearsal.filter(|seal| *seal != rehearsal) {
            return Err(approval(format!(
                "'{}' has approved on the rehearsal of the seal {seal}, and this one has the seal \
                 {rehearsal}\nRemedy: name the folder that was approved, or have this one approved",
                document.role
            )));
        }
    }
    Ok(())
}

/// An approval and its signature, byte for byte.
fn kept_files(
    run: &mut Run<'_>,
    approval_found: &Approval,
) -> Result<Vec<(&'static str, Vec<u8>)>, Stop> {
    let folder = approval_found.file.parent().unwrap_or(Path::new("."));
    let signature = signature_file(folder, &approval_found.document.role);
    let read = |path: &Path| {
        fs::read(path).map_err(|error| approval(format!("{}: {error}", path.display())))
    };
    let files = read(&approval_found.file).and_then(|text| {
        let signature = read(&signature)?;
        Ok(vec![(".txt", text), (".sig", signature)])
    });
    run.expect("approvals", None, files)
}

fn judge_attestations(run: &mut Run<'_>, now: Timestamp) -> Result<(), Stop> {
    let release = run.release();
    let database = release
        .production
        .as_ref()
        .map_or("", |production| production.database.as_str());
    let expectation = AttestationExpectation {
        plan: run.plan().digest(),
        target: database,
        now,
    };
    for required in &run.plan().cutover_gates {
        let Some(name) = required.gate.strip_prefix(ATTESTATION) else {
            continue;
        };
        let found = match release.attestations.get(name) {
            Some(demand) => expectation
                .check(name, demand, run.root())
                .map_err(|error| approval(error.to_string())),
            None => Err(approval(format!(
                "release.toml does not say where the attestation {name} is"
            ))),
        };
        let (attestation, text) = run.expect(&required.gate, None, found)?;
        let evidence = run.evidence(EvidenceKind::Attestation(name));
        run.keep(&evidence, text.as_bytes())?;
        let detail = format!(
            "attested by {} at {}",
            attestation.attested_by, attestation.at
        );
        run.judge(&required.gate, Some(&evidence), Ok(detail))?;
    }
    Ok(())
}

/// Nobody writes to production.
pub(super) fn judge_freeze(run: &mut Run<'_>, production: &Target) -> Result<(), Stop> {
    run.progress("watching whether somebody writes");
    let found = write_freeze(production, run.sessions(), QUIET);
    run.judge("write-freeze-probe", None, found)
}

/// The server archives what point-in-time recovery needs.
pub(super) fn judge_archive(run: &mut Run<'_>, production: &Target) -> Result<(), Stop> {
    if let Some(reason) = run.release().skip_archiving.clone() {
        return run.skip("archiving-probe", &reason);
    }
    let attested = run.release().attestations.get("pitr_window");
    let age = attested
        .and_then(|demand| parse_duration(&demand.maximal_age))
        .and_then(|age| Duration::try_from(age).ok())
        .unwrap_or(ARCHIVE_AGE);
    let found = archiving_probe(production, age);
    run.judge("archiving-probe", None, found)
}

#[cfg(test)]
mod tests {
    use super::check_age;

    #[test]
    fn a_rehearsal_counts_for_as_long_as_the_release_says() {
        let now = "2026-03-08T12:00:00Z".parse().expect("a moment");
        for (ended, allowed, holds) in [
            (Some("2026-03-01T12:00:00Z"), "7 days", true),
            (Some("2026-03-01T11:59:59Z"), "7 days", false),
            (Some("2026-03-08T11:00:01Z"), "1h", true),
            (Some("2026-03-08T12:00:01Z"), "1h", false),
            (Some("2026-03-08T11:59:00Z"), "soon", false),
            (None, "7 days", false),
        ] {
            let ended = ended.map(|text: &str| text.parse().expect("a moment"));
            let found = check_age(ended, allowed, now);
            assert_eq!(found.is_ok(), holds, "{ended:?} {allowed}: {found:?}");
        }
    }
}
