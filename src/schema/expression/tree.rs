//! The nodes of an SQL expression.

use std::fmt;
use std::rc::Rc;

use num_bigint::BigInt;

use super::super::error::SchemaError;
use super::super::literal::Literal;
use super::super::name::Name;
use super::super::sql_type::SqlType;
use super::super::statement::{FromClause, Identity, LabelName, Measure, Query};
use super::bind_parameter::BindParameter;
use super::column_reference::ColumnReference;
use super::function::FunctionCall;
use super::operator::{BinaryOperator, Modifier, UnaryOperator};
use super::text_clause::TextClause;

/// An SQL expression; cloning shares it.
///
/// Equality compares what expressions say; [`Self::identity`] tells whether they are one object.
#[derive(Clone)]
pub struct Expression(Rc<Node>);

struct Node {
    kind: ExpressionKind,
    measure: Measure,
    identity: Identity,
}

impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || self.0.kind == other.0.kind
    }
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum ExpressionKind {
    /// `text()`.
    Text(TextClause),
    /// A value.
    BindParameter(BindParameter),
    /// `null()`.
    Null,
    /// `true()`.
    True,
    /// `false()`.
    False,
    /// A column.
    Column(ColumnReference),
    /// A function.
    Function(FunctionCall),
    /// `cast()`, `type_coerce()`.
    Cast(Cast),
    /// An operator in front.
    Unary {
        /// The operator.
        operator: UnaryOperator,
        /// What it stands in front of.
        operand: Expression,
        /// Type of the result.
        sql_type: SqlType,
    },
    /// An operator behind, such as DESC.
    Modified {
        /// What it stands behind.
        operand: Expression,
        /// The operator.
        modifier: Modifier,
    },
    /// Two operands.
    Binary(BinaryExpression),
    /// Operands joined by AND or OR.
    Boolean {
        /// AND or OR.
        connective: BooleanConnective,
        /// Two or more operands.
        operands: Vec<Expression>,
    },
    /// Expressions one behind the other.
    List {
        /// What stands between them.
        separator: Separator,
        /// The expressions.
        elements: Vec<Expression>,
    },
    /// `tuple_()`.
    Tuple(Vec<Expression>),
    /// Parentheses.
    Grouping(Expression),
    /// The right side of COLLATE.
    Collation(Name),
    /// `case()`.
    Case(Case),
    /// `extract()`.
    Extract(Extract),
    /// `label()`.
    Label(Label),
    /// `over()`.
    Over(Over),
    /// `postgresql.array()`.
    Array(ArrayLiteral),
    /// `select(…).scalar_subquery()`: a query in parentheses, with one value as its result.
    ScalarSubquery(Query),
    /// The whole row of a table function (`column_valued()`, `TableValuedAlias.column`).
    TableValued(FromClause),
    /// An expression in ORDER BY and its kin, written as a label where the SELECT has one for it.
    LabelReference(Expression),
    /// `array[start:stop]`: the limits inside of the brackets.
    Slice {
        /// The first index.
        start: Expression,
        /// The last index.
        stop: Expression,
    },
    /// `function.filter(…)`.
    Filter {
        /// The function.
        element: Expression,
        /// The rows it takes.
        criterion: Expression,
    },
    /// `function.within_group(…)`.
    WithinGroup {
        /// The function.
        element: Expression,
        /// The order it needs.
        order_by: Vec<Expression>,
    },
    /// `postgresql.aggregate_order_by(…)`: an argument and the order it is taken in.
    AggregateOrderBy {
        /// The argument.
        target: Expression,
        /// ORDER BY.
        order_by: Vec<Expression>,
    },
    /// A string where ORDER BY or PARTITION BY take a column: the name of a label, and plain text
    /// where there is no SELECT.
    TextualReference(Rc<str>),
}

/// AND or OR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BooleanConnective {
    /// AND.
    And,
    /// OR.
    Or,
}

/// What stands between the expressions of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// A comma.
    Comma,
    /// AND, as between the limits of BETWEEN.
    And,
}

/// Which form of cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CastForm {
    /// `cast()`: `CAST(x AS type)`.
    Cast,
    /// `try_cast()`, which PostgreSQL has not.
    TryCast,
    /// `type_coerce()`: the expression as it is, with another type.
    Coerce,
}

/// `cast()` and `type_coerce()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cast {
    /// What is cast.
    pub operand: Expression,
    /// The type asked for.
    pub sql_type: SqlType,
    /// Which form.
    pub form: CastForm,
}

/// Two operands and an operator.
#[derive(Debug, Clone, PartialEq)]
pub struct BinaryExpression {
    /// The left operand, grouped where it needs it.
    pub left: Expression,
    /// The operator.
    pub operator: BinaryOperator,
    /// The right operand, grouped where it needs it.
    pub right: Expression,
    /// Type of the result.
    pub sql_type: SqlType,
    /// The operator that says the opposite, where `not_()` shall use one.
    pub negation: Option<BinaryOperator>,
    /// `escape` of LIKE.
    pub escape: Option<String>,
    /// `flags` of regular expressions.
    pub flags: Option<String>,
    /// `symmetric` of BETWEEN.
    pub symmetric: bool,
    /// `postgresql_regconfig` of `match()`.
    pub text_search_configuration: Option<Literal>,
}

/// `case()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What every condition is compared with.
    pub value: Option<Expression>,
    /// Conditions and results.
    pub branches: Vec<(Expression, Expression)>,
    /// ELSE.
    pub otherwise: Option<Expression>,
}

/// `extract()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Extract {
    /// The field.
    pub field: String,
    /// What it is taken from.
    pub operand: Expression,
}

/// `label()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The name.
    pub name: LabelName,
    /// What is named.
    pub element: Expression,
}

/// `over()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Over {
    /// The function.
    pub element: Expression,
    /// PARTITION BY.
    pub partition_by: Vec<Expression>,
    /// ORDER BY.
    pub order_by: Vec<Expression>,
    /// The rows around the current one, where they were limited.
    pub frame: Option<Frame>,
}

/// `rows=`, `range_=` and `groups=` of `over()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What is counted.
    pub unit: FrameUnit,
    /// The first row, counted from the current one; `None` is no limit.
    pub start: Option<BigInt>,
    /// The last row, counted from the current one; `None` is no limit.
    pub end: Option<BigInt>,
}

/// What the limits of a frame count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameUnit {
    /// ROWS.
    Rows,
    /// RANGE.
    Range,
    /// GROUPS.
    Groups,
}

/// `postgresql.array()`.
#[derive(Debug, Clone, PartialEq)]
pub struct ArrayLiteral {
    /// The elements.
    pub elements: Vec<Expression>,
    /// Type of the array.
    pub sql_type: SqlType,
}

impl Expression {
    /// A node of the tree.
    ///
    /// Most callers want the functions of [`super::operators`], which add parentheses and types.
    pub fn new(kind: ExpressionKind) -> Result<Self, SchemaError> {
        let query = match &kind {
            ExpressionKind::ScalarSubquery(query) => Some(query.measure()?),
            _ => None,
        };
        let measure = Measure::around(kind.children().map(Self::measure).chain(query))?;
        Ok(Self(Rc::new(Node {
            kind,
            measure,
            identity: Identity::new(),
        })))
    }

    fn leaf(kind: ExpressionKind) -> Self {
        Self::identified(kind, Identity::new())
    }

    fn identified(kind: ExpressionKind, identity: Identity) -> Self {
        Self(Rc::new(Node {
            kind,
            measure: Measure::LEAF,
            identity,
        }))
    }

    /// The column of an object behind FROM, which gave it its identity.
    pub(in crate::schema) fn column_of(column: ColumnReference, identity: Identity) -> Self {
        Self::identified(ExpressionKind::Column(column), identity)
    }

    /// The row of a table function as a value.
    pub fn table_valued(from: FromClause) -> Self {
        Self::leaf(ExpressionKind::TableValued(from))
    }

    /// An expression that is written as the label it is, where the SELECT has that.
    pub(in crate::schema) fn label_reference(label: Self) -> Self {
        let measure = label.measure();
        Self(Rc::new(Node {
            kind: ExpressionKind::LabelReference(label),
            measure,
            identity: Identity::new(),
        }))
    }

    /// The name of a label or column, for ORDER BY and its kin.
    pub fn textual_label(name: impl Into<Rc<str>>) -> Self {
        Self::leaf(ExpressionKind::TextualReference(name.into()))
    }

    /// Which object it is; clones are the same, and so are the columns of one table by one key.
    pub fn identity(&self) -> Identity {
        self.0.identity
    }

    /// How deep and large it is.
    pub fn measure(&self) -> Measure {
        self.0.measure
    }

    /// `text(…)`.
    pub fn text(text: impl Into<String>) -> Self {
        Self::leaf(ExpressionKind::Text(TextClause::new(text)))
    }

    /// `null()`.
    pub fn null() -> Self {
        Self::identified(ExpressionKind::Null, Identity::NULL)
    }

    /// `true()` or `false()`.
    pub fn truth(value: bool) -> Self {
        if value {
            Self::identified(ExpressionKind::True, Identity::TRUE)
        } else {
            Self::identified(ExpressionKind::False, Identity::FALSE)
        }
    }

    /// What it is.
    pub fn kind(&self) -> &ExpressionKind {
        &self.0.kind
    }
}

impl From<TextClause> for Expression {
    fn from(text: TextClause) -> Self {
        Self::leaf(ExpressionKind::Text(text))
    }
}

impl From<ColumnReference> for Expression {
    fn from(column: ColumnReference) -> Self {
        Self::leaf(ExpressionKind::Column(column))
    }
}

impl From<BindParameter> for Expression {
    fn from(parameter: BindParameter) -> Self {
        Self::leaf(ExpressionKind::BindParameter(parameter))
    }
}

impl fmt::Debug for Expression {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind().fmt(formatter)
    }
}

impl ExpressionKind {
    /// The expressions directly inside.
    pub fn children(&self) -> Box<dyn Iterator<Item = &Expression> + '_> {
        match self {
            Self::Text(_)
            | Self::BindParameter(_)
            | Self::Null
            | Self::True
            | Self::False
            | Self::Column(_)
            | Self::Collation(_)
            | Self::ScalarSubquery(_)
            | Self::TableValued(_)
            | Self::TextualReference(_) => Box::new(std::iter::empty()),
            Self::Function(call) => Box::new(call.arguments.iter()),
            Self::Cast(cast) => Box::new(std::iter::once(&cast.operand)),
            Self::Unary { operand, .. } | Self::Modified { operand, .. } => {
                Box::new(std::iter::once(operand))
            }
            Self::Binary(binary) => Box::new([&binary.left, &binary.right].into_iter()),
            Self::Boolean {
                operands: elements, ..
            }
            | Self::List { elements, .. }
            | Self::Tuple(elements) => Box::new(elements.iter()),
            Self::Grouping(inner) | Self::LabelReference(inner) => Box::new(std::iter::once(inner)),
            Self::Case(case) => Box::new(
                case.value
                    .iter()
                    .chain(case.branches.iter().flat_map(|(when, then)| [when, then]))
                    .chain(&case.otherwise),
            ),
            Self::Extract(extract) => Box::new(std::iter::once(&extract.operand)),
            Self::Label(label) => Box::new(std::iter::once(&label.element)),
            Self::Over(over) => Box::new(
                std::iter::once(&over.element)
                    .chain(&over.partition_by)
                    .chain(&over.order_by),
            ),
            Self::Array(array) => Box::new(array.elements.iter()),
            Self::Slice { start, stop } => Box::new([start, stop].into_iter()),
            Self::Filter { element, criterion } => Box::new([element, criterion].into_iter()),
            Self::WithinGroup {
                element: target,
                order_by,
            }
            | Self::AggregateOrderBy { target, order_by } => {
                Box::new(std::iter::once(target).chain(order_by))
            }
        }
    }
}
