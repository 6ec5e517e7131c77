//! Filters as they are written: which there are, and what calls them (`mako.filters`,
//! `mako.ast.ArgumentList`).

use std::sync::Arc;

use super::error::TemplateError;
use super::mapped_text::MappedText;
use super::names::{NameSet, names_of};
use crate::python::syntax::{Expression, ExpressionKind, StatementKind};
use crate::source::{Origin, SourceFile, Span};

/// A filter of an expression, a tag or a page.
#[derive(Debug, Clone)]
pub(super) struct Filter {
    /// What it is.
    pub(super) kind: FilterKind,
    /// What is called, as Python.
    pub(super) code: MappedText,
    /// Where it stands.
    pub(super) span: Span,
}

/// What a filter does, as far as it matters which others stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FilterKind {
    /// `n`: no filters but those given here.
    NoDefaults,
    /// `h`: gives text that other code takes for escaped already.
    Html,
    /// One of Mako's other filters.
    Builtin,
    /// A function of the template or of whoever renders it.
    Function,
}

/// Mako's filters by name, and the names their functions have in the generated module.
const BUILTIN: [(&str, &str, FilterKind); 6] = [
    ("x", "__M_xml_escape", FilterKind::Builtin),
    ("h", "__M_html_escape", FilterKind::Html),
    ("u", "__M_url_escape", FilterKind::Builtin),
    ("trim", "__M_trim", FilterKind::Builtin),
    ("unicode", "str", FilterKind::Builtin),
    ("str", "str", FilterKind::Builtin),
];

/// Names in a list of filters that are not looked up in the context.
const NOT_LOOKED_UP: [&str; 9] = [
    "x", "h", "u", "trim", "entity", "unicode", "decode", "str", "n",
];

/// Filters and the names of the context they use.
#[derive(Debug, Default)]
pub(super) struct Filters {
    /// The filters in order.
    pub(super) list: Vec<Filter>,
    /// The names.
    pub(super) used: NameSet,
}

impl Filters {
    /// Reads a comma-separated list, given without blanks around it.
    pub(super) fn parse(
        text: &MappedText,
        source: &Arc<SourceFile>,
    ) -> Result<Self, TemplateError> {
        let mut filters = Self::default();
        if text.text().is_empty() {
            return Ok(filters);
        }
        let end = u32::try_from(text.text().len()).unwrap_or(u32::MAX);
        let whole = text.template_span(Span::new(0, end));
        let mut list = text.clone();
        // One name is a list of one; a comma that is there already is one too many, as in Mako.
        list.make(",", whole);
        let tree = list.parse(source)?;
        let items = match &*tree.body {
            [statement] => match &statement.kind {
                StatementKind::Expression(Expression {
                    kind: ExpressionKind::Tuple(items),
                    ..
                }) => Some(items),
                _ => None,
            },
            _ => None,
        };
        let origin = Origin::new(Arc::clone(source), whole);
        let Some(items) = items else {
            return Err(TemplateError::malformed(
                origin,
                "this is not a list of filters",
            ));
        };
        for item in items {
            filters.list.push(filter(item, &list, source)?);
        }
        let names = names_of(&tree.body)
            .map_err(|_| TemplateError::malformed(origin, "this is not a list of filters"))?;
        filters.used = names.used;
        for name in NOT_LOOKED_UP {
            filters.used.remove(name);
        }
        Ok(filters)
    }
}

fn filter(
    item: &Expression,
    list: &MappedText,
    source: &Arc<SourceFile>,
) -> Result<Filter, TemplateError> {
    let span = list.template_span(item.span);
    let refused = |what: String| {
        let origin = Origin::new(Arc::clone(source), span);
        TemplateError::unsupported(origin, what)
    };
    let (Some(text), true) = (list.slice(item.span), is_plain(item)) else {
        return Err(refused(
            "a filter that is neither a name nor an attribute nor a call of one".to_owned(),
        ));
    };
    // A call makes the filter: `shorten(10)`; its name is looked for among Mako's own as well.
    let (name, arguments) = match text.text().find('(') {
        Some(index) => text.text().split_at(index),
        None => (text.text(), ""),
    };
    let name = name.trim_end();
    let made = |code: &str, kind| {
        let mut made = MappedText::default();
        made.make(code, span);
        made.make(arguments, span);
        Ok(Filter {
            kind,
            code: made,
            span,
        })
    };
    if let Some((_, code, kind)) = BUILTIN.iter().find(|(own, ..)| *own == name) {
        return made(code, *kind);
    }
    match name {
        "n" if arguments.is_empty() => made("n", FilterKind::NoDefaults),
        "entity" => Err(refused("the filter 'entity'".to_owned())),
        _ if name.starts_with("decode.") => made(&format!("__M_{name}"), FilterKind::Builtin),
        _ => Ok(Filter {
            kind: FilterKind::Function,
            code: text,
            span,
        }),
    }
}

/// Whether calling what is written gives what Mako would call: it writes the filter anew from the
/// tree, and of a call it keeps nothing behind the parentheses.
fn is_plain(item: &Expression) -> bool {
    fn is_path(item: &Expression) -> bool {
        match &item.kind {
            ExpressionKind::Name(_) => true,
            ExpressionKind::Attribute { value, .. } => is_path(value),
            _ => false,
        }
    }
    match &item.kind {
        ExpressionKind::Call { function, .. } => is_path(function),
        _ => is_path(item),
    }
}

/// Refuses a chain in which something depends on text being marked as escaped, which it is not
/// here.
pub(super) fn check_chain(
    chain: &[&Filter],
    source: &Arc<SourceFile>,
) -> Result<(), TemplateError> {
    let mut after_html = chain
        .iter()
        .skip_while(|filter| filter.kind != FilterKind::Html)
        .skip(1);
    let offender = after_html.find(|filter| match filter.kind {
        FilterKind::Html | FilterKind::Function => true,
        FilterKind::NoDefaults | FilterKind::Builtin => false,
    });
    match offender {
        None => Ok(()),
        Some(filter) => Err(TemplateError::unsupported(
            Origin::new(Arc::clone(source), filter.span),
            "this filter behind 'h', which marks its text as escaped",
        )),
    }
}
