//! Two operands and an operator.

use crate::schema::expression::{
    BinaryExpression, BinaryOperator, CastForm, Expression, ExpressionKind,
};
use crate::schema::{JsonFormat, Literal, PlainType, SqlType, TypeKind};

use super::super::error::DdlError;
use super::super::literal::{render_string, render_value};
use super::super::type_compiler::TypeCompiler;
use super::compiler::ExpressionCompiler;
use super::composition::Nesting;
use super::element::cast_text;
use super::surroundings::Values;

/// Whether an operator is put in parentheses inside of any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grouping {
    /// Its precedence decides.
    ByPrecedence,
    /// It is (`eager_grouping`).
    Eager,
}

/// Whether an item of JSON stands in the cast that gives it another type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CastState {
    /// It is written with its cast.
    Pending,
    /// The cast is written; the item becomes text.
    Applied,
}

impl ExpressionCompiler<'_> {
    /// The operands with the operator between.
    pub(super) fn binary(self, binary: &BinaryExpression) -> Result<String, DdlError> {
        let left = || self.process(&binary.left);
        let right = || self.process(&binary.right);
        let inside_left = || self.inside_operator().process(&binary.left);
        let generic = |operator: &str| self.generic(binary, operator, Grouping::ByPrecedence);
        match &binary.operator {
            BinaryOperator::Add => generic(" + "),
            BinaryOperator::Subtract => generic(" - "),
            BinaryOperator::Multiply => generic(" * "),
            BinaryOperator::Modulo => {
                Ok(format!("{}{}{}", left()?, self.verbatim(" % "), right()?))
            }
            BinaryOperator::Divide => self.divide(binary),
            BinaryOperator::FloorDivide => self.floor_divide(binary),
            BinaryOperator::Concatenate => generic(" || "),
            BinaryOperator::Equal => generic(" = "),
            BinaryOperator::NotEqual => generic(" != "),
            BinaryOperator::Less => generic(" < "),
            BinaryOperator::LessOrEqual => generic(" <= "),
            BinaryOperator::Greater => generic(" > "),
            BinaryOperator::GreaterOrEqual => generic(" >= "),
            BinaryOperator::Is => generic(" IS "),
            BinaryOperator::IsNot => generic(" IS NOT "),
            BinaryOperator::IsDistinctFrom => generic(" IS DISTINCT FROM "),
            BinaryOperator::IsNotDistinctFrom => generic(" IS NOT DISTINCT FROM "),
            BinaryOperator::In => match self.written_empty_row(&binary.right) {
                Some(row) => Ok(format!("{} IN ({row}) AND (1 != 1)", inside_left()?)),
                None => generic(" IN "),
            },
            // NOT IN stands in parentheses because of what an empty list adds to it.
            BinaryOperator::NotIn => match self.written_empty_row(&binary.right) {
                Some(row) => Ok(format!("({} NOT IN ({row}) OR (1 = 1))", inside_left()?)),
                None => Ok(format!("({})", generic(" NOT IN ")?)),
            },
            BinaryOperator::Like => self.like(binary, "LIKE", "", ""),
            BinaryOperator::NotLike => self.like(binary, "NOT LIKE", "", ""),
            BinaryOperator::ILike => self.like(binary, "ILIKE", "", ""),
            BinaryOperator::NotILike => self.like(binary, "NOT ILIKE", "", ""),
            BinaryOperator::Contains => self.like(binary, "LIKE", ANYTHING, ANYTHING),
            BinaryOperator::NotContains => self.like(binary, "NOT LIKE", ANYTHING, ANYTHING),
            BinaryOperator::StartsWith => self.like(binary, "LIKE", "", ANYTHING),
            BinaryOperator::NotStartsWith => self.like(binary, "NOT LIKE", "", ANYTHING),
            BinaryOperator::EndsWith => self.like(binary, "LIKE", ANYTHING, ""),
            BinaryOperator::NotEndsWith => self.like(binary, "NOT LIKE", ANYTHING, ""),
            BinaryOperator::IContains => self.like(binary, "ILIKE", ANYTHING, ANYTHING),
            BinaryOperator::NotIContains => self.like(binary, "NOT ILIKE", ANYTHING, ANYTHING),
            BinaryOperator::IStartsWith => self.like(binary, "ILIKE", "", ANYTHING),
            BinaryOperator::NotIStartsWith => self.like(binary, "NOT ILIKE", "", ANYTHING),
            BinaryOperator::IEndsWith => self.like(binary, "ILIKE", ANYTHING, ""),
            BinaryOperator::NotIEndsWith => self.like(binary, "NOT ILIKE", ANYTHING, ""),
            BinaryOperator::Between if binary.symmetric => generic(" BETWEEN SYMMETRIC "),
            BinaryOperator::NotBetween if binary.symmetric => generic(" NOT BETWEEN SYMMETRIC "),
            BinaryOperator::Between => generic(" BETWEEN "),
            BinaryOperator::NotBetween => generic(" NOT BETWEEN "),
            BinaryOperator::RegexpMatch => self.regexp(binary, "~"),
            BinaryOperator::NotRegexpMatch => self.regexp(binary, "!~"),
            BinaryOperator::RegexpReplace => self.regexp_replace(binary),
            BinaryOperator::Match => self.text_search(binary),
            BinaryOperator::NotMatch => {
                Err(DdlError::Unsupported("the negation of match()".to_owned()))
            }
            BinaryOperator::BitwiseAnd => generic(" & "),
            BinaryOperator::BitwiseOr => generic(" | "),
            BinaryOperator::BitwiseXor => generic(" # "),
            BinaryOperator::BitwiseLeftShift => generic(" << "),
            BinaryOperator::BitwiseRightShift => generic(" >> "),
            BinaryOperator::GetItem => Ok(format!("{}[{}]", left()?, right()?)),
            BinaryOperator::JsonGetItem | BinaryOperator::JsonPathGetItem => {
                self.json_item(binary, CastState::Pending)
            }
            BinaryOperator::Collate => generic(" COLLATE "),
            BinaryOperator::Custom(custom) => {
                let grouping = if custom.eager_grouping {
                    Grouping::Eager
                } else {
                    Grouping::ByPrecedence
                };
                let text = format!(" {} ", self.verbatim(&custom.text));
                self.generic(binary, &text, grouping)
            }
        }
    }

    /// `left operator right`, which is an operator around its operands.
    fn generic(
        self,
        binary: &BinaryExpression,
        operator: &str,
        grouping: Grouping,
    ) -> Result<String, DdlError> {
        let inside = self.inside_operator();
        let text = format!(
            "{}{operator}{}",
            inside.process(&binary.left)?,
            inside.process(&binary.right)?
        );
        Ok(match (self.nesting, grouping) {
            (Nesting::InsideOperator, Grouping::Eager) => format!("({text})"),
            _ => text,
        })
    }

    /// What stands for the rows of an empty list; where places are marked, nothing is known of it.
    fn written_empty_row(self, right: &Expression) -> Option<String> {
        match self.values {
            Values::Literals | Values::Driver => empty_row(right),
            Values::Placeholders => None,
        }
    }

    /// PostgreSQL divides integers without a rest, which `/` in Python does not.
    fn divide(self, binary: &BinaryExpression) -> Result<String, DdlError> {
        let right = self.process(&binary.right)?;
        let right_type = binary.right.sql_type();
        let numeric = match affinity(&right_type) {
            Affinity::Numeric => self.cast_name(&right_type)?,
            Affinity::Integer | Affinity::Other => "NUMERIC".to_owned(),
        };
        Ok(format!(
            "{} / CAST({right} AS {numeric})",
            self.process(&binary.left)?
        ))
    }

    fn cast_name(self, sql_type: &SqlType) -> Result<String, DdlError> {
        TypeCompiler::new(self.preparer()).process(sql_type)
    }

    fn floor_divide(self, binary: &BinaryExpression) -> Result<String, DdlError> {
        let text = format!(
            "{} / {}",
            self.process(&binary.left)?,
            self.process(&binary.right)?
        );
        let integers = [&binary.left, &binary.right]
            .iter()
            .all(|operand| affinity(&operand.sql_type()) == Affinity::Integer);
        Ok(if integers {
            text
        } else {
            format!("FLOOR({text})")
        })
    }

    /// LIKE with wildcards around the right side and its escape character.
    fn like(
        self,
        binary: &BinaryExpression,
        keyword: &str,
        before: &str,
        behind: &str,
    ) -> Result<String, DdlError> {
        let is_wild = !before.is_empty() || !behind.is_empty();
        let right = match (is_wild, keyword) {
            (false, _) => self.process(&binary.right)?,
            // A chain of `||` loses its parentheses where the wildcards join it; in front of ILIKE
            // its operands are marked, which keeps them apart.
            (true, "LIKE" | "NOT LIKE") => {
                let right = unchained(&binary.right, before.is_empty());
                self.inside_operator().process(right)?
            }
            (true, _) => self.inside_operator().process(&binary.right)?,
        };
        let left = self.process(&binary.left)?;
        let mut parts = Vec::with_capacity(3);
        parts.extend((!before.is_empty()).then(|| self.verbatim(before)));
        parts.push(right);
        parts.extend((!behind.is_empty()).then(|| self.verbatim(behind)));
        let right = parts.join(" || ");
        let escape = binary.escape.as_ref().map_or_else(String::new, |escape| {
            format!(" ESCAPE {}", render_string(escape, self.target))
        });
        Ok(format!("{left} {keyword} {right}{escape}"))
    }

    /// `text @@ plainto_tsquery(configuration, query)`.
    fn text_search(self, binary: &BinaryExpression) -> Result<String, DdlError> {
        let configuration = match &binary.text_search_configuration {
            None => String::new(),
            Some(configuration) => {
                let text = SqlType::string(None);
                format!("{}, ", render_value(configuration, &text, self.target)?)
            }
        };
        Ok(format!(
            "{} @@ plainto_tsquery({configuration}{})",
            self.process(&binary.left)?,
            self.process(&binary.right)?
        ))
    }

    fn regexp_replace(self, binary: &BinaryExpression) -> Result<String, DdlError> {
        let text = self.process(&binary.left)?;
        // The pattern and its replacement are a list made by an operator, the flags are not.
        let pattern = self.inside_operator().process(&binary.right)?;
        let flags = binary.flags.as_ref().map_or_else(String::new, |flags| {
            format!(", {}", render_string(flags, self.target))
        });
        Ok(format!("REGEXP_REPLACE({text}, {pattern}{flags})"))
    }

    /// `~`, which takes its flags as part of the pattern or as `~*`.
    fn regexp(self, binary: &BinaryExpression, operator: &str) -> Result<String, DdlError> {
        let generic = |operator: &str| self.generic(binary, operator, Grouping::ByPrecedence);
        match binary.flags.as_deref() {
            None => generic(&format!(" {operator} ")),
            Some("i") => generic(&format!(" {operator}* ")),
            Some(flags) => Ok(format!(
                "{} {operator} CONCAT('(?', {}, ')', {})",
                self.process(&binary.left)?,
                render_string(flags, self.target),
                self.process(&binary.right)?
            )),
        }
    }

    /// `json -> key` and `json #> path`, for JSONB the subscript PostgreSQL 14 brought, and a cast
    /// of the text where another type was asked for.
    fn json_item(self, binary: &BinaryExpression, cast: CastState) -> Result<String, DdlError> {
        if cast == CastState::Pending && !is_json(&binary.sql_type) {
            let item = self.json_item(binary, CastState::Applied)?;
            return Ok(cast_text(&item, &self.types().process(&binary.sql_type)?));
        }
        let is_binary = matches!(
            binary.left.sql_type().kind(),
            TypeKind::Json(json) if json.format == JsonFormat::Binary
        );
        let operator = match (&binary.operator, cast) {
            (BinaryOperator::JsonPathGetItem, CastState::Pending) => " #> ",
            (BinaryOperator::JsonPathGetItem, CastState::Applied) => " #>> ",
            (_, CastState::Pending) if is_binary => {
                let left = self.process(&binary.left)?;
                let left = match binary.left.kind() {
                    ExpressionKind::Function(_) => format!("({left})"),
                    ExpressionKind::Cast(cast) if cast.form != CastForm::Coerce => {
                        format!("({left})")
                    }
                    _ => left,
                };
                return Ok(format!("{left}[{}]", self.process(&binary.right)?));
            }
            (_, CastState::Pending) => " -> ",
            (_, CastState::Applied) => " ->> ",
        };
        self.generic(binary, operator, Grouping::Eager)
    }
}

/// Any characters, in LIKE.
const ANYTHING: &str = "'%'";

/// A chain of `||` without the parentheses around it, where a wildcard joins the chain: always
/// behind it, in front only where the chain is a text.
fn unchained(expression: &Expression, comes_first: bool) -> &Expression {
    let mut inner = expression;
    while let ExpressionKind::Grouping(content) = inner.kind() {
        inner = content;
    }
    match inner.kind() {
        ExpressionKind::Binary(binary)
            if binary.operator == BinaryOperator::Concatenate
                && (comes_first || matches!(binary.sql_type.kind(), TypeKind::Character(_))) =>
        {
            inner
        }
        _ => expression,
    }
}

/// What stands for the rows of an empty list on the right of IN.
fn empty_row(right: &Expression) -> Option<String> {
    let ExpressionKind::BindParameter(parameter) = right.kind() else {
        return None;
    };
    let empty = matches!(
        &parameter.value,
        Some(Literal::List(items) | Literal::Tuple(items)) if items.is_empty()
    );
    if !parameter.expanding || !empty {
        return None;
    }
    match parameter.sql_type.kind() {
        TypeKind::Tuple(types) if types.len() > 1 => {
            Some(format!("({})", vec!["NULL"; types.len()].join(", ")))
        }
        _ => Some("NULL".to_owned()),
    }
}

fn is_json(sql_type: &SqlType) -> bool {
    match sql_type.kind() {
        TypeKind::Json(_) => true,
        TypeKind::Decorated(implementation) => is_json(implementation),
        _ => false,
    }
}

/// What kind of number a type holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Affinity {
    Integer,
    Numeric,
    Other,
}

fn affinity(sql_type: &SqlType) -> Affinity {
    match sql_type.kind() {
        TypeKind::Plain(PlainType::Integer | PlainType::SmallInteger | PlainType::BigInteger) => {
            Affinity::Integer
        }
        TypeKind::Numeric(_) | TypeKind::Float(..) => Affinity::Numeric,
        TypeKind::Decorated(implementation) => affinity(implementation),
        _ => Affinity::Other,
    }
}
