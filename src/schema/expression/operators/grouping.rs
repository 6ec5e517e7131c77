//! Parentheses where precedence asks for them (`self_group`).

use crate::schema::{SchemaError, TypeKind};

use super::super::operator::{BinaryOperator, Surrounding, UnaryOperator};
use super::super::tree::{BooleanConnective, Cast, CastForm, Expression, ExpressionKind, Label};

impl Expression {
    /// The expression as an operand beside `against`: in parentheses where it needs them.
    pub fn self_group(&self, against: &Surrounding) -> Result<Self, SchemaError> {
        let tight = matches!(
            against,
            Surrounding::Unary(UnaryOperator::Any | UnaryOperator::All)
        );
        let needs_parentheses = match self.kind() {
            ExpressionKind::Text(_) => *against == Surrounding::Binary(BinaryOperator::In),
            ExpressionKind::Binary(binary) => {
                Surrounding::Binary(binary.operator.clone()).needs_group(against)
                    || (*against == Surrounding::Unary(UnaryOperator::Not)
                        && !binary.operator.is_comparison())
            }
            ExpressionKind::Boolean {
                connective,
                operands,
            } => {
                let own = match connective {
                    BooleanConnective::And => Surrounding::And,
                    BooleanConnective::Or => Surrounding::Or,
                };
                !operands.is_empty() && own.needs_group(against)
            }
            ExpressionKind::Unary { operator, .. } => match operator {
                // The negation of a truth value stands without parentheses everywhere.
                UnaryOperator::IsFalse | UnaryOperator::IsTrue => false,
                _ => Surrounding::Unary(*operator).needs_group(against),
            },
            ExpressionKind::Filter { .. } => Surrounding::Filter.needs_group(against),
            ExpressionKind::Array(_) => tight || is_subscript(against),
            ExpressionKind::Function(call) => {
                tight
                    || (is_subscript(against) && matches!(call.sql_type.kind(), TypeKind::Array(_)))
            }
            ExpressionKind::Cast(Cast {
                form: CastForm::Coerce,
                operand,
                sql_type,
            }) => {
                let grouped = operand.self_group(against)?;
                if grouped.identity() == operand.identity() {
                    return Ok(self.clone());
                }
                return Expression::new(ExpressionKind::Cast(Cast {
                    operand: grouped,
                    sql_type: sql_type.clone(),
                    form: CastForm::Coerce,
                }));
            }
            ExpressionKind::Label(label) => {
                let grouped = label.element.self_group(against)?;
                if grouped.identity() == label.element.identity() {
                    return Ok(self.clone());
                }
                return Expression::new(ExpressionKind::Label(Label {
                    name: label.name.clone(),
                    element: grouped,
                }));
            }
            ExpressionKind::Column(_)
            | ExpressionKind::BindParameter(_)
            | ExpressionKind::Cast(_)
            | ExpressionKind::Case(_)
            | ExpressionKind::Extract(_)
            | ExpressionKind::Over(_)
            | ExpressionKind::WithinGroup { .. }
            | ExpressionKind::Null
            | ExpressionKind::TableValued(_)
            | ExpressionKind::True
            | ExpressionKind::False => tight,
            ExpressionKind::Modified { .. }
            | ExpressionKind::List { .. }
            | ExpressionKind::Tuple(_)
            | ExpressionKind::Slice { .. }
            | ExpressionKind::TextualReference(_)
            | ExpressionKind::AggregateOrderBy { .. }
            | ExpressionKind::Grouping(_)
            | ExpressionKind::Collation(_)
            | ExpressionKind::ScalarSubquery(_)
            | ExpressionKind::LabelReference(_) => false,
        };
        if needs_parentheses {
            self.grouped()
        } else {
            Ok(self.clone())
        }
    }

    /// The expression without the parentheses around it.
    pub(super) fn ungrouped(&self) -> &Self {
        match self.kind() {
            ExpressionKind::Grouping(inner) => inner.ungrouped(),
            _ => self,
        }
    }

    /// The expression in parentheses.
    pub fn grouped(&self) -> Result<Self, SchemaError> {
        Expression::new(ExpressionKind::Grouping(self.clone()))
    }
}

fn is_subscript(against: &Surrounding) -> bool {
    *against == Surrounding::Binary(BinaryOperator::GetItem)
}
