//! Runs that pass, for tests to spoil.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use alembic_rs::governance::{
    Digest, Event, EvidenceFile, EvidenceFolder, Executed, Flow, Judgement, Ledger, LedgerWriter,
    Opening, Outcome, Phase, Redactor, ReleaseFile, ReleasePlan, Sealed, TargetIdentity,
    ToolIdentity, evidence_names, required_gates, seal,
};
use jiff::{SignedDuration, Timestamp};

/// The gate that the sample may skip.
pub(super) const SKIPPABLE: &str = "smoke";

/// A release, as small as one may be.
static RELEASE: LazyLock<ReleaseFile> = LazyLock::new(|| {
    let text = r#"
        name = "Portfólio – wave 4"
        anchor = "0019_nav_snapshots_and_investor_statements"
        target = "70a79686336c"
        path = ["70a79686336c"]
        skip_smoke = "the clone has no data"
        foreign_keys = ["açãos"]

        [source]
        url_environment = "SOURCE_URL"
        database = "netzprod"

        [clone]
        url_environment = "CLONE_URL"
        database = "netzprod_clone"
        method = "dump"
        minimal_free_bytes = 1
        backup_attestation = "backup.toml"

        [row_counts]
        tables = ["funds"]

        [objects]
        name = "ai4"
        tables = ["active_investments"]
    "#;
    toml::from_str(text).unwrap()
});

/// The plan of that release.
static PLAN: LazyLock<ReleasePlan> = LazyLock::new(|| ReleasePlan {
    format: 1,
    tool: tool(),
    commit: None,
    release: RELEASE.clone(),
    release_file: Digest::of("release.toml"),
    revisions: Vec::new(),
    heads: vec![RELEASE.target.clone()],
    anchor: RELEASE.anchor.clone(),
    target: RELEASE.target.clone(),
    path: RELEASE.path.clone(),
    version_table: "alembic_version".to_owned(),
    statements: Vec::new(),
    risks: Vec::new(),
    gaps: Vec::new(),
    files: Vec::new(),
    transcript: Vec::new(),
    rehearsal_gates: required_gates(&RELEASE, Flow::Rehearsal),
    cutover_gates: required_gates(&RELEASE, Flow::Cutover),
    rehearsal_evidence: evidence_names(&RELEASE, Flow::Rehearsal),
    cutover_evidence: evidence_names(&RELEASE, Flow::Cutover),
});

fn tool() -> ToolIdentity {
    ToolIdentity {
        version: "0.1.0".to_owned(),
        sha256: Digest::of("tool"),
    }
}

/// The text of `plan.json`.
pub(super) fn plan() -> String {
    PLAN.to_json()
}

/// What a run of a flow opens with.
pub(super) fn opening(flow: Flow) -> Opening {
    Opening {
        format: 1,
        flow,
        release: RELEASE.name.clone(),
        plan: PLAN.digest(),
        tool: tool(),
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
        required: required_gates(&RELEASE, flow),
        evidence: evidence_names(&RELEASE, flow),
        final_revision: match flow {
            Flow::Rehearsal | Flow::Cutover => RELEASE.target.clone(),
            Flow::Rollback => RELEASE.anchor.clone(),
        },
    }
}

/// A passed judgement.
pub(super) fn passed(gate: &str, phase: Phase) -> Judgement {
    Judgement {
        gate: gate.to_owned(),
        phase,
        outcome: Outcome::Passed,
        detail: format!("{gate} holds"),
        evidence: None,
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
///
/// The first gate points to the first file, and half of the files come before the last phase.
pub(super) fn events(flow: Flow, statements: usize) -> Vec<Event> {
    let opening = opening(flow);
    let mut files: Vec<Event> = opening.evidence.iter().map(|name| recorded(name)).collect();
    let rest = files.split_off(files.len() / 2);
    let mut phases: Vec<Phase> = opening.required.iter().map(|gate| gate.phase).collect();
    phases.dedup();
    let mut events = vec![Event::Opened(Box::new(opening.clone()))];
    for (place, phase) in phases.iter().copied().enumerate() {
        events.push(Event::PhaseBegun { phase });
        events.extend((1..=statements).map(|number| Event::Executed(executed(phase, number))));
        if place == 0 {
            events.append(&mut files);
        }
        for gate in opening.required.iter().filter(|gate| gate.phase == phase) {
            events.push(Event::Judged(passed(&gate.gate, phase)));
        }
        if place + 1 == phases.len() {
            events.extend(rest.iter().cloned());
        }
        events.push(Event::PhaseEnded { phase });
    }
    events.push(Event::Closed);
    let first = events.iter_mut().find_map(|event| match event {
        Event::Judged(judgement) => Some(judgement),
        _ => None,
    });
    first.unwrap().evidence = opening.evidence.first().cloned();
    events
}

fn recorded(name: &str) -> Event {
    let text = text_of(name);
    Event::Recorded(EvidenceFile {
        name: name.to_owned(),
        sha256: Digest::of(&text),
        bytes: text.len() as u64,
    })
}

/// The text of an evidence file.
fn text_of(name: &str) -> String {
    format!("{name}: tudo está em ordem ✓\nrows 820183\n")
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
        match event {
            Event::Recorded(file) => {
                let written = folder.write(&file.name, &text_of(&file.name)).unwrap();
                ledger.append(Event::Recorded(written)).unwrap();
            }
            Event::Opened(opening) => {
                ledger.append(Event::Opened(opening)).unwrap();
                let kept = folder.keep("plan.json", plan().as_bytes()).unwrap();
                ledger.append(Event::Recorded(kept)).unwrap();
            }
            other => {
                ledger.append(other).unwrap();
            }
        }
    }
    drop(ledger);
    seal(
        &folder,
        &[("report.html", "<!doctype html><title>Report</title>\n")],
    )
    .unwrap()
}
