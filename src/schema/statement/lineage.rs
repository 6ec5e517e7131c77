//! Which columns are one and the same, seen through aliases and subqueries (`proxy_set`).

use std::collections::HashSet;

use super::super::expression::{Expression, ExpressionKind};
use super::columns::FromColumn;
use super::identity::Identity;

impl Expression {
    /// Itself and all it stands for.
    pub fn lineage(&self) -> HashSet<Identity> {
        let mut found = HashSet::new();
        let mut waiting = vec![self.clone()];
        while let Some(expression) = waiting.pop() {
            if !found.insert(expression.identity()) {
                continue;
            }
            match expression.kind() {
                ExpressionKind::Label(label) => waiting.push(label.element.clone()),
                ExpressionKind::Grouping(inner) => waiting.push(inner.clone()),
                ExpressionKind::Column(column) => {
                    if let Some(table) = &column.table
                        && let Some(FromColumn::Own { column, .. }) =
                            table.column_of(expression.identity())
                    {
                        waiting.extend(column.proxies.iter().cloned());
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Whether both stand for a common column (`shares_lineage`).
    pub fn shares_lineage(&self, other: &Self) -> bool {
        !self.lineage().is_disjoint(&other.lineage())
    }
}
