//! `match`.

use std::rc::Rc;

use super::expressions::constant_value;
use crate::python::class::{BuiltinType, ClassKind};
use crate::python::dictionary::Dictionary;
use crate::python::error::PythonError;
use crate::python::interpreter::Interpreter;
use crate::python::scope::Scope;
use crate::python::shared::Shared;
use crate::python::syntax::{Expression, MatchCase, Name, Pattern};
use crate::python::value::Value;

impl Interpreter {
    /// The first case whose pattern and guard hold; its names are bound.
    pub(crate) fn matching_case<'a>(
        &mut self,
        subject: &Value,
        cases: &'a [MatchCase],
        scope: &Shared<Scope>,
    ) -> Result<Option<&'a MatchCase>, PythonError> {
        for case in cases {
            let mut captures = Vec::new();
            if !self.matches(&case.pattern, subject, &mut captures, scope)? {
                continue;
            }
            for (name, value) in captures {
                scope.assign(&name, value);
            }
            let holds = match &case.guard {
                Some(guard) => self.evaluate_truth(guard, scope)?,
                None => true,
            };
            if holds {
                return Ok(Some(case));
            }
        }
        Ok(None)
    }

    fn matches(
        &mut self,
        pattern: &Pattern,
        subject: &Value,
        captures: &mut Vec<(Name, Value)>,
        scope: &Shared<Scope>,
    ) -> Result<bool, PythonError> {
        self.charge(1)?;
        match pattern {
            Pattern::Value(expression) => {
                let value = self.evaluate(expression, scope)?;
                self.equal(subject, &value)
            }
            Pattern::Singleton(constant) => Ok(self.known(subject)?.is(&constant_value(constant)?)),
            Pattern::As { pattern, name } => {
                if let Some(pattern) = pattern
                    && !self.matches(pattern, subject, captures, scope)?
                {
                    return Ok(false);
                }
                if let Some(name) = name {
                    captures.push((Rc::clone(name), subject.clone()));
                }
                Ok(true)
            }
            Pattern::Or(alternatives) => {
                for alternative in alternatives {
                    let mark = captures.len();
                    if self.matches(alternative, subject, captures, scope)? {
                        return Ok(true);
                    }
                    captures.truncate(mark);
                }
                Ok(false)
            }
            Pattern::Sequence(patterns) => self.match_sequence(patterns, subject, captures, scope),
            Pattern::Mapping { items, rest } => {
                self.match_mapping(items, rest.as_ref(), subject, captures, scope)
            }
            Pattern::Class {
                class,
                positional,
                keyword,
            } => self.match_class(class, positional, keyword, subject, captures, scope),
            Pattern::Star(_) => Err(PythonError::syntax("a starred pattern outside a sequence")),
        }
    }

    fn match_sequence(
        &mut self,
        patterns: &[Pattern],
        subject: &Value,
        captures: &mut Vec<(Name, Value)>,
        scope: &Shared<Scope>,
    ) -> Result<bool, PythonError> {
        let items = match self.known(subject)?.underlying() {
            Value::List(items) => items.borrow().clone(),
            Value::Tuple(items) => items.to_vec(),
            Value::Range(_) => self.collect(subject)?,
            Value::Host(host) => {
                return Err(PythonError::unsupported(format!(
                    "matching {} with a sequence pattern",
                    host.type_name()
                )));
            }
            _ => return Ok(false),
        };
        let star = patterns
            .iter()
            .position(|pattern| matches!(pattern, Pattern::Star(_)));
        let Some(star) = star else {
            if items.len() != patterns.len() {
                return Ok(false);
            }
            return self.match_all(patterns, &items, captures, scope);
        };
        let behind = patterns.len() - star - 1;
        if items.len() < star + behind {
            return Ok(false);
        }
        let (front, rest) = items.split_at(star);
        let (middle, back) = rest.split_at(rest.len() - behind);
        if !self.match_all(&patterns[..star], front, captures, scope)? {
            return Ok(false);
        }
        if let Pattern::Star(Some(name)) = &patterns[star] {
            captures.push((Rc::clone(name), Value::list(middle.to_vec())));
        }
        self.match_all(&patterns[star + 1..], back, captures, scope)
    }

    fn match_all(
        &mut self,
        patterns: &[Pattern],
        items: &[Value],
        captures: &mut Vec<(Name, Value)>,
        scope: &Shared<Scope>,
    ) -> Result<bool, PythonError> {
        for (pattern, item) in patterns.iter().zip(items) {
            if !self.matches(pattern, item, captures, scope)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn match_mapping(
        &mut self,
        items: &[(Expression, Pattern)],
        rest: Option<&Name>,
        subject: &Value,
        captures: &mut Vec<(Name, Value)>,
        scope: &Shared<Scope>,
    ) -> Result<bool, PythonError> {
        let Value::Dict(entries) = self.known(subject)?.underlying() else {
            return Ok(false);
        };
        let mut used = Vec::new();
        for (key, pattern) in items {
            let key = self.evaluate(key, scope)?;
            let hash = self.hash_key(&key)?;
            let Some(value) = entries.borrow().get(&hash).cloned() else {
                return Ok(false);
            };
            used.push(hash);
            if !self.matches(pattern, &value, captures, scope)? {
                return Ok(false);
            }
        }
        if let Some(name) = rest {
            let mut others = Dictionary::new();
            for (hash, key, value) in entries.borrow().iter() {
                if !used.contains(hash) {
                    others.insert(hash.clone(), key.clone(), value.clone());
                }
            }
            captures.push((Rc::clone(name), Value::dict(others)));
        }
        Ok(true)
    }

    fn match_class(
        &mut self,
        class: &Expression,
        positional: &[Pattern],
        keyword: &[(Name, Pattern)],
        subject: &Value,
        captures: &mut Vec<(Name, Value)>,
        scope: &Shared<Scope>,
    ) -> Result<bool, PythonError> {
        let class = self.evaluate(class, scope)?;
        if !self.is_instance(subject, &class)? {
            return Ok(false);
        }
        if !positional.is_empty() {
            let matches_itself = matches!(&class, Value::Class(class)
                if matches!(class.kind, ClassKind::Builtin(kind)
                    if !matches!(kind, BuiltinType::Object | BuiltinType::Type)));
            if matches_itself {
                if let [only] = positional {
                    if !self.matches(only, subject, captures, scope)? {
                        return Ok(false);
                    }
                } else {
                    return Err(PythonError::type_error(
                        "a builtin class accepts 1 positional sub-pattern",
                    ));
                }
            } else {
                let names = self.attribute(&class, "__match_args__")?;
                let names = self.collect(&names)?;
                if positional.len() > names.len() {
                    return Err(PythonError::type_error(format!(
                        "{}() accepts {} positional sub-patterns ({} given)",
                        self.type_name(subject),
                        names.len(),
                        positional.len()
                    )));
                }
                for (name, pattern) in names.iter().zip(positional) {
                    let name = self.str(name)?;
                    if !self.match_attribute(&name, pattern, subject, captures, scope)? {
                        return Ok(false);
                    }
                }
            }
        }
        for (name, pattern) in keyword {
            if !self.match_attribute(name, pattern, subject, captures, scope)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn match_attribute(
        &mut self,
        name: &str,
        pattern: &Pattern,
        subject: &Value,
        captures: &mut Vec<(Name, Value)>,
        scope: &Shared<Scope>,
    ) -> Result<bool, PythonError> {
        match self.find_attribute(subject, name)? {
            Some(value) => self.matches(pattern, &value, captures, scope),
            None => Ok(false),
        }
    }
}
