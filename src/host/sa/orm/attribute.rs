//! An attribute of a mapped class: a column by the name the class gives to it
//! (`sqlalchemy.orm.attributes.InstrumentedAttribute`).

use std::rc::Rc;

use crate::python::{
    BinaryOperator, Comparison, HostObject, Interpreter, PythonError, PythonIterator, Side,
    UnaryOperator, Value,
};
use crate::schema::Expression;
use crate::schema::expression::ExpressionKind;
use crate::schema::statement::{FromColumn, ValueConversion};

use super::super::column::ColumnObject;
use super::super::expression::{ExpressionObject, expression_attribute};
use super::super::selectable::require_plain_values;
use super::mapper::Mapper;

/// An attribute of a mapped class.
#[derive(Debug, Clone)]
pub(crate) struct MappedAttribute {
    pub(super) mapper: Rc<Mapper>,
    name: Rc<str>,
    /// Which column of the table it is.
    position: usize,
    /// The column, where the class declares it.
    column: Option<Rc<ColumnObject>>,
}

impl MappedAttribute {
    /// The attribute `name` of a class, which is the column at `position` of its table.
    pub(super) fn new(
        mapper: &Rc<Mapper>,
        name: &Rc<str>,
        position: usize,
        column: Option<Rc<ColumnObject>>,
    ) -> Self {
        Self {
            mapper: Rc::clone(mapper),
            name: Rc::clone(name),
            position,
            column,
        }
    }

    /// The column in an expression, whose use has SQLAlchemy configure the classes.
    pub(crate) fn expression(&self, cx: &mut Interpreter) -> Result<Expression, PythonError> {
        self.mapper.require_configurable(cx)?;
        self.column_expression()
    }

    /// The column among those of a SELECT, where it keeps the name of the attribute: a subquery
    /// shows it under that (`proxy_key`).
    pub(crate) fn selected(&self, cx: &mut Interpreter) -> Result<Expression, PythonError> {
        let expression = self.expression(cx)?;
        match expression.kind() {
            ExpressionKind::Column(column) if column.key() != &*self.name => {
                let mut renamed = column.clone();
                renamed.key = Some(self.name.to_string());
                Ok(renamed.into())
            }
            _ => Ok(expression),
        }
    }

    /// The column, which nothing but a foreign key may ask for before all classes are there.
    pub(crate) fn column_expression(&self) -> Result<Expression, PythonError> {
        let from = self.mapper.table().as_from();
        require_plain_values(&from.columns()[self.position])?;
        Ok(from.column_at(self.position))
    }

    fn operand(&self, cx: &mut Interpreter) -> Result<ExpressionObject, PythonError> {
        let expression = self.expression(cx)?;
        Ok(ExpressionObject::new(&self.mapper.host(), expression))
    }
}

impl HostObject for MappedAttribute {
    fn type_name(&self) -> Rc<str> {
        "InstrumentedAttribute".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "key" => Ok(Some(Value::Str(Rc::clone(&self.name)))),
            "class_" | "comparator" | "expression" | "impl" | "parent" | "prop" | "property" => {
                Err(PythonError::unsupported(format!(
                    "the attribute {name} of an attribute of a mapped class"
                )))
            }
            "type" | "nullable" | "primary_key" | "comment" => match &self.column {
                Some(column) => column.get_attribute(name, cx),
                None => Err(PythonError::unsupported(format!(
                    "the attribute {name} of an attribute whose column stands in __table__"
                ))),
            },
            _ => expression_attribute(&self.operand(cx)?, name, cx),
        }
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        self.operand(cx)?.binary(operator, other, side, cx)
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        self.operand(cx)?.compare(comparison, other, cx)
    }

    fn unary(
        &self,
        operator: UnaryOperator,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        self.operand(cx)?.unary(operator, cx)
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        self.mapper.require_configurable(cx)?;
        let from = self.mapper.table().as_from();
        if !is_converted_by_project(&from.columns()[self.position]) {
            return self.operand(cx)?.subscript(index, cx);
        }
        // The index is a path, whatever the type of the column makes of its values.
        let column = from.column_at(self.position);
        let item = ExpressionObject::new(&self.mapper.host(), column).subscript(index, cx)?;
        Ok(Value::host(ConvertedItem { item }))
    }

    fn iterate(
        &self,
        _cx: &mut Interpreter,
    ) -> Result<Option<Box<dyn PythonIterator>>, PythonError> {
        Err(PythonError::unsupported(
            "iterating over an attribute of a mapped class",
        ))
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        Err(PythonError::unsupported(
            "the truth of an attribute of a mapped class",
        ))
    }
}

fn is_converted_by_project(column: &FromColumn) -> bool {
    matches!(column, FromColumn::Own { column, .. }
        if column.conversion == ValueConversion::ByProject)
}

/// An item of a JSON document whose type converts values by code of the project: it may be read as
/// a value of another type.
#[derive(Debug)]
struct ConvertedItem {
    item: Value,
}

impl HostObject for ConvertedItem {
    fn type_name(&self) -> Rc<str> {
        "BinaryExpression".into()
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        match name {
            "as_boolean" | "as_float" | "as_integer" | "as_string" => {
                cx.attribute(&self.item, name).map(Some)
            }
            _ => Err(PythonError::unsupported(format!(
                "{name} of an item of a column whose type converts values by code of its own"
            ))),
        }
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        _other: &Value,
        _side: Side,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(PythonError::unsupported(format!(
            "the operator {} with an item of a column whose type converts values by code of its own",
            operator.symbol()
        )))
    }

    fn compare(
        &self,
        comparison: Comparison,
        _other: &Value,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        Err(PythonError::unsupported(format!(
            "the operator {} with an item of a column whose type converts values by code of its own",
            comparison.symbol()
        )))
    }
}
