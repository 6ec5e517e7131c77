//! The commands of a cutover in their order: one list for the run, the runbook and the checklist.

use super::content::PlannedCommand;
use super::evidence_names::EvidenceKind;
use crate::governance::phase::{Flow, Phase};
use crate::governance::release_file::{Reference, ReleaseFile};

/// What a walk does, step by step, each as a person would type it, with the evidence it leaves.
///
/// `version_table` is the name of the version table, with its schema where it has one.
/// `release rehearse` and `release cutover` do exactly this; nobody has to type it.
pub fn transcript(release: &ReleaseFile, version_table: &str, flow: Flow) -> Vec<PlannedCommand> {
    let mut commands = Vec::new();
    let mut add = |phase: Phase, command: String, kind: EvidenceKind<'_>| {
        commands.push(PlannedCommand {
            phase,
            command,
            evidence: kind.file_name(release, flow),
        });
    };
    let database = match (flow, &release.production) {
        (Flow::Cutover, Some(production)) => &production.database,
        (Flow::Cutover | Flow::Rehearsal | Flow::Rollback, _) => &release.clone_database.database,
    };
    let psql = |sql: &str| format!("psql --no-psqlrc --dbname={database} --command=\"{sql}\"");
    let (anchor, target, width) = (&release.anchor, &release.target, release.width);

    let phase = Phase::Validate;
    add(phase, "alembic-rs heads".to_owned(), EvidenceKind::Heads);
    add(
        phase,
        "alembic-rs history --verbose".to_owned(),
        EvidenceKind::History,
    );
    let reference = match &release.reference {
        Reference::History => format!("history:{anchor}"),
        Reference::Snapshot { file, .. } => file.clone(),
    };
    add(
        phase,
        format!("alembic-rs parity {reference} database"),
        EvidenceKind::AnchorParity,
    );
    for table in &release.foreign_keys {
        let name = table.replace('\'', "''");
        let sql = format!(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint \
             WHERE contype = 'f' AND conrelid = '{name}'::regclass ORDER BY 2"
        );
        add(phase, psql(&sql), EvidenceKind::ForeignKeys(table));
    }

    let phase = Phase::Width;
    add(
        phase,
        psql(&format!(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute \
             WHERE attrelid = to_regclass('{version_table}') AND attname = 'version_num'"
        )),
        EvidenceKind::WidthPrecheck,
    );
    add(
        phase,
        psql(&format!(
            "CREATE TABLE IF NOT EXISTS {version_table} (version_num VARCHAR({width}) NOT NULL, \
             CONSTRAINT {}_pkc PRIMARY KEY (version_num)); \
             ALTER TABLE {version_table} ALTER COLUMN version_num TYPE VARCHAR({width})",
            version_table.rsplit('.').next().unwrap_or(version_table)
        )),
        EvidenceKind::WidthCorrection,
    );

    let phase = Phase::Stamp;
    add(
        phase,
        format!("alembic-rs stamp {anchor}"),
        EvidenceKind::Stamp,
    );
    add(
        phase,
        "alembic-rs current".to_owned(),
        EvidenceKind::CurrentAfterStamp,
    );

    add(
        Phase::Upgrade,
        format!("alembic-rs upgrade {target}"),
        EvidenceKind::Upgrade,
    );
    for tier in &release.tiers {
        let files: Vec<String> = tier
            .files
            .iter()
            .map(|file| format!(" --file={file}"))
            .collect();
        add(
            Phase::Tiers,
            format!(
                "psql --no-psqlrc --dbname={database} --set=ON_ERROR_STOP=1 --single-transaction{}",
                files.concat()
            ),
            EvidenceKind::Tiers,
        );
    }

    let phase = Phase::Verify;
    add(
        phase,
        "alembic-rs current".to_owned(),
        EvidenceKind::CurrentAfterUpgrade,
    );
    add(
        phase,
        "alembic-rs heads".to_owned(),
        EvidenceKind::HeadsAfterUpgrade,
    );
    add(
        phase,
        format!("alembic-rs parity history:{target} database"),
        EvidenceKind::ObjectParity,
    );
    commands
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::governance::plan::evidence_names;
    use crate::governance::release_file::example;

    #[test]
    fn every_log_of_the_evidence_pack_has_its_command_in_its_order() {
        let release = example();
        let commands = transcript(&release, "alembic_version", Flow::Cutover);
        let written: Vec<String> = commands.into_iter().map(|one| one.evidence).collect();
        let names = evidence_names(&release, Flow::Cutover);
        let logs: Vec<String> = names
            .into_iter()
            .filter(|name| !name.ends_with("_attestation.log"))
            .collect();
        assert_eq!(written, logs);
    }
}
