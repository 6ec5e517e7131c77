//! What the writing of one statement remembers: enclosing statements, numbers of names, CTEs.

use std::cell::{Cell, Ref, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use crate::schema::Name;
use crate::schema::statement::{AnonymousNames, FromClause, Identity, LabelName};

use super::common_table::{CommonTables, Following};
use super::labels::KnownLabels;

/// The longest identifier PostgreSQL keeps.
const LONGEST: usize = 63;
/// What SQLAlchemy leaves for a number behind a shortened name.
const RESERVED: usize = 6;

/// What shortened names are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::ddl) enum NameClass {
    /// Aliases, and tables in front of columns.
    Alias,
    /// Columns and labels.
    Column,
    /// VALUES.
    Values,
}

/// A statement that is being written, inside of others.
#[derive(Debug, Clone, Default)]
pub(in crate::ddl) struct Level {
    /// What stands behind its own FROM.
    pub(in crate::ddl) own: HashSet<Identity>,
    /// That, and what stands behind the FROM of the statements around it.
    pub(in crate::ddl) enclosing: HashSet<Identity>,
    /// What names in ORDER BY and its kin can mean; nothing for statements without such names.
    pub(in crate::ddl) labels: Option<Rc<KnownLabels>>,
    /// Names of tables that mean another one with a schema.
    pub(in crate::ddl) ambiguous: Rc<HashSet<String>>,
    /// The tables behind ONLY.
    pub(in crate::ddl) only: Vec<FromClause>,
    /// How many columns the first member of a set operation has.
    pub(in crate::ddl) first_member: Option<usize>,
}

/// The state of one statement.
#[derive(Debug, Default)]
pub(in crate::ddl) struct Scope {
    levels: RefCell<Vec<Level>>,
    names: RefCell<AnonymousNames>,
    shortened: RefCell<HashMap<(NameClass, LabelName), String>>,
    counters: RefCell<HashMap<NameClass, usize>>,
    pub(super) common_tables: RefCell<CommonTables>,
    manipulations: Cell<usize>,
    in_lateral: Cell<bool>,
}

impl Scope {
    /// How many statements are being written, one inside of the other.
    pub(in crate::ddl) fn depth(&self) -> usize {
        self.levels.borrow().len()
    }

    /// The innermost statement; where there is none, one without anything.
    pub(in crate::ddl) fn innermost(&self) -> Level {
        self.levels.borrow().last().cloned().unwrap_or_default()
    }

    /// Counts an INSERT, UPDATE or DELETE that was written.
    pub(in crate::ddl) fn count_manipulation(&self) {
        self.manipulations.set(self.manipulations.get() + 1);
    }

    /// How many of them were written.
    pub(in crate::ddl) fn manipulations(&self) -> usize {
        self.manipulations.get()
    }

    /// Writes the query of a subquery, behind LATERAL or not.
    pub(super) fn in_subquery<T>(&self, is_lateral: bool, write: impl FnOnce() -> T) -> T {
        let before = self.in_lateral.replace(is_lateral);
        let written = write();
        self.in_lateral.set(before);
        written
    }

    /// Whether the innermost subquery behind FROM stands behind LATERAL.
    pub(super) fn is_in_lateral(&self) -> bool {
        self.in_lateral.get()
    }

    /// The WITH clause of a statement at `level`; the outermost writes all that is left.
    pub(in crate::ddl) fn write_common_tables(
        &self,
        level: Option<usize>,
        following: Following,
    ) -> String {
        self.common_tables.borrow_mut().write(level, following)
    }

    /// Looks at the innermost statement, where there is one.
    pub(super) fn level(&self) -> Option<Ref<'_, Level>> {
        Ref::filter_map(self.levels.borrow(), |levels| levels.last()).ok()
    }

    /// Begins a statement.
    pub(in crate::ddl) fn enter(&self, level: Level) {
        self.levels.borrow_mut().push(level);
    }

    /// Ends the innermost statement.
    pub(in crate::ddl) fn leave(&self) {
        self.levels.borrow_mut().pop();
    }

    /// Remembers how many columns the first member of the innermost set operation has.
    pub(super) fn remember_first_member(&self, columns: usize) {
        if let Some(level) = self.levels.borrow_mut().last_mut() {
            level.first_member = Some(columns);
        }
    }

    /// The name as it is written, before quoting (`_truncated_identifier`).
    pub(in crate::ddl) fn name(&self, class: NameClass, name: &LabelName) -> Name {
        if let LabelName::Given(name) = name {
            return name.clone();
        }
        let key = (class, name.clone());
        let known = self.shortened.borrow().get(&key).cloned();
        let text = if let Some(text) = known {
            text
        } else {
            let full = self.names.borrow_mut().finish(name);
            let text = self.shorten(class, full);
            self.shortened.borrow_mut().insert(key, text.clone());
            text
        };
        match name {
            LabelName::Shortened(name) if name.text() == text => name.clone(),
            _ => Name::new(text),
        }
    }

    fn shorten(&self, class: NameClass, full: String) -> String {
        if full.chars().count() <= LONGEST - RESERVED {
            return full;
        }
        let head: String = full.chars().take(LONGEST - RESERVED).collect();
        let mut counters = self.counters.borrow_mut();
        let counter = counters.entry(class).or_insert(1);
        let shortened = format!("{head}_{counter:x}");
        *counter += 1;
        shortened
    }

    /// The name with its numbers, however long (`apply_map`).
    pub(in crate::ddl) fn unshortened(&self, name: &LabelName) -> Name {
        match name {
            LabelName::Given(name) | LabelName::Shortened(name) => name.clone(),
            LabelName::Anonymous(_) => Name::new(self.names.borrow_mut().finish(name)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_shortened_unless_they_were_given() {
        let scope = Scope::default();
        let long = "n".repeat(60);
        let shortened = LabelName::Shortened(Name::new(long.as_str()));
        let expected = format!("{}_1", "n".repeat(57));
        assert_eq!(scope.name(NameClass::Column, &shortened).text(), expected);
        assert_eq!(scope.name(NameClass::Column, &shortened).text(), expected);
        let given = LabelName::Given(Name::new(long.as_str()));
        assert_eq!(scope.name(NameClass::Column, &given).text(), long);
        let other = LabelName::Shortened(Name::new("m".repeat(58)));
        assert!(
            scope
                .name(NameClass::Column, &other)
                .text()
                .ends_with("m_2")
        );
        assert!(scope.name(NameClass::Alias, &other).text().ends_with("m_1"));
    }
}
