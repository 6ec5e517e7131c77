//! The sink that migrations talk to: compiles each operation and hands the statements on.

use crate::ddl::{DdlCompiler, DdlError, Statement, relation_exists_query};
use crate::operations::{
    ExecuteSqlOp, Execution, IdentifierRequest, Operation, OperationSink, RaisedAs, RelationKind,
    SinkError,
};
use crate::runtime::error::RuntimeError;
use crate::runtime::transaction_mode::TransactionMode;
use crate::schema::{Name, SchemaError};
use crate::source::Origin;

use super::target::StatementTarget;

/// Operations in, statements out.
///
/// The compiler lives as long as the run, because it remembers which enum types were created.
#[derive(Debug)]
pub struct CompilingSink<T> {
    compiler: DdlCompiler,
    target: T,
    mode: TransactionMode,
    autocommit_blocks: usize,
}

impl<T: StatementTarget> CompilingSink<T> {
    /// Sends what `compiler` makes of operations to `target`.
    pub fn new(compiler: DdlCompiler, target: T, mode: TransactionMode) -> Self {
        Self {
            compiler,
            target,
            mode,
            autocommit_blocks: 0,
        }
    }

    /// Where the statements go.
    pub fn target(&mut self) -> &mut T {
        &mut self.target
    }

    /// How often migrations have committed what came before: by an `autocommit_block()`, or by a
    /// COMMIT of their own.
    pub fn commits_of_migrations(&self) -> usize {
        self.autocommit_blocks + self.target.commits_of_migrations()
    }

    fn compile(
        &mut self,
        operation: &Operation,
        origin: &Origin,
    ) -> Result<Vec<Statement>, SinkError> {
        self.compiler.compile(operation, origin).map_err(|source| {
            let exception = raised_as(&source);
            let error = SinkError::new(RuntimeError::Compilation {
                source,
                origin: origin.clone(),
            })
            .at(origin.clone());
            match exception {
                Some(exception) if operation.is_one_plain_statement() => {
                    error.raised_as(exception).certain()
                }
                Some(exception) => error.raised_as(exception),
                None => error,
            }
        })
    }
}

/// What SQLAlchemy or Alembic raises in place of a refusal, so that a migration's own `except` sees
/// it; `None` for what only this program refuses.
fn raised_as(error: &DdlError) -> Option<RaisedAs> {
    Some(match error {
        DdlError::Compile(_) => RaisedAs::SqlAlchemy("CompileError"),
        DdlError::UnsupportedCompilation(_) => RaisedAs::SqlAlchemy("UnsupportedCompilationError"),
        DdlError::Identifier(_) => RaisedAs::SqlAlchemy("IdentifierError"),
        DdlError::NoReferencedColumn(_) => RaisedAs::SqlAlchemy("NoReferencedColumnError"),
        DdlError::ConstraintColumnNotFound(_) => {
            RaisedAs::SqlAlchemy("ConstraintColumnNotFoundError")
        }
        DdlError::Statement(_) => RaisedAs::SqlAlchemy("StatementError"),
        DdlError::Command(_) => RaisedAs::Command,
        DdlError::Schema(error) => match error {
            SchemaError::Argument(_) => RaisedAs::SqlAlchemy("ArgumentError"),
            SchemaError::NoForeignKeys(_) => RaisedAs::SqlAlchemy("NoForeignKeysError"),
            SchemaError::AmbiguousForeignKeys(_) => {
                RaisedAs::SqlAlchemy("AmbiguousForeignKeysError")
            }
            SchemaError::InvalidRequest(_) => RaisedAs::SqlAlchemy("InvalidRequestError"),
            SchemaError::NotImplemented(_) => RaisedAs::NotImplemented,
            SchemaError::Type(_) => RaisedAs::Type,
            SchemaError::Value(_) => RaisedAs::Value,
            SchemaError::TooDeep { .. } | SchemaError::Unsupported(_) => return None,
        },
        DdlError::Unsupported(_) => return None,
    })
}

/// The answer of a statement that was sent in parts: all rows, and how many they are.
fn joined(before: Option<Execution>, next: Execution) -> Execution {
    match (before, next) {
        (Some(Execution::Result(mut before)), Execution::Result(next)) => {
            before.rows.extend(next.rows);
            before.row_count = match (before.row_count, next.row_count) {
                (Some(before), Some(next)) => Some(before + next),
                (before, next) => before.or(next),
            };
            Execution::Result(before)
        }
        (_, next) => next,
    }
}

impl<T: StatementTarget> OperationSink for CompilingSink<T> {
    fn invoke(&mut self, operation: Operation, origin: Origin) -> Result<(), SinkError> {
        self.target.operation(&operation, &origin);
        for statement in self.compile(&operation, &origin)? {
            self.target
                .run(&statement)
                .map_err(|error| SinkError::new(error).at(origin.clone()))?;
        }
        Ok(())
    }

    fn execute(&mut self, statement: ExecuteSqlOp, origin: Origin) -> Result<Execution, SinkError> {
        let operation = Operation::ExecuteSql(Box::new(statement));
        self.target.operation(&operation, &origin);
        let mut answer = None;
        for statement in self.compile(&operation, &origin)? {
            let next = self
                .target
                .query(&statement)
                .map_err(|error| SinkError::new(error).at(origin.clone()))?;
            answer = Some(joined(answer, next));
        }
        Ok(answer.unwrap_or(Execution::Offline))
    }

    fn type_exists(
        &mut self,
        name: &Name,
        schema: Option<&Name>,
        origin: Origin,
    ) -> Result<Option<bool>, SinkError> {
        self.target
            .type_exists(name, schema)
            .map_err(|error| SinkError::new(error).at(origin))
    }

    fn relation_exists(
        &mut self,
        kind: RelationKind,
        name: &Name,
        schema: Option<&Name>,
        origin: Origin,
    ) -> Result<Option<bool>, SinkError> {
        self.target
            .ask(&relation_exists_query(kind, name, schema))
            .map_err(|error| SinkError::new(error).at(origin))
    }

    fn write_identifier(&self, request: &IdentifierRequest) -> Result<String, SinkError> {
        self.compiler.write_identifier(request).map_err(|error| {
            let exception = raised_as(&error);
            let error = SinkError::new(error);
            match exception {
                Some(exception) => error.raised_as(exception),
                None => error,
            }
        })
    }

    fn is_offline(&self) -> bool {
        self.target.is_offline()
    }

    /// A script that writes no BEGIN writes no COMMIT here either.
    fn begin_autocommit(&mut self, origin: Origin) -> Result<(), SinkError> {
        if self.mode == TransactionMode::NonTransactional && self.target.is_offline() {
            return Ok(());
        }
        self.target
            .autocommit_begins(&origin)
            .and_then(|()| self.target.commit())
            .map_err(|error| SinkError::new(error).at(origin))?;
        self.autocommit_blocks += 1;
        Ok(())
    }

    fn end_autocommit(&mut self, origin: Origin) -> Result<(), SinkError> {
        if self.mode == TransactionMode::NonTransactional && self.target.is_offline() {
            return Ok(());
        }
        self.target.autocommit_ends();
        self.target
            .begin()
            .map_err(|error| SinkError::new(error).at(origin))
    }
}
