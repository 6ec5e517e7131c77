//! The programs that a repository's configuration has git run on contents: filters, which rewrite
//! a file on its way in (`gitattributes(5)`, "filter"), and merge drivers ("merge").
//!
//! Looking at a repository runs none of them. Files that go through a filter are refused; a merge
//! driver is replaced by one that leaves a conflict.

use std::ffi::OsString;
use std::process::Command;

use super::invocation::{os_string, parts};

/// The variable that holds the driver in place of every other: the shell's own word for failing.
const NO_DRIVER: (&str, &str) = ("ALEMBIC_RS_NO_MERGE_DRIVER", "exit 1");

/// The filters and merge drivers that the configuration defines.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Programs {
    /// The names of the filters.
    filters: Vec<Vec<u8>>,
    /// The options that replace the merge drivers.
    replacements: Vec<OsString>,
}

impl Programs {
    /// What git is asked for their names.
    pub(super) const QUESTION: [&str; 5] = [
        "config",
        "--null",
        "--name-only",
        "--get-regexp",
        r"^(filter\..*\.(clean|process|required)|merge\..*\.driver)$",
    ];

    /// From the answer to [`Self::QUESTION`]: names such as `filter.lfs.clean`, each with a NUL.
    pub(super) fn of_names(answer: &[u8]) -> Self {
        let mut programs = Self::default();
        for name in parts(answer) {
            let dot = name.iter().rposition(|byte| *byte == b'.');
            let of_filter = name
                .strip_prefix(b"filter.")
                .and_then(|_| name.get(b"filter.".len()..dot?));
            if let Some(filter) = of_filter {
                programs.filters.push(filter.to_owned());
            } else {
                let mut option = OsString::from("--config-env=");
                option.push(os_string(name));
                option.push("=");
                option.push(NO_DRIVER.0);
                programs.replacements.push(option);
            }
        }
        programs.filters.sort();
        programs.filters.dedup();
        programs
    }

    /// Whether any filter is defined.
    pub(super) fn filter_anything(&self) -> bool {
        !self.filters.is_empty()
    }

    /// Whether `name`, a value of the attribute "filter", is one of the filters.
    pub(super) fn is_filter(&self, name: &[u8]) -> bool {
        self.filters.iter().any(|filter| filter == name)
    }

    /// Replaces the merge drivers for one start of git.
    pub(super) fn replace_drivers(&self, command: &mut Command) {
        if !self.replacements.is_empty() {
            command
                .args(&self.replacements)
                .env(NO_DRIVER.0, NO_DRIVER.1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Programs;

    #[test]
    fn every_program_is_known_by_its_setting() {
        let answer = b"filter.a.b=c.clean\0filter.lfs.required\0filter.lfs.clean\0\
                       merge.a=b.driver\0filter..process\0";
        let programs = Programs::of_names(answer);
        assert_eq!(programs.filters, [&b""[..], b"a.b=c", b"lfs"]);
        assert_eq!(
            programs.replacements,
            ["--config-env=merge.a=b.driver=ALEMBIC_RS_NO_MERGE_DRIVER"]
        );
    }
}
