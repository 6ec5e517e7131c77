//! `pgvector.sqlalchemy`: `VECTOR`, `HALFVEC`, `SPARSEVEC` and `BIT`.

use crate::python::{Interpreter, Parameter, PythonError, Value};
use crate::schema::SqlType;

use super::super::sa::types::{Treatment, TypeBehaviour};
use super::super::values;
use super::construction::{Constructed, Construction};
use super::conversions::AsImplemented;
use super::library::{Base, Library, LibraryType};

const TOP: &str = "pgvector.sqlalchemy";

/// `pgvector`.
pub(super) const LIBRARY: Library = Library {
    types: &[
        LibraryType::decorator("VECTOR", "pgvector.sqlalchemy.vector", |construction| {
            dimensioned(construction, "VECTOR", Layout::Dense)
        })
        .derived_from(Base::UserDefined)
        .shown_in(&[TOP])
        .also_called(&["Vector"]),
        LibraryType::decorator("HALFVEC", "pgvector.sqlalchemy.halfvec", |construction| {
            dimensioned(construction, "HALFVEC", Layout::Dense)
        })
        .derived_from(Base::UserDefined)
        .shown_in(&[TOP]),
        LibraryType::decorator(
            "SPARSEVEC",
            "pgvector.sqlalchemy.sparsevec",
            |construction| dimensioned(construction, "SPARSEVEC", Layout::Sparse),
        )
        .derived_from(Base::UserDefined)
        .shown_in(&[TOP]),
        LibraryType::decorator("BIT", "pgvector.sqlalchemy.bit", bit).shown_in(&[TOP]),
    ],
    ..Library::new("pgvector==0.5.1", &["pgvector"])
};

/// How a vector is written.
#[derive(Debug, Clone, Copy)]
enum Layout {
    /// `[1.0,0.0]`.
    Dense,
    /// `{1:1.0}/2`: the positions of what is not zero, from one, and the dimension.
    Sparse,
}

#[derive(Debug)]
struct Vector {
    dimension: Value,
    layout: Layout,
}

fn dimensioned(
    construction: &mut Construction<'_>,
    name: &str,
    layout: Layout,
) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[Parameter::optional("dim")])?;
    let dimension: Value = bound.take("dim").into();
    let number = values::optional_integer(construction.cx, Some(dimension.clone()), "dim")?;
    let specification = match number {
        Some(number) => format!("{name}({number})"),
        None => name.to_owned(),
    };
    construction.named(specification, Vector { dimension, layout })
}

/// Its arguments are those of PostgreSQL's own BIT.
fn bit(construction: &mut Construction<'_>) -> Result<Constructed, PythonError> {
    let mut bound = construction.bind(&[
        Parameter::optional("length"),
        Parameter::optional("varying"),
    ])?;
    let mut keywords = Vec::new();
    for name in ["length", "varying"] {
        if let Some(value) = bound.take(name) {
            keywords.push((name, value));
        }
    }
    let bits = construction.postgresql("BIT", &keywords)?;
    construction.decorated(bits, AsImplemented)
}

impl TypeBehaviour for Vector {
    fn treatment(&self) -> Treatment {
        Treatment::Converted
    }

    /// A list of numbers; the library's own vectors and numpy's are not here.
    fn convert(&self, cx: &mut Interpreter, value: Value) -> Result<Value, PythonError> {
        let Value::List(items) = value.underlying() else {
            return Err(values::unexpected(
                cx,
                &value,
                "a vector",
                "a list of numbers",
            ));
        };
        let items = items.borrow().clone();
        let mut texts = Vec::new();
        for (position, item) in items.iter().enumerate() {
            let number = match item.underlying() {
                Value::Float(number) => Value::Float(number),
                Value::Int(_) | Value::Bool(_) => float(cx, item)?,
                _ => {
                    return Err(values::unexpected(
                        cx,
                        item,
                        "an item of a vector",
                        "a number",
                    ));
                }
            };
            let text = cx.str(&number)?;
            match self.layout {
                Layout::Dense => texts.push(text.to_string()),
                Layout::Sparse if cx.truth(&number)? => {
                    texts.push(format!("{}:{text}", position + 1));
                }
                Layout::Sparse => {}
            }
        }
        let texts = texts.join(",");
        Ok(Value::from(match self.layout {
            Layout::Dense => format!("[{texts}]"),
            Layout::Sparse => format!("{{{texts}}}/{}", items.len()),
        }))
    }

    fn written_as(&self) -> Option<SqlType> {
        Some(SqlType::string(None))
    }

    fn attribute(&self, name: &str) -> Option<Value> {
        (name == "dim").then(|| self.dimension.clone())
    }
}

/// `float(value)`.
fn float(cx: &mut Interpreter, value: &Value) -> Result<Value, PythonError> {
    let class = cx.builtin_class(crate::python::BuiltinType::Float);
    cx.call_with(&Value::Class(class), vec![value.clone()])
}
