//! What tags and their attributes mean (the subclasses of `mako.parsetree.Tag`).

use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;

use super::analysis::Analysis;
use super::error::TemplateError;
use super::filters::Filters;
use super::lexer::Attribute;
use super::mapped_text::MappedText;
use super::nodes::{Callable, CallableKind, Level, Node, Output, Page};
use super::scanner::span;
use super::signature::Signature;

static EMBEDDED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\$\{.+?\}").expect("the pattern is well-formed"));

/// A tag whose content is still to come.
pub(super) struct OpenTag {
    /// Its name.
    pub(super) name: String,
    /// Where its start stands.
    pub(super) range: Range<usize>,
    /// What it holds so far.
    pub(super) nodes: Vec<Node>,
    meaning: Meaning,
}

/// What a tag makes of its content.
enum Meaning {
    Callable(Box<Head>),
    RawText(Filters),
    Page(Rc<Page>),
}

/// All of a function but its content.
struct Head {
    kind: CallableKind,
    signature: Signature,
    name: Rc<str>,
    filters: Filters,
    output: Output,
    level: Level,
}

/// The start of a tag.
pub(super) struct TagStart<'a> {
    pub(super) analysis: Analysis<'a>,
    pub(super) name: &'a str,
    pub(super) attributes: &'a [Attribute],
    pub(super) range: &'a Range<usize>,
    pub(super) level: Level,
}

impl TagStart<'_> {
    /// Understands the tag, or refuses it.
    pub(super) fn open(&self) -> Result<OpenTag, TemplateError> {
        let meaning = match self.name {
            "def" => self.definition()?,
            "block" => self.block()?,
            "text" => {
                self.check_attributes(&[], &["filter"])?;
                Meaning::RawText(self.filters("filter")?)
            }
            "page" => self.page()?,
            "include" | "inherit" | "namespace" => {
                let what = format!("<%{}>, which needs another template", self.name);
                return Err(self.unsupported(what));
            }
            "call" => return Err(self.unsupported("<%call>".to_owned())),
            name if name.contains(':') => {
                return Err(self.unsupported(format!("<%{name}>, a call with content")));
            }
            name => return Err(self.malformed(format!("there is no tag <%{name}>"))),
        };
        Ok(OpenTag {
            name: self.name.to_owned(),
            range: self.range.clone(),
            nodes: Vec::new(),
            meaning,
        })
    }

    fn definition(&self) -> Result<Meaning, TemplateError> {
        self.check_attributes(&["buffered", "cached"], &["name", "filter", "decorator"])?;
        let name = self.text("name")?;
        if is_word(name.text()) {
            return Err(self
                .malformed("<%def> declares a function without parentheses".to_owned())
                .with_help(format!("write name=\"{}()\"", name.text())));
        }
        let signature = Signature::parse(&name, span(self.range), self.analysis.source)?;
        let name = signature.function.clone().unwrap_or_default();
        self.head(CallableKind::Definition, signature, name)
    }

    fn block(&self) -> Result<Meaning, TemplateError> {
        self.check_attributes(
            &["buffered", "cached", "args"],
            &["name", "filter", "decorator"],
        )?;
        let signature = self.arguments()?;
        if self.value("name").is_some() {
            let name = self.text("name")?;
            if !is_word(name.text()) {
                return Err(self.malformed("the name of a <%block> is one word".to_owned()));
            }
            // Python has to take it for a name as well.
            self.declaration(name.text(), &MappedText::default())?;
            return self.head(CallableKind::NamedBlock, signature, name.text().into());
        }
        if signature.names().next().is_some() {
            return Err(self.malformed("only a named <%block> may have arguments".to_owned()));
        }
        let line = self.analysis.origin(self.range).line_column().line;
        let name = format!("__M_anon_{line}").into();
        self.head(CallableKind::AnonymousBlock, signature, name)
    }

    fn head(
        &self,
        kind: CallableKind,
        signature: Signature,
        name: Rc<str>,
    ) -> Result<Meaning, TemplateError> {
        self.check_not_cached()?;
        if self
            .value("decorator")
            .is_some_and(|value| !value.is_empty())
        {
            return Err(self.unsupported("the attribute 'decorator'".to_owned()));
        }
        let output = match self.flag("buffered")? {
            true => Output::Returned,
            false => Output::Written,
        };
        Ok(Meaning::Callable(Box::new(Head {
            kind,
            signature,
            name,
            filters: self.filters("filter")?,
            output,
            level: self.level,
        })))
    }

    fn page(&self) -> Result<Meaning, TemplateError> {
        self.check_attributes(&["cached", "args", "expression_filter", "enable_loop"], &[])?;
        self.check_not_cached()?;
        // The variable `loop` is there whatever this says.
        self.flag("enable_loop")?;
        Ok(Meaning::Page(Rc::new(Page {
            signature: self.arguments()?,
            filters: self.filters("expression_filter")?.list,
        })))
    }

    /// The attribute `args`: parameters of a function without a name.
    fn arguments(&self) -> Result<Signature, TemplateError> {
        let arguments = self.text("args")?;
        self.declaration("ANON", &arguments)
    }

    /// The function `name(arguments)`.
    fn declaration(&self, name: &str, arguments: &MappedText) -> Result<Signature, TemplateError> {
        let span = span(self.range);
        let mut text = MappedText::default();
        text.make(&format!("{name}("), span);
        text.append(arguments);
        text.make(")", span);
        Signature::parse(&text, span, self.analysis.source)
    }

    fn filters(&self, attribute: &str) -> Result<Filters, TemplateError> {
        let range = self.value(attribute).unwrap_or(0..0);
        self.analysis.attribute_filters(&range)
    }

    /// Where the value of an attribute stands; of one that is given twice, the last.
    fn value(&self, name: &str) -> Option<Range<usize>> {
        let mut attributes = self.attributes.iter().rev();
        let found = attributes.find(|attribute| attribute.name == name);
        found.map(|attribute| attribute.value.clone())
    }

    fn text(&self, name: &str) -> Result<MappedText, TemplateError> {
        let value = self.value(name);
        if value.is_none() && self.name == "def" {
            return Err(self.malformed(format!("the attribute '{name}' is missing")));
        }
        Ok(self.analysis.text(&value.unwrap_or(0..0)))
    }

    /// An attribute that is `True` or `False`, as Python.
    fn flag(&self, name: &str) -> Result<bool, TemplateError> {
        match self.value(name).map(|value| self.analysis.text(&value)) {
            None => Ok(false),
            Some(value) => match value.text() {
                "True" => Ok(true),
                "False" => Ok(false),
                other => Err(self.unsupported(format!("{name}=\"{other}\""))),
            },
        }
    }

    fn check_not_cached(&self) -> Result<(), TemplateError> {
        match self.flag("cached")? {
            false => Ok(()),
            true => Err(self.unsupported("the attribute 'cached'".to_owned())),
        }
    }

    /// Checks that only attributes are given that the tag has; the plain ones hold no `${…}`.
    fn check_attributes(&self, computed: &[&str], plain: &[&str]) -> Result<(), TemplateError> {
        for attribute in self.attributes {
            let name = attribute.name.as_str();
            let value = self.analysis.text(&attribute.value);
            let embeds = EMBEDDED.is_match(value.text());
            if plain.contains(&name) {
                if embeds {
                    return Err(self.malformed(format!(
                        "the attribute '{name}' of <%{}> may not hold an expression",
                        self.name
                    )));
                }
            } else if computed.contains(&name)
                || (name.starts_with("cache_") && self.name != "text")
            {
                if embeds {
                    let what = format!("an expression in the attribute '{name}'");
                    return Err(self.unsupported(what));
                }
            } else {
                return Err(self.malformed(format!("<%{}> has no attribute '{name}'", self.name)));
            }
        }
        Ok(())
    }

    fn malformed(&self, sentence: String) -> TemplateError {
        TemplateError::malformed(self.analysis.origin(self.range), sentence)
    }

    fn unsupported(&self, what: String) -> TemplateError {
        TemplateError::unsupported(self.analysis.origin(self.range), what)
    }
}

impl OpenTag {
    /// The page, where it is one.
    pub(super) fn page(&self) -> Option<&Rc<Page>> {
        match &self.meaning {
            Meaning::Page(page) => Some(page),
            Meaning::Callable(_) | Meaning::RawText(_) => None,
        }
    }

    /// The node the tag becomes, with all it holds; the content of a page stands behind it.
    pub(super) fn close(self) -> Vec<Node> {
        let span = span(&self.range);
        match self.meaning {
            Meaning::Callable(head) => {
                let Head {
                    kind,
                    signature,
                    name,
                    filters,
                    output,
                    level,
                } = *head;
                let mut used = filters.used;
                // The defaults of a block's arguments are not looked at.
                if kind == CallableKind::Definition {
                    used.extend(signature.used.iter().cloned());
                    for name in signature.names() {
                        used.remove(name);
                    }
                }
                vec![Node::Callable(Rc::new(Callable {
                    kind,
                    name,
                    signature,
                    filters: filters.list,
                    output,
                    level,
                    used,
                    body: self.nodes,
                    span,
                }))]
            }
            Meaning::RawText(filters) => {
                let content = self.nodes.into_iter().filter_map(|node| match node {
                    Node::Text { content, .. } => Some(content),
                    _ => None,
                });
                vec![Node::RawText {
                    content: content.collect(),
                    used: filters.used,
                    filters: filters.list,
                    span,
                }]
            }
            Meaning::Page(page) => {
                let mut nodes = vec![Node::Page(page)];
                nodes.extend(self.nodes);
                nodes
            }
        }
    }
}

/// Whether the text is letters, digits and underscores only.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
