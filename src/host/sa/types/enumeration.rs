//! `sqlalchemy.Enum` and `postgresql.ENUM`: labels from strings or from a Python enumeration.

use std::rc::Rc;

use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::{ConstraintCreation, Enumeration, EnumerationMember, Nativeness, TypeCreation};

use super::super::super::values;
use super::construct::constraint_creation;
use super::definition::Shape;

/// Keywords beside these are ignored by SQLAlchemy, and so here.
const PARAMETERS: &[Parameter<'static>] = &[
    Parameter::rest("enums"),
    Parameter::keyword("name"),
    Parameter::keyword("native_enum"),
    Parameter::keyword("create_constraint"),
    Parameter::keyword("values_callable"),
    Parameter::keyword("sort_key_function"),
    Parameter::keyword("length"),
    Parameter::keyword("omit_aliases"),
    Parameter::keyword("validate_strings"),
    Parameter::keyword("schema"),
    Parameter::keyword("metadata"),
    Parameter::keyword("inherit_schema"),
    Parameter::keyword("quote"),
    Parameter::keyword("create_type"),
    Parameter::rest_keyword("kw"),
];

/// `native_enum`, `native_uuid`.
pub(super) fn nativeness(native: bool) -> Nativeness {
    if native {
        Nativeness::Native
    } else {
        Nativeness::Emulated
    }
}

/// The labels, and the class and members they come from.
struct Labels {
    members: Vec<EnumerationMember>,
    class_name: Option<Rc<str>>,
}

pub(super) fn construct(
    cx: &mut Interpreter,
    shape: Shape,
    arguments: Arguments,
) -> Result<Enumeration, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    if bound.take_some("metadata").is_some() {
        return Err(PythonError::unsupported("the argument metadata of Enum"));
    }
    let aliases = bound.take("omit_aliases");
    let omit_aliases = values::flag(cx, aliases, true)?;
    let callable = bound.take_some("values_callable");
    let labels = labels(cx, &bound.rest_positional, callable, omit_aliases)?;
    let native = bound.take("native_enum");
    let nativeness = match shape {
        Shape::NativeEnumeration => Nativeness::Native,
        _ => nativeness(values::flag(cx, native, true)?),
    };
    let create = bound.take("create_constraint");
    let validate = bound.take("validate_strings");
    let inherit = bound.take("inherit_schema");
    let schema = bound.take("schema");
    let given_name = bound.take("name");
    let quote = bound.take("quote");
    let quote = values::optional_flag(cx, quote)?;
    let create_type = bound.take("create_type");
    let name_was_given = given_name.is_some();
    let mut name = values::optional_name(cx, given_name, "name")?;
    if let (false, Some(class), false) = (
        name_was_given,
        &labels.class_name,
        labels.members.is_empty(),
    ) {
        name = Some(class.to_lowercase().into());
    }
    if let (Some(plain), Some(quote)) = (&name, quote) {
        name = Some(crate::schema::Name::quoted(plain.text(), Some(quote)));
    }
    let mut enumeration = Enumeration {
        members: labels.members,
        class_name: labels.class_name,
        name,
        schema: values::optional_name(cx, schema, "schema")?,
        inherit_schema: values::flag(cx, inherit, false)?,
        nativeness,
        constraint: constraint_creation(values::flag(cx, create, false)?),
        creation: TypeCreation::WithTable,
        length: None,
        validate_strings: values::flag(cx, validate, false)?,
    };
    if shape == Shape::NativeEnumeration {
        // An ENUM brings no CHECK constraint, whatever `create_constraint` says.
        enumeration.constraint = ConstraintCreation::Omit;
        if !values::flag(cx, create_type, true)? {
            enumeration.creation = TypeCreation::Never;
        }
    }
    if let Some(length) = bound.take("length") {
        let length = values::optional_size::<u64>(cx, Some(length), "length")?;
        let longest = enumeration.longest_label();
        if let Some(length) = length.filter(|length| *length < longest) {
            return Err(PythonError::value_error(format!(
                "When provided, length must be larger or equal than the length of the longest \
                 enum value. {length} < {longest}"
            )));
        }
        enumeration.length = Some(length);
    }
    Ok(enumeration)
}

fn labels(
    cx: &mut Interpreter,
    given: &[Value],
    values_callable: Option<Value>,
    omit_aliases: bool,
) -> Result<Labels, PythonError> {
    if let [only] = given {
        if let Value::Opaque(opaque) = only {
            return Err(PythonError::opaque_use(opaque));
        }
        if only.as_str().is_none()
            && let Some(members) = cx.find_attribute(only, "__members__")?
        {
            return class_labels(cx, only, &members, values_callable, omit_aliases);
        }
    }
    let members: Result<Vec<_>, _> = given
        .iter()
        .map(|value| {
            let label = values::string(cx, value, "a label of Enum")?;
            Ok(EnumerationMember {
                label,
                member_name: None,
            })
        })
        .collect();
    Ok(Labels {
        members: members?,
        class_name: None,
    })
}

/// The labels of a Python enumeration: the members' names, or what `values_callable` gives.
fn class_labels(
    cx: &mut Interpreter,
    class: &Value,
    members: &Value,
    values_callable: Option<Value>,
    omit_aliases: bool,
) -> Result<Labels, PythonError> {
    let class_name = cx.attribute(class, "__name__")?;
    let class_name = values::string(cx, &class_name, "__name__ of an enumeration")?;
    let mut names = Vec::new();
    for name in cx.collect(members)? {
        let name = values::string(cx, &name, "the name of a member")?;
        let member = cx.subscript(members, &Value::Str(Rc::clone(&name)))?;
        let own = cx.attribute(&member, "name")?;
        if !omit_aliases || own.as_str().is_some_and(|own| own == name) {
            names.push(name);
        }
    }
    let labels = match values_callable {
        Some(callable) => {
            let origin = cx.origin();
            let arguments = Arguments::positional(vec![class.clone()], origin);
            let labels = cx.call(&callable, arguments)?;
            values::items(cx, &labels, "what values_callable gives")?
                .iter()
                .map(|label| values::string(cx, label, "a label from values_callable"))
                .collect::<Result<Vec<_>, _>>()?
        }
        None => names.clone(),
    };
    let mut names = names.into_iter();
    let members = labels
        .into_iter()
        .map(|label| EnumerationMember {
            label,
            member_name: names.next(),
        })
        .collect();
    Ok(Labels {
        members,
        class_name: Some(class_name),
    })
}
