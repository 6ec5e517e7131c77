//! The whole examination: every check, on the files as they are or as a merge would leave them.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::error::GateError;
use super::heads::head_findings;
use super::immutability::history_findings;
use super::names::name_findings;
use super::sides::Merge;
use super::topology::{defect_findings, revision_findings, warning_findings};
use crate::findings::{Allowances, Finding};
use crate::script::{Depth, ScriptLocation, ScriptSurvey};
use crate::source::SourceFile;

/// The width of Alembic's own version column.
pub const VERSION_COLUMN: usize = 32;

/// What is to be examined.
#[derive(Debug)]
pub struct Request {
    /// Where the revision files are.
    pub location: ScriptLocation,
    /// The heads there should be; one of any name where none is given, and none where it is `base`.
    pub expected_heads: Vec<String>,
    /// The commit whose revisions were merged before; the heads are then counted on the merge of
    /// it and the working tree.
    pub base: Option<String>,
    /// The most characters an id may have.
    pub max_id_length: usize,
}

/// What was found.
#[derive(Debug)]
pub struct Examination {
    /// Everything that breaks a rule, whether it is allowed or not.
    pub findings: Vec<Finding>,
    /// How many revisions there are.
    pub revisions: usize,
    /// The heads, where the graph could be built.
    pub heads: Vec<String>,
    /// The texts of the files, for excerpts.
    pub sources: HashMap<PathBuf, Arc<SourceFile>>,
}

impl Examination {
    /// Examines what `request` asks for, reading the files' allowances into `allowances`.
    ///
    /// # Errors
    /// Where the base cannot be compared with. What is wrong with the files is no error.
    pub fn make(request: &Request, allowances: &mut Allowances) -> Result<Self, GateError> {
        let location = &request.location;
        let mut findings = name_findings(location);
        let mut survey = ScriptSurvey::take(location, Depth::WholeFiles);
        let mut merge = None;
        if let Some(reference) = &request.base {
            let merged = Merge::with(reference, location, survey)?;
            findings.extend(history_findings(&merged));
            survey = ScriptSurvey::of(Vec::new());
            merge = Some(merged);
        }
        let survey = merge.as_ref().map_or(&survey, |merge| &merge.survey);
        findings.extend(defect_findings(survey));
        findings.extend(warning_findings(survey));
        let mut heads = Vec::new();
        if let Some(map) = &survey.map {
            let ids = map.ids(map.heads());
            heads = ids.iter().map(ToString::to_string).collect();
            findings.extend(revision_findings(map, request.max_id_length));
            let unread = survey.files.iter().any(|file| file.revision.is_none());
            let unlisted = !survey.listing.is_empty();
            // Where files are missing from the graph, its heads are not the history's.
            if !unread && !unlisted {
                findings.extend(head_findings(
                    map,
                    &request.expected_heads,
                    &location.folders(),
                    merge.as_ref(),
                ));
            }
        }
        let mut sources = HashMap::with_capacity(survey.files.len());
        for file in &survey.files {
            if let Some(source) = &file.source {
                allowances.read(source);
                sources.insert(file.path.clone(), Arc::clone(source));
            }
        }
        Ok(Self {
            findings,
            revisions: survey.files.len(),
            heads,
            sources,
        })
    }
}
