//! The operator's checklist: boxes that evidence ticks, in the order of the runbook.

use super::chapters::{Chapter, Criterion, chapters, preconditions};
use super::error::DocumentError;
use super::lint::refuse_production;
use super::markdown::{code, step, tick, words};
use super::progress::Progress;
use super::runbook::session;
use crate::governance::phase::{Flow, Phase};
use crate::governance::plan::ReleasePlan;

/// The checklist of a walk, as Markdown.
///
/// # Errors
/// A release without a cutover where that is asked for, and a rehearsal's document that would name
/// what belongs to production.
pub fn checklist(
    plan: &ReleasePlan,
    flow: Flow,
    progress: &Progress,
) -> Result<String, DocumentError> {
    let (title, evidence) = match flow {
        Flow::Rehearsal => (
            "Clone Rehearsal Operator Checklist",
            &plan.rehearsal_evidence,
        ),
        Flow::Cutover if plan.release.production.is_none() => return Err(DocumentError::NoCutover),
        Flow::Cutover => (
            "Production Cutover Operator Checklist",
            &plan.cutover_evidence,
        ),
        Flow::Rollback => return Err(DocumentError::NoDocument),
    };
    let mut text = format!(
        "# {title}: {}\n\n\
         A box is ticked by evidence only. This document runs nothing and approves nothing; its \
         transcript is that of the runbook of the same plan.\n\n\
         - Release: {}\n- Plan: {}\n",
        words(&plan.release.name),
        words(&plan.release.name),
        code(&plan.digest().to_string()),
    );
    let mut letters = 'A'..='Z';
    let mut heading = |text: &mut String, title: &str| {
        let letter = letters.next().unwrap_or('-');
        text.push_str(&format!("\n## {letter}) {title}\n\n"));
    };
    heading(&mut text, "Go / No-Go Hard Gates");
    for criterion in preconditions(plan, flow) {
        boxes(&mut text, &criterion, progress);
    }
    text.push_str("- Abort if any is unchecked.\n");
    heading(&mut text, "Session Setup");
    text.push_str(&session(plan, flow));
    let (closing, walked): (Vec<Chapter>, Vec<Chapter>) = chapters(plan, flow)
        .into_iter()
        .partition(|chapter| chapter.phase == Phase::Closing);
    for chapter in &walked {
        match chapter.phase {
            // It belongs to the upgrade; the letters stay those that people know.
            Phase::Tiers => text.push_str(&format!("\n### {}\n\n", chapter.title)),
            _ => heading(&mut text, chapter.title),
        }
        of_chapter(&mut text, chapter, progress);
    }
    heading(&mut text, "Halt-and-Contain Protocol");
    let halted = tick(progress.is_halted());
    text.push_str(&format!(
        "{halted} Execution stopped immediately\n\
         {halted} Blocker and root-cause classification recorded\n\
         - Preserve all logs and artifacts generated so far.\n\
         - Escalate to governance and the DBA for the rollback/PITR decision.\n\
         - Do not continue with additional migration commands.\n"
    ));
    heading(&mut text, "Mandatory Evidence Pack");
    for name in evidence {
        let is_there = progress.has_recorded(name);
        text.push_str(&format!("{} {}\n", tick(is_there), code(name)));
    }
    for criterion in closing.iter().flat_map(|chapter| &chapter.criteria) {
        boxes(&mut text, criterion, progress);
    }
    heading(&mut text, "Final Decision Record");
    text.push_str(&decision(progress));
    if flow == Flow::Rehearsal {
        refuse_production(&text, plan)?;
    }
    Ok(text)
}

fn of_chapter(text: &mut String, chapter: &Chapter, progress: &Progress) {
    for command in &chapter.commands {
        let is_done = progress.has_recorded(&command.evidence);
        let step = step(&command.command, &command.evidence);
        text.push_str(&format!("{} {step}\n", tick(is_done)));
    }
    for criterion in &chapter.criteria {
        boxes(text, criterion, progress);
    }
    match (chapter.phase, chapter.aborts.as_slice()) {
        (Phase::Upgrade, aborts) => {
            text.push_str("- Abort immediately on any of:\n");
            for abort in aborts {
                text.push_str(&format!("  - {abort}\n"));
            }
        }
        (_, aborts) => text.push_str(&format!("- Abort on {}.\n", aborts.join("; "))),
    }
}

fn boxes(text: &mut String, criterion: &Criterion, progress: &Progress) {
    let is_seen = tick(progress.have_passed(&criterion.gates));
    text.push_str(&format!("{is_seen} {}\n", criterion.text));
    for part in &criterion.parts {
        text.push_str(&format!("  {is_seen} {part}\n"));
    }
}

/// The record's lines; without a decision they are open.
fn decision(progress: &Progress) -> String {
    let Some(decision) = progress.decision() else {
        let names = [
            "Status: PASS / BLOCKER",
            "Final Revision:",
            "Heads State:",
            "Errors:",
            "Drift detected:",
            "Root-cause classification:",
            "Updated risk tier:",
            "Production cutover authorization outcome:",
        ];
        return names.iter().map(|name| format!("- [ ] {name}\n")).collect();
    };
    let errors = match decision.errors.as_slice() {
        [] => "none".to_owned(),
        errors => errors.join("; "),
    };
    let root_cause = decision
        .root_cause
        .map_or_else(|| "none".to_owned(), |cause| cause.to_string());
    let values = [
        ("Status", decision.status.to_string()),
        ("Final Revision", decision.final_revision.clone()),
        ("Heads State", decision.heads_state.clone()),
        ("Errors", errors),
        ("Drift detected", decision.drift.to_string()),
        ("Root-cause classification", root_cause),
        ("Updated risk tier", decision.risk_tier.to_string()),
        (
            "Production cutover authorization outcome",
            decision.authorization.to_string(),
        ),
    ];
    let lines = values.into_iter();
    lines
        .map(|(name, value)| format!("- [x] {name}: {}\n", words(&value)))
        .collect()
}
