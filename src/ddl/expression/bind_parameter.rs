//! Values of statements: literals, placeholders, or what the driver makes of them.

use crate::schema::expression::{BindParameter, Rendering};
use crate::schema::{Literal, Nativeness, SqlType, TypeKind};

use super::super::error::DdlError;
use super::super::literal::{render_driver_value, render_value};
use super::super::options::{ParameterStyle, Target};
use super::super::python_text::repr;
use super::super::type_compiler::{DIALECT, TypeCompiler};
use super::compiler::ExpressionCompiler;
use super::surroundings::Values;

impl ExpressionCompiler<'_> {
    /// A value in its place.
    pub(super) fn bind_parameter(self, parameter: &BindParameter) -> Result<String, DdlError> {
        let values = match parameter.rendering {
            Rendering::Inline => Values::Literals,
            Rendering::Bound => self.values,
        };
        let name = parameter.key.as_deref();
        let executed = match (self.executed, name) {
            (Some(executed), Some(name)) => executed.value(name),
            _ => None,
        };
        let value = executed.or(parameter.value.as_ref());
        match (values, value) {
            (Values::Placeholders, _) => {
                let place = self.placeholder(name, parameter.expanding)?;
                if parameter.expanding {
                    return Ok(place);
                }
                Ok(place + &self.bind_cast(&parameter.sql_type)?)
            }
            (Values::Driver, None) => self.missing_value(name.unwrap_or("")),
            (Values::Literals, None | Some(Literal::None)) if parameter.expanding => {
                Ok("(NULL)".to_owned())
            }
            (_, Some(value)) if parameter.expanding => Ok(format!(
                "({})",
                self.expanded(value, &parameter.sql_type, values)?
            )),
            // None is NULL, also where the type would know it as a value.
            (Values::Literals, None | Some(Literal::None)) => Ok("NULL".to_owned()),
            (Values::Literals, Some(value)) => {
                render_value(value, &parameter.sql_type, self.target)
            }
            (Values::Driver, Some(value)) => self.driver_value(value, &parameter.sql_type),
        }
    }

    /// A value as the driver writes it, with its cast.
    fn driver_value(self, value: &Literal, sql_type: &SqlType) -> Result<String, DdlError> {
        Ok(render_driver_value(value, sql_type)? + &self.bind_cast(sql_type)?)
    }

    /// The cast behind the place of a value whose type the server would not guess
    /// (`render_bind_cast`).
    fn bind_cast(self, sql_type: &SqlType) -> Result<String, DdlError> {
        let resolved = sql_type.resolve(DIALECT);
        match resolved.kind() {
            TypeKind::Decorated(implementation) => self.bind_cast(implementation),
            TypeKind::Uuid(uuid) if uuid.nativeness == Nativeness::Emulated => Ok(String::new()),
            TypeKind::Json(_) | TypeKind::Array(_) | TypeKind::Uuid(_) | TypeKind::Range(_) => {
                Ok(format!("::{}", self.types().process(sql_type)?))
            }
            _ => Ok(String::new()),
        }
    }

    /// A placeholder nothing is known of.
    pub(super) fn missing_value(self, name: &str) -> Result<String, DdlError> {
        match self.values {
            Values::Literals => Ok("NULL".to_owned()),
            Values::Placeholders => self.placeholder(Some(name), false),
            Values::Driver => Err(match self.executed {
                Some(executed) => executed.missing(name),
                None => DdlError::Statement(format!(
                    "A value is required for bind parameter {}",
                    repr(name)
                )),
            }),
        }
    }

    /// The mark of the driver.
    fn placeholder(self, name: Option<&str>, expanding: bool) -> Result<String, DdlError> {
        let Some(name) = name else {
            return Err(DdlError::Unsupported(
                "a nameless bound value in a script without literal_binds".to_owned(),
            ));
        };
        let name = &escaped(name);
        if expanding {
            return Ok(format!("(__[POSTCOMPILE_{name}])"));
        }
        match self.target {
            Target::Script {
                style: ParameterStyle::Named,
                ..
            } => Ok(format!(":{name}")),
            Target::Script {
                style: ParameterStyle::Pyformat,
                ..
            } => Ok(format!("%({name})s")),
            Target::Script {
                style: ParameterStyle::Format,
                ..
            } => Ok("%s".to_owned()),
            Target::Script {
                style: ParameterStyle::QuestionMark,
                ..
            } => Ok("?".to_owned()),
            Target::Script {
                style: ParameterStyle::Numeric | ParameterStyle::NumericDollar,
                ..
            } => Err(DdlError::Unsupported(
                "numbered placeholders in a script".to_owned(),
            )),
            Target::Server => Err(DdlError::Unsupported(
                "placeholders for a server".to_owned(),
            )),
        }
    }

    /// The values of IN; an empty list is a query without rows.
    fn expanded(
        self,
        value: &Literal,
        sql_type: &SqlType,
        values: Values,
    ) -> Result<String, DdlError> {
        let (Literal::List(items) | Literal::Tuple(items)) = value else {
            return Err(DdlError::Compile(
                "an expanding parameter needs a list of values".to_owned(),
            ));
        };
        let rows = items
            .iter()
            .any(|item| matches!(item, Literal::Tuple(_) | Literal::List(_)));
        let of_rows = sql_type.is_null() || matches!(sql_type.kind(), TypeKind::Tuple(_));
        if rows && of_rows {
            return self.expanded_rows(items, sql_type, values);
        }
        if items.is_empty() {
            return self.empty_set(sql_type);
        }
        let items: Result<Vec<String>, DdlError> = items
            .iter()
            .map(|item| self.expanded_item(item, sql_type, values))
            .collect();
        Ok(items?.join(", "))
    }

    /// Rows for a tuple on the left.
    fn expanded_rows(
        self,
        rows: &[Literal],
        sql_type: &SqlType,
        values: Values,
    ) -> Result<String, DdlError> {
        let TypeKind::Tuple(types) = sql_type.kind() else {
            return Err(DdlError::Unsupported(
                "rows in IN without a tuple beside".to_owned(),
            ));
        };
        let mut texts = Vec::with_capacity(rows.len());
        for row in rows {
            let (Literal::Tuple(items) | Literal::List(items)) = row else {
                return Err(DdlError::Unsupported(
                    "rows and values mixed in IN".to_owned(),
                ));
            };
            if items.len() != types.len() {
                return Err(DdlError::Unsupported(
                    "rows of different length in IN".to_owned(),
                ));
            }
            let items: Result<Vec<String>, DdlError> = items
                .iter()
                .zip(types)
                .map(|(item, sql_type)| self.expanded_item(item, sql_type, values))
                .collect();
            texts.push(format!("({})", items?.join(", ")));
        }
        Ok(texts.join(", "))
    }

    fn expanded_item(
        self,
        item: &Literal,
        sql_type: &SqlType,
        values: Values,
    ) -> Result<String, DdlError> {
        match values {
            Values::Literals => render_value(item, sql_type, self.target),
            Values::Driver => self.driver_value(item, sql_type),
            Values::Placeholders => self.placeholder(None, false),
        }
    }

    /// `SELECT … WHERE 1!=1`.
    fn empty_set(self, sql_type: &SqlType) -> Result<String, DdlError> {
        let types = TypeCompiler::new(self.preparer());
        let cast = |sql_type: &SqlType| {
            let name = if sql_type.is_null() {
                Ok("INTEGER".to_owned())
            } else {
                types.process(sql_type)
            };
            name.map(|name| format!("CAST(NULL AS {name})"))
        };
        let columns: Result<Vec<String>, DdlError> = match sql_type.kind() {
            TypeKind::Tuple(types) => types.iter().map(cast).collect(),
            _ => std::iter::once(cast(sql_type)).collect(),
        };
        Ok(format!("SELECT {} WHERE 1!=1", columns?.join(", ")))
    }
}

/// A name without the characters that marks of places cannot have
/// (`bindname_escape_characters`).
fn escaped(name: &str) -> String {
    name.chars()
        .map(|character| match character {
            '%' => 'P',
            '(' => 'A',
            ')' => 'Z',
            ':' => 'C',
            '.' | '[' | ']' | ' ' => '_',
            other => other,
        })
        .collect()
}
