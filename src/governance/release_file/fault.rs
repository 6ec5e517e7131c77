//! Something wrong in `release.toml`, and the way to its place in the text.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// What is wrong, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, with its keys.
    pub message: String,
    /// The remedy.
    pub remedy: String,
    /// The bytes of the file it concerns.
    pub range: Range<usize>,
}

/// A step from a table to one of its values, or from an array to one of its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A key.
    Key(&'static str),
    /// An element, from 0.
    Element(usize),
}

impl From<&'static str> for Step {
    fn from(key: &'static str) -> Self {
        Self::Key(key)
    }
}

impl From<usize> for Step {
    fn from(element: usize) -> Self {
        Self::Element(element)
    }
}

/// Collects what is wrong.
pub(super) struct Faults<'a> {
    document: &'a Spanned<DeTable<'a>>,
    found: Vec<Fault>,
}

impl<'a> Faults<'a> {
    /// Nothing is wrong with `document` yet.
    pub(super) fn new(document: &'a Spanned<DeTable<'a>>) -> Self {
        Self {
            document,
            found: Vec::new(),
        }
    }

    /// Notes what is wrong at the end of `steps`, as far as the document goes there.
    pub(super) fn add(
        &mut self,
        steps: &[Step],
        message: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        self.found.push(Fault {
            message: message.into(),
            remedy: remedy.into(),
            range: self.place(steps),
        });
    }

    /// Notes what is wrong at a range of bytes.
    pub(super) fn add_at(&mut self, range: Range<usize>, message: String, remedy: String) {
        self.found.push(Fault {
            message,
            remedy,
            range,
        });
    }

    /// All of it, in the order of the text.
    pub(super) fn into_faults(mut self) -> Vec<Fault> {
        self.found.sort_by_key(|fault| fault.range.start);
        self.found
    }

    /// The document.
    pub(super) fn document(&self) -> &'a Spanned<DeTable<'a>> {
        self.document
    }

    /// Where the steps lead; the last place on the way where a key was left out.
    fn place(&self, steps: &[Step]) -> Range<usize> {
        let mut place = 0..0;
        let mut steps = steps.iter();
        let Some(Step::Key(first)) = steps.next() else {
            return place;
        };
        let Some(mut value) = self.document.get_ref().get(*first) else {
            return place;
        };
        place = value.span();
        for step in steps {
            let next = match (step, value.get_ref()) {
                (Step::Key(key), DeValue::Table(table)) => table.get(*key),
                (Step::Element(index), DeValue::Array(array)) => array.get(*index),
                (Step::Key(_) | Step::Element(_), _) => None,
            };
            match next {
                Some(next) => value = next,
                None => break,
            }
            place = value.span();
        }
        place
    }
}
