//! Templates: what Mako renders, and where it fails.

use std::path::Path;
use std::sync::Arc;

use alembic_rs::mako::{Template, TemplateError};
use alembic_rs::python::{Configuration, Interpreter, Value, parse_module, with_evaluator_stack};
use alembic_rs::source::SourceFile;
use serde::Deserialize;

use super::record::{assert_none, golden, read};

/// All answers.
#[derive(Deserialize)]
struct Answers {
    variables: String,
    templates: Vec<Answer>,
}

/// A template and what Mako makes of it.
#[derive(Deserialize)]
struct Answer {
    name: String,
    text: String,
    rendered: Option<String>,
    fails: Option<Failure>,
}

/// Where Mako fails; it does not always know.
#[derive(Deserialize)]
struct Failure {
    line: Option<usize>,
}

impl Answer {
    /// What is different when the template is rendered here.
    fn difference(&self, variables: &str) -> Option<String> {
        let name = &self.name;
        match (self.render(variables), &self.rendered, &self.fails) {
            (Ok(ours), Some(theirs), _) if ours == *theirs => None,
            (Ok(ours), Some(theirs), _) => {
                Some(format!("{name}: {ours:?}, but Mako renders {theirs:?}"))
            }
            (Ok(ours), None, _) => Some(format!("{name}: {ours:?}, but Mako fails")),
            (Err(error), None, Some(failure)) => {
                let line = error.origin().line_column().line;
                let theirs = self.better_line().or(failure.line).unwrap_or(line);
                (line != theirs).then(|| format!("{name}: {error}, but Mako fails in {theirs}"))
            }
            (Err(error), ..) => Some(format!("{name}: {error}, but Mako renders it")),
        }
    }

    /// The line of an error that Mako shows elsewhere: at the end of the text, not where it began.
    fn better_line(&self) -> Option<usize> {
        (self.name == "a tag that is not closed").then_some(2)
    }

    fn render(&self, variables: &str) -> Result<String, TemplateError> {
        let mut interpreter = Interpreter::new(Configuration::default());
        let source = Arc::new(SourceFile::new(Path::new("variables.py"), variables));
        let tree = parse_module(source).expect("the variables are Python");
        let module = interpreter
            .load_module(&tree, "variables")
            .expect("the variables can be evaluated");
        let names = module.attributes.borrow();
        let public = names
            .iter()
            .filter(|(name, value)| !name.starts_with('_') && !matches!(value, Value::Module(_)));
        let given = public.map(|(name, value)| (name.to_string(), value.clone()));
        let given = given.collect();
        let source = SourceFile::new(Path::new("script.py.mako"), self.text.as_str());
        Template::parse(Arc::new(source))?.render(given, &mut interpreter)
    }
}

#[test]
fn every_template_is_rendered_as_mako_renders_it() {
    let answers: Answers = serde_json::from_str(&read(&golden("templates.json")))
        .expect("the goldens have their form");
    assert!(answers.templates.len() > 60);
    let differences: Vec<String> = with_evaluator_stack(|| {
        let templates = answers.templates.iter();
        templates
            .filter_map(|answer| answer.difference(&answers.variables))
            .collect()
    })
    .expect("a thread can be started");
    assert_none(&differences);
}
