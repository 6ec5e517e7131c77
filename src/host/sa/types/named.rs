//! Types made by CREATE TYPE and CREATE DOMAIN inside of others.

use crate::schema::{Nativeness, SqlType, TypeCreation, TypeKind};

/// Whether creating a table with a column of this type creates a type as well.
pub(super) fn brings_named_type(sql_type: &SqlType) -> bool {
    let own = match sql_type.kind() {
        TypeKind::Enumeration(enumeration) => {
            enumeration.nativeness == Nativeness::Native
                && enumeration.creation != TypeCreation::Never
        }
        TypeKind::Domain(domain) => domain.creation != TypeCreation::Never,
        TypeKind::Array(array) => brings_named_type(&array.item_type),
        TypeKind::Decorated(implementation) => brings_named_type(implementation),
        _ => false,
    };
    let variants = sql_type.variants();
    own || variants
        .iter()
        .any(|(_, variant)| brings_named_type(variant))
}

/// The same type, for a place that creates nothing.
pub(super) fn never_created(sql_type: &SqlType) -> SqlType {
    let resolved = sql_type.resolve("postgresql");
    let kind = match resolved.kind() {
        TypeKind::Enumeration(enumeration) => {
            let mut enumeration = enumeration.clone();
            enumeration.creation = TypeCreation::Never;
            TypeKind::Enumeration(enumeration)
        }
        TypeKind::Domain(domain) => {
            let mut domain = domain.clone();
            domain.creation = TypeCreation::Never;
            TypeKind::Domain(domain)
        }
        TypeKind::Array(array) => {
            let mut array = array.clone();
            array.item_type = never_created(&array.item_type);
            TypeKind::Array(array)
        }
        TypeKind::Decorated(implementation) => TypeKind::Decorated(never_created(implementation)),
        _ => return resolved.clone(),
    };
    resolved.replaced(kind)
}
