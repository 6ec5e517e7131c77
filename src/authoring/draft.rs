//! A revision file that is rendered, looked at, and then written: the second half of
//! `ScriptDirectory.generate_revision`.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::error::AuthoringError;
use super::hook::PostWriteHook;
use super::new_file::{ensure_directory, write_new};
use super::plan::RevisionPlan;
use super::progress::{Progress, Step, tracked};
use super::request::{Locations, WritingRules};
use crate::mako::Template;
use crate::python::{Interpreter, Value, parse_module};
use crate::script::{ErrorContext, RevisionMap, ScriptDirectory, read_draft};
use crate::source::SourceFile;

/// A revision file that is good to be written.
#[derive(Debug)]
pub struct Draft {
    plan: RevisionPlan,
    contents: Vec<u8>,
}

impl Draft {
    /// Renders the project's `script.py.mako` and looks at the outcome as if it were there already.
    ///
    /// `extra` are the variables of the command and of `env.py`.
    ///
    /// # Errors
    /// Where the template fails, and where the history with the new file could not be loaded.
    pub fn render(
        plan: RevisionPlan,
        rules: &WritingRules,
        scripts: &ScriptDirectory,
        extra: Vec<(String, Value)>,
        interpreter: &mut Interpreter,
    ) -> Result<Self, AuthoringError> {
        let template = read_template(&rules.directory.join("script.py.mako"))?;
        let text = Template::parse(template)?.render(plan.variables(extra)?, interpreter)?;
        let contents = rules.encoding.encode(&text)?;
        refuse_broken(&plan.path, &text)?;
        let draft = Self { plan, contents };
        draft.refuse_unloadable(rules, scripts)?;
        Ok(draft)
    }

    /// The bytes of the file.
    pub fn contents(&self) -> &[u8] {
        &self.contents
    }

    /// The file, absolute.
    pub fn path(&self) -> &Path {
        self.plan.path()
    }

    /// Writes the file, and runs the hooks on it.
    ///
    /// # Errors
    /// Where the operating system refuses, or another process has just written this file.
    pub fn write(
        &self,
        hooks: &[PostWriteHook],
        progress: &dyn Progress,
    ) -> Result<(), AuthoringError> {
        let path = &self.plan.path;
        let (location, locations) = &self.plan.location;
        if *locations == Locations::Configured {
            ensure_directory(progress, location)?;
        }
        if let Some(folder) = path.parent() {
            ensure_directory(progress, folder)?;
        }
        tracked(progress, Step::Generating(path), || {
            write_new(path, &self.contents)
        })?;
        for hook in hooks {
            tracked(progress, Step::Hook(hook.shown_name()), || hook.run(path))?;
        }
        Ok(())
    }

    /// Loads the file among the others.
    fn refuse_unloadable(
        &self,
        rules: &WritingRules,
        scripts: &ScriptDirectory,
    ) -> Result<(), AuthoringError> {
        let plan = &self.plan;
        let revision = read_draft(&plan.path, self.contents.clone(), &rules.import_path)?;
        if revision.id != plan.id {
            return Err(AuthoringError::OtherIdentifier {
                declared: revision.id,
                asked: plan.id.clone(),
            });
        }
        if let (Some(label), []) = (&plan.branch_label, &revision.branch_labels[..]) {
            return Err(AuthoringError::LabelsMissing {
                revision: revision.id,
                label: label.clone(),
                path: plan.path.clone(),
            });
        }
        let map = scripts.map();
        let mut revisions: Vec<_> = map
            .indices()
            .map(|index| map.revision(index).clone())
            .collect();
        revisions.push(revision);
        RevisionMap::new(revisions)
            .map(|_| ())
            .map_err(|fact| ErrorContext::default().tell(fact).into())
    }
}

/// Reads the template, which is UTF-8.
fn read_template(path: &Path) -> Result<Arc<SourceFile>, AuthoringError> {
    if !path.exists() {
        return Err(AuthoringError::NoTemplate(path.to_owned()));
    }
    let text = fs::read_to_string(path).map_err(AuthoringError::io(path))?;
    Ok(Arc::new(SourceFile::new(path, text)))
}

/// Refuses a text that Python could not import, such as one with three quotes in its message.
fn refuse_broken(path: &Path, text: &str) -> Result<(), AuthoringError> {
    let source = Arc::new(SourceFile::new(path, text));
    match parse_module(source) {
        Ok(_) => Ok(()),
        Err(error) => Err(AuthoringError::NotPython(Box::new(error.report()))),
    }
}
