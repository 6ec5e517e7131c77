//! Expressions and assignment targets.

use rustpython_parser::ast;
use rustpython_parser::ast::Ranged;

use super::lowering::Lowering;
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::object::{BinaryOperator, CompareOperator, Comparison, UnaryOperator};
use crate::python::syntax::{
    Argument, ArgumentKind, BooleanOperator, ComprehensionKind, Constant, Conversion, Expression,
    ExpressionKind, FormatPart,
};

impl Lowering<'_> {
    pub(super) fn expression(&mut self, node: &ast::Expr) -> Result<Expression, PythonError> {
        let range = node.range();
        self.check_depth(range)?;
        let kind = match node {
            ast::Expr::BinOp(node) => return self.binary_chain(node),
            _ => self.expression_kind(node)?,
        };
        Ok(Expression {
            kind,
            span: self.span(range),
        })
    }

    pub(super) fn expressions(
        &mut self,
        nodes: &[ast::Expr],
    ) -> Result<Vec<Expression>, PythonError> {
        nodes.iter().map(|node| self.expression(node)).collect()
    }

    pub(super) fn optional(
        &mut self,
        node: Option<&ast::Expr>,
    ) -> Result<Option<Expression>, PythonError> {
        node.map(|node| self.expression(node)).transpose()
    }

    fn boxed(&mut self, node: &ast::Expr) -> Result<Box<Expression>, PythonError> {
        Ok(Box::new(self.expression(node)?))
    }

    fn optional_boxed(
        &mut self,
        node: Option<&ast::Expr>,
    ) -> Result<Option<Box<Expression>>, PythonError> {
        node.map(|node| self.boxed(node)).transpose()
    }

    /// An annotation is kept for its text; a `:=` in it would bind nothing.
    pub(super) fn annotation(&mut self, node: &ast::Expr) -> Result<Expression, PythonError> {
        self.expression(node)
    }

    /// `a + b + c …`, which the parser nests to the left, without recursion.
    fn binary_chain(&mut self, node: &ast::ExprBinOp) -> Result<Expression, PythonError> {
        let mut spine = vec![node];
        let mut leftmost = &*node.left;
        while let ast::Expr::BinOp(next) = leftmost {
            spine.push(next);
            leftmost = &next.left;
        }
        let mut left = self.expression(leftmost)?;
        for node in spine.into_iter().rev() {
            left = Expression {
                span: self.span(node.range),
                kind: ExpressionKind::Binary {
                    left: Box::new(left),
                    operator: binary_operator(node.op),
                    right: self.boxed(&node.right)?,
                },
            };
        }
        Ok(left)
    }

    fn expression_kind(&mut self, node: &ast::Expr) -> Result<ExpressionKind, PythonError> {
        Ok(match node {
            ast::Expr::BinOp(node) => self.binary_chain(node)?.kind,
            ast::Expr::BoolOp(node) => ExpressionKind::Boolean {
                operator: match node.op {
                    ast::BoolOp::And => BooleanOperator::And,
                    ast::BoolOp::Or => BooleanOperator::Or,
                },
                values: self.expressions(&node.values)?,
            },
            ast::Expr::NamedExpr(node) => {
                let value = self.boxed(&node.value)?;
                let ast::Expr::Name(target) = &*node.target else {
                    let message = "cannot use assignment expressions with this target";
                    return Err(self.syntax_error(message, node.range));
                };
                let name = self.name(&target.id);
                self.bind_walrus(&name);
                ExpressionKind::Walrus { name, value }
            }
            ast::Expr::UnaryOp(node) => {
                let operand = self.boxed(&node.operand)?;
                let operator = match node.op {
                    ast::UnaryOp::Not => return Ok(ExpressionKind::Not(operand)),
                    ast::UnaryOp::Invert => UnaryOperator::Invert,
                    ast::UnaryOp::UAdd => UnaryOperator::Positive,
                    ast::UnaryOp::USub => UnaryOperator::Negative,
                };
                ExpressionKind::Unary { operator, operand }
            }
            ast::Expr::Lambda(node) => ExpressionKind::Lambda(self.lambda(node)?),
            ast::Expr::IfExp(node) => ExpressionKind::Conditional {
                test: self.boxed(&node.test)?,
                body: self.boxed(&node.body)?,
                otherwise: self.boxed(&node.orelse)?,
            },
            ast::Expr::Dict(node) => {
                let mut items = Vec::new();
                for (key, value) in node.keys.iter().zip(&node.values) {
                    items.push((self.optional(key.as_ref())?, self.expression(value)?));
                }
                ExpressionKind::Dict(items)
            }
            ast::Expr::Set(node) => ExpressionKind::Set(self.expressions(&node.elts)?),
            ast::Expr::List(node) => ExpressionKind::List(self.expressions(&node.elts)?),
            ast::Expr::Tuple(node) => ExpressionKind::Tuple(self.expressions(&node.elts)?),
            ast::Expr::ListComp(node) => self.comprehension(&node.generators, |lowering| {
                Ok(ComprehensionKind::List(lowering.expression(&node.elt)?))
            })?,
            ast::Expr::SetComp(node) => self.comprehension(&node.generators, |lowering| {
                Ok(ComprehensionKind::Set(lowering.expression(&node.elt)?))
            })?,
            ast::Expr::DictComp(node) => self.comprehension(&node.generators, |lowering| {
                let key = lowering.expression(&node.key)?;
                Ok(ComprehensionKind::Dict(
                    key,
                    lowering.expression(&node.value)?,
                ))
            })?,
            ast::Expr::GeneratorExp(node) => self.comprehension(&node.generators, |lowering| {
                Ok(ComprehensionKind::Generator(
                    lowering.expression(&node.elt)?,
                ))
            })?,
            ast::Expr::Await(node) => {
                self.check_await(node.range)?;
                ExpressionKind::Await(self.boxed(&node.value)?)
            }
            ast::Expr::Yield(node) => {
                self.check_yield(node.range)?;
                let value = self.optional_boxed(node.value.as_deref())?;
                self.scope().yields += 1;
                ExpressionKind::Yield(value)
            }
            ast::Expr::YieldFrom(node) => {
                self.check_yield(node.range)?;
                let value = self.boxed(&node.value)?;
                self.scope().yields += 1;
                ExpressionKind::YieldFrom(value)
            }
            ast::Expr::Compare(node) => {
                let left = self.boxed(&node.left)?;
                let mut rest = Vec::new();
                for (operator, operand) in node.ops.iter().zip(&node.comparators) {
                    rest.push((compare_operator(*operator), self.expression(operand)?));
                }
                ExpressionKind::Compare { left, rest }
            }
            ast::Expr::Call(node) => ExpressionKind::Call {
                function: self.boxed(&node.func)?,
                arguments: self.arguments(&node.args, &node.keywords)?,
            },
            ast::Expr::FormattedValue(_) | ast::Expr::JoinedStr(_) => {
                let mut parts = Vec::new();
                self.format_parts(node, &mut parts)?;
                ExpressionKind::FormattedString(parts)
            }
            ast::Expr::Constant(node) => ExpressionKind::Constant(constant(&node.value)),
            ast::Expr::Attribute(node) => ExpressionKind::Attribute {
                value: self.boxed(&node.value)?,
                name: self.name(&node.attr),
            },
            ast::Expr::Subscript(node) => ExpressionKind::Subscript {
                value: self.boxed(&node.value)?,
                index: self.boxed(&node.slice)?,
            },
            ast::Expr::Starred(node) => ExpressionKind::Starred(self.boxed(&node.value)?),
            ast::Expr::Name(node) => ExpressionKind::Name(self.name(&node.id)),
            ast::Expr::Slice(node) => ExpressionKind::Slice {
                lower: self.optional_boxed(node.lower.as_deref())?,
                upper: self.optional_boxed(node.upper.as_deref())?,
                step: self.optional_boxed(node.step.as_deref())?,
            },
        })
    }

    pub(super) fn targets(&mut self, nodes: &[ast::Expr]) -> Result<Vec<Expression>, PythonError> {
        nodes.iter().map(|node| self.target(node)).collect()
    }

    /// What an assignment, deletion or loop binds.
    pub(super) fn target(&mut self, node: &ast::Expr) -> Result<Expression, PythonError> {
        let range = node.range();
        self.check_depth(range)?;
        let kind = match node {
            ast::Expr::Name(node) if node.id.as_str() == "__debug__" => {
                return Err(self.syntax_error("cannot assign to __debug__", range));
            }
            ast::Expr::Name(node) => {
                let name = self.name(&node.id);
                self.bind(&name);
                ExpressionKind::Name(name)
            }
            ast::Expr::Tuple(node) => ExpressionKind::Tuple(self.members(&node.elts)?),
            ast::Expr::List(node) => ExpressionKind::List(self.members(&node.elts)?),
            ast::Expr::Starred(_) => {
                let message = "starred assignment target must be in a list or tuple";
                return Err(self.syntax_error(message, range));
            }
            ast::Expr::Attribute(_) | ast::Expr::Subscript(_) => self.expression_kind(node)?,
            _ => return Err(self.syntax_error("cannot assign to expression", range)),
        };
        Ok(Expression {
            kind,
            span: self.span(range),
        })
    }

    /// The targets in a list or tuple, of which one may be starred.
    fn members(&mut self, nodes: &[ast::Expr]) -> Result<Vec<Expression>, PythonError> {
        let mut members = Vec::with_capacity(nodes.len());
        let mut starred = false;
        for node in nodes {
            let ast::Expr::Starred(star) = node else {
                members.push(self.target(node)?);
                continue;
            };
            if std::mem::replace(&mut starred, true) {
                let message = "multiple starred expressions in assignment";
                return Err(self.syntax_error(message, star.range));
            }
            members.push(Expression {
                kind: ExpressionKind::Starred(Box::new(self.target(&star.value)?)),
                span: self.span(star.range),
            });
        }
        Ok(members)
    }

    /// What `+=` and its kin change: a single thing.
    pub(super) fn augmented_target(&mut self, node: &ast::Expr) -> Result<Expression, PythonError> {
        let several = match node {
            ast::Expr::Tuple(_) => "tuple",
            ast::Expr::List(_) => "list",
            _ => return self.target(node),
        };
        let message = format!("'{several}' is an illegal expression for augmented assignment");
        Err(self.syntax_error(&message, node.range()))
    }

    pub(super) fn arguments(
        &mut self,
        positional: &[ast::Expr],
        keywords: &[ast::Keyword],
    ) -> Result<Vec<Argument>, PythonError> {
        let mut arguments = Vec::with_capacity(positional.len() + keywords.len());
        for node in positional {
            let (kind, value) = match node {
                ast::Expr::Starred(starred) => (ArgumentKind::Unpack, &*starred.value),
                _ => (ArgumentKind::Positional, node),
            };
            arguments.push(Argument {
                kind,
                value: self.expression(value)?,
            });
        }
        for keyword in keywords {
            let kind = match &keyword.arg {
                Some(name) => ArgumentKind::Keyword(self.name(name)),
                None => ArgumentKind::UnpackKeywords,
            };
            arguments.push(Argument {
                kind,
                value: self.expression(&keyword.value)?,
            });
        }
        Ok(arguments)
    }

    fn format_parts(
        &mut self,
        node: &ast::Expr,
        parts: &mut Vec<FormatPart>,
    ) -> Result<(), PythonError> {
        match node {
            ast::Expr::JoinedStr(node) => {
                for value in &node.values {
                    self.format_parts(value, parts)?;
                }
            }
            ast::Expr::Constant(ast::ExprConstant {
                value: ast::Constant::Str(text),
                ..
            }) => parts.push(FormatPart::Text(text.as_str().into())),
            ast::Expr::FormattedValue(node) => {
                let mut specification = Vec::new();
                if let Some(node) = node.format_spec.as_deref() {
                    self.format_parts(node, &mut specification)?;
                }
                parts.push(FormatPart::Field {
                    value: self.expression(&node.value)?,
                    conversion: match node.conversion {
                        ast::ConversionFlag::None => Conversion::None,
                        ast::ConversionFlag::Str => Conversion::Str,
                        ast::ConversionFlag::Repr => Conversion::Repr,
                        ast::ConversionFlag::Ascii => Conversion::Ascii,
                    },
                    specification,
                });
            }
            _ => return Err(self.syntax_error("f-string: invalid syntax", node.range())),
        }
        Ok(())
    }
}

pub(super) fn constant(constant: &ast::Constant) -> Constant {
    match constant {
        ast::Constant::None => Constant::None,
        ast::Constant::Ellipsis => Constant::Ellipsis,
        ast::Constant::Bool(value) => Constant::Bool(*value),
        ast::Constant::Int(value) => Constant::Int(Integer::big(value.clone())),
        ast::Constant::Float(value) => Constant::Float(*value),
        // A tuple constant is made by an optimiser that is not run here.
        ast::Constant::Complex { .. } | ast::Constant::Tuple(_) => Constant::Complex,
        ast::Constant::Str(text) => Constant::Str(text.as_str().into()),
        ast::Constant::Bytes(bytes) => Constant::Bytes(bytes.as_slice().into()),
    }
}

pub(super) fn binary_operator(operator: ast::Operator) -> BinaryOperator {
    match operator {
        ast::Operator::Add => BinaryOperator::Add,
        ast::Operator::Sub => BinaryOperator::Subtract,
        ast::Operator::Mult => BinaryOperator::Multiply,
        ast::Operator::MatMult => BinaryOperator::MatrixMultiply,
        ast::Operator::Div => BinaryOperator::Divide,
        ast::Operator::Mod => BinaryOperator::Modulo,
        ast::Operator::Pow => BinaryOperator::Power,
        ast::Operator::LShift => BinaryOperator::ShiftLeft,
        ast::Operator::RShift => BinaryOperator::ShiftRight,
        ast::Operator::BitOr => BinaryOperator::Or,
        ast::Operator::BitXor => BinaryOperator::ExclusiveOr,
        ast::Operator::BitAnd => BinaryOperator::And,
        ast::Operator::FloorDiv => BinaryOperator::FloorDivide,
    }
}

fn compare_operator(operator: ast::CmpOp) -> CompareOperator {
    match operator {
        ast::CmpOp::Eq => CompareOperator::Rich(Comparison::Equal),
        ast::CmpOp::NotEq => CompareOperator::Rich(Comparison::NotEqual),
        ast::CmpOp::Lt => CompareOperator::Rich(Comparison::Less),
        ast::CmpOp::LtE => CompareOperator::Rich(Comparison::LessOrEqual),
        ast::CmpOp::Gt => CompareOperator::Rich(Comparison::Greater),
        ast::CmpOp::GtE => CompareOperator::Rich(Comparison::GreaterOrEqual),
        ast::CmpOp::Is => CompareOperator::Is,
        ast::CmpOp::IsNot => CompareOperator::IsNot,
        ast::CmpOp::In => CompareOperator::In,
        ast::CmpOp::NotIn => CompareOperator::NotIn,
    }
}
