//! Which tables a text of SQL changes rows of, by its words.
//!
//! It only helps to number statements and to see those that change no row; how many rows were
//! changed, and of which tables, is the server's word (`pg_stat_xact_user_tables`), which knows
//! triggers, functions and DO blocks as well.

use std::ops::ControlFlow;

use sqlparser::ast::{
    FromTable, ObjectName, ObjectNamePart, Statement, TableFactor, TableObject, TableWithJoins,
    Visit, Visitor,
};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;

use super::table_name::qualified_table;

/// A longer text is not parsed: the tree of an expression could be deeper than the stack.
const LONGEST_TEXT: usize = 1 << 16;

/// The tables whose rows the statements of a text change, each once, as `schema.name`; `None` where
/// the text cannot be read.
pub(super) fn changed_tables(sql: &str) -> Option<Vec<String>> {
    if sql.len() > LONGEST_TEXT {
        return None;
    }
    let statements = Parser::parse_sql(&PostgreSqlDialect {}, sql).ok()?;
    let mut found = Changed(Vec::new());
    for statement in &statements {
        let _: ControlFlow<()> = statement.visit(&mut found);
    }
    Some(found.0)
}

struct Changed(Vec<String>);

impl Changed {
    fn add(&mut self, name: &ObjectName) {
        let parts: Vec<String> = name.0.iter().filter_map(part).collect();
        let name = qualified_table(&parts.join("."));
        if !self.0.contains(&name) {
            self.0.push(name);
        }
    }

    fn add_factor(&mut self, table: &TableWithJoins) {
        if let TableFactor::Table { name, .. } = &table.relation {
            self.add(name);
        }
    }
}

/// A part of a name as the server folds it.
fn part(part: &ObjectNamePart) -> Option<String> {
    let name = part.as_ident()?;
    Some(match name.quote_style {
        Some(_) => name.value.clone(),
        None => name.value.to_lowercase(),
    })
}

impl Visitor for Changed {
    type Break = ();

    fn pre_visit_statement(&mut self, statement: &Statement) -> ControlFlow<()> {
        if let Statement::Insert(insert) = statement {
            if let TableObject::TableName(name) = &insert.table {
                self.add(name);
            }
        } else if let Statement::Update(update) = statement {
            self.add_factor(&update.table);
        } else if let Statement::Delete(delete) = statement {
            let (FromTable::WithFromKeyword(tables) | FromTable::WithoutKeyword(tables)) =
                &delete.from;
            tables.iter().for_each(|table| self.add_factor(table));
        } else if let Statement::Truncate(truncate) = statement {
            truncate
                .table_names
                .iter()
                .for_each(|table| self.add(&table.name));
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::changed_tables;

    #[test]
    fn the_changed_tables_are_found_wherever_they_stand() {
        for (sql, expected) in [
            ("UPDATE a SET x = 1 FROM b", &["public.a"][..]),
            ("update Shelf.\"Box\" set x = 1", &["shelf.Box"]),
            ("INSERT INTO a SELECT * FROM b", &["public.a"]),
            ("DELETE FROM a USING b", &["public.a"]),
            ("TRUNCATE a, s.b", &["public.a", "s.b"]),
            (
                "UPDATE a SET x = 1; DELETE FROM b; UPDATE a SET x = 2",
                &["public.a", "public.b"],
            ),
            (
                "WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone",
                &["public.b", "public.a"],
            ),
            ("SELECT * FROM a", &[]),
        ] {
            let mut found = changed_tables(sql).expect("it can be read");
            let mut expected: Vec<String> = expected.iter().map(|one| (*one).to_owned()).collect();
            found.sort();
            expected.sort();
            assert_eq!(found, expected, "{sql}");
        }
        assert_eq!(changed_tables("UPDATE SET"), None);
    }
}
