//! `create()` and `drop()` of enumerated types and domains: `SchemaType` and `NamedType`.

use crate::operations::{DataDefinition, Executable, ExecuteSqlOp};
use crate::python::{Arguments, Interpreter, Parameter, PythonError, Value};
use crate::schema::{EnumerationClass, Nativeness, SqlType, TypeCreation, TypeKind};

use super::super::super::connection::Connection;
use super::super::super::values;
use super::object::{SchemaSource, TypeObject};

/// What a type does to the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// `create(bind)`.
    Create,
    /// `drop(bind)`.
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

impl TypeObject {
    /// The type with what was assigned to its `create_type`; the generic `Enum` does not ask it.
    pub(super) fn as_assigned(&self) -> SqlType {
        let own = self.sql_type.kind();
        let is_asked = match own {
            TypeKind::Domain(_) => true,
            TypeKind::Enumeration(enumeration) => enumeration.class == EnumerationClass::PostgreSql,
            _ => false,
        };
        match self.assigned_creation.get() {
            Some(false) if is_asked => self.sql_type.replaced(match own.clone() {
                TypeKind::Domain(mut domain) => {
                    domain.creation = TypeCreation::Never;
                    TypeKind::Domain(domain)
                }
                TypeKind::Enumeration(mut enumeration) => {
                    enumeration.creation = TypeCreation::Never;
                    TypeKind::Enumeration(enumeration)
                }
                other => other,
            }),
            _ => self.sql_type.clone(),
        }
    }

    /// What `create_type` says, where that is known.
    pub(super) fn creates_itself(&self) -> Option<bool> {
        let made_with = match self.sql_type.kind() {
            TypeKind::Domain(domain) => Some(domain.creation),
            TypeKind::Enumeration(enumeration)
                if enumeration.class == EnumerationClass::PostgreSql =>
            {
                Some(enumeration.creation)
            }
            _ => None,
        };
        self.assigned_creation
            .get()
            .or_else(|| (made_with == Some(TypeCreation::WithTable)).then_some(true))
    }

    /// Notes that something has taken the type as it is now.
    pub(crate) fn keep(&self) {
        self.is_kept.set(true);
    }

    /// `type.create_type = …`: columns and operations ask for it when a table is made.
    pub(super) fn assign_creation(&self, creates: bool) -> Result<(), PythonError> {
        match self.sql_type.kind() {
            TypeKind::Enumeration(enumeration)
                if enumeration.class == EnumerationClass::Generic => {}
            TypeKind::Enumeration(_) | TypeKind::Domain(_) => {
                let now = self.creates_itself();
                if self.is_kept.get() && now != Some(creates) {
                    return Err(PythonError::unsupported(
                        "setting create_type of a type that another type, a Table or a statement \
                         has already; give create_type to its constructor",
                    ));
                }
                if creates && now.is_none() {
                    return Err(PythonError::unsupported(
                        "setting create_type of a type that was made without it or belongs to a \
                         MetaData",
                    ));
                }
            }
            _ => {
                return Err(PythonError::unsupported(
                    "setting the attribute create_type of a type that CREATE TYPE does not make",
                ));
            }
        }
        self.assigned_creation.set(Some(creates));
        Ok(())
    }

    /// The type that CREATE TYPE or CREATE DOMAIN would make.
    ///
    /// PostgreSQL's own classes create themselves, the generic one what stands for it there.
    fn created_type(&self) -> Option<&TypeKind> {
        let own = self.sql_type.kind();
        let kind = match own {
            TypeKind::Domain(_) => own,
            TypeKind::Enumeration(enumeration)
                if enumeration.class == EnumerationClass::PostgreSql =>
            {
                own
            }
            _ => self.sql_type.resolve("postgresql").kind(),
        };
        match kind {
            TypeKind::Domain(_) => Some(kind),
            TypeKind::Enumeration(enumeration) if enumeration.nativeness == Nativeness::Native => {
                Some(kind)
            }
            _ => None,
        }
    }

    /// `create(bind, checkfirst=…)` and `drop(bind, checkfirst=…)`.
    pub(super) fn create_or_drop(
        &self,
        cx: &mut Interpreter,
        action: Action,
        arguments: Arguments,
    ) -> Result<Value, PythonError> {
        // PostgreSQL's own classes look first unless told otherwise, the generic ones do not.
        let (class, looks_first) = match self.sql_type.kind() {
            TypeKind::Domain(_) => ("NamedType", true),
            TypeKind::Enumeration(enumeration)
                if enumeration.class == EnumerationClass::PostgreSql =>
            {
                ("ENUM", true)
            }
            _ => ("SchemaType", false),
        };
        let parameters = [
            Parameter::required("bind"),
            Parameter::optional("checkfirst"),
            Parameter::rest_keyword("kw"),
        ];
        let taken = if class == "NamedType" { 3 } else { 2 };
        let function = format!("{class}.{}", action.name());
        let mut bound = arguments.bind(&function, &parameters[..taken])?;
        let bind = bound.require("bind");
        let checkfirst = bound.take("checkfirst");
        let looks_first = values::flag(cx, checkfirst, looks_first)?;
        let Some(connection) = bind.downcast::<Connection>() else {
            return Err(values::unexpected(cx, &bind, "bind", "a connection"));
        };
        if self.schema_source == SchemaSource::MetaData {
            return Err(PythonError::unsupported(format!(
                "{}() of a type whose schema its MetaData gives once a table has it",
                action.name()
            )));
        }
        let Some(kind) = self.created_type() else {
            return Ok(Value::None);
        };
        let (name, schema, definition) = match (kind, action) {
            (TypeKind::Domain(domain), _) => {
                let domain = domain.clone();
                let definition = match action {
                    Action::Create => DataDefinition::CreateDomain(domain.clone()),
                    Action::Drop => DataDefinition::DropDomain(domain.clone()),
                };
                (Some(domain.name), domain.schema, definition)
            }
            (TypeKind::Enumeration(enumeration), Action::Create) => (
                enumeration.name.clone(),
                enumeration.schema.clone(),
                DataDefinition::CreateEnumeration(enumeration.clone()),
            ),
            (TypeKind::Enumeration(enumeration), Action::Drop) => (
                enumeration.name.clone(),
                enumeration.schema.clone(),
                DataDefinition::DropEnumeration(enumeration.clone()),
            ),
            _ => return Ok(Value::None),
        };
        if looks_first && !connection.host().is_offline() {
            let (name, schema) = (name.as_ref(), schema.as_ref());
            let exists = connection.type_exists(cx, name, schema, bound.origin.clone())?;
            if exists == (action == Action::Create) {
                return Ok(Value::None);
            }
        }
        let statement = ExecuteSqlOp::new(Executable::Definition(Box::new(definition)));
        connection.send(cx, statement, bound.origin)?;
        Ok(Value::None)
    }
}
