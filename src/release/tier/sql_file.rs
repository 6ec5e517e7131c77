//! The files of the tiers: read, pinned by digest, and taken apart into statements.
//!
//! Counterpart: `psql -X -v ON_ERROR_STOP=1 -f FILE`. Of psql's own commands those are known that
//! packages of SQL files are made of: `\set ON_ERROR_STOP on`, `\i`, `\ir` and `\echo`. Every other
//! one is refused with its line, because what it would have done would be missing.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::psql_scanner::{Fragment, ScanError, fragments};
use crate::governance::{Digest, Tier, read_file};

/// So deep may files include one another.
const DEEPEST_INCLUSION: usize = 16;

/// The longest a file may be, in bytes.
const MOST_BYTES: u64 = 256 << 20;

/// What is wrong with the files of the tiers.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// A file cannot be read.
    #[error("cannot read {file}: {reason}")]
    Unreadable {
        /// Its name, from the folder of `release.toml`.
        file: String,
        /// The system's words.
        reason: String,
    },
    /// A file leads out of the folder of `release.toml`.
    #[error("{file} is not inside of the folder of release.toml; move it there")]
    Outside {
        /// Its name as it was written.
        file: String,
    },
    /// A file is not in the approved plan.
    #[error("{file} is not among the files of the plan; make the plan again and have it approved")]
    NotPlanned {
        /// The file.
        file: String,
    },
    /// A file is not the one that was approved.
    #[error("{file} is not the approved file: its SHA-256 is {found}, the plan's {approved}")]
    Altered {
        /// The file.
        file: String,
        /// What the plan has.
        approved: Digest,
        /// What the file is.
        found: Digest,
    },
    /// A file is not SQL that psql could send.
    #[error("{file}, {error}")]
    Scan {
        /// The file.
        file: String,
        /// What is wrong, with the line.
        error: ScanError,
    },
    /// Something psql would do that is not done here.
    #[error("{file}, line {line}: {problem}")]
    Refused {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// What and why.
        problem: String,
    },
    /// A tier without a statement, which could only pass.
    #[error("tier {tier} has no statement")]
    Empty {
        /// The tier.
        tier: String,
    },
}

/// A statement of a tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierStatement {
    /// The file it stands in.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// Its text.
    pub text: String,
}

impl TierStatement {
    /// The digest of its text.
    pub fn digest(&self) -> Digest {
        Digest::of(&self.text)
    }
}

/// The texts of all files of the tiers, those they include among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    texts: BTreeMap<String, String>,
}

impl Package {
    /// Reads the files of all tiers from the folder of `release.toml`.
    ///
    /// # Errors
    /// A file is missing, is no UTF-8, lies outside, or includes what cannot be included.
    pub fn read(folder: &Path, tiers: &[Tier]) -> Result<Self, PackageError> {
        let mut texts = BTreeMap::new();
        for file in tiers.iter().flat_map(|tier| &tier.files) {
            read_with_inclusions(folder, normal(file, "")?, &mut texts, 0)?;
        }
        Ok(Self { texts })
    }

    /// A package of these texts by their names.
    pub fn of_texts(texts: BTreeMap<String, String>) -> Self {
        Self { texts }
    }

    /// The texts by the names of their files.
    pub fn texts(&self) -> &BTreeMap<String, String> {
        &self.texts
    }

    /// The digests of all files, as a plan pins them.
    pub fn digests(&self) -> Vec<(String, Digest)> {
        self.texts
            .iter()
            .map(|(file, text)| (file.clone(), Digest::of(text)))
            .collect()
    }

    /// Whether every file is the approved one.
    ///
    /// # Errors
    /// The first that is not in the plan, or differs from it.
    pub fn check_pins(&self, pins: &[(String, Digest)]) -> Result<(), PackageError> {
        for (file, found) in self.digests() {
            match pins.iter().find(|(pinned, _)| *pinned == file) {
                None => return Err(PackageError::NotPlanned { file }),
                Some((_, approved)) if *approved != found => {
                    return Err(PackageError::Altered {
                        file,
                        approved: *approved,
                        found,
                    });
                }
                Some(_) => {}
            }
        }
        Ok(())
    }

    /// The statements of a tier, in the order they run.
    ///
    /// A file's own `BEGIN` at its beginning and `COMMIT` at its end are the boundary that a tier
    /// has anyway, and are left out; any other control of transactions is refused.
    ///
    /// # Errors
    /// What the files hold cannot be run as psql would run it, or there is nothing in them.
    pub fn statements(&self, tier: &Tier) -> Result<Vec<TierStatement>, PackageError> {
        let mut statements = Vec::new();
        for file in &tier.files {
            self.expand(&normal(file, "")?, &mut statements, 0)?;
        }
        if statements.is_empty() {
            return Err(PackageError::Empty {
                tier: tier.name.clone(),
            });
        }
        Ok(statements)
    }

    fn expand(
        &self,
        file: &str,
        statements: &mut Vec<TierStatement>,
        depth: usize,
    ) -> Result<(), PackageError> {
        let Some(text) = self.texts.get(file) else {
            return Err(PackageError::NotPlanned {
                file: file.to_owned(),
            });
        };
        let mut fragments = scanned(file, text)?;
        without_boundary(&mut fragments);
        for fragment in fragments {
            match fragment {
                Fragment::Statement { text, line } => {
                    if let Some(problem) = refusal(&text) {
                        return Err(PackageError::Refused {
                            file: file.to_owned(),
                            line,
                            problem,
                        });
                    }
                    statements.push(TierStatement {
                        file: file.to_owned(),
                        line,
                        text,
                    });
                }
                Fragment::Command { text, line } => {
                    if let Some(included) = inclusion(file, &text, line, depth)? {
                        self.expand(&included, statements, depth + 1)?;
                    }
                }
            }
        }
        Ok(())
    }
}

fn scanned(file: &str, text: &str) -> Result<Vec<Fragment>, PackageError> {
    fragments(text).map_err(|error| PackageError::Scan {
        file: file.to_owned(),
        error,
    })
}

fn read_with_inclusions(
    folder: &Path,
    file: String,
    texts: &mut BTreeMap<String, String>,
    depth: usize,
) -> Result<(), PackageError> {
    if texts.contains_key(&file) {
        return Ok(());
    }
    let unreadable = |reason: String| PackageError::Unreadable {
        file: file.clone(),
        reason,
    };
    let bytes = read_file(&folder.join(&file), MOST_BYTES)
        .map_err(|error| unreadable(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8".to_owned()))?;
    let fragments = scanned(&file, &text)?;
    texts.insert(file.clone(), text);
    for fragment in fragments {
        if let Fragment::Command { text, line } = fragment
            && let Some(included) = inclusion(&file, &text, line, depth)?
        {
            read_with_inclusions(folder, included, texts, depth + 1)?;
        }
    }
    Ok(())
}

/// The file a psql command includes; `None` for one that changes nothing here.
fn inclusion(
    file: &str,
    command: &str,
    line: usize,
    depth: usize,
) -> Result<Option<String>, PackageError> {
    let refused = |problem: String| PackageError::Refused {
        file: file.to_owned(),
        line,
        problem,
    };
    let mut words = command.split_whitespace();
    let name = words.next().unwrap_or_default();
    let arguments: Vec<&str> = words.collect();
    match (name, arguments.as_slice()) {
        ("\\set", ["ON_ERROR_STOP", value])
            if ["on", "1", "true", "yes"].contains(&value.to_ascii_lowercase().as_str()) =>
        {
            Ok(None)
        }
        ("\\echo" | "\\qecho", _) => Ok(None),
        ("\\i" | "\\include" | "\\ir" | "\\include_relative", [argument]) => {
            if depth == DEEPEST_INCLUSION {
                return Err(refused(format!(
                    "files include one another more than {DEEPEST_INCLUSION} times deep"
                )));
            }
            let written = argument.trim_matches('\'');
            let relative_to = match name {
                "\\i" | "\\include" => "",
                _ => file.rsplit_once('/').map_or("", |(folder, _)| folder),
            };
            normal(written, relative_to).map(Some)
        }
        _ => Err(refused(format!(
            "the psql command {name} is not run here as written ({command}); of psql's commands \
             there are \\set ON_ERROR_STOP on, \\i, \\ir and \\echo"
        ))),
    }
}

/// A file's name from the folder of `release.toml`, without `.` and `..`.
fn normal(file: &str, relative_to: &str) -> Result<String, PackageError> {
    let outside = || PackageError::Outside {
        file: file.to_owned(),
    };
    let mut clean = PathBuf::new();
    for component in Path::new(relative_to).join(file).components() {
        match component {
            Component::CurDir => {}
            Component::Normal(name) => clean.push(name),
            Component::ParentDir => {
                if !clean.pop() {
                    return Err(outside());
                }
            }
            Component::RootDir | Component::Prefix(_) => return Err(outside()),
        }
    }
    clean
        .to_str()
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .ok_or_else(outside)
}

/// Leaves a file's outermost `BEGIN … COMMIT` out.
fn without_boundary(fragments: &mut Vec<Fragment>) {
    let is = |fragment: &Fragment, texts: &[&str]| match fragment {
        Fragment::Statement { text, .. } => texts.contains(&words(text, 3).join(" ").as_str()),
        Fragment::Command { .. } => false,
    };
    let is_statement = |fragment: &Fragment| matches!(fragment, Fragment::Statement { .. });
    let (Some(first), Some(last)) = (
        fragments.iter().position(is_statement),
        fragments.iter().rposition(is_statement),
    ) else {
        return;
    };
    let begins = is(
        &fragments[first],
        &[
            "begin",
            "begin work",
            "begin transaction",
            "start transaction",
        ],
    );
    let ends = is(
        &fragments[last],
        &[
            "commit",
            "commit work",
            "commit transaction",
            "end",
            "end work",
            "end transaction",
        ],
    );
    if begins && ends && first < last {
        fragments.remove(last);
        fragments.remove(first);
    }
}

/// Why a statement cannot be part of a tier.
fn refusal(text: &str) -> Option<String> {
    let words = words(text, 2);
    let first = words.first().map(String::as_str).unwrap_or_default();
    let second = words.get(1).map(String::as_str).unwrap_or_default();
    match first {
        "begin" | "start" | "commit" | "end" | "rollback" | "abort" | "savepoint" | "release" => {
            Some(format!(
                "{} inside of a tier, which is one transaction of its own; only a file's first \
                 BEGIN and last COMMIT are left out",
                first.to_uppercase()
            ))
        }
        "prepare" if second == "transaction" => {
            Some("PREPARE TRANSACTION inside of a tier, which is one transaction".to_owned())
        }
        "copy" => is_copy_of_stream(text).then(|| {
            "COPY from or to the client needs the lines that follow in the file, which are not \
             read; write INSERT statements"
                .to_owned()
        }),
        _ => None,
    }
}

/// Whether `stdin` or `stdout` is a word of the statement.
fn is_copy_of_stream(text: &str) -> bool {
    words(text, usize::MAX)
        .iter()
        .any(|word| word == "stdin" || word == "stdout")
}

/// The first words of a statement in small letters, without comments.
fn words(text: &str, most: usize) -> Vec<String> {
    let mut rest = text;
    let mut words = Vec::new();
    while words.len() < most {
        rest = without_comment(rest);
        let Some(first) = rest.chars().next() else {
            break;
        };
        let end = rest
            .find(|letter: char| !letter.is_alphanumeric() && letter != '_')
            .unwrap_or(rest.len());
        if end == 0 {
            words.push(first.to_string());
            rest = &rest[first.len_utf8()..];
        } else {
            words.push(rest[..end].to_lowercase());
            rest = &rest[end..];
        }
    }
    words
}

/// A text without the white space and the comments at its beginning.
fn without_comment(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = if rest.starts_with("--") {
            rest.find('\n').map_or("", |end| &rest[end..])
        } else if rest.starts_with("/*") {
            after_comment(rest)
        } else {
            return rest;
        };
        rest = after.trim_start();
    }
}

fn after_comment(text: &str) -> &str {
    let bytes = text.as_bytes();
    let (mut depth, mut position) = (0_usize, 0);
    while position + 1 < bytes.len() {
        match &bytes[position..position + 2] {
            b"/*" => {
                depth += 1;
                position += 2;
            }
            b"*/" => {
                depth = depth.saturating_sub(1);
                position += 2;
                if depth == 0 {
                    return &text[position..];
                }
            }
            _ => position += 1,
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Package, PackageError};
    use crate::governance::{Digest, Tier};

    fn tier(files: &[&str]) -> Tier {
        Tier {
            name: "T1".to_owned(),
            files: files.iter().map(|file| (*file).to_owned()).collect(),
            before: BTreeMap::new(),
            after: BTreeMap::new(),
            adds: BTreeMap::new(),
        }
    }

    fn package(files: &[(&str, &str)]) -> Package {
        let texts = files
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Package::of_texts(texts.collect())
    }

    #[test]
    fn inclusions_are_followed_and_the_boundary_is_left_out() {
        let package = package(&[
            (
                "sql/all.sql",
                "\\set ON_ERROR_STOP on\nBEGIN;\n\\ir tiers/one.sql\n\\i 'sql/two.sql'\nCOMMIT;",
            ),
            ("sql/tiers/one.sql", "-- x\n\\echo one\nSELECT 1;"),
            ("sql/two.sql", "START TRANSACTION; /* a */ SELECT 2; END"),
        ]);
        let statements = package.statements(&tier(&["sql/all.sql"])).expect("read");
        let told: Vec<(&str, usize, &str)> = statements
            .iter()
            .map(|one| (one.file.as_str(), one.line, one.text.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("sql/tiers/one.sql", 3, "SELECT 1"),
                ("sql/two.sql", 1, "SELECT 2")
            ]
        );
    }

    #[test]
    fn what_would_be_done_otherwise_is_refused() {
        for (text, expected) in [
            ("SELECT 1;\nCOMMIT;\nSELECT 2;", "line 2: COMMIT"),
            ("BEGIN;\nSELECT 1;", "line 1: BEGIN"),
            ("BEGIN; SELECT 1; ROLLBACK;", "BEGIN"),
            (
                "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT 1; COMMIT;",
                "BEGIN",
            ),
            ("BEGIN; SELECT 1; COMMIT AND CHAIN;", "BEGIN"),
            ("/* a */ -- b\n Rollback;", "ROLLBACK"),
            ("PREPARE TRANSACTION 'a'", "PREPARE TRANSACTION"),
            ("COPY t (a) FROM stdin;\n", "COPY"),
            ("\\connect production", "\\connect"),
            ("\\set ON_ERROR_STOP off", "ON_ERROR_STOP off"),
            ("\\! rm x", "\\!"),
            ("\\i ../x.sql", "not inside"),
            ("\\i /etc/passwd", "not inside"),
            ("\\i missing.sql", "missing.sql is not among"),
            ("\\i a.sql", "times deep"),
            ("-- nothing", "has no statement"),
            ("SELECT 'a", "line 1: a string"),
        ] {
            let package = package(&[("a.sql", text)]);
            let error = package.statements(&tier(&["a.sql"])).expect_err(text);
            assert!(error.to_string().contains(expected), "{text}: {error}");
        }
    }

    #[test]
    fn only_the_approved_files_pass() {
        let package = package(&[("a.sql", "SELECT 1")]);
        assert!(package.check_pins(&package.digests()).is_ok());
        assert!(matches!(
            package.check_pins(&[]),
            Err(PackageError::NotPlanned { .. })
        ));
        let other = [("a.sql".to_owned(), Digest::of("SELECT 2"))];
        assert!(matches!(
            package.check_pins(&other),
            Err(PackageError::Altered { .. })
        ));
    }
}
