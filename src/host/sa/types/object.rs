//! An instance of a class of types, as Python sees it.

use std::rc::Rc;

use crate::operations::{DataDefinition, Executable, ExecuteSqlOp};
use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::{Enumeration, Nativeness, SqlType, TimeZone, TypeKind};

use super::super::super::connection::Connection;
use super::super::super::raise::schema_error;
use super::super::super::values;
use super::behaviour::{Treatment, TypeBehaviour};
use super::coerce::type_object;

/// A type with the class it was made from.
#[derive(Debug, Clone)]
pub(crate) struct TypeObject {
    class: Shared<Class>,
    sql_type: SqlType,
    /// The class of another database that PostgreSQL would have to write, where it cannot.
    foreign: Option<Rc<str>>,
    /// The Python enumeration it was made from.
    enumeration_class: Value,
    /// Whether code of the project converts its values.
    conversion: Conversion,
    /// What a library makes of it besides.
    behaviour: Option<Rc<dyn TypeBehaviour>>,
}

/// Whether the values of a type go through code of the project on their way to the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Conversion {
    /// SQLAlchemy alone decides how a value is written.
    Native,
    /// A method such as `process_bind_param` does.
    ByProject,
}

impl TypeObject {
    /// An instance of `class`.
    pub(crate) fn new(class: Shared<Class>, sql_type: SqlType) -> Self {
        Self {
            class,
            sql_type,
            foreign: None,
            enumeration_class: Value::None,
            conversion: Conversion::Native,
            behaviour: None,
        }
    }

    /// An instance of a class of another database that PostgreSQL cannot write.
    pub(crate) fn foreign(class: Shared<Class>, sql_type: SqlType) -> Self {
        let foreign = Some(format!("{}.{}", class.module, class.name).into());
        Self {
            class,
            sql_type,
            foreign,
            enumeration_class: Value::None,
            conversion: Conversion::Native,
            behaviour: None,
        }
    }

    /// Its class.
    pub(crate) fn python_class(&self) -> &Shared<Class> {
        &self.class
    }

    /// The same, whose values the project converts.
    pub(crate) fn with_conversion(mut self, conversion: Conversion) -> Self {
        self.conversion = conversion;
        self
    }

    /// The same, a library's.
    pub(crate) fn with_behaviour(mut self, behaviour: Rc<dyn TypeBehaviour>) -> Self {
        self.behaviour = Some(behaviour);
        self
    }

    /// What a library makes of it besides its name.
    pub(crate) fn behaviour(&self) -> Option<&Rc<dyn TypeBehaviour>> {
        self.behaviour.as_ref()
    }

    /// The same with the Python enumeration it was made from.
    pub(crate) fn with_enumeration_class(mut self, class: Value) -> Self {
        self.enumeration_class = class;
        self
    }

    /// The type, refused where PostgreSQL's type compiler does not know it.
    pub(crate) fn for_postgresql(&self) -> Result<SqlType, PythonError> {
        match &self.foreign {
            Some(name) => Err(PythonError::unsupported(format!(
                "writing the type {name} for PostgreSQL"
            ))),
            None => Ok(self.sql_type.clone()),
        }
    }

    /// The type for writing values, refused where code of the project converts them.
    pub(crate) fn for_values(&self) -> Result<SqlType, PythonError> {
        let by_library = self
            .behaviour
            .as_ref()
            .is_some_and(|behaviour| behaviour.treatment() == Treatment::Converted);
        match self.conversion {
            Conversion::Native if !by_library => self.for_postgresql(),
            Conversion::Native | Conversion::ByProject => Err(PythonError::unsupported(format!(
                "writing values of the type {}, which it converts by code of its own",
                self.class.name
            ))),
        }
    }

    /// `type.with_variant(type_, *dialect_names)`.
    fn with_variant(
        &self,
        cx: &mut Interpreter,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let mut bound = arguments.bind(
            "with_variant",
            &[
                Parameter::required("type_"),
                Parameter::rest("dialect_names"),
            ],
        )?;
        let variant = bound.require("type_");
        let Some(variant) = type_object(cx, &variant)? else {
            return Err(values::unexpected(
                cx,
                &variant,
                "type_",
                "a type of SQLAlchemy",
            ));
        };
        let names: Result<Vec<Rc<str>>, PythonError> = bound
            .rest_positional
            .iter()
            .map(|name| values::string(cx, name, "a dialect name"))
            .collect();
        let names = names?;
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let sql_type = self
            .sql_type
            .with_variant(&variant.sql_type, &names)
            .map_err(|error| schema_error(cx, error))?;
        let written = if names.contains(&"postgresql") {
            &*variant
        } else {
            self
        };
        Ok(Value::host(Self {
            sql_type,
            foreign: written.foreign.clone(),
            conversion: written.conversion,
            behaviour: written.behaviour.clone(),
            ..self.clone()
        }))
    }

    /// The enumeration CREATE TYPE would make for PostgreSQL.
    fn native_enumeration(&self) -> Option<&Enumeration> {
        match self.sql_type.resolve("postgresql").kind() {
            TypeKind::Enumeration(enumeration) if enumeration.nativeness == Nativeness::Native => {
                Some(enumeration)
            }
            _ => None,
        }
    }

    /// `create(bind, checkfirst=…)` and `drop(bind, checkfirst=…)`.
    fn create_or_drop(
        &self,
        cx: &mut Interpreter,
        action: Action,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let mut bound = arguments.bind(
            action.name(),
            &[
                Parameter::required("bind"),
                Parameter::optional("checkfirst"),
            ],
        )?;
        let bind = bound.require("bind");
        let checkfirst = bound.take("checkfirst");
        // `postgresql.ENUM` looks first unless told otherwise, `sqlalchemy.Enum` does not.
        let looks_first = &*self.class.name == "ENUM";
        let looks_first = values::flag(cx, checkfirst, looks_first)?;
        let Some(connection) = bind.downcast::<Connection>() else {
            return Err(values::unexpected(cx, &bind, "bind", "a connection"));
        };
        if matches!(
            self.sql_type.resolve("postgresql").kind(),
            TypeKind::Domain(_)
        ) {
            return Err(PythonError::unsupported(format!(
                "DOMAIN.{}()",
                action.name()
            )));
        }
        let Some(enumeration) = self.native_enumeration() else {
            return Ok(Value::None);
        };
        if looks_first && !connection.host().is_offline() {
            let exists = connection.type_exists(cx, enumeration, bound.origin.clone())?;
            if exists == (action == Action::Create) {
                return Ok(Value::None);
            }
        }
        let definition = match action {
            Action::Create => DataDefinition::CreateEnumeration(enumeration.clone()),
            Action::Drop => DataDefinition::DropEnumeration(enumeration.clone()),
        };
        let statement = ExecuteSqlOp::new(Executable::Definition(Box::new(definition)));
        connection.send(cx, statement, bound.origin)?;
        Ok(Value::None)
    }

    fn library_attribute(&self, name: &str) -> Option<Value> {
        self.behaviour.as_ref()?.attribute(name)
    }

    /// The attributes that come from the constructor's arguments.
    fn argument(&self, name: &str) -> Option<Value> {
        self.argument_of(&self.sql_type, name)
    }

    fn argument_of(&self, sql_type: &SqlType, name: &str) -> Option<Value> {
        let none_or = |value: Option<Value>| Some(value.unwrap_or(Value::None));
        let number = |value: Option<i64>| none_or(value.map(Value::from));
        let timezone = |zone: &TimeZone| Some(Value::Bool(*zone == TimeZone::With));
        match (sql_type.kind(), name) {
            // A `TypeDecorator` asks its `impl`.
            (TypeKind::Decorated(implementation), _) => self.argument_of(implementation, name),
            (TypeKind::Character(character), "length") => number(
                character
                    .length
                    .and_then(|length| i64::try_from(length).ok()),
            ),
            (TypeKind::Character(character), "collation") => {
                none_or(character.collation.as_deref().map(Value::from))
            }
            (TypeKind::Numeric(numeric), "precision") => number(numeric.precision),
            (TypeKind::Numeric(numeric), "scale") => number(numeric.scale),
            (TypeKind::Float(_, precision), "precision") => number(precision.map(i64::from)),
            (
                TypeKind::DateTime(zone) | TypeKind::Timestamp(zone, _) | TypeKind::Time(zone, _),
                "timezone",
            ) => timezone(zone),
            (TypeKind::Enumeration(enumeration), "enums") => Some(Value::list(
                enumeration
                    .members
                    .iter()
                    .map(|member| Value::Str(member.label.clone()))
                    .collect(),
            )),
            (TypeKind::Enumeration(enumeration), "name") => none_or(
                enumeration
                    .name
                    .as_ref()
                    .map(|name| Value::from(name.text())),
            ),
            (TypeKind::Enumeration(enumeration), "schema") => none_or(
                enumeration
                    .schema
                    .as_ref()
                    .map(|name| Value::from(name.text())),
            ),
            (TypeKind::Enumeration(_), "enum_class") => Some(self.enumeration_class.clone()),
            _ => None,
        }
    }
}

/// What a type does to the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Create,
    Drop,
}

impl Action {
    fn name(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Drop => "drop",
        }
    }
}

impl HostObject for TypeObject {
    fn type_name(&self) -> Rc<str> {
        Rc::clone(&self.class.name)
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        Some(self.class.clone())
    }

    fn get_attribute(
        &self,
        name: &str,
        _cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let this = self.clone();
        let is_schema_type = matches!(
            self.sql_type.kind(),
            TypeKind::Enumeration(_) | TypeKind::Domain(_)
        );
        Ok(Some(match name {
            "with_variant" => Value::function("with_variant", move |cx, arguments| {
                this.with_variant(cx, arguments)
            }),
            "copy" => Value::function("copy", move |_, arguments| {
                arguments.bind("copy", &[Parameter::rest_keyword("kw")])?;
                Ok(Value::host(this.clone()))
            }),
            "create" if is_schema_type => Value::function("create", move |cx, arguments| {
                this.create_or_drop(cx, Action::Create, arguments)
            }),
            "drop" if is_schema_type => Value::function("drop", move |cx, arguments| {
                this.create_or_drop(cx, Action::Drop, arguments)
            }),
            "__class__" | "__dict__" | "__doc__" | "__module__" => return Ok(None),
            _ if let Some(value) = self.library_attribute(name) => value,
            _ => match self.argument(name) {
                Some(value) => value,
                None => {
                    return Err(PythonError::unsupported(format!(
                        "the attribute {name} of the type {}",
                        self.class.name
                    )));
                }
            },
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::testing::{operations, refusal};

    #[test]
    fn variants_for_other_databases_have_no_effect() {
        let made = operations(
            "op.add_column('t', sa.Column('a', sa.Text().with_variant(mysql.LONGTEXT, 'mysql')))",
        );
        assert_eq!(made.len(), 1);
        assert_eq!(
            refusal("op.add_column('t', sa.Column('a', mysql.LONGTEXT()))"),
            "not supported: writing the type sqlalchemy.dialects.mysql.types.LONGTEXT for \
             PostgreSQL"
        );
        assert_eq!(
            refusal(
                "sa.Text().with_variant(sa.String(), 'mysql').with_variant(sa.Text(), 'mysql')"
            )
            .split(' ')
            .next(),
            Some("sqlalchemy.exc.ArgumentError:")
        );
    }

    #[test]
    fn types_are_classes() {
        let made = operations(
            "assert isinstance(sa.VARCHAR(3), sa.String) and sa.VARCHAR(3).length == 3\n\
             assert isinstance(postgresql.JSONB(), sa.JSON)\n\
             assert not isinstance(sa.Text(), sa.Integer)\n\
             assert issubclass(sa.BigInteger, sa.Integer)",
        );
        assert!(made.is_empty());
        assert_eq!(
            refusal("sa.Integer(4)"),
            "TypeError: Integer() takes no arguments"
        );
    }

    #[test]
    fn a_decorated_type_is_its_implementation_and_its_values_are_its_own() {
        let class = "class Mine(sa.types.TypeDecorator):\n    impl = sa.String\n    \
                     def process_bind_param(self, value, dialect):\n        return value * 2\n";
        let made = operations(&format!(
            "{class}op.add_column('t', sa.Column('a', Mine(3)))"
        ));
        assert_eq!(made.len(), 1);
        assert_eq!(
            refusal(&format!(
                "{class}t = op.create_table('t', sa.Column('a', Mine(3)))\n\
                 op.bulk_insert(t, [{{'a': 'x'}}])"
            )),
            "not supported: writing values of the column a, whose type converts them by code of \
             its own"
        );
    }
}
