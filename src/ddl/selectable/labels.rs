//! Labels: where they are written, and what names in ORDER BY and its kin mean.

use std::collections::HashMap;

use crate::schema::Name;
use crate::schema::expression::{Expression, ExpressionKind, Label, TextClause};
use crate::schema::statement::{
    CompoundSelect, FromClause, Identity, LabelName, Query, query_proxies,
};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::python_text::repr;
use super::scope::NameClass;

/// Whether labels are written where they are met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::ddl) enum Labels {
    /// What they name is written without them.
    #[default]
    Omitted,
    /// `expression AS name`: directly in the columns of a SELECT.
    Written,
    /// In the columns of a SELECT, inside of something that has its label already.
    Enclosed,
}

/// What names mean in a statement (`_label_resolve_dict`).
#[derive(Debug, Clone, Default)]
pub(in crate::ddl) struct KnownLabels {
    /// Labels and columns of the SELECT by name.
    columns: HashMap<LabelName, Expression>,
    /// Columns of what stands behind FROM by key.
    froms: HashMap<LabelName, Expression>,
}

impl KnownLabels {
    /// Those of a SELECT.
    pub(super) fn of_select(columns: &[Expression], froms: &[FromClause]) -> Self {
        let mut known = Self::default();
        for column in columns {
            if let Some(name) = column.resolvable_name() {
                known.columns.insert(name.shortened(), column.clone());
            }
        }
        for from in froms {
            for column in from.column_expressions() {
                if let ExpressionKind::Column(reference) = column.kind() {
                    known.froms.insert(named(reference.key()), column);
                }
            }
        }
        known
    }

    /// Those of a set operation: the columns it gives.
    pub(super) fn of_compound(compound: &CompoundSelect) -> Result<Self, DdlError> {
        let query = Query::Compound(std::rc::Rc::new(compound.clone()));
        query_proxies(&query)?;
        let subquery = FromClause::subquery(&query, None)?;
        let columns: HashMap<LabelName, Expression> = subquery
            .columns()
            .iter()
            .zip(subquery.column_expressions())
            .map(|(column, expression)| (column.key_name().clone().shortened(), expression))
            .collect();
        Ok(Self {
            froms: columns.clone(),
            columns,
        })
    }
}

/// A name as the key of the dictionaries: how it is shortened makes no difference.
fn named(name: &str) -> LabelName {
    LabelName::Shortened(Name::new(name))
}

impl ExpressionCompiler<'_> {
    /// A label: with its name, as its name alone, or without it.
    pub(in crate::ddl) fn label(
        self,
        identity: Identity,
        label: &Label,
    ) -> Result<String, DdlError> {
        let inside = Self {
            shown_label: None,
            ..self
        };
        if self.labels == Labels::Written {
            return inside.labelled(&label.element, &label.name);
        }
        if self.shown_label == Some(identity) {
            let name = self.label_text(NameClass::Column, &label.name);
            return self.preparer().quote(&name);
        }
        Self {
            labels: Labels::Omitted,
            ..inside
        }
        .process(&label.element)
    }

    /// `expression AS name`.
    pub(super) fn labelled(
        self,
        expression: &Expression,
        name: &LabelName,
    ) -> Result<String, DdlError> {
        // The name comes first, because names are numbered as they are met.
        let name = self.label_text(NameClass::Column, name);
        let element = Self {
            labels: Labels::Enclosed,
            ..self
        }
        .process(expression)?;
        Ok(format!("{element} AS {}", self.preparer().quote(&name)?))
    }

    /// An expression of ORDER BY and its kin: the label, where the SELECT has it.
    pub(in crate::ddl) fn label_reference(
        self,
        expression: &Expression,
    ) -> Result<String, DdlError> {
        let label = expression.label_to_order_by();
        let (Some(scope), Some(label)) = (self.scope, label) else {
            return self.process(expression);
        };
        let shown = scope.level().and_then(|level| {
            let known = level.labels.as_ref()?;
            let ExpressionKind::Label(inner) = label.kind() else {
                return None;
            };
            let names = if self.labels == Labels::Omitted {
                &known.columns
            } else {
                &known.froms
            };
            let found = names.get(&inner.name.clone().shortened())?;
            label.shares_lineage(found).then(|| label.identity())
        });
        let shown_label = shown.or(self.shown_label);
        Self {
            shown_label,
            ..self
        }
        .process(expression)
    }

    /// The name of a label or column in ORDER BY and its kin.
    pub(in crate::ddl) fn textual_label(self, name: &str) -> Result<String, DdlError> {
        let known = match self.scope.filter(|scope| scope.depth() > 0) {
            Some(scope) => scope.innermost().labels,
            // Outside of a statement it is text.
            None => return self.text_clause(&TextClause::new(name)),
        };
        let found = known.and_then(|known| {
            let own = (self.labels == Labels::Omitted)
                .then(|| known.columns.get(&named(name)))
                .flatten();
            own.or_else(|| known.froms.get(&named(name))).cloned()
        });
        let Some(column) = found else {
            let shown = repr(name);
            return Err(DdlError::Compile(format!(
                "Can't resolve label reference for ORDER BY / GROUP BY / DISTINCT etc. Textual SQL \
                 expression {shown} should be explicitly declared as text({shown})"
            )));
        };
        Self {
            shown_label: Some(column.identity()),
            ..self
        }
        .process(&column)
    }
}
