//! Which gates a walk has to pass: the law of the release, made of what its file declares.

use crate::governance::event::{RequiredGate, Skip};
use crate::governance::phase::{Flow, Phase};
use crate::governance::release_file::{CloneMethod, ReleaseFile};

/// The gates that a walk must judge and pass, in their order.
///
/// A gate is on the list unless the release has nothing it could be about, such as tiers. What the
/// release file leaves out with a reason may be skipped, and the skip is judged all the same.
pub fn required_gates(release: &ReleaseFile, flow: Flow) -> Vec<RequiredGate> {
    let mut gates = Gates {
        phase: Phase::Preconditions,
        required: Vec::new(),
    };
    match flow {
        Flow::Rehearsal => rehearsal(&mut gates, release),
        Flow::Cutover => cutover(&mut gates, release),
        Flow::Rollback => rollback(&mut gates),
    }
    gates.required
}

struct Gates {
    phase: Phase,
    required: Vec<RequiredGate>,
}

impl Gates {
    fn of(&mut self, phase: Phase, names: &[&str]) {
        self.phase = phase;
        for name in names {
            self.add(*name);
        }
    }

    fn add(&mut self, name: impl Into<String>) {
        self.required.push(RequiredGate {
            gate: name.into(),
            phase: self.phase,
            may_be_skipped: None,
        });
    }

    /// A gate that may be skipped where there is a reason.
    fn add_unless(&mut self, name: &str, reason: Option<&str>) {
        self.required.push(RequiredGate {
            gate: name.to_owned(),
            phase: self.phase,
            may_be_skipped: reason.map(|reason| Skip {
                reason: reason.to_owned(),
            }),
        });
    }
}

fn rehearsal(gates: &mut Gates, release: &ReleaseFile) {
    gates.of(
        Phase::Preconditions,
        &[
            "plan-unchanged",
            "tool-unchanged",
            "single-head",
            "expected-path",
            "target-identity",
            "session-encryption",
            "rerun-guard",
            "no-foreign-lock",
        ],
    );
    let copy = &release.clone_database;
    gates.of(
        Phase::Provision,
        &[
            "clone-not-production",
            "clone-provisioned",
            "clone-exact-copy",
            "row-count-parity",
            "clone-isolated",
        ],
    );
    gates.add_unless("backup-attested", copy.no_backup.as_deref());
    let headroom = match (copy.minimal_free_bytes, copy.method) {
        (Some(_), _) => None,
        (None, CloneMethod::Existing) => Some("the clone is there already and takes no more room"),
        (None, CloneMethod::Template | CloneMethod::Dump) => {
            Some("release.toml sets no minimal_free_bytes; the sizes are recorded")
        }
    };
    gates.add_unless("disk-headroom", headroom);
    validation(gates, release);
    changes(gates, release, Flow::Rehearsal);
    gates.phase = Phase::Smoke;
    gates.add_unless("smoke", release.skip_smoke.as_deref());
    gates.of(
        Phase::Rollback,
        &[
            "clone-undisturbed",
            "rollback-snapshot-verified",
            "rollback-restores",
            "rollback-idempotent",
        ],
    );
    gates.of(
        Phase::Closing,
        &[
            "source-untouched",
            "no-open-transaction",
            "evidence-complete",
        ],
    );
}

fn cutover(gates: &mut Gates, release: &ReleaseFile) {
    gates.of(
        Phase::Preconditions,
        &[
            "plan-unchanged",
            "tool-unchanged",
            "working-tree-clean",
            "rehearsal-passed",
            "single-head",
            "expected-path",
            "approvals",
        ],
    );
    for name in attestations(release) {
        gates.add(format!("attestation-{name}"));
    }
    gates.of(
        Phase::Preconditions,
        &[
            "maintenance-window",
            "target-identity",
            "session-encryption",
        ],
    );
    let settings = release.production.as_ref();
    if settings.is_some_and(|settings| settings.dsn_environment.is_some()) {
        gates.add("same-database-twice");
    }
    gates.of(
        Phase::Preconditions,
        &["rerun-guard", "no-foreign-lock", "write-freeze-probe"],
    );
    gates.add_unless("archiving-probe", release.skip_archiving.as_deref());
    validation(gates, release);
    changes(gates, release, Flow::Cutover);
    gates.of(
        Phase::Closing,
        &["no-open-transaction", "evidence-complete"],
    );
}

fn rollback(gates: &mut Gates) {
    gates.of(
        Phase::Preconditions,
        &[
            "plan-unchanged",
            "target-identity",
            "clone-not-production",
            "no-foreign-lock",
        ],
    );
    gates.of(
        Phase::Rollback,
        &[
            "rollback-snapshot-verified",
            "rollback-restores",
            "rollback-idempotent",
        ],
    );
    gates.of(
        Phase::Closing,
        &["no-open-transaction", "evidence-complete"],
    );
}

/// What is read before anything is changed.
fn validation(gates: &mut Gates, release: &ReleaseFile) {
    gates.of(Phase::Validate, &["heads", "history", "anchor-parity"]);
    for table in &release.foreign_keys {
        gates.add(format!("foreign-keys-{table}"));
    }
    gates.add("before-state");
}

/// What is changed, and what must hold afterwards.
fn changes(gates: &mut Gates, release: &ReleaseFile, flow: Flow) {
    gates.of(Phase::Width, &["width-precheck", "width-correction"]);
    gates.of(
        Phase::Stamp,
        &["stamp-anchor", "stamp-no-ddl", "current-is-anchor"],
    );
    gates.of(
        Phase::Upgrade,
        &["upgrade-path", "upgrade-completes", "backfill-volume"],
    );
    if flow == Flow::Cutover {
        gates.add("transcript-identity");
    }
    if !release.tiers.is_empty() {
        gates.of(Phase::Tiers, &["statement-classes"]);
        if flow == Flow::Rehearsal {
            gates.add("clone-deltas");
        }
        for tier in &release.tiers {
            gates.add(format!("tier-{}", tier.name));
        }
    }
    gates.of(
        Phase::Verify,
        &[
            "current-is-target",
            "heads-after",
            "object-parity",
            "no-partial-state",
            "foreign-key-integrity",
        ],
    );
    if release.probes.iter().any(|probe| probe.after.is_some()) {
        gates.add("probes-after");
    }
    if flow == Flow::Rehearsal {
        gates.add("surfaces");
        if release.golden.is_some() {
            gates.add("golden-comparison");
        }
    }
    gates.of(Phase::Verify, &["structural-drift", "no-errors-in-logs"]);
}

/// The attestations of a release: those of every cutover first, then further ones by name.
pub(super) fn attestations(release: &ReleaseFile) -> Vec<&str> {
    const FIRST: [&str; 3] = ["preflight_approval", "write_freeze", "pitr_window"];
    let further = release.attestations.keys().map(String::as_str);
    let further = further.filter(|name| !FIRST.contains(name));
    FIRST.into_iter().chain(further).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::governance::release_file::example;

    #[test]
    fn no_gate_is_there_twice_and_phases_come_in_their_order() {
        for flow in [Flow::Rehearsal, Flow::Cutover, Flow::Rollback] {
            let gates = required_gates(&example(), flow);
            let names: BTreeSet<&str> = gates.iter().map(|gate| gate.gate.as_str()).collect();
            assert_eq!(names.len(), gates.len(), "{flow:?}");
            assert!(gates.is_sorted_by_key(|gate| gate.phase), "{flow:?}");
        }
    }

    #[test]
    fn only_what_the_file_gives_a_reason_for_may_be_skipped() {
        let skips = |release: &ReleaseFile| -> Vec<String> {
            let gates = required_gates(release, Flow::Rehearsal);
            let skips = gates
                .into_iter()
                .filter(|gate| gate.may_be_skipped.is_some());
            skips.map(|gate| gate.gate).collect()
        };
        let mut release = example();
        release.clone_database.minimal_free_bytes = Some(1);
        assert_eq!(skips(&release), ["backup-attested"]);
        release.clone_database.no_backup = None;
        assert_eq!(skips(&release), [""; 0]);
        release.skip_smoke = Some("the tables cannot take rows of nobody".to_owned());
        assert_eq!(skips(&release), ["smoke"]);
    }
}
