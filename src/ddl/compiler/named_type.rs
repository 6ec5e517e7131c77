//! CREATE TYPE and CREATE DOMAIN, and when they come with a table.

use crate::schema::{
    ArrayType, Domain, Enumeration, EnumerationClass, Name, Nativeness, SqlType, TableReference,
    TypeCreation, TypeKind,
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

/// A type that lives in the schema of its table with that schema: the type itself, its variants,
/// the elements of an array and what a decorator is implemented with. `None` where none of them
/// does.
pub(super) fn inherited_schema(sql_type: &SqlType, table: &TableReference) -> Option<SqlType> {
    let inherits = |member: &SqlType| inherited_kind(member, table).is_some();
    let mut variants = sql_type.variants().iter().map(|(_, variant)| variant);
    (inherits(sql_type) || variants.any(inherits)).then(|| {
        sql_type.rebuilt(&|member| {
            inherited_kind(member, table).unwrap_or_else(|| member.kind().clone())
        })
    })
}

fn inherited_kind(sql_type: &SqlType, table: &TableReference) -> Option<TypeKind> {
    match sql_type.kind() {
        TypeKind::Enumeration(enumeration) if enumeration.inherit_schema => {
            let mut inherited = enumeration.clone();
            inherited.schema.clone_from(&table.schema);
            Some(TypeKind::Enumeration(inherited))
        }
        TypeKind::Domain(domain) if domain.inherit_schema => {
            let mut inherited = domain.clone();
            inherited.schema.clone_from(&table.schema);
            Some(TypeKind::Domain(inherited))
        }
        TypeKind::Array(array) => {
            let item = &array.item_type;
            let item_type = item.replaced(inherited_kind(item, table)?);
            Some(TypeKind::Array(ArrayType {
                item_type,
                ..array.clone()
            }))
        }
        TypeKind::Decorated(implementation) => {
            let inherited = inherited_kind(implementation, table)?;
            Some(TypeKind::Decorated(implementation.replaced(inherited)))
        }
        _ => None,
    }
}

/// How a named type is reached from the type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reached {
    /// It is that type or a variant, or the elements of one are.
    Directly,
    /// Through a decorator, which the rule for variants does not look into.
    ThroughDecorator,
}

/// The named type a member of a column's type listens with (`_set_parent`).
fn listener(sql_type: &SqlType, reached: Reached) -> Option<(&SqlType, Reached)> {
    match sql_type.kind() {
        TypeKind::Enumeration(_) | TypeKind::Domain(_) => Some((sql_type, reached)),
        TypeKind::Array(array) => listener(&array.item_type, reached),
        TypeKind::Decorated(implementation) => listener(implementation, Reached::ThroughDecorator),
        _ => None,
    }
}

impl DdlCompiler {
    /// What has to be created before a table with a column of this type.
    ///
    /// The type and each of its variants is asked. PostgreSQL's own classes then create themselves,
    /// whichever database they are meant for; the generic one only where it is what the column has
    /// on PostgreSQL.
    pub(super) fn create_named_types(
        &mut self,
        sql_type: &SqlType,
    ) -> Result<Vec<String>, DdlError> {
        let has_variants = !sql_type.variants().is_empty();
        let chosen = sql_type.resolve(DIALECT);
        let mut texts = Vec::new();
        let variants = sql_type.variants().iter().map(|(_, variant)| variant);
        for member in std::iter::once(sql_type).chain(variants) {
            let Some((named, reached)) = listener(member, Reached::Directly) else {
                continue;
            };
            let of_this_database =
                !has_variants || (std::ptr::eq(member, chosen) && reached == Reached::Directly);
            let kind = match named.kind() {
                TypeKind::Enumeration(enumeration)
                    if enumeration.class == EnumerationClass::Generic =>
                {
                    if !of_this_database {
                        continue;
                    }
                    named.resolve(DIALECT).kind()
                }
                kind => kind,
            };
            texts.extend(self.create_once(kind)?);
        }
        Ok(texts)
    }

    /// CREATE TYPE or CREATE DOMAIN, the first time in a run.
    fn create_once(&mut self, kind: &TypeKind) -> Result<Option<String>, DdlError> {
        match kind {
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
            _ => Ok(None),
        }
    }

    /// `CREATE TYPE name AS ENUM (…)`.
    pub(super) fn create_enumeration(&self, enumeration: &Enumeration) -> Result<String, DdlError> {
        let members = enumeration.written_members().ok_or_else(|| {
            DdlError::Unsupported(
                "CREATE TYPE of an Enum whose only label is a tuple; the labels stand as \
                 arguments of their own"
                    .to_owned(),
            )
        })?;
        let labels: Vec<String> = members
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
    pub(super) fn create_domain(&self, domain: &Domain) -> Result<String, DdlError> {
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

    /// `DROP DOMAIN name`.
    pub(super) fn drop_domain(&self, domain: &Domain) -> Result<String, DdlError> {
        let name = self
            .types()
            .named_type("DOMAIN", Some(&domain.name), domain.schema.as_ref())?;
        Ok(format!("DROP DOMAIN {name}"))
    }
}
