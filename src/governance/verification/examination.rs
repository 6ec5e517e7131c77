//! The checks of a folder: everything that can be computed again is, and compared.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::Path;

use crate::governance::blockers::blocker_register;
use crate::governance::decision::{Decision, decide};
use crate::governance::digest::Digest;
use crate::governance::event::Opening;
use crate::governance::evidence::{
    BLOCKERS, DECISION_JSON, DECISION_TEXT, DOCUMENTS, EvidenceName, FolderListing, LEDGER,
    MANIFEST, Manifest, SUMS, open, sums,
};
use crate::governance::ledger::Ledger;
use crate::governance::phase::Flow;
use crate::governance::plan::{ReleasePlan, evidence_names, required_gates};

use super::check::{Check, CheckName, Verification};

/// The file of the plan in a folder.
const PLAN: &str = "plan.json";

/// The largest document that is compared as text, in bytes.
const LARGEST_DOCUMENT: u64 = 256 << 20;

/// Verifies a folder of evidence, and where `plan` is given that it is of this plan.
///
/// Nothing is believed that can be computed: the chain of the ledger, the digest of every file,
/// the decision, the index and the sums are made again. A folder that was sealed verifies; one in
/// which a byte was changed, or a file or a line was added, removed or moved, does not. Who can
/// write the whole folder can make another that verifies: the digest of `SHA256SUMS`, kept
/// elsewhere, is what tells them apart.
pub fn verify(folder: &Path, plan: Option<&Path>) -> Verification {
    let mut verification = Verification {
        checks: Vec::new(),
        opening: None,
        decision: None,
        seal: None,
    };
    let mut check = |name, seen: Result<String, Vec<String>>| {
        let (seen, problems) = match seen {
            Ok(seen) => (seen, Vec::new()),
            Err(problems) => (String::new(), problems),
        };
        verification.checks.push(Check {
            name,
            seen,
            problems,
        });
    };
    let ledger = match Ledger::read(folder) {
        Ok(ledger) => {
            check(CheckName::Chain, chain(&ledger));
            ledger
        }
        Err(error) => {
            check(CheckName::Chain, Err(vec![error.to_string()]));
            return verification;
        }
    };
    let decision = decide(&ledger);
    let (files, strangers) = match files(folder) {
        Ok(found) => found,
        Err(problem) => {
            check(CheckName::Recorded, Err(vec![problem]));
            return verification;
        }
    };
    check(CheckName::Recorded, recorded(&ledger, &files));
    check(
        CheckName::NothingElse,
        nothing_else(&ledger, &files, strangers),
    );
    check(CheckName::Decision, decided(folder, &ledger, &decision));
    check(
        CheckName::Manifest,
        indexed(folder, &ledger, &decision, &files),
    );
    check(CheckName::Sums, summed(folder, &files));
    let opening = ledger.opening();
    let own = folder.join(PLAN);
    check(CheckName::Plan, planned(&own, opening));
    if let Some(given) = plan {
        check(CheckName::GivenPlan, planned(given, opening));
    }
    verification.seal = files
        .get(SUMS)
        .and_then(|found| found.as_ref().ok())
        .map(|found| found.0);
    verification.opening = opening.cloned();
    verification.decision = Some(decision);
    verification
}

/// The digest and the length of a file, or why it cannot be read.
type Found = Result<(Digest, u64), String>;

/// All files by name, and what should not be in a folder of evidence at all.
fn files(folder: &Path) -> Result<(BTreeMap<String, Found>, Vec<String>), String> {
    let listing = FolderListing::read(folder).map_err(|error| error.to_string())?;
    let found = |name: &EvidenceName| {
        open(&folder.join(name))
            .and_then(|mut file| Digest::of_reader(&mut file))
            .map_err(|error| error.to_string())
    };
    let files = listing.files.keys();
    let files = files
        .map(|name| (name.as_str().to_owned(), found(name)))
        .collect();
    let strangers = listing.others.iter();
    let strangers = strangers.map(|(name, reason)| format!("{}: {reason}", name.display()));
    Ok((files, strangers.collect()))
}

fn chain(ledger: &Ledger) -> Result<String, Vec<String>> {
    match ledger.is_closed() {
        true => Ok(format!("{} entries, chained", ledger.entries().len())),
        false => Err(vec![
            "the ledger is not closed: the run did not come to its end".to_owned(),
        ]),
    }
}

fn recorded(ledger: &Ledger, files: &BTreeMap<String, Found>) -> Result<String, Vec<String>> {
    let mut problems = Vec::new();
    let mut count = 0;
    for file in ledger.recorded() {
        count += 1;
        let name = &file.name;
        match files.get(name) {
            None => problems.push(format!("{name} is missing")),
            Some(Err(error)) => problems.push(format!("{name} cannot be read: {error}")),
            Some(Ok((_, bytes))) if *bytes != file.bytes => {
                problems.push(format!("{name} has {bytes} bytes, not {}", file.bytes));
            }
            Some(Ok((digest, _))) if *digest != file.sha256 => {
                problems.push(format!("{name} was changed"));
            }
            Some(Ok(_)) => {}
        }
    }
    match problems.is_empty() {
        true => Ok(format!("{count} files, as recorded")),
        false => Err(problems),
    }
}

fn nothing_else(
    ledger: &Ledger,
    files: &BTreeMap<String, Found>,
    mut problems: Vec<String>,
) -> Result<String, Vec<String>> {
    let made = [LEDGER, DECISION_JSON, DECISION_TEXT, MANIFEST, SUMS];
    let recorded: BTreeSet<&str> = ledger.recorded().map(|file| &*file.name).collect();
    for name in files.keys().map(String::as_str) {
        if !recorded.contains(name) && !made.contains(&name) && !DOCUMENTS.contains(&name) {
            problems.push(format!("{name} was never recorded"));
        }
    }
    match problems.is_empty() {
        true => Ok("no file that nobody recorded".to_owned()),
        false => Err(problems),
    }
}

fn decided(folder: &Path, ledger: &Ledger, decision: &Decision) -> Result<String, Vec<String>> {
    let mut texts = vec![
        (DECISION_JSON, decision.to_json()),
        (DECISION_TEXT, decision.to_markdown()),
    ];
    // A plan that cannot be read fails a check of its own.
    let plan = document(&folder.join(PLAN)).ok();
    let plan = plan.and_then(|bytes| serde_json::from_slice::<ReleasePlan>(&bytes).ok());
    let register = plan.and_then(|plan| blocker_register(&plan, ledger, decision));
    texts.extend(register.map(|text| (BLOCKERS, text)));
    let names: Vec<&str> = texts.iter().map(|(name, _)| *name).collect();
    let names = names.join(", ");
    let mut problems: Vec<String> = texts
        .into_iter()
        .filter_map(|(name, text)| is_text(folder, name, &text).err())
        .collect();
    if problems.is_empty() {
        return Ok(format!("{names}, as the ledger gives them"));
    }
    // Another version may word a decision otherwise.
    if let Some(tool) = &decision.tool
        && tool.version != env!("CARGO_PKG_VERSION")
    {
        problems.push(format!(
            "the folder was made by alembic-rs {}: verify it with that version",
            tool.version
        ));
    }
    Err(problems)
}

fn indexed(
    folder: &Path,
    ledger: &Ledger,
    decision: &Decision,
    files: &BTreeMap<String, Found>,
) -> Result<String, Vec<String>> {
    let listed = readable(files, &[MANIFEST, SUMS])?;
    let count = listed.len();
    let manifest = Manifest::of(ledger, decision, &listed);
    match is_text(folder, MANIFEST, &manifest.to_json()) {
        Ok(()) => Ok(format!("{count} files, all listed")),
        Err(problem) => Err(vec![problem]),
    }
}

fn summed(folder: &Path, files: &BTreeMap<String, Found>) -> Result<String, Vec<String>> {
    let listed = readable(files, &[SUMS])?;
    let text = sums(listed.iter().map(|(name, (digest, _))| (name, *digest)));
    match is_text(folder, SUMS, &text) {
        Ok(()) => Ok(format!("{} files, all equal", listed.len())),
        Err(problem) => Err(vec![problem]),
    }
}

/// All files but some, by name; the names of those that cannot be read.
fn readable(
    files: &BTreeMap<String, Found>,
    without: &[&str],
) -> Result<BTreeMap<EvidenceName, (Digest, u64)>, Vec<String>> {
    let mut listed = BTreeMap::new();
    let mut problems = Vec::new();
    let files = files.iter();
    for (name, found) in files.filter(|(name, _)| !without.contains(&name.as_str())) {
        match (EvidenceName::new(name), found) {
            (Ok(name), Ok(found)) => {
                listed.insert(name, *found);
            }
            (Ok(_), Err(error)) => problems.push(format!("{name} cannot be read: {error}")),
            (Err(error), _) => problems.push(error.to_string()),
        }
    }
    match problems.is_empty() {
        true => Ok(listed),
        false => Err(problems),
    }
}

/// Whether a file has exactly this text.
fn is_text(folder: &Path, name: &str, text: &str) -> Result<(), String> {
    let found = document(&folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
    match found == text.as_bytes() {
        true => Ok(()),
        false => Err(format!("{name} is not what the ledger and the files give")),
    }
}

/// The bytes of a document of sane size.
fn document(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = open(path).and_then(|file| {
        let mut file = file.take(LARGEST_DOCUMENT + 1);
        file.read_to_end(&mut bytes)
    });
    match read {
        Ok(length) if length as u64 > LARGEST_DOCUMENT => {
            Err(format!("it is larger than {LARGEST_DOCUMENT} bytes"))
        }
        Ok(_) => Ok(bytes),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether a plan is the one that was run, and asked for what was required.
fn planned(path: &Path, opening: Option<&Opening>) -> Result<String, Vec<String>> {
    let Some(opening) = opening else {
        return Err(vec![
            "the ledger does not say which plan was run".to_owned(),
        ]);
    };
    let name = path.display();
    let bytes = document(path).map_err(|error| vec![format!("{name}: {error}")])?;
    let digest = Digest::of(&bytes);
    if digest != opening.plan {
        return Err(vec![format!(
            "{name} has the digest {digest}; the run was of {}",
            opening.plan
        )]);
    }
    let plan: ReleasePlan = serde_json::from_slice(&bytes)
        .map_err(|error| vec![format!("{name} is no plan: {error}")])?;
    let release = &plan.release;
    let (gates, evidence) = match opening.flow {
        Flow::Rehearsal => (plan.rehearsal_gates, plan.rehearsal_evidence),
        Flow::Cutover => (plan.cutover_gates, plan.cutover_evidence),
        Flow::Rollback => (
            required_gates(release, Flow::Rollback),
            evidence_names(release, Flow::Rollback),
        ),
    };
    let mut problems = Vec::new();
    if gates != opening.required {
        problems.push("the run required other gates than the plan".to_owned());
    }
    if evidence != opening.evidence {
        problems.push("the run required other evidence than the plan".to_owned());
    }
    let end = match opening.flow {
        Flow::Rehearsal | Flow::Cutover => &plan.target,
        // A rollback ends where the release begins.
        Flow::Rollback => &plan.anchor,
    };
    if *end != opening.final_revision {
        problems.push(format!(
            "the plan ends at {}, the run at {}",
            end, opening.final_revision
        ));
    }
    if release.name != opening.release {
        problems.push(format!(
            "the plan is of {}, the run of {}",
            release.name, opening.release
        ));
    }
    match problems.is_empty() {
        true => Ok(format!("{digest}, as it was run")),
        false => Err(problems),
    }
}
