//! Names made by a naming convention: `sqlalchemy.sql.naming`.

use crate::schema::{ConstraintKind, Name, NameKind, NamingConvention, TableReference};

use super::error::DdlError;

/// One column of a constraint, as the tokens of a convention see it.
#[derive(Debug, Clone)]
pub(super) struct NamedColumn {
    /// `%(column_0_name)s`.
    pub(super) name: Name,
    /// `%(column_0_key)s`.
    pub(super) key: String,
}

/// What a convention can ask about a constraint.
#[derive(Debug, Clone)]
pub(super) struct ConstraintFacts<'a> {
    /// Which template counts; `None` for kinds that have none, such as EXCLUDE.
    pub(super) kind: Option<ConstraintKind>,
    /// The table it belongs to.
    pub(super) table: &'a TableReference,
    /// Its columns in order.
    pub(super) columns: Vec<NamedColumn>,
    /// Name of the table a foreign key points at, as SQLAlchemy cuts it out of the whole name.
    pub(super) referred_table: Option<String>,
    /// Names of the columns a foreign key points at.
    pub(super) referred_columns: Vec<String>,
}

/// The name a constraint has in the end: the convention's, its own, or none.
pub(super) fn constraint_name(
    given: Option<&Name>,
    facts: &ConstraintFacts<'_>,
    convention: &NamingConvention,
) -> Result<Option<Name>, DdlError> {
    if let Some(name) = given.filter(|name| name.kind() == NameKind::Conventional) {
        return Ok(Some(name.clone()));
    }
    if let Some(reason) = convention.unknown_reason() {
        return Err(DdlError::Unsupported(format!(
            "a name that the naming_convention of env.py's target_metadata may make or change, \
             while that convention is not known ({reason}); give it as naming_convention in \
             [tool.alembic-rs] of pyproject.toml, where {{}} says that there is none"
        )));
    }
    let template = facts.kind.and_then(|kind| convention.template(kind));
    match template {
        Some(template) if given.is_none() || template.contains("constraint_name") => {
            let text = expand(template, given, facts)?;
            // A convention that yields nothing leaves the name as it was.
            if text.is_empty() {
                Ok(given.cloned())
            } else {
                Ok(Some(Name::conventional(text)))
            }
        }
        _ => Ok(given.cloned()),
    }
}

/// `template % tokens`.
fn expand(
    template: &str,
    given: Option<&Name>,
    facts: &ConstraintFacts<'_>,
) -> Result<String, DdlError> {
    let mut text = String::new();
    let mut rest = template;
    while let Some(percent) = rest.find('%') {
        text.push_str(&rest[..percent]);
        rest = &rest[percent + 1..];
        if let Some(behind) = rest.strip_prefix('%') {
            text.push('%');
            rest = behind;
            continue;
        }
        let parts = rest
            .strip_prefix('(')
            .and_then(|token| token.split_once(")s"));
        let Some((token, behind)) = parts.filter(|(token, _)| !token.contains([')', '('])) else {
            return Err(DdlError::Unsupported(format!(
                "the naming convention '{template}': only %(token)s is understood"
            )));
        };
        text.push_str(&token_value(token, given, facts)?);
        rest = behind;
    }
    text.push_str(rest);
    Ok(text)
}

fn token_value(
    token: &str,
    given: Option<&Name>,
    facts: &ConstraintFacts<'_>,
) -> Result<String, DdlError> {
    match token {
        "table_name" => Ok(facts.table.name.text().to_owned()),
        "constraint_name" => given.map(|name| name.text().to_owned()).ok_or_else(|| {
            DdlError::invalid_request(
                "Naming convention including %(constraint_name)s token requires that constraint \
                 is explicitly named.",
            )
        }),
        "referred_table_name" => facts.referred_table.clone().ok_or_else(|| {
            DdlError::Unsupported(
                "naming a foreign key by its table, where the name it points at is not a table and \
                 a column with or without a schema"
                    .to_owned(),
            )
        }),
        _ => column_token(token, facts).unwrap_or_else(|| {
            Err(DdlError::Unsupported(format!(
                "the token '{token}' of a naming convention"
            )))
        }),
    }
}

/// `column_0_name`, `column_0N_key`, `column_0_N_label`, `referred_column_0_name` and their kin.
fn column_token(token: &str, facts: &ConstraintFacts<'_>) -> Option<Result<String, DdlError>> {
    let (referred, token) = match token.strip_prefix("referred_") {
        Some(rest) => (true, rest),
        None => (false, token),
    };
    let rest = token.strip_prefix("column_")?;
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, rest) = rest.split_at(digits);
    let index: usize = number.parse().ok()?;
    let (separator, attribute) = if let Some(attribute) = rest.strip_prefix("_N_") {
        (Some("_"), attribute)
    } else if let Some(attribute) = rest.strip_prefix("N_") {
        (Some(""), attribute)
    } else {
        (None, rest.strip_prefix('_')?)
    };
    let value = |index: usize| -> Option<String> {
        if referred {
            return match attribute {
                "name" => facts.referred_columns.get(index).cloned(),
                _ => None,
            };
        }
        let column = facts.columns.get(index)?;
        match attribute {
            "name" => Some(column.name.text().to_owned()),
            "key" => Some(column.key.clone()),
            "label" => Some(label(facts.table, &column.name)),
            _ => None,
        }
    };
    let known = if referred {
        attribute == "name"
    } else {
        matches!(attribute, "name" | "key" | "label")
    };
    // With N all columns are named, and the number must be the first.
    if !known || (separator.is_some() && index != 0) {
        return None;
    }
    let count = if referred {
        facts.referred_columns.len()
    } else {
        facts.columns.len()
    };
    Some(Ok(match separator {
        Some(separator) => (0..count)
            .filter_map(value)
            .collect::<Vec<_>>()
            .join(separator),
        None => value(index).unwrap_or_default(),
    }))
}

/// `schema_table_column`, the points of the schema replaced.
fn label(table: &TableReference, column: &Name) -> String {
    match &table.schema {
        Some(schema) if !schema.text().is_empty() => {
            format!(
                "{}_{}_{column}",
                schema.text().replace('.', "_"),
                table.name
            )
        }
        _ => format!("{}_{column}", table.name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(template: &str, given: Option<&Name>) -> Result<Option<Name>, DdlError> {
        let table = TableReference::with_schema("t", Some(Name::new("a.b")));
        let column = |name: &str| NamedColumn {
            name: Name::new(name),
            key: name.to_owned(),
        };
        let facts = ConstraintFacts {
            kind: Some(ConstraintKind::ForeignKey),
            table: &table,
            columns: vec![column("x"), column("y")],
            referred_table: Some("other".to_owned()),
            referred_columns: vec!["i".to_owned(), "j".to_owned()],
        };
        let mut convention = NamingConvention::empty();
        convention.set("fk", template).unwrap();
        constraint_name(given, &facts, &convention)
    }

    #[test]
    fn tokens_are_replaced() {
        let cases = [
            (
                "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
                "fk_t_x_other",
            ),
            ("%(column_0_label)s", "a_b_t_x"),
            (
                "%(column_0_N_name)s|%(column_0N_key)s|%(column_1_name)s",
                "x_y|xy|y",
            ),
            ("%(referred_column_0_N_name)s%%", "i_j%"),
            ("%(column_7_name)s.", "."),
        ];
        for (template, expected) in cases {
            assert_eq!(named(template, None).unwrap().unwrap().text(), expected);
        }
        assert!(named("%(custom)s", None).is_err());
        assert!(named("%(table_name)d", None).is_err());
    }

    #[test]
    fn a_given_name_counts_unless_the_convention_builds_on_it() {
        let given = Name::new("mine");
        assert_eq!(
            named("fk_%(table_name)s", Some(&given))
                .unwrap()
                .unwrap()
                .text(),
            "mine"
        );
        let built = named("fk_%(constraint_name)s", Some(&given))
            .unwrap()
            .unwrap();
        assert_eq!(built.text(), "fk_mine");
        let final_name = Name::conventional("mine");
        let kept = named("fk_%(constraint_name)s", Some(&final_name))
            .unwrap()
            .unwrap();
        assert_eq!(kept.text(), "mine");
        assert!(named("fk_%(constraint_name)s", None).is_err());
    }
}
