//! The entry to parsing, and what lowering keeps in mind while it walks: scopes and names.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;

use rustpython_parser::lexer::{LexResult, LexicalErrorType, lex};
use rustpython_parser::text_size::{TextRange, TextSize};
use rustpython_parser::{Mode, ParseError, ParseErrorType, Tok, ast, parse_tokens};

use super::guard::{self, Ours};
use super::placement::end_of_futures;
use super::scopes::{ScopeBuilder, ScopeKind};
use super::source_text::SourceText;
use crate::python::error::PythonError;
use crate::python::stack;
use crate::python::syntax::{Block, Module, Name};
use crate::source::{Origin, SourceFile, Span};

/// Largest file that is parsed, in bytes.
const MOST_BYTES: usize = 32 << 20;

/// Parses a file.
///
/// Fails with a syntax error at its place, or with a refusal where the text is Python but beyond
/// what the parser can take.
pub fn parse_module(source: Arc<SourceFile>) -> Result<Module, PythonError> {
    let at = |offset: u32| Origin::new(Arc::clone(&source), Span::new(offset, offset));
    if source.text().len() > MOST_BYTES {
        return Err(PythonError::unsupported("a file of more than 32 MiB").with_origin(at(0)));
    }
    if let Some(offset) = source.text().find('\0') {
        let offset = u32::try_from(offset).unwrap_or(u32::MAX);
        let error = PythonError::syntax("source code cannot contain null bytes");
        return Err(error.with_origin(at(offset)));
    }
    let text = SourceText::new(source.text());
    let tokens = tokens(text.text());
    guard::check(text.text(), &tokens).map_err(|excess| {
        let error = match excess.ours {
            Ours::No => PythonError::syntax(excess.message),
            Ours::Yes => PythonError::unsupported(excess.message),
        };
        error.with_origin(at(text.offset(excess.offset)))
    })?;
    // The parser is not ours: should it fail on some input, that is a refusal and not a crash.
    let parsed = catch_unwind(AssertUnwindSafe(|| {
        parse_tokens(tokens, Mode::Module, "<module>")
    }))
    .map_err(|_| {
        PythonError::unsupported("this text: the parser failed on it").with_origin(at(0))
    })?;
    let tree = parsed.map_err(|error| {
        let offset = text.offset(u32::from(error.offset));
        PythonError::syntax(message(&error)).with_origin(at(offset))
    })?;
    let ast::Mod::Module(tree) = tree else {
        return Err(PythonError::syntax("invalid syntax").with_origin(at(0)));
    };
    let mut lowering = Lowering {
        source: &text,
        file: &source,
        names: HashSet::new(),
        scopes: vec![ScopeBuilder::new(ScopeKind::Module)],
        classes: Vec::new(),
        qualified: Vec::new(),
        end_of_futures: end_of_futures(&tree.body),
    };
    let body = lowering.block(&tree.body)?;
    Ok(Module { source, body })
}

/// The tokens up to the first that is an error: behind an open bracket at the end of the file the
/// lexer repeats its error for ever.
fn tokens(text: &str) -> Vec<LexResult> {
    let mut tokens = Vec::new();
    for token in lex(text, Mode::Module) {
        let last = token.is_err();
        tokens.push(token);
        if last {
            break;
        }
    }
    tokens
}

/// CPython's words for an error, where the parser tells enough to know them.
fn message(error: &ParseError) -> String {
    match &error.error {
        ParseErrorType::Eof => "unexpected EOF while parsing".to_owned(),
        ParseErrorType::UnrecognizedToken(Tok::Indent, _) => "unexpected indent".to_owned(),
        ParseErrorType::UnrecognizedToken(_, expected) if expected.as_deref() == Some("Indent") => {
            "expected an indented block".to_owned()
        }
        ParseErrorType::ExtraToken(_)
        | ParseErrorType::InvalidToken
        | ParseErrorType::UnrecognizedToken(..)
        | ParseErrorType::Lexical(
            LexicalErrorType::UnrecognizedToken { .. } | LexicalErrorType::NestingError,
        ) => "invalid syntax".to_owned(),
        ParseErrorType::Lexical(LexicalErrorType::StringError) => {
            "unterminated string literal".to_owned()
        }
        ParseErrorType::Lexical(other) => other.to_string(),
    }
}

/// A walk over the parser's tree.
pub(super) struct Lowering<'a> {
    source: &'a SourceText,
    file: &'a Arc<SourceFile>,
    names: HashSet<Name>,
    pub(super) scopes: Vec<ScopeBuilder>,
    /// The classes around, for private names.
    pub(super) classes: Vec<Name>,
    /// The parts of the qualified name of what is being defined.
    pub(super) qualified: Vec<Name>,
    /// Where imports from `__future__` may not stand any more.
    pub(super) end_of_futures: TextSize,
}

impl Lowering<'_> {
    pub(super) fn span(&self, range: TextRange) -> Span {
        self.source
            .span(u32::from(range.start()), u32::from(range.end()))
    }

    pub(super) fn syntax_error(&self, message: &str, range: TextRange) -> PythonError {
        PythonError::syntax(message)
            .with_origin(Origin::new(Arc::clone(self.file), self.span(range)))
    }

    /// Fails before recursion could exhaust the stack.
    pub(super) fn check_depth(&self, range: TextRange) -> Result<(), PythonError> {
        if stack::is_exhausted() {
            return Err(self.syntax_error("too deeply nested to be parsed", range));
        }
        Ok(())
    }

    pub(super) fn block(&mut self, statements: &[ast::Stmt]) -> Result<Block, PythonError> {
        statements
            .iter()
            .map(|statement| self.statement(statement))
            .collect()
    }

    /// The shared text of an identifier; private names are mangled as CPython does.
    pub(super) fn name(&mut self, identifier: &str) -> Name {
        let mangled = identifier.starts_with("__")
            && !identifier.ends_with("__")
            && !identifier.contains('.');
        if mangled && let Some(class) = self.classes.last() {
            let class = class.trim_start_matches('_');
            if !class.is_empty() {
                let mangled = format!("_{class}{identifier}");
                return self.intern(&mangled);
            }
        }
        self.intern(identifier)
    }

    pub(super) fn intern(&mut self, text: &str) -> Name {
        if let Some(name) = self.names.get(text) {
            return Rc::clone(name);
        }
        let name: Name = text.into();
        self.names.insert(Rc::clone(&name));
        name
    }

    pub(super) fn scope(&mut self) -> &mut ScopeBuilder {
        self.scopes
            .last_mut()
            .expect("the module's scope is never popped")
    }

    /// Records that the current scope binds `name`.
    pub(super) fn bind(&mut self, name: &Name) {
        self.scope().names.locals.insert(Rc::clone(name));
    }

    /// Records that `:=` binds `name`: in the scope around any comprehensions.
    pub(super) fn bind_walrus(&mut self, name: &Name) {
        if let Some(scope) = self
            .scopes
            .iter_mut()
            .rev()
            .find(|scope| scope.kind != ScopeKind::Comprehension)
        {
            scope.names.locals.insert(Rc::clone(name));
        }
    }

    /// The qualified name of a function or class called `name` defined here.
    pub(super) fn qualified_name(&mut self, name: &str) -> Name {
        let mut parts: Vec<&str> = self.qualified.iter().map(|part| &**part).collect();
        parts.push(name);
        let joined = parts.join(".");
        self.intern(&joined)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_left_open_is_an_error_and_no_endless_text() {
        for text in [
            "def upgrade(:\n    pass\n",
            "x = (",
            "f\"{(\"",
            "x = '''",
            "[[[{",
        ] {
            let source = Arc::new(SourceFile::new("a.py", text));
            assert!(parse_module(source).is_err(), "{text}");
        }
    }
}
