//! What the database stores for a value of an enumerated type (`Enum._db_value_for_elem`).
//!
//! SQLAlchemy looks values up in a dictionary whose keys are the members of the class and the labels.
//! Its keys are found as Python finds them: a member of a class that derives from `str` or `int` as
//! well is found by the plain value that equals it, so that `"active"` is stored as `ACTIVE`.

use num_bigint::BigInt;

use crate::schema::{Enumeration, Literal};

use super::super::error::DdlError;
use super::super::python_text::repr;
use super::number::to_integer;
use super::processor::unwrap_mixin;
use super::python_repr::python_repr;

/// What the database stores for a label or a member.
pub(super) fn label(enumeration: &Enumeration, value: &Literal) -> Result<String, DdlError> {
    if let Some(known) = known_label(enumeration, value) {
        return Ok(known.to_owned());
    }
    match unwrap_mixin(value) {
        Literal::Text(text) if !enumeration.validate_strings => return Ok(text.to_string()),
        _ => {}
    }
    let Some(members) = enumeration.written_members() else {
        return Err(DdlError::Unsupported(
            "a value of an Enum whose only label is a tuple".to_owned(),
        ));
    };
    let labels: Vec<String> = members.iter().map(|member| repr(&member.label)).collect();
    Err(DdlError::Statement(format!(
        "{} is not among the defined enum values. Enum name: {}. Possible values: {}",
        python_repr(value),
        enumeration.name.as_ref().map_or("None", |name| name.text()),
        labels.join(", ")
    )))
}

/// `Enum._valid_lookup[value]`: of several equal keys a label goes before a member, and of the members
/// the first.
fn known_label<'a>(enumeration: &'a Enumeration, value: &Literal) -> Option<&'a str> {
    let of_object = |object: &Literal| {
        let mut members = enumeration.members.iter();
        let found = members.find(|member| are_equal(&member.object, object));
        found.map(|member| &*member.label)
    };
    let mut labels = enumeration.members.iter().rev();
    match labels.find(|member| are_equal(&Literal::Text(member.label.clone()), value)) {
        Some(member) => of_object(&member.object),
        None => of_object(value),
    }
}

/// Python's `==` of two keys, as far as it can be told; members of pure enumerations equal themselves.
fn are_equal(one: &Literal, other: &Literal) -> bool {
    match (unwrap_mixin(one), unwrap_mixin(other)) {
        (Literal::EnumerationMember(one), Literal::EnumerationMember(other)) => {
            one.class_name == other.class_name && one.member_name == other.member_name
        }
        (one, other) => match (whole(one), whole(other)) {
            (Some(one), Some(other)) => one == other,
            _ => one == other,
        },
    }
}

/// An integer, also where it is written as a truth value or a fraction.
fn whole(value: &Literal) -> Option<BigInt> {
    match value {
        Literal::Boolean(_) | Literal::Integer(_) => to_integer(value),
        Literal::Float(number) if number.fract() == 0.0 => to_integer(value),
        _ => None,
    }
}
