//! CREATE TYPE and CREATE DOMAIN, and when they come with a table.

use crate::schema::{
    Domain, Enumeration, Name, Nativeness, SqlType, TableReference, TypeCreation, TypeKind,
};

use super::super::error::DdlError;
use super::super::expression::ExpressionCompiler;
use super::super::literal::render_string;
use super::super::type_compiler::DIALECT;
use super::ddl_compiler::DdlCompiler;

/// How a created type is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum TypeKey {
    /// An enumerated type by schema and name.
    Enumeration(Option<Name>, Option<Name>),
    /// A domain by schema and name.
    Domain(Option<Name>, Name),
}

/// A type that lives in the schema of its table gets that schema.
pub(super) fn inherit_schema(sql_type: &SqlType, table: &TableReference) -> SqlType {
    match sql_type.kind() {
        TypeKind::Enumeration(enumeration) if enumeration.inherit_schema => {
            let mut inherited = enumeration.clone();
            inherited.schema.clone_from(&table.schema);
            sql_type.replaced(TypeKind::Enumeration(inherited))
        }
        TypeKind::Domain(domain) if domain.inherit_schema => {
            let mut inherited = domain.clone();
            inherited.schema.clone_from(&table.schema);
            sql_type.replaced(TypeKind::Domain(inherited))
        }
        TypeKind::Array(array) => {
            let mut inherited = array.clone();
            inherited.item_type = inherit_schema(&array.item_type, table);
            sql_type.replaced(TypeKind::Array(inherited))
        }
        _ => sql_type.clone(),
    }
}

impl DdlCompiler {
    /// What has to be created before a table with a column of this type.
    pub(super) fn create_named_type(
        &mut self,
        sql_type: &SqlType,
    ) -> Result<Option<String>, DdlError> {
        match sql_type.resolve(DIALECT).kind() {
            TypeKind::Enumeration(enumeration) => {
                if enumeration.nativeness == Nativeness::Emulated
                    || enumeration.creation == TypeCreation::Never
                {
                    return Ok(None);
                }
                let key =
                    TypeKey::Enumeration(enumeration.schema.clone(), enumeration.name.clone());
                if !self.created_types.insert(key) {
                    return Ok(None);
                }
                self.create_enumeration(enumeration).map(Some)
            }
            TypeKind::Domain(domain) => {
                if domain.creation == TypeCreation::Never {
                    return Ok(None);
                }
                let key = TypeKey::Domain(domain.schema.clone(), domain.name.clone());
                if !self.created_types.insert(key) {
                    return Ok(None);
                }
                self.create_domain(domain).map(Some)
            }
            TypeKind::Array(array) => {
                let item_type = array.item_type.clone();
                self.create_named_type(&item_type)
            }
            _ => Ok(None),
        }
    }

    /// `CREATE TYPE name AS ENUM (…)`.
    pub(super) fn create_enumeration(&self, enumeration: &Enumeration) -> Result<String, DdlError> {
        let labels: Vec<String> = enumeration
            .members
            .iter()
            .map(|member| render_string(&member.label, self.target()))
            .collect();
        Ok(format!(
            "CREATE TYPE {} AS ENUM ({})",
            self.enumeration_name(enumeration)?,
            labels.join(", ")
        ))
    }

    /// `DROP TYPE name`.
    pub(super) fn drop_enumeration(&self, enumeration: &Enumeration) -> Result<String, DdlError> {
        Ok(format!("DROP TYPE {}", self.enumeration_name(enumeration)?))
    }

    fn enumeration_name(&self, enumeration: &Enumeration) -> Result<String, DdlError> {
        self.types().named_type(
            "ENUM",
            enumeration.name.as_ref(),
            enumeration.schema.as_ref(),
        )
    }

    /// `CREATE DOMAIN name AS type …`.
    fn create_domain(&self, domain: &Domain) -> Result<String, DdlError> {
        let mut options = Vec::new();
        if let Some(collation) = &domain.collation {
            options.push(format!("COLLATE {}", self.preparer().quote(collation)?));
        }
        if let Some(default) = &domain.default
            && let Some(text) = self.default_text(default)?
        {
            options.push(format!("DEFAULT {text}"));
        }
        if let Some(name) = &domain.constraint_name {
            options.push(format!(
                "CONSTRAINT {}",
                self.preparer().format_constraint_name(name)?
            ));
        }
        if domain.not_null {
            options.push("NOT NULL".to_owned());
        }
        if let Some(check) = &domain.check {
            let check = ExpressionCompiler::for_definition(self.target()).process(check)?;
            options.push(format!("CHECK ({check})"));
        }
        Ok(format!(
            "CREATE DOMAIN {} AS {} {}",
            self.preparer()
                .format_qualified(&domain.name, domain.schema.as_ref())?,
            self.type_name(&domain.data_type)?,
            options.join(" ")
        ))
    }
}
