//! Server defaults and index definitions that name renamed values, as text.

use super::statements::Renaming;

/// The default with the renamed values, cast to the new type.
pub(super) fn renamed_default(
    schema: &str,
    default: &str,
    enum_name: &str,
    renamings: &[Renaming],
) -> String {
    let new_type = if schema.is_empty() {
        enum_name.to_owned()
    } else {
        format!("{schema}.{enum_name}")
    };
    if default.starts_with("ARRAY[") {
        let renamed = in_quotes(default.to_owned(), renamings);
        return casts_replaced(&renamed, &new_type);
    }
    let value = in_quotes(without_cast(default), renamings);
    if default.ends_with("[]") {
        format!("{value}::{new_type}[]")
    } else {
        format!("{value}::{new_type}")
    }
}

/// What stands in front of the first `::`; without one the library cuts off the last character.
fn without_cast(default: &str) -> String {
    if let Some(position) = default.find("::") {
        return default[..position].to_owned();
    }
    let mut text = default.to_owned();
    text.pop();
    text
}

fn in_quotes(mut text: String, renamings: &[Renaming]) -> String {
    for Renaming { old, new } in renamings {
        text = text.replace(&format!("'{old}'"), &format!("'{new}'"));
        text = text.replace(&format!("\"{old}\""), &format!("\"{new}\""));
    }
    text
}

/// Every `::type` exchanged, where a type is made of letters, digits, `_` and `.`.
fn casts_replaced(text: &str, new_type: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(position) = rest.find("::") {
        let (before, behind) = rest.split_at(position);
        result.push_str(before);
        let named = behind[2..].trim_start_matches(|character: char| {
            character.is_alphanumeric() || matches!(character, '_' | '.')
        });
        if named.len() == behind.len() - 2 {
            // A colon that begins no cast: the search goes on behind it.
            result.push(':');
            rest = &behind[1..];
        } else {
            result.push_str("::");
            result.push_str(new_type);
            rest = named;
        }
    }
    result.push_str(rest);
    result
}

/// The definition of an index with the renamed values.
pub(super) fn renamed_definition(
    schema: &str,
    definition: &str,
    enum_name: &str,
    renamings: &[Renaming],
) -> String {
    let mut text = definition.to_owned();
    for Renaming { old, new } in renamings {
        text = text.replace(
            &format!("'{old}'::{enum_name}"),
            &format!("'{new}'::{enum_name}"),
        );
        if !schema.is_empty() {
            text = text.replace(
                &format!("'{old}'::{schema}.{enum_name}"),
                &format!("'{new}'::{schema}.{enum_name}"),
            );
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_follow_the_new_values() {
        let renamings = [Renaming {
            old: "b".to_owned(),
            new: "c".to_owned(),
        }];
        let cases = [
            ("'b'::public.status", "'c'::s.e"),
            ("'{b}'::status[]", "'{b}'::s.e[]"),
            ("'{\"b\"}'::status[]", "'{\"c\"}'::s.e[]"),
            (
                "ARRAY['b'::status, 'a'::\"status\":::x]",
                "ARRAY['c'::s.e, 'a'::\"status\":::s.e]",
            ),
            ("'b'", "'b::s.e"),
        ];
        for (default, expected) in cases {
            assert_eq!(renamed_default("s", default, "e", &renamings), expected);
        }
        assert_eq!(renamed_default("", "'a'::x", "e", &[]), "'a'::e");
    }
}
