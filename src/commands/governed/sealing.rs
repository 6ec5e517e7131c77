//! The end of a walk: its folder gets the documents that are made of the ledger, and its seal.

use crate::governance::{
    EvidenceError, EvidenceFolder, EvidenceText, Ledger, Progress, ReleasePlan, ReportFacts,
    Sealed, checklist, decide, report, runbook, seal,
};

/// Seals `folder` with `report.html`, and with the checklist and the runbook where the walk has any.
///
/// # Errors
/// Those of [`seal`]; the folder then never verifies.
pub(super) fn seal_with_documents(
    plan: &ReleasePlan,
    folder: &EvidenceFolder,
) -> Result<Sealed, EvidenceError> {
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
    if let Some(flow) = decision.flow {
        let progress = Progress::of_ledger(&ledger, decision);
        // A rollback has neither, and a rehearsal's documents must not name production.
        if let Ok(text) = checklist(plan, flow, &progress) {
            documents.push(("checklist.md", text));
        }
        if let Ok(text) = runbook(plan, flow) {
            documents.push(("runbook.md", text));
        }
    }
    let documents: Vec<(&str, &str)> = documents
        .iter()
        .map(|(name, text)| (*name, text.as_str()))
        .collect();
    seal(folder, &documents)
}
