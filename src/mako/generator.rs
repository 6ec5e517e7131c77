//! The Python a template becomes (`mako.codegen`).
//!
//! One function for the whole template and one for each of its own. A function first looks up in
//! the context every name it uses and does not assign, then writes piece by piece.

use std::rc::Rc;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use super::document::document;
use super::error::TemplateError;
use super::filters::{Filter, FilterKind, check_chain};
use super::mapped_text::{MappedText, excerpt};
use super::nodes::{
    Callable, CallableKind, Clause, Code, Document, Keyword, Level, Node, Output, Substitution,
};
use super::scope::{Callables, Closure, Conflict, Owner, Scope};
use crate::python::syntax::Name;
use crate::source::{Origin, SourceFile, Span};

/// The module that lends the generated one its functions.
pub(super) const SUPPORT_MODULE: &str = "__M_support";
/// What is taken from it.
pub(super) const SUPPORT_NAMES: [&str; 7] = [
    "UNDEFINED",
    "STOP_RENDERING",
    "__M_loop_stack",
    "__M_xml_escape",
    "__M_html_escape",
    "__M_url_escape",
    "__M_trim",
];
/// The filters `decode.…`.
pub(super) const DECODE: &str = "__M_decode";
/// What the function of a callable is called, in front of the callable's name.
pub(super) const FUNCTION_PREFIX: &str = "render_";

/// The largest module that is made of a template, in bytes, give or take a function.
const MOST_BYTES: usize = 16 << 20;

/// The head of a `for` line whose iterable Mako can take out.
static FOR_LINE: LazyLock<Regex> = LazyLock::new(|| {
    let name = r"[A-Za-z_][A-Za-z_0-9]*";
    let names = format!(r"\(?\s*{name}(?:\s*,\s*{name},??)*\s*\)?");
    let pattern = format!(r"\Afor\s+(\(?\s*{names}(?:\s*,\s*(?:{names}),??)*\s*\)?)\s+in\s+(.*):");
    Regex::new(&pattern).expect("the pattern is well-formed")
});

/// The generated module of the template `source`.
pub(super) fn generate(source: &Arc<SourceFile>) -> Result<MappedText, TemplateError> {
    let document = document(source)?;
    let assigned = document.module_code.iter();
    let assigned = assigned.flat_map(|code| code.names.assigned.iter().cloned());
    let mut module = Scope::module(assigned);
    let failed = |conflict: Conflict| {
        let origin = Origin::new(Arc::clone(source), conflict.span);
        TemplateError::malformed(origin, conflict.sentence)
    };
    let main = module
        .branch(Owner::Template(&document.nodes), Closure::Beside)
        .map_err(failed)?;
    module.declare_template(main.top_level);
    let mut generator = Generator {
        source,
        document: &document,
        module: &module,
        text: MappedText::default(),
        levels: 0,
        in_template: true,
    };
    generator.module_level();
    generator.template()?;
    generator.in_template = false;
    for callable in module.top_level.values() {
        generator.function(callable)?;
    }
    Ok(generator.text)
}

struct Generator<'a> {
    source: &'a Arc<SourceFile>,
    document: &'a Document,
    module: &'a Scope,
    text: MappedText,
    /// Levels of indentation.
    levels: usize,
    /// Whether the function of the whole template is being written, whose variables the functions
    /// it calls can see.
    in_template: bool,
}

impl Generator<'_> {
    fn line(&mut self, text: &str, span: Span) {
        let mut line = MappedText::default();
        line.make(text, span);
        self.mapped_line(&line, span);
    }

    fn mapped_line(&mut self, line: &MappedText, span: Span) {
        self.text.make(&"    ".repeat(self.levels), span);
        self.text.append(line);
        self.text.make("\n", span);
    }

    fn branch(
        &self,
        around: &Scope,
        owner: Owner<'_>,
        closure: Closure,
    ) -> Result<Scope, TemplateError> {
        around.branch(owner, closure).map_err(|conflict| {
            let origin = Origin::new(Arc::clone(self.source), conflict.span);
            TemplateError::malformed(origin, conflict.sentence)
        })
    }

    fn module_level(&mut self) {
        let names = SUPPORT_NAMES.join(", ");
        let start = Span::default();
        self.line(
            &format!("from {SUPPORT_MODULE} import {names}, {DECODE}"),
            start,
        );
        for code in &self.document.module_code {
            self.text.append(&code.block.indented(0));
        }
    }

    /// `render_body`.
    fn template(&mut self) -> Result<(), TemplateError> {
        let document = self.document;
        let mut scope = self.branch(
            self.module,
            Owner::Template(&document.nodes),
            Closure::Beside,
        )?;
        let start = Span::default();
        let mut head = MappedText::default();
        head.make(&format!("def {FUNCTION_PREFIX}body(context"), start);
        let signature = document.page.as_ref().map(|page| &page.signature);
        if let Some(signature) = signature {
            head.append(&signature.declared());
        }
        if !signature.is_some_and(super::signature::Signature::takes_keywords) {
            head.make(", **pageargs", start);
            scope.parameters.insert("pageargs".into());
        }
        head.make("):", start);
        self.mapped_line(&head, start);
        self.levels += 1;
        let parameters = scope.parameters.iter();
        let parameters: Vec<String> = parameters.map(|name| format!("'{name}': {name}")).collect();
        self.line(
            &format!("__M_locals = {{{}}}", parameters.join(", ")),
            start,
        );
        self.lookups(&scope, start)?;
        self.nodes(&document.nodes, &scope)?;
        self.line("return ''", start);
        self.levels -= 1;
        Ok(())
    }

    /// The function of a callable of the whole template.
    fn function(&mut self, callable: &Rc<Callable>) -> Result<(), TemplateError> {
        let mut scope = self.branch(self.module, Owner::Callable(callable), Closure::Beside)?;
        let span = callable.span;
        let mut head = MappedText::default();
        head.make(
            &format!("def {FUNCTION_PREFIX}{}(context", callable.name),
            span,
        );
        head.append(&callable.signature.declared());
        if callable.kind == CallableKind::NamedBlock {
            head.make(", **pageargs", span);
            scope.parameters.insert("pageargs".into());
        }
        head.make("):", span);
        self.mapped_line(&head, span);
        self.levels += 1;
        self.callable_body(callable, &scope)?;
        self.levels -= 1;
        Ok(())
    }

    /// A function written inside another.
    fn inner_function(
        &mut self,
        callable: &Rc<Callable>,
        around: &Scope,
    ) -> Result<(), TemplateError> {
        let span = callable.span;
        // Every block is written anew in each block around it, so that they double with each level.
        if self.text.text().len() > MOST_BYTES {
            let origin = Origin::new(Arc::clone(self.source), span);
            return Err(TemplateError::unsupported(
                origin,
                "blocks nested so deeply that the template's Python grows beyond 16 MiB",
            ));
        }
        let scope = self.branch(around, Owner::Callable(callable), Closure::Inside)?;
        let mut head = MappedText::default();
        // Nothing stands in front of the first parameter's comma here.
        head.make(&format!("def {}(", callable.name), span);
        let declared = callable.signature.declared();
        let all = u32::try_from(declared.text().len()).unwrap_or(u32::MAX);
        head.append(
            &declared
                .slice(Span::new(2.min(all), all))
                .unwrap_or_default(),
        );
        head.make("):", span);
        self.mapped_line(&head, span);
        self.levels += 1;
        self.callable_body(callable, &scope)?;
        self.levels -= 1;
        Ok(())
    }

    fn callable_body(&mut self, callable: &Callable, scope: &Scope) -> Result<(), TemplateError> {
        let span = callable.span;
        let is_plain = callable.filters.is_empty() && callable.output == Output::Written;
        if is_plain {
            self.lookups(scope, span)?;
            self.nodes(&callable.body, scope)?;
            self.line("return ''", span);
            return Ok(());
        }
        self.line("context._push_buffer()", span);
        self.line("try:", span);
        self.levels += 1;
        self.lookups(scope, span)?;
        self.nodes(&callable.body, scope)?;
        self.levels -= 1;
        self.line("finally:", span);
        self.levels += 1;
        self.line("__M_buffer = context._pop_buffer()", span);
        self.line("__M_writer = context.writer()", span);
        self.levels -= 1;
        let mut content = MappedText::default();
        content.make("__M_buffer.getvalue()", span);
        let content = filtered(&content, &callable.filters, span);
        match callable.output {
            Output::Written => {
                self.write(&content, span);
                self.line("return ''", span);
            }
            Output::Returned => {
                let mut line = MappedText::default();
                line.make("return ", span);
                line.append(&content);
                self.mapped_line(&line, span);
            }
        }
        Ok(())
    }

    /// The beginning of every function: the names it uses, and where it writes.
    fn lookups(&mut self, scope: &Scope, span: Span) -> Result<(), TemplateError> {
        let callables = scope.callables();
        let is_own =
            |name: &Name| !scope.parameters.contains(name) && !scope.assigned.contains(name);
        if scope.undeclared.contains("loop") {
            self.line("loop = __M_loop = __M_loop_stack()", span);
        }
        for name in scope.undeclared.iter().filter(|name| is_own(name)) {
            if &**name != "loop" && !callables.contains_key(name) {
                self.line(&format!("{name} = context.get('{name}', UNDEFINED)"), span);
            }
        }
        let needed = |callable: &&Rc<Callable>| {
            let name = &callable.name;
            (scope.undeclared.contains(name) || scope.closures.contains_key(name)) && is_own(name)
        };
        let needed: Callables = callables
            .values()
            .filter(needed)
            .map(|callable| (callable.name.clone(), Rc::clone(callable)))
            .collect();
        for callable in needed.values() {
            let is_top_level = match callable.kind {
                CallableKind::NamedBlock => true,
                CallableKind::Definition => callable.level == Level::Root,
                CallableKind::AnonymousBlock => false,
            };
            if is_top_level {
                self.stub(callable);
            } else {
                self.inner_function(callable, scope)?;
            }
        }
        self.line("__M_writer = context.writer()", span);
        Ok(())
    }

    /// A function that calls one of the whole template with the context at hand.
    fn stub(&mut self, callable: &Callable) {
        let span = callable.span;
        let name = &callable.name;
        let mut head = MappedText::default();
        head.make(&format!("def {name}("), span);
        let declared = callable.signature.declared();
        let all = u32::try_from(declared.text().len()).unwrap_or(u32::MAX);
        head.append(
            &declared
                .slice(Span::new(2.min(all), all))
                .unwrap_or_default(),
        );
        head.make("):", span);
        self.mapped_line(&head, span);
        let context = if self.in_template {
            "context._locals(__M_locals)"
        } else {
            "context"
        };
        let passed = callable.signature.passed_on();
        self.levels += 1;
        self.line(
            &format!("return {FUNCTION_PREFIX}{name}({context}{passed})"),
            span,
        );
        self.levels -= 1;
    }

    fn nodes(&mut self, nodes: &[Node], scope: &Scope) -> Result<(), TemplateError> {
        for node in nodes {
            match node {
                Node::Text { content, span } => self.write_text(content, *span),
                Node::Expression(substitution) => self.substitution(substitution)?,
                Node::Control(clauses) => self.control(clauses, scope)?,
                Node::Code(code) => self.code(code),
                Node::RawText {
                    filters,
                    content,
                    span,
                    ..
                } => self.raw_text(filters, content, *span),
                Node::Callable(callable) => self.place_callable(callable),
                Node::Page(_) => {}
            }
        }
        Ok(())
    }

    fn write(&mut self, value: &MappedText, span: Span) {
        let mut line = MappedText::default();
        line.make("__M_writer(", span);
        line.append(value);
        line.make(")", span);
        self.mapped_line(&line, span);
    }

    fn write_text(&mut self, content: &str, span: Span) {
        let mut literal = MappedText::default();
        literal.make(&string_literal(content), span);
        self.write(&literal, span);
    }

    fn substitution(&mut self, substitution: &Substitution) -> Result<(), TemplateError> {
        let span = substitution.span;
        let own = &substitution.filters;
        let has_no_defaults =
            |filters: &[Filter]| filters.iter().any(|f| f.kind == FilterKind::NoDefaults);
        let mut chain = Vec::new();
        if !has_no_defaults(own) {
            let page = self.document.page.as_ref().map(|page| &page.filters);
            let page = page.map_or(&[][..], Vec::as_slice);
            if !has_no_defaults(page) {
                chain.push(default_filter(span));
            }
            chain.extend(page.iter().cloned());
        }
        chain.extend(own.iter().cloned());
        check_chain(&chain.iter().collect::<Vec<_>>(), self.source)?;
        let value = filtered(&substitution.code, &chain, span);
        self.write(&value, span);
        Ok(())
    }

    fn raw_text(&mut self, filters: &[Filter], content: &str, span: Span) {
        if filters.is_empty() {
            if !content.is_empty() {
                self.write_text(content, span);
            }
            return;
        }
        let mut literal = MappedText::default();
        literal.make(&string_literal(content), span);
        let value = filtered(&literal, filters, span);
        self.write(&value, span);
    }

    fn control(&mut self, clauses: &[Clause], scope: &Scope) -> Result<(), TemplateError> {
        let uses_loop = clauses
            .first()
            .is_some_and(|first| first.keyword == Keyword::For && mentions_loop(clauses));
        let span = clauses
            .first()
            .map_or_else(Span::default, |first| first.span);
        for (index, clause) in clauses.iter().enumerate() {
            if uses_loop && index == 0 {
                self.counted_loop(clause)?;
            } else {
                self.mapped_line(&clause.line, clause.span);
            }
            self.levels += 1;
            self.line("pass", clause.span);
            self.nodes(&clause.body, scope)?;
            self.levels -= 1;
        }
        if uses_loop {
            self.levels -= 1;
            self.line("finally:", span);
            self.levels += 1;
            self.line("loop = __M_loop._exit()", span);
            self.levels -= 1;
        }
        Ok(())
    }

    /// The head of a loop whose body asks for `loop`; leaves a `try` open.
    fn counted_loop(&mut self, clause: &Clause) -> Result<(), TemplateError> {
        let line = clause.line.text().to_owned();
        let part = |group: Option<regex::Match<'_>>| {
            let range = group?.range();
            let offset = |index| u32::try_from(index).ok();
            clause
                .line
                .slice(Span::new(offset(range.start)?, offset(range.end)?))
        };
        let found = FOR_LINE.captures(&line);
        let parts = found.and_then(|found| Some((part(found.get(1))?, part(found.get(2))?)));
        let Some((target, iterable)) = parts else {
            let origin = Origin::new(Arc::clone(self.source), clause.span);
            return Err(TemplateError::malformed(
                origin,
                format!(
                    "Mako cannot count the loop '{}', whose body uses 'loop'",
                    excerpt(&line)
                ),
            ));
        };
        let mut enter = MappedText::default();
        enter.make("loop = __M_loop._enter(", clause.span);
        enter.append(&iterable);
        enter.make(")", clause.span);
        self.mapped_line(&enter, clause.span);
        self.line("try:", clause.span);
        self.levels += 1;
        let mut head = MappedText::default();
        head.make("for ", clause.span);
        head.append(&target);
        head.make(" in loop:", clause.span);
        self.mapped_line(&head, clause.span);
        Ok(())
    }

    fn code(&mut self, code: &Code) {
        self.text.append(&code.block.indented(self.levels));
        if !self.in_template {
            return;
        }
        // What the code assigned, so far as it did, is seen by the functions called from here.
        for name in &code.variables {
            self.line("try:", code.span);
            self.levels += 1;
            self.line(&format!("__M_locals['{name}'] = {name}"), code.span);
            self.levels -= 1;
            self.line("except NameError:", code.span);
            self.levels += 1;
            self.line("pass", code.span);
            self.levels -= 1;
        }
    }

    /// A block is called where it stands; a function where it is named.
    fn place_callable(&mut self, callable: &Callable) {
        let span = callable.span;
        match callable.kind {
            CallableKind::Definition => {}
            CallableKind::AnonymousBlock => self.line(&format!("{}()", callable.name), span),
            CallableKind::NamedBlock => {
                let passed = format!("{}, **pageargs", callable.signature.passed_on());
                self.line(
                    &format!("context['self'].{}({})", callable.name, &passed[2..]),
                    span,
                );
            }
        }
    }
}

fn default_filter(span: Span) -> Filter {
    let mut code = MappedText::default();
    code.make("str", span);
    Filter {
        kind: FilterKind::Builtin,
        code,
        span,
    }
}

/// `value` through `filters`, the first innermost.
fn filtered(value: &MappedText, filters: &[Filter], span: Span) -> MappedText {
    let mut text = MappedText::default();
    let applied = |filter: &&Filter| filter.kind != FilterKind::NoDefaults;
    let applied: Vec<&Filter> = filters.iter().filter(applied).collect();
    for filter in applied.iter().rev() {
        text.append(&filter.code);
        text.make("(", filter.span);
    }
    text.append(value);
    text.make(&")".repeat(applied.len()), span);
    text
}

/// Whether anything in a statement asks for `loop`.
fn mentions_loop(clauses: &[Clause]) -> bool {
    clauses.iter().any(|clause| {
        clause.names.used.contains("loop") || clause.body.iter().any(node_mentions_loop)
    })
}

fn node_mentions_loop(node: &Node) -> bool {
    match node {
        Node::Text { .. } | Node::RawText { .. } | Node::Page(_) => false,
        Node::Expression(substitution) => substitution.used.contains("loop"),
        Node::Code(code) => code.names.used.contains("loop"),
        Node::Control(clauses) => mentions_loop(clauses),
        Node::Callable(callable) => callable.body.iter().any(node_mentions_loop),
    }
}

/// `text` as a Python string.
fn string_literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    for character in text.chars() {
        match character {
            '\'' => literal.push_str("\\'"),
            '\\' => literal.push_str("\\\\"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            _ if character.is_control() => {
                literal.push_str(&format!("\\U{:08x}", u32::from(character)));
            }
            _ => literal.push(character),
        }
    }
    literal.push('\'');
    literal
}
