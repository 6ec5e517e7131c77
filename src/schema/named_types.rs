//! The types a table needs that are made by statements of their own.

use super::enumeration::{Nativeness, TypeCreation};
use super::sql_type::{SqlType, TypeKind};
use super::table::{Table, TableReference};

impl Table {
    /// The enumerated types and domains that are created and dropped with the table in PostgreSQL,
    /// each once and in the order of the columns, in the schemas they inherit from it.
    pub fn named_types(&self) -> Vec<SqlType> {
        let mut found: Vec<SqlType> = Vec::new();
        for column in &self.columns {
            let Some(named) = named_type(&column.sql_type, &self.reference) else {
                continue;
            };
            if found.iter().all(|earlier| !is_same(earlier, &named)) {
                found.push(named);
            }
        }
        found
    }
}

fn named_type(sql_type: &SqlType, table: &TableReference) -> Option<SqlType> {
    let resolved = sql_type.resolve("postgresql");
    match resolved.kind() {
        TypeKind::Enumeration(enumeration) => {
            if enumeration.nativeness == Nativeness::Emulated
                || enumeration.creation == TypeCreation::Never
            {
                return None;
            }
            let mut named = enumeration.clone();
            if named.inherit_schema {
                named.schema.clone_from(&table.schema);
            }
            Some(resolved.replaced(TypeKind::Enumeration(named)))
        }
        TypeKind::Domain(domain) if domain.creation == TypeCreation::WithTable => {
            let mut named = domain.clone();
            if named.inherit_schema {
                named.schema.clone_from(&table.schema);
            }
            Some(resolved.replaced(TypeKind::Domain(named)))
        }
        TypeKind::Array(array) => named_type(&array.item_type, table),
        _ => None,
    }
}

impl SqlType {
    /// Whether an enumeration or a domain is in it: a type that listens to the making of its table.
    pub fn has_named_type(&self) -> bool {
        let inner = match self.kind() {
            TypeKind::Enumeration(_) | TypeKind::Domain(_) => return true,
            TypeKind::Array(array) => Some(&array.item_type),
            TypeKind::Decorated(implementation) => Some(implementation),
            _ => None,
        };
        let variants = self.variants().iter().map(|(_, variant)| variant);
        inner.into_iter().chain(variants).any(Self::has_named_type)
    }

    /// The named types that live in the schema of their table (`inherit_schema=True`): the type itself,
    /// its variants, the elements of an array, and what a decorator is implemented with.
    pub fn inheriting_schema(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        let mut waiting = vec![self];
        while let Some(sql_type) = waiting.pop() {
            waiting.extend(sql_type.variants().iter().map(|(_, variant)| variant));
            match sql_type.kind() {
                TypeKind::Enumeration(own) if own.inherit_schema => found.push(sql_type),
                TypeKind::Domain(own) if own.inherit_schema => found.push(sql_type),
                TypeKind::Array(array) => waiting.push(&array.item_type),
                TypeKind::Decorated(implementation) => waiting.push(implementation),
                _ => {}
            }
        }
        found
    }
}

/// Whether two types are one: what was created is remembered by kind, schema and name.
fn is_same(first: &SqlType, second: &SqlType) -> bool {
    match (first.kind(), second.kind()) {
        (TypeKind::Enumeration(first), TypeKind::Enumeration(second)) => {
            first.schema == second.schema && first.name == second.name
        }
        (TypeKind::Domain(first), TypeKind::Domain(second)) => {
            first.schema == second.schema && first.name == second.name
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Column, Enumeration, Name};

    #[test]
    fn a_type_counts_once_and_lives_where_it_inherits() {
        let mut inherited = Enumeration::new("e", ["x"]);
        inherited.inherit_schema = true;
        let mut separate = Enumeration::new("never", ["x"]);
        separate.creation = TypeCreation::Never;
        let mut table = Table::new(TableReference::with_schema("t", Some(Name::new("s"))));
        for (name, enumeration) in [("a", &inherited), ("b", &inherited), ("c", &separate)] {
            let sql_type = SqlType::enumeration(enumeration.clone());
            table.columns.push(Column::new(name, sql_type));
        }
        let types = table.named_types();
        let [only] = types.as_slice() else {
            panic!("{types:?}");
        };
        let TypeKind::Enumeration(only) = only.kind() else {
            panic!("{only:?}");
        };
        assert_eq!(only.schema, Some(Name::new("s")));
    }
}
