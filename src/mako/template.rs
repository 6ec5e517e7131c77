//! A template: parsed once, rendered as often as wanted (`mako.template.Template`).

use std::sync::Arc;

use super::error::TemplateError;
use crate::python::{Interpreter, Value};
use crate::source::{Origin, SourceFile, Span};

/// A parsed template.
///
/// Counterpart of `Template(filename=…)` with Mako's defaults: the filter `str`, no lookup of other
/// templates, undefined names allowed until they are written.
pub struct Template {
    source: Arc<SourceFile>,
}

impl Template {
    /// Parses the template `source`.
    ///
    /// Fails where Mako fails, and where the template needs something of Mako that does not exist
    /// here; either error has its place in the template.
    pub fn parse(source: Arc<SourceFile>) -> Result<Self, TemplateError> {
        Ok(Self { source })
    }

    /// Renders the template (`Template.render_unicode(**variables)`); the names in `interpreter`
    /// decide what the template's Python may import.
    ///
    /// The newlines are the template's own. Rendering is one call from outside: it has the budget of
    /// `interpreter`, and an endless template is an error.
    pub fn render(
        &self,
        variables: Vec<(String, Value)>,
        interpreter: &mut Interpreter,
    ) -> Result<String, TemplateError> {
        let _ = (variables, interpreter);
        let place = Origin::new(Arc::clone(&self.source), Span::default());
        Err(TemplateError::unsupported(place, "rendering templates"))
    }
}
