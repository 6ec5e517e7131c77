//! `sqlalchemy.engine.URL` as Python sees it.

use std::rc::Rc;

use super::facts::{Fact, Unknown};
use super::native::{method, text_of};
use super::url::{PasswordDisplay, UrlParts};
use crate::python::{
    Arguments, Class, Comparison, Dictionary, HostObject, Interpreter, Parameter, PythonError,
    Shared, Value,
};
use crate::source::Origin;

/// A URL taken apart, or one of whose parts something is not known.
#[derive(Clone)]
pub(super) struct UrlObject {
    parts: Rc<Fact<UrlParts>>,
    class: Shared<Class>,
}

impl std::fmt::Debug for UrlObject {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("<sqlalchemy.engine.URL>")
    }
}

const CREATE: &[Parameter<'static>] = &[
    Parameter::required("drivername"),
    Parameter::optional("username"),
    Parameter::optional("password"),
    Parameter::optional("host"),
    Parameter::optional("port"),
    Parameter::optional("database"),
    Parameter::optional("query"),
];
const SET: &[Parameter<'static>] = &[
    Parameter::optional("drivername"),
    Parameter::optional("username"),
    Parameter::optional("password"),
    Parameter::optional("host"),
    Parameter::optional("port"),
    Parameter::optional("database"),
    Parameter::optional("query"),
];
const HIDE: &[Parameter<'static>] = &[Parameter::optional("hide_password")];

impl UrlObject {
    pub(super) fn new(parts: UrlParts, class: Shared<Class>) -> Self {
        Self {
            parts: Rc::new(Fact::Known(parts)),
            class,
        }
    }

    /// `make_url(text)`.
    pub(super) fn parse(
        cx: &mut Interpreter,
        text: &str,
        class: &Shared<Class>,
    ) -> Result<Self, PythonError> {
        match UrlParts::parse(text) {
            Some(parts) => Ok(Self::new(parts, class.clone())),
            None => Err(crate::host::raise::sqlalchemy_error(
                cx,
                "ArgumentError",
                "Could not parse SQLAlchemy URL from given URL string",
            )),
        }
    }

    /// `URL.create(…)`; a part that is not known makes the whole unknown.
    pub(super) fn create(
        cx: &mut Interpreter,
        arguments: Arguments,
        class: &Shared<Class>,
    ) -> Result<Self, PythonError> {
        let object = Self::new(UrlParts::default(), class.clone());
        object.replaced(cx, arguments.bind("create", CREATE)?)
    }

    /// The URL as a text with its password.
    pub(super) fn text(&self, origin: &Origin) -> Fact<String> {
        match &*self.parts {
            Fact::Known(parts) => Fact::Known(parts.render(PasswordDisplay::Shown)),
            Fact::Unknown(unknown) => Fact::Unknown(Unknown {
                reason: unknown.reason.clone(),
                origin: origin.clone(),
            }),
        }
    }

    /// A copy with other parts.
    fn replaced(
        &self,
        cx: &mut Interpreter,
        mut bound: crate::python::BoundArguments,
    ) -> Result<Self, PythonError> {
        let mut parts = match &*self.parts {
            Fact::Known(parts) => parts.clone(),
            Fact::Unknown(_) => return Ok(self.clone()),
        };
        for name in [
            "drivername",
            "username",
            "password",
            "host",
            "port",
            "database",
            "query",
        ] {
            let origin = bound.origin_of(name);
            let Some(value) = bound.take_some(name) else {
                continue;
            };
            if let Value::Opaque(opaque) = &value {
                return Ok(Self {
                    parts: Rc::new(Fact::Unknown(super::native::unknown(opaque, origin))),
                    class: self.class.clone(),
                });
            }
            match name {
                "port" => parts.port = Some(port(cx, &value)?),
                "query" => parts.query = query(cx, &value)?,
                "drivername" => parts.drivername = text_of(cx, &value, name)?.to_string(),
                _ => {
                    let text = Some(text_of(cx, &value, name)?.to_string());
                    match name {
                        "username" => parts.username = text,
                        "password" => parts.password = text,
                        "host" => parts.host = text,
                        _ => parts.database = text,
                    }
                }
            }
        }
        Ok(Self::new(parts, self.class.clone()))
    }

    fn rendered(&self, display: PasswordDisplay) -> Value {
        match &*self.parts {
            Fact::Known(parts) => Value::from(parts.render(display)),
            Fact::Unknown(unknown) => Value::opaque("URL", &*unknown.reason),
        }
    }
}

fn port(cx: &mut Interpreter, value: &Value) -> Result<i64, PythonError> {
    let text = cx.str(value)?;
    let bad = || PythonError::type_error("Port argument must be an integer or None");
    text.trim().parse().map_err(|_| bad())
}

fn query(cx: &mut Interpreter, value: &Value) -> Result<Vec<(String, Vec<String>)>, PythonError> {
    let mut parts = UrlParts::default();
    for (key, value) in super::engine::mapping_items(cx, value)? {
        let key = text_of(cx, &key, "a key of query")?;
        for value in value.as_sequence().unwrap_or_else(|| vec![value.clone()]) {
            let value = text_of(cx, &value, "a value of query")?;
            parts.add_query(key.to_string(), value.to_string());
        }
    }
    Ok(parts.query)
}

impl HostObject for UrlObject {
    fn type_name(&self) -> Rc<str> {
        "URL".into()
    }

    fn class(&self, _: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(&self, name: &str, _: &mut Interpreter) -> Result<Option<Value>, PythonError> {
        let object = Rc::new(self.clone());
        match name {
            "render_as_string" => {
                return Ok(Some(method(
                    "render_as_string",
                    &object,
                    HIDE,
                    |url, cx, mut bound| {
                        let hidden = match bound.take("hide_password") {
                            Some(value) => cx.truth(&value)?,
                            None => true,
                        };
                        Ok(url.rendered(if hidden {
                            PasswordDisplay::Hidden
                        } else {
                            PasswordDisplay::Shown
                        }))
                    },
                )));
            }
            "set" => {
                return Ok(Some(method("set", &object, SET, |url, cx, bound| {
                    Ok(Value::host(url.replaced(cx, bound)?))
                })));
            }
            _ => {}
        }
        let parts = match &*self.parts {
            Fact::Known(parts) => parts,
            Fact::Unknown(unknown) => {
                return Ok(Some(Value::opaque(format!("URL.{name}"), &*unknown.reason)));
            }
        };
        let optional = |text: &Option<String>| text.clone().map_or(Value::None, Value::from);
        Ok(Some(match name {
            "drivername" => Value::from(parts.drivername.clone()),
            "username" => optional(&parts.username),
            "password" => optional(&parts.password),
            "host" => optional(&parts.host),
            "port" => parts.port.map_or(Value::None, Value::from),
            "database" => optional(&parts.database),
            "query" => {
                let mut entries = Dictionary::new();
                for (key, values) in &parts.query {
                    let value = match values.as_slice() {
                        [only] => Value::from(only.clone()),
                        several => Value::tuple(several.iter().cloned().map(Value::from).collect()),
                    };
                    entries.insert_str(key.as_str(), value);
                }
                Value::dict(entries)
            }
            _ => Value::opaque(
                format!("URL.{name}"),
                "alembic-rs does not follow it in env.py",
            ),
        }))
    }

    fn compare(
        &self,
        comparison: Comparison,
        other: &Value,
        _: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let Some(other) = other.downcast::<Self>() else {
            return Ok(None);
        };
        let (Fact::Known(own), Fact::Known(other)) = (&*self.parts, &*other.parts) else {
            return Err(PythonError::unsupported(
                "comparing URLs that are not known",
            ));
        };
        Ok(match comparison {
            Comparison::Equal => Some(Value::Bool(own == other)),
            Comparison::NotEqual => Some(Value::Bool(own != other)),
            Comparison::Less
            | Comparison::LessOrEqual
            | Comparison::Greater
            | Comparison::GreaterOrEqual => None,
        })
    }

    /// As `repr(url)`: the password is hidden, which makes a classic mistake of `str(url)`.
    fn repr(&self, _: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        match self.rendered(PasswordDisplay::Hidden) {
            Value::Opaque(opaque) => Err(PythonError::opaque_use(&opaque)),
            value => Ok(value.as_str().unwrap_or_default()),
        }
    }
}
