//! `match` statements.

use rustpython_parser::ast;
use rustpython_parser::ast::Ranged;

use super::expressions::constant;
use super::lowering::Lowering;
use crate::python::error::PythonError;
use crate::python::syntax::{MatchCase, Name, Pattern, StatementKind};

impl Lowering<'_> {
    pub(super) fn match_statement(
        &mut self,
        node: &ast::StmtMatch,
    ) -> Result<StatementKind, PythonError> {
        let subject = self.expression(&node.subject)?;
        let mut cases = Vec::new();
        for case in &node.cases {
            cases.push(MatchCase {
                pattern: self.pattern(&case.pattern)?,
                guard: self.optional(case.guard.as_deref())?,
                body: self.block(&case.body)?,
            });
        }
        Ok(StatementKind::Match { subject, cases })
    }

    fn pattern(&mut self, pattern: &ast::Pattern) -> Result<Pattern, PythonError> {
        self.check_depth(pattern.range())?;
        Ok(match pattern {
            ast::Pattern::MatchValue(node) => Pattern::Value(self.expression(&node.value)?),
            ast::Pattern::MatchSingleton(node) => Pattern::Singleton(constant(&node.value)),
            ast::Pattern::MatchSequence(node) => Pattern::Sequence(self.patterns(&node.patterns)?),
            ast::Pattern::MatchStar(node) => Pattern::Star(self.captured(node.name.as_ref())),
            ast::Pattern::MatchMapping(node) => {
                let mut items = Vec::new();
                for (key, pattern) in node.keys.iter().zip(&node.patterns) {
                    items.push((self.expression(key)?, self.pattern(pattern)?));
                }
                Pattern::Mapping {
                    items,
                    rest: self.captured(node.rest.as_ref()),
                }
            }
            ast::Pattern::MatchClass(node) => {
                let class = self.expression(&node.cls)?;
                let positional = self.patterns(&node.patterns)?;
                let mut keyword = Vec::new();
                for (name, pattern) in node.kwd_attrs.iter().zip(&node.kwd_patterns) {
                    let name = self.name(name);
                    keyword.push((name, self.pattern(pattern)?));
                }
                Pattern::Class {
                    class,
                    positional,
                    keyword,
                }
            }
            ast::Pattern::MatchAs(node) => Pattern::As {
                pattern: match node.pattern.as_deref() {
                    Some(pattern) => Some(Box::new(self.pattern(pattern)?)),
                    None => None,
                },
                name: self.captured(node.name.as_ref()),
            },
            ast::Pattern::MatchOr(node) => Pattern::Or(self.patterns(&node.patterns)?),
        })
    }

    fn patterns(&mut self, patterns: &[ast::Pattern]) -> Result<Vec<Pattern>, PythonError> {
        patterns.iter().map(|pattern| self.pattern(pattern)).collect()
    }

    fn captured(&mut self, name: Option<&ast::Identifier>) -> Option<Name> {
        let name = self.name(name?);
        self.bind(&name);
        Some(name)
    }
}
