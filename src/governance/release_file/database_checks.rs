//! The databases of `release.toml`: how they are named, and that no clone is the production.

use super::content::{CloneMethod, DatabaseSettings, ReleaseFile};
use super::duration::parse_duration;
use super::fault::{Faults, Step};
use super::names::{is_variable, says_in_one_line};

/// Notes what is wrong with the databases.
pub(super) fn databases(release: &ReleaseFile, faults: &mut Faults<'_>) {
    database(faults, "source", &release.source);
    if let Some(production) = &release.production {
        database(faults, "production", production);
    }
    if let Some(golden) = &release.golden {
        variable(
            faults,
            &["golden".into(), "url_environment".into()],
            &golden.url_environment,
        );
        named(
            faults,
            &["golden".into(), "database".into()],
            &golden.database,
        );
        for (index, explained) in golden.explained.iter().enumerate() {
            let place = [
                "golden".into(),
                "explained".into(),
                index.into(),
                "reason".into(),
            ];
            says_in_one_line(faults, &place, &explained.reason);
        }
    }
    let copy = &release.clone_database;
    variable(
        faults,
        &["clone".into(), "url_environment".into()],
        &copy.url_environment,
    );
    named(faults, &["clone".into(), "database".into()], &copy.database);
    if let Some(age) = &copy.maximal_age
        && parse_duration(age).is_none()
    {
        faults.add(
            &["clone".into(), "maximal_age".into()],
            "maximal_age is no span of time",
            "Write a number with its unit, such as 24h.",
        );
    }
    match (&copy.backup_attestation, &copy.no_backup) {
        (Some(_), None) => {}
        (None, Some(reason)) => {
            says_in_one_line(faults, &["clone".into(), "no_backup".into()], reason);
        }
        (None, None) => faults.add(
            &["clone".into()],
            "nobody says whether there is a backup of the clone's environment",
            "Name the file that says which there is as backup_attestation, or say in no_backup \
             why there is none.",
        ),
        (Some(_), Some(_)) => faults.add(
            &["clone".into(), "no_backup".into()],
            "there is a backup, and a reason why there is none",
            "Leave one of backup_attestation and no_backup out.",
        ),
    }
    for (name, other) in [
        ("source", Some(&release.source)),
        ("production", release.production.as_ref()),
    ] {
        let Some(other) = other.filter(|other| other.database == copy.database) else {
            continue;
        };
        // A dump can go to another server, where the name means another database.
        if copy.url_environment == other.url_environment || copy.method == CloneMethod::Template {
            faults.add(
                &["clone".into(), "database".into()],
                format!("the clone is the {name} database '{}'", other.database),
                "Give the clone a database of its own.",
            );
        }
    }
}

fn database(faults: &mut Faults<'_>, table: &'static str, settings: &DatabaseSettings) {
    variable(
        faults,
        &[table.into(), "url_environment".into()],
        &settings.url_environment,
    );
    if let Some(name) = &settings.dsn_environment {
        variable(faults, &[table.into(), "dsn_environment".into()], name);
    }
    named(
        faults,
        &[table.into(), "database".into()],
        &settings.database,
    );
    for (key, text) in [
        ("host", &settings.host),
        ("role", &settings.role),
        ("system_identifier", &settings.system_identifier),
    ] {
        if let Some(text) = text {
            says_in_one_line(faults, &[table.into(), key.into()], text);
        }
    }
}

/// A database is named in commands and in documents, where it must mean nothing else.
fn named(faults: &mut Faults<'_>, steps: &[Step], name: &str) {
    let is_plain = |letter: char| letter.is_alphanumeric() || "_-.".contains(letter);
    if name.is_empty() || name.len() > 63 || !name.chars().all(is_plain) {
        faults.add(
            steps,
            format!("'{}' is no name of a database", name.escape_debug()),
            "Use letters, digits, '_', '-' and '.', 63 bytes at most.",
        );
    }
}

fn variable(faults: &mut Faults<'_>, steps: &[Step], name: &str) {
    if !is_variable(name) {
        faults.add(
            steps,
            "this is no name of an environment variable",
            "Name the variable that holds the URL, such as DATABASE_URL; the URL itself never \
             stands here.",
        );
    }
}
