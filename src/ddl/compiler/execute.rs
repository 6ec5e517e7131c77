//! `op.execute` and what migrations execute on a connection.

use crate::operations::{Executable, ExecuteSqlOp, Parameters, StatementParameters};
use crate::schema::expression::{BindParameter, TextClause};
use crate::schema::{SqlType, statement as schema};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::manipulation::{Executed, insert_sets};
use super::super::options::Target;
use super::ddl_compiler::DdlCompiler;

impl DdlCompiler {
    /// One text for each set of values; one where there are none.
    pub(super) fn execute(&self, execute: &ExecuteSqlOp) -> Result<Vec<String>, DdlError> {
        let sets: Vec<&Parameters> = match &execute.parameters {
            StatementParameters::None => return Ok(vec![self.executable(&execute.statement)?]),
            StatementParameters::One(parameters) => vec![parameters],
            StatementParameters::Many(sets) => sets.iter().collect(),
        };
        if matches!(self.target(), Target::Script { .. }) {
            return Err(DdlError::Statement(
                "SQL parameters not allowed with as_sql".to_owned(),
            ));
        }
        match &execute.statement {
            Executable::Text(clause) => sets
                .into_iter()
                .map(|parameters| self.text(&with_parameters(clause, parameters)))
                .collect(),
            Executable::DriverSql(_) => Err(DdlError::Unsupported(
                "values for exec_driver_sql".to_owned(),
            )),
            Executable::Statement(statement) => self.statement_with(statement, &execute.parameters),
            Executable::Definition(_) => Err(DdlError::Unsupported(
                "values beside a DDL element".to_owned(),
            )),
        }
    }

    /// A statement with the values executed beside it.
    fn statement_with(
        &self,
        statement: &schema::Statement,
        parameters: &StatementParameters,
    ) -> Result<Vec<String>, DdlError> {
        // Without values it is executed once.
        let nothing = Parameters::new();
        let sets = match parameters {
            StatementParameters::None => std::slice::from_ref(&nothing),
            StatementParameters::One(set) => std::slice::from_ref(set),
            StatementParameters::Many(sets) if sets.is_empty() => std::slice::from_ref(&nothing),
            StatementParameters::Many(sets) => sets,
        };
        match statement {
            schema::Statement::Insert(insert) => {
                insert_sets(self.target(), insert, Executed::each(sets))
            }
            schema::Statement::Query(_)
            | schema::Statement::Update(_)
            | schema::Statement::Delete(_) => Executed::each(sets)
                .map(|executed| {
                    ExpressionCompiler::statement(self.target(), statement, Some(executed))
                })
                .collect(),
        }
    }

    fn executable(&self, statement: &Executable) -> Result<String, DdlError> {
        match statement {
            Executable::Text(clause) => self.text(clause),
            Executable::DriverSql(text) => match self.target() {
                Target::Server => driver_text(text),
                Target::Script { .. } => Err(DdlError::Unsupported(
                    "exec_driver_sql in a script: there is no driver".to_owned(),
                )),
            },
            Executable::Statement(statement) => {
                ExpressionCompiler::statement(self.target(), statement, None)
            }
            Executable::Definition(definition) => self.definition(definition),
        }
    }

    fn text(&self, clause: &TextClause) -> Result<String, DdlError> {
        ExpressionCompiler::for_statement(self.target()).text_clause(clause)
    }
}

/// psycopg2 takes a percent sign for the beginning of a placeholder, and two for one.
fn driver_text(text: &str) -> Result<String, DdlError> {
    let plain = text.replace("%%", "");
    if plain.contains('%') {
        return Err(DdlError::Unsupported(
            "a single percent sign in exec_driver_sql, which the driver takes for a placeholder"
                .to_owned(),
        ));
    }
    Ok(text.replace("%%", "%"))
}

/// The clause with the values given beside it; the types stay those of the clause.
fn with_parameters(clause: &TextClause, parameters: &Parameters) -> TextClause {
    let mut clause = clause.clone();
    for (name, value) in parameters {
        let mut parameter = clause.bind_parameter(name).cloned().unwrap_or_else(|| {
            let mut parameter = BindParameter::of_value(value.clone(), SqlType::null());
            parameter.key = Some(name.as_str().into());
            parameter
        });
        parameter.value = Some(value.clone());
        clause.bind_parameters.push(parameter);
    }
    clause
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{origin, script};
    use super::*;
    use crate::ddl::options::CompilerOptions;
    use crate::operations::Operation;
    use crate::schema::Literal;

    #[test]
    fn a_script_has_tabs_replaced_and_a_server_has_not() {
        let operation = Operation::ExecuteSql(Box::new(ExecuteSqlOp::new(Executable::Text(
            TextClause::new("\n\tSELECT '\t%' -- \\:x\n "),
        ))));
        assert_eq!(
            script(std::slice::from_ref(&operation)).unwrap(),
            "SELECT '    %' -- :x"
        );
        let mut server = DdlCompiler::new(CompilerOptions::server());
        let statements = server.compile(&operation, &origin()).unwrap();
        assert_eq!(statements[0].text, "SELECT '\t%' -- :x");
        assert_eq!(statements[0].origin, origin());
    }

    #[test]
    fn values_beside_a_statement_reach_a_server_only() {
        let mut execute = ExecuteSqlOp::new(Executable::Text(TextClause::new("x = :a OR y IN :b")));
        execute.parameters = StatementParameters::Many(vec![
            vec![
                ("a".to_owned(), Literal::from("it's")),
                ("b".to_owned(), Literal::Tuple(vec![1.into(), 2.into()])),
            ],
            vec![
                ("a".to_owned(), Literal::None),
                ("b".to_owned(), Literal::Tuple(vec![3.into()])),
            ],
        ]);
        let operation = Operation::ExecuteSql(Box::new(execute));
        let mut server = DdlCompiler::new(CompilerOptions::server());
        let statements = server.compile(&operation, &origin()).unwrap();
        let texts: Vec<&str> = statements
            .iter()
            .map(|statement| statement.text.as_str())
            .collect();
        assert_eq!(
            texts,
            ["x = 'it''s' OR y IN (1, 2)", "x = NULL OR y IN (3)"]
        );
        assert_eq!(
            script(&[operation]).unwrap_err(),
            "SQL parameters not allowed with as_sql"
        );
    }
}
