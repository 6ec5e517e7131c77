//! WITH: common table expressions (`visit_cte`).

use std::collections::HashMap;

use crate::schema::statement::{
    Cte, CteReference, FromClause, Identity, NestedCte, Query, Statement, column_names,
};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::manipulation::Setting;
use super::super::python_text::repr;
use super::scope::{NameClass, Scope};
use super::select::SelectForm;

/// Whether the CTEs of the statement directly inside are written as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ddl) enum Following {
    /// Only those of this statement.
    Excluded,
    /// Those too, as a set operation does for its members.
    Included,
}

/// Where a CTE is written: the depth of the statement, 1 for the outermost.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Place {
    level: usize,
    name: String,
}

/// The CTEs of a statement that is being written.
#[derive(Debug, Default)]
pub(in crate::ddl) struct CommonTables {
    /// What is written, in order.
    written: Vec<(FromClause, String)>,
    by_place: HashMap<Place, FromClause>,
    places: HashMap<Identity, (Place, bool)>,
}

impl CommonTables {
    /// The WITH clause of a statement at `level`; the outermost writes all that is left.
    pub(in crate::ddl) fn write(&mut self, level: Option<usize>, following: Following) -> String {
        let nested_level = level.filter(|level| *level > 1);
        let mut chosen = Vec::new();
        for (from, text) in &self.written {
            let Some(cte) = from.as_cte() else {
                continue;
            };
            if let Some(level) = nested_level {
                let known = self.places.get(&cte.known_as(from.identity()));
                let here = known.is_some_and(|(place, nest_here)| {
                    (cte.nesting || *nest_here)
                        && (place.level == level
                            || (following == Following::Included && place.level == level + 1))
                });
                if !here {
                    continue;
                }
            }
            chosen.push((from.clone(), text.clone()));
        }
        if chosen.is_empty() {
            return String::new();
        }
        let recursive = chosen
            .iter()
            .any(|(from, _)| from.as_cte().is_some_and(|cte| cte.recursive));
        if nested_level.is_some() {
            for (from, _) in &chosen {
                self.forget(from);
            }
        }
        let texts: Vec<&str> = chosen.iter().map(|(_, text)| text.as_str()).collect();
        format!(
            "WITH {}{}\n ",
            if recursive { "RECURSIVE " } else { "" },
            texts.join(", \n")
        )
    }

    fn forget(&mut self, from: &FromClause) {
        self.written.retain(|(other, _)| other != from);
        if let Some(cte) = from.as_cte()
            && let Some((place, _)) = self.places.remove(&cte.known_as(from.identity()))
        {
            self.by_place.remove(&place);
        }
    }

    fn is_written(&self, from: &FromClause) -> bool {
        self.written.iter().any(|(other, _)| other == from)
    }
}

/// What is known of a CTE when it is met.
enum Met {
    /// It was met before, or it is being written.
    Known,
    /// It must be written.
    New,
}

impl ExpressionCompiler<'_> {
    /// A CTE behind FROM: its name; what it says is written in front of the statement.
    pub(super) fn common_table(self, from: &FromClause, cte: &Cte) -> Result<String, DdlError> {
        let Some(scope) = self.scope else {
            return Err(DdlError::Unsupported(
                "a CTE outside of a statement".to_owned(),
            ));
        };
        let name = self.label_text(NameClass::Alias, &cte.name);
        let is_new = matches!(self.meet(scope, from, cte, false)?, Met::New);
        if is_new {
            self.write_common_table(scope, from, cte)?;
        }
        let quoted = self.preparer().quote(&name)?;
        match &cte.reference {
            CteReference::AliasOf(original) => {
                let original = match original.name() {
                    Some(name) => self.label_text(NameClass::Alias, name),
                    None => name,
                };
                Ok(format!("{} AS {quoted}", self.preparer().quote(&original)?))
            }
            CteReference::Original | CteReference::Restates(_) => Ok(quoted),
        }
    }

    /// CTEs that are written though nothing refers to them.
    pub(in crate::ddl) fn independent_ctes(
        self,
        scope: &Scope,
        nested: &[NestedCte],
    ) -> Result<(), DdlError> {
        for NestedCte {
            cte: from,
            nest_here,
        } in nested
        {
            if let Some(cte) = from.as_cte()
                && matches!(self.meet(scope, from, cte, *nest_here)?, Met::New)
            {
                self.write_common_table(scope, from, cte)?;
            }
        }
        Ok(())
    }

    fn meet(
        self,
        scope: &Scope,
        from: &FromClause,
        cte: &Cte,
        nest_here: bool,
    ) -> Result<Met, DdlError> {
        let name = self.label_text(NameClass::Alias, &cte.name);
        let known_as = cte.known_as(from.identity());
        let nesting = cte.nesting || nest_here;
        let level = if nesting { scope.depth() } else { 1 };
        let mut tables = scope.common_tables.borrow_mut();
        let mut place = Place {
            level,
            name: name.text().to_owned(),
        };
        let existing = match tables.places.get(&known_as).cloned() {
            Some((known, nested_before)) => {
                let existing = tables.by_place.get(&known).cloned();
                if nest_here {
                    if nested_before {
                        return Err(DdlError::Compile(
                            "CTE is stated as 'nest_here' in more than one location".to_owned(),
                        ));
                    }
                    tables.by_place.remove(&known);
                    if let Some(existing) = &existing {
                        tables.by_place.insert(place.clone(), existing.clone());
                    }
                    tables.places.insert(known_as, (place.clone(), nest_here));
                } else {
                    place = known;
                }
                existing
            }
            None => tables.by_place.get(&place).cloned(),
        };
        if let Some(existing) = existing {
            let existing_cte = existing.as_cte();
            let restates =
                |one: Option<&Cte>, other: &FromClause| match one.map(|one| &one.reference) {
                    Some(CteReference::Restates(earlier)) => earlier == other,
                    _ => false,
                };
            if existing == *from || restates(existing_cte, from) {
                return Ok(Met::Known);
            }
            if restates(Some(cte), &existing) {
                tables.written.retain(|(other, _)| *other != existing);
                if let Some(existing_cte) = existing_cte {
                    tables
                        .places
                        .remove(&existing_cte.known_as(existing.identity()));
                }
            } else {
                return Err(DdlError::Compile(format!(
                    "Multiple, unrelated CTEs found with the same name: {}",
                    repr(name.text())
                )));
            }
        }
        tables.by_place.insert(place.clone(), from.clone());
        tables.places.insert(known_as, (place, nest_here));
        Ok(Met::New)
    }

    fn write_common_table(
        self,
        scope: &Scope,
        from: &FromClause,
        cte: &Cte,
    ) -> Result<(), DdlError> {
        if let CteReference::AliasOf(original) = &cte.reference {
            let written = scope.common_tables.borrow().is_written(original);
            if !written
                && let Some(original_cte) = original.as_cte()
                && matches!(self.meet(scope, original, original_cte, false)?, Met::New)
            {
                self.write_common_table(scope, original, original_cte)?;
            }
            return Ok(());
        }
        if scope.common_tables.borrow().is_written(from) {
            return Ok(());
        }
        let name = self.label_text(NameClass::Alias, &cte.name);
        let mut text = self.preparer().quote(&name)?;
        if cte.recursive {
            text.push_str(&self.recursive_columns(cte)?);
        }
        let prefixes = self.prefixes(&cte.prefixes)?;
        let inner = match &cte.statement {
            Statement::Query(query) => self.query(query, SelectForm::Subquery)?,
            // visit_update() cannot be called with what visit_lateral() hands down.
            Statement::Update(_) if scope.is_in_lateral() => {
                return Err(DdlError::Unsupported(
                    "a CTE that updates, inside of LATERAL".to_owned(),
                ));
            }
            Statement::Insert(_) | Statement::Update(_) | Statement::Delete(_) => {
                self.manipulation(scope, &cte.statement, Setting::CommonTable)?
            }
        };
        text.push_str(&format!(" AS {prefixes}\n({inner})"));
        if !cte.suffixes.is_empty() {
            text.extend([" ", &self.prefixes(&cte.suffixes)?]);
        }
        scope
            .common_tables
            .borrow_mut()
            .written
            .push((from.clone(), text));
        Ok(())
    }

    /// The columns behind the name of a recursive CTE.
    fn recursive_columns(self, cte: &Cte) -> Result<String, DdlError> {
        let Statement::Query(query) = &cte.statement else {
            return Err(DdlError::Unsupported(
                "a recursive CTE that inserts, updates or deletes".to_owned(),
            ));
        };
        let style = match query {
            Query::Select(select) => select.clauses.label_style,
            Query::Compound(compound) => compound.clauses.label_style,
            Query::Text(_) => {
                return Err(DdlError::Unsupported(
                    "a recursive CTE made of text".to_owned(),
                ));
            }
        };
        let named = column_names::name_columns(
            query.selected_columns(),
            style,
            column_names::Repetitions::Renamed,
        );
        let mut columns = Vec::with_capacity(named.len());
        for column in named.iter().filter(|column| !column.repeated) {
            let name = column.fallback.as_ref().or(column.key.as_ref());
            let Some(name) = name else {
                return Err(DdlError::Unsupported(
                    "text as a column of a recursive CTE".to_owned(),
                ));
            };
            columns.push(self.preparer().quote(&self.unshortened(name))?);
        }
        Ok(format!("({})", columns.join(", ")))
    }
}
