//! The graph: what is wrong with it, and what it will fail of.

use crate::findings::{Finding, Place, Rule, Severity};
use crate::script::{
    Declaration, Defect, DefectPlace, Lineage, LoadWarning, RevisionError, RevisionIndex,
    RevisionMap, ScriptError, ScriptSurvey,
};

/// Names that mean something else in a command: asked for, such a revision cannot be reached.
const SYMBOLS: [&str; 4] = ["base", "head", "heads", "current"];
/// Characters of the identifier grammar.
const GRAMMAR: [char; 3] = ['@', ':', '+'];

/// What is wrong with files and graph; as long as there is such a thing nothing can be loaded.
pub(super) fn defect_findings(survey: &ScriptSurvey) -> Vec<Finding> {
    let unread = survey
        .files
        .iter()
        .filter(|file| file.revision.is_none())
        .count();
    survey
        .defects()
        .map(|defect| defect_finding(defect, unread))
        .collect()
}

fn defect_finding(defect: &Defect, unread: usize) -> Finding {
    let (kind, help) = described(&defect.error);
    let mut finding = Finding::new(Rule::Topology, sentence(&defect.error))
        .of_kind(kind)
        .never_allowable();
    if let Some(place) = &defect.place {
        finding = finding.at(place_of(place));
    }
    if let Some(revision) = &defect.revision {
        finding = finding.in_revision(revision.as_str());
    }
    for (label, place) in &defect.related {
        finding = finding.with_related(label, place_of(place));
    }
    let missing = matches!(kind, "missing-parent" | "missing-dependency");
    let help = match (help, unread) {
        (help, 0) => help.map(str::to_owned),
        (_, 1) if missing => Some("It may be in the file that cannot be read.".to_owned()),
        (_, count) if missing => Some(format!(
            "It may be in one of the {count} files that cannot be read."
        )),
        (help, _) => help.map(str::to_owned),
    };
    match help {
        Some(help) => finding.with_help(help),
        None => finding,
    }
}

/// The sentence without the place, which a finding has by itself.
fn sentence(error: &ScriptError) -> String {
    match error {
        ScriptError::NoDownRevision(_) => "no down_revision is declared".to_owned(),
        ScriptError::HeaderValue { name, reason, .. } => format!("{name} {reason}"),
        ScriptError::Encoding { reason, .. } => reason.clone(),
        ScriptError::Unreadable { source, .. } => format!("it cannot be read: {source}"),
        ScriptError::CompiledOnly(_) => "it is compiled Python without its source".to_owned(),
        ScriptError::Python { report, .. } => report.message.clone(),
        ScriptError::NoRevisionId { .. } => {
            "no revision id: there is no variable 'revision', and the name is none either"
                .to_owned()
        }
        ScriptError::PathMissing(_) => "the script directory is not there".to_owned(),
        ScriptError::Range { sentence, .. } => sentence.clone(),
        ScriptError::Revision { fact, .. } => match fact {
            RevisionError::SelfLoop(id) => format!("revision {id} is its own parent"),
            RevisionError::DependencySelfLoop(id) => format!("revision {id} depends on itself"),
            RevisionError::Cycle(ids) | RevisionError::DependencyCycle(ids) => {
                let ids: Vec<&str> = ids.iter().map(AsRef::as_ref).collect();
                format!(
                    "these revisions follow one another in a circle: {}",
                    ids.join(", ")
                )
            }
            RevisionError::DuplicateRevision { revision, .. } => {
                format!("a second file declares revision {revision}")
            }
            RevisionError::MissingDownRevision {
                missing, revision, ..
            } => {
                format!("revision {revision} follows {missing}, which no file declares")
            }
            RevisionError::MissingDependency {
                missing, revision, ..
            } => format!(
                "revision {revision} depends on {missing}, which is neither a revision nor a label"
            ),
            RevisionError::DuplicateLabel { label, used_by, .. } => {
                format!("the branch label {label} is taken by revision {used_by} already")
            }
            fact => fact.to_string(),
        },
    }
}

/// The kind of a defect, and what to do about it.
fn described(error: &ScriptError) -> (&'static str, Option<&'static str>) {
    match error {
        ScriptError::PathMissing(_) => (
            "missing-location",
            Some("Correct script_location, or the -c that names the configuration."),
        ),
        ScriptError::NoRevisionId { .. } => (
            "no-revision-id",
            Some(
                "Alembic takes every .py file of the folder for a revision, and loads none when \
                 one is not. Move other modules out of it.",
            ),
        ),
        ScriptError::NoDownRevision(_) => (
            "no-down-revision",
            Some("Write `down_revision = None` for the first revision of a history."),
        ),
        ScriptError::HeaderValue { .. } => ("header-value", None),
        ScriptError::Encoding { .. } => ("encoding", Some("Save the file as UTF-8.")),
        ScriptError::Unreadable { .. } => ("unreadable", None),
        ScriptError::CompiledOnly(_) => ("compiled-only", None),
        ScriptError::Python { .. } => ("does-not-load", None),
        ScriptError::Range { .. } => ("topology", None),
        ScriptError::Revision { fact, .. } => match fact {
            RevisionError::SelfLoop(_) | RevisionError::DependencySelfLoop(_) => {
                ("self-loop", None)
            }
            RevisionError::Cycle(_) | RevisionError::DependencyCycle(_) => (
                "cycle",
                Some("One of them must name an earlier revision instead."),
            ),
            RevisionError::IllegalCharacters { .. } => (
                "illegal-characters",
                Some("The characters @ - + : mean something in a command."),
            ),
            RevisionError::DuplicateLabel { .. } => ("duplicate-label", None),
            RevisionError::DuplicateRevision { .. } => (
                "duplicate-revision",
                Some("Alembic loads one of the two and says nothing. Give one of them another id."),
            ),
            RevisionError::MissingDownRevision { .. } => (
                "missing-parent",
                Some("Was its file deleted, renamed, or is it on a branch that is not merged yet?"),
            ),
            RevisionError::MissingDependency { .. } => ("missing-dependency", None),
            RevisionError::RangeNotAncestor { .. }
            | RevisionError::MultipleHeads { .. }
            | RevisionError::Resolution { .. }
            | RevisionError::Overlap { .. }
            | RevisionError::AmbiguousWalk
            | RevisionError::AmbiguousUpgrade
            | RevisionError::RelativeLength { .. }
            | RevisionError::WalkedTooFar
            | RevisionError::Assertion(_) => ("topology", None),
        },
    }
}

fn place_of(place: &DefectPlace) -> Place {
    Place {
        path: place.path.clone(),
        line: place.line.map(|line| line as usize),
        column: place.column.map(|column| column as usize),
    }
}

/// A line of a declaration.
pub(super) fn line_of(declaration: &Declaration, line: Option<u32>) -> Place {
    Place {
        path: declaration.path.clone(),
        line: line.map(|line| line as usize),
        column: None,
    }
}

/// What was noticed while loading.
pub(super) fn warning_findings(survey: &ScriptSurvey) -> Vec<Finding> {
    let of_locations = survey.warnings.iter().map(|warning| (warning, None));
    let of_files = survey.files.iter().flat_map(|file| {
        let lines = file.revision.as_ref().map(|known| known.declaration.lines);
        let line = lines.and_then(|lines| lines.branch_labels);
        file.warnings.iter().map(move |warning| (warning, line))
    });
    of_locations
        .chain(of_files)
        .map(|(warning, line)| warning_finding(warning, line))
        .collect()
}

fn warning_finding(warning: &LoadWarning, line: Option<u32>) -> Finding {
    let (finding, path) = match warning {
        LoadWarning::LoadedTwice(path) => {
            let message = "two version locations or links lead to this file; it counts once";
            (topology("loaded-twice", message), path)
        }
        LoadWarning::UnknownLabel { path, label } => {
            let help = "Write the label as text: Alembic cannot load it without the application.";
            let finding = topology("unknown-label", format!("a branch label is {label}"));
            (finding.with_help(help), path)
        }
    };
    finding.weighing(Severity::Warning).at(Place {
        line: line.map(|line| line as usize),
        ..Place::file(path)
    })
}

/// What single revisions of a sound graph will fail of, or what cannot be asked for.
pub(super) fn revision_findings(map: &RevisionMap, max_id_length: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    for index in map.indices() {
        let revision = map.revision(index);
        let declaration = &revision.declaration;
        let lines = declaration.lines;
        let id = revision.id.as_str();
        let mut add = |finding: Finding, line: Option<u32>| {
            findings.push(finding.at(line_of(declaration, line)).in_revision(id));
        };
        let length = id.chars().count();
        if length > max_id_length {
            let message = format!(
                "the id {id} has {length} characters; the version column takes {max_id_length}"
            );
            let help = "Alembic makes alembic_version.version_num a VARCHAR(32). Where the column \
                        is wider, say so: max_id_length in [tool.alembic-rs].";
            add(
                Finding::new(Rule::RevisionIdTooLong, message).with_help(help),
                lines.revision,
            );
        }
        if SYMBOLS.contains(&id) {
            let message = format!("the id {id} means something else in every command");
            add(topology("reserved-name", message), lines.revision);
        }
        for label in &revision.branch_labels {
            if SYMBOLS.contains(&label.as_str()) || label.contains(GRAMMAR) {
                let message = format!("the branch label {label} cannot be asked for");
                let finding = topology("reserved-name", message).weighing(Severity::Warning);
                add(finding, lines.branch_labels);
            }
        }
        if let Some(finding) = overlapping_parents(map, index) {
            add(finding, lines.down_revision);
        }
        if let Some(finding) = implied_dependencies(map, index) {
            add(finding, lines.depends_on);
        }
    }
    findings
}

/// Parents of a merge of which one is behind another: `upgrade` looks for a row that is not there.
fn overlapping_parents(map: &RevisionMap, index: RevisionIndex) -> Option<Finding> {
    let parents: Vec<RevisionIndex> = map.down_revisions(index).collect();
    if parents.len() < 2 {
        return None;
    }
    let behind = parents_behind_another(map, &parents, Lineage::WithDependencies);
    let in_front = parents.len() - behind.len();
    // With one parent left Alembic happens to get by; with more it stops with a KeyError.
    let severity = match in_front {
        0 | 1 => Severity::Warning,
        _ => Severity::Error,
    };
    let (message, help) = match parents_behind_another(map, &parents, Lineage::Versioned).first() {
        Some(first) => (
            format!(
                "it merges {}, which comes before another of its parents already",
                map.id(*first)
            ),
            format!("Take {} out of down_revision.", map.id(*first)),
        ),
        // Merging the two is the only way to one head, and it works for those two alone.
        None if in_front < 2 => return None,
        None => {
            let first = map.id(*behind.first()?);
            (
                format!("it merges {first}, which another of its parents depends on"),
                format!(
                    "Merge {first} with the parent that depends on it first, and the result \
                     with the others: where {first} has no row left in alembic_version, \
                     `alembic upgrade` of a merge of three stops with a KeyError."
                ),
            )
        }
    };
    Some(
        topology("overlapping-parents", message)
            .weighing(severity)
            .with_help(help),
    )
}

fn parents_behind_another(
    map: &RevisionMap,
    parents: &[RevisionIndex],
    lineage: Lineage,
) -> Vec<RevisionIndex> {
    let is_behind = |parent: &RevisionIndex| {
        let others: Vec<RevisionIndex> = parents
            .iter()
            .copied()
            .filter(|other| other != parent)
            .collect();
        map.ancestors(&others, lineage).contains(*parent)
    };
    parents.iter().copied().filter(is_behind).collect()
}

/// Dependencies that `down_revision` says already.
fn implied_dependencies(map: &RevisionMap, index: RevisionIndex) -> Option<Finding> {
    let parents: Vec<RevisionIndex> = map.down_revisions(index).collect();
    let names = &map.revision(index).dependencies;
    if names.is_empty() || parents.is_empty() {
        return None;
    }
    let before = map.ancestors(&parents, Lineage::Versioned);
    let implied = names
        .iter()
        .find(|name| map.find(name).is_some_and(|found| before.contains(found)))?;
    Some(
        topology(
            "redundant-dependency",
            format!("it depends on {implied}, which comes before it anyway"),
        )
        .weighing(Severity::Note),
    )
}

/// A finding about the graph.
pub(super) fn topology(kind: &'static str, message: impl Into<String>) -> Finding {
    Finding::new(Rule::Topology, message).of_kind(kind)
}
