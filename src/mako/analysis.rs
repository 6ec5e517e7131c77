//! The pieces of a template that hold Python: their names, and whether they are Python at all
//! (`mako.ast.PythonCode`, `PythonFragment`).

use std::ops::Range;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::code_block::CodeBlock;
use super::error::TemplateError;
use super::filters::{Filters, check_chain};
use super::mapped_text::{MappedText, advance, excerpt};
use super::names::{Names, names_of};
use super::nodes::{Clause, Code, Keyword, Substitution};
use super::scanner::span;
use crate::python::syntax;
use crate::source::{Origin, SourceFile, Span};

/// A control line: its keyword, and where a comment begins.
static FRAGMENT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?s)\A(\w+)(?:\s+(.*?))?:\s*(#|\z)").expect("the pattern is well-formed")
});

/// Reads pieces of one template.
#[derive(Clone, Copy)]
pub(super) struct Analysis<'a> {
    /// The template.
    pub(super) source: &'a Arc<SourceFile>,
}

impl Analysis<'_> {
    /// A part of the template as a place.
    pub(super) fn origin(self, range: &Range<usize>) -> Origin {
        Origin::new(Arc::clone(self.source), span(range))
    }

    /// A part of the template as text.
    pub(super) fn text(self, range: &Range<usize>) -> MappedText {
        MappedText::of_template(&self.source.text()[range.clone()], advance(0, range.start))
    }

    /// The names in `tree`, which was made of `text`.
    fn names(self, tree: &syntax::Module, text: &MappedText) -> Result<Names, TemplateError> {
        names_of(&tree.body).map_err(|star| {
            let span = text.template_span(star.span);
            let origin = Origin::new(Arc::clone(self.source), span);
            TemplateError::malformed(origin, "'import *' is not supported in a template")
                .with_help("name what is imported: from module import first, second")
        })
    }

    /// `${code | filters}`.
    pub(super) fn substitution(
        self,
        code: &Range<usize>,
        filters: &Range<usize>,
        range: &Range<usize>,
    ) -> Result<Substitution, TemplateError> {
        let written = &self.source.text()[code.clone()];
        let blanks = written.len() - written.trim_start().len();
        let stripped = self.text(&(code.start + blanks..code.end));
        let names = self.names(&stripped.parse(self.source)?, &stripped)?;
        let filters = self.filters(filters)?;
        let mut used = names.used;
        used.extend(filters.used);
        for name in &names.assigned {
            used.remove(name);
        }
        Ok(Substitution {
            code: self.text(code),
            filters: filters.list,
            used,
            span: span(range),
        })
    }

    /// A list of filters with blanks around it.
    fn filters(self, range: &Range<usize>) -> Result<Filters, TemplateError> {
        let written = &self.source.text()[range.clone()];
        let start = range.start + written.len() - written.trim_start().len();
        let filters = self.attribute_filters(&(start..start + written.trim().len()))?;
        Ok(filters)
    }

    /// A list of filters that must begin at once.
    pub(super) fn attribute_filters(self, range: &Range<usize>) -> Result<Filters, TemplateError> {
        let filters = Filters::parse(&self.text(range), self.source)?;
        check_chain(&filters.list.iter().collect::<Vec<_>>(), self.source)?;
        Ok(filters)
    }

    /// `<% %>`.
    pub(super) fn code(
        self,
        code: &Range<usize>,
        range: &Range<usize>,
    ) -> Result<Code, TemplateError> {
        let block = CodeBlock::new(&self.source.text()[code.clone()], code.start);
        let whole = span(range);
        // Inside of a function, where `return` may stand and where variables are known, and of a loop;
        // whether there is one around the tag is seen when the whole template is parsed.
        let mut text = MappedText::default();
        text.make("def __M_code():\n    while True:\n        pass\n", whole);
        text.append(&block.indented(2));
        let tree = text.parse(self.source)?;
        let [statement] = &*tree.body else {
            return Err(self.misplaced(range));
        };
        let syntax::StatementKind::Function(function) = &statement.kind else {
            return Err(self.misplaced(range));
        };
        let [statement] = &*function.body else {
            return Err(self.misplaced(range));
        };
        let syntax::StatementKind::While { body, .. } = &statement.kind else {
            return Err(self.misplaced(range));
        };
        let body = syntax::Module {
            source: Arc::clone(&tree.source),
            body: body.clone(),
        };
        let names = self.names(&body, &text)?;
        let assigned = names.assigned.iter();
        let variables = assigned.filter(|name| function.scope.locals.contains(*name));
        Ok(Code {
            block,
            variables: variables.cloned().collect(),
            names,
            span: whole,
        })
    }

    fn misplaced(self, range: &Range<usize>) -> TemplateError {
        TemplateError::malformed(self.origin(range), "the lines of this code do not line up")
    }

    /// `<%! %>`.
    pub(super) fn module_code(
        self,
        code: &Range<usize>,
        range: &Range<usize>,
    ) -> Result<Code, TemplateError> {
        let block = CodeBlock::new(&self.source.text()[code.clone()], code.start);
        let text = block.indented(0);
        let names = self.names(&text.parse(self.source)?, &text)?;
        Ok(Code {
            block,
            names,
            variables: super::names::NameSet::new(),
            span: span(range),
        })
    }

    /// `% if …:`, with nothing that it governs.
    pub(super) fn clause(self, range: &Range<usize>) -> Result<Clause, TemplateError> {
        let line = self.text(range);
        let whole = span(range);
        let malformed = |sentence: String| {
            TemplateError::malformed(self.origin(range), sentence)
                .with_help("a line of text that begins with a percent sign is written '%%'")
        };
        let written = line.text().to_owned();
        let Some(found) = FRAGMENT.captures(written.trim()) else {
            return Err(malformed(format!(
                "the control line '{}' is not the beginning of a statement",
                excerpt(&written)
            )));
        };
        let Some(keyword) = Keyword::named(&found[1]) else {
            return Err(malformed(format!(
                "'{}' is no keyword of a control line",
                &found[1]
            )));
        };
        // A comment ends the line for the parser; evaluated is the line with it.
        let code = match found.get(3) {
            Some(sign) if !sign.is_empty() => written.get(..sign.start()),
            _ => Some(written.as_str()),
        };
        let code = line
            .slice(Span::new(0, advance(0, code.map_or(0, str::len))))
            .unwrap_or_default();
        let (before, after) = match keyword {
            Keyword::If | Keyword::For | Keyword::While | Keyword::With => ("", "pass"),
            Keyword::Try => ("", "pass\nexcept:pass"),
            Keyword::Elif | Keyword::Else => ("if False:pass\n", "pass"),
            Keyword::Except => ("try:pass\n", "pass"),
        };
        let mut text = MappedText::default();
        text.make(before, whole);
        text.append(&code);
        text.make(after, whole);
        let names = self.names(&text.parse(self.source)?, &text)?;
        Ok(Clause {
            keyword,
            line,
            names,
            body: Vec::new(),
            span: whole,
        })
    }
}
