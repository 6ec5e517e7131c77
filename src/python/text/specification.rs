//! The format specification mini-language (`Python/formatter_unicode.c`).

use super::{float_repr, format_float};
use crate::python::error::PythonError;
use crate::python::integer::Integer;
use crate::python::interpreter::Interpreter;
use crate::python::value::Value;

/// `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Specification {
    fill: char,
    align: Option<char>,
    sign: Option<char>,
    alternate: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    presentation: Option<char>,
}

impl Specification {
    /// Parses a specification for a value of the type `type_name`.
    pub(crate) fn parse(text: &str, type_name: &str) -> Result<Self, PythonError> {
        let invalid = || {
            PythonError::value_error(format!(
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            ))
        };
        let characters: Vec<char> = text.chars().collect();
        let mut position = 0;
        let is_align = |character: char| matches!(character, '<' | '>' | '=' | '^');
        let mut specification = Self {
            fill: ' ',
            align: None,
            sign: None,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            presentation: None,
        };
        if characters.len() >= 2 && is_align(characters[1]) {
            specification.fill = characters[0];
            specification.align = Some(characters[1]);
            position = 2;
        } else if characters.first().copied().is_some_and(is_align) {
            specification.align = Some(characters[0]);
            position = 1;
        }
        let peek = |position: usize| characters.get(position).copied();
        if let Some(sign @ ('+' | '-' | ' ')) = peek(position) {
            specification.sign = Some(sign);
            position += 1;
        }
        if peek(position) == Some('#') {
            specification.alternate = true;
            position += 1;
        }
        if peek(position) == Some('0') {
            if specification.align.is_none() {
                specification.fill = '0';
                specification.align = Some('=');
            }
            position += 1;
        }
        let number = |position: &mut usize| -> Result<Option<usize>, PythonError> {
            let start = *position;
            while peek(*position).is_some_and(|character| character.is_ascii_digit()) {
                *position += 1;
            }
            if start == *position {
                return Ok(None);
            }
            let digits: String = characters[start..*position].iter().collect();
            digits
                .parse()
                .map(Some)
                .map_err(|_| PythonError::value_error("Too many decimal digits in format string"))
        };
        specification.width = number(&mut position)?.unwrap_or(0);
        if let Some(grouping @ (',' | '_')) = peek(position) {
            specification.grouping = Some(grouping);
            position += 1;
            if let Some(other @ (',' | '_')) = peek(position) {
                let message = if other == grouping {
                    format!("Cannot specify '{grouping}' with '{grouping}'.")
                } else {
                    "Cannot specify both ',' and '_'.".to_owned()
                };
                return Err(PythonError::value_error(message));
            }
        }
        if peek(position) == Some('.') {
            position += 1;
            specification.precision = number(&mut position)?;
            if specification.precision.is_none() {
                return Err(PythonError::value_error(
                    "Format specifier missing precision",
                ));
            }
        }
        if let Some(presentation) = peek(position) {
            specification.presentation = Some(presentation);
            position += 1;
        }
        if position < characters.len() {
            return Err(invalid());
        }
        Ok(specification)
    }

    fn unknown_code(&self, type_name: &str) -> PythonError {
        let code = self.presentation.unwrap_or('s');
        PythonError::value_error(format!(
            "Unknown format code '{code}' for object of type '{type_name}'"
        ))
    }

    /// Pads to the width; `default` is the alignment of the type.
    fn pad(
        &self,
        cx: &mut Interpreter,
        prefix: &str,
        body: &str,
        default: char,
    ) -> Result<String, PythonError> {
        let length = prefix.chars().count() + body.chars().count();
        let padding = self.width.saturating_sub(length);
        cx.allocate(padding.saturating_mul(self.fill.len_utf8()))?;
        let fill = |count: usize| self.fill.to_string().repeat(count);
        Ok(match self.align.unwrap_or(default) {
            '<' => format!("{prefix}{body}{}", fill(padding)),
            '^' => {
                let left = padding / 2;
                format!("{}{prefix}{body}{}", fill(left), fill(padding - left))
            }
            '=' => format!("{prefix}{}{body}", fill(padding)),
            _ => format!("{}{prefix}{body}", fill(padding)),
        })
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            (false, _) => "",
        }
    }

    /// `format(text, specification)`.
    pub(crate) fn format_text(
        &self,
        cx: &mut Interpreter,
        text: &str,
    ) -> Result<String, PythonError> {
        if !matches!(self.presentation, None | Some('s')) {
            return Err(self.unknown_code("str"));
        }
        if self.sign.is_some() {
            let message = match self.sign {
                Some(' ') => "Space not allowed in string format specifier",
                _ => "Sign not allowed in string format specifier",
            };
            return Err(PythonError::value_error(message));
        }
        if self.alternate {
            return Err(PythonError::value_error(
                "Alternate form (#) not allowed in string format specifier",
            ));
        }
        if let Some(grouping) = self.grouping {
            return Err(PythonError::value_error(format!(
                "Cannot specify '{grouping}' with 's'."
            )));
        }
        if self.align == Some('=') && self.fill != '0' {
            return Err(PythonError::value_error(
                "'=' alignment not allowed in string format specifier",
            ));
        }
        let text: String = match self.precision {
            Some(precision) => text.chars().take(precision).collect(),
            None => text.to_owned(),
        };
        let left = Self {
            align: if self.align == Some('=') {
                Some('<')
            } else {
                self.align
            },
            ..self.clone()
        };
        left.pad(cx, "", &text, '<')
    }

    /// `format(integer, specification)`.
    pub(crate) fn format_integer(
        &self,
        cx: &mut Interpreter,
        integer: &Integer,
    ) -> Result<String, PythonError> {
        let (radix, prefix, group) = match self.presentation {
            None | Some('d' | 'n') => (10, "", 3),
            Some('b') => (2, "0b", 4),
            Some('o') => (8, "0o", 4),
            Some('x') => (16, "0x", 4),
            Some('X') => (16, "0X", 4),
            Some('c') => return self.format_character(cx, integer),
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
                return self.format_float(cx, integer.to_f64());
            }
            Some(_) => return Err(self.unknown_code("int")),
        };
        if self.precision.is_some() {
            return Err(PythonError::value_error(
                "Precision not allowed in integer format specifier",
            ));
        }
        if self.grouping == Some(',') && radix != 10 {
            let code = self.presentation.unwrap_or('d');
            return Err(PythonError::value_error(format!(
                "Cannot specify ',' with '{code}'."
            )));
        }
        let mut digits = integer.magnitude_digits(radix);
        if self.presentation == Some('X') {
            digits = digits.to_uppercase();
        }
        let prefix = if self.alternate { prefix } else { "" };
        let prefix = format!("{}{prefix}", self.sign(integer.is_negative()));
        self.group_and_pad(cx, &prefix, &digits, "", group)
    }

    fn format_character(
        &self,
        cx: &mut Interpreter,
        integer: &Integer,
    ) -> Result<String, PythonError> {
        if self.sign.is_some() {
            return Err(PythonError::value_error(
                "Sign not allowed with integer format specifier 'c'",
            ));
        }
        let character = integer
            .to_i64()
            .and_then(|code| u32::try_from(code).ok())
            .and_then(char::from_u32)
            .ok_or_else(|| {
                PythonError::exception(
                    crate::python::exceptions::ExceptionClass::OverflowError,
                    "%c arg not in range(0x110000)",
                )
            })?;
        self.pad(cx, "", &character.to_string(), '<')
    }

    /// Inserts separators; zeros that fill up to the width are grouped as well.
    fn group_and_pad(
        &self,
        cx: &mut Interpreter,
        prefix: &str,
        digits: &str,
        rest: &str,
        group: usize,
    ) -> Result<String, PythonError> {
        let Some(separator) = self.grouping else {
            return self.pad(cx, prefix, &format!("{digits}{rest}"), '>');
        };
        let mut digits = digits.to_owned();
        if self.fill == '0' && self.align == Some('=') {
            cx.allocate(self.width)?;
            let taken = prefix.chars().count() + rest.chars().count();
            let room = self.width.saturating_sub(taken);
            while grouped_length(digits.len() + 1, group) <= room
                || (grouped_length(digits.len(), group) < room)
            {
                digits.insert(0, '0');
            }
        }
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(group) {
                grouped.push(separator);
            }
            grouped.push(digit);
        }
        self.pad(cx, prefix, &format!("{grouped}{rest}"), '>')
    }

    /// `format(float, specification)`.
    pub(crate) fn format_float(
        &self,
        cx: &mut Interpreter,
        number: f64,
    ) -> Result<String, PythonError> {
        let precision = self.precision;
        if let Some(precision) = precision {
            cx.allocate(precision)?;
        }
        let magnitude = number.abs();
        let negative = number.is_sign_negative() && !number.is_nan();
        let (text, percent) = match self.presentation {
            None if precision.is_none() => (float_repr(magnitude), ""),
            None => {
                // Like `g`, but with at least one digit behind the point of a fixed number.
                let precision = precision.unwrap_or(6).max(1);
                let mut text = format_float(magnitude, 'g', precision, self.alternate);
                if magnitude.is_finite() && !text.contains(['.', 'e']) {
                    let exponent = text.len() - 1;
                    if exponent + 1 >= precision {
                        text = format_float(magnitude, 'e', precision - 1, false);
                        text = trim_mantissa(&text);
                    } else {
                        text.push_str(".0");
                    }
                }
                (text, "")
            }
            Some(code @ ('e' | 'E' | 'f' | 'F' | 'g' | 'G')) => (
                format_float(magnitude, code, precision.unwrap_or(6), self.alternate),
                "",
            ),
            Some('n') => (
                format_float(magnitude, 'g', precision.unwrap_or(6), self.alternate),
                "",
            ),
            Some('%') => (
                format_float(
                    magnitude * 100.0,
                    'f',
                    precision.unwrap_or(6),
                    self.alternate,
                ),
                "%",
            ),
            Some(_) => return Err(self.unknown_code("float")),
        };
        let end = text
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(text.len());
        let (digits, rest) = text.split_at(end);
        self.group_and_pad(
            cx,
            self.sign(negative),
            digits,
            &format!("{rest}{percent}"),
            3,
        )
    }
}

fn trim_mantissa(text: &str) -> String {
    match text.split_once('e') {
        Some((mantissa, exponent)) if mantissa.contains('.') => {
            let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
            format!("{mantissa}e{exponent}")
        }
        _ => text.to_owned(),
    }
}

fn grouped_length(digits: usize, group: usize) -> usize {
    digits + digits.saturating_sub(1) / group
}

/// `format(value, text)` of a builtin value; nothing where its type has no specification.
pub(crate) fn format_builtin(
    cx: &mut Interpreter,
    value: &Value,
    text: &str,
) -> Result<Option<String>, PythonError> {
    Ok(match value {
        Value::Str(own) => Some(Specification::parse(text, "str")?.format_text(cx, own)?),
        Value::Int(integer) => {
            Some(Specification::parse(text, "int")?.format_integer(cx, integer)?)
        }
        Value::Bool(flag) => {
            let specification = Specification::parse(text, "bool")?;
            let integer = Integer::Small(i64::from(*flag));
            Some(specification.format_integer(cx, &integer)?)
        }
        Value::Float(number) => {
            Some(Specification::parse(text, "float")?.format_float(cx, *number)?)
        }
        _ => None,
    })
}
