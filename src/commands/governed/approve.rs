//! `release approve`: what an approver signs, and whether it was signed.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use crate::cli::ReleaseApproveArgs;
use crate::commands::error::CommandError;
use crate::commands::invocation::Invocation;
use crate::commands::logging::LOGGER;
use crate::commands::report::Report;
use crate::governance::{
    ApprovalDemand, ApprovalDocument, Approvals, Digest, FailureClass, Flow, NAMESPACE,
    ReleasePlan, Window, approval_file, parse_duration, signature_file, verify, verify_approvals,
};

use super::prepared::{Prepared, failed};

/// Writes the text of one approval, or verifies those that are there.
pub(super) fn approve(
    invocation: &Invocation,
    args: &ReleaseApproveArgs,
) -> Result<(), CommandError> {
    let prepared = Prepared::open(invocation, &args.release)?;
    let plan = prepared.same_plan(&args.plan)?;
    let Some(approvals) = &prepared.release.approvals else {
        return Err(refused(
            "release.toml asks for no approvals",
            "Add [approvals] with the keys of those who may sign, and make the plan anew.",
        ));
    };
    match (&args.role, &args.approver) {
        (Some(role), Some(approver)) => {
            let document = document(args, &plan, approvals, role, approver)?;
            offer(invocation, args, &prepared, approvals, &document)
        }
        _ => status(invocation, &prepared, &plan, approvals),
    }
}

/// What is to be signed.
fn document(
    args: &ReleaseApproveArgs,
    plan: &ReleasePlan,
    approvals: &Approvals,
    role: &str,
    approver: &str,
) -> Result<ApprovalDocument, CommandError> {
    if !approvals.roles.iter().any(|known| known == role) {
        return Err(refused(
            format!("release.toml has no role '{}'", role.escape_debug()),
            format!("Its roles are {}.", approvals.roles.join(", ")),
        ));
    }
    if approver.trim().is_empty() || approver.chars().any(char::is_control) {
        return Err(refused(
            "this is no name of an approver",
            "Name a principal of the allowed signers.",
        ));
    }
    let issued = whole_second(Timestamp::now());
    let lives = parse_duration(&approvals.maximal_age)
        .and_then(|lives| issued.checked_add(lives).ok())
        .ok_or_else(|| refused("maximal_age of [approvals] reaches too far", "Shorten it."))?;
    let window = match (&args.window_from, &args.window_to) {
        (Some(from), Some(to)) => Some(Window {
            from: moment("--window-from", from)?,
            to: moment("--window-to", to)?,
        }),
        (None, None) => None,
        _ => {
            return Err(refused(
                "half a maintenance window is none",
                "Give both --window-from and --window-to.",
            ));
        }
    };
    let given = |name: &str, text: &Option<String>, otherwise: Timestamp| match text {
        Some(text) => moment(name, text),
        None => Ok(otherwise),
    };
    let document = ApprovalDocument {
        release: plan.release.name.clone(),
        plan: plan.digest(),
        commit: plan.commit.clone(),
        rehearsal: args
            .rehearsal
            .as_deref()
            .map(|folder| seal_of(folder, &args.plan))
            .transpose()?,
        target_database: target(plan).to_owned(),
        role: role.to_owned(),
        approver: approver.to_owned(),
        not_before: given("--not-before", &args.not_before, issued)?,
        not_after: given("--not-after", &args.not_after, lives)?,
        window,
        issued,
    };
    match ApprovalDocument::parse(&document.to_text()) {
        Ok(document) => Ok(document),
        Err(error) => Err(refused(error.to_string(), "Correct the times.")),
    }
}

/// The seal of a rehearsal of this plan, which must have passed.
fn seal_of(folder: &Path, plan: &Path) -> Result<Digest, CommandError> {
    let verification = verify(folder, Some(plan));
    let is_rehearsal = verification
        .opening
        .as_ref()
        .is_some_and(|opening| opening.flow == Flow::Rehearsal);
    match verification.seal {
        Some(seal) if verification.proves_pass() && is_rehearsal => Ok(seal),
        Some(_) | None => Err(refused(
            format!(
                "{} proves no rehearsal of this plan that passed",
                folder.display()
            ),
            "'release verify' says what is wrong with it; rehearse this plan, and name that folder.",
        )),
    }
}

/// Writes the text where it is signed, and says how.
fn offer(
    invocation: &Invocation,
    args: &ReleaseApproveArgs,
    prepared: &Prepared,
    approvals: &Approvals,
    document: &ApprovalDocument,
) -> Result<(), CommandError> {
    let printer = &invocation.printer;
    let text = document.to_text();
    if args.output.as_deref() == Some(Path::new("-")) {
        printer.script(&text);
        return Ok(());
    }
    let folder = prepared.folder.join(&approvals.folder);
    let (file, signature) = if let Some(file) = &args.output {
        let mut signature = file.as_os_str().to_owned();
        signature.push(".sig");
        (file.clone(), PathBuf::from(signature))
    } else {
        std::fs::create_dir_all(&folder).map_err(|error| not_written(&folder, &error))?;
        let role = &document.role;
        (approval_file(&folder, role), signature_file(&folder, role))
    };
    // A text under a signature that is there already would be taken for what was signed.
    for path in [&signature, &file] {
        if path.exists() {
            return Err(refused(
                format!("{} is there already", path.display()),
                "Remove the approval and its signature if it is to be given anew.",
            ));
        }
    }
    std::fs::File::create_new(&file)
        .and_then(|mut written| written.write_all(text.as_bytes()))
        .map_err(|error| not_written(&file, &error))?;
    printer.text(&text);
    printer.line(&format!(
        "Written to {}. Its approver signs it with",
        file.display()
    ));
    printer.line("");
    printer.line(&format!(
        "    ssh-keygen -Y sign -n {NAMESPACE} -f KEY {}",
        file.display()
    ));
    if document.window.is_none() {
        log::warn!(
            target: LOGGER,
            "no maintenance window is named; a cutover needs one in some approval"
        );
    }
    Ok(())
}

/// Verifies what is there and says of each role how it stands.
fn status(
    invocation: &Invocation,
    prepared: &Prepared,
    plan: &ReleasePlan,
    approvals: &Approvals,
) -> Result<(), CommandError> {
    let demand = ApprovalDemand {
        plan,
        target_database: target(plan),
        roles: &approvals.roles,
        now: Timestamp::now(),
    };
    let folder = prepared.folder.join(&approvals.folder);
    let signers = prepared.folder.join(&approvals.allowed_signers);
    let printer = &invocation.printer;
    match verify_approvals(&folder, &signers, demand) {
        Ok(found) => {
            for approval in &found {
                let document = &approval.document;
                printer.line(&format!(
                    "{}: {} until {}, {} {}",
                    document.role,
                    document.approver,
                    document.not_after,
                    approval.key.kind,
                    approval.key.fingerprint
                ));
            }
            printer.line(&format!("The plan {} is approved.", plan.digest()));
            Ok(())
        }
        Err(failures) => {
            let report = failures.iter().fold(
                Report::new("the plan is not approved"),
                |report, failure| report.with_related(Report::new(failure.to_string())),
            );
            Err(failed(FailureClass::Approval, report))
        }
    }
}

/// The database that is changed for good.
fn target(plan: &ReleasePlan) -> &str {
    match &plan.release.production {
        Some(production) => &production.database,
        None => &plan.release.clone_database.database,
    }
}

fn moment(option: &str, text: &str) -> Result<Timestamp, CommandError> {
    text.parse().map_err(|_| {
        CommandError::usage(
            Report::new(format!("{option}: '{}' is no time", text.escape_debug()))
                .with_help("Write it with its offset, such as 2026-03-01T22:00:00Z."),
        )
    })
}

/// A moment without the parts of its second, which nobody wants to read.
fn whole_second(moment: Timestamp) -> Timestamp {
    Timestamp::from_second(moment.as_second())
        .expect("a second of a moment in range is in range as well")
}

fn refused(message: impl Into<String>, help: impl Into<String>) -> CommandError {
    failed(FailureClass::Approval, Report::new(message).with_help(help))
}

fn not_written(path: &Path, error: &std::io::Error) -> CommandError {
    CommandError::unexpected(Report::new(format!(
        "{} cannot be written: {error}",
        path.display()
    )))
}
