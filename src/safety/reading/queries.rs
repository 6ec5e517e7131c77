//! Queries, and the statements that change rows: the tables they read, the tables they write.

use std::collections::HashSet;
use std::ops::ControlFlow;

use sqlparser::ast::{
    Assignment, AssignmentTarget, Delete, Expr, FromTable, Insert, Merge, MergeAction,
    MergeUpdateKind, ObjectName, OnConflictAction, OnInsert, Query, SetExpr, Statement,
    TableFactor, TableObject, TableWithJoins, Update, Visit, Visitor,
};

use super::expression::{called, called_by_name, own_operator};
use super::names::{folded, parts, relation};
use crate::safety::action::{Action, FurtherChange, Reach, RowChange, RowEvent, RowVerb, Touch};
use crate::safety::effect::Work;
use crate::safety::lock_mode::LockMode;
use crate::safety::relation::RelationName;

/// What a query touches.
#[derive(Debug, Default)]
pub(super) struct QueryFacts {
    /// The tables, each with its strongest lock.
    pub(super) relations: Vec<(RelationName, LockMode)>,
    /// The changes of rows in it, the outermost first.
    changes: Vec<Change>,
    /// A function that nobody knows.
    pub(super) unknown_function: Option<String>,
}

/// One change of rows.
#[derive(Debug, Clone)]
struct Change {
    table: RelationName,
    verb: RowVerb,
    events: Vec<RowEvent>,
    assigned: Vec<String>,
}

impl QueryFacts {
    fn take(&mut self, table: RelationName, mode: LockMode) {
        match self.relations.iter_mut().find(|(known, _)| *known == table) {
            Some((_, known)) => *known = (*known).max(mode),
            None => self.relations.push((table, mode)),
        }
    }
}

/// The tables a query reads; one that changes rows is an error.
pub(super) fn reads(query: &Query, default_schema: &str) -> Result<QueryFacts, String> {
    let facts = facts(query, default_schema)?;
    if facts.changes.is_empty() {
        Ok(facts)
    } else {
        Err("a query that changes rows defines something".to_owned())
    }
}

/// A query, or a change of rows, as an action.
pub(super) fn action(statement: &Statement, default_schema: &str) -> Action {
    let facts = match facts(statement, default_schema) {
        Ok(facts) => facts,
        Err(reason) => return Action::Unknown(reason),
    };
    let mut changes = facts.changes.into_iter();
    let Some(first) = changes.next() else {
        return Action::Touch(Touch {
            locks: facts
                .relations
                .into_iter()
                .map(|(table, mode)| (table, mode, Work::None))
                .collect(),
            unknown_function: facts.unknown_function,
            reach: Reach::Descendants,
            ..Touch::default()
        });
    };
    Action::Rows(RowChange {
        others: facts
            .relations
            .into_iter()
            .filter(|(other, _)| *other != first.table)
            .collect(),
        table: first.table,
        verb: first.verb,
        events: first.events,
        assigned: first.assigned,
        further: changes
            .map(|change| FurtherChange {
                table: change.table,
                events: change.events,
                assigned: change.assigned,
            })
            .collect(),
        unknown_function: facts.unknown_function,
    })
}

fn facts(node: &impl Visit, default_schema: &str) -> Result<QueryFacts, String> {
    let mut names = CommonTableExpressions::default();
    let _: ControlFlow<()> = node.visit(&mut names);
    let mut walk = Walk {
        facts: QueryFacts::default(),
        temporary_names: names.0,
        default_schema,
    };
    match node.visit(&mut walk) {
        ControlFlow::Continue(()) => Ok(walk.facts),
        ControlFlow::Break(reason) => Err(reason),
    }
}

/// The names that WITH gives, which are no tables.
#[derive(Default)]
struct CommonTableExpressions(HashSet<String>);

impl Visitor for CommonTableExpressions {
    type Break = ();

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<()> {
        if let Some(with) = &query.with {
            let names = with
                .cte_tables
                .iter()
                .map(|table| folded(&table.alias.name));
            self.0.extend(names);
        }
        ControlFlow::Continue(())
    }
}

/// Collects the facts; a form that is not understood breaks it off.
struct Walk<'s> {
    facts: QueryFacts,
    temporary_names: HashSet<String>,
    default_schema: &'s str,
}

impl Walk<'_> {
    fn named(&self, name: &ObjectName) -> RelationName {
        relation(name, self.default_schema)
    }

    fn change(
        &mut self,
        name: &ObjectName,
        verb: RowVerb,
        events: Vec<RowEvent>,
        assigned: Vec<String>,
    ) {
        let table = self.named(name);
        self.facts.take(table.clone(), LockMode::RowExclusive);
        self.facts.changes.push(Change {
            table,
            verb,
            events,
            assigned,
        });
    }

    fn insert(&mut self, insert: &Insert) -> ControlFlow<String> {
        let TableObject::TableName(name) = &insert.table else {
            return ControlFlow::Break("an INSERT into something that is no table".to_owned());
        };
        let values = insert.source.as_ref().is_none_or(|query| {
            matches!(&*query.body, SetExpr::Values(_)) || !has_from(&query.body)
        });
        let verb = if values {
            RowVerb::InsertValues
        } else {
            RowVerb::InsertMany
        };
        let mut events = vec![RowEvent::Insert];
        let mut columns = Vec::new();
        if let Some(OnInsert::OnConflict(conflict)) = &insert.on
            && let OnConflictAction::DoUpdate(update) = &conflict.action
        {
            events.push(RowEvent::Update);
            columns = assigned(&update.assignments);
        }
        self.change(name, verb, events, columns);
        ControlFlow::Continue(())
    }

    fn update(&mut self, update: &Update) -> ControlFlow<String> {
        let Some(name) = table_name(&update.table) else {
            return ControlFlow::Break("an UPDATE of something that is no table".to_owned());
        };
        let verb = if update.selection.is_none() && update.from.is_none() {
            RowVerb::UpdateAll
        } else {
            RowVerb::Update
        };
        let columns = assigned(&update.assignments);
        self.change(name, verb, vec![RowEvent::Update], columns);
        ControlFlow::Continue(())
    }

    fn delete(&mut self, delete: &Delete) -> ControlFlow<String> {
        let (FromTable::WithFromKeyword(from) | FromTable::WithoutKeyword(from)) = &delete.from;
        let [table] = from.as_slice() else {
            return ControlFlow::Break("a DELETE from several tables".to_owned());
        };
        let Some(name) = table_name(table) else {
            return ControlFlow::Break("a DELETE from something that is no table".to_owned());
        };
        let verb = if delete.selection.is_none() && delete.using.is_none() {
            RowVerb::DeleteAll
        } else {
            RowVerb::Delete
        };
        self.change(name, verb, vec![RowEvent::Delete], Vec::new());
        ControlFlow::Continue(())
    }

    fn merge(&mut self, merge: &Merge) -> ControlFlow<String> {
        let TableFactor::Table { name, .. } = &merge.table else {
            return ControlFlow::Break("a MERGE into something that is no table".to_owned());
        };
        let mut events = Vec::new();
        let mut columns = Vec::new();
        for clause in &merge.clauses {
            match &clause.action {
                MergeAction::Insert(_) => events.push(RowEvent::Insert),
                MergeAction::Update(update) => {
                    events.push(RowEvent::Update);
                    match &update.kind {
                        MergeUpdateKind::Set(assignments) => columns.extend(assigned(assignments)),
                        MergeUpdateKind::Wildcard => {
                            return ControlFlow::Break("a MERGE of every column".to_owned());
                        }
                    }
                }
                MergeAction::Delete { .. } => events.push(RowEvent::Delete),
                MergeAction::DoNothing { .. } => {}
            }
        }
        self.change(name, RowVerb::InsertMany, events, columns);
        ControlFlow::Continue(())
    }
}

impl Visitor for Walk<'_> {
    type Break = String;

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<String> {
        match statement {
            Statement::Insert(insert) => self.insert(insert),
            Statement::Update(update) => self.update(update),
            Statement::Delete(delete) => self.delete(delete),
            Statement::Merge(merge) => self.merge(merge),
            _ => ControlFlow::Continue(()),
        }
    }

    fn pre_visit_query(&mut self, query: &Query) -> ControlFlow<String> {
        if query.locks.is_empty() {
            return ControlFlow::Continue(());
        }
        let SetExpr::Select(select) = &*query.body else {
            return ControlFlow::Break("FOR UPDATE of something that is no SELECT".to_owned());
        };
        for table in &select.from {
            for factor in factors(table) {
                self.lock_rows(factor)?;
            }
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_select(&mut self, select: &sqlparser::ast::Select) -> ControlFlow<String> {
        if select.into.is_some() {
            return ControlFlow::Break("SELECT … INTO".to_owned());
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_table_factor(&mut self, factor: &TableFactor) -> ControlFlow<String> {
        match factor {
            TableFactor::Table { name, args, .. } => {
                if args.is_some() {
                    self.table_function(name);
                    return ControlFlow::Continue(());
                }
                let table = self.named(name);
                if !self.is_temporary(&table) {
                    self.facts.take(table, LockMode::AccessShare);
                }
            }
            TableFactor::Function { name, .. } => self.table_function(name),
            TableFactor::Derived { .. }
            | TableFactor::NestedJoin { .. }
            | TableFactor::TableFunction { .. }
            | TableFactor::UNNEST { .. }
            | TableFactor::XmlTable { .. } => {}
            _ => return ControlFlow::Break("it takes rows from something unusual".to_owned()),
        }
        ControlFlow::Continue(())
    }

    fn pre_visit_expr(&mut self, expression: &Expr) -> ControlFlow<String> {
        if let Some(operator) = own_operator(expression) {
            self.facts.unknown_function = Some(operator);
        }
        if let Expr::Function(function) = expression
            && let Err(name) = called(function)
        {
            self.facts.unknown_function = Some(name);
        }
        ControlFlow::Continue(())
    }
}

impl Walk<'_> {
    fn is_temporary(&self, table: &RelationName) -> bool {
        table.schema().is_none() && self.temporary_names.contains(table.name())
    }

    /// `FOR UPDATE` goes on into the queries that stand in place of tables.
    fn lock_rows(&mut self, factor: &TableFactor) -> ControlFlow<String> {
        match factor {
            TableFactor::Table {
                name, args: None, ..
            } => {
                let table = self.named(name);
                if !self.is_temporary(&table) {
                    self.facts.take(table, LockMode::RowShare);
                }
                ControlFlow::Continue(())
            }
            TableFactor::Derived { subquery, .. } => match &*subquery.body {
                SetExpr::Select(select) => {
                    for factor in select.from.iter().flat_map(factors) {
                        self.lock_rows(factor)?;
                    }
                    ControlFlow::Continue(())
                }
                _ => ControlFlow::Break("FOR UPDATE of something that is no SELECT".to_owned()),
            },
            TableFactor::NestedJoin {
                table_with_joins, ..
            } => {
                for factor in factors(table_with_joins) {
                    self.lock_rows(factor)?;
                }
                ControlFlow::Continue(())
            }
            _ => ControlFlow::Continue(()),
        }
    }

    fn table_function(&mut self, name: &ObjectName) {
        if let Err(function) = called_by_name(name) {
            self.facts.unknown_function = Some(function);
        }
    }
}

/// The columns that get a value.
fn assigned(assignments: &[Assignment]) -> Vec<String> {
    let last = |name: &ObjectName| parts(name).pop();
    assignments
        .iter()
        .flat_map(|assignment| match &assignment.target {
            AssignmentTarget::ColumnName(name) => vec![last(name)],
            AssignmentTarget::Tuple(names) => names.iter().map(last).collect(),
        })
        .flatten()
        .collect()
}

fn table_name(table: &TableWithJoins) -> Option<&ObjectName> {
    match &table.relation {
        TableFactor::Table { name, .. } => Some(name),
        _ => None,
    }
}

fn factors(table: &TableWithJoins) -> impl Iterator<Item = &TableFactor> {
    std::iter::once(&table.relation).chain(table.joins.iter().map(|join| &join.relation))
}

/// Whether a query takes its rows from somewhere.
fn has_from(body: &SetExpr) -> bool {
    match body {
        SetExpr::Select(select) => !select.from.is_empty(),
        SetExpr::Values(_) => false,
        SetExpr::SetOperation { left, right, .. } => has_from(left) || has_from(right),
        SetExpr::Query(query) => has_from(&query.body),
        _ => true,
    }
}
