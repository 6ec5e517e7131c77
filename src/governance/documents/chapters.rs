//! The phases as runbook and checklist tell them: what is done, what must be seen, when to stop.

use crate::governance::event::RequiredGate;
use crate::governance::phase::{Flow, Phase};
use crate::governance::plan::{PlannedCommand, ReleasePlan, transcript};

use super::markdown::{code, words};

/// A phase.
pub(super) struct Chapter {
    /// Its title.
    pub(super) title: &'static str,
    /// The phase.
    pub(super) phase: Phase,
    /// What it is for, in a sentence.
    pub(super) purpose: &'static str,
    /// Its steps of the transcript.
    pub(super) commands: Vec<PlannedCommand>,
    /// What must be seen.
    pub(super) criteria: Vec<Criterion>,
    /// When to stop.
    pub(super) aborts: Vec<String>,
}

/// Something that must be seen, and the gates that show it.
pub(super) struct Criterion {
    /// In Markdown.
    pub(super) text: String,
    /// The gates; all of them.
    pub(super) gates: Vec<String>,
    /// Parts of it, in Markdown, that the same gates show.
    pub(super) parts: Vec<String>,
}

/// The chapters of a walk, without those that it does not have.
pub(super) fn chapters(plan: &ReleasePlan, flow: Flow) -> Vec<Chapter> {
    let commands = transcript(&plan.release, &plan.version_table, flow);
    let gates = match flow {
        Flow::Rehearsal => &plan.rehearsal_gates,
        Flow::Cutover | Flow::Rollback => &plan.cutover_gates,
    };
    const PHASES: [Phase; 10] = [
        Phase::Provision,
        Phase::Validate,
        Phase::Width,
        Phase::Stamp,
        Phase::Upgrade,
        Phase::Tiers,
        Phase::Verify,
        Phase::Smoke,
        Phase::Rollback,
        Phase::Closing,
    ];
    let mut chapters = Vec::new();
    for phase in PHASES {
        let own: Vec<&RequiredGate> = gates.iter().filter(|gate| gate.phase == phase).collect();
        if own.is_empty() {
            continue;
        }
        let (purpose, aborts) = outline(phase);
        chapters.push(Chapter {
            title: phase.title(flow),
            phase,
            purpose,
            commands: commands
                .iter()
                .filter(|command| command.phase == phase)
                .cloned()
                .collect(),
            criteria: own.iter().map(|gate| criterion(plan, gate)).collect(),
            aborts: aborts.iter().map(|abort| (*abort).to_owned()).collect(),
        });
    }
    chapters
}

/// What must hold before anything begins, each with its gate.
pub(super) fn preconditions(plan: &ReleasePlan, flow: Flow) -> Vec<Criterion> {
    let gates = match flow {
        Flow::Rehearsal => &plan.rehearsal_gates,
        Flow::Cutover | Flow::Rollback => &plan.cutover_gates,
    };
    let own = gates
        .iter()
        .filter(|gate| gate.phase == Phase::Preconditions);
    own.map(|gate| criterion(plan, gate)).collect()
}

/// What a phase is for, and when to stop in it.
fn outline(phase: Phase) -> (&'static str, &'static [&'static str]) {
    match phase {
        Phase::Preconditions => ("What must hold before anything begins.", &[]),
        Phase::Provision => (
            "The clone is made, or an existing one is proven to be a copy.",
            &["a row count that differs by more than its tolerance and is not explained"],
        ),
        Phase::Validate => (
            "Topology and structure are compared; nothing is changed.",
            &["any difference of structure that is not explained in the release"],
        ),
        Phase::Width => (
            "version_num gets the characters that the identifiers need.",
            &["another width afterwards, or an error"],
        ),
        Phase::Stamp => (
            "The lineage is written at the approved anchor; no head is ever stamped.",
            &["an error, another current revision, or any other change"],
        ),
        Phase::Upgrade => (
            "Forward to the target, in one transaction.",
            &[
                "DuplicateTable",
                "MissingColumn",
                "Enum/type redefinition conflict",
                "Lock timeout/deadlock",
                "Unexpected backfill conflict",
                "A backfill that changes fewer or more rows than approved",
            ],
        ),
        Phase::Tiers => (
            "The SQL files of each tier, each tier in one transaction.",
            &["an answer before or after a tier that is not the declared one"],
        ),
        Phase::Verify => (
            "The result is read and compared; nothing is changed.",
            &["anything that is missing or different"],
        ),
        Phase::Smoke => (
            "A row is inserted and read in every new table, and rolled back.",
            &["an error, or a row that stays"],
        ),
        Phase::Rollback => (
            "The state before is restored from a verified snapshot and captured again.",
            &[
                "a foreign session in the clone since it was proven to be a copy",
                "any difference from the state before",
            ],
        ),
        Phase::Closing => (
            "Sessions are closed and the evidence is complete.",
            &["an open transaction, or evidence that is missing"],
        ),
    }
}

/// A gate in words.
fn criterion(plan: &ReleasePlan, gate: &RequiredGate) -> Criterion {
    let release = &plan.release;
    let name = gate.gate.as_str();
    let target = code(&plan.target);
    let column = format!("{}.version_num", plan.version_table);
    let evidence = |name: &str| code(&format!("prod_{name}_attestation.log"));
    let mut parts = Vec::new();
    let text = match name {
        "plan-unchanged" => format!(
            "The files make the approved plan {}",
            code(&plan.digest().to_string())
        ),
        "tool-unchanged" => format!(
            "The program is alembic-rs {} of the plan",
            plan.tool.version
        ),
        "working-tree-clean" => match &plan.commit {
            Some(commit) => format!(
                "The migration commit is {}, and nothing is changed",
                code(commit)
            ),
            None => "The migrations are committed, and nothing is changed".to_owned(),
        },
        "rehearsal-passed" => {
            "The rehearsal of this plan has passed, with full evidence".to_owned()
        }
        "single-head" => format!("Repo head single at {target}"),
        "expected-path" => "The path from the anchor is the approved one".to_owned(),
        "approvals" => match &release.approvals {
            Some(approvals) => format!(
                "Sign-off received as {}",
                words(&approvals.roles.join(", "))
            ),
            None => "Sign-off received".to_owned(),
        },
        "attestation-write_freeze" => {
            format!("Write-freeze attested ({})", evidence("write_freeze"))
        }
        "attestation-pitr_window" => {
            format!(
                "PITR/backup rollback window attested ({})",
                evidence("pitr_window")
            )
        }
        "attestation-preflight_approval" => {
            format!(
                "Preflight approval attested ({})",
                evidence("preflight_approval")
            )
        }
        "maintenance-window" => "Maintenance window active".to_owned(),
        "target-identity" => "The database is the declared one, by its own word".to_owned(),
        "session-encryption" => "The session is encrypted, as declared".to_owned(),
        "same-database-twice" => "Both variables lead to one database".to_owned(),
        "rerun-guard" => "The release has not been applied already".to_owned(),
        "no-foreign-lock" => "No other release holds the lock".to_owned(),
        "write-freeze-probe" => {
            "Nobody writes: no session in a transaction, no counter moves".to_owned()
        }
        "archiving-probe" => "The server archives its log".to_owned(),
        "clone-not-production" => "The clone is neither production nor the source".to_owned(),
        "clone-provisioned" => format!(
            "The clone {} is there",
            code(&release.clone_database.database)
        ),
        "clone-exact-copy" => "The clone is an exact copy of the source".to_owned(),
        "row-count-parity" => {
            parts = release
                .row_counts
                .tables
                .iter()
                .map(|table| code(table))
                .collect();
            let percent = release.row_counts.tolerance * 100.0;
            format!("Row counts agree within {percent} %")
        }
        "clone-isolated" => "Nobody else uses the clone".to_owned(),
        "backup-attested" => "A backup of the clone's environment is attested".to_owned(),
        "disk-headroom" => "The disk has room for the clone".to_owned(),
        "heads" => format!("Single head present at {target}"),
        "history" => "The history is the approved one".to_owned(),
        "anchor-parity" => "Structural parity at the anchor accepted (another name of an equal \
                            constraint is a note)"
            .to_owned(),
        "before-state" => "The state before is captured, and capturing changed nothing".to_owned(),
        "width-precheck" => format!("The width of {} is known", code(&column)),
        "width-correction" => format!(
            "Post-check confirms {} length = {}",
            code(&column),
            release.width
        ),
        "stamp-anchor" => "Stamp succeeds".to_owned(),
        "stamp-no-ddl" => "The stamp changes no structure".to_owned(),
        "current-is-anchor" => code(&format!("current == {}", plan.anchor)),
        "upgrade-path" => {
            parts = plan.path.iter().map(|revision| code(revision)).collect();
            "Upgrade path, in this order:".to_owned()
        }
        "upgrade-completes" => "The upgrade ends without an error".to_owned(),
        "backfill-volume" => {
            parts = release
                .backfills
                .iter()
                .map(|bound| {
                    let which = bound
                        .statement
                        .map_or("each statement".to_owned(), |number| {
                            format!("statement {number}")
                        });
                    format!(
                        "{} in {}, {which}: {} to {} rows",
                        code(&bound.table),
                        code(&bound.revision),
                        bound.minimum,
                        bound.maximum
                    )
                })
                .collect();
            "Every backfill changes as many rows as approved".to_owned()
        }
        "transcript-identity" => "Every statement is the rehearsed one".to_owned(),
        "statement-classes" => "Every statement of a tier is of an allowed kind".to_owned(),
        "clone-deltas" => {
            "The clone's files differ from production's as declared, and not otherwise".to_owned()
        }
        "current-is-target" => code(&format!("current == {}", plan.target)),
        "heads-after" => format!("Single head remains at {target}"),
        "object-parity" => {
            parts = release
                .objects
                .tables
                .iter()
                .map(|table| code(table))
                .collect();
            format!(
                "{} objects all present, structurally as the migrations make them",
                words(&release.objects.name.to_uppercase())
            )
        }
        "no-partial-state" => "No partial migration state".to_owned(),
        "foreign-key-integrity" => "No row refers to one that is not there".to_owned(),
        "probes-after" => {
            let after = release.probes.iter().filter_map(|probe| {
                let answer = probe.after.as_ref()?;
                Some(format!("{} = {}", words(&probe.name), code(answer)))
            });
            parts = after.collect();
            "Every probe has its answer".to_owned()
        }
        "surfaces" => "Only tables that the release names have other rows than before".to_owned(),
        "golden-comparison" => "The result equals the golden database, or is explained".to_owned(),
        "structural-drift" => "No unresolved structural drift".to_owned(),
        "no-errors-in-logs" => "No unresolved migration error in the logs".to_owned(),
        "smoke" => "Rows can be inserted and read; none stays".to_owned(),
        "clone-undisturbed" => "Nobody else has been in the clone meanwhile".to_owned(),
        "rollback-snapshot-verified" => "The snapshot of the state before is verified".to_owned(),
        "rollback-restores" => "It restores the state before, byte for byte".to_owned(),
        "rollback-idempotent" => "A second restore changes nothing".to_owned(),
        "source-untouched" => "The source is as it was".to_owned(),
        "no-open-transaction" => "No transaction is left open".to_owned(),
        "evidence-complete" => "The evidence is complete".to_owned(),
        other => match (
            other.strip_prefix("foreign-keys-"),
            other.strip_prefix("tier-"),
        ) {
            (Some(table), _) => format!("Foreign keys of {} as defined", code(table)),
            (None, Some(tier)) => format!("Tier {} passes", words(tier)),
            (None, None) => match other.strip_prefix("attestation-") {
                Some(name) => format!("{} attested ({})", words(name), evidence(name)),
                None => format!("Gate {}", code(other)),
            },
        },
    };
    let skip = gate.may_be_skipped.as_ref();
    let text = match skip {
        Some(skip) => format!("{text} (may be skipped: {})", words(&skip.reason)),
        None => text,
    };
    Criterion {
        text,
        gates: vec![name.to_owned()],
        parts,
    }
}
