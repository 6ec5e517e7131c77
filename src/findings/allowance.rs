//! Findings that a project accepts: by a comment in the revision file, or in its configuration.
//!
//! `# alembic-rs: allow AL025 backported before the release` concerns the line it ends, or the next
//! line of code below it; above the first statement of a file it concerns the whole file. Behind
//! the rules stands whatever reason the author gives. A rule is named by its id or its name.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::comments::{Comment, Reach, comments};
use super::finding::{Allowable, Finding, Place};
use super::rule::Rule;
use crate::source::SourceFile;

/// How our own comments begin, behind the `#`.
const MARK: &str = "alembic-rs:";

/// What a project accepts, everywhere and file by file.
#[derive(Debug, Clone, Default)]
pub struct Allowances {
    everywhere: Vec<(Rule, String)>,
    files: HashMap<PathBuf, Vec<Allowance>>,
    mistakes: Vec<Finding>,
}

/// One rule allowed by one comment.
#[derive(Debug, Clone)]
struct Allowance {
    rule: Rule,
    reach: Reach,
    reason: String,
}

/// A finding that the project accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The finding.
    pub finding: Finding,
    /// Who allows it: the place and, where one is given, the reason.
    pub by: String,
}

/// Findings, parted by whether the project accepts them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settled {
    /// Those that stand, mistakes in allowances among them; by path, line and rule.
    pub open: Vec<Finding>,
    /// Those that are accepted, in the same order.
    pub allowed: Vec<Allowed>,
}

impl Allowances {
    /// Accepts rules everywhere, as the configuration file `path` asks.
    pub fn configure(&mut self, path: &Path, rules: &[String]) {
        for text in rules {
            match Rule::find(text) {
                Some(rule) => self.everywhere.push((rule, path.display().to_string())),
                None => self.mistakes.push(unknown_rule(text, Place::file(path))),
            }
        }
    }

    /// Reads the comments of a revision file.
    pub fn read(&mut self, file: &SourceFile) {
        if !file.text().contains(MARK) {
            return;
        }
        for comment in comments(file) {
            if let Some(order) = comment.text.trim_start().strip_prefix(MARK) {
                self.read_order(file.path(), &comment, order.trim());
            }
        }
    }

    /// What follows the mark in one comment.
    fn read_order(&mut self, path: &Path, comment: &Comment, order: &str) {
        let place = Place {
            path: path.to_owned(),
            line: Some(comment.line),
            column: Some(comment.column),
        };
        let (verb, mut rest) = first_word(order);
        if verb != "allow" {
            let message = format!("the comment asks for {verb:?}, which means nothing");
            self.mistakes.push(mistake(message, place));
            return;
        }
        let mut rules = Vec::new();
        loop {
            let (word, behind) = first_word(rest);
            match Rule::find(word) {
                Some(rule) => rules.push(rule),
                None if looks_like_rule(word) || (rules.is_empty() && !word.is_empty()) => {
                    self.mistakes.push(unknown_rule(word, place));
                    return;
                }
                None => break,
            }
            rest = behind;
        }
        if rules.is_empty() {
            let message = "the comment allows nothing: it names no rule";
            self.mistakes.push(mistake(message, place));
        }
        let known = self.files.entry(path.to_owned()).or_default();
        known.extend(rules.into_iter().map(|rule| {
            Allowance {
                rule,
                reach: comment.reach,
                reason: format!("{}:{} {}", path.display(), comment.line, rest.trim())
                    .trim_end()
                    .to_owned(),
            }
        }));
    }

    /// Parts `findings` by what is accepted.
    pub fn settle(self, findings: Vec<Finding>) -> Settled {
        let mut settled = Settled::default();
        for finding in findings {
            match self.allowed_by(&finding) {
                Some(by) => settled.allowed.push(Allowed { finding, by }),
                None => settled.open.push(finding),
            }
        }
        settled.open.extend(self.mistakes);
        settled.open.sort_by(Finding::reading_order);
        settled
            .allowed
            .sort_by(|one, other| one.finding.reading_order(&other.finding));
        settled
    }

    /// Who allows a finding, if anybody does.
    fn allowed_by(&self, finding: &Finding) -> Option<String> {
        if finding.allowable == Allowable::Never {
            return None;
        }
        let place = finding.place.as_ref();
        let in_file = place.and_then(|place| {
            let reaches = |allowance: &&Allowance| {
                allowance.rule == finding.rule
                    && match allowance.reach {
                        Reach::File => true,
                        Reach::Line(line) => place.line == Some(line),
                    }
            };
            let allowance = self.files.get(&place.path)?.iter().find(reaches)?;
            Some(allowance.reason.clone())
        });
        in_file.or_else(|| {
            let mut everywhere = self.everywhere.iter();
            let (_, by) = everywhere.find(|(rule, _)| *rule == finding.rule)?;
            Some(by.clone())
        })
    }
}

/// A word and what stands behind it; commas separate words as blanks do.
fn first_word(text: &str) -> (&str, &str) {
    let separates = |letter: char| letter.is_whitespace() || letter == ',';
    let text = text.trim_start_matches(separates);
    text.split_at(text.find(separates).unwrap_or(text.len()))
}

/// `AL` and digits: a rule is meant, whether there is one or not.
fn looks_like_rule(word: &str) -> bool {
    let digits = word.strip_prefix("AL").or_else(|| word.strip_prefix("al"));
    digits.is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn unknown_rule(text: &str, place: Place) -> Finding {
    mistake(
        format!("an allowance names {text:?}, which is no rule"),
        place,
    )
    .with_help("The rules are AL001 to AL026; they may be named by their names too.")
}

fn mistake(message: impl Into<String>, place: Place) -> Finding {
    Finding::new(Rule::Allowance, message)
        .at(place)
        .never_allowable()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(text: &str, findings: Vec<Finding>) -> Settled {
        let mut allowances = Allowances::default();
        allowances.read(&SourceFile::new("a.py", text));
        allowances.settle(findings)
    }

    fn on_line(line: usize) -> Finding {
        Finding::new(Rule::IndexUnderLock, "m").at(Place::line("a.py", line))
    }

    fn open_lines(text: &str) -> Vec<usize> {
        let lines = 1..=text.lines().count();
        let settled = settled(text, lines.map(on_line).collect());
        settled
            .open
            .iter()
            .filter_map(|finding| finding.place.as_ref()?.line)
            .collect()
    }

    #[test]
    fn a_comment_reaches_its_line_the_next_one_or_the_file() {
        for (text, open) in [
            (
                "x = 1\ny = 2  # alembic-rs: allow AL001 small table\n",
                vec![1],
            ),
            (
                "x = 1\n# alembic-rs: allow al001\n\n# note\ny = 2\nz = 3\n",
                vec![1, 2, 3, 4, 6],
            ),
            ("# alembic-rs: allow index-under-lock\nx = 1\n", vec![]),
            (
                "r\"\"\"doc\n\"\"\"\n# alembic-rs: allow AL012, AL001 why\nx = 1\n",
                vec![],
            ),
            ("x = '''\n# alembic-rs: allow AL001\n'''\n", vec![1, 2, 3]),
            ("x = '#'  # alembic-rs: allow AL002 AL001\n", vec![]),
        ] {
            assert_eq!(open_lines(text), open, "{text}");
        }
    }

    #[test]
    fn mistakes_are_findings() {
        for (text, message) in [
            (
                "# alembic-rs: allow AL999 x",
                "an allowance names \"AL999\", which is no rule",
            ),
            (
                "# alembic-rs: allow this",
                "an allowance names \"this\", which is no rule",
            ),
            (
                "# alembic-rs: allow",
                "the comment allows nothing: it names no rule",
            ),
            (
                "# alembic-rs: ignore AL001",
                "the comment asks for \"ignore\", which means nothing",
            ),
        ] {
            let open = settled(text, Vec::new()).open;
            assert_eq!(open.len(), 1, "{text}");
            assert_eq!(open[0].message, message);
        }
    }

    #[test]
    fn the_configuration_reaches_everything_that_may_be_allowed() {
        let mut allowances = Allowances::default();
        allowances.configure(
            Path::new("alembic.ini"),
            &["AL001".to_owned(), "AL1".to_owned()],
        );
        let settled = allowances.settle(vec![on_line(3), on_line(4).never_allowable()]);
        assert_eq!(settled.allowed.len(), 1);
        assert_eq!(settled.allowed[0].by, "alembic.ini");
        let rules: Vec<Rule> = settled.open.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, [Rule::IndexUnderLock, Rule::Allowance]);
    }
}
