//! Names only the compiler can finish: anonymous and shortened labels (`_anonymous_label`,
//! `_truncated_label`).

use std::collections::HashMap;
use std::rc::Rc;

use super::super::name::Name;
use super::identity::Identity;

/// A piece of an anonymous name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LabelPart {
    /// A text that stays.
    Text(Rc<str>),
    /// `body_N`: N counts the names with that body in the statement.
    Counted {
        /// Whose name it is.
        identity: Identity,
        /// Which repetition in the columns of a SELECT; zero for the thing itself.
        repetition: u16,
        /// The text in front of the number.
        body: Rc<str>,
    },
    /// `name_N` for a table whose name means another one that has a schema.
    Ambiguous(Rc<str>),
}

/// A name of a label, alias or column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum LabelName {
    /// A name that was given; it is written whatever its length.
    Given(Name),
    /// A name that is shortened where it is too long.
    Shortened(Name),
    /// A name with numbers in it, shortened where it is too long.
    Anonymous(Rc<[LabelPart]>),
}

impl LabelName {
    /// `body_N`, the anonymous name of `identity`.
    pub fn anonymous(identity: Identity, body: &str) -> Self {
        Self::repeated(identity, 0, body)
    }

    /// `body_N` for the repetition of a column in a SELECT.
    pub fn repeated(identity: Identity, repetition: u16, body: &str) -> Self {
        let part = LabelPart::Counted {
            identity,
            repetition,
            body: sanitized(body).into(),
        };
        Self::Anonymous(Rc::new([part]))
    }

    /// The name a table gets whose own is ambiguous.
    pub fn ambiguous(table: &str) -> Self {
        Self::Anonymous(Rc::new([LabelPart::Ambiguous(sanitized(table).into())]))
    }

    /// The name, shortened where it is too long.
    #[must_use]
    pub fn shortened(self) -> Self {
        match self {
            Self::Given(name) => Self::Shortened(name),
            Self::Shortened(_) | Self::Anonymous(_) => self,
        }
    }

    /// The name with a text behind it.
    #[must_use]
    pub fn followed_by(&self, other: &Self) -> Self {
        let mut parts = self.parts();
        parts.extend(other.parts());
        if let [LabelPart::Text(_), ..] = parts.as_slice()
            && parts.iter().all(|part| matches!(part, LabelPart::Text(_)))
        {
            let text: String = parts
                .iter()
                .map(|part| match part {
                    LabelPart::Text(text) => &**text,
                    LabelPart::Counted { .. } | LabelPart::Ambiguous(_) => "",
                })
                .collect();
            return Self::Given(Name::new(text));
        }
        Self::Anonymous(parts.into())
    }

    fn parts(&self) -> Vec<LabelPart> {
        match self {
            Self::Given(name) | Self::Shortened(name) => vec![LabelPart::Text(name.text().into())],
            Self::Anonymous(parts) => parts.to_vec(),
        }
    }

    /// The name, where it is known before the statement is written.
    pub fn known(&self) -> Option<&Name> {
        match self {
            Self::Given(name) | Self::Shortened(name) => Some(name),
            Self::Anonymous(_) => None,
        }
    }
}

/// The numbers of anonymous names in one statement (`prefix_anon_map`).
#[derive(Debug, Clone, Default)]
pub struct AnonymousNames {
    made: HashMap<LabelPart, String>,
    counters: HashMap<Rc<str>, usize>,
}

impl AnonymousNames {
    /// The name with its numbers; asking again gives the same.
    pub fn finish(&mut self, name: &LabelName) -> String {
        match name {
            LabelName::Given(name) | LabelName::Shortened(name) => name.text().to_owned(),
            LabelName::Anonymous(parts) => parts.iter().map(|part| self.part(part)).collect(),
        }
    }

    fn part(&mut self, part: &LabelPart) -> String {
        let body = match part {
            LabelPart::Text(text) => return text.to_string(),
            LabelPart::Counted { body, .. } | LabelPart::Ambiguous(body) => body,
        };
        if let Some(made) = self.made.get(part) {
            return made.clone();
        }
        let counter = self.counters.entry(Rc::clone(body)).or_insert(1);
        let made = format!("{body}_{counter}");
        *counter += 1;
        self.made.insert(part.clone(), made.clone());
        made
    }
}

impl From<Name> for LabelName {
    fn from(name: Name) -> Self {
        Self::Given(name)
    }
}

/// `re.sub(r"[%\(\) \$]+", "_", body)`.
fn sanitized(body: &str) -> String {
    let mut result = String::with_capacity(body.len());
    let mut replaced = false;
    for character in body.chars() {
        if matches!(character, '%' | '(' | ')' | ' ' | '$') {
            if !replaced {
                result.push('_');
            }
            replaced = true;
        } else {
            result.push(character);
            replaced = false;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_with_one_body_are_counted_together() {
        let (one, other) = (Identity::new(), Identity::new());
        let mut names = AnonymousNames::default();
        let mut finish = |name: &LabelName| names.finish(name);
        assert_eq!(finish(&LabelName::anonymous(one, "count")), "count_1");
        assert_eq!(finish(&LabelName::anonymous(other, "count")), "count_2");
        assert_eq!(finish(&LabelName::repeated(one, 1, "count_")), "count__1");
        assert_eq!(finish(&LabelName::anonymous(one, "count")), "count_1");
        assert_eq!(finish(&LabelName::anonymous(one, "a b(c)")), "a_b_c__1");
        let aliased = LabelName::anonymous(one, "users").followed_by(&Name::new("_id").into());
        assert_eq!(finish(&aliased), "users_1_id");
    }
}
