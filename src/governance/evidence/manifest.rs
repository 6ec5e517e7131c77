//! The index of an evidence folder, and the sums that `sha256sum -c` reads.
//!
//! Both are computed from the ledger and the files alone, so that whoever verifies a folder
//! computes them again and compares texts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::governance::decision::{Decision, Status};
use crate::governance::digest::Digest;
use crate::governance::event::{Event, Outcome, ToolIdentity};
use crate::governance::ledger::Ledger;
use crate::governance::phase::{Flow, Phase};

use super::folder::LEDGER;
use super::name::EvidenceName;

/// The file of the index.
pub(in crate::governance) const MANIFEST: &str = "manifest.json";

/// The file of the sums.
pub(in crate::governance) const SUMS: &str = "SHA256SUMS";

/// The index of a sealed folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of the format: 1.
    pub format: u32,
    /// The program.
    pub tool: Option<ToolIdentity>,
    /// Its arguments, without secrets.
    pub arguments: Vec<String>,
    /// Which walk.
    pub flow: Option<Flow>,
    /// The release.
    pub release: String,
    /// The digest of the plan.
    pub plan: Option<Digest>,
    /// The first entry's moment.
    pub started: Option<Timestamp>,
    /// The last entry's moment.
    pub ended: Option<Timestamp>,
    /// The verdict.
    pub status: Status,
    /// What the process ends with.
    pub exit_status: u8,
    /// The phases in order.
    pub phases: Vec<ManifestPhase>,
    /// All files but this one and the sums, by name.
    pub files: Vec<ManifestFile>,
}

/// A phase of the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestPhase {
    /// Which.
    pub phase: Phase,
    /// When it began.
    pub started: Timestamp,
    /// When it ended; nothing where it did not.
    pub ended: Option<Timestamp>,
    /// 0 where it ended and none of its gates failed, else what its first failure ends the
    /// process with.
    pub exit_status: u8,
    /// The files that were recorded in it.
    pub evidence: Vec<String>,
}

/// A file of the folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ManifestFile {
    /// Its name.
    pub name: String,
    /// Its digest.
    pub sha256: Digest,
    /// Its length in bytes.
    pub bytes: u64,
    /// Where it comes from.
    pub origin: Origin,
    /// The phase it was recorded in.
    pub phase: Option<Phase>,
    /// When it was recorded.
    pub recorded: Option<Timestamp>,
}

/// Where a file of the folder comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// It is the ledger.
    Ledger,
    /// It was recorded during the run.
    Recorded,
    /// It was made from the ledger, after the run.
    Derived,
}

impl Manifest {
    /// The index of `files` and of the run that `ledger` is of.
    pub(in crate::governance) fn of(
        ledger: &Ledger,
        decision: &Decision,
        files: &BTreeMap<EvidenceName, (Digest, u64)>,
    ) -> Self {
        let (phases, recorded) = phases(ledger);
        let files = files.iter().map(|(name, (sha256, bytes))| {
            let entry = recorded.get(name.as_str());
            ManifestFile {
                name: name.as_str().to_owned(),
                sha256: *sha256,
                bytes: *bytes,
                origin: match (name.as_str(), entry) {
                    (LEDGER, _) => Origin::Ledger,
                    (_, Some(_)) => Origin::Recorded,
                    (_, None) => Origin::Derived,
                },
                phase: entry.and_then(|(phase, _)| *phase),
                recorded: entry.map(|(_, at)| *at),
            }
        });
        let opening = ledger.opening();
        Self {
            format: 1,
            tool: opening.map(|opening| opening.tool.clone()),
            arguments: opening.map_or_else(Vec::new, |opening| opening.arguments.clone()),
            flow: opening.map(|opening| opening.flow),
            release: opening.map_or_else(String::new, |opening| opening.release.clone()),
            plan: opening.map(|opening| opening.plan),
            started: decision.opened,
            ended: decision.closed,
            status: decision.status,
            exit_status: decision.exit_status,
            phases,
            files: files.collect(),
        }
    }

    /// The text of `manifest.json`.
    pub fn to_json(&self) -> String {
        let mut text = serde_json::to_string_pretty(self)
            .expect("a manifest has no map whose keys are no texts");
        text.push('\n');
        text
    }
}

/// The phases, and for each recorded file its phase and moment.
fn phases(
    ledger: &Ledger,
) -> (
    Vec<ManifestPhase>,
    BTreeMap<&str, (Option<Phase>, Timestamp)>,
) {
    let mut phases: Vec<ManifestPhase> = Vec::new();
    let mut recorded = BTreeMap::new();
    // Until it has ended, a phase counts as failed.
    const NOT_ENDED: u8 = 10;
    let mut open: Option<(usize, u8)> = None;
    for entry in ledger.entries() {
        match &entry.event {
            Event::PhaseBegun { phase } => {
                phases.push(ManifestPhase {
                    phase: *phase,
                    started: entry.at,
                    ended: None,
                    exit_status: NOT_ENDED,
                    evidence: Vec::new(),
                });
                open = Some((phases.len() - 1, 0));
            }
            Event::PhaseEnded { .. } => {
                if let Some((place, exit_status)) = open.take() {
                    phases[place].ended = Some(entry.at);
                    phases[place].exit_status = exit_status;
                }
            }
            Event::Judged(judgement) => {
                if let (Some((_, exit_status @ 0)), Outcome::Failed { class, .. }) =
                    (&mut open, &judgement.outcome)
                {
                    *exit_status = class.exit_status();
                }
            }
            Event::Recorded(file) => {
                let place = open.map(|(place, _)| place);
                if let Some(place) = place {
                    phases[place].evidence.push(file.name.clone());
                }
                let phase = place.map(|place| phases[place].phase);
                recorded.insert(file.name.as_str(), (phase, entry.at));
            }
            Event::Halted { .. } => {
                if let Some((_, exit_status @ 0)) = &mut open {
                    *exit_status = NOT_ENDED;
                }
            }
            Event::Opened(_) | Event::Executed(_) | Event::Closed => {}
        }
    }
    (phases, recorded)
}

/// The text of `SHA256SUMS`: every file but itself.
pub(in crate::governance) fn sums<'a>(
    files: impl IntoIterator<Item = (&'a EvidenceName, Digest)>,
) -> String {
    files
        .into_iter()
        .map(|(name, digest)| format!("{digest}  {name}\n"))
        .collect()
}
