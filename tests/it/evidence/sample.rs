//! Runs that pass, for tests to spoil.

use std::collections::BTreeMap;
use std::path::Path;

use alembic_rs::governance::{
    Digest, Event, EvidenceFile, EvidenceFolder, Executed, Flow, Judgement, Ledger, LedgerWriter,
    Opening, Outcome, Phase, Redactor, RequiredGate, Sealed, Skip, TargetIdentity, ToolIdentity,
    seal,
};
use jiff::{SignedDuration, Timestamp};

/// The gates of a run, phase by phase; no other gates are needed for a PASS.
const REHEARSAL: &[(Phase, &[&str])] = &[
    (Phase::Preconditions, &["plan-unchanged", "single-head"]),
    (Phase::Provision, &["clone-exact-copy", "row-count-parity"]),
    (Phase::Validate, &["anchor-parity"]),
    (Phase::Stamp, &["stamp-anchor", "current-is-anchor"]),
    (Phase::Upgrade, &["upgrade-completes"]),
    (
        Phase::Verify,
        &[
            "current-is-target",
            "heads-after",
            "object-parity",
            "structural-drift",
        ],
    ),
    (Phase::Smoke, &["smoke"]),
    (Phase::Closing, &["source-untouched"]),
];

const CUTOVER: &[(Phase, &[&str])] = &[
    (Phase::Preconditions, &["rehearsal-passed", "approvals"]),
    (Phase::Width, &["width-correction"]),
    (
        Phase::Upgrade,
        &["transcript-identity", "upgrade-completes"],
    ),
    (
        Phase::Verify,
        &[
            "current-is-target",
            "heads-after",
            "object-parity",
            "no-errors-in-logs",
        ],
    ),
];

const ROLLBACK: &[(Phase, &[&str])] = &[(
    Phase::Rollback,
    &[
        "rollback-snapshot-verified",
        "rollback-restores",
        "rollback-idempotent",
    ],
)];

/// The gate that every sample may skip.
pub(super) const SKIPPABLE: &str = "smoke";

/// The phases and gates of a flow.
pub(super) fn gates(flow: Flow) -> &'static [(Phase, &'static [&'static str])] {
    match flow {
        Flow::Rehearsal => REHEARSAL,
        Flow::Cutover => CUTOVER,
        Flow::Rollback => ROLLBACK,
    }
}

/// The evidence file of a phase.
pub(super) fn file_of(phase: Phase) -> String {
    format!("sample_{phase}.log")
}

/// What a run of a flow opens with.
pub(super) fn opening(flow: Flow) -> Opening {
    let required = gates(flow).iter().flat_map(|(phase, gates)| {
        gates.iter().map(|gate| RequiredGate {
            gate: (*gate).to_owned(),
            phase: *phase,
            may_be_skipped: (*gate == SKIPPABLE).then(|| Skip {
                reason: "the clone has no data".to_owned(),
            }),
        })
    });
    Opening {
        format: 1,
        flow,
        release: "Portfólio – wave 4".to_owned(),
        plan: Digest::of("plan"),
        tool: ToolIdentity {
            version: "0.1.0".to_owned(),
            sha256: Digest::of("tool"),
        },
        arguments: vec!["release".to_owned(), "rehearse".to_owned()],
        target: TargetIdentity {
            database: "netzprod_clone".to_owned(),
            server: "db.example.com:5432".to_owned(),
            system_identifier: "7301234567890123456".to_owned(),
            database_oid: 16_384,
            role: "netzadmin".to_owned(),
            encrypted: true,
            server_version: "15.6".to_owned(),
        },
        required: required.collect(),
        evidence: gates(flow)
            .iter()
            .map(|(phase, _)| file_of(*phase))
            .collect(),
        final_revision: "70a79686336c".to_owned(),
    }
}

/// A passed judgement.
pub(super) fn passed(gate: &str, phase: Phase) -> Judgement {
    Judgement {
        gate: gate.to_owned(),
        phase,
        outcome: Outcome::Passed,
        detail: format!("{gate} holds"),
        evidence: Some(file_of(phase)),
        facts: BTreeMap::new(),
    }
}

/// A statement that was executed.
pub(super) fn executed(phase: Phase, number: usize) -> Executed {
    Executed {
        phase,
        number,
        step: "0020_ai_engine_wave_ai1".to_owned(),
        sha256: Digest::of(number.to_string()),
        rows: Some(3),
        sqlstate: None,
        at: Timestamp::UNIX_EPOCH,
    }
}

/// All events of a run that passes, with `statements` in each of its phases.
pub(super) fn events(flow: Flow, statements: usize) -> Vec<Event> {
    let mut events = vec![Event::Opened(Box::new(opening(flow)))];
    for (phase, gates) in gates(flow) {
        let phase = *phase;
        let name = file_of(phase);
        let text = text_of(phase);
        events.push(Event::PhaseBegun { phase });
        events.extend((1..=statements).map(|number| Event::Executed(executed(phase, number))));
        events.extend(gates.iter().map(|gate| Event::Judged(passed(gate, phase))));
        events.push(Event::Recorded(EvidenceFile {
            name,
            sha256: Digest::of(&text),
            bytes: text.len() as u64,
        }));
        events.push(Event::PhaseEnded { phase });
    }
    events.push(Event::Closed);
    events
}

/// The text of the evidence file of a phase.
pub(super) fn text_of(phase: Phase) -> String {
    format!("{phase}: tudo está em ordem ✓\nrows 820183\n")
}

/// A ledger of events, a second apart.
pub(super) fn ledger(events: impl IntoIterator<Item = Event>) -> Ledger {
    let moments = (0..).map(|second| Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second));
    Ledger::of_events(moments.zip(events))
}

/// Writes and seals the folder of a run of these events, with a report.
pub(super) fn sealed(path: &Path, events: Vec<Event>) -> Sealed {
    let folder = EvidenceFolder::create(path, Redactor::without_secrets()).unwrap();
    let mut ledger = LedgerWriter::create(&folder).unwrap();
    for event in events {
        let event = match event {
            Event::Recorded(file) => {
                let phase = file
                    .name
                    .trim_start_matches("sample_")
                    .trim_end_matches(".log");
                let (phase, _) = REHEARSAL
                    .iter()
                    .chain(CUTOVER)
                    .chain(ROLLBACK)
                    .find(|(one, _)| one.to_string() == phase)
                    .unwrap();
                Event::Recorded(folder.write(&file.name, &text_of(*phase)).unwrap())
            }
            other => other,
        };
        ledger.append(event).unwrap();
    }
    drop(ledger);
    seal(
        &folder,
        &[("report.html", "<!doctype html><title>Report</title>\n")],
    )
    .unwrap()
}
