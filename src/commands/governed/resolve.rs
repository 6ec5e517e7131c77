//! `release resolve`: after a halt, with an approver's signature, the release may go on.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::cli::ReleaseResolveArgs;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;
use crate::governance::{
    AllowedSigners, Digest, FailureClass, Flow, NAMESPACE, ReleaseFile, SshSignature, read_file,
};
use crate::release::{Obstacle, ReleaseState, UnfinishedRun};

use super::prepared::{Prepared, failed};

/// The longest a signature may be, in bytes.
const MOST_BYTES: u64 = 1 << 16;

/// Writes what an approver signs; resolves the halt where it is signed.
///
/// A release without `[approvals]` has nobody whose signature could be known: its rehearsals are
/// resolved by a name and a reason alone, a cutover never.
pub(super) fn resolve(
    invocation: &Invocation,
    args: &ReleaseResolveArgs,
) -> Result<(), CommandError> {
    let prepared = Prepared::open(invocation, &args.release)?;
    let state = ReleaseState::of(&prepared.folder);
    let evidence = fs::canonicalize(&args.evidence).unwrap_or_else(|_| args.evidence.clone());
    let runs = state.unfinished().map_err(|obstacle| stopped(&obstacle))?;
    let Some(run) = runs.into_iter().find(|run| run.evidence == evidence) else {
        invocation
            .printer
            .line(&format!("{} is not halted", evidence.display()));
        return Ok(());
    };
    let (Some(approver), Some(reason)) = (&args.approver, &args.reason) else {
        return Err(CommandError::usage(
            Report::new("a halt is resolved by a person and for a reason")
                .with_help("Say --approver PRINCIPAL --reason TEXT."),
        ));
    };
    let text = document(&run, approver, reason)?;
    let path = evidence_name(&prepared.folder, &text);
    match &prepared.release.approvals {
        Some(approvals) => {
            let signers = prepared.folder.join(&approvals.allowed_signers);
            if !signed(invocation, &path, &text, &signers, approver)? {
                return Err(CommandError::decided(
                    FailureClass::Approval.exit_status(),
                    "not signed yet",
                ));
            }
        }
        None if run.flow == Flow::Cutover => return Err(unsigned(&prepared.release)),
        None => write(&path, &text)?,
    }
    state
        .forget(&run.evidence)
        .map_err(|obstacle| stopped(&obstacle))?;
    invocation.printer.line(&format!(
        "resolved by {approver}: {reason}; the record is {}",
        path.display()
    ));
    Ok(())
}

/// What is signed: which halt, by whom, and what was done about it.
fn document(run: &UnfinishedRun, approver: &str, reason: &str) -> Result<String, CommandError> {
    let ledger = run.evidence.join("ledger.jsonl");
    let digest = Digest::of_file(&ledger).map_err(|error| {
        CommandError::unexpected(Report::new(format!(
            "{} cannot be read, and what is resolved must be known: {error}",
            ledger.display()
        )))
    })?;
    let is_line = |text: &str| !text.trim().is_empty() && !text.chars().any(char::is_control);
    if !is_line(approver) || !is_line(reason) {
        return Err(CommandError::usage(Report::new(
            "the approver and the reason are one line each",
        )));
    }
    let halted = run
        .halted
        .as_deref()
        .unwrap_or("it did not come to its end");
    let mut text = "alembic-rs release resolution v1\n".to_owned();
    for (key, value) in [
        ("release", run.release.as_str()),
        ("plan", &run.plan.to_string()),
        ("target database", &run.database),
        ("ledger", &digest.to_string()),
        (
            "halted",
            &halted.split_whitespace().collect::<Vec<_>>().join(" "),
        ),
        ("approver", approver),
        ("reason", reason),
    ] {
        let _ = writeln!(text, "{key}: {value}");
    }
    Ok(text)
}

/// The file of a resolution, beside the state; another text is another file.
fn evidence_name(folder: &Path, text: &str) -> PathBuf {
    let digest = Digest::of(text).to_string();
    let name = format!("resolution-{}.txt", &digest[..16]);
    folder.join(".alembic-rs").join(name)
}

/// Whether the text is signed; where it is not, it is written to be signed, and said how.
fn signed(
    invocation: &Invocation,
    path: &Path,
    text: &str,
    signers: &Path,
    approver: &str,
) -> Result<bool, CommandError> {
    let signature = PathBuf::from(format!("{}.sig", path.display()));
    if !signature.exists() {
        write(path, text)?;
        invocation.printer.line(&format!(
            "{} is to be signed by {approver}:",
            path.display()
        ));
        invocation.printer.line(&format!(
            "  ssh-keygen -Y sign -n {NAMESPACE} -f KEY {}",
            path.display()
        ));
        invocation.printer.line("Then run the same command again.");
        return Ok(false);
    }
    let refused = |reason: String| {
        failed(
            FailureClass::Approval,
            Report::new(format!("the resolution does not hold: {reason}")),
        )
    };
    let armoured = read_file(&signature, MOST_BYTES)
        .map_err(|error| refused(format!("{}: {error}", signature.display())))?;
    let armoured = String::from_utf8_lossy(&armoured);
    let armoured = SshSignature::parse(&armoured).map_err(|error| refused(error.to_string()))?;
    let signers = AllowedSigners::read(signers).map_err(|error| refused(error.to_string()))?;
    signers
        .verify(
            approver,
            NAMESPACE,
            text.as_bytes(),
            &armoured,
            Timestamp::now(),
        )
        .map_err(|error| refused(error.to_string()))?;
    Ok(true)
}

fn write(path: &Path, text: &str) -> Result<(), CommandError> {
    fs::write(path, text).map_err(|error| {
        CommandError::unexpected(Report::new(format!(
            "{} cannot be written: {error}",
            path.display()
        )))
    })
}

fn unsigned(release: &ReleaseFile) -> CommandError {
    failed(
        FailureClass::Approval,
        Report::new(format!(
            "{} has no [approvals], and a cutover is resolved by a signature only",
            release.name
        )),
    )
}

fn stopped(obstacle: &Obstacle) -> CommandError {
    failed(obstacle.class, Report::new(obstacle.detail.clone()))
}
