//! The clone's copies of the tiers' files: the approved ones with the declared changes, and no other.
//!
//! Counterpart: "exactly two clone-only deltas … 0 bare guards remain; no DDL, seed or assertion
//! altered" of the executor rehearsal. The copy is made here, from the approved texts alone, so
//! that nothing else can differ; what differs is shown as a diff.

use std::collections::BTreeMap;

use similar::TextDiff;

use super::psql_scanner::{Fragment, fragments};
use super::sql_file::Package;
use crate::governance::CloneDelta;
use crate::release::Obstacle;

/// The package for a clone.
#[derive(Debug, Clone)]
pub struct CloneVariant {
    /// The changed texts.
    pub package: Package,
    /// The deltas with their reasons, the unified diff and the count of guards, for the evidence.
    pub text: String,
}

/// Makes the clone's copy of a package.
///
/// `forbidden` are the names of databases that a guard of the copy may not ask for: the source's
/// and production's.
///
/// # Errors
/// A delta occurs more or less often than declared, in a file that it does not name, touches what
/// another delta has made, or a guard for another database is left.
pub fn clone_variant(
    package: &Package,
    deltas: &[CloneDelta],
    forbidden: &[&str],
) -> Result<CloneVariant, Obstacle> {
    let mut texts = package.texts().clone();
    let mut told = String::new();
    for delta in deltas {
        let occurrences = declared_occurrences(package.texts(), delta)?;
        change(&mut texts, delta)?;
        told.push_str(&format!(
            "delta {}: {occurrences} occurrence{} in {}: {}\n",
            delta.name,
            if occurrences == 1 { "" } else { "s" },
            delta.files.join(", "),
            delta.reason
        ));
    }
    if deltas.is_empty() {
        told.push_str("no deltas: the clone runs the approved files\n");
    }
    let guards = bare_guards(&texts, forbidden)?;
    told.push_str(&format!("bare database guards left: {}\n", guards.len()));
    if let Some((file, line)) = guards.first() {
        return Err(Obstacle::gate(format!(
            "{} guard{} of the clone's copy still name{} a database that is not the clone, the \
             first in {file}, line {line}; declare a clone_delta for it",
            guards.len(),
            if guards.len() == 1 { "" } else { "s" },
            if guards.len() == 1 { "s" } else { "" },
        ))
        .with_fact("file", file.clone())
        .with_fact("line", line.to_string()));
    }
    told.push('\n');
    told.push_str(&unified_diff(package.texts(), &texts));
    Ok(CloneVariant {
        package: Package::of_texts(texts),
        text: told,
    })
}

/// How often a delta occurs in the approved texts, which is as often as declared.
fn declared_occurrences(
    texts: &BTreeMap<String, String>,
    delta: &CloneDelta,
) -> Result<usize, Obstacle> {
    if delta.reason.trim().is_empty() {
        return Err(wrong(delta, "it gives no reason"));
    }
    if delta.files.is_empty() {
        return Err(wrong(delta, "it names no file"));
    }
    if delta.from == delta.to {
        return Err(wrong(delta, "it changes nothing"));
    }
    let mut occurrences = 0;
    for (index, file) in delta.files.iter().enumerate() {
        let Some(text) = texts.get(file) else {
            return Err(wrong(delta, &format!("{file} is no file of the tiers")));
        };
        if delta.files[..index].contains(file) {
            return Err(wrong(delta, &format!("{file} is named twice")));
        }
        let found = if delta.from.is_empty() {
            1
        } else {
            text.matches(&delta.from).count()
        };
        if found == 0 {
            return Err(wrong(delta, &format!("it does not occur in {file}")));
        }
        occurrences += found;
    }
    if occurrences != delta.occurrences {
        return Err(wrong(
            delta,
            &format!(
                "it occurs {occurrences} times instead of {}",
                delta.occurrences
            ),
        ));
    }
    let elsewhere = texts.iter().find(|(file, text)| {
        !delta.from.is_empty() && !delta.files.contains(file) && text.contains(&delta.from)
    });
    match elsewhere {
        Some((file, _)) => Err(wrong(
            delta,
            &format!("it also occurs in {file}, which it does not name"),
        )),
        None => Ok(occurrences),
    }
}

fn change(texts: &mut BTreeMap<String, String>, delta: &CloneDelta) -> Result<(), Obstacle> {
    let mut changed = 0;
    for file in &delta.files {
        let text = texts
            .get_mut(file)
            .expect("the files of a delta are looked up before");
        if delta.from.is_empty() {
            // The addition is a line of its own.
            let separator = if delta.to.ends_with('\n') { "" } else { "\n" };
            *text = format!("{}{separator}{text}", delta.to);
            changed += 1;
        } else {
            changed += text.matches(&delta.from).count();
            *text = text.replace(&delta.from, &delta.to);
        }
    }
    if changed == delta.occurrences {
        Ok(())
    } else {
        Err(wrong(
            delta,
            "another delta has made or taken away what it replaces; deltas must not overlap",
        ))
    }
}

fn wrong(delta: &CloneDelta, problem: &str) -> Obstacle {
    Obstacle::gate(format!("clone delta {}: {problem}", delta.name))
        .with_fact("clone_delta", delta.name.clone())
}

/// The statements that look at the database's name and hold a forbidden one as a string.
fn bare_guards(
    texts: &BTreeMap<String, String>,
    forbidden: &[&str],
) -> Result<Vec<(String, usize)>, Obstacle> {
    let literals: Vec<String> = forbidden
        .iter()
        .map(|name| format!("'{}'", name.replace('\'', "''")))
        .collect();
    let mut guards = Vec::new();
    for (file, text) in texts {
        let pieces = fragments(text).map_err(|error| Obstacle::gate(format!("{file}, {error}")))?;
        for piece in pieces {
            let Fragment::Statement { text, line } = piece else {
                continue;
            };
            let lower = text.to_lowercase();
            let looks = ["current_database", "current_catalog", "datname"];
            if !looks.iter().any(|word| lower.contains(word)) {
                continue;
            }
            for literal in &literals {
                for (offset, _) in text.match_indices(literal) {
                    let further = text[..offset].matches('\n').count();
                    guards.push((file.clone(), line + further));
                }
            }
        }
    }
    Ok(guards)
}

fn unified_diff(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> String {
    before
        .iter()
        .filter(|(file, text)| after[*file] != **text)
        .map(|(file, text)| {
            TextDiff::from_lines(text, &after[file])
                .unified_diff()
                .context_radius(2)
                .header(&format!("approved/{file}"), &format!("clone/{file}"))
                .to_string()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Package, clone_variant};
    use crate::governance::CloneDelta;

    const GUARD: &str = "DO $$ BEGIN\n  IF current_database() <> 'directus' THEN\n    RAISE EXCEPTION 'no';\n  \
                         END IF;\nEND $$;\n";

    fn package(files: &[(&str, &str)]) -> Package {
        let texts = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Package::of_texts(texts.collect())
    }

    fn redirect(files: &[&str], occurrences: usize) -> CloneDelta {
        CloneDelta {
            name: "guards".to_owned(),
            files: files.iter().map(|file| (*file).to_owned()).collect(),
            from: "'directus'".to_owned(),
            to: "'copy'".to_owned(),
            occurrences,
            reason: "the clone has another name".to_owned(),
        }
    }

    fn refusal(files: &[(&str, &str)], deltas: &[CloneDelta]) -> String {
        clone_variant(&package(files), deltas, &["directus"])
            .expect_err("refused")
            .detail
    }

    #[test]
    fn the_declared_changes_are_made_and_shown() {
        let files = [("a.sql", GUARD), ("b.sql", GUARD), ("c.sql", "SELECT 1;")];
        let approval = CloneDelta {
            name: "approval".to_owned(),
            files: vec!["a.sql".to_owned()],
            from: String::new(),
            to: "INSERT INTO approvals DEFAULT VALUES;".to_owned(),
            occurrences: 1,
            reason: "the gate is simulated".to_owned(),
        };
        let deltas = [approval, redirect(&["a.sql", "b.sql"], 2)];
        let variant = clone_variant(&package(&files), &deltas, &["directus"]).expect("made");
        let texts = variant.package.texts();
        assert!(texts["a.sql"].starts_with("INSERT INTO approvals DEFAULT VALUES;\nDO $$"));
        assert!(texts["b.sql"].contains("<> 'copy' THEN"));
        assert_eq!(texts["c.sql"], "SELECT 1;");
        for line in [
            "bare database guards left: 0",
            "--- approved/a.sql",
            "+++ clone/b.sql",
            "-  IF current_database() <> 'directus' THEN",
            "+  IF current_database() <> 'copy' THEN",
            "delta guards: 2 occurrences in a.sql, b.sql: the clone has another name",
        ] {
            assert!(
                variant.text.lines().any(|one| one == line),
                "{line}\n{}",
                variant.text
            );
        }
    }

    #[test]
    fn every_other_change_is_refused() {
        let two = [("a.sql", GUARD), ("b.sql", GUARD)];
        assert!(refusal(&two, &[]).contains("2 guards of the clone's copy still name"));
        assert!(refusal(&two, &[redirect(&["a.sql"], 1)]).contains("also occurs in b.sql"));
        assert!(
            refusal(&two, &[redirect(&["a.sql", "b.sql"], 3)]).contains("2 times instead of 3")
        );
        assert!(refusal(&two, &[redirect(&["x.sql"], 1)]).contains("no file of the tiers"));
        let twice = [
            redirect(&["a.sql", "b.sql"], 2),
            redirect(&["a.sql", "b.sql"], 2),
        ];
        assert!(refusal(&two, &twice).contains("overlap"));
        let without_reason = CloneDelta {
            reason: " ".to_owned(),
            ..redirect(&["a.sql", "b.sql"], 2)
        };
        assert!(refusal(&two, &[without_reason]).contains("no reason"));
    }

    #[test]
    fn a_forbidden_name_that_is_no_guard_may_stay() {
        let files = [("a.sql", "INSERT INTO systems VALUES ('directus');")];
        assert!(clone_variant(&package(&files), &[], &["directus"]).is_ok());
    }
}
