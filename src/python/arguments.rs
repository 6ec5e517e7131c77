//! The arguments of a call, and binding them to parameters with Python's own messages
//! (`Python/ceval.c`, `initialize_locals`).

use std::rc::Rc;

use super::error::PythonError;
use super::value::Value;
use crate::source::{Origin, Span};

/// The arguments of one call.
#[derive(Clone, Debug)]
pub struct Arguments {
    /// Arguments by position.
    pub positional: Vec<Value>,
    /// Arguments by name, in order.
    pub keyword: Vec<(Rc<str>, Value)>,
    /// The call.
    pub origin: Origin,
    /// The places of the positional arguments and then of the keyword arguments; empty where the
    /// call was not written in Python.
    pub spans: Vec<Span>,
}

impl Arguments {
    /// No arguments, for a call at `origin`.
    pub fn none(origin: Origin) -> Self {
        Self::positional(Vec::new(), origin)
    }

    /// Positional arguments only.
    pub fn positional(positional: Vec<Value>, origin: Origin) -> Self {
        Self {
            positional,
            keyword: Vec::new(),
            origin,
            spans: Vec::new(),
        }
    }

    /// The place of the positional argument `index`; the call's where it is not known.
    pub fn positional_origin(&self, index: usize) -> Origin {
        self.place(self.spans.get(index))
    }

    /// The place of the keyword argument `name`; the call's where it is not known.
    pub fn keyword_origin(&self, name: &str) -> Origin {
        let index = self.keyword.iter().position(|(key, _)| **key == *name);
        self.place(index.and_then(|index| self.spans.get(self.positional.len() + index)))
    }

    fn place(&self, span: Option<&Span>) -> Origin {
        span.map_or_else(
            || self.origin.clone(),
            |span| Origin::new(std::sync::Arc::clone(&self.origin.file), *span),
        )
    }

    /// Adds `receiver` in front of the positional arguments.
    #[must_use]
    pub fn with_receiver(mut self, receiver: Value) -> Self {
        self.positional.insert(0, receiver);
        if !self.spans.is_empty() {
            self.spans.insert(0, self.origin.span);
        }
        self
    }

    /// Binds the arguments to `parameters`; `function` is the name messages show.
    ///
    /// Everything that does not fit is the `TypeError` Python raises for a function so declared.
    pub fn bind<'p>(
        self,
        function: &str,
        parameters: &[Parameter<'p>],
    ) -> Result<BoundArguments<'p>, PythonError> {
        let empty = |parameter: &Parameter<'p>| Slot {
            name: parameter.name,
            value: None,
            span: None,
        };
        let mut bound = BoundArguments {
            slots: parameters.iter().map(empty).collect(),
            rest_positional: Vec::new(),
            rest_keyword: Vec::new(),
            origin: self.origin,
        };
        let given = self.positional.len();
        let takes_rest = parameters.iter().any(|p| p.kind == Kind::RestPositional);
        let mut by_position = bound.slots.iter_mut().zip(parameters);
        let mut by_position =
            std::iter::from_fn(|| by_position.find(|(_, parameter)| parameter.is_positional()));
        let mut spans = self.spans.into_iter();
        for value in self.positional {
            let span = spans.next();
            match by_position.next() {
                Some((slot, _)) => slot.fill(value, span),
                None => bound.rest_positional.push(value),
            }
        }
        let mut by_keyword_only = 0;
        let mut positional_only_by_name = Vec::new();
        for (name, value) in self.keyword {
            let span = spans.next();
            let named = parameters
                .iter()
                .position(|p| *p.name == *name && p.is_named());
            if let Some(index) = named {
                let slot = &mut bound.slots[index];
                if slot.value.is_some() {
                    return Err(PythonError::type_error(format!(
                        "{function}() got multiple values for argument '{name}'"
                    )));
                }
                if parameters[index].is_keyword_only() {
                    by_keyword_only += 1;
                }
                slot.fill(value, span);
            } else if parameters.iter().any(|p| p.kind == Kind::RestKeyword) {
                if bound.rest_keyword.iter().any(|(key, _)| *key == name) {
                    return Err(PythonError::type_error(format!(
                        "{function}() got multiple values for keyword argument '{name}'"
                    )));
                }
                bound.rest_keyword.push((name, value));
            } else if parameters
                .iter()
                .any(|p| *p.name == *name && p.kind == Kind::PositionalOnly)
            {
                positional_only_by_name.push(name);
            } else {
                return Err(PythonError::type_error(format!(
                    "{function}() got an unexpected keyword argument '{name}'"
                )));
            }
        }
        if !positional_only_by_name.is_empty() {
            return Err(PythonError::type_error(format!(
                "{function}() got some positional-only arguments passed as keyword arguments: '{}'",
                positional_only_by_name.join(", ")
            )));
        }
        if !bound.rest_positional.is_empty() && !takes_rest {
            return Err(too_many(function, parameters, given, by_keyword_only));
        }
        let missing = |keyword_only: bool| -> Vec<&str> {
            let pairs = bound.slots.iter().zip(parameters);
            let missing = pairs.filter(|(slot, parameter)| {
                slot.value.is_none()
                    && parameter.required
                    && parameter.is_keyword_only() == keyword_only
            });
            missing.map(|(slot, _)| slot.name).collect()
        };
        for (keyword_only, kind) in [(false, "positional"), (true, "keyword-only")] {
            let names = missing(keyword_only);
            if !names.is_empty() {
                return Err(PythonError::type_error(format!(
                    "{function}() missing {} required {kind} argument{}: {}",
                    names.len(),
                    if names.len() == 1 { "" } else { "s" },
                    enumerate_names(&names)
                )));
            }
        }
        Ok(bound)
    }
}

fn too_many(
    function: &str,
    parameters: &[Parameter<'_>],
    given: usize,
    by_keyword_only: usize,
) -> PythonError {
    let positional = parameters.iter().filter(|p| p.is_positional());
    let most = positional.clone().count();
    let least = positional.filter(|p| p.required).count();
    let (takes, plural) = if least < most {
        (format!("from {least} to {most}"), true)
    } else {
        (most.to_string(), most != 1)
    };
    let (extra, were) = if by_keyword_only > 0 {
        (
            format!(
                " positional argument{} (and {by_keyword_only} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if by_keyword_only == 1 { "" } else { "s" }
            ),
            true,
        )
    } else {
        (String::new(), given != 1)
    };
    PythonError::type_error(format!(
        "{function}() takes {takes} positional argument{} but {given}{extra} {} given",
        if plural { "s" } else { "" },
        if were { "were" } else { "was" }
    ))
}

/// `'a'`, `'a' and 'b'`, `'a', 'b', and 'c'`.
fn enumerate_names(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("'{only}'"),
        [first, second] => format!("'{first}' and '{second}'"),
        [start @ .., last] => {
            let start: Vec<String> = start.iter().map(|name| format!("'{name}'")).collect();
            format!("{}, and '{last}'", start.join(", "))
        }
    }
}

/// A parameter of a function, for [`Arguments::bind`].
#[derive(Debug, Clone, Copy)]
pub struct Parameter<'a> {
    name: &'a str,
    kind: Kind,
    required: bool,
}

use super::syntax::ParameterKind as Kind;

impl<'a> Parameter<'a> {
    /// A parameter that must be given, by position or name.
    pub const fn required(name: &'a str) -> Self {
        Self::new(name, Kind::PositionalOrKeyword, true)
    }

    /// A parameter that may be given, by position or name.
    pub const fn optional(name: &'a str) -> Self {
        Self::new(name, Kind::PositionalOrKeyword, false)
    }

    /// A parameter that may be given by name only.
    pub const fn keyword(name: &'a str) -> Self {
        Self::new(name, Kind::KeywordOnly, false)
    }

    /// A parameter that must be given, by name only.
    pub const fn required_keyword(name: &'a str) -> Self {
        Self::new(name, Kind::KeywordOnly, true)
    }

    /// A parameter that must be given, by position only.
    pub const fn positional_only(name: &'a str) -> Self {
        Self::new(name, Kind::PositionalOnly, true)
    }

    /// A parameter that may be given, by position only.
    pub const fn optional_positional_only(name: &'a str) -> Self {
        Self::new(name, Kind::PositionalOnly, false)
    }

    /// `*args`.
    pub const fn rest(name: &'a str) -> Self {
        Self::new(name, Kind::RestPositional, false)
    }

    /// `**kwargs`.
    pub const fn rest_keyword(name: &'a str) -> Self {
        Self::new(name, Kind::RestKeyword, false)
    }

    /// A parameter of any kind.
    pub(crate) const fn new(name: &'a str, kind: Kind, required: bool) -> Self {
        Self {
            name,
            kind,
            required,
        }
    }

    fn is_positional(&self) -> bool {
        matches!(self.kind, Kind::PositionalOnly | Kind::PositionalOrKeyword)
    }

    fn is_named(&self) -> bool {
        matches!(self.kind, Kind::PositionalOrKeyword | Kind::KeywordOnly)
    }

    fn is_keyword_only(&self) -> bool {
        self.kind == Kind::KeywordOnly
    }
}

/// Arguments bound to parameters; what is taken out is gone.
#[derive(Debug)]
pub struct BoundArguments<'p> {
    slots: Vec<Slot<'p>>,
    /// What `*args` received.
    pub rest_positional: Vec<Value>,
    /// What `**kwargs` received.
    pub rest_keyword: Vec<(Rc<str>, Value)>,
    /// The call.
    pub origin: Origin,
}

/// A parameter and the argument it received.
#[derive(Debug)]
struct Slot<'p> {
    name: &'p str,
    value: Option<Value>,
    span: Option<Span>,
}

impl Slot<'_> {
    fn fill(&mut self, value: Value, span: Option<Span>) {
        self.value = Some(value);
        self.span = span;
    }
}

impl<'p> BoundArguments<'p> {
    fn index(&self, name: &str) -> usize {
        self.slots
            .iter()
            .position(|slot| *slot.name == *name)
            .expect("a native function asks for its own parameters only")
    }

    /// Takes the argument for the optional parameter `name`; `None` where it was not given.
    pub fn take(&mut self, name: &str) -> Option<Value> {
        let index = self.index(name);
        self.slots[index].value.take()
    }

    /// Takes the argument for the optional parameter `name`, treating `None` as not given.
    pub fn take_some(&mut self, name: &str) -> Option<Value> {
        self.take(name).filter(|value| !value.is_none())
    }

    /// Takes the argument for the required parameter `name`.
    pub fn require(&mut self, name: &str) -> Value {
        self.take(name).expect(
            "binding made sure that every required parameter was given, and it is taken once",
        )
    }

    /// The place of the argument for `name`; the call's where it is not known.
    pub fn origin_of(&self, name: &str) -> Origin {
        self.slots[self.index(name)].span.map_or_else(
            || self.origin.clone(),
            |span| Origin::new(std::sync::Arc::clone(&self.origin.file), span),
        )
    }

    /// The same with the parameter `name` called `other`, for one that is handed on under another
    /// name.
    #[must_use]
    pub fn renamed(mut self, name: &str, other: &'p str) -> Self {
        let index = self.index(name);
        self.slots[index].name = other;
        self
    }

    /// Whether there is a parameter `name`.
    pub fn has(&self, name: &str) -> bool {
        self.slots.iter().any(|slot| *slot.name == *name)
    }

    /// The arguments that were not taken yet, with the names of their parameters.
    pub fn left_over(&self) -> impl Iterator<Item = (&str, &Value)> {
        let given = self.slots.iter();
        given.filter_map(|slot| slot.value.as_ref().map(|value| (slot.name, value)))
    }

    pub(crate) fn into_values(self) -> impl Iterator<Item = Option<Value>> {
        self.slots.into_iter().map(|slot| slot.value)
    }
}
