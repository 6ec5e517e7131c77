//! `sqlalchemy.Enum` and `postgresql.ENUM`: labels from strings or from a Python enumeration.

use std::rc::Rc;

use crate::python::{Arguments, ClassKind, Interpreter, Parameter, PythonError, Value};
use crate::schema::{
    ConstraintCreation, Enumeration, EnumerationClass, EnumerationMember, Literal, Nativeness,
    OddLabel, TypeCreation,
};

use super::super::super::values;
use super::super::expression::literal_of;
use super::super::metadata::MetaDataObject;
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
    odd: OddLabel,
    class_name: Option<Rc<str>>,
}

pub(super) fn construct(
    cx: &mut Interpreter,
    shape: Shape,
    arguments: Arguments,
) -> Result<Enumeration, PythonError> {
    let mut bound = arguments.bind("__init__", PARAMETERS)?;
    if let Some((private, _)) = bound
        .rest_keyword
        .iter()
        .find(|(name, _)| name.starts_with('_'))
    {
        return Err(PythonError::unsupported(format!(
            "the argument {private} of Enum"
        )));
    }
    let aliases = bound.take("omit_aliases");
    let omit_aliases = values::flag(cx, aliases, true)?;
    let callable = bound.take_some("values_callable");
    let native = bound.take("native_enum");
    let nativeness = match shape {
        Shape::NativeEnumeration => Nativeness::Native,
        _ => nativeness(values::flag(cx, native, true)?),
    };
    let length = bound.take("length");
    // The length of a VARCHAR would be the tuple's.
    let only_named = nativeness == Nativeness::Native && length.is_none();
    let labels = match bound.rest_positional.as_slice() {
        [Value::Tuple(items)] if only_named && items.iter().all(|item| item.as_str().is_some()) => {
            Labels {
                members: Vec::new(),
                odd: OddLabel::Tuple,
                class_name: None,
            }
        }
        given => labels(cx, given, callable, omit_aliases)?,
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
    let metadata = bound.take("metadata");
    let metadata = metadata_of(cx, metadata)?;
    let mut schema = values::optional_name(cx, schema, "schema")?;
    if let Some(metadata) = &metadata {
        metadata.note_type();
    }
    if let (None, Some(metadata)) = (&schema, &metadata) {
        schema = metadata.schema().cloned();
    }
    let mut enumeration = Enumeration {
        members: labels.members,
        odd_label: labels.odd,
        name,
        schema,
        inherit_schema: values::flag(cx, inherit, false)?,
        nativeness,
        constraint: constraint_creation(values::flag(cx, create, false)?),
        // A type that belongs to a MetaData is created with that, not with a table.
        creation: if metadata.is_some() {
            TypeCreation::Never
        } else {
            TypeCreation::WithTable
        },
        class: match shape {
            Shape::NativeEnumeration => EnumerationClass::PostgreSql,
            _ => EnumerationClass::Generic,
        },
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
    if let Some(length) = length {
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

/// The `MetaData` given as an argument.
pub(super) fn metadata_of(
    cx: &mut Interpreter,
    value: Option<Value>,
) -> Result<Option<Rc<MetaDataObject>>, PythonError> {
    let Some(value) = value.filter(|value| !value.is_none()) else {
        return Ok(None);
    };
    match value.downcast() {
        Some(metadata) => Ok(Some(metadata)),
        None => Err(values::unexpected(cx, &value, "metadata", "a MetaData")),
    }
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
            && (cx.truth(&members)? || values_callable.is_none())
        {
            return class_labels(cx, only, &members, values_callable, omit_aliases);
        }
    }
    let members: Result<Vec<_>, _> = given
        .iter()
        .map(|value| {
            let label = plain_label(cx, value, "a label of Enum")?;
            Ok(EnumerationMember {
                object: Literal::Text(Rc::clone(&label)),
                label,
            })
        })
        .collect();
    Ok(Labels {
        members: members?,
        odd: OddLabel::None,
        class_name: None,
    })
}

/// The text of a label; a member of an enumeration is none, even where it is a string as well.
fn plain_label(cx: &mut Interpreter, value: &Value, what: &str) -> Result<Rc<str>, PythonError> {
    match value {
        Value::Instance(instance) if instance.class.kind == ClassKind::Enumeration => {
            Err(values::unexpected(cx, value, what, "a plain string"))
        }
        _ => values::string(cx, value, what),
    }
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
    let mut objects = Vec::new();
    for name in cx.collect(members)? {
        let name = values::string(cx, &name, "the name of a member")?;
        let member = cx.subscript(members, &Value::Str(Rc::clone(&name)))?;
        let own = cx.attribute(&member, "name")?;
        if !omit_aliases || own.as_str().is_some_and(|own| own == name) {
            names.push(name);
            let object = literal_of(cx, &member)?;
            objects.push(object.ok_or_else(|| {
                PythonError::unsupported("a member of an enumeration that is no value of SQL")
            })?);
        }
    }
    let labels = match values_callable {
        Some(callable) => {
            let origin = cx.origin();
            let arguments = Arguments::positional(vec![class.clone()], origin);
            let labels = cx.call(&callable, arguments)?;
            let labels = match labels {
                Value::List(_) | Value::Tuple(_) => cx.collect(&labels)?,
                other => {
                    return Err(values::unexpected(
                        cx,
                        &other,
                        "what values_callable gives",
                        "a list",
                    ));
                }
            };
            if labels.len() != names.len() {
                return Err(PythonError::unsupported(format!(
                    "values_callable with {} labels for {} members",
                    labels.len(),
                    names.len()
                )));
            }
            labels
                .iter()
                .map(|label| plain_label(cx, label, "a label from values_callable"))
                .collect::<Result<Vec<_>, _>>()?
        }
        None => names,
    };
    let members = labels
        .into_iter()
        .zip(objects)
        .map(|(label, object)| EnumerationMember { label, object })
        .collect();
    Ok(Labels {
        members,
        odd: OddLabel::None,
        class_name: Some(class_name),
    })
}

#[cfg(test)]
mod tests {
    use crate::operations::{DataDefinition, Executable, Operation};
    use crate::schema::{Enumeration, Name, TypeKind};

    use super::super::super::super::testing::{Mode, operations, refusal, upgrade};

    fn enumeration(expression: &str) -> Enumeration {
        let body = format!(
            "import enum\nclass Colour(enum.Enum):\n    red = 'r'\n    green = 'g'\n    \
             crimson = 'r'\nop.add_column('t', sa.Column('c', {expression}))"
        );
        let made = operations(&body);
        let [Operation::AddColumn(add)] = made.as_slice() else {
            panic!("{made:?}");
        };
        let TypeKind::Enumeration(enumeration) = add.column.sql_type.kind() else {
            panic!("{add:?}");
        };
        enumeration.clone()
    }

    fn labels(enumeration: &Enumeration) -> Vec<&str> {
        enumeration
            .members
            .iter()
            .map(|member| &*member.label)
            .collect()
    }

    #[test]
    fn a_python_enumeration_lends_names_or_values() {
        let by_name = enumeration("sa.Enum(Colour)");
        assert_eq!(labels(&by_name), ["red", "green"]);
        assert_eq!(by_name.name.as_ref().map(Name::text), Some("colour"));
        let by_value = enumeration(
            "sa.Enum(Colour, name='hue', values_callable=lambda e: [m.value for m in e])",
        );
        assert_eq!(labels(&by_value), ["r", "g"]);
        assert_eq!(by_value.name.as_ref().map(Name::text), Some("hue"));
        assert_eq!(
            labels(&enumeration("sa.Enum('a', 'b', name='x', foo=1)")),
            ["a", "b"]
        );
    }

    #[test]
    fn a_length_below_the_longest_label_is_an_error() {
        assert_eq!(
            refusal("sa.Enum('abc', name='x', length=2)"),
            "ValueError: When provided, length must be larger or equal than the length of the \
             longest enum value. 2 < 3"
        );
    }

    #[test]
    fn creating_a_type_first_looks_only_where_there_is_a_database() {
        let body = "postgresql.ENUM('a', name='x').create(op.get_bind(), checkfirst=True)";
        let made = operations(body);
        let [Operation::ExecuteSql(execute)] = made.as_slice() else {
            panic!("{made:?}");
        };
        assert!(matches!(
            &execute.statement,
            Executable::Definition(definition)
                if matches!(**definition, DataDefinition::CreateEnumeration(_))
        ));
        assert_eq!(
            upgrade(Mode::Recorder, body).unwrap_err(),
            "only the database can tell whether the type x exists (checkfirst)"
        );
        assert_eq!(
            operations("sa.Enum('a', name='x', native_enum=False).create(op.get_bind())"),
            []
        );
    }
}
