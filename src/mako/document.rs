//! The pieces of a template put together: what stands inside of what (`Lexer.append_node`).
//!
//! Mako lets a control line begin inside a tag and end outside of it and makes Python of it that
//! Python refuses; here that is refused at once.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::analysis::Analysis;
use super::error::TemplateError;
use super::lexer::{Attribute, TagForm};
use super::lexer::{Token, TokenKind, tokens};
use super::nodes::{Clause, Document, Level, Node, Page};
use super::scanner::span;
use super::tags::{OpenTag, TagStart};
use crate::source::SourceFile;

/// Most control lines and tags inside one another; CPython's limit of indentation.
const MOST_LEVELS: usize = 100;
/// Most functions of one template.
const MOST_CALLABLES: usize = 1_000;

/// Reads a template.
pub(super) fn document(source: &Arc<SourceFile>) -> Result<Document, TemplateError> {
    let mut builder = Builder {
        analysis: Analysis { source },
        open: Vec::new(),
        nodes: Vec::new(),
        module_code: Vec::new(),
        page: None,
        callables: 0,
    };
    for Token { kind, range } in tokens(source)? {
        builder.token(kind, &range)?;
    }
    builder.finish()
}

/// What was begun and not ended yet.
enum Open {
    Tag(OpenTag),
    /// A statement of control lines; what is read belongs to the last.
    Control(Vec<Clause>),
}

struct Builder<'a> {
    analysis: Analysis<'a>,
    open: Vec<Open>,
    nodes: Vec<Node>,
    module_code: Vec<super::nodes::Code>,
    page: Option<Rc<Page>>,
    callables: usize,
}

impl Builder<'_> {
    fn token(&mut self, kind: TokenKind, range: &Range<usize>) -> Result<(), TemplateError> {
        match kind {
            TokenKind::Text(content) => self.push(Node::Text {
                content,
                span: span(range),
            }),
            TokenKind::Expression { code, filters } => {
                let substitution = self.analysis.substitution(&code, &filters, range)?;
                self.push(Node::Expression(substitution));
            }
            TokenKind::Code(code) => {
                let code = self.analysis.code(&code, range)?;
                self.push(Node::Code(code));
            }
            TokenKind::ModuleCode(code) => {
                let code = self.analysis.module_code(&code, range)?;
                self.module_code.push(code);
            }
            TokenKind::ControlLine(line) => self.control_line(&line)?,
            TokenKind::ControlEnd { keyword } => self.control_end(&keyword, range)?,
            TokenKind::TagStart {
                name,
                attributes,
                form,
            } => self.tag_start(&name, &attributes, form, range)?,
            TokenKind::TagEnd { name } => self.tag_end(&name, range)?,
        }
        Ok(())
    }

    fn push(&mut self, node: Node) {
        match self.open.last_mut() {
            None => self.nodes.push(node),
            Some(Open::Tag(tag)) => tag.nodes.push(node),
            Some(Open::Control(clauses)) => {
                if let Some(clause) = clauses.last_mut() {
                    clause.body.push(node);
                }
            }
        }
    }

    fn begin(&mut self, open: Open, range: &Range<usize>) -> Result<(), TemplateError> {
        if self.open.len() >= MOST_LEVELS {
            let sentence = format!("more than {MOST_LEVELS} tags and control lines are nested");
            return Err(self.malformed(range, sentence));
        }
        self.open.push(open);
        Ok(())
    }

    fn control_line(&mut self, line: &Range<usize>) -> Result<(), TemplateError> {
        let clause = self.analysis.clause(line)?;
        if clause.keyword.is_primary() {
            return self.begin(Open::Control(vec![clause]), line);
        }
        let keyword = clause.keyword.name();
        let primary = match self.open.last_mut() {
            Some(Open::Control(clauses)) => match clauses.first().map(|first| first.keyword) {
                Some(primary) if clause.keyword.continues(primary) => {
                    clauses.push(clause);
                    return Ok(());
                }
                primary => primary,
            },
            Some(Open::Tag(_)) | None => None,
        };
        let sentence = match primary {
            Some(primary) => format!("'{keyword}' does not belong to '{}'", primary.name()),
            None => format!("'{keyword}' belongs to no control line before it"),
        };
        Err(self.malformed(line, sentence))
    }

    fn control_end(&mut self, keyword: &str, range: &Range<usize>) -> Result<(), TemplateError> {
        let begun = match self.open.last() {
            Some(Open::Control(clauses)) => clauses.first().map(|first| first.keyword.name()),
            Some(Open::Tag(_)) | None => None,
        };
        if begun != Some(keyword) {
            let sentence = match begun {
                Some(begun) => format!("'end{keyword}' stands where 'end{begun}' is due"),
                None => format!("'end{keyword}' ends nothing"),
            };
            return Err(self.malformed(range, sentence));
        }
        if let Some(Open::Control(clauses)) = self.open.pop() {
            self.push(Node::Control(clauses));
        }
        Ok(())
    }

    fn tag_start(
        &mut self,
        name: &str,
        attributes: &[Attribute],
        form: TagForm,
        range: &Range<usize>,
    ) -> Result<(), TemplateError> {
        let is_nested = self.open.iter().any(|open| matches!(open, Open::Tag(_)));
        let start = TagStart {
            analysis: self.analysis,
            name,
            attributes,
            range,
            level: if is_nested {
                Level::Nested
            } else {
                Level::Root
            },
        };
        let tag = start.open()?;
        if let Some(page) = tag.page() {
            self.page = Some(Rc::clone(page));
        }
        if matches!(name, "def" | "block") {
            self.callables += 1;
        }
        if self.callables > MOST_CALLABLES {
            let sentence = format!("there are more than {MOST_CALLABLES} functions and blocks");
            return Err(self.malformed(range, sentence));
        }
        match form {
            TagForm::Open => self.begin(Open::Tag(tag), range)?,
            TagForm::Alone => tag.close().into_iter().for_each(|node| self.push(node)),
        }
        Ok(())
    }

    fn tag_end(&mut self, name: &str, range: &Range<usize>) -> Result<(), TemplateError> {
        match self.open.pop() {
            Some(Open::Tag(tag)) if tag.name == name => {
                tag.close().into_iter().for_each(|node| self.push(node));
                Ok(())
            }
            Some(Open::Tag(tag)) => Err(self.malformed(
                range,
                format!("</%{name}> stands where </%{}> is due", tag.name),
            )),
            Some(Open::Control(clauses)) => {
                let keyword = clauses.first().map_or("", |first| first.keyword.name());
                Err(self.malformed(
                    range,
                    format!("</%{name}> stands where 'end{keyword}' is due"),
                ))
            }
            None => Err(self.malformed(range, format!("</%{name}> ends nothing"))),
        }
    }

    fn finish(mut self) -> Result<Document, TemplateError> {
        match self.open.pop() {
            None => Ok(Document {
                nodes: self.nodes,
                module_code: self.module_code,
                page: self.page,
            }),
            Some(Open::Tag(tag)) => {
                Err(self.malformed(&tag.range, format!("<%{}> is never closed", tag.name)))
            }
            Some(Open::Control(clauses)) => {
                let first = clauses.first();
                let keyword = first.map_or("", |first| first.keyword.name());
                let range = first.map_or(0..0, |first| {
                    first.span.start as usize..first.span.end as usize
                });
                let sentence = format!("'{keyword}' is never ended");
                Err(self
                    .malformed(&range, sentence)
                    .with_help(format!("end it with a line '% end{keyword}'")))
            }
        }
    }

    fn malformed(&self, range: &Range<usize>, sentence: String) -> TemplateError {
        TemplateError::malformed(self.analysis.origin(range), sentence)
    }
}
