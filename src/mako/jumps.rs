//! `break` and `continue` outside of every loop, which CPython's compiler refuses
//! (`Python/compile.c`): a template is checked as a whole, for a loop may be a control line.

use crate::python::syntax::{Block, Statement, StatementKind};
use crate::source::Span;

/// Whether a loop is around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Around {
    Loop,
    Nothing,
}

/// A `break` or `continue` that leaves no loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misplaced {
    /// CPython's sentence.
    pub(super) sentence: &'static str,
    /// Where it stands.
    pub(super) span: Span,
}

/// Finds the first jump in `block` that leaves no loop.
pub(super) fn misplaced_jump(block: &Block) -> Option<Misplaced> {
    in_block(block, Around::Nothing)
}

fn in_block(block: &Block, around: Around) -> Option<Misplaced> {
    block
        .iter()
        .find_map(|statement| in_statement(statement, around))
}

fn in_statement(statement: &Statement, around: Around) -> Option<Misplaced> {
    let span = statement.span;
    let misplaced = |sentence| (around == Around::Nothing).then_some(Misplaced { sentence, span });
    match &statement.kind {
        StatementKind::Break => misplaced("'break' outside loop"),
        StatementKind::Continue => misplaced("'continue' not properly in loop"),
        StatementKind::If {
            branches,
            otherwise,
        } => branches
            .iter()
            .find_map(|(_, body)| in_block(body, around))
            .or_else(|| in_block(otherwise, around)),
        StatementKind::While {
            body, otherwise, ..
        }
        | StatementKind::For {
            body, otherwise, ..
        } => in_block(body, Around::Loop).or_else(|| in_block(otherwise, around)),
        StatementKind::With { body, .. } => in_block(body, around),
        StatementKind::Try(node) => in_block(&node.body, around)
            .or_else(|| {
                let mut handlers = node.handlers.iter();
                handlers.find_map(|handler| in_block(&handler.body, around))
            })
            .or_else(|| in_block(&node.otherwise, around))
            .or_else(|| in_block(&node.finally, around)),
        StatementKind::Match { cases, .. } => {
            cases.iter().find_map(|case| in_block(&case.body, around))
        }
        StatementKind::Function(function) => in_block(&function.body, Around::Nothing),
        StatementKind::Class(class) => in_block(&class.body, Around::Nothing),
        StatementKind::Expression(_)
        | StatementKind::Assign { .. }
        | StatementKind::AnnotatedAssign { .. }
        | StatementKind::AugmentedAssign { .. }
        | StatementKind::Delete(_)
        | StatementKind::Return(_)
        | StatementKind::Raise { .. }
        | StatementKind::Assert { .. }
        | StatementKind::Pass
        | StatementKind::Import(_)
        | StatementKind::ImportFrom { .. }
        | StatementKind::Unsupported(_) => None,
    }
}
