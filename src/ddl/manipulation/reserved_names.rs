//! Names of parameters an UPDATE takes for itself.

use crate::schema::expression::{Expression, ExpressionKind};
use crate::schema::statement::{AssignedValue, Assignments, Update};

use super::super::error::DdlError;
use super::columns::TargetTable;
use super::executed::Executed;

/// Refuses parameters of the migration that are called like a column which is set: the value
/// executed for one would be taken for the other.
pub(super) fn require_free_names(
    table: &TargetTable<'_>,
    update: &Update,
    executed: Executed<'_>,
) -> Result<(), DdlError> {
    let nothing = Assignments::default();
    let given = update.values.assignments().unwrap_or(&nothing);
    let taken = |name: &str| {
        table.column(name).is_some()
            && match given.get(name) {
                Some(AssignedValue::Literal(_)) => true,
                Some(AssignedValue::Expression(_)) => false,
                None => executed.value(name).is_some(),
            }
    };
    let mut waiting: Vec<&Expression> = update
        .conditions
        .iter()
        .chain(given.expressions())
        .collect();
    while let Some(expression) = waiting.pop() {
        if let ExpressionKind::BindParameter(parameter) = expression.kind()
            && let Some(name) = &parameter.key
            && taken(name)
        {
            return Err(DdlError::Compile(format!(
                "bindparam() name '{name}' is reserved for automatic usage in the VALUES or SET \
                 clause of this insert/update statement.   Please use a name other than column \
                 name when using bindparam() with insert() or update() (for example, 'b_{name}')."
            )));
        }
        waiting.extend(expression.kind().children());
    }
    Ok(())
}
