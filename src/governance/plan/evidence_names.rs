//! The names of evidence files: those of the cutover's evidence pack and of its rehearsal.

use super::gates::attestations;
use crate::governance::phase::Flow;
use crate::governance::release_file::ReleaseFile;

/// What an evidence file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceKind<'a> {
    /// How the clone came about, and that it is what it should be.
    Provisioning,
    /// The rows of source and clone.
    RowCounts,
    /// An attestation by its name.
    Attestation(&'a str),
    /// The heads of the history before.
    Heads,
    /// The history.
    History,
    /// The structure at the anchor.
    AnchorParity,
    /// The foreign keys of a table.
    ForeignKeys(&'a str),
    /// The width of `version_num` before.
    WidthPrecheck,
    /// Its correction.
    WidthCorrection,
    /// The stamp.
    Stamp,
    /// The rows of the version table after the stamp.
    CurrentAfterStamp,
    /// The upgrade.
    Upgrade,
    /// The tiers.
    Tiers,
    /// The rows of the version table after the upgrade.
    CurrentAfterUpgrade,
    /// The heads after the upgrade.
    HeadsAfterUpgrade,
    /// The objects that must exist.
    ObjectParity,
    /// The comparison with another database's result.
    Golden,
    /// The rows that were tried out.
    Smoke,
    /// That the state before comes back.
    Rollback,
    /// That the source is as it was.
    Isolation,
}

impl EvidenceKind<'_> {
    /// The file's name in the folder of a walk.
    pub fn file_name(self, release: &ReleaseFile, flow: Flow) -> String {
        let prefix = match flow {
            Flow::Rehearsal | Flow::Rollback => "clone",
            Flow::Cutover => "prod",
        };
        let anchor = short(&release.anchor);
        let rest = match (self, flow) {
            (Self::Provisioning, _) => "provisioning_attestation".to_owned(),
            (Self::RowCounts, _) => "rowcount_parity".to_owned(),
            (Self::Attestation(name), _) => format!("{name}_attestation"),
            (Self::Heads, Flow::Cutover) => "heads_preflight".to_owned(),
            (Self::Heads, Flow::Rehearsal | Flow::Rollback) => "heads".to_owned(),
            (Self::History, Flow::Cutover) => "history_preflight".to_owned(),
            (Self::History, Flow::Rehearsal | Flow::Rollback) => "history".to_owned(),
            (Self::AnchorParity, _) => format!("anchor_structural_parity_{anchor}"),
            (Self::ForeignKeys(table), _) => format!("{}_fks", plain(table)),
            (Self::WidthPrecheck, _) => "alembic_width_precheck".to_owned(),
            (Self::WidthCorrection, _) => "alembic_width_correction".to_owned(),
            (Self::Stamp, _) => "stamp_anchor".to_owned(),
            (Self::CurrentAfterStamp, _) => "current_post_stamp".to_owned(),
            (Self::Upgrade, _) => format!("upgrade_{anchor}_to_head"),
            (Self::Tiers, _) => "tiers".to_owned(),
            (Self::CurrentAfterUpgrade, _) => "post_upgrade_current".to_owned(),
            (Self::HeadsAfterUpgrade, _) => "post_upgrade_heads".to_owned(),
            (Self::ObjectParity, _) => format!("{}_object_parity", plain(&release.objects.name)),
            (Self::Golden, _) => "golden_comparison".to_owned(),
            (Self::Smoke, _) => "runtime_smoke_validation".to_owned(),
            (Self::Rollback, _) => "rollback_proof".to_owned(),
            (Self::Isolation, _) => "isolation_probes".to_owned(),
        };
        format!("{prefix}_{rest}.log")
    }
}

/// The evidence files a walk must leave behind, in the order they are written.
pub fn evidence_names(release: &ReleaseFile, flow: Flow) -> Vec<String> {
    let kinds = match flow {
        Flow::Rehearsal => rehearsal(release),
        Flow::Cutover => cutover(release),
        Flow::Rollback => vec![EvidenceKind::Rollback],
    };
    let kinds = kinds.into_iter();
    kinds.map(|kind| kind.file_name(release, flow)).collect()
}

fn rehearsal(release: &ReleaseFile) -> Vec<EvidenceKind<'_>> {
    let mut kinds = vec![
        EvidenceKind::Provisioning,
        EvidenceKind::RowCounts,
        EvidenceKind::Heads,
        EvidenceKind::History,
        EvidenceKind::AnchorParity,
    ];
    kinds.extend(foreign_keys(release));
    kinds.extend(CHANGES);
    if !release.tiers.is_empty() {
        kinds.push(EvidenceKind::Tiers);
    }
    kinds.extend(VERIFICATION);
    if release.golden.is_some() {
        kinds.push(EvidenceKind::Golden);
    }
    // Where the smoke validation is skipped, the file says so and why.
    kinds.push(EvidenceKind::Smoke);
    kinds.extend([EvidenceKind::Rollback, EvidenceKind::Isolation]);
    kinds
}

fn cutover(release: &ReleaseFile) -> Vec<EvidenceKind<'_>> {
    let attested = attestations(release).into_iter();
    let mut kinds: Vec<EvidenceKind<'_>> = attested.map(EvidenceKind::Attestation).collect();
    kinds.extend([
        EvidenceKind::Heads,
        EvidenceKind::History,
        EvidenceKind::AnchorParity,
    ]);
    kinds.extend(foreign_keys(release));
    kinds.extend(CHANGES);
    if !release.tiers.is_empty() {
        kinds.push(EvidenceKind::Tiers);
    }
    kinds.extend(VERIFICATION);
    kinds
}

const CHANGES: [EvidenceKind<'static>; 5] = [
    EvidenceKind::WidthPrecheck,
    EvidenceKind::WidthCorrection,
    EvidenceKind::Stamp,
    EvidenceKind::CurrentAfterStamp,
    EvidenceKind::Upgrade,
];

const VERIFICATION: [EvidenceKind<'static>; 3] = [
    EvidenceKind::CurrentAfterUpgrade,
    EvidenceKind::HeadsAfterUpgrade,
    EvidenceKind::ObjectParity,
];

fn foreign_keys(release: &ReleaseFile) -> impl Iterator<Item = EvidenceKind<'_>> {
    let tables = release.foreign_keys.iter();
    tables.map(|table| EvidenceKind::ForeignKeys(table))
}

/// The number that an identifier begins with, such as `0019`; a file's name has no more of it.
pub(super) fn short(identifier: &str) -> String {
    let (first, _) = identifier.split_once('_').unwrap_or((identifier, ""));
    plain(if first.is_empty() { identifier } else { first })
}

/// A name with nothing but what every file system takes.
fn plain(name: &str) -> String {
    let is_plain = |character: char| character.is_ascii_alphanumeric() || "_-".contains(character);
    name.chars()
        .map(|character| if is_plain(character) { character } else { '_' })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::governance::release_file::example;

    #[test]
    fn the_cutover_leaves_the_fifteen_files_of_its_evidence_pack() {
        assert_eq!(
            evidence_names(&example(), Flow::Cutover),
            [
                "prod_preflight_approval_attestation.log",
                "prod_write_freeze_attestation.log",
                "prod_pitr_window_attestation.log",
                "prod_heads_preflight.log",
                "prod_history_preflight.log",
                "prod_anchor_structural_parity_0019.log",
                "prod_monthly_report_packs_fks.log",
                "prod_alembic_width_precheck.log",
                "prod_alembic_width_correction.log",
                "prod_stamp_anchor.log",
                "prod_current_post_stamp.log",
                "prod_upgrade_0019_to_head.log",
                "prod_post_upgrade_current.log",
                "prod_post_upgrade_heads.log",
                "prod_ai4_object_parity.log",
            ]
        );
    }

    #[test]
    fn names_are_different_and_safe() {
        let mut release = example();
        release.anchor = "../../etc/passwd".to_owned();
        let names = evidence_names(&release, Flow::Rehearsal);
        let different: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(different.len(), names.len());
        assert!(
            names
                .iter()
                .all(|name| !name.contains('/') && !name.contains(".."))
        );
    }
}
