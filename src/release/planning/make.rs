//! Makes the plan of a release.

use super::error::PlanningError;
use super::files::files;
use super::objection::Objection;
use super::path::Topology;
use super::request::PlanningRequest;
use super::statements::Statements;
use super::tier_files;
use crate::findings::Allowances;
use crate::governance::{
    AllowedSigners, Flow, ReleasePlan, evidence_names, required_gates, transcript,
};
use crate::planner::{Knowledge, PlanRequest, Start, make_plan};

/// Makes the plan of a release; nothing of it hangs on a database.
///
/// # Errors
/// Whatever keeps the release from being run as `release.toml` says: heads, anchor, target, path,
/// width, files, revisions that would be refused, and all that a release must not have.
pub fn make_release_plan(request: &PlanningRequest<'_>) -> Result<ReleasePlan, PlanningError> {
    match draft_release_plan(request)? {
        (plan, objections) if objections.is_empty() => Ok(plan),
        (_, objections) => Err(PlanningError::Objections(objections)),
    }
}

/// Makes the plan with what there is to object to; only without objections it may be run.
///
/// # Errors
/// Those of [`make_release_plan`], without the objections.
pub fn draft_release_plan(
    request: &PlanningRequest<'_>,
) -> Result<(ReleasePlan, Vec<Objection>), PlanningError> {
    let release = request.source.release;
    let topology = Topology::of(request.scripts, release)?;
    let revisions = topology.revisions(request.scripts, request.script_location)?;
    let files = files(&request.source, request.script_location)?;
    let plan = make_plan(PlanRequest {
        scripts: request.scripts,
        context: request.context,
        options: request.options,
        before: request.before,
        start: Start::Given {
            text: release.anchor.clone(),
            rows: vec![topology.anchor.clone()],
        },
        destination: &release.target,
        knowledge: Knowledge::History,
        allowances: Allowances::default(),
    })?;
    let found = Statements::of(&plan, release)?;
    let mut objections = found.objections;
    objections.extend(tier_files::objections(&request.source)?);
    if let Some(approvals) = &release.approvals
        && let Err(error) =
            AllowedSigners::read(&request.source.folder.join(&approvals.allowed_signers))
    {
        objections.push(Objection {
            place: approvals.allowed_signers.clone(),
            message: format!("nobody could approve: {error}"),
            remedy: "Correct the line; ssh-keygen(1), ALLOWED SIGNERS, has the form.".to_owned(),
        });
    }
    let release_plan = ReleasePlan {
        format: ReleasePlan::FORMAT,
        tool: request.tool.clone(),
        commit: request.commit.clone(),
        release: release.clone(),
        release_file: request.source.digest,
        revisions,
        heads: topology.heads,
        anchor: release.anchor.clone(),
        target: release.target.clone(),
        path: topology.path,
        version_table: plan.version_table.clone(),
        statements: found.planned,
        gaps: found.gaps,
        risks: found.risks,
        files,
        transcript: transcript(release, &plan.version_table, Flow::Cutover),
        rehearsal_gates: required_gates(release, Flow::Rehearsal),
        cutover_gates: required_gates(release, Flow::Cutover),
        rehearsal_evidence: evidence_names(release, Flow::Rehearsal),
        cutover_evidence: evidence_names(release, Flow::Cutover),
    };
    Ok((release_plan, objections))
}
