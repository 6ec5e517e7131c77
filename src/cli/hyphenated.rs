//! Values that begin with a hyphen: `ArgumentParser._parse_optional`.
//!
//! `argparse` takes `-1` and `- drop the table` for values and not for options. Here such a value is
//! put behind its option with an equals sign, which says the same to clap.

use std::ffi::OsString;

use clap::{Arg, Command};

/// The command line with every value that begins with a hyphen joined to its option.
pub(super) fn join_values(command: &Command, arguments: Vec<OsString>) -> Vec<OsString> {
    let mut scope = command;
    let mut joined = Vec::with_capacity(arguments.len());
    let mut arguments = arguments.into_iter();
    joined.extend(arguments.next());
    while let Some(argument) = arguments.next() {
        let text = argument.to_str().unwrap_or_default();
        if text == "--" {
            joined.push(argument);
            break;
        }
        if wants_value(command, scope, text) {
            match arguments.next() {
                Some(value) if value.to_str().is_some_and(|value| is_value(scope, value)) => {
                    let mut option = argument;
                    option.push("=");
                    option.push(value);
                    joined.push(option);
                }
                value => joined.extend([argument].into_iter().chain(value)),
            }
            continue;
        }
        if !text.starts_with('-') && std::ptr::eq(scope, command) {
            scope = command.find_subcommand(text).unwrap_or(scope);
        }
        joined.push(argument);
    }
    joined.extend(arguments);
    joined
}

/// Whether `text` is an option whose value comes next.
fn wants_value(command: &Command, scope: &Command, text: &str) -> bool {
    let known = || {
        let shared = command.get_arguments().filter(|arg| arg.is_global_set());
        shared.chain(scope.get_arguments())
    };
    let found = match text.strip_prefix("--") {
        Some(name) => known()
            .find(|arg| arg.get_long() == Some(name))
            .or_else(|| known().find(|arg| is_shortened(arg, name))),
        None => known().find(|arg| short(arg).is_some_and(|option| option == text)),
    };
    found.is_some_and(|arg| arg.get_action().takes_values() && !arg.is_require_equals_set())
}

/// Whether `argparse` takes `text`, which begins with a hyphen, for a value.
fn is_value(scope: &Command, text: &str) -> bool {
    if !text.starts_with('-') || text == "-" {
        return false;
    }
    let name = text.split('=').next().unwrap_or(text);
    let is_option = match name.strip_prefix("--") {
        Some(name) => {
            "help".starts_with(name) || scope.get_arguments().any(|arg| is_shortened(arg, name))
        }
        None => {
            text.starts_with("-h")
                || scope
                    .get_arguments()
                    .filter_map(short)
                    .any(|option| text.starts_with(&option))
        }
    };
    !is_option && (text.contains(' ') || is_negative_number(text))
}

fn is_shortened(arg: &Arg, name: &str) -> bool {
    !name.is_empty() && arg.get_long().is_some_and(|long| long.starts_with(name))
}

fn short(arg: &Arg) -> Option<String> {
    arg.get_short().map(|letter| format!("-{letter}"))
}

/// `^-\d+$|^-\d*\.\d+$`.
fn is_negative_number(text: &str) -> bool {
    let digits = |text: &str| text.chars().all(|character| character.is_ascii_digit());
    let Some(number) = text.strip_prefix('-') else {
        return false;
    };
    match number.split_once('.') {
        None => !number.is_empty() && digits(number),
        Some((whole, fraction)) => digits(whole) && !fraction.is_empty() && digits(fraction),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cli, Command as Chosen};

    /// The message of `revision -m <text>`; the expected answers are argparse's.
    fn message(text: &str) -> Option<String> {
        let line = ["alembic", "-c", "a.ini", "revision", "-m", text];
        let Chosen::Revision(arguments) = Cli::read(line).ok()?.command else {
            return None;
        };
        arguments.message
    }

    #[test]
    fn a_hyphen_makes_no_option_of_a_sentence() {
        for text in [
            "- drop x",
            "-1",
            "-1.5",
            "-.5",
            "--foo bar",
            "-x y",
            "-= x",
            "--sp lice",
            "-",
            "",
        ] {
            assert_eq!(message(text).as_deref(), Some(text), "{text}");
        }
        for text in [
            "-m foo",
            "-h",
            "--",
            "-a",
            "--splice",
            "--spl=a b",
            "-1.",
            "--help",
        ] {
            assert_eq!(message(text), None, "{text}");
        }
        let line = [
            "alembic", "merge", "heads", "--mess", "- a", "--splice", "--", "-b",
        ];
        let Chosen::Merge(merge) = Cli::read(line).expect("argparse reads it").command else {
            panic!("not merge")
        };
        assert_eq!(merge.message.as_deref(), Some("- a"));
        assert_eq!(merge.revisions, ["heads", "-b"]);
    }
}
