//! What the parts of `release.toml` have to say to each other.

use std::collections::BTreeSet;

use super::content::{Probe, ProbeClass, Reference, ReleaseFile};
use super::database_checks::databases;
use super::duration::{parse_duration, time_limit_fault};
use super::fault::{Faults, Step};
use super::names::{
    are_different, are_tables, is_plain, is_table, says_in_one_line, says_something,
};

/// What a tier can be said to add.
const KINDS: [&str; 5] = ["tables", "views", "functions", "sequences", "types"];

/// The attestations without which nothing is run on production.
const CUTOVER_ATTESTATIONS: [&str; 3] = ["preflight_approval", "write_freeze", "pitr_window"];

/// The roles without which nothing is run on production.
const CUTOVER_ROLES: [&str; 2] = ["execution", "governance"];

/// Notes everything that contradicts itself or says nothing.
pub(super) fn check(release: &ReleaseFile, faults: &mut Faults<'_>) {
    head(release, faults);
    databases(release, faults);
    comparisons(release, faults);
    backfills(release, faults);
    autocommits(release, faults);
    probes(release, faults);
    tiers(release, faults);
    people(release, faults);
}

/// The way to a key, or to a key of an element of an array.
fn way<const LENGTH: usize>(steps: [Step; LENGTH]) -> Vec<Step> {
    steps.to_vec()
}

fn head(release: &ReleaseFile, faults: &mut Faults<'_>) {
    if !is_plain(&release.name) {
        faults.add(
            &["name".into()],
            format!("'{}' is no name for a release", release.name.escape_debug()),
            "Use letters, digits, '-' and '_'; files are named after it.",
        );
    }
    for (key, text) in [("anchor", &release.anchor), ("target", &release.target)] {
        is_identifier(faults, &[key.into()], text);
    }
    let path = release.path.iter().enumerate();
    let place = |index: usize| way(["path".into(), index.into()]);
    are_different(
        faults,
        path.clone().map(|(index, id)| (id.as_str(), place(index))),
    );
    for (index, id) in path {
        is_identifier(faults, &place(index), id);
        if *id == release.anchor {
            faults.add(
                &place(index),
                "the anchor is part of the path",
                "Name the revisions after the anchor only.",
            );
        }
    }
    if release.path.last() != Some(&release.target) {
        faults.add(
            &["path".into()],
            "the last revision of the path is not the target",
            format!("End the path with '{}'.", release.target),
        );
    }
    if release.width == 0 {
        faults.add(
            &["width".into()],
            "a width of 0 holds no identifier",
            "Say how many characters version_num has to hold, such as 64.",
        );
    }
    for (key, text) in [
        ("lock_timeout", &release.lock_timeout),
        ("statement_timeout", &release.statement_timeout),
    ] {
        if let Some(fault) = time_limit_fault(text) {
            faults.add(
                &[key.into()],
                format!("'{key}': {fault}"),
                "Write a number with its unit, such as 5s or 15min.",
            );
        }
    }
    for (key, text) in [
        ("working_directory", &release.working_directory),
        ("skip_smoke", &release.skip_smoke),
        ("skip_archiving", &release.skip_archiving),
    ] {
        if let Some(text) = text {
            says_in_one_line(faults, &[key.into()], text);
        }
    }
    for (key, texts) in [
        ("blockers", &release.blockers),
        ("not_covered", &release.not_covered),
    ] {
        let place = |index: usize| way([key.into(), index.into()]);
        for (index, text) in texts.iter().enumerate() {
            says_in_one_line(faults, &place(index), text);
        }
        let texts = texts.iter().enumerate();
        are_different(
            faults,
            texts.map(|(index, text)| (text.as_str(), place(index))),
        );
    }
}

fn comparisons(release: &ReleaseFile, faults: &mut Faults<'_>) {
    let counts = &release.row_counts;
    are_tables(
        faults,
        &["row_counts".into(), "tables".into()],
        &counts.tables,
    );
    if !(0.0..=1.0).contains(&counts.tolerance) {
        faults.add(
            &["row_counts".into(), "tolerance".into()],
            "the tolerance is no share between 0 and 1",
            "Write 0.001 for 0.1 %.",
        );
    }
    for (index, explained) in counts.explained.iter().enumerate() {
        let place = |key: &'static str| {
            way([
                "row_counts".into(),
                "explained".into(),
                index.into(),
                key.into(),
            ])
        };
        if !counts.tables.contains(&explained.table) {
            faults.add(
                &place("table"),
                format!(
                    "'{}' is not among the tables that are counted",
                    explained.table
                ),
                "Name a table as 'tables' does, or add it there.",
            );
        }
        says_something(faults, &place("reason"), &explained.reason);
    }
    let explained = counts.explained.iter().enumerate();
    are_different(
        faults,
        explained.map(|(index, one)| {
            let place = way(["row_counts".into(), "explained".into(), index.into()]);
            (one.table.as_str(), place)
        }),
    );
    for (index, explained) in release.explained.iter().enumerate() {
        let place = |key: &'static str| way(["explained".into(), index.into(), key.into()]);
        says_in_one_line(faults, &place("object"), &explained.object);
        says_something(faults, &place("reason"), &explained.reason);
    }
    if let Reference::Snapshot { file, .. } = &release.reference {
        is_file_of_release(faults, &["reference".into(), "file".into()], file);
    }
    are_tables(faults, &["foreign_keys".into()], &release.foreign_keys);
    for (index, table) in release.foreign_keys.iter().enumerate() {
        if is_table(table) && !table.split('.').all(is_plain) {
            faults.add(
                &["foreign_keys".into(), index.into()],
                format!("'{table}' cannot stand in the name of an evidence file"),
                "Only tables of letters, digits, '-' and '_' get a file of their own.",
            );
        }
    }
    if !is_plain(&release.objects.name) {
        faults.add(
            &["objects".into(), "name".into()],
            "the name cannot stand in the name of an evidence file",
            "Use letters, digits, '-' and '_', such as ai4.",
        );
    }
    are_tables(
        faults,
        &["objects".into(), "tables".into()],
        &release.objects.tables,
    );
    if release.objects.tables.is_empty() {
        faults.add(
            &["objects".into(), "tables".into()],
            "no table is said to exist at the end",
            "Name the tables that the release is about.",
        );
    }
}

fn backfills(release: &ReleaseFile, faults: &mut Faults<'_>) {
    let mut seen = BTreeSet::new();
    for (index, bound) in release.backfills.iter().enumerate() {
        let place = |key: &'static str| way(["backfill".into(), index.into(), key.into()]);
        if !release.path.contains(&bound.revision) {
            faults.add(
                &place("revision"),
                format!("'{}' is not on the path", bound.revision),
                "Name a revision of the path by its full identifier.",
            );
        }
        if !is_table(&bound.table) {
            faults.add(
                &place("table"),
                format!("'{}' is no name of a table", bound.table),
                "Write schema.table, or a table of the schema public alone, without quotes.",
            );
        }
        if bound.statement == Some(0) {
            faults.add(
                &place("statement"),
                "statements are counted from 1",
                "Write 1 for the first.",
            );
        }
        if bound.minimum > bound.maximum {
            faults.add(
                &place("minimum"),
                format!(
                    "the minimum {} is above the maximum {}",
                    bound.minimum, bound.maximum
                ),
                "Exchange them, or correct one.",
            );
        }
        if !seen.insert((&bound.revision, &bound.table, bound.statement)) {
            faults.add(
                &["backfill".into(), index.into()],
                format!("'{}' of {} is bounded twice", bound.table, bound.revision),
                "Keep one of them, or number the statements.",
            );
        }
    }
}

fn autocommits(release: &ReleaseFile, faults: &mut Faults<'_>) {
    let leaves = release.autocommits.iter().enumerate();
    let place =
        |index: usize, key: &'static str| way(["autocommit".into(), index.into(), key.into()]);
    for (index, leave) in leaves.clone() {
        if !release.path.contains(&leave.revision) {
            faults.add(
                &place(index, "revision"),
                format!("'{}' is not on the path", leave.revision),
                "Name a revision of the path by its full identifier.",
            );
        }
        says_in_one_line(faults, &place(index, "reason"), &leave.reason);
        let roles = release.approvals.as_ref().map(|approvals| &approvals.roles);
        if !roles.is_some_and(|roles| roles.contains(&leave.approved_by)) {
            faults.add(
                &place(index, "approved_by"),
                format!(
                    "'{}' is no role of [approvals]",
                    leave.approved_by.escape_debug()
                ),
                "Name the role that answers for it, such as governance.",
            );
        }
    }
    are_different(
        faults,
        leaves.map(|(index, leave)| (leave.revision.as_str(), place(index, "revision"))),
    );
}

fn probes(release: &ReleaseFile, faults: &mut Faults<'_>) {
    let all = release.probes.iter().enumerate();
    are_different(
        faults,
        all.clone().map(|(index, probe)| {
            (
                probe.name.as_str(),
                way(["probe".into(), index.into(), "name".into()]),
            )
        }),
    );
    for (index, probe) in all {
        let place = |key: &'static str| way(["probe".into(), index.into(), key.into()]);
        says_in_one_line(faults, &place("name"), &probe.name);
        says_something(faults, &place("sql"), &probe.sql);
        match (probe.class, &probe.reason) {
            (_, Some(reason)) => says_something(faults, &place("reason"), reason),
            (ProbeClass::Explained, None) => faults.add(
                &place("class"),
                format!("the probe '{}' is explained by nothing", probe.name),
                "Give it a reason, or let it be asserted.",
            ),
            (ProbeClass::Asserted, None) => {}
        }
        if probe.before.is_none() && probe.after.is_none() && !probe.isolation {
            faults.add(
                &["probe".into(), index.into()],
                format!("the probe '{}' expects nothing", probe.name),
                "Say what is answered before or after, or ask the source with isolation = true.",
            );
        }
    }
}

fn tiers(release: &ReleaseFile, faults: &mut Faults<'_>) {
    let all = release.tiers.iter().enumerate();
    are_different(
        faults,
        all.clone().map(|(index, tier)| {
            (
                tier.name.as_str(),
                way(["tier".into(), index.into(), "name".into()]),
            )
        }),
    );
    for (index, tier) in all {
        let place = |key: &'static str| way(["tier".into(), index.into(), key.into()]);
        if !is_plain(&tier.name) {
            faults.add(
                &place("name"),
                "the name cannot stand in the name of a gate",
                "Use letters, digits, '-' and '_', such as T0.",
            );
        }
        if tier.files.is_empty() {
            faults.add(
                &place("files"),
                format!("the tier '{}' has no file", tier.name),
                "Name one.",
            );
        }
        for (number, file) in tier.files.iter().enumerate() {
            let place = way(["tier".into(), index.into(), "files".into(), number.into()]);
            is_file_of_release(faults, &place, file);
        }
        for (key, expected) in [("before", &tier.before), ("after", &tier.after)] {
            for probe in expected
                .keys()
                .filter(|name| !is_probe(&release.probes, name))
            {
                faults.add(
                    &place(key),
                    format!("there is no probe '{probe}'"),
                    "Declare it as [[probe]], or correct the name.",
                );
            }
        }
        for kind in tier
            .adds
            .keys()
            .filter(|kind| !KINDS.contains(&kind.as_str()))
        {
            faults.add(
                &place("adds"),
                format!("'{kind}' are not counted"),
                format!("Count {}.", KINDS.join(", ")),
            );
        }
    }
    let deltas = release.clone_deltas.iter().enumerate();
    are_different(
        faults,
        deltas.clone().map(|(index, delta)| {
            (
                delta.name.as_str(),
                way(["clone_delta".into(), index.into(), "name".into()]),
            )
        }),
    );
    for (index, delta) in deltas {
        let place = |key: &'static str| way(["clone_delta".into(), index.into(), key.into()]);
        says_in_one_line(faults, &place("name"), &delta.name);
        says_something(faults, &place("reason"), &delta.reason);
        for (number, file) in delta.files.iter().enumerate() {
            if !release.tiers.iter().any(|tier| tier.files.contains(file)) {
                faults.add(
                    &[
                        "clone_delta".into(),
                        index.into(),
                        "files".into(),
                        number.into(),
                    ],
                    format!("'{file}' is no file of a tier"),
                    "Name a file as its tier does.",
                );
            }
        }
        if delta.occurrences == 0 || delta.files.is_empty() || delta.from == delta.to {
            faults.add(
                &["clone_delta".into(), index.into()],
                format!("the delta '{}' changes nothing", delta.name),
                "Leave it out, or say which text becomes which, in which files, and how often.",
            );
        }
    }
    for (index, guard) in release.guards.iter().enumerate() {
        let place = |key: &'static str| way(["guard".into(), index.into(), key.into()]);
        says_in_one_line(faults, &place("message"), &guard.message);
        says_something(faults, &place("sql"), &guard.sql);
    }
    let mut seen = BTreeSet::new();
    for (index, justification) in release.justifications.iter().enumerate() {
        let place = |key: &'static str| way(["justified".into(), index.into(), key.into()]);
        says_something(faults, &place("reason"), &justification.reason);
        if !seen.insert(justification.sha256) {
            faults.add(
                &place("sha256"),
                "this statement is justified twice",
                "Keep one of them.",
            );
        }
    }
}

fn people(release: &ReleaseFile, faults: &mut Faults<'_>) {
    for (name, demand) in &release.attestations {
        // The keys of this table are not fixed; its place is that of the table.
        let place = ["attestations".into()];
        if !is_plain(name) {
            faults.add(
                &place,
                format!(
                    "'{}' cannot stand in the name of an evidence file",
                    name.escape_debug()
                ),
                "Use letters, digits, '-' and '_', such as write_freeze.",
            );
        }
        if parse_duration(&demand.maximal_age).is_none() {
            faults.add(
                &place,
                format!("maximal_age of '{name}' is no span of time"),
                "Write a number with its unit, such as 2h or 3 days.",
            );
        }
        is_file_of_release(faults, &place, &demand.file);
    }
    if parse_duration(&release.rehearsal.maximal_age).is_none() {
        faults.add(
            &["rehearsal".into(), "maximal_age".into()],
            "maximal_age is no span of time",
            "Write a number with its unit, such as 24h or 7 days.",
        );
    }
    if let Some(approvals) = &release.approvals {
        let place = |key: &'static str| way(["approvals".into(), key.into()]);
        is_file_of_release(
            faults,
            &place("allowed_signers"),
            &approvals.allowed_signers,
        );
        is_file_of_release(faults, &place("folder"), &approvals.folder);
        if parse_duration(&approvals.maximal_age).is_none() {
            faults.add(
                &place("maximal_age"),
                "maximal_age is no span of time",
                "Write a number with its unit, such as 72h.",
            );
        }
        let role = |index: usize| way(["approvals".into(), "roles".into(), index.into()]);
        for (index, name) in approvals.roles.iter().enumerate() {
            if !is_plain(name) {
                faults.add(
                    &role(index),
                    format!("'{}' is no name of a role", name.escape_debug()),
                    "Use letters, digits, '-' and '_'.",
                );
            }
        }
        let roles = approvals.roles.iter().enumerate();
        are_different(
            faults,
            roles.map(|(index, name)| (name.as_str(), role(index))),
        );
    }
    if release.production.is_none() {
        return;
    }
    for name in CUTOVER_ATTESTATIONS {
        if !release.attestations.contains_key(name) {
            faults.add(
                &["production".into()],
                format!("there is a production database and no attestation '{name}'"),
                format!("Add [attestations.{name}], or leave out [production]."),
            );
        }
    }
    let roles = release.approvals.as_ref().map(|approvals| &approvals.roles);
    for name in CUTOVER_ROLES {
        if !roles.is_some_and(|roles| roles.iter().any(|role| role == name)) {
            faults.add(
                &["production".into()],
                format!("there is a production database and nobody approves as '{name}'"),
                format!("Add '{name}' to roles in [approvals], or leave out [production]."),
            );
        }
    }
}

fn is_probe(probes: &[Probe], name: &str) -> bool {
    probes.iter().any(|probe| probe.name == name)
}

/// A revision is named in commands and in documents, where it must mean nothing else.
fn is_identifier(faults: &mut Faults<'_>, steps: &[Step], id: &str) {
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-.".contains(letter);
    if id.is_empty() || !id.chars().all(is_plain) {
        faults.add(
            steps,
            format!(
                "'{}' is no full identifier of a revision",
                id.escape_debug()
            ),
            "Write the identifier as its file does; names such as head or -1 are none.",
        );
    }
}

/// A file is named from the folder of `release.toml`: a plan means the same on every machine.
fn is_file_of_release(faults: &mut Faults<'_>, steps: &[Step], file: &str) {
    says_in_one_line(faults, steps, file);
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-+@=,./".contains(letter);
    if file.starts_with('/') || !file.chars().all(is_plain) {
        faults.add(
            steps,
            format!(
                "'{}' does not mean the same file on every machine",
                file.escape_debug()
            ),
            "Name it from the folder of the release file, with '/', letters, digits and _-+@=,.",
        );
    }
}
