//! An instance of a class of types, as Python sees it.

use std::cell::Cell;
use std::rc::Rc;

use crate::python::{
    Arguments, Class, HostObject, Interpreter, Parameter, PythonError, Shared, Value,
};
use crate::schema::{SqlType, TimeZone, TypeKind};

use super::super::super::raise::{schema_error, sqlalchemy_error};
use super::super::super::values;
use super::attributes::{TypeArguments, python_type};
use super::behaviour::{Treatment, TypeBehaviour};
use super::coerce::type_object;
use super::creation::Action;
use super::definition::Shape;

/// A type with the class it was made from.
#[derive(Debug, Clone)]
pub(crate) struct TypeObject {
    class: Shared<Class>,
    pub(super) sql_type: SqlType,
    /// The class of another database that PostgreSQL would have to write, where it cannot.
    foreign: Option<Rc<str>>,
    /// The Python enumeration it was made from.
    enumeration_class: Value,
    /// Whether code of the project converts its values.
    conversion: Conversion,
    /// What a library makes of it besides.
    behaviour: Option<Rc<dyn TypeBehaviour>>,
    /// The instance of a class written in Python that it stands for.
    instance: Option<Value>,
    /// Where the schema of a named type comes from.
    pub(super) schema_source: SchemaSource,
    /// The class's constructor, and its arguments where they are kept.
    arguments: Option<(Shape, TypeArguments)>,
    /// What was assigned to `create_type`.
    pub(super) assigned_creation: Cell<Option<bool>>,
    /// Whether something has taken the type as it is and will not look at it again.
    pub(super) is_kept: Cell<bool>,
}

/// Where the schema of a named type comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SchemaSource {
    /// Its own arguments.
    Own,
    /// The `MetaData` it belongs to, once a table has it.
    MetaData,
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
            instance: None,
            schema_source: SchemaSource::Own,
            arguments: None,
            assigned_creation: Cell::new(None),
            is_kept: Cell::new(false),
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
            instance: None,
            schema_source: SchemaSource::Own,
            arguments: None,
            assigned_creation: Cell::new(None),
            is_kept: Cell::new(false),
        }
    }

    /// Whether it is a type of another database that PostgreSQL cannot write.
    pub(super) fn is_foreign(&self) -> bool {
        self.foreign.is_some()
    }

    /// The same with the arguments of its constructor.
    pub(super) fn with_arguments(mut self, shape: Shape, kept: Option<TypeArguments>) -> Self {
        self.arguments = kept.map(|kept| (shape, kept));
        self
    }

    /// The same, whose schema comes from there.
    pub(super) fn with_schema_source(mut self, source: SchemaSource) -> Self {
        self.schema_source = source;
        self
    }

    /// The type where no table has it: refused while its schema hangs on that.
    pub(crate) fn without_table(&self) -> Result<(), PythonError> {
        match self.schema_source {
            SchemaSource::Own => Ok(()),
            SchemaSource::MetaData => Err(PythonError::unsupported(
                "a type outside of a table whose schema its MetaData gives once a table has it",
            )),
        }
    }

    /// The same, standing for an instance of a class written in Python.
    pub(super) fn with_instance(mut self, instance: Value) -> Self {
        self.instance = Some(instance);
        self
    }

    /// Whether anything at all happens to its values on their way to the database.
    pub(super) fn conversion_of_both(&self) -> Conversion {
        match self.for_values() {
            Ok(_) => Conversion::Native,
            Err(_) => Conversion::ByProject,
        }
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
            None => Ok(self.as_assigned()),
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
            Conversion::Native | Conversion::ByProject => Err(self.converted_unseen()),
        }
    }

    /// The refusal of values that code of the project converts.
    pub(crate) fn converted_unseen(&self) -> PythonError {
        PythonError::unsupported(format!(
            "writing values of the type {}, which it converts by code of its own",
            self.class.name
        ))
    }

    /// What converts its values, where that is followed; refused where it is not.
    pub(crate) fn value_behaviour(&self) -> Result<Option<&Rc<dyn TypeBehaviour>>, PythonError> {
        match self.conversion {
            Conversion::ByProject => Err(self.converted_unseen()),
            Conversion::Native => Ok(self.behaviour.as_ref()),
        }
    }

    /// `type.with_variant(type_, *dialect_names)`.
    fn with_variant(
        &self,
        cx: &mut Interpreter,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        let mut bound = arguments.bind(
            "TypeEngine.with_variant",
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
        if let Some(name) = names.iter().find(|name| {
            let mut variants = self.sql_type.variants().iter();
            variants.any(|(known, _)| known == *name)
        }) {
            let shown = self.repr(cx)?;
            return Err(sqlalchemy_error(
                cx,
                "ArgumentError",
                format!("Dialect '{name}' is already present in the mapping for this {shown}"),
            ));
        }
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

    /// `evaluates_none()`: a copy that does not take `None` for NULL; only JSON has another word
    /// for it.
    fn evaluating_none(&self) -> Result<Value, PythonError> {
        match self.sql_type.kind() {
            TypeKind::Json(_) => Err(PythonError::unsupported("evaluates_none() of JSON")),
            _ => Ok(Value::host(
                self.clone().with_conversion(Conversion::ByProject),
            )),
        }
    }

    fn library_attribute(&self, name: &str) -> Option<Value> {
        self.behaviour.as_ref()?.attribute(name)
    }

    /// An attribute that is neither a method nor Python's.
    fn value_of(&self, name: &str, cx: &mut Interpreter) -> Option<Value> {
        if name == "create_type"
            && let Some(creates) = self.creates_itself()
        {
            return Some(Value::Bool(creates));
        }
        if let Some(value) = self.library_attribute(name) {
            return Some(value);
        }
        if name == "python_type"
            && let Some((shape, _)) = &self.arguments
            && let Some(builtin) = python_type(*shape)
        {
            return Some(Value::Class(cx.builtin_class(builtin)));
        }
        self.argument(name).or_else(|| self.kept(name))
    }

    /// The attributes that come from the constructor's arguments.
    fn argument(&self, name: &str) -> Option<Value> {
        self.argument_of(&self.sql_type, name)
    }

    fn kept(&self, name: &str) -> Option<Value> {
        self.arguments.as_ref().and_then(|(_, kept)| kept.get(name))
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
            (TypeKind::Enumeration(enumeration), "enums") => {
                let members = enumeration.written_members()?;
                let labels = members
                    .iter()
                    .map(|member| Value::Str(member.label.clone()));
                Some(Value::list(labels.collect()))
            }
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

/// The methods an instance of a class written in Python shares with every type.
const METHODS: &[&str] = &["with_variant", "copy", "evaluates_none"];

/// A method of `TypeEngine` as a class has it.
pub(super) fn method(name: &'static str) -> Value {
    Value::method(name, move |cx, mut arguments| {
        if arguments.positional.is_empty() {
            return Err(PythonError::type_error(format!(
                "TypeEngine.{name}() missing 1 required positional argument: 'self'"
            )));
        }
        let receiver = arguments.positional.remove(0);
        arguments.spans.clear();
        match &receiver {
            Value::Class(class) => Err(PythonError::unsupported(format!(
                "{name}() of the class {}",
                class.name
            ))),
            _ => match type_object(cx, &receiver)? {
                Some(object) => cx.call_method(&Value::Host(object), name, arguments),
                None => Err(values::unexpected(
                    cx,
                    &receiver,
                    "self",
                    "a type of SQLAlchemy",
                )),
            },
        }
    })
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
        cx: &mut Interpreter,
    ) -> Result<Option<Value>, PythonError> {
        let this = self.clone();
        if let Some(instance) = &self.instance
            && !METHODS.contains(&name)
        {
            return cx.find_attribute(instance, name);
        }
        let is_schema_type = matches!(
            self.sql_type.kind(),
            TypeKind::Enumeration(_) | TypeKind::Domain(_) | TypeKind::Boolean(_)
        );
        Ok(Some(match name {
            "with_variant" => Value::function("with_variant", move |cx, arguments| {
                this.with_variant(cx, arguments)
            }),
            "copy" => Value::function("copy", move |_, arguments| {
                arguments.bind("copy", &[Parameter::rest_keyword("kw")])?;
                Ok(Value::host(this.clone()))
            }),
            "evaluates_none" => Value::function("evaluates_none", move |_, arguments| {
                arguments.bind("TypeEngine.evaluates_none", &[])?;
                this.evaluating_none()
            }),
            "create" if is_schema_type => Value::function("create", move |cx, arguments| {
                this.create_or_drop(cx, Action::Create, arguments)
            }),
            "drop" if is_schema_type => Value::function("drop", move |cx, arguments| {
                this.create_or_drop(cx, Action::Drop, arguments)
            }),
            "__init__" | "__class__" | "__dict__" | "__doc__" | "__module__" => return Ok(None),
            _ => match self.value_of(name, cx) {
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

    fn set_attribute(
        &self,
        name: &str,
        value: Value,
        _cx: &mut Interpreter,
    ) -> Result<(), PythonError> {
        match (name, value) {
            ("create_type", Value::Bool(creates)) => self.assign_creation(creates),
            _ => Err(PythonError::unsupported(format!(
                "setting the attribute {name} of the type {}",
                self.class.name
            ))),
        }
    }

    fn repr(&self, cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        match &self.arguments {
            Some((_, kept)) => kept.repr(cx, &self.class.name),
            None => Err(PythonError::unsupported(format!(
                "repr() of the type {}",
                self.class.name
            ))),
        }
    }

    fn str(&self, _cx: &mut Interpreter) -> Result<Rc<str>, PythonError> {
        Err(PythonError::unsupported(format!(
            "str() of the type {}, which is what SQLAlchemy's default dialect calls it",
            self.class.name
        )))
    }
}

#[cfg(test)]
mod tests {
    use crate::operations::Operation;

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
        let made = operations(&format!(
            "{class}t = op.create_table('t', sa.Column('a', Mine(3)))\n\
             op.bulk_insert(t, [{{'a': 'x'}}, {{'a': None}}])"
        ));
        let [_, Operation::BulkInsert(insert)] = made.as_slice() else {
            panic!("{made:?}");
        };
        let shown = format!("{:?}", insert.rows);
        assert!(
            shown.contains("Text(\"xx\")") && shown.contains("None"),
            "{shown}"
        );
        let other = class.replace("process_bind_param(self, value", "bind_processor(self");
        assert_eq!(
            refusal(&format!(
                "{other}t = op.create_table('t', sa.Column('a', Mine(3)))\n\
                 op.bulk_insert(t, [{{'a': 'x'}}])"
            )),
            "not supported: writing values of the column a, whose type converts them by code of \
             its own"
        );
    }
}
