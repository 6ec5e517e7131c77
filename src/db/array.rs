//! The text form of arrays.
//!
//! Counterpart: `array_out` in PostgreSQL's `arrayfuncs.c` and psycopg2's
//! `typecast_array.c`: `{1,NULL,"a \"b\""}`, nested for further dimensions, preceded by
//! `[lower:upper]=` where an array does not begin at 1.

use super::cell::{Cell, Reading};

/// PostgreSQL allows six dimensions.
const DEEPEST: usize = 6;

/// Reads an array whose elements read so.
pub(super) fn decode(reading: Reading, text: &str) -> Result<Vec<Cell>, String> {
    let body = match text.split_once('=') {
        Some((bounds, body)) if bounds.starts_with('[') => body,
        _ => text,
    };
    let mut reader = Reader {
        rest: body,
        reading,
    };
    let cells = reader.array(1)?;
    if reader.rest.is_empty() {
        Ok(cells)
    } else {
        Err(malformed())
    }
}

struct Reader<'a> {
    rest: &'a str,
    reading: Reading,
}

impl Reader<'_> {
    fn array(&mut self, depth: usize) -> Result<Vec<Cell>, String> {
        if depth > DEEPEST || !self.take('{') {
            return Err(malformed());
        }
        let mut cells = Vec::new();
        if self.take('}') {
            return Ok(cells);
        }
        loop {
            let cell = if self.rest.starts_with('{') {
                Cell::Array(self.array(depth + 1)?)
            } else {
                self.element()?
            };
            cells.push(cell);
            if self.take('}') {
                return Ok(cells);
            }
            if !self.take(',') {
                return Err(malformed());
            }
        }
    }

    fn element(&mut self) -> Result<Cell, String> {
        if self.take('"') {
            return Cell::read(self.reading, &self.quoted()?);
        }
        let end = self.rest.find([',', '}']).ok_or_else(malformed)?;
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        if text == "NULL" {
            Ok(Cell::Null)
        } else {
            Cell::read(self.reading, text)
        }
    }

    /// What stands up to the closing quote, the opening one being taken.
    fn quoted(&mut self) -> Result<String, String> {
        let mut text = String::new();
        let mut letters = self.rest.char_indices();
        while let Some((index, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.rest = &self.rest[index + 1..];
                    return Ok(text);
                }
                '\\' => text.push(letters.next().ok_or_else(malformed)?.1),
                letter => text.push(letter),
            }
        }
        Err(malformed())
    }

    fn take(&mut self, letter: char) -> bool {
        match self.rest.strip_prefix(letter) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

fn malformed() -> String {
    "malformed array".to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::cell::{Cell, Reading};
    use super::decode;

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    #[test]
    fn reads_quotes_dimensions_and_bounds() {
        let cells = decode(Reading::Text, r#"{a,"b \"c\\,}","",NULL,"NULL"}"#);
        let expected = vec![
            text("a"),
            text(r#"b "c\,}"#),
            text(""),
            Cell::Null,
            text("NULL"),
        ];
        assert_eq!(cells, Ok(expected));
        let cells = decode(Reading::Integer, "[0:1][1:1]={{1},{2}}");
        let row = |value| Cell::Array(vec![Cell::Integer(value)]);
        assert_eq!(cells, Ok(vec![row(1), row(2)]));
        assert_eq!(decode(Reading::Text, "{}"), Ok(vec![]));
    }

    #[test]
    fn hostile_text_is_an_error() {
        let deep = "{".repeat(100_000);
        for text in [
            "", "{", "{a", "{\"a", "{a}b", "{a,", "{\"a\\", "[0:1]=", &deep,
        ] {
            assert!(decode(Reading::Text, text).is_err(), "{text:.20}");
        }
    }
}
