//! `text()`: the placeholders of textual SQL.

use crate::schema::expression::{TextClause, is_word, placeholders};

use super::super::error::DdlError;
use super::compiler::ExpressionCompiler;

impl ExpressionCompiler<'_> {
    /// The text with its placeholders replaced and its escaped colons bare.
    pub(in crate::ddl) fn text_clause(self, clause: &TextClause) -> Result<String, DdlError> {
        let source = self.verbatim(&clause.text);
        let mut replaced = String::with_capacity(source.len());
        let mut position = 0;
        for (colon, name) in placeholders(&source) {
            replaced.push_str(&source[position..colon]);
            replaced.push_str(&match clause.bind_parameter(name) {
                Some(parameter) => self.bind_parameter(parameter)?,
                None => self.missing_value(name)?,
            });
            position = colon + 1 + name.len();
        }
        replaced.push_str(&source[position..]);
        Ok(unescape_colons(&replaced))
    }
}

/// Takes the backslash from `\:name`, unless a colon follows the name.
///
/// The regular expression of the original is `\\(:\w*)(?![:\w])`.
fn unescape_colons(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = rest.find("\\:") {
        let (before, escaped) = rest.split_at(found);
        result.push_str(before);
        let name = &escaped[2..];
        let end = name.find(|c| !is_word(c)).unwrap_or(name.len());
        if name[end..].starts_with(':') {
            result.push('\\');
        }
        rest = &escaped[1..];
        // Nothing behind this colon can begin another match before the next backslash.
        result.push(':');
        rest = &rest[1..];
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ddl::options::CompilerOptions;
    use crate::schema::expression::BindParameter;
    use crate::schema::{Literal, SqlType};

    fn compiled(text: &str) -> String {
        ExpressionCompiler::for_statement(CompilerOptions::script().target)
            .text_clause(&TextClause::new(text))
            .unwrap()
    }

    #[test]
    fn placeholders_are_found_as_sqlalchemy_finds_them() {
        let cases = [
            (
                "'a:b', x::int, '12\\:00', ':foo'",
                "'a:b', x::int, '12:00', 'NULL'",
            ),
            (
                ":a:b :cd: ::e \\::f \\:g: x\\:y",
                ":a:b :cd: ::e \\::f \\:g: x:y",
            ),
            ("{\"a\": :b}", "{\"a\": NULL}"),
            ("a::b:c :a::int", "a::b:c :a::int"),
            ("\\\\:a", "\\:a"),
            ("é:x :é :1", "é:x NULL NULL"),
            ("\\:a\\:b \\:a:b \\:ab\\:cd:", ":a:b \\:a:b :ab\\:cd:"),
            ("x:= :y : \\:", "x:= NULL : :"),
            (":a\\:b", "NULL:b"),
        ];
        for (text, expected) in cases {
            assert_eq!(compiled(text), expected);
        }
    }

    #[test]
    fn values_of_placeholders_are_written() {
        let mut clause = TextClause::new("x = :a AND y = :a");
        let mut parameter = BindParameter::of_value(Literal::from("it's\\"), SqlType::string(None));
        parameter.key = Some("a".into());
        clause.bind_parameters.push(parameter);
        let script = ExpressionCompiler::for_statement(CompilerOptions::script().target);
        assert_eq!(
            script.text_clause(&clause).unwrap(),
            "x = 'it''s\\\\' AND y = 'it''s\\\\'"
        );
        let server = ExpressionCompiler::for_statement(CompilerOptions::server().target);
        assert_eq!(
            server.text_clause(&clause).unwrap(),
            "x =  E'it''s\\\\' AND y =  E'it''s\\\\'"
        );
        assert_eq!(
            server
                .text_clause(&TextClause::new(":b"))
                .unwrap_err()
                .to_string(),
            "A value is required for bind parameter 'b'"
        );
    }
}
