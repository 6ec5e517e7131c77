//! The names of the columns of a SELECT (`_generate_columns_plus_names`).

use std::collections::{HashMap, HashSet};

use super::super::expression::{Expression, ExpressionKind};
use super::super::name::Name;
use super::identity::Identity;
use super::label_name::{AnonymousNames, LabelName};
use super::select::LabelStyle;

/// A column of a SELECT with the names it can get.
#[derive(Debug, Clone)]
pub struct NamedColumn {
    /// The label it must have.
    pub required: Option<LabelName>,
    /// The key under which a subquery shows it; `None` for text.
    pub key: Option<LabelName>,
    /// The label it gets where it must have one.
    pub fallback: Option<LabelName>,
    /// The column.
    pub expression: Expression,
    /// Whether it is the repetition of one before.
    pub repeated: bool,
}

/// Whether a column that comes twice gets another name the second time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Repetitions {
    /// It does: the columns are written.
    Renamed,
    /// It does not: the columns are looked at from outside.
    Kept,
}

/// The names of `columns` in this style.
pub fn name_columns(
    columns: Vec<Expression>,
    style: LabelStyle,
    repetitions: Repetitions,
) -> Vec<NamedColumn> {
    let mut naming = Naming {
        style,
        repetitions,
        taken: HashMap::new(),
        repetition: 0,
    };
    let mut keys = Keys {
        style,
        taken: HashSet::new(),
        numbers: AnonymousNames::default(),
    };
    columns
        .into_iter()
        .map(|column| {
            let key = keys.key(&column);
            naming.name(column, key)
        })
        .collect()
}

struct Naming {
    style: LabelStyle,
    repetitions: Repetitions,
    taken: HashMap<LabelName, Identity>,
    repetition: u16,
}

/// A name as the key of a Python dictionary: how it is shortened makes no difference.
fn same(name: &LabelName) -> LabelName {
    name.clone().shortened()
}

impl Naming {
    fn repeated(&mut self, column: &Expression) -> LabelName {
        self.repetition = self.repetition.saturating_add(1);
        match self.style {
            LabelStyle::TableAndColumn => column.repeated_qualified_name(self.repetition),
            LabelStyle::None | LabelStyle::Disambiguate => column.repeated_name(self.repetition),
        }
    }

    fn name(&mut self, column: Expression, key: Option<LabelName>) -> NamedColumn {
        let mut named = NamedColumn {
            required: None,
            key,
            fallback: None,
            expression: column,
            repeated: false,
        };
        let column = named.expression.clone();
        match column.kind() {
            ExpressionKind::Text(_) => return named,
            ExpressionKind::Column(reference) if reference.table.is_none() => return named,
            _ => {}
        }
        let effective = match self.style {
            LabelStyle::None => {
                named.fallback = column
                    .addressable_name()
                    .or_else(|| Some(column.anonymous_name()));
                return named;
            }
            LabelStyle::TableAndColumn => {
                named.required = column.qualified_name();
                named.required.clone()
            }
            LabelStyle::Disambiguate => column.addressable_name(),
        };
        named.fallback.clone_from(&effective);
        let Some(effective) = effective else {
            let anonymous = column.anonymous_name();
            let before = self.taken.insert(same(&anonymous), column.identity());
            named.repeated = before.is_some();
            named.fallback = Some(if named.repeated {
                self.repeated(&column)
            } else {
                anonymous
            });
            return named;
        };
        match self.taken.get(&same(&effective)) {
            None => {
                self.taken.insert(same(&effective), column.identity());
            }
            Some(other) if *other != column.identity() => {
                let mut label = match self.style {
                    LabelStyle::TableAndColumn => column.anonymous_qualified_name(),
                    LabelStyle::None | LabelStyle::Disambiguate => column.anonymous_name(),
                };
                if self.repetitions == Repetitions::Renamed
                    && self.taken.contains_key(&same(&label))
                {
                    label = self.repeated(&column);
                    named.repeated = true;
                } else {
                    self.taken.insert(same(&label), column.identity());
                }
                named.required = Some(label.clone());
                named.fallback = Some(label);
            }
            Some(_) => {
                if self.repetitions == Repetitions::Renamed {
                    let label = self.repeated(&column);
                    named.required = Some(label.clone());
                    named.fallback = Some(label);
                    named.repeated = true;
                }
            }
        }
        named
    }
}

/// The keys of the columns (`SelectState._column_naming_convention`).
struct Keys {
    style: LabelStyle,
    taken: HashSet<String>,
    numbers: AnonymousNames,
}

impl Keys {
    fn key(&mut self, column: &Expression) -> Option<LabelName> {
        const UNNAMED: &str = "_no_label";

        if matches!(column.kind(), ExpressionKind::Text(_)) {
            return None;
        }
        let own = match self.style {
            LabelStyle::TableAndColumn => column.qualified_key(),
            LabelStyle::None | LabelStyle::Disambiguate => column.proxy_key(),
        };
        if self.style == LabelStyle::None {
            return Some(own.unwrap_or_else(|| Name::new(UNNAMED).into()));
        }
        let (name, seed) = match &own {
            Some(own) => (self.numbers.finish(own), own.clone()),
            None => (UNNAMED.to_owned(), Name::new(UNNAMED).into()),
        };
        if self.taken.insert(name.clone()) {
            return Some(own.unwrap_or_else(|| Name::new(name).into()));
        }
        let numbered = column.anonymous_key(Some(seed));
        Some(Name::new(self.numbers.finish(&numbered)).into())
    }
}

/// The keys of what a query selects, in order (`selected_columns`); text has none.
pub fn selected_keys(columns: &[Expression], style: LabelStyle) -> Vec<Option<LabelName>> {
    let mut keys = Keys {
        style,
        taken: HashSet::new(),
        numbers: AnonymousNames::default(),
    };
    columns.iter().map(|column| keys.key(column)).collect()
}
