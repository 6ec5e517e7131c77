//! ON CONFLICT (`PGCompiler.visit_on_conflict_do_update`).

use crate::schema::expression::BindParameter;
use crate::schema::expression::type_of_value;
use crate::schema::statement::{
    AssignedValue, Assignment, Assignments, ConflictAction, ConflictElement, ConflictTarget,
    OnConflict,
};

use super::super::error::DdlError;
use super::super::expression::{ExpressionCompiler, Schemas, TableNames};
use super::assigned::ParameterName;
use super::columns::{TargetColumn, TargetTable};

impl ExpressionCompiler<'_> {
    /// ` ON CONFLICT …`.
    pub(super) fn on_conflict(
        self,
        table: &TargetTable<'_>,
        clause: &OnConflict,
    ) -> Result<String, DdlError> {
        let inside = Self {
            schemas: Schemas::Lost,
            ..self
        };
        let target = inside.conflict_target(&clause.target)?;
        let action = match &clause.action {
            ConflictAction::Nothing => "NOTHING".to_owned(),
            ConflictAction::Update {
                assignments,
                condition,
            } => {
                let mut text =
                    format!("UPDATE SET {}", inside.conflict_values(table, assignments)?);
                if let Some(condition) = condition {
                    text.extend([" WHERE ", &inside.process(condition)?]);
                }
                text
            }
        };
        Ok(format!(" ON CONFLICT{target} DO {action}"))
    }

    /// The name of the constraint, or what is indexed, without tables.
    fn conflict_target(self, target: &ConflictTarget) -> Result<String, DdlError> {
        let (elements, condition) = match target {
            ConflictTarget::Any => return Ok(String::new()),
            ConflictTarget::Constraint(name) => {
                let name = self.preparer().format_constraint_name(name)?;
                return Ok(format!(" ON CONSTRAINT {name}"));
            }
            ConflictTarget::Index {
                elements,
                condition,
            } => (elements, condition),
        };
        let bare = Self {
            table_names: TableNames::Hidden,
            ..self
        };
        let texts: Result<Vec<String>, DdlError> = elements
            .iter()
            .map(|element| match element {
                ConflictElement::Name(name) => self.preparer().quote(name),
                ConflictElement::Expression(expression) => bare.process(expression),
            })
            .collect();
        let mut text = format!(" ({})", texts?.join(", "));
        if let Some(condition) = condition {
            text.extend([" WHERE ", &bare.process(condition)?]);
        }
        Ok(text)
    }

    /// The assignments: columns of the table in its order, then names it does not know.
    fn conflict_values(
        self,
        table: &TargetTable<'_>,
        assignments: &Assignments,
    ) -> Result<String, DdlError> {
        let mut texts = Vec::new();
        for target in &table.columns {
            if let Some(assignment) = assignment_of(table, target, assignments) {
                let value =
                    self.assigned(&target.column, ParameterName::Free, &assignment.value)?;
                let name = self.preparer().quote(&target.column.name)?;
                texts.push(format!("{name} = {value}"));
            }
        }
        for assignment in assignments {
            let known = table
                .columns
                .iter()
                .filter_map(|target| assignment_of(table, target, assignments))
                .any(|known| known == assignment);
            if known {
                continue;
            }
            if assignment.key.column.is_some() {
                return Err(DdlError::Unsupported(format!(
                    "ON CONFLICT DO UPDATE of the column {}, which is not one of the table",
                    assignment.key.key
                )));
            }
            let value = match &assignment.value {
                AssignedValue::Literal(literal) => {
                    BindParameter::of_value(literal.clone(), type_of_value(literal)).into()
                }
                AssignedValue::Expression(expression) => expression.clone(),
            };
            let name = self.preparer().quote(&assignment.key.key.as_str().into())?;
            texts.push(format!("{name} = {}", self.process(&value)?));
        }
        Ok(texts.join(", "))
    }
}

/// The assignment that means a column: by its key, or by the column itself.
fn assignment_of<'a>(
    table: &TargetTable<'_>,
    target: &TargetColumn<'_>,
    assignments: &'a Assignments,
) -> Option<&'a Assignment> {
    let by_key = assignments
        .iter()
        .find(|entry| entry.key.column.is_none() && entry.key.key == target.key());
    by_key.or_else(|| {
        let own = table.from.column(target.key())?.identity();
        assignments.iter().find(|entry| {
            entry
                .key
                .column
                .as_ref()
                .is_some_and(|column| column.identity() == own)
        })
    })
}
