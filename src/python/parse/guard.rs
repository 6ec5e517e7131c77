//! Limits on nesting, checked on the tokens before the parser builds anything from them.
//!
//! The parser's tree is built and dropped recursively. CPython has the same limits for the same
//! reason: 200 open brackets (`MAXLEVEL`), 100 levels of indentation (`MAXINDENT`), and a bound on
//! the depth of an expression (`RecursionError` during compilation, at about 3,000 operators).

use rustpython_parser::lexer::{LexResult, LexicalErrorType};
use rustpython_parser::{StringKind, Tok};
use unicode_normalization::is_nfkc;

/// Most brackets open at a time.
const MOST_BRACKETS: usize = 200;
/// Most levels of indentation.
const MOST_INDENTATION: usize = 100;
/// Most operators in one operand: a bound on the depth of the tree it becomes.
const MOST_OPERATORS: usize = 2_500;
/// Most digits of a decimal integer (`sys.int_info.default_max_str_digits`).
const MOST_DIGITS: usize = 4_300;
/// Most `elif`s of one `if`.
const MOST_ELIFS: usize = 2_500;

/// What a program exceeded, and where.
pub(super) struct Excess {
    /// The offset in the text that was lexed.
    pub(super) offset: u32,
    /// The message.
    pub(super) message: &'static str,
    /// Whether Python has no such limit or restriction.
    pub(super) ours: Ours,
}

/// Whose restriction was met.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ours {
    /// CPython refuses it too.
    No,
    /// Only this evaluator refuses it.
    Yes,
}

/// Checks the tokens of a file; a lexical error ends the check, for the parser to report.
pub(super) fn check(text: &str, tokens: &[LexResult]) -> Result<(), Excess> {
    let mut brackets: Vec<usize> = vec![0];
    let mut opened: Vec<(u32, &'static str)> = Vec::new();
    let mut elifs: Vec<usize> = vec![0];
    let mut starts_line = true;
    for token in tokens {
        let (token, range) = match token {
            Ok(token) => token,
            Err(error) => return check_end(&error.error, &opened),
        };
        let excess = |message| Excess {
            offset: u32::from(range.start()),
            message,
            ours: Ours::No,
        };
        let open = brackets.len();
        let operators = brackets
            .last_mut()
            .expect("the bottom of the stack is never popped");
        match token {
            Tok::Lpar | Tok::Lsqb | Tok::Lbrace => {
                *operators += 1;
                if open > MOST_BRACKETS {
                    return Err(excess("too many nested parentheses"));
                }
                brackets.push(0);
                let message = match token {
                    Tok::Lpar => "'(' was never closed",
                    Tok::Lsqb => "'[' was never closed",
                    _ => "'{' was never closed",
                };
                opened.push((u32::from(range.start()), message));
            }
            Tok::Rpar | Tok::Rsqb | Tok::Rbrace if open > 1 => {
                brackets.pop();
                opened.pop();
            }
            Tok::Newline => {
                brackets.clear();
                brackets.push(0);
                opened.clear();
            }
            Tok::Indent => {
                elifs.push(0);
                if elifs.len() > MOST_INDENTATION {
                    return Err(excess("too many levels of indentation"));
                }
            }
            Tok::Dedent if elifs.len() > 1 => {
                elifs.pop();
            }
            Tok::Comma | Tok::And | Tok::Or | Tok::Semi => *operators = 0,
            Tok::String { value, kind, .. } => {
                if let Some(message) = check_string(value, *kind) {
                    return Err(Excess {
                        ours: Ours::Yes,
                        ..excess(message)
                    });
                }
            }
            Tok::Int { .. } => {
                let start = usize::from(range.start());
                let literal = text.get(start..usize::from(range.end())).unwrap_or("");
                let digits = literal.bytes().filter(u8::is_ascii_digit).count();
                if digits > MOST_DIGITS && !literal.starts_with('0') {
                    return Err(excess(
                        "Exceeds the limit (4300 digits) for integer string conversion",
                    ));
                }
            }
            // Python takes `ｆ` for `f` in a name; the parser does not.
            Tok::Name { name } if !is_nfkc(name) => {
                return Err(Excess {
                    ours: Ours::Yes,
                    ..excess("a name with letters that Python replaces by others (NFKC)")
                });
            }
            Tok::Name { .. }
            | Tok::Float { .. }
            | Tok::Complex { .. }
            | Tok::Colon
            | Tok::None
            | Tok::True
            | Tok::False
            | Tok::For
            | Tok::In => {}
            _ => *operators += 1,
        }
        if brackets.last().is_some_and(|count| *count > MOST_OPERATORS) {
            return Err(excess("too many operators in one expression"));
        }
        if starts_line && !matches!(token, Tok::Indent | Tok::Dedent) {
            let count = elifs
                .last_mut()
                .expect("the bottom of the stack is never popped");
            *count = if *token == Tok::Elif { *count + 1 } else { 0 };
            if *count > MOST_ELIFS {
                return Err(excess("too many elif branches"));
            }
        }
        starts_line = matches!(token, Tok::Newline)
            || (starts_line && matches!(token, Tok::Indent | Tok::Dedent));
    }
    Ok(())
}

/// What the end of the text leaves open.
fn check_end(error: &LexicalErrorType, opened: &[(u32, &'static str)]) -> Result<(), Excess> {
    match (error, opened.last()) {
        (LexicalErrorType::Eof, Some((offset, message))) => Err(Excess {
            offset: *offset,
            message,
            ours: Ours::No,
        }),
        _ => Ok(()),
    }
}

/// Refuses strings the parser would decode wrongly or build too deep a tree of.
fn check_string(value: &str, kind: StringKind) -> Option<&'static str> {
    if !kind.is_raw() && !kind.is_any_bytes() && holds_surrogate(value) {
        return Some("a string with a lone surrogate (\\ud800 to \\udfff)");
    }
    if kind.is_any_fstring() && !fields_are_shallow(value) {
        return Some("an f-string field with so many operators");
    }
    None
}

fn holds_surrogate(value: &str) -> bool {
    let bytes = value.as_bytes();
    let mut index = 0;
    while index + 1 < bytes.len() {
        if bytes[index] != b'\\' {
            index += 1;
            continue;
        }
        let digits = match bytes[index + 1] {
            b'u' => value.get(index + 2..index + 6),
            b'U' => value.get(index + 2..index + 10),
            _ => None,
        };
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        if code.is_some_and(|code| (0xd800..=0xdfff).contains(&code)) {
            return true;
        }
        index += 2;
    }
    false
}

fn fields_are_shallow(value: &str) -> bool {
    let mut depth = 0_usize;
    let mut operators = 0;
    let mut characters = value.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '{' if depth == 0 && characters.next_if_eq(&'{').is_some() => {}
            '{' => {
                depth += 1;
                operators += 1;
            }
            '}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    operators = 0;
                }
            }
            // Words such as `not` and `lambda` nest too; each needs a space behind it.
            ' ' | '.' | '(' | '[' | '+' | '-' | '*' | '/' | '%' | '~' | '<' | '>' | '@' | '&'
            | '|' | '^'
                if depth > 0 =>
            {
                operators += 1;
            }
            _ => {}
        }
        if operators > MOST_OPERATORS {
            return false;
        }
    }
    true
}
