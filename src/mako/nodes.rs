//! What a template consists of (`mako.parsetree`).

use std::rc::Rc;

use super::code_block::CodeBlock;
use super::filters::Filter;
use super::mapped_text::MappedText;
use super::names::{NameSet, Names};
use super::signature::Signature;
use crate::python::syntax::Name;
use crate::source::Span;

/// A parsed template.
#[derive(Debug)]
pub(super) struct Document {
    /// What it writes, in order.
    pub(super) nodes: Vec<Node>,
    /// The blocks of `<%! %>`, in order.
    pub(super) module_code: Vec<Code>,
    /// The last `<%page>`.
    pub(super) page: Option<Rc<Page>>,
}

/// A part of a template.
#[derive(Debug)]
pub(super) enum Node {
    /// Text.
    Text {
        /// What is written.
        content: String,
        /// Where it stands.
        span: Span,
    },
    /// `${…}`.
    Expression(Substitution),
    /// `% if` and all that belongs to it.
    Control(Vec<Clause>),
    /// `<% %>`.
    Code(Code),
    /// `<%def>` or `<%block>`.
    Callable(Rc<Callable>),
    /// `<%text>`.
    RawText {
        /// Its filters.
        filters: Vec<Filter>,
        /// Names its filters use.
        used: NameSet,
        /// What is written.
        content: String,
        /// The tag.
        span: Span,
    },
    /// `<%page>`.
    Page(Rc<Page>),
}

/// `${code | filters}`.
#[derive(Debug)]
pub(super) struct Substitution {
    /// The expression.
    pub(super) code: MappedText,
    /// Its filters.
    pub(super) filters: Vec<Filter>,
    /// The names it uses.
    pub(super) used: NameSet,
    /// Where it stands.
    pub(super) span: Span,
}

/// A control line and what it governs, up to the next of the same statement.
#[derive(Debug)]
pub(super) struct Clause {
    /// Its first word.
    pub(super) keyword: Keyword,
    /// The line.
    pub(super) line: MappedText,
    /// The line's names.
    pub(super) names: Names,
    /// What it governs.
    pub(super) body: Vec<Node>,
    /// Where the line stands.
    pub(super) span: Span,
}

/// The words control lines begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    /// `if`
    If,
    /// `elif`
    Elif,
    /// `else`
    Else,
    /// `for`
    For,
    /// `while`
    While,
    /// `try`
    Try,
    /// `except`
    Except,
    /// `with`
    With,
}

impl Keyword {
    /// The keyword of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "if" => Self::If,
            "elif" => Self::Elif,
            "else" => Self::Else,
            "for" => Self::For,
            "while" => Self::While,
            "try" => Self::Try,
            "except" => Self::Except,
            "with" => Self::With,
            _ => return None,
        })
    }

    /// How it is written.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::If => "if",
            Self::Elif => "elif",
            Self::Else => "else",
            Self::For => "for",
            Self::While => "while",
            Self::Try => "try",
            Self::Except => "except",
            Self::With => "with",
        }
    }

    /// Whether it begins a statement.
    pub(super) fn is_primary(self) -> bool {
        match self {
            Self::If | Self::For | Self::While | Self::Try | Self::With => true,
            Self::Elif | Self::Else | Self::Except => false,
        }
    }

    /// Whether it may go on with a statement that `primary` began.
    pub(super) fn continues(self, primary: Self) -> bool {
        matches!(
            (primary, self),
            (Self::If, Self::Elif | Self::Else)
                | (Self::Try, Self::Except)
                | (Self::For, Self::Else)
        )
    }
}

/// `<% %>` or `<%! %>`.
#[derive(Debug)]
pub(super) struct Code {
    /// Its lines.
    pub(super) block: CodeBlock,
    /// Its names.
    pub(super) names: Names,
    /// The assigned names that become variables of the function around.
    pub(super) variables: NameSet,
    /// Where it stands.
    pub(super) span: Span,
}

/// A function of a template.
#[derive(Debug)]
pub(super) struct Callable {
    /// What it was written as.
    pub(super) kind: CallableKind,
    /// The name of the function.
    pub(super) name: Name,
    /// Its parameters.
    pub(super) signature: Signature,
    /// What its output goes through.
    pub(super) filters: Vec<Filter>,
    /// Whether its output is returned instead of written.
    pub(super) output: Output,
    /// Whether it stands in another tag.
    pub(super) level: Level,
    /// Names its tag uses.
    pub(super) used: NameSet,
    /// What it writes.
    pub(super) body: Vec<Node>,
    /// The tag.
    pub(super) span: Span,
}

/// The tags that make functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CallableKind {
    /// `<%def name="f()">`.
    Definition,
    /// `<%block name="b">`.
    NamedBlock,
    /// `<%block>`.
    AnonymousBlock,
}

/// What becomes of a function's output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Output {
    /// It is written where the function is called.
    Written,
    /// `buffered="True"`: it is what the function returns.
    Returned,
}

/// Whether a tag stands in another tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// It does not.
    Root,
    /// It does.
    Nested,
}

/// `<%page>`.
#[derive(Debug)]
pub(super) struct Page {
    /// The arguments of the whole template.
    pub(super) signature: Signature,
    /// Filters of every expression.
    pub(super) filters: Vec<Filter>,
}
