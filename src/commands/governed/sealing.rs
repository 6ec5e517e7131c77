//! The end of a walk: its folder gets the documents that are made of the ledger, and its seal.

use crate::governance::{
    Decision, DocumentError, EvidenceError, EvidenceFolder, EvidenceText, Flow, Ledger, Progress,
    ReleasePlan, ReportFacts, Sealed, blocker_register, checklist, decide, report, runbook, seal,
};

/// A document that a walk should have and that cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unmade {
    /// The file it would be.
    pub(super) name: &'static str,
    /// Why there is none.
    pub(super) reason: DocumentError,
}

/// Seals `folder` with `report.html` and the register of blockers, and with the checklist and the
/// runbook; a rollback has none of these two.
///
/// What cannot be made of a run that was blocked is returned, and its file says why.
///
/// # Errors
/// Those of [`seal`], and a PASS without its documents, which is none; the folder then never
/// verifies.
pub(super) fn seal_with_documents(
    plan: &ReleasePlan,
    folder: &EvidenceFolder,
) -> Result<(Sealed, Vec<Unmade>), EvidenceError> {
    let ledger = Ledger::read(folder.path())?;
    let decision = decide(&ledger);
    let texts = EvidenceText::read_all(folder.path(), &ledger);
    let page = report(&ReportFacts {
        plan,
        ledger: &ledger,
        decision: &decision,
        texts: &texts,
    });
    let mut documents = vec![("report.html", page)];
    let mut unmade = Vec::new();
    for (name, made) in documents_of(plan, &ledger, &decision) {
        let text = match made {
            Ok(text) => text,
            Err(reason) if decision.passes() => {
                return Err(EvidenceError::Document {
                    name,
                    reason: reason.to_string(),
                });
            }
            Err(reason) => {
                let text = format!("# Not made\n\nThis document cannot be made: {reason}.\n");
                unmade.push(Unmade { name, reason });
                text
            }
        };
        documents.push((name, text));
    }
    if let Some(register) = blocker_register(plan, &ledger, &decision) {
        documents.push(("blockers.json", register));
    }
    let documents: Vec<(&str, &str)> = documents
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    Ok((seal(folder, &documents)?, unmade))
}

/// The checklist and the runbook of a walk, or why there are none.
fn documents_of(
    plan: &ReleasePlan,
    ledger: &Ledger,
    decision: &Decision,
) -> Vec<(&'static str, Result<String, DocumentError>)> {
    match decision.flow {
        // A ledger without its opening is of no walk, and never passes.
        None | Some(Flow::Rollback) => Vec::new(),
        Some(flow @ (Flow::Rehearsal | Flow::Cutover)) => {
            let progress = Progress::of_ledger(ledger, decision.clone());
            vec![
                ("checklist.md", checklist(plan, flow, &progress)),
                ("runbook.md", runbook(plan, flow)),
            ]
        }
    }
}
