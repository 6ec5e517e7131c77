//! What can stand behind FROM besides tables: joins, CTEs, functions, VALUES, samples.

use super::super::expression::Expression;
use super::from_clause::FromClause;
use super::identity::Identity;
use super::label_name::LabelName;
use super::query::Statement;

/// Which join.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum JoinKind {
    /// `JOIN`.
    #[default]
    Inner,
    /// `LEFT OUTER JOIN`.
    LeftOuter,
    /// `FULL OUTER JOIN`.
    FullOuter,
}

/// `join(left, right, onclause)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Join {
    /// The left side.
    pub left: FromClause,
    /// The right side; a join there stands in parentheses.
    pub right: FromClause,
    /// The condition, given or found by foreign keys.
    pub condition: Expression,
    /// Which join.
    pub kind: JoinKind,
}

/// Whether it may refer to what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Placement {
    /// As any other.
    #[default]
    Plain,
    /// `LATERAL`.
    Lateral,
}

/// Which columns stand behind the alias of a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DerivedColumns {
    /// None.
    #[default]
    Hidden,
    /// `render_derived()`: their names.
    Names,
    /// `render_derived(with_types=True)`: names and types.
    NamesAndTypes,
}

/// `table_valued()`, `column_valued()` and `alias()` of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct TableFunction {
    /// Its name.
    pub name: LabelName,
    /// The function, in an expression of its own.
    pub function: Expression,
    /// Whether ` WITH ORDINALITY` stands behind the function.
    pub with_ordinality: bool,
    /// LATERAL or not.
    pub placement: Placement,
    /// The columns behind the alias.
    pub derived: DerivedColumns,
}

/// `values(…).data(…)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Values {
    /// Its name; `None` writes it without one.
    pub name: Option<LabelName>,
    /// LATERAL or not.
    pub placement: Placement,
    /// The rows.
    pub rows: Vec<Vec<Expression>>,
    /// `literal_binds`: values are written as literals whatever becomes of others.
    pub literal_binds: bool,
}

/// `tablesample(…)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Sampling {
    /// The alias of the table.
    pub name: LabelName,
    /// What is sampled.
    pub element: FromClause,
    /// The method with its argument.
    pub method: Expression,
    /// `REPEATABLE`.
    pub seed: Option<Expression>,
}

/// What a CTE is made from besides its statement.
#[derive(Debug, Clone, PartialEq)]
pub enum CteReference {
    /// It stands for itself.
    Original,
    /// `cte.alias()`: another name for it.
    AliasOf(FromClause),
    /// `cte.union()`: it replaces the CTE it was made from.
    Restates(FromClause),
}

/// `select(…).cte(…)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cte {
    /// Its name.
    pub name: LabelName,
    /// The statement inside.
    pub statement: Statement,
    /// `WITH RECURSIVE`.
    pub recursive: bool,
    /// `nesting=True`: it is written where it is used.
    pub nesting: bool,
    /// Its relation to another CTE.
    pub reference: CteReference,
    /// Texts between AS and the parenthesis, such as MATERIALIZED.
    pub prefixes: Vec<Expression>,
    /// Texts behind the parenthesis.
    pub suffixes: Vec<Expression>,
}

impl Cte {
    /// The identity under which the statement knows it: that of the CTE it restates.
    pub fn known_as(&self, own: Identity) -> Identity {
        match &self.reference {
            CteReference::Restates(earlier) => earlier.identity(),
            CteReference::Original | CteReference::AliasOf(_) => own,
        }
    }
}
