//! Expressions in front of, behind, between and around others.

use crate::schema::expression::{
    BooleanConnective, Expression, Extract, Modifier, Separator, UnaryOperator,
};
use crate::schema::statement::Query;

use super::super::error::DdlError;
use super::super::selectable::SelectForm;
use super::compiler::ExpressionCompiler;

impl ExpressionCompiler<'_> {
    /// An operator in front of its operand.
    pub(super) fn unary(
        self,
        operator: UnaryOperator,
        operand: &Expression,
    ) -> Result<String, DdlError> {
        let prefix = match operator {
            UnaryOperator::Not | UnaryOperator::IsFalse => "NOT ",
            UnaryOperator::IsTrue => "",
            UnaryOperator::Negate => "-",
            UnaryOperator::BitwiseNot => "~",
            UnaryOperator::Distinct => "DISTINCT ",
            UnaryOperator::Exists => "EXISTS ",
            UnaryOperator::Any => "ANY ",
            UnaryOperator::All => "ALL ",
        };
        Ok(format!("{prefix}{}", self.process(operand)?))
    }

    /// An operator behind its operand.
    pub(super) fn modified(
        self,
        operand: &Expression,
        modifier: Modifier,
    ) -> Result<String, DdlError> {
        let suffix = match modifier {
            Modifier::Descending => " DESC",
            Modifier::Ascending => " ASC",
            Modifier::NullsFirst => " NULLS FIRST",
            Modifier::NullsLast => " NULLS LAST",
        };
        Ok(format!("{}{suffix}", self.process(operand)?))
    }

    /// Conditions joined by AND or OR, which are operators around them.
    pub(super) fn junction(
        self,
        connective: BooleanConnective,
        operands: &[Expression],
    ) -> Result<String, DdlError> {
        let separator = match connective {
            BooleanConnective::And => " AND ",
            BooleanConnective::Or => " OR ",
        };
        self.inside_operator().joined(operands, separator)
    }

    /// A list: commas are no operator, the AND between limits is one.
    pub(super) fn list(
        self,
        separator: Separator,
        elements: &[Expression],
    ) -> Result<String, DdlError> {
        match separator {
            Separator::Comma => self.joined(elements, ", "),
            Separator::And => self.inside_operator().joined(elements, " AND "),
        }
    }

    pub(super) fn tuple(self, elements: &[Expression]) -> Result<String, DdlError> {
        Ok(format!("({})", self.joined(elements, ", ")?))
    }

    pub(super) fn grouping(self, inner: &Expression) -> Result<String, DdlError> {
        Ok(format!("({})", self.process(inner)?))
    }

    pub(super) fn extract(self, extract: &Extract) -> Result<String, DdlError> {
        let operand = self.process(&extract.operand)?;
        Ok(format!("EXTRACT({} FROM {operand})", extract.field))
    }

    /// The limits inside of the brackets of an array.
    pub(super) fn slice(self, start: &Expression, stop: &Expression) -> Result<String, DdlError> {
        Ok(format!("{}:{}", self.process(start)?, self.process(stop)?))
    }

    /// `function FILTER (WHERE criterion)`.
    pub(super) fn filter(
        self,
        element: &Expression,
        criterion: &Expression,
    ) -> Result<String, DdlError> {
        let element = self.process(element)?;
        Ok(format!(
            "{element} FILTER (WHERE {})",
            self.process(criterion)?
        ))
    }

    /// `function WITHIN GROUP (ORDER BY …)`.
    pub(super) fn within_group(
        self,
        element: &Expression,
        order_by: &[Expression],
    ) -> Result<String, DdlError> {
        let element = self.process(element)?;
        let order_by = self.joined(order_by, ", ")?;
        Ok(format!("{element} WITHIN GROUP (ORDER BY {order_by})"))
    }

    /// `argument ORDER BY …`.
    pub(super) fn aggregate_order_by(
        self,
        target: &Expression,
        order_by: &[Expression],
    ) -> Result<String, DdlError> {
        let target = self.process(target)?;
        Ok(format!(
            "{target} ORDER BY {}",
            self.joined(order_by, ", ")?
        ))
    }

    /// A query in parentheses.
    pub(super) fn scalar_subquery(self, query: &Query) -> Result<String, DdlError> {
        Ok(format!("({})", self.query(query, SelectForm::Plain)?))
    }
}
