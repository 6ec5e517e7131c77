//! SELECT (`visit_select`).

use std::collections::HashSet;
use std::rc::Rc;

use crate::schema::expression::{Expression, operators};
use crate::schema::statement::column_names::{Repetitions, name_columns};
use crate::schema::statement::deduction::{ambiguous_names, displayed, froms};
use crate::schema::statement::{
    Distinct, FromClause, Identity, Query, Select, Statement, TextualSelect,
};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::manipulation::{Executed, Setting};
use super::super::options::Target;
use super::columns::check_results;
use super::labels::{KnownLabels, Labels};
use super::scope::{Level, Scope};

/// Where a query stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ddl) enum SelectForm {
    /// By itself, or in an expression.
    Plain,
    /// Behind FROM.
    Subquery,
    /// Behind LATERAL.
    Lateral,
    /// In INSERT.
    Insert,
    /// In a set operation: which member, and whether all of it stands behind FROM.
    Member {
        /// Counted from zero.
        index: usize,
        /// Behind FROM or not.
        subquery: bool,
    },
}

impl SelectForm {
    /// Whether it stands behind FROM.
    pub(super) fn is_subquery(self) -> bool {
        match self {
            Self::Plain | Self::Insert => false,
            Self::Subquery | Self::Lateral => true,
            Self::Member { subquery, .. } => subquery,
        }
    }

    /// Whether CTEs are written by the statement around it.
    fn is_embedded(self) -> bool {
        matches!(self, Self::Insert | Self::Member { .. })
    }
}

impl ExpressionCompiler<'_> {
    /// A statement that is no part of another.
    pub(in crate::ddl) fn statement(
        target: Target,
        statement: &Statement,
        executed: Option<Executed<'_>>,
    ) -> Result<String, DdlError> {
        let scope = Scope::default();
        let compiler = ExpressionCompiler {
            scope: Some(&scope),
            executed,
            ..ExpressionCompiler::for_statement(target)
        };
        check_results(statement)?;
        match statement {
            Statement::Query(query) => compiler.query(query, SelectForm::Plain),
            Statement::Insert(_) | Statement::Update(_) | Statement::Delete(_) => {
                compiler.manipulation(&scope, statement, Setting::TopLevel)
            }
        }
    }

    /// A query in its place.
    pub(in crate::ddl) fn query(self, query: &Query, form: SelectForm) -> Result<String, DdlError> {
        let Some(scope) = self.scope else {
            let scope = Scope::default();
            return ExpressionCompiler {
                scope: Some(&scope),
                ..self
            }
            .query(query, form);
        };
        let plain = Self {
            labels: Labels::Omitted,
            ..self
        };
        match query {
            Query::Select(select) => plain.select(scope, select, form),
            Query::Compound(compound) => plain.compound(scope, compound, form),
            Query::Text(text) => plain.textual_select(scope, text),
        }
    }

    fn select(self, scope: &Scope, select: &Select, form: SelectForm) -> Result<String, DdlError> {
        let top_level = scope.depth() == 0;
        let around = scope.innermost();
        let columns = select.selected_columns();
        check_members(scope, &around, columns.len(), form)?;
        let froms = froms(select)?;
        let ambiguous = Rc::new(ambiguous_names(&froms));
        let labels = KnownLabels::of_select(&columns, &froms);
        let froms = if form.is_subquery() && form != SelectForm::Lateral {
            let outside: HashSet<Identity> =
                around.enclosing.difference(&around.own).copied().collect();
            displayed(select, froms, &outside, &HashSet::new())?
        } else {
            displayed(select, froms, &around.enclosing, &around.own)?
        };
        let own: HashSet<Identity> = froms
            .iter()
            .flat_map(FromClause::from_objects)
            .map(|from| from.identity())
            .collect();
        scope.enter(Level {
            enclosing: around.enclosing.union(&own).copied().collect(),
            own,
            labels: Some(Rc::new(labels)),
            ambiguous,
            only: select.only.clone(),
            first_member: None,
        });
        let written = self.select_body(scope, select, columns, &froms, form, top_level);
        scope.leave();
        written
    }

    fn select_body(
        self,
        scope: &Scope,
        select: &Select,
        columns: Vec<Expression>,
        froms: &[FromClause],
        form: SelectForm,
        top_level: bool,
    ) -> Result<String, DdlError> {
        let clauses = &select.clauses;
        self.independent_ctes(scope, &clauses.independent_ctes)?;
        let mut text = "SELECT ".to_owned();
        text.push_str(&self.prefixes(&select.prefixes)?);
        match &select.distinct {
            Distinct::All => {}
            Distinct::Distinct => text.push_str("DISTINCT "),
            Distinct::On(expressions) => {
                text.extend(["DISTINCT ON (", &self.all_joined(expressions)?, ") "]);
            }
        }
        let mut written = Vec::with_capacity(columns.len());
        for named in name_columns(columns, clauses.label_style, Repetitions::Renamed) {
            written.push(self.select_column(&named, form)?);
        }
        text.push_str(&written.join(", "));
        if written.is_empty() {
            text.truncate(text.trim_end().len());
        }
        if !froms.is_empty() {
            let froms: Result<Vec<String>, DdlError> =
                froms.iter().map(|from| self.write_from(from)).collect();
            text.extend([" \nFROM ", &froms?.join(", ")]);
        }
        let conditions = self.conditions(&select.conditions)?;
        if !conditions.is_empty() {
            text.extend([" \nWHERE ", &conditions]);
        }
        if !clauses.group_by.is_empty() {
            let group_by = self.joined(&clauses.group_by, ", ")?;
            if !group_by.is_empty() {
                text.extend([" GROUP BY ", &group_by]);
            }
        }
        let having = self.conditions(&select.having)?;
        if !having.is_empty() {
            text.extend([" \nHAVING ", &having]);
        }
        text.push_str(&self.order_by(clauses)?);
        text.push_str(&self.row_limits(clauses)?);
        if let Some(for_update) = &clauses.for_update {
            text.push_str(&self.for_update(for_update)?);
        }
        if top_level || !form.is_embedded() {
            let level = (!top_level).then(|| scope.depth());
            let common_tables = scope
                .common_tables
                .borrow_mut()
                .write(level, super::common_table::Following::Excluded);
            text.insert_str(0, &common_tables);
        }
        if !select.suffixes.is_empty() {
            text.extend([" ", &self.prefixes(&select.suffixes)?]);
        }
        Ok(text)
    }

    /// ` ORDER BY …`.
    pub(super) fn order_by(
        self,
        clauses: &crate::schema::statement::Clauses,
    ) -> Result<String, DdlError> {
        let order_by = self.joined(&clauses.order_by, ", ")?;
        Ok(if order_by.is_empty() {
            order_by
        } else {
            format!(" ORDER BY {order_by}")
        })
    }

    fn all_joined(self, expressions: &[Expression]) -> Result<String, DdlError> {
        let texts: Result<Vec<String>, DdlError> = expressions
            .iter()
            .map(|expression| self.process(expression))
            .collect();
        Ok(texts?.join(", "))
    }

    /// The criteria of WHERE or HAVING.
    pub(in crate::ddl) fn conditions(self, conditions: &[Expression]) -> Result<String, DdlError> {
        self.joined(&operators::criteria(conditions)?, " AND ")
    }

    /// Texts with a blank behind each (`_generate_prefixes`).
    pub(in crate::ddl) fn prefixes(self, prefixes: &[Expression]) -> Result<String, DdlError> {
        let mut text = String::new();
        for (index, prefix) in prefixes.iter().enumerate() {
            if index > 0 {
                text.push(' ');
            }
            text.push_str(&self.process(prefix)?);
        }
        if !text.is_empty() {
            text.push(' ');
        }
        Ok(text)
    }

    /// `text().columns()`: the text, and the CTEs it was given.
    fn textual_select(self, scope: &Scope, select: &TextualSelect) -> Result<String, DdlError> {
        let top_level = scope.depth() == 0;
        scope.enter(Level::default());
        let written = self.text_clause(&select.text);
        let level = (!top_level).then(|| scope.depth());
        let common_tables = scope
            .common_tables
            .borrow_mut()
            .write(level, super::common_table::Following::Excluded);
        scope.leave();
        Ok(common_tables + &written?)
    }
}

/// The members of a set operation must have as many columns each.
fn check_members(
    scope: &Scope,
    around: &Level,
    columns: usize,
    form: SelectForm,
) -> Result<(), DdlError> {
    let SelectForm::Member { index, .. } = form else {
        return Ok(());
    };
    match around.first_member {
        Some(first) if index > 0 && first != columns => Err(DdlError::Compile(format!(
            "All selectables passed to CompoundSelect must have identical numbers of columns; \
             select #1 has {first} columns, select #{} has {columns}",
            index + 1
        ))),
        _ => {
            if index == 0 {
                scope.remember_first_member(columns);
            }
            Ok(())
        }
    }
}
