//! Python's `text % {"here": …}`, which Alembic applies to every text in `[tool.alembic]`.
//!
//! `printf`-style formatting with a mapping, as far as a configuration has a use for it:
//! `%(here)s` and `%%`. What Python would also accept and nobody can mean (`%s`, which prints the
//! whole mapping, or a width) is an error.

/// Formats `text`, or says what is wrong with it.
pub(super) fn format_with_here(text: &str, here: &str) -> Result<String, String> {
    let mut output = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(percent) = rest.find('%') {
        output.push_str(&rest[..percent]);
        rest = &rest[percent + 1..];
        if let Some(tail) = rest.strip_prefix('%') {
            output.push('%');
            rest = tail;
        } else if let Some(inner) = rest.strip_prefix('(') {
            let Some((key, tail)) = inner.split_once(')') else {
                return Err("the parenthesis of %( is not closed".to_owned());
            };
            let Some(tail) = tail.strip_prefix('s') else {
                return Err(format!("%({key}) must be followed by s"));
            };
            if key != "here" {
                return Err(format!("only %(here)s can be substituted, not %({key})s"));
            }
            output.push_str(here);
            rest = tail;
        } else {
            return Err(match rest.chars().next() {
                Some(character) => format!("%{character} is no substitution"),
                None => "it ends with a single %".to_owned(),
            });
        }
    }
    output.push_str(rest);
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_here_and_the_doubled_sign_are_formats() {
        let format = |text| format_with_here(text, "/srv");
        assert_eq!(format("%(here)s/a/100%%").as_deref(), Ok("/srv/a/100%"));
        assert_eq!(format("%%(rev)s").as_deref(), Ok("%(rev)s"));
        for bad in ["50%", "%(rev)s", "%s", "%(here)d", "%(here", "% off"] {
            assert!(format(bad).is_err(), "{bad}");
        }
    }
}
