//! The operators of SQL expressions and how tightly they bind (`sqlalchemy.sql.operators`).

use std::rc::Rc;

/// An operator between two operands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BinaryOperator {
    /// `+`.
    Add,
    /// `-`.
    Subtract,
    /// `*`.
    Multiply,
    /// `/` on numbers that keep their fraction.
    Divide,
    /// `//`.
    FloorDivide,
    /// `%`.
    Modulo,
    /// `||`.
    Concatenate,
    /// `=`.
    Equal,
    /// `!=`.
    NotEqual,
    /// `<`.
    Less,
    /// `<=`.
    LessOrEqual,
    /// `>`.
    Greater,
    /// `>=`.
    GreaterOrEqual,
    /// `IS`.
    Is,
    /// `IS NOT`.
    IsNot,
    /// `IS DISTINCT FROM`.
    IsDistinctFrom,
    /// `IS NOT DISTINCT FROM`.
    IsNotDistinctFrom,
    /// `IN`.
    In,
    /// `NOT IN`.
    NotIn,
    /// `LIKE`.
    Like,
    /// `NOT LIKE`.
    NotLike,
    /// `ILIKE`.
    ILike,
    /// `NOT ILIKE`.
    NotILike,
    /// `contains()`: LIKE with a wildcard on both sides.
    Contains,
    /// Negated `contains()`.
    NotContains,
    /// `startswith()`: LIKE with a wildcard behind.
    StartsWith,
    /// Negated `startswith()`.
    NotStartsWith,
    /// `endswith()`: LIKE with a wildcard in front.
    EndsWith,
    /// Negated `endswith()`.
    NotEndsWith,
    /// `icontains()`: ILIKE with a wildcard on both sides.
    IContains,
    /// Negated `icontains()`.
    NotIContains,
    /// `istartswith()`: ILIKE with a wildcard behind.
    IStartsWith,
    /// Negated `istartswith()`.
    NotIStartsWith,
    /// `iendswith()`: ILIKE with a wildcard in front.
    IEndsWith,
    /// Negated `iendswith()`.
    NotIEndsWith,
    /// `BETWEEN`; the right side is the pair of limits.
    Between,
    /// `NOT BETWEEN`.
    NotBetween,
    /// `~`, with flags `~*`.
    RegexpMatch,
    /// `!~`, with flags `!~*`.
    NotRegexpMatch,
    /// `REGEXP_REPLACE(…)`; the right side is the pattern and what replaces it.
    RegexpReplace,
    /// `@@ plainto_tsquery(…)`.
    Match,
    /// Negated `match()`.
    NotMatch,
    /// `&`.
    BitwiseAnd,
    /// `|`.
    BitwiseOr,
    /// `#`.
    BitwiseXor,
    /// `<<`.
    BitwiseLeftShift,
    /// `>>`.
    BitwiseRightShift,
    /// `array[index]`.
    GetItem,
    /// `json -> key`.
    JsonGetItem,
    /// `json #> path`.
    JsonPathGetItem,
    /// `COLLATE`; the right side is a collation.
    Collate,
    /// `op(…)` and the operators of PostgreSQL's own types.
    Custom(CustomOperator),
}

/// `operators.custom_op`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomOperator {
    /// Its text.
    pub text: Rc<str>,
    /// How tightly it binds; SQLAlchemy's default is 0.
    pub precedence: i16,
    /// Whether the result is a truth value.
    pub is_comparison: bool,
    /// Whether a chain of it needs no parentheses.
    pub natural_self_precedent: bool,
    /// Whether arguments on its right are grouped first (`eager_grouping`).
    pub eager_grouping: bool,
}

/// An operator in front of its operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnaryOperator {
    /// `NOT`.
    Not,
    /// The NOT in front of a truth value, which is never put in parentheses (`is_false`).
    IsFalse,
    /// Nothing: true or false that `and_()` and `or_()` were left with, which is no longer taken for
    /// the constant (`is_true`).
    IsTrue,
    /// `-`.
    Negate,
    /// `~`.
    BitwiseNot,
    /// `DISTINCT`.
    Distinct,
    /// `EXISTS`.
    Exists,
    /// `ANY`.
    Any,
    /// `ALL`.
    All,
}

/// An operator behind its operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modifier {
    /// `DESC`.
    Descending,
    /// `ASC`.
    Ascending,
    /// `NULLS FIRST`.
    NullsFirst,
    /// `NULLS LAST`.
    NullsLast,
}

/// Whatever an operand can stand beside, for the question of parentheses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Surrounding {
    /// Nothing: the operand stands alone.
    Nothing,
    /// A binary operator.
    Binary(BinaryOperator),
    /// A unary operator.
    Unary(UnaryOperator),
    /// DESC and its kin.
    Modifier(Modifier),
    /// AND.
    And,
    /// OR.
    Or,
    /// A list with commas.
    Comma,
    /// `AS`.
    As,
    /// FILTER behind a function.
    Filter,
    /// `array[index]`, OVER and what else binds a function.
    Tight,
    /// The place of a truth value (`_asbool`).
    Boolean,
}

/// Whether a chain of one operator may be written without parentheses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Associativity {
    /// It may.
    Natural,
    /// Each step is grouped.
    Grouped,
}

impl BinaryOperator {
    /// How tightly it binds: larger binds tighter.
    pub fn precedence(&self) -> i16 {
        match self {
            Self::GetItem | Self::JsonGetItem | Self::JsonPathGetItem => 15,
            Self::Multiply | Self::Divide | Self::FloorDivide | Self::Modulo => 8,
            Self::Add
            | Self::Subtract
            | Self::BitwiseAnd
            | Self::BitwiseOr
            | Self::BitwiseXor
            | Self::BitwiseLeftShift
            | Self::BitwiseRightShift => 7,
            Self::Concatenate
            | Self::Equal
            | Self::NotEqual
            | Self::Less
            | Self::LessOrEqual
            | Self::Greater
            | Self::GreaterOrEqual
            | Self::Is
            | Self::IsNot
            | Self::IsDistinctFrom
            | Self::IsNotDistinctFrom
            | Self::In
            | Self::NotIn
            | Self::Like
            | Self::NotLike
            | Self::ILike
            | Self::NotILike
            | Self::Between
            | Self::NotBetween
            | Self::RegexpMatch
            | Self::NotRegexpMatch
            | Self::RegexpReplace
            | Self::Match
            | Self::NotMatch => 5,
            Self::Collate => 4,
            // SQLAlchemy's table does not list these, so they are the smallest there is.
            Self::Contains
            | Self::NotContains
            | Self::StartsWith
            | Self::NotStartsWith
            | Self::EndsWith
            | Self::NotEndsWith
            | Self::IContains
            | Self::NotIContains
            | Self::IStartsWith
            | Self::NotIStartsWith
            | Self::IEndsWith
            | Self::NotIEndsWith => SMALLEST,
            Self::Custom(custom) => custom.precedence,
        }
    }

    /// Whether a chain of it may be written without parentheses.
    pub fn associativity(&self) -> Associativity {
        let natural = match self {
            Self::Add
            | Self::Multiply
            | Self::Concatenate
            | Self::GetItem
            | Self::JsonGetItem
            | Self::JsonPathGetItem => true,
            Self::Custom(custom) => custom.natural_self_precedent,
            _ => false,
        };
        if natural {
            Associativity::Natural
        } else {
            Associativity::Grouped
        }
    }

    /// Whether the result is a truth value (`operators.is_comparison`).
    pub fn is_comparison(&self) -> bool {
        match self {
            Self::Equal
            | Self::NotEqual
            | Self::Less
            | Self::LessOrEqual
            | Self::Greater
            | Self::GreaterOrEqual
            | Self::Is
            | Self::IsNot
            | Self::IsDistinctFrom
            | Self::IsNotDistinctFrom
            | Self::In
            | Self::NotIn
            | Self::Like
            | Self::NotLike
            | Self::ILike
            | Self::NotILike
            | Self::Contains
            | Self::NotContains
            | Self::StartsWith
            | Self::NotStartsWith
            | Self::EndsWith
            | Self::NotEndsWith
            | Self::IContains
            | Self::NotIContains
            | Self::IStartsWith
            | Self::NotIStartsWith
            | Self::IEndsWith
            | Self::NotIEndsWith
            | Self::Between
            | Self::NotBetween
            | Self::RegexpMatch
            | Self::NotRegexpMatch
            | Self::Match
            | Self::NotMatch => true,
            Self::Custom(custom) => custom.is_comparison,
            Self::Add
            | Self::Subtract
            | Self::Multiply
            | Self::Divide
            | Self::FloorDivide
            | Self::Modulo
            | Self::Concatenate
            | Self::BitwiseAnd
            | Self::BitwiseOr
            | Self::BitwiseXor
            | Self::BitwiseLeftShift
            | Self::BitwiseRightShift
            | Self::GetItem
            | Self::JsonGetItem
            | Self::JsonPathGetItem
            | Self::RegexpReplace
            | Self::Collate => false,
        }
    }

    /// The comparison that says the same with its sides exchanged (`operators.mirror`).
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
            other => other,
        }
    }

    /// The operator that says the opposite, where there is one.
    pub fn negated(&self) -> Option<Self> {
        Some(match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Less => Self::GreaterOrEqual,
            Self::GreaterOrEqual => Self::Less,
            Self::Greater => Self::LessOrEqual,
            Self::LessOrEqual => Self::Greater,
            Self::Is => Self::IsNot,
            Self::IsNot => Self::Is,
            Self::IsDistinctFrom => Self::IsNotDistinctFrom,
            Self::IsNotDistinctFrom => Self::IsDistinctFrom,
            Self::In => Self::NotIn,
            Self::NotIn => Self::In,
            Self::Like => Self::NotLike,
            Self::NotLike => Self::Like,
            Self::ILike => Self::NotILike,
            Self::NotILike => Self::ILike,
            Self::Contains => Self::NotContains,
            Self::NotContains => Self::Contains,
            Self::StartsWith => Self::NotStartsWith,
            Self::NotStartsWith => Self::StartsWith,
            Self::EndsWith => Self::NotEndsWith,
            Self::NotEndsWith => Self::EndsWith,
            Self::IContains => Self::NotIContains,
            Self::NotIContains => Self::IContains,
            Self::IStartsWith => Self::NotIStartsWith,
            Self::NotIStartsWith => Self::IStartsWith,
            Self::IEndsWith => Self::NotIEndsWith,
            Self::NotIEndsWith => Self::IEndsWith,
            Self::Between => Self::NotBetween,
            Self::NotBetween => Self::Between,
            Self::RegexpMatch => Self::NotRegexpMatch,
            Self::NotRegexpMatch => Self::RegexpMatch,
            Self::Match => Self::NotMatch,
            Self::NotMatch => Self::Match,
            Self::Add
            | Self::Subtract
            | Self::Multiply
            | Self::Divide
            | Self::FloorDivide
            | Self::Modulo
            | Self::Concatenate
            | Self::RegexpReplace
            | Self::BitwiseAnd
            | Self::BitwiseOr
            | Self::BitwiseXor
            | Self::BitwiseLeftShift
            | Self::BitwiseRightShift
            | Self::GetItem
            | Self::JsonGetItem
            | Self::JsonPathGetItem
            | Self::Collate
            | Self::Custom(_) => return None,
        })
    }
}

/// What SQLAlchemy takes for an operator its table does not list.
const SMALLEST: i16 = -100;
/// What SQLAlchemy takes for a surrounding its table does not list.
const LARGEST: i16 = 100;

impl Surrounding {
    /// How tightly it binds as the operator of an operand.
    fn as_operator(&self) -> i16 {
        match self {
            Self::Nothing | Self::Modifier(Modifier::NullsFirst | Modifier::NullsLast) => SMALLEST,
            other => other.listed(),
        }
    }

    /// How tightly it binds as what stands around an operand.
    fn as_surrounding(&self) -> i16 {
        match self {
            Self::Nothing | Self::Modifier(Modifier::NullsFirst | Modifier::NullsLast) => LARGEST,
            Self::Binary(operator) if operator.precedence() == SMALLEST => LARGEST,
            other => other.listed(),
        }
    }

    fn listed(&self) -> i16 {
        match self {
            Self::Nothing | Self::Unary(UnaryOperator::Exists) => 0,
            Self::Binary(operator) => operator.precedence(),
            Self::Unary(UnaryOperator::Negate | UnaryOperator::BitwiseNot) => 8,
            Self::Unary(
                UnaryOperator::Not
                | UnaryOperator::IsFalse
                | UnaryOperator::IsTrue
                | UnaryOperator::Distinct,
            ) => 5,
            Self::Filter => 6,
            Self::Unary(UnaryOperator::Any | UnaryOperator::All) | Self::Tight => 15,
            Self::Modifier(_) | Self::And => 3,
            Self::Or => 2,
            Self::Comma | Self::As => -1,
            Self::Boolean => -10,
        }
    }

    fn is_natural(&self) -> bool {
        match self {
            Self::Binary(operator) => operator.associativity() == Associativity::Natural,
            Self::And | Self::Or => true,
            _ => false,
        }
    }

    /// Whether an operand made by this operator needs parentheses inside `against`
    /// (`operators.is_precedent`).
    pub fn needs_group(&self, against: &Surrounding) -> bool {
        if self == against && self.is_natural() {
            return false;
        }
        if matches!(against, Self::Nothing) {
            return true;
        }
        self.as_operator() <= against.as_surrounding()
    }
}
