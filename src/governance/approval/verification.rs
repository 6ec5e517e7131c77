//! Whether a release is approved: one approval for each role, of different persons with different
//! keys, for exactly this plan, commit and database, and holding now.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::allowed_signers::{AllowedSigners, SignerKey};
use super::document::{ApprovalDocument, Window};
use super::failure::{ApprovalFailure, ApprovalProblem};
use super::signature::SshSignature;
use crate::governance::plan::ReleasePlan;
use crate::governance::reading::read_file;
use crate::governance::release_file::parse_duration;

/// What approvals are signed for: `ssh-keygen -Y sign -n` has it.
pub const NAMESPACE: &str = "alembic-rs-release";

/// The longest a file of an approval may be, in bytes.
const MOST_BYTES: u64 = 1 << 16;

/// The role of whoever runs the release.
const EXECUTION: &str = "execution";

/// The role that nobody may have who runs it.
const GOVERNANCE: &str = "governance";

/// What has to be approved.
#[derive(Debug, Clone, Copy)]
pub struct ApprovalDemand<'a> {
    /// The plan.
    pub plan: &'a ReleasePlan,
    /// `current_database()` of what is changed.
    pub target_database: &'a str,
    /// The roles that must be filled.
    pub roles: &'a [String],
    /// The present.
    pub now: Timestamp,
}

/// An approval that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// What was signed.
    pub document: ApprovalDocument,
    /// By which key.
    pub key: SignerKey,
    /// The file.
    pub file: PathBuf,
}

/// The file of the approval for a role.
pub fn approval_file(folder: &Path, role: &str) -> PathBuf {
    folder.join(format!("{role}.approval"))
}

/// The file of its signature, as `ssh-keygen` names it.
pub fn signature_file(folder: &Path, role: &str) -> PathBuf {
    folder.join(format!("{role}.approval.sig"))
}

/// Verifies the approvals of a folder, in the order of the roles.
///
/// # Errors
/// Everything that is wrong with any of them; with a single failure nothing is approved. No role is
/// a failure too: nobody has approved.
pub fn verify_approvals(
    folder: &Path,
    allowed_signers: &Path,
    demand: ApprovalDemand<'_>,
) -> Result<Vec<Approval>, Vec<ApprovalFailure>> {
    let of_all = |file: &Path, problem| {
        vec![ApprovalFailure {
            role: String::new(),
            file: file.to_owned(),
            problem,
        }]
    };
    if demand.roles.is_empty() {
        return Err(of_all(folder, ApprovalProblem::NotDemanded));
    }
    let signers = AllowedSigners::read(allowed_signers)
        .map_err(|error| of_all(allowed_signers, error.into()))?;
    let mut approvals: Vec<Approval> = Vec::new();
    let mut failures = Vec::new();
    for role in demand.roles {
        let file = approval_file(folder, role);
        let found = one(folder, role, &signers, demand).and_then(|approval| {
            is_of_another(&approval, &approvals)?;
            Ok(approval)
        });
        match found {
            Ok(approval) => approvals.push(approval),
            Err(problem) => failures.push(ApprovalFailure {
                role: role.clone(),
                file,
                problem,
            }),
        }
    }
    if failures.is_empty() {
        Ok(approvals)
    } else {
        Err(failures)
    }
}

fn one(
    folder: &Path,
    role: &str,
    signers: &AllowedSigners,
    demand: ApprovalDemand<'_>,
) -> Result<Approval, ApprovalProblem> {
    let file = approval_file(folder, role);
    let text = read(&file)?;
    let signature = signature_file(folder, role);
    let signature = read(&signature).map_err(|problem| {
        if matches!(problem, ApprovalProblem::Missing) {
            ApprovalProblem::Unsigned { signature }
        } else {
            problem
        }
    })?;
    let signature = SshSignature::parse(&signature)?;
    let document = ApprovalDocument::parse(&text)?;
    let key = signers.verify(
        &document.approver,
        NAMESPACE,
        text.as_bytes(),
        &signature,
        demand.now,
    )?;
    is_of_this(&document, role, demand)?;
    holds_now(&document, demand)?;
    Ok(Approval {
        document,
        key,
        file,
    })
}

/// The text of a file.
fn read(file: &Path) -> Result<String, ApprovalProblem> {
    let bytes = read_file(file, MOST_BYTES).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => ApprovalProblem::Missing,
        _ => ApprovalProblem::Unreadable(error),
    })?;
    String::from_utf8(bytes).map_err(|_| ApprovalProblem::NoText)
}

/// Whether it approves exactly this.
fn is_of_this(
    document: &ApprovalDocument,
    role: &str,
    demand: ApprovalDemand<'_>,
) -> Result<(), ApprovalProblem> {
    let plan = demand.plan;
    let name = |commit: &Option<String>| commit.clone().unwrap_or("none".to_owned());
    let facts = [
        (
            "release",
            document.release.clone(),
            plan.release.name.clone(),
        ),
        ("plan", document.plan.to_string(), plan.digest().to_string()),
        ("commit", name(&document.commit), name(&plan.commit)),
        (
            "database",
            document.target_database.clone(),
            demand.target_database.to_owned(),
        ),
        ("role", document.role.clone(), role.to_owned()),
    ];
    for (what, found, expected) in facts {
        if found != expected {
            return Err(ApprovalProblem::Other {
                what,
                found,
                expected,
            });
        }
    }
    Ok(())
}

/// Whether it holds at this moment.
fn holds_now(
    document: &ApprovalDocument,
    demand: ApprovalDemand<'_>,
) -> Result<(), ApprovalProblem> {
    let now = demand.now;
    let Some(approvals) = &demand.plan.release.approvals else {
        return Err(ApprovalProblem::NotDemanded);
    };
    if document.issued > now {
        return Err(ApprovalProblem::Future(document.issued));
    }
    let lives = parse_duration(&approvals.maximal_age);
    if lives.is_none_or(|lives| now.duration_since(document.issued) > lives) {
        return Err(ApprovalProblem::TooOld {
            issued: document.issued,
            maximal_age: approvals.maximal_age.clone(),
        });
    }
    if now < document.not_before {
        return Err(ApprovalProblem::NotYet(document.not_before));
    }
    if now >= document.not_after {
        return Err(ApprovalProblem::Over(document.not_after));
    }
    Ok(())
}

/// Whether person and key are others than those of the approvals before.
fn is_of_another(approval: &Approval, before: &[Approval]) -> Result<(), ApprovalProblem> {
    for other in before {
        let role = other.document.role.clone();
        if is_same_person(&other.document.approver, &approval.document.approver) {
            return Err(ApprovalProblem::SamePerson {
                person: approval.document.approver.clone(),
                other: role,
            });
        }
        if other.key == approval.key {
            return Err(ApprovalProblem::SameKey {
                fingerprint: approval.key.fingerprint.clone(),
                other: role,
            });
        }
    }
    Ok(())
}

/// Whether two names are one person's: neither capital letters nor spaces make another of her.
fn is_same_person(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The span of time that lies in the windows of all approvals that name one, and in which all of
/// them hold: a run that outlasts an approval has none.
///
/// # Errors
/// In a sentence: nobody names one, or they have no moment in common.
pub fn common_window(approvals: &[Approval]) -> Result<Window, String> {
    let both = |one: Window, other: Window| Window {
        from: one.from.max(other.from),
        to: one.to.min(other.to),
    };
    let windows = approvals.iter().filter_map(|one| one.document.window);
    let lives = approvals.iter().map(|one| Window {
        from: one.document.not_before,
        to: one.document.not_after,
    });
    match windows.reduce(both).map(|window| lives.fold(window, both)) {
        None => Err("no approval names a maintenance window".to_owned()),
        Some(window) if window.from >= window.to => {
            Err("the approvals' maintenance windows have no moment in common".to_owned())
        }
        Some(window) => Ok(window),
    }
}

/// Who runs the release: whoever is named, else whoever approved as `execution`.
///
/// # Errors
/// In a sentence: nobody is, it is no name, or it is whoever approved as `governance`.
pub fn operator(approvals: &[Approval], named: Option<&str>) -> Result<String, String> {
    let in_role = |role: &str| {
        let mut all = approvals.iter();
        let found = all.find(|approval| approval.document.role == role);
        found.map(|approval| approval.document.approver.as_str())
    };
    let operator = named.or_else(|| in_role(EXECUTION)).ok_or_else(|| {
        format!("nobody is named as operator, and nobody has approved as '{EXECUTION}'")
    })?;
    if operator.trim().is_empty() || operator.chars().any(char::is_control) {
        return Err(format!(
            "'{}' is no name of an operator",
            operator.escape_debug()
        ));
    }
    if in_role(GOVERNANCE).is_some_and(|other| is_same_person(other, operator)) {
        return Err(format!(
            "{operator} has approved as '{GOVERNANCE}' and may not run the release as well"
        ));
    }
    Ok(operator.to_owned())
}
