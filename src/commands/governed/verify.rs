//! `release verify`: whether a folder of evidence proves what it says.

use crate::cli::ReleaseVerifyArgs;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::report::Report;
use crate::governance::{Check, Decision, Digest, Verification, verify};

use super::plain_text::one_line;

/// Verifies the folder, shows each check, and ends with what the folder proves.
pub(super) fn verify_evidence(
    invocation: &Invocation,
    args: &ReleaseVerifyArgs,
) -> Result<(), CommandError> {
    let seal = args.seal.as_deref().map(expected_seal).transpose()?;
    let verification = verify(&args.folder, args.plan.as_deref());
    let verification = match seal {
        Some(seal) => verification.with_seal(seal),
        None => verification,
    };
    let folder = args.folder.display().to_string();
    for line in lines(&folder, &verification) {
        invocation.printer.line(&line);
    }
    match verification.exit_status() {
        0 => Ok(()),
        status => Err(CommandError::decided(status, verdict(&verification))),
    }
}

fn expected_seal(text: &str) -> Result<Digest, CommandError> {
    let refused = || {
        let report = Report::new(format!("--seal: {text:?} is no SHA-256 digest"));
        CommandError::usage(report.with_help("A seal has 64 lower-case hexadecimal digits."))
    };
    Digest::parse(text).ok_or_else(refused)
}

/// All that is shown.
fn lines(folder: &str, verification: &Verification) -> Vec<String> {
    let mut lines = vec![row("Folder", folder)];
    if let Some(opening) = &verification.opening {
        let target = &opening.target;
        lines.push(row("Release", &opening.release));
        lines.push(row(
            "Target",
            &format!("{} / {}", target.server, target.database),
        ));
        lines.push(row("Plan", &opening.plan.to_string()));
    }
    if let Some(seal) = verification.seal {
        lines.push(row("Seal", &seal.to_string()));
    }
    lines.push(String::new());
    for check in &verification.checks {
        lines.extend(check_lines(check));
    }
    lines.push(String::new());
    lines.push(verdict(verification));
    lines
}

fn check_lines(check: &Check) -> Vec<String> {
    let line =
        |mark: &str, text: &str| format!("  {mark:<6}  {:<12}  {}", check.name, one_line(text));
    match check.problems.split_first() {
        None => vec![line("ok", &check.seen)],
        Some((first, others)) => {
            let mut lines = vec![line("FAILED", first)];
            lines.extend(
                others
                    .iter()
                    .map(|problem| format!("{:24}{}", "", one_line(problem))),
            );
            lines
        }
    }
}

/// The last line.
fn verdict(verification: &Verification) -> String {
    match &verification.decision {
        Some(decision) if verification.holds() => {
            format!("verify: intact; the decision is {}", outcome(decision))
        }
        Some(_) | None => {
            "verify: failed: this folder proves nothing, whatever stands in it".to_owned()
        }
    }
}

fn outcome(decision: &Decision) -> String {
    match decision.errors.first() {
        Some(first) => format!("{}: {}", decision.status, one_line(first)),
        None => decision.status.to_string(),
    }
}

fn row(name: &str, value: &str) -> String {
    format!("{name:<9}{}", one_line(value))
}
