//! An SQL expression as Python sees it.

use std::rc::Rc;

use crate::python::{
    BinaryOperator, Class, Comparison, HostObject, Interpreter, PythonError, Shared, Side,
    UnaryOperator, Value,
};
use crate::schema::Expression;
use crate::schema::expression::ExpressionKind;
use crate::schema::expression::operators::{self, Comparator};
use crate::schema::statement::LabelName;

use super::super::super::host_context::Host;
use super::super::manipulation::require_known_options;
use super::super::selectable::{function_method, scalar_method, textual_columns};
use super::{comparator_methods, compiled, methods, operation, text};

/// An SQL expression.
#[derive(Clone)]
pub(crate) struct ExpressionObject {
    host: Rc<Host>,
    expression: Expression,
}

impl std::fmt::Debug for ExpressionObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.expression.fmt(formatter)
    }
}

impl ExpressionObject {
    /// The object for an expression.
    pub(crate) fn new(host: &Rc<Host>, expression: Expression) -> Self {
        Self {
            host: Rc::clone(host),
            expression,
        }
    }

    /// The expression.
    pub(crate) fn expression(&self) -> &Expression {
        &self.expression
    }

    /// What the objects of the host share.
    pub(crate) fn host(&self) -> &Rc<Host> {
        &self.host
    }

    /// Its class in SQLAlchemy.
    fn class_name(&self) -> &'static str {
        match self.expression.kind() {
            ExpressionKind::Text(_) => "TextClause",
            ExpressionKind::BindParameter(_) => "BindParameter",
            ExpressionKind::Null => "Null",
            ExpressionKind::True => "True_",
            ExpressionKind::False => "False_",
            ExpressionKind::Column(_) => "ColumnClause",
            ExpressionKind::Function(_) => "Function",
            ExpressionKind::Cast(_) => "Cast",
            ExpressionKind::Unary { .. } | ExpressionKind::Modified { .. } => "UnaryExpression",
            ExpressionKind::Binary(_) => "BinaryExpression",
            ExpressionKind::Boolean { .. } => "BooleanClauseList",
            ExpressionKind::List { .. } => "ClauseList",
            ExpressionKind::Tuple(_) => "Tuple",
            ExpressionKind::Grouping(_) => "Grouping",
            ExpressionKind::Collation(_) => "CollationClause",
            ExpressionKind::Case(_) => "Case",
            ExpressionKind::Extract(_) => "Extract",
            ExpressionKind::Label(_) => "Label",
            ExpressionKind::Over(_) => "Over",
            ExpressionKind::Array(_) => "array",
            ExpressionKind::ScalarSubquery(_) => "ScalarSelect",
            ExpressionKind::TableValued(_) => "TableValuedColumn",
            ExpressionKind::LabelReference(_) => "_label_reference",
            ExpressionKind::Slice { .. } => "Slice",
            ExpressionKind::Filter { .. } => "FunctionFilter",
            ExpressionKind::WithinGroup { .. } => "WithinGroup",
            ExpressionKind::AggregateOrderBy { .. } => "aggregate_order_by",
            ExpressionKind::TextualReference(_) => "_textual_label_reference",
        }
    }
}

/// The attribute `name` of an expression.
pub(crate) fn expression_attribute(
    object: &ExpressionObject,
    name: &str,
    cx: &mut Interpreter,
) -> Result<Option<Value>, PythonError> {
    let host = Rc::clone(object.host());
    match (object.expression.kind(), name) {
        (ExpressionKind::Text(clause), "bindparams") => {
            let clause = clause.clone();
            Ok(Some(Value::function("bindparams", move |cx, arguments| {
                text::bindparams(&host, cx, &clause, arguments)
            })))
        }
        (ExpressionKind::Text(clause), "columns") => {
            let clause = clause.clone();
            Ok(Some(Value::function("columns", move |cx, arguments| {
                textual_columns(&host, cx, &clause, arguments)
            })))
        }
        (ExpressionKind::Text(_), "execution_options") => {
            let this = Value::host(object.clone());
            Ok(Some(Value::function(
                "execution_options",
                move |_, arguments| {
                    require_known_options(arguments)?;
                    Ok(this.clone())
                },
            )))
        }
        (ExpressionKind::Text(clause), "text") => Ok(Some(Value::from(clause.text.as_str()))),
        (ExpressionKind::Column(column), "name") => Ok(Some(Value::from(column.name.text()))),
        (ExpressionKind::Column(column), "key") => Ok(Some(Value::from(column.key()))),
        (ExpressionKind::Label(label), "name" | "key") => label_name(&label.name),
        (ExpressionKind::Label(label), "element") => Ok(Some(Value::host(ExpressionObject::new(
            &host,
            label.element.clone(),
        )))),
        (ExpressionKind::Binary(binary), "left") => Ok(Some(Value::host(ExpressionObject::new(
            &host,
            binary.left.clone(),
        )))),
        (ExpressionKind::Binary(binary), "right") => Ok(Some(Value::host(ExpressionObject::new(
            &host,
            binary.right.clone(),
        )))),
        (_, "astext") => as_text(object, cx),
        (_, "compile") => match compiled::text(&object.expression) {
            Some(text) => Ok(Some(Value::function("compile", move |_, arguments| {
                compiled::compile(&text, arguments)
            }))),
            None => Err(PythonError::unsupported(format!(
                "compile() of an SQL expression ({})",
                object.class_name()
            ))),
        },
        (_, "type") => Err(PythonError::unsupported("the type of an SQL expression")),
        _ => match selectable_method(object, name).or_else(|| methods::method(object, name)) {
            Some(method) => Ok(Some(method)),
            None => Err(PythonError::unsupported(format!(
                "the attribute {name} of an SQL expression ({})",
                object.class_name()
            ))),
        },
    }
}

/// The methods functions, scalar subqueries and EXISTS have besides.
fn selectable_method(object: &ExpressionObject, name: &str) -> Option<Value> {
    scalar_method(object, name).or_else(|| function_method(object, name))
}

fn label_name(name: &LabelName) -> Result<Option<Value>, PythonError> {
    match name.known() {
        Some(name) => Ok(Some(Value::from(name.text()))),
        None => Err(PythonError::unsupported(
            "the name of a label before the statement is written",
        )),
    }
}

/// `json[key].astext`, the item as text; other expressions have no such attribute.
fn as_text(object: &ExpressionObject, cx: &mut Interpreter) -> Result<Option<Value>, PythonError> {
    let is_json = matches!(
        Comparator::of(&object.expression.sql_type()),
        Comparator::Json | Comparator::Jsonb
    );
    match operators::as_text(&object.expression) {
        Some(made) if is_json => object.made(cx, made).map(Some),
        _ => Ok(None),
    }
}

impl HostObject for ExpressionObject {
    fn type_name(&self) -> Rc<str> {
        self.class_name().into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        self.host
            .class(self.class_name())
            .or_else(|| self.host.class("ColumnElement"))
    }

    fn get_attribute(
        &self,
        name: &str,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        expression_attribute(self, name, cx)
    }

    fn binary(
        &self,
        operator: BinaryOperator,
        other: &Value,
        side: Side,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        operation::binary(self, operator, other, side, cx)
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        operation::compare(self, comparison, other, cx)
    }

    fn unary(
        &self,
        operator: UnaryOperator,
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        operation::unary(self, operator, cx)
    }

    fn subscript(&self, index: &Value, cx: &mut Interpreter) -> Result<Value, PythonError> {
        comparator_methods::subscript(self, cx, index)
    }

    fn truth(&self, _cx: &mut Interpreter) -> Result<bool, PythonError> {
        operation::truth(self)
    }

    fn str(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        match compiled::text(&self.expression) {
            Some(text) => Ok(text),
            None => self.repr(cx),
        }
    }
}
