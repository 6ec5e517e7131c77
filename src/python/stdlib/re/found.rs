//! What a search found, `re.Match`.

use std::rc::Rc;

use super::engine::Spans;
use super::pattern::Pattern;
use super::replacement::Template;
use crate::python::arguments::BoundArguments;
use crate::python::class::Class;
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::object::HostObject;
use crate::python::shared::Shared;
use crate::python::stdlib::convert;
use crate::python::stdlib::native::{ClassBuilder, Outcome, class_of};
use crate::python::value::Value;

/// A match: the places of its groups in bytes.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pattern: Pattern,
    text: Rc<str>,
    spans: Spans,
}

impl Found {
    /// The match whose groups have these places.
    pub(super) fn new(pattern: &Pattern, text: &Rc<str>, spans: Spans) -> Self {
        Self {
            pattern: pattern.clone(),
            text: Rc::clone(text),
            spans,
        }
    }

    /// Where a group begins and ends, in bytes; nothing where it took no part.
    pub(super) fn span(&self, group: usize) -> Option<(usize, usize)> {
        self.spans.get(group).copied().flatten()
    }

    /// The text of a group.
    pub(super) fn group(&self, group: usize) -> Option<&str> {
        self.span(group).map(|(start, end)| &self.text[start..end])
    }

    /// The text of a group as a value.
    pub(super) fn group_value(&self, group: usize) -> Value {
        self.group(group).map_or(Value::None, Value::from)
    }

    /// All groups, those that took no part as `default`.
    pub(super) fn groups(&self, default: &Value) -> Vec<Value> {
        (1..self.spans.len())
            .map(|group| {
                self.group(group)
                    .map_or_else(|| default.clone(), Value::from)
            })
            .collect()
    }

    /// A byte position as Python counts: in characters.
    fn characters(&self, byte: usize) -> Value {
        let count = self.text[..byte].chars().count();
        Value::int(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn span_values(&self, group: usize) -> (Value, Value) {
        match self.span(group) {
            Some((start, end)) => (self.characters(start), self.characters(end)),
            None => ((-1_i64).into(), (-1_i64).into()),
        }
    }

    /// The number of the group an argument names.
    fn group_index(&self, cx: &mut Interpreter, value: &Value) -> Result<usize, PythonError> {
        let value = cx.known(value)?;
        let found = match (value.as_str(), value.as_int()) {
            (Some(name), _) => {
                let names = self.pattern.expression.group_names();
                names.into_iter().position(|known| known == Some(&*name))
            }
            (None, Some(number)) => number.to_usize(),
            (None, None) => None,
        };
        found
            .filter(|index| *index < self.spans.len())
            .ok_or_else(|| PythonError::index_error("no such group"))
    }

    fn group_argument(
        &self,
        cx: &mut Interpreter,
        arguments: &mut BoundArguments,
    ) -> Result<usize, PythonError> {
        match arguments.take("group") {
            Some(value) => self.group_index(cx, &value),
            None => Ok(0),
        }
    }
}

impl HostObject for Found {
    fn type_name(&self) -> Rc<str> {
        "re.Match".into()
    }

    fn class(&self, cx: &mut Interpreter) -> Option<Shared<Class>> {
        class_of(cx, "re", "Match")
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Outcome {
        let group = self.group_index(cx, index)?;
        Ok(self.group_value(group))
    }

    fn repr(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        let (start, end) = self.span(0).unwrap_or((0, 0));
        let position = |byte: usize| self.text[..byte].chars().count();
        Ok(format!(
            "<re.Match object; span=({}, {}), match={}>",
            position(start),
            position(end),
            convert::quote(&self.text[start..end])
        )
        .into())
    }
}

fn group(cx: &mut Interpreter, found: &Rc<Found>, arguments: BoundArguments) -> Outcome {
    match arguments.rest_positional.as_slice() {
        [] => Ok(found.group_value(0)),
        [only] => {
            let index = found.group_index(cx, only)?;
            Ok(found.group_value(index))
        }
        several => {
            let mut values = Vec::with_capacity(several.len());
            for group in several {
                let index = found.group_index(cx, group)?;
                values.push(found.group_value(index));
            }
            Ok(Value::tuple(values))
        }
    }
}

fn group_dictionary(
    _: &mut Interpreter,
    found: &Rc<Found>,
    mut arguments: BoundArguments,
) -> Outcome {
    let default: Value = arguments.take("default").into();
    let mut entries = Dictionary::new();
    for (index, name) in found
        .pattern
        .expression
        .group_names()
        .into_iter()
        .enumerate()
    {
        if let Some(name) = name {
            let value = found
                .group(index)
                .map_or_else(|| default.clone(), Value::from);
            entries.insert_str(name, value);
        }
    }
    Ok(Value::dict(entries))
}

/// The group that ended last, and is outermost where several end there.
fn last_group(found: &Found) -> Result<Option<usize>, PythonError> {
    let spans = || (1..found.spans.len()).filter_map(|group| found.span(group));
    if spans().count() > 1 && spans().any(|(start, end)| start == end) {
        return Err(PythonError::unsupported(
            "the last of several groups of which one matched the empty text",
        ));
    }
    let ends = (1..found.spans.len()).filter_map(|group| {
        let (start, end) = found.span(group)?;
        Some((end, std::cmp::Reverse(start), std::cmp::Reverse(group)))
    });
    let last = ends.max_by_key(|(end, start, group)| (*end, *start, *group));
    Ok(last.map(|(_, _, group)| group.0))
}

/// The class `Match`.
pub(super) fn class(cx: &mut Interpreter) -> Shared<Class> {
    ClassBuilder::new("re", "Match")
        .subscribable()
        .refused_attributes(&["pos", "endpos", "regs"])
        .method::<Found>("group", "*groups", group)
        .method::<Found>("groups", "default=", |_, found, mut arguments| {
            let default = arguments.take("default").into();
            Ok(Value::tuple(found.groups(&default)))
        })
        .method::<Found>("groupdict", "default=", group_dictionary)
        .method::<Found>("start", "group=, /", |cx, found, mut arguments| {
            let group = found.group_argument(cx, &mut arguments)?;
            Ok(found.span_values(group).0)
        })
        .method::<Found>("end", "group=, /", |cx, found, mut arguments| {
            let group = found.group_argument(cx, &mut arguments)?;
            Ok(found.span_values(group).1)
        })
        .method::<Found>("span", "group=, /", |cx, found, mut arguments| {
            let group = found.group_argument(cx, &mut arguments)?;
            let (start, end) = found.span_values(group);
            Ok(Value::tuple(vec![start, end]))
        })
        .method::<Found>("expand", "template", |cx, found, mut arguments| {
            let template = arguments.require("template");
            let template = convert::string(cx, &template, "expand() argument")?;
            let template = Template::parse(cx, &found.pattern, &template)?;
            Ok(template.expand(found).into())
        })
        .property::<Found>("string", |_, found| Ok(Value::Str(Rc::clone(&found.text))))
        .property::<Found>("re", |_, found| Ok(Value::host(found.pattern.clone())))
        .property::<Found>("lastindex", |_, found| {
            Ok(last_group(found)?.map_or(Value::None, |group| {
                Value::int(i64::try_from(group).unwrap_or(i64::MAX))
            }))
        })
        .property::<Found>("lastgroup", |_, found| {
            let name = last_group(found)?.and_then(|group| {
                found
                    .pattern
                    .expression
                    .group_names()
                    .into_iter()
                    .nth(group)
                    .flatten()
            });
            Ok(name.map_or(Value::None, Value::from))
        })
        .finish(cx)
}
