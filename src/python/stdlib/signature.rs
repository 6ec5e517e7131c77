//! Signatures of native functions, written as Python writes them.
//!
//! Counterpart of CPython's Argument Clinic and its `__text_signature__`.

use crate::python::arguments::Parameter;
use crate::python::syntax::ParameterKind;

/// The parameters of a native function.
pub(super) struct Signature {
    parameters: Vec<Parameter<'static>>,
}

impl Signature {
    /// Reads a signature such as `obj, /, name, default=, *rest, indent=, **others`.
    ///
    /// A name with `=` behind it is optional; what is before `/` is positional only, what is behind
    /// `*` or `*rest` is keyword only.
    pub(super) fn parse(text: &'static str) -> Self {
        let mut parameters: Vec<(&'static str, ParameterKind, bool)> = Vec::new();
        let mut kind = ParameterKind::PositionalOrKeyword;
        for part in text
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
        {
            if part == "/" {
                for parameter in &mut parameters {
                    parameter.1 = ParameterKind::PositionalOnly;
                }
            } else if let Some(name) = part.strip_prefix("**") {
                parameters.push((name, ParameterKind::RestKeyword, false));
            } else if let Some(name) = part.strip_prefix('*') {
                kind = ParameterKind::KeywordOnly;
                if !name.is_empty() {
                    parameters.push((name, ParameterKind::RestPositional, false));
                }
            } else if let Some(name) = part.strip_suffix('=') {
                parameters.push((name, kind, false));
            } else {
                parameters.push((part, kind, true));
            }
        }
        Self {
            parameters: parameters
                .into_iter()
                .map(|(name, kind, required)| Parameter::new(name, kind, required))
                .collect(),
        }
    }

    /// The parameters in order.
    pub(super) fn parameters(&self) -> &[Parameter<'static>] {
        &self.parameters
    }
}
