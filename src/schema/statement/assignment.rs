//! What INSERT and UPDATE assign to columns: the dictionaries of `values()`.

use super::super::expression::Expression;
use super::super::literal::Literal;

/// A key of `values()`.
#[derive(Debug, Clone, PartialEq)]
pub struct AssignmentKey {
    /// The key of the column.
    pub key: String,
    /// The column, where one was given rather than a string.
    ///
    /// A string and a column are different keys of a dictionary, also where they mean the same.
    pub column: Option<Expression>,
}

impl From<&str> for AssignmentKey {
    fn from(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            column: None,
        }
    }
}

/// What is assigned to a column.
#[derive(Debug, Clone, PartialEq)]
pub enum AssignedValue {
    /// A plain value; it is written as the column's type says.
    Literal(Literal),
    /// An SQL expression.
    Expression(Expression),
}

/// One entry of `values()`.
#[derive(Debug, Clone, PartialEq)]
pub struct Assignment {
    /// The column.
    pub key: AssignmentKey,
    /// The value.
    pub value: AssignedValue,
}

/// The entries of one dictionary, in order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Assignments(Vec<Assignment>);

impl Assignments {
    /// Sets one entry: an equal key keeps its place and loses its value, as in Python.
    pub fn insert(&mut self, key: AssignmentKey, value: AssignedValue) {
        match self.0.iter_mut().find(|entry| entry.key == key) {
            Some(entry) => entry.value = value,
            None => self.0.push(Assignment { key, value }),
        }
    }

    /// Sets all entries of another dictionary (`dict.update`).
    pub fn update(&mut self, later: Self) {
        for assignment in later.0 {
            self.insert(assignment.key, assignment.value);
        }
    }

    /// The entries in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Assignment> {
        self.0.iter()
    }

    /// The value for the column with this key; of two entries that mean it the first counts.
    pub fn get(&self, key: &str) -> Option<&AssignedValue> {
        self.0
            .iter()
            .find(|entry| entry.key.key == key)
            .map(|entry| &entry.value)
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The expressions among the values.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        self.0.iter().filter_map(|entry| match &entry.value {
            AssignedValue::Expression(expression) => Some(expression),
            AssignedValue::Literal(_) => None,
        })
    }
}

impl<'a> IntoIterator for &'a Assignments {
    type Item = &'a Assignment;
    type IntoIter = std::slice::Iter<'a, Assignment>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::SqlType;
    use crate::schema::expression::ColumnReference;

    #[test]
    fn a_string_and_a_column_are_two_keys_and_the_first_counts() {
        let column: Expression = ColumnReference::new("a", SqlType::null()).into();
        let by_column = AssignmentKey {
            key: "a".to_owned(),
            column: Some(column),
        };
        let value = |number: i64| AssignedValue::Literal(number.into());
        let mut entries = Assignments::default();
        entries.insert("a".into(), value(1));
        entries.insert(by_column, value(2));
        let mut later = Assignments::default();
        later.insert("a".into(), value(3));
        entries.update(later);
        assert_eq!(entries.iter().count(), 2);
        assert_eq!(entries.get("a"), Some(&value(3)));
        assert_eq!(entries.get("b"), None);
    }
}
