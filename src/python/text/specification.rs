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
    no_negative_zero: bool,
    alternate: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    presentation: Option<char>,
}

impl Specification {
    /// Parses a specification for a value of the type `type_name`.
    pub(crate) fn parse(text: &str, type_name: &str) -> Result<Self, PythonError> {
        let characters: Vec<char> = text.chars().collect();
        let mut position = 0;
        let is_align = |character: char| matches!(character, '<' | '>' | '=' | '^');
        let mut specification = Self {
            fill: ' ',
            align: None,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            presentation: None,
        };
        let mut fill_is_given = false;
        if characters.len() >= 2 && is_align(characters[1]) {
            fill_is_given = true;
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
        if peek(position) == Some('z') {
            specification.no_negative_zero = true;
            position += 1;
        }
        if peek(position) == Some('#') {
            specification.alternate = true;
            position += 1;
        }
        if !fill_is_given && peek(position) == Some('0') {
            specification.fill = '0';
            if specification.align.is_none() && type_name != "str" {
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
        if peek(position) == Some(',') {
            specification.grouping = Some(',');
            position += 1;
        }
        if peek(position) == Some('_') {
            let is_second = specification.grouping.replace('_').is_some();
            position += 1;
            if is_second || peek(position) == Some(',') {
                return Err(PythonError::value_error("Cannot specify both ',' and '_'."));
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
        if position + 1 < characters.len() {
            return Err(PythonError::value_error(format!(
                "Invalid format specifier '{text}' for object of type '{type_name}'"
            )));
        }
        specification.presentation = peek(position);
        specification.check_grouping(type_name)?;
        Ok(specification)
    }

    fn check_grouping(&self, type_name: &str) -> Result<(), PythonError> {
        let Some(grouping) = self.grouping else {
            return Ok(());
        };
        let default = match type_name {
            "str" => Some('s'),
            "float" => None,
            _ => Some('d'),
        };
        match self.presentation.or(default) {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if grouping == '_' => Ok(()),
            Some(code) if ('!'..='\u{7f}').contains(&code) => Err(PythonError::value_error(
                format!("Cannot specify '{grouping}' with '{code}'."),
            )),
            Some(code) => Err(PythonError::value_error(format!(
                "Cannot specify '{grouping}' with '\\x{:x}'.",
                u32::from(code)
            ))),
        }
    }

    fn unknown_code(&self, type_name: &str) -> PythonError {
        let code = match self.presentation.unwrap_or('s') {
            code @ '!'..='\u{7f}' => code.to_string(),
            code => format!("\\x{:x}", u32::from(code)),
        };
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
        if self.no_negative_zero {
            return Err(PythonError::value_error(
                "Negative zero coercion (z) not allowed in string format specifier",
            ));
        }
        if self.alternate {
            return Err(PythonError::value_error(
                "Alternate form (#) not allowed in string format specifier",
            ));
        }
        if self.align == Some('=') {
            return Err(PythonError::value_error(
                "'=' alignment not allowed in string format specifier",
            ));
        }
        let text: String = match self.precision {
            Some(precision) => text.chars().take(precision).collect(),
            None => text.to_owned(),
        };
        self.pad(cx, "", &text, '<')
    }

    /// `format(integer, specification)`.
    pub(crate) fn format_integer(
        &self,
        cx: &mut Interpreter,
        integer: &Integer,
        type_name: &str,
    ) -> Result<String, PythonError> {
        let (radix, prefix, group) = match self.presentation {
            None | Some('d' | 'n') => (10, "", 3),
            Some('b') => (2, "0b", 4),
            Some('o') => (8, "0o", 4),
            Some('x') => (16, "0x", 4),
            Some('X') => (16, "0X", 4),
            Some('c') => (0, "", 3),
            Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
                return self.format_float(cx, integer.to_f64());
            }
            Some(_) => return Err(self.unknown_code(type_name)),
        };
        if self.precision.is_some() {
            return Err(PythonError::value_error(
                "Precision not allowed in integer format specifier",
            ));
        }
        if self.no_negative_zero {
            return Err(PythonError::value_error(
                "Negative zero coercion (z) not allowed in integer format specifier",
            ));
        }
        if self.presentation == Some('c') {
            return self.format_character(cx, integer);
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
        if self.alternate {
            return Err(PythonError::value_error(
                "Alternate form (#) not allowed with integer format specifier 'c'",
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
        self.pad(cx, "", &character.to_string(), '>')
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
        let separator = match self.grouping {
            Some(separator) if !digits.is_empty() => separator,
            // Infinity and what is no number have no digits: their padding is not grouped.
            _ => return self.pad(cx, prefix, &format!("{digits}{rest}"), '>'),
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
            None if precision.is_none() => {
                let text = float_repr(magnitude);
                match text.split_once('e') {
                    Some((mantissa, exponent)) if self.alternate && !mantissa.contains('.') => {
                        (format!("{mantissa}.e{exponent}"), "")
                    }
                    _ => (text, ""),
                }
            }
            None => {
                // Like `g`, but with at least one digit behind the point of a fixed number.
                let precision = precision.unwrap_or(6).max(1);
                let mut text = format_float(magnitude, 'g', precision, self.alternate);
                let whole = text.strip_suffix('.').unwrap_or(&text);
                if magnitude.is_finite() && !whole.contains(['.', 'e']) {
                    let exponent = whole.len() - 1;
                    if exponent + 1 >= precision {
                        text = format_float(magnitude, 'e', precision - 1, self.alternate);
                        if !self.alternate {
                            text = trim_mantissa(&text);
                        }
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
        let is_zero = !text.contains(|character: char| matches!(character, '1'..='9' | 'i' | 'I'));
        let negative = negative && !(self.no_negative_zero && is_zero);
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
            Some(Specification::parse(text, "int")?.format_integer(cx, integer, "int")?)
        }
        Value::Bool(flag) => {
            let specification = Specification::parse(text, "bool")?;
            let integer = Integer::Small(i64::from(*flag));
            Some(specification.format_integer(cx, &integer, "bool")?)
        }
        Value::Float(number) => {
            Some(Specification::parse(text, "float")?.format_float(cx, *number)?)
        }
        _ => None,
    })
}
