//! What a template is given: the keyword arguments of `ScriptDirectory._generate_template`.

use super::error::AuthoringError;
use super::plan::RevisionPlan;
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};

/// What a revision without a message says.
const EMPTY_MESSAGE: &str = "empty message";

/// Further arguments of `generate_revision`, which cannot be given twice.
const OTHER_ARGUMENTS: [&str; 8] = [
    "dest",
    "file_template",
    "head",
    "output_encoding",
    "revid",
    "splice",
    "src",
    "version_path",
];

impl RevisionPlan {
    /// The names a template knows; `extra` are those of the command and of `env.py`.
    pub(super) fn variables(
        &self,
        extra: Vec<(String, Value)>,
    ) -> Result<Vec<(String, Value)>, AuthoringError> {
        let text = |text: &str| Value::from(text);
        let parents: Vec<Value> = self.parents.iter().map(|id| text(id.as_str())).collect();
        let depends_on: Vec<Value> = self.depends_on.iter().map(|name| text(name)).collect();
        let labels = self.branch_label.as_deref();
        let message = self.message.as_deref().unwrap_or(EMPTY_MESSAGE);
        let own = [
            ("up_revision", text(self.id.as_str())),
            ("down_revision", scalar(parents, Value::tuple)),
            (
                "branch_labels",
                labels.map_or(Value::None, |label| Value::tuple(vec![text(label)])),
            ),
            ("depends_on", scalar(depends_on, Value::list)),
            ("create_date", Value::host(self.date.moment.clone())),
            ("comma", Value::function("format_as_comma", comma)),
            ("message", text(message)),
            ("refresh", Value::Bool(true)),
        ];
        let own = own.map(|(name, value)| (name.to_owned(), value));
        let is_taken = |name: &str| {
            OTHER_ARGUMENTS.contains(&name) || own.iter().any(|(taken, _)| taken == name)
        };
        if let Some((name, _)) = extra.iter().find(|(name, _)| is_taken(name)) {
            return Err(AuthoringError::TakenVariable(name.clone()));
        }
        Ok(own.into_iter().chain(extra).collect())
    }
}

/// Nothing, the only one, or all of them (`tuple_rev_as_scalar`).
fn scalar(mut values: Vec<Value>, all: fn(Vec<Value>) -> Value) -> Value {
    match values.len() {
        0 => Value::None,
        1 => values.remove(0),
        _ => all(values),
    }
}

/// `alembic.util.format_as_comma`.
fn comma(interpreter: &mut Interpreter, arguments: Arguments) -> Result<Value, PythonError> {
    const VALUE: &[Parameter<'static>] = &[Parameter::required("value")];
    let value = arguments.bind("format_as_comma", VALUE)?.require("value");
    if value.is_none() {
        return Ok(Value::from(""));
    }
    if value.as_str().is_some() {
        return Ok(value);
    }
    let mut parts = Vec::new();
    for (position, item) in interpreter.collect(&value)?.into_iter().enumerate() {
        let Some(text) = item.as_str() else {
            let found = interpreter.type_name(&item);
            return Err(PythonError::type_error(format!(
                "sequence item {position}: expected str instance, {found} found"
            )));
        };
        parts.push(text.to_string());
    }
    Ok(Value::from(parts.join(", ")))
}
