//! The names expressions have as columns of a SELECT (`ColumnElement._anon_name_label` and kin).

use super::super::error::SchemaError;
use super::super::expression::{
    Cast, ColumnReference, Expression, ExpressionKind, FunctionCall, FunctionName, UnaryOperator,
};
use super::super::name::Name;
use super::identity::Identity;
use super::label_name::LabelName;

/// What a cast is seen through to: the expression whose name it takes over.
fn wrapped(expression: &Expression) -> Option<&Expression> {
    match expression.kind() {
        ExpressionKind::Cast(Cast { operand, .. })
        | ExpressionKind::Unary {
            operator: UnaryOperator::IsFalse | UnaryOperator::IsTrue,
            operand,
            ..
        } => Some(operand),
        _ => None,
    }
}

fn is_text(expression: &Expression) -> bool {
    matches!(expression.kind(), ExpressionKind::Text(_))
}

/// The name of a function, as anonymous labels are made of it.
pub(super) fn function_name(call: &FunctionCall) -> String {
    match &call.name {
        FunctionName::Generic { name, .. } => name.text().to_owned(),
        FunctionName::Known { name, .. } => (*name).to_owned(),
        FunctionName::Keyword(keyword) => keyword.to_lowercase(),
        FunctionName::NextValue(_) => "next_value".to_owned(),
    }
}

impl Expression {
    /// The attribute `name`, where SQLAlchemy's object has one.
    fn own_name(&self) -> Option<LabelName> {
        match self.kind() {
            ExpressionKind::Function(call) => Some(Name::new(function_name(call)).into()),
            _ => self.addressable_name(),
        }
    }

    /// The name by which the column can be addressed without a label (`_non_anon_label`).
    pub fn addressable_name(&self) -> Option<LabelName> {
        match self.kind() {
            ExpressionKind::Column(column) => Some(column.label_name()),
            ExpressionKind::Label(label) => Some(label.name.clone()),
            ExpressionKind::TableValued(from) => from.name().cloned(),
            _ => None,
        }
    }

    /// The name of a label of it that was given none.
    ///
    /// That of a column whose own name is counted would have a memory address in it.
    pub(in crate::schema) fn label_for_nameless(&self) -> Result<LabelName, SchemaError> {
        let identity = Identity::new();
        match self.own_name() {
            Some(LabelName::Given(name) | LabelName::Shortened(name)) => {
                Ok(LabelName::anonymous(identity, name.text()))
            }
            Some(LabelName::Anonymous(_)) => Err(SchemaError::Unsupported(
                "label(None) of a column that has no name of its own".to_owned(),
            )),
            None => Ok(LabelName::anonymous(identity, "anon")),
        }
    }

    /// `_anon_label(seed)`.
    fn anonymous_label(&self, seed: Option<LabelName>, repetition: u16) -> LabelName {
        let identity = self.identity();
        match seed {
            Some(LabelName::Anonymous(parts)) => {
                let seed = LabelName::Anonymous(parts);
                let seed = if repetition > 0 {
                    seed.followed_by(&Name::new("_").into())
                } else {
                    seed
                };
                seed.followed_by(&LabelName::repeated(identity, repetition, ""))
            }
            Some(LabelName::Given(name) | LabelName::Shortened(name)) => {
                let underscore = if repetition > 0 { "_" } else { "" };
                let body = format!("{}{underscore}", name.text());
                LabelName::repeated(identity, repetition, &body)
            }
            None => LabelName::repeated(identity, repetition, "anon"),
        }
    }

    /// The label it gets where it has no name of its own (`_anon_name_label`).
    pub fn anonymous_name(&self) -> LabelName {
        if let Some(wrapped) = wrapped(self)
            && !is_text(wrapped)
        {
            return wrapped
                .addressable_name()
                .unwrap_or_else(|| wrapped.anonymous_name());
        }
        self.anonymous_label(self.own_name(), 0)
    }

    /// The label of its repetition in one SELECT (`_dedupe_anon_label_idx`).
    pub(super) fn repeated_name(&self, repetition: u16) -> LabelName {
        if let Some(wrapped) = wrapped(self) {
            return match wrapped.addressable_name() {
                Some(name) => {
                    let seed = name.followed_by(&Name::new("_").into());
                    self.anonymous_label(Some(seed), 0)
                }
                None => self.repeated_qualified_name(repetition),
            };
        }
        match self.own_name() {
            Some(name) => self.anonymous_label(Some(name), repetition),
            None => self.repeated_qualified_name(repetition),
        }
    }

    /// The name ORDER BY finds it by among the columns of a SELECT.
    pub fn resolvable_name(&self) -> Option<LabelName> {
        match self.kind() {
            ExpressionKind::Text(_) => None,
            _ => self.qualified_name().or_else(|| self.proxy_key()),
        }
    }

    /// The label it is, modifiers aside (`_order_by_label_element`).
    pub fn label_to_order_by(&self) -> Option<&Self> {
        match self.kind() {
            ExpressionKind::Label(_) => Some(self),
            ExpressionKind::Modified { operand, .. } => operand.label_to_order_by(),
            _ => None,
        }
    }

    /// The expression as part of ORDER BY, where labels of the SELECT are named (`OrderByRole`).
    pub fn as_ordering(&self) -> Self {
        match self.label_to_order_by() {
            Some(_) => Self::label_reference(self.clone()),
            None => self.clone(),
        }
    }

    /// The qualified label of its repetition (`_dedupe_anon_tq_label_idx`).
    pub(super) fn repeated_qualified_name(&self, repetition: u16) -> LabelName {
        let seed = self
            .qualified_name()
            .unwrap_or_else(|| Name::new("anon").into());
        self.anonymous_label(Some(seed), repetition)
    }

    /// `table_column` (`_tq_label`).
    pub(super) fn qualified_name(&self) -> Option<LabelName> {
        match self.kind() {
            ExpressionKind::Column(column) => column.qualified_name(column.label_name()),
            ExpressionKind::Label(label) => Some(label.name.clone()),
            ExpressionKind::TableValued(from) => from.name().cloned(),
            ExpressionKind::Grouping(inner) => Some(
                inner
                    .qualified_name()
                    .unwrap_or_else(|| self.anonymous_name()),
            ),
            _ => wrapped(self).and_then(Self::qualified_name),
        }
    }

    /// The anonymous label made of `table_column` (`_anon_tq_label`).
    pub(super) fn anonymous_qualified_name(&self) -> LabelName {
        self.anonymous_label(self.qualified_name(), 0)
    }

    /// The key under which a subquery shows it (`_proxy_key`).
    pub(super) fn proxy_key(&self) -> Option<LabelName> {
        let key = match self.kind() {
            ExpressionKind::Column(column) => match &column.key {
                Some(key) => Some(Name::new(key.as_str()).into()),
                None => Some(column.label_name()),
            },
            ExpressionKind::BindParameter(parameter) => {
                parameter.key.as_deref().map(|key| Name::new(key).into())
            }
            ExpressionKind::Function(_) => self.own_name(),
            _ => match wrapped(self) {
                Some(wrapped) if !is_text(wrapped) => return wrapped.proxy_key(),
                _ => self.addressable_name(),
            },
        };
        key.filter(|key| key.known().is_some())
    }

    /// The qualified key (`_tq_key_label`).
    pub(super) fn qualified_key(&self) -> Option<LabelName> {
        match self.kind() {
            ExpressionKind::Column(column) => {
                let key = match &column.key {
                    Some(key) => Name::new(key.as_str()).into(),
                    None => column.label_name(),
                };
                column.qualified_name(key)
            }
            ExpressionKind::Label(label) => Some(label.name.clone()),
            ExpressionKind::TableValued(from) => from.name().cloned(),
            _ => self.proxy_key(),
        }
    }

    /// `_anon_key_label` and `_anon_tq_key_label`.
    pub(super) fn anonymous_key(&self, key: Option<LabelName>) -> LabelName {
        self.anonymous_label(key, 0)
    }
}

impl ColumnReference {
    /// Its name as a label.
    pub fn label_name(&self) -> LabelName {
        match &self.label {
            Some(label) => label.clone(),
            None => self.name.clone().into(),
        }
    }

    /// `schema_table_name`, numbered where the table has a column of that name.
    fn qualified_name(&self, name: LabelName) -> Option<LabelName> {
        use super::super::expression::Literalness;

        if self.literalness == Literalness::Literal {
            return None;
        }
        let Some(table_name) = self.table.as_ref().and_then(|table| table.name()) else {
            return Some(name);
        };
        let underscore = LabelName::from(Name::new("_"));
        let table = self.table.as_ref();
        let mut label = match table.and_then(|table| table.schema()) {
            Some(schema) => {
                let schema = Name::new(schema.text().replace('.', "_"));
                LabelName::from(schema)
                    .followed_by(&underscore)
                    .followed_by(table_name)
            }
            None => table_name.clone(),
        };
        label = label.followed_by(&underscore).followed_by(&name);
        if let (Some(known), Some(table)) = (label.known().cloned(), table) {
            let mut counter = 0;
            while table.position(label.known()?.text()).is_some() {
                counter += 1;
                label = Name::new(format!("{known}_{counter}")).into();
            }
        }
        Some(label.shortened())
    }
}
