//! The parameters of a template's functions (`mako.ast.FunctionDecl`).

use std::sync::Arc;

use super::error::TemplateError;
use super::mapped_text::MappedText;
use super::names::{NameSet, names_of};
use crate::python::syntax::{Name, Parameter, ParameterKind, StatementKind};
use crate::source::{Origin, SourceFile, Span};

/// A function's name and parameters.
#[derive(Debug, Default)]
pub(super) struct Signature {
    /// The function's name.
    pub(super) function: Option<Name>,
    parameters: Vec<(Name, ParameterKind, Option<MappedText>)>,
    /// Names the defaults use.
    pub(super) used: NameSet,
    span: Span,
}

/// The word in front of a declaration that Python wants and the template does not have.
const DEFINITION: &str = "def ";

impl Signature {
    /// Reads `name(parameters)`.
    pub(super) fn parse(
        declaration: &MappedText,
        span: Span,
        source: &Arc<SourceFile>,
    ) -> Result<Self, TemplateError> {
        let mut text = MappedText::default();
        text.make(DEFINITION, span);
        text.append(declaration);
        text.make(":pass", span);
        let malformed = |sentence: &str| {
            let origin = Origin::new(Arc::clone(source), span);
            TemplateError::malformed(origin, sentence)
        };
        let tree = text.parse(source)?;
        let [statement] = &*tree.body else {
            return Err(malformed("this is not the declaration of one function"));
        };
        let StatementKind::Function(function) = &statement.kind else {
            return Err(malformed("this is not the declaration of a function"));
        };
        let mut signature = Self {
            function: Some(function.name.clone()),
            span,
            ..Self::default()
        };
        for parameter in &function.parameters {
            if parameter.kind == ParameterKind::PositionalOnly {
                let origin = Origin::new(Arc::clone(source), span);
                return Err(TemplateError::unsupported(
                    origin,
                    format!("the positional-only parameter {}", parameter.name),
                ));
            }
            let default = signature.default_of(parameter, &text, source)?;
            let name = parameter.name.clone();
            signature.parameters.push((name, parameter.kind, default));
        }
        Ok(signature)
    }

    /// The text of a parameter's default; the names it uses are noted.
    fn default_of(
        &mut self,
        parameter: &Parameter,
        text: &MappedText,
        source: &Arc<SourceFile>,
    ) -> Result<Option<MappedText>, TemplateError> {
        let Some(default) = &parameter.default else {
            return Ok(None);
        };
        let Some(default) = text.slice(default.span) else {
            return Ok(None);
        };
        let mut wrapped = MappedText::default();
        wrapped.make("(", self.span);
        wrapped.append(&default);
        wrapped.make(")", self.span);
        // Mako does not look at the defaults of parameters that are passed by name only.
        if parameter.kind == ParameterKind::PositionalOrKeyword {
            let tree = wrapped.parse(source)?;
            if let Ok(names) = names_of(&tree.body) {
                self.used.extend(names.used);
            }
        }
        Ok(Some(wrapped))
    }

    /// The names of the parameters.
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.parameters.iter().map(|(name, ..)| name)
    }

    /// Whether there is a `**keywords`.
    pub(super) fn takes_keywords(&self) -> bool {
        let mut kinds = self.parameters.iter().map(|(_, kind, _)| *kind);
        kinds.any(|kind| kind == ParameterKind::RestKeyword)
    }

    /// The parameters as a `def` declares them, each behind a comma.
    pub(super) fn declared(&self) -> MappedText {
        let mut text = MappedText::default();
        for (name, kind, default) in &self.parameters {
            text.make(&format!(", {}{name}", stars(*kind)), self.span);
            if let Some(default) = default {
                text.make("=", self.span);
                text.append(default);
            }
        }
        text
    }

    /// The parameters as arguments of a call, each behind a comma.
    pub(super) fn passed_on(&self) -> String {
        let passed = |(name, kind, _): &(Name, ParameterKind, _)| match kind {
            ParameterKind::KeywordOnly => format!(", {name}={name}"),
            ParameterKind::PositionalOnly
            | ParameterKind::PositionalOrKeyword
            | ParameterKind::RestPositional
            | ParameterKind::RestKeyword => format!(", {}{name}", stars(*kind)),
        };
        self.parameters.iter().map(passed).collect()
    }
}

fn stars(kind: ParameterKind) -> &'static str {
    match kind {
        ParameterKind::RestPositional => "*",
        ParameterKind::RestKeyword => "**",
        ParameterKind::PositionalOnly
        | ParameterKind::PositionalOrKeyword
        | ParameterKind::KeywordOnly => "",
    }
}
