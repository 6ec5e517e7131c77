//! Making objects behind FROM: which columns they show of what they are made from (`_make_proxy`).

use super::super::error::SchemaError;
use super::super::expression::{
    ColumnClass, ColumnReference, Expression, ExpressionKind, Label, Literalness, TextClause,
};
use super::super::name::Name;
use super::super::sql_type::SqlType;
use super::column_names::{NamedColumn, Repetitions, name_columns};
use super::columns::{ForeignKeyLink, FromColumn, OwnColumn, ValueConversion};
use super::from_clause::{FromClause, FromKind, TableClass, TableElement};
use super::identity::Identity;
use super::join_condition::find_condition;
use super::label_name::LabelName;
use super::query::{Query, Statement};
use super::select::{LabelStyle, SelectItem, taken_apart};
use super::sources::{Cte, Join, JoinKind, Placement, Sampling, TableFunction, Values};

fn own(key: LabelName, column: OwnColumn) -> FromColumn {
    FromColumn::Own {
        key,
        column: Box::new(column),
    }
}

/// The name of an alias nobody named: counted, after what it is made from where that has a name.
fn alias_name(identity: Identity, name: Option<Name>, element: Option<&LabelName>) -> LabelName {
    if let Some(name) = name {
        return name.into();
    }
    let body = element
        .and_then(LabelName::known)
        .map_or("anon", Name::text);
    LabelName::anonymous(identity, body)
}

impl FromClause {
    /// `Table(…)` or `table(…)`; `conversion` says what becomes of values of each column.
    pub fn table(
        element: TableElement,
        conversions: &dyn Fn(&str) -> ValueConversion,
    ) -> Result<Self, SchemaError> {
        let table = &element.table;
        let mut columns: Vec<FromColumn> = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            let mut shown = OwnColumn::new(column.name.clone().into(), column.sql_type.clone());
            shown.key.clone_from(&column.key);
            shown.conversion = conversions(column.key());
            shown.class = match element.class {
                TableClass::Table => ColumnClass::Column,
                TableClass::Clause => ColumnClass::Clause,
            };
            shown.foreign_keys = column
                .foreign_keys
                .iter()
                .map(|key| ForeignKeyLink {
                    constraint: Identity::new(),
                    target: key.target.clone(),
                    column: column.name.text().to_owned(),
                    metadata: element.metadata.clone(),
                })
                .collect();
            let key = LabelName::from(Name::new(column.key()));
            columns.retain(|before| before.key() != Some(column.key()));
            columns.push(own(key, shown));
        }
        for constraint in &table.constraints {
            let super::super::constraint::Constraint::ForeignKey(constraint) = constraint else {
                continue;
            };
            let identity = Identity::new();
            for (name, target) in constraint.columns.iter().zip(&constraint.targets) {
                let found = columns
                    .iter_mut()
                    .find(|column| column.key() == Some(name.text()));
                if let Some(FromColumn::Own { column, .. }) = found {
                    let name = column.name.known().map_or("", Name::text).to_owned();
                    column.foreign_keys.push(ForeignKeyLink {
                        constraint: identity,
                        target: target.clone(),
                        column: name,
                        metadata: element.metadata.clone(),
                    });
                }
            }
        }
        Self::with_columns(FromKind::Table(element), columns)
    }

    /// `element.alias(name)`, also of a table function, a CTE or VALUES.
    pub fn alias(&self, name: Option<Name>) -> Result<Self, SchemaError> {
        self.another(name, Placement::Plain)
    }

    /// `element.lateral(name)`.
    pub fn lateral(&self, name: Option<Name>) -> Result<Self, SchemaError> {
        self.another(name, Placement::Lateral)
    }

    fn another(&self, name: Option<Name>, placement: Placement) -> Result<Self, SchemaError> {
        match self.kind() {
            FromKind::TableFunction(function) => {
                let function = TableFunction {
                    placement,
                    ..function.clone()
                };
                self.table_function_again(name, self.name(), function)
            }
            FromKind::Cte(cte) if placement == Placement::Plain => self.alias_of_cte(cte, name),
            FromKind::Values(values) => self.values_again(values, name, placement),
            FromKind::Text(_) | FromKind::Function(_) => Err(SchemaError::Unsupported(
                "an alias of text or of a function behind FROM".to_owned(),
            )),
            FromKind::Join(_) => Err(SchemaError::Unsupported("an alias of a join".to_owned())),
            FromKind::Table(_)
            | FromKind::Alias { .. }
            | FromKind::Subquery { .. }
            | FromKind::Cte(_)
            | FromKind::Sample(_) => {
                let identity = Identity::with_followers(self.columns().len());
                let kind = FromKind::Alias {
                    name: alias_name(identity, name, self.name()),
                    element: self.clone(),
                    placement,
                };
                Self::identified(identity, kind, self.proxies())
            }
        }
    }

    /// `query.subquery(name)`.
    pub fn subquery(query: &Query, name: Option<Name>) -> Result<Self, SchemaError> {
        let query = query.disambiguated();
        let columns = query_proxies(&query)?;
        let identity = Identity::with_followers(columns.len());
        let name = alias_name(identity, name, None);
        Self::identified(identity, FromKind::Subquery { name, query }, columns)
    }

    /// `statement.cte(…)`; `columns` are those the statement returns.
    pub fn cte(
        statement: Statement,
        columns: Vec<FromColumn>,
        name: Option<Name>,
        make: impl FnOnce(LabelName, Statement) -> Cte,
    ) -> Result<Self, SchemaError> {
        let identity = Identity::with_followers(columns.len());
        let name = alias_name(identity, name, None);
        Self::identified(identity, FromKind::Cte(make(name, statement)), columns)
    }

    fn alias_of_cte(&self, cte: &Cte, name: Option<Name>) -> Result<Self, SchemaError> {
        use super::sources::CteReference;

        let original = match &cte.reference {
            CteReference::AliasOf(original) => original.clone(),
            CteReference::Original | CteReference::Restates(_) => self.clone(),
        };
        let columns = cte.statement.proxies()?;
        let identity = Identity::with_followers(columns.len());
        let cte = Cte {
            name: alias_name(identity, name, None),
            reference: CteReference::AliasOf(original),
            ..cte.clone()
        };
        Self::identified(identity, FromKind::Cte(cte), columns)
    }

    /// `join(left, right, onclause)`; without a condition foreign keys give it.
    pub fn join(
        left: &Self,
        right: &Self,
        condition: Option<Expression>,
        kind: JoinKind,
    ) -> Result<Self, SchemaError> {
        use super::super::expression::Surrounding;

        let condition = match condition {
            Some(condition) => condition.self_group(&Surrounding::Boolean)?,
            None => find_condition(left, right)?,
        };
        let columns = left
            .column_expressions()
            .into_iter()
            .chain(right.column_expressions())
            .map(|column| FromColumn::Shared {
                key: column
                    .qualified_key()
                    .unwrap_or_else(|| column.anonymous_name()),
                column,
            })
            .collect();
        let join = Join {
            left: left.clone(),
            right: right.clone(),
            condition,
            kind,
        };
        Self::with_columns(FromKind::Join(join), columns)
    }

    /// A function with an alias, and the columns it is said to have; without any it has one, named
    /// after the function.
    pub fn table_function(
        name: Option<Name>,
        function: Expression,
        columns: &[ColumnReference],
        with_ordinality: bool,
    ) -> Result<Self, SchemaError> {
        let columns: Vec<FromColumn> = if columns.is_empty() {
            let name = LabelName::anonymous(function.identity(), &function_name(&function));
            let mut column = OwnColumn::new(name.clone(), function.sql_type());
            column.proxies.push(function.clone());
            vec![own(name, column)]
        } else {
            columns
                .iter()
                .map(|column| proxy_of_column(column, None, LiteralColumns::Kept))
                .collect()
        };
        let identity = Identity::with_followers(columns.len());
        let function = TableFunction {
            name: alias_name(identity, name, None),
            function,
            with_ordinality,
            placement: Placement::Plain,
            derived: super::sources::DerivedColumns::Hidden,
        };
        Self::identified(identity, FromKind::TableFunction(function), columns)
    }

    /// The same function under another alias, named after `element` where it is given no name.
    pub fn table_function_again(
        &self,
        name: Option<Name>,
        element: Option<&LabelName>,
        function: TableFunction,
    ) -> Result<Self, SchemaError> {
        let identity = Identity::with_followers(self.columns().len());
        let function = TableFunction {
            name: alias_name(identity, name, element),
            ..function
        };
        let columns = self.proxies();
        Self::identified(identity, FromKind::TableFunction(function), columns)
    }

    /// `values(*columns, name=…)` with its rows.
    pub fn values(columns: &[ColumnReference], values: Values) -> Result<Self, SchemaError> {
        let columns = columns
            .iter()
            .map(|column| {
                let mut shown = OwnColumn::new(column.label_name(), column.sql_type.clone());
                shown.key.clone_from(&column.key);
                own(Name::new(column.key()).into(), shown)
            })
            .collect();
        Self::with_columns(FromKind::Values(values), columns)
    }

    fn values_again(
        &self,
        values: &Values,
        name: Option<Name>,
        placement: Placement,
    ) -> Result<Self, SchemaError> {
        let identity = Identity::with_followers(self.columns().len());
        let name = match (name, &values.name, placement) {
            (Some(name), _, _) => name.into(),
            (None, Some(before), Placement::Lateral) => before.clone(),
            (None, _, _) => LabelName::anonymous(identity, "anon"),
        };
        let placement = match placement {
            Placement::Lateral => Placement::Lateral,
            Placement::Plain => values.placement,
        };
        let values = Values {
            name: Some(name),
            placement,
            ..values.clone()
        };
        let columns = self.columns().to_vec();
        Self::identified(identity, FromKind::Values(values), columns)
    }

    /// The same VALUES with more rows.
    pub fn with_rows(&self, values: Values) -> Result<Self, SchemaError> {
        Self::with_columns(FromKind::Values(values), self.columns().to_vec())
    }

    /// `tablesample(element, method, name=…, seed=…)`.
    pub fn sample(
        element: &Self,
        method: Expression,
        name: Option<Name>,
        seed: Option<Expression>,
    ) -> Result<Self, SchemaError> {
        let identity = Identity::with_followers(element.columns().len());
        let sampling = Sampling {
            name: alias_name(identity, name, element.name()),
            element: element.clone(),
            method,
            seed,
        };
        Self::identified(identity, FromKind::Sample(sampling), element.proxies())
    }

    /// A function behind FROM without an alias.
    pub fn function(function: Expression) -> Result<Self, SchemaError> {
        Self::with_columns(FromKind::Function(function), Vec::new())
    }

    /// `text()` behind FROM.
    pub fn text(text: TextClause) -> Result<Self, SchemaError> {
        Self::with_columns(FromKind::Text(text), Vec::new())
    }

    /// Columns that stand for the own ones in an alias.
    fn proxies(&self) -> Vec<FromColumn> {
        self.columns()
            .iter()
            .zip(self.column_expressions())
            .map(|(before, expression)| match before {
                FromColumn::Own { key, column } => {
                    let mut proxy = OwnColumn::clone(column);
                    proxy.proxies = vec![expression];
                    own(key.clone(), proxy)
                }
                FromColumn::Shared { key, column } => {
                    let mut proxy = proxied(column, None, LiteralColumns::Kept).1;
                    proxy.proxies = vec![expression];
                    own(key.clone(), proxy)
                }
            })
            .collect()
    }
}

fn function_name(function: &Expression) -> String {
    match function.kind() {
        ExpressionKind::Function(call) => super::naming::function_name(call),
        _ => "anon".to_owned(),
    }
}

/// Whether the text of a literal column stays text in what is made from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LiteralColumns {
    Kept,
    Named,
}

fn proxy_of_column(
    column: &ColumnReference,
    name: Option<LabelName>,
    literals: LiteralColumns,
) -> FromColumn {
    let unnamed = name.as_ref().is_none_or(|name| {
        name.known()
            .is_some_and(|name| *name == column.name && column.label.is_none())
    });
    let given = name.is_some();
    let mut shown = OwnColumn::new(
        name.unwrap_or_else(|| column.label_name()),
        column.sql_type.clone(),
    );
    shown.class = column.class;
    if literals == LiteralColumns::Kept && unnamed {
        shown.literalness = column.literalness;
    }
    let key = if given {
        shown.name.clone()
    } else {
        shown.key.clone_from(&column.key);
        match &column.key {
            Some(key) => Name::new(key.as_str()).into(),
            None => column.label_name(),
        }
    };
    if let Some(table) = &column.table {
        let found = table.columns().iter().find_map(|own| match own {
            FromColumn::Own { column: own, .. } if own.name == column.label_name() => Some(own),
            _ => None,
        });
        if let Some(found) = found {
            shown.foreign_keys.clone_from(&found.foreign_keys);
            shown.conversion = found.conversion;
        }
    }
    own(key, shown)
}

/// The column that stands for `expression`, with the key of its collection.
fn proxied(
    expression: &Expression,
    name: Option<LabelName>,
    literals: LiteralColumns,
) -> (LabelName, OwnColumn) {
    match expression.kind() {
        ExpressionKind::Column(column) => match proxy_of_column(column, name, literals) {
            FromColumn::Own { key, column } => (key, *column),
            FromColumn::Shared { key, .. } => (
                key,
                OwnColumn::new(expression.anonymous_name(), SqlType::null()),
            ),
        },
        ExpressionKind::Label(Label {
            name: own, element, ..
        }) => {
            let name = name.unwrap_or_else(|| own.clone());
            let (_, mut column) = proxied(element, Some(name), LiteralColumns::Named);
            column.sql_type = element.sql_type();
            (own.clone(), column)
        }
        ExpressionKind::TableValued(_) => {
            let name = name
                .or_else(|| expression.addressable_name())
                .unwrap_or_else(|| expression.anonymous_name());
            (name.clone(), OwnColumn::new(name, expression.sql_type()))
        }
        _ => {
            let key = match &name {
                Some(name) => Some(name.clone()),
                None => expression.proxy_key(),
            };
            let name = name.unwrap_or_else(|| expression.anonymous_name());
            let key = key.unwrap_or_else(|| name.clone());
            (key, OwnColumn::new(name, expression.sql_type()))
        }
    }
}

/// The columns of a subquery.
pub fn query_proxies(query: &Query) -> Result<Vec<FromColumn>, SchemaError> {
    match query {
        Query::Select(select) => Ok(select_proxies(
            select.selected_columns(),
            select.clauses.label_style,
            &[],
        )),
        Query::Compound(compound) => {
            let all: Vec<Vec<Expression>> = compound
                .members
                .iter()
                .map(Query::selected_columns)
                .collect();
            let first = compound.members.first().cloned();
            let style = match compound.clauses.label_style {
                LabelStyle::Disambiguate => None,
                other => Some(other),
            };
            match first {
                Some(Query::Select(select)) => Ok(select_proxies(
                    select.selected_columns(),
                    style.unwrap_or(select.clauses.label_style),
                    &all,
                )),
                Some(first) => {
                    let mut columns = query_proxies(&first)?;
                    for (index, column) in columns.iter_mut().enumerate() {
                        if let FromColumn::Own { column, .. } = column {
                            column.proxies = column_of_each(&all, index);
                        }
                    }
                    Ok(columns)
                }
                None => Ok(Vec::new()),
            }
        }
        Query::Text(text) => Ok(text
            .columns
            .iter()
            .map(|expression| {
                let (key, mut column) = proxied(expression, None, LiteralColumns::Kept);
                column.proxies = vec![expression.clone()];
                own(key, column)
            })
            .collect()),
    }
}

/// The columns of a CTE that inserts, updates or deletes: those of its RETURNING.
pub fn returning_proxies(items: &[SelectItem]) -> Vec<FromColumn> {
    select_proxies(taken_apart(items), LabelStyle::Disambiguate, &[])
}

fn column_of_each(all: &[Vec<Expression>], index: usize) -> Vec<Expression> {
    all.iter()
        .filter_map(|columns| columns.get(index).cloned())
        .collect()
}

fn select_proxies(
    columns: Vec<Expression>,
    style: LabelStyle,
    all: &[Vec<Expression>],
) -> Vec<FromColumn> {
    name_columns(columns, style, Repetitions::Kept)
        .into_iter()
        .enumerate()
        .filter(|(_, named)| !matches!(named.expression.kind(), ExpressionKind::Text(_)))
        .map(|(index, named)| {
            let (key, mut column) = select_proxy(&named);
            column.proxies = if all.is_empty() {
                vec![named.expression]
            } else {
                column_of_each(all, index)
            };
            own(key, column)
        })
        .collect()
}

fn select_proxy(named: &NamedColumn) -> (LabelName, OwnColumn) {
    let required = named.required.clone().map(LabelName::shortened);
    let unlabelled = !matches!(named.expression.kind(), ExpressionKind::Label(_));
    let (mut key, mut column) = proxied(&named.expression, required.clone(), LiteralColumns::Kept);
    if unlabelled {
        if column.literalness == Literalness::Identifier {
            column.name = column.name.shortened();
        }
        let named_column = matches!(
            named.expression.kind(),
            ExpressionKind::Column(_) | ExpressionKind::TableValued(_)
        );
        let of_table = matches!(
            named.expression.kind(),
            ExpressionKind::Column(reference) if reference.class == ColumnClass::Column
        );
        if of_table || (!named_column && required.is_none()) {
            // The columns of tables and expressions without a name listen to the key.
            if let Some(given) = &named.key {
                key = given.clone();
            }
        }
    }
    (key, column)
}
