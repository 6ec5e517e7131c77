//! Two operands and an operator.

use crate::schema::expression::{BinaryExpression, BinaryOperator, Expression, ExpressionKind};
use crate::schema::{JsonFormat, Literal, PlainType, SqlType, TypeKind};

use super::super::error::DdlError;
use super::super::literal::render_string;
use super::super::type_compiler::{DIALECT, TypeCompiler};
use super::compiler::ExpressionCompiler;

impl ExpressionCompiler<'_> {
    /// The operands with the operator between.
    pub(super) fn binary(self, binary: &BinaryExpression) -> Result<String, DdlError> {
        let left = || self.process(&binary.left);
        let right = || self.process(&binary.right);
        let generic = |operator: &str| Ok(format!("{}{operator}{}", left()?, right()?));
        match &binary.operator {
            BinaryOperator::Add => generic(" + "),
            BinaryOperator::Subtract => generic(" - "),
            BinaryOperator::Multiply => generic(" * "),
            BinaryOperator::Modulo => generic(&self.verbatim(" % ")),
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
            BinaryOperator::In => match empty_row(&binary.right) {
                Some(row) => Ok(format!("{} IN ({row}) AND (1 != 1)", left()?)),
                None => generic(" IN "),
            },
            // NOT IN stands in parentheses because of what an empty list adds to it.
            BinaryOperator::NotIn => match empty_row(&binary.right) {
                Some(row) => Ok(format!("({} NOT IN ({row}) OR (1 = 1))", left()?)),
                None => Ok(format!("({} NOT IN {})", left()?, right()?)),
            },
            BinaryOperator::Like => self.like(binary, "LIKE", "", ""),
            BinaryOperator::NotLike => self.like(binary, "NOT LIKE", "", ""),
            BinaryOperator::ILike => self.like(binary, "ILIKE", "", ""),
            BinaryOperator::NotILike => self.like(binary, "NOT ILIKE", "", ""),
            BinaryOperator::Contains => self.like(binary, "LIKE", "'%' || ", " || '%'"),
            BinaryOperator::NotContains => self.like(binary, "NOT LIKE", "'%' || ", " || '%'"),
            BinaryOperator::StartsWith => self.like(binary, "LIKE", "", " || '%'"),
            BinaryOperator::NotStartsWith => self.like(binary, "NOT LIKE", "", " || '%'"),
            BinaryOperator::EndsWith => self.like(binary, "LIKE", "'%' || ", ""),
            BinaryOperator::NotEndsWith => self.like(binary, "NOT LIKE", "'%' || ", ""),
            BinaryOperator::Between if binary.symmetric => generic(" BETWEEN SYMMETRIC "),
            BinaryOperator::NotBetween if binary.symmetric => generic(" NOT BETWEEN SYMMETRIC "),
            BinaryOperator::Between => generic(" BETWEEN "),
            BinaryOperator::NotBetween => generic(" NOT BETWEEN "),
            BinaryOperator::RegexpMatch => self.regexp(binary, "~"),
            BinaryOperator::NotRegexpMatch => self.regexp(binary, "!~"),
            BinaryOperator::Match => Ok(format!("{} @@ plainto_tsquery({})", left()?, right()?)),
            BinaryOperator::NotMatch => {
                Err(DdlError::Unsupported("the negation of match()".to_owned()))
            }
            BinaryOperator::BitwiseAnd => generic(" & "),
            BinaryOperator::BitwiseOr => generic(" | "),
            BinaryOperator::BitwiseXor => generic(" # "),
            BinaryOperator::BitwiseLeftShift => generic(" << "),
            BinaryOperator::BitwiseRightShift => generic(" >> "),
            BinaryOperator::GetItem => Ok(format!("{}[{}]", left()?, right()?)),
            BinaryOperator::JsonGetItem => self.json_item(binary),
            BinaryOperator::JsonPathGetItem => self.json_path(binary),
            BinaryOperator::Collate => generic(" COLLATE "),
            BinaryOperator::Custom(custom) if custom.eager_grouping => Err(DdlError::Unsupported(
                format!("the operator {} with eager grouping", custom.text),
            )),
            BinaryOperator::Custom(custom) => {
                generic(&format!(" {} ", self.verbatim(&custom.text)))
            }
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
        let (left, right) = (self.process(&binary.left)?, self.process(&binary.right)?);
        let (before, behind) = (self.verbatim(before), self.verbatim(behind));
        let escape = binary.escape.as_ref().map_or_else(String::new, |escape| {
            format!(" ESCAPE {}", render_string(escape, self.target))
        });
        Ok(format!("{left} {keyword} {before}{right}{behind}{escape}"))
    }

    /// `~`, which takes its flags as part of the pattern or as `~*`.
    fn regexp(self, binary: &BinaryExpression, operator: &str) -> Result<String, DdlError> {
        let (left, right) = (self.process(&binary.left)?, self.process(&binary.right)?);
        Ok(match binary.flags.as_deref() {
            None => format!("{left} {operator} {right}"),
            Some("i") => format!("{left} {operator}* {right}"),
            Some(flags) => format!(
                "{left} {operator} CONCAT('(?', {}, ')', {right})",
                render_string(flags, self.target)
            ),
        })
    }

    /// `json -> key`, and for JSONB the subscript PostgreSQL 14 brought.
    fn json_item(self, binary: &BinaryExpression) -> Result<String, DdlError> {
        if !is_json(&binary.sql_type) {
            return Err(DdlError::Unsupported(
                "a JSON item of another type than JSON".to_owned(),
            ));
        }
        let (left, right) = (self.process(&binary.left)?, self.process(&binary.right)?);
        let subscript = matches!(
            binary.left.sql_type().resolve(DIALECT).kind(),
            TypeKind::Json(json) if json.format == JsonFormat::Binary
        );
        Ok(if subscript {
            format!("{left}[{right}]")
        } else {
            format!("{left} -> {right}")
        })
    }

    fn json_path(self, binary: &BinaryExpression) -> Result<String, DdlError> {
        if !is_json(&binary.sql_type) {
            return Err(DdlError::Unsupported(
                "a JSON path of another type than JSON".to_owned(),
            ));
        }
        Ok(format!(
            "{} #> {}",
            self.process(&binary.left)?,
            self.process(&binary.right)?
        ))
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
    matches!(sql_type.kind(), TypeKind::Json(_))
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
