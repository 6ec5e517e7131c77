//! A template: parsed once, rendered as often as wanted (`mako.template.Template`).

use std::rc::Rc;
use std::sync::Arc;

use super::error::TemplateError;
use super::generator::{FUNCTION_PREFIX, SUPPORT_MODULE, generate};
use super::jumps::misplaced_jump;
use super::mapped_text::MappedText;
use super::runtime::{Context, UNDEFINED_REPRESENTATION, support_module};
use super::scope::RESERVED;
use crate::python::{Arguments, Attributes, Interpreter, PythonError, Value, syntax};
use crate::source::{Origin, SourceFile, Span};

/// A parsed template.
///
/// Counterpart of `Template(filename=…)` with Mako's defaults: the filter `str`, no lookup of other
/// templates, undefined names allowed until they are written.
pub struct Template {
    source: Arc<SourceFile>,
    /// The Python it became, and the way back.
    text: MappedText,
    module: syntax::Module,
}

/// Names that Mako's own functions call their parameters: they cannot be passed by name.
const PARAMETERS: [&str; 4] = ["self", "buffer", "tmpl", "callable_"];

impl Template {
    /// Parses the template `source`, at most 1 MiB.
    ///
    /// Fails where Mako fails, and where the template needs something of Mako that does not exist
    /// here; either error has its place in the template.
    pub fn parse(source: Arc<SourceFile>) -> Result<Self, TemplateError> {
        let text = generate(&source)?;
        let module = text.parse(&source)?;
        if let Some(jump) = misplaced_jump(&module.body) {
            let origin = Origin::new(Arc::clone(&source), text.template_span(jump.span));
            return Err(TemplateError::malformed(
                origin,
                format!("SyntaxError: {}", jump.sentence),
            ));
        }
        Ok(Self {
            source,
            text,
            module,
        })
    }

    /// Renders the template (`Template.render_unicode(**variables)`); `interpreter` decides what
    /// the template's Python may import.
    ///
    /// The newlines are the template's own. Rendering has the budget of `interpreter`: an endless
    /// template is an error. Deep recursion wants [`crate::python::with_evaluator_stack`].
    pub fn render(
        &self,
        variables: Vec<(String, Value)>,
        interpreter: &mut Interpreter,
    ) -> Result<String, TemplateError> {
        let given: Attributes = variables
            .into_iter()
            .map(|(name, value)| (Rc::from(name), value))
            .collect();
        self.check_names(&given)?;
        let failed = |error: &PythonError| self.evaluation_error(error, &given);
        interpreter.register_module(SUPPORT_MODULE, support_module());
        let module = interpreter
            .load_module(&self.module, &self.module_name())
            .map_err(|error| failed(&error))?;
        let body = module.get(&format!("{FUNCTION_PREFIX}body"));
        let context = Context::new(given.clone(), module);
        let arguments = Arguments {
            positional: vec![Value::host(context.clone())],
            keyword: given
                .iter()
                .map(|(name, value)| (Rc::clone(name), value.clone()))
                .collect(),
            origin: self.start(),
            spans: Vec::new(),
        };
        interpreter
            .run_body(&body.into(), arguments)
            .and_then(|_| context.text())
            .map_err(|error| failed(&error))
    }

    /// The names that a template may not be given.
    fn check_names(&self, given: &Attributes) -> Result<(), TemplateError> {
        let is_taken =
            |name: &&Rc<str>| RESERVED.contains(&&***name) || PARAMETERS.contains(&&***name);
        match given.keys().find(is_taken) {
            None => Ok(()),
            Some(name) => Err(TemplateError::malformed(
                self.start(),
                format!("a template cannot be given the name '{name}', which Mako uses itself"),
            )),
        }
    }

    fn start(&self) -> Origin {
        Origin::new(Arc::clone(&self.source), Span::default())
    }

    /// The name Mako gives the generated module: the path, all but letters and digits replaced.
    fn module_name(&self) -> String {
        let path = self.source.path().display().to_string();
        let word = |letter: char| letter.is_alphanumeric() || letter == '_';
        path.chars()
            .map(|letter| if word(letter) { letter } else { '_' })
            .collect()
    }

    fn evaluation_error(&self, error: &PythonError, given: &Attributes) -> TemplateError {
        let report = error.report();
        let frames = report.frames.into_iter().map(|(function, origin)| {
            let name = match function.strip_prefix(FUNCTION_PREFIX) {
                Some("body") => "<template>",
                Some(name) => name,
                None => &function,
            };
            (name.to_owned(), self.template_origin(&origin))
        });
        let frames = frames.collect();
        let origin = report.origin.as_ref();
        let origin = origin.map_or_else(|| self.start(), |origin| self.template_origin(origin));
        let is_undefined = report.message == "NameError: Undefined"
            || report.message.ends_with(UNDEFINED_REPRESENTATION);
        let help = is_undefined.then(|| {
            let names: Vec<&str> = given.keys().map(|name| &**name).collect();
            format!(
                "a name used here is not given to the template; given are: {}",
                names.join(", ")
            )
        });
        TemplateError::Evaluation {
            origin,
            sentence: report.message,
            frames,
            help,
        }
    }

    /// The place in the template of a place in the generated module; any other place itself.
    fn template_origin(&self, origin: &Origin) -> Origin {
        if !Arc::ptr_eq(&origin.file, &self.module.source) {
            return origin.clone();
        }
        let span = self.text.template_span(origin.span);
        Origin::new(Arc::clone(&self.source), span)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::python::{Budget, Configuration};

    fn rendered(text: &str, variables: &[(&str, Value)]) -> Result<String, TemplateError> {
        let mut interpreter = Interpreter::new(Configuration {
            budget: Budget {
                steps: 20_000,
                ..Budget::default()
            },
            ..Configuration::default()
        });
        let source = Arc::new(SourceFile::new("versions/script.py.mako", text));
        let given = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        Template::parse(source)?.render(given, &mut interpreter)
    }

    #[test]
    fn native_values_and_functions_may_be_given() {
        let comma = Value::function("format_as_comma", |cx, arguments| {
            let items = cx.collect(&arguments.positional[0])?;
            let items: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            Ok(items.join(", ").into())
        });
        let parents = Value::tuple(vec!["ae10".into(), "27c6".into()]);
        let variables = [("parents", parents), ("comma", comma)];
        let text = "Revises: ${parents | comma,n}\n";
        assert_eq!(rendered(text, &variables).unwrap(), "Revises: ae10, 27c6\n");
        // The filter `str` comes first unless `n` is there.
        let text = "${parents | comma}";
        assert!(rendered(text, &variables).unwrap().starts_with("(, ', a"));
    }

    #[test]
    fn errors_lead_into_the_template() {
        let error = rendered("a\n  ${ given + nothing.name }", &[("given", "x".into())]);
        let error = error.unwrap_err();
        assert_eq!(
            error.to_string(),
            "versions/script.py.mako:2: AttributeError: 'Undefined' object has no attribute 'name'"
        );
        assert_eq!(
            error.origin().file.slice(error.origin().span),
            "nothing.name"
        );
        let error = rendered("a\n${nothing}", &[("given", "x".into())]).unwrap_err();
        assert_eq!(error.sentence(), "NameError: Undefined");
        assert_eq!(
            error.help(),
            Some("a name used here is not given to the template; given are: given")
        );
        let error = rendered("a\n<%include file='b'/>", &[]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "versions/script.py.mako:2: not supported: <%include>, which needs another template"
        );
        let error = rendered("<% import app %>\n${app.name}", &[]).unwrap_err();
        assert_eq!(error.origin().line_column().line, 2);
        assert!(error.sentence().contains("the module app was not found"));
    }

    #[test]
    fn names_of_mako_cannot_be_given() {
        for name in ["context", "loop", "self"] {
            assert!(rendered("a", &[(name, Value::None)]).is_err(), "{name}");
        }
    }

    #[test]
    fn hostile_templates_end_in_errors() {
        for text in [
            "% while True:\na\n% endwhile".to_owned(),
            "<%def name='f()'>${f()}</%def>${f()}".to_owned(),
            "${self.body()}".to_owned(),
            format!("${{{}x{}}}", "(".repeat(5_000), ")".repeat(5_000)),
            "% if 1:\n".repeat(5_000),
            format!("{}{}", "<%block>\n".repeat(60), "</%block>".repeat(60)),
        ] {
            assert!(rendered(&text, &[]).is_err(), "{}", &text[..20]);
        }
    }

    /// Whatever the pieces of templates are put together to, the outcome is a text or an error.
    #[test]
    fn no_template_is_a_panic() {
        const PIECES: [&str; 40] = [
            "${",
            "}",
            "|",
            "<%",
            "%>",
            "<%!",
            "%",
            "##",
            "\n",
            "\r\n",
            "\\",
            "'",
            "\"",
            "'''",
            "#",
            " ",
            "\t",
            "if x:",
            "endif",
            "for i in x:",
            "endfor",
            "else:",
            "x",
            "loop.index",
            "<%def name='f(a=1)'>",
            "</%def>",
            "<%block>",
            "</%block>",
            "<%text filter='h'>",
            "</%text>",
            "<%page args='x'/>",
            "f()",
            "(",
            ")",
            "{",
            "n, h",
            "=",
            "é",
            "\u{0}",
            "return",
        ];
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = |below: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state % below as u64).unwrap()
        };
        for _ in 0..1_500 {
            let count = next(14);
            let text: String = (0..count).map(|_| PIECES[next(PIECES.len())]).collect();
            match rendered(&text, &[("x", Value::list(vec![Value::None]))]) {
                Ok(_) => {}
                Err(error) => {
                    let place = error.origin();
                    assert!(
                        place.span.end as usize <= text.len() + 1,
                        "{text:?}: {error:?}"
                    );
                }
            }
        }
    }
}
