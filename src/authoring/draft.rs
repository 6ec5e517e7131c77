//! A revision file that is rendered, looked at, and then written: the second half of
//! `ScriptDirectory.generate_revision`.

use std::fs;
use std::io::{self, ErrorKind};
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
use crate::script::{ErrorContext, RevisionId, RevisionMap, ScriptDirectory, read_draft};
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
        let source = Arc::new(SourceFile::new(&plan.path, text));
        parse_module(source)
            .map_err(|error| AuthoringError::NotPython(Box::new(error.report())))?;
        let draft = Self { plan, contents };
        let revision = draft.load(draft.contents.clone(), rules, scripts)?;
        if revision != draft.plan.id {
            return Err(AuthoringError::OtherIdentifier {
                declared: revision,
                asked: draft.plan.id,
            });
        }
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

    /// Writes the file, runs the hooks on it, and loads what they have left.
    ///
    /// # Errors
    /// Where the operating system refuses, another process has just written this file, or a hook
    /// has spoiled it.
    pub fn write(
        &self,
        hooks: &[PostWriteHook],
        rules: &WritingRules,
        scripts: &ScriptDirectory,
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
        if !hooks.is_empty() {
            self.load(read_hooked(path)?, rules, scripts)?;
        }
        Ok(())
    }

    /// Loads `contents` among the other revisions; its identifier.
    fn load(
        &self,
        contents: Vec<u8>,
        rules: &WritingRules,
        scripts: &ScriptDirectory,
    ) -> Result<RevisionId, AuthoringError> {
        let plan = &self.plan;
        let revision = read_draft(&plan.path, contents, &rules.import_path)?;
        let id = revision.id.clone();
        if let (Some(label), []) = (&plan.branch_label, &revision.branch_labels[..]) {
            return Err(AuthoringError::LabelsMissing {
                revision: id,
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
        RevisionMap::new(revisions).map_err(|fact| ErrorContext::default().tell(fact))?;
        Ok(id)
    }
}

/// What the hooks have left of a file. They may take away anything; Alembic imports the file
/// afterwards, and so finds what is no Python.
fn read_hooked(path: &Path) -> Result<Vec<u8>, AuthoringError> {
    let contents = fs::read(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => AuthoringError::RemovedByHook(path.to_owned()),
        _ => AuthoringError::io(path)(error),
    })?;
    if let Ok(text) = std::str::from_utf8(&contents) {
        parse_module(Arc::new(SourceFile::new(path, text)))
            .map_err(|error| AuthoringError::SpoiledByHook(Box::new(error.report())))?;
    }
    Ok(contents)
}

/// Reads the template, which is UTF-8. A pipe or a device might never end.
fn read_template(path: &Path) -> Result<Arc<SourceFile>, AuthoringError> {
    let text = match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => fs::read_to_string(path),
        Ok(_) => Err(io::Error::other("a template must be a regular file")),
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(AuthoringError::NoTemplate(path.to_owned()));
        }
        Err(error) => Err(error),
    };
    let text = text.map_err(AuthoringError::io(path))?;
    Ok(Arc::new(SourceFile::new(path, text)))
}
