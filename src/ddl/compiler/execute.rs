//! `op.execute` and what migrations execute on a connection.

use crate::operations::{Executable, ExecuteSqlOp, Parameters, StatementParameters};
use crate::schema::SqlType;
use crate::schema::expression::{BindParameter, TextClause};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
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
            Executable::Definition(_) => Err(DdlError::Unsupported(
                "values beside a DDL element".to_owned(),
            )),
        }
    }

    fn executable(&self, statement: &Executable) -> Result<String, DdlError> {
        match statement {
            Executable::Text(clause) => self.text(clause),
            Executable::DriverSql(text) => match self.target() {
                Target::Server => Ok(text.clone()),
                Target::Script { .. } => Err(DdlError::Unsupported(
                    "exec_driver_sql in a script: there is no driver".to_owned(),
                )),
            },
            Executable::Definition(definition) => self.definition(definition),
        }
    }

    fn text(&self, clause: &TextClause) -> Result<String, DdlError> {
        ExpressionCompiler::for_statement(self.target()).text_clause(clause)
    }
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
