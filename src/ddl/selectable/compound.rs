//! UNION and its kin (`visit_compound_select`).

use std::rc::Rc;

use crate::schema::statement::{CompoundSelect, Query, SetOperator};

use super::super::error::DdlError;
use super::super::expression::{ExpressionCompiler, TableNames};
use super::common_table::Following;
use super::labels::KnownLabels;
use super::scope::{Level, Scope};
use super::select::SelectForm;

impl ExpressionCompiler<'_> {
    pub(super) fn compound(
        self,
        scope: &Scope,
        compound: &CompoundSelect,
        form: SelectForm,
    ) -> Result<String, DdlError> {
        let top_level = scope.depth() == 0;
        let around = scope.innermost();
        if let SelectForm::Member { index: 0, .. } = form {
            let query = Query::Compound(Rc::new(compound.clone()));
            scope.remember_first_member(query.selected_columns().len());
        }
        scope.enter(Level {
            labels: Some(Rc::new(KnownLabels::of_compound(compound)?)),
            first_member: None,
            only: Vec::new(),
            ..around
        });
        let written = self.compound_body(scope, compound, form, top_level);
        scope.leave();
        written
    }

    fn compound_body(
        self,
        scope: &Scope,
        compound: &CompoundSelect,
        form: SelectForm,
        top_level: bool,
    ) -> Result<String, DdlError> {
        let clauses = &compound.clauses;
        self.independent_ctes(scope, &clauses.independent_ctes)?;
        let mut members = Vec::with_capacity(compound.members.len());
        for (index, member) in compound.members.iter().enumerate() {
            let subquery = form.is_subquery();
            let written = self.query(member, SelectForm::Member { index, subquery })?;
            members.push(if CompoundSelect::groups(member) {
                format!("({written})")
            } else {
                written
            });
        }
        let mut text = members.join(keyword(compound.operator));
        let bare = Self {
            table_names: TableNames::Hidden,
            ..self
        };
        let group_by = bare.joined(&clauses.group_by, ", ")?;
        if !group_by.is_empty() {
            text.extend([" GROUP BY ", &group_by]);
        }
        text.push_str(&bare.order_by(clauses)?);
        text.push_str(&bare.row_limits(clauses)?);
        if clauses.for_update.is_some() {
            // SQLAlchemy leaves it out, which is hardly what was meant.
            return Err(DdlError::Unsupported(
                "with_for_update() of a set operation".to_owned(),
            ));
        }
        let level = (!top_level).then(|| scope.depth());
        let common_tables = scope
            .common_tables
            .borrow_mut()
            .write(level, Following::Included);
        Ok(common_tables + &text)
    }
}

fn keyword(operator: SetOperator) -> &'static str {
    match operator {
        SetOperator::Union => " UNION ",
        SetOperator::UnionAll => " UNION ALL ",
        SetOperator::Except => " EXCEPT ",
        SetOperator::ExceptAll => " EXCEPT ALL ",
        SetOperator::Intersect => " INTERSECT ",
        SetOperator::IntersectAll => " INTERSECT ALL ",
    }
}
