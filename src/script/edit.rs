//! What an edit of a revision file changed: its place in the graph, what it does, or only its looks.
//!
//! Alembic has no counterpart; to its version table a revision is an identifier, whatever the file
//! behind it came to say later.

use std::sync::Arc;

use super::survey::SurveyedFile;
use crate::python::syntax::{
    Constant, Expression, ExpressionKind, FunctionDefinition, Module, Statement, StatementKind,
};
use crate::python::{parse_module, same_function, same_statements};

/// One thing that an edit changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// `revision`.
    Identifier {
        /// What it was.
        from: String,
        /// What it is.
        to: String,
    },
    /// `down_revision`.
    DownRevision {
        /// What it was.
        from: String,
        /// What it is.
        to: String,
    },
    /// `depends_on`.
    DependsOn {
        /// What it was.
        from: String,
        /// What it is.
        to: String,
    },
    /// `branch_labels`.
    BranchLabels {
        /// What they were.
        from: String,
        /// What they are.
        to: String,
    },
    /// The body of a function, or whether it is there.
    Function {
        /// Its name.
        name: String,
        /// Its line in the later text; none where it is gone.
        line: Option<usize>,
    },
    /// Statements of the top level other than functions, imports and the header.
    TopLevel,
    /// Which names are imported.
    Imports,
    /// The function `downgrade`.
    Downgrade,
    /// The text that `history` shows.
    Docstring,
    /// Comments, formatting, annotations: nothing that a program sees.
    Looks,
    /// One of the two texts does not parse.
    NotComparable,
}

/// What lies between two states of one file, in the order of [`Change`]; [`Change::Looks`] stands
/// alone.
pub fn changes(before: &SurveyedFile, after: &SurveyedFile) -> Vec<Change> {
    let mut changes = header_changes(before, after);
    let (Some(old), Some(new)) = (parsed(before), parsed(after)) else {
        changes.push(Change::NotComparable);
        return changes;
    };
    changes.extend(body_changes(&old, &new));
    if changes.is_empty() {
        changes.push(Change::Looks);
    }
    changes
}

fn parsed(file: &SurveyedFile) -> Option<Module> {
    parse_module(Arc::clone(file.source.as_ref()?)).ok()
}

fn header_changes(before: &SurveyedFile, after: &SurveyedFile) -> Vec<Change> {
    let mut changes = Vec::new();
    let (Some(old), Some(new)) = (&before.revision, &after.revision) else {
        return changes;
    };
    if old.id != new.id {
        changes.push(Change::Identifier {
            from: old.id.to_string(),
            to: new.id.to_string(),
        });
    }
    if old.down_revisions != new.down_revisions {
        changes.push(Change::DownRevision {
            from: listed(&old.down_revisions),
            to: listed(&new.down_revisions),
        });
    }
    if old.dependencies != new.dependencies {
        changes.push(Change::DependsOn {
            from: listed(&old.dependencies),
            to: listed(&new.dependencies),
        });
    }
    if old.branch_labels != new.branch_labels {
        changes.push(Change::BranchLabels {
            from: listed(&old.branch_labels),
            to: listed(&new.branch_labels),
        });
    }
    changes
}

fn listed<Item: AsRef<str>>(names: &[Item]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    if names.is_empty() {
        "None".to_owned()
    } else {
        names.join(", ")
    }
}

/// The top level of a file, sorted by what its statements are for.
#[derive(Default)]
struct Outline<'module> {
    docstring: Option<&'module str>,
    functions: Vec<(&'module FunctionDefinition, usize)>,
    imports: Vec<&'module Statement>,
    others: Vec<&'module Statement>,
}

impl<'module> Outline<'module> {
    fn of(module: &'module Module) -> Self {
        let mut outline = Self::default();
        for (position, statement) in module.body.iter().enumerate() {
            match &statement.kind {
                StatementKind::Expression(Expression {
                    kind: ExpressionKind::Constant(Constant::Str(text)),
                    ..
                }) => {
                    if position == 0 {
                        outline.docstring = Some(text);
                    }
                }
                StatementKind::Function(function) => {
                    let line = module.source.line_column(statement.span.start).line;
                    outline.functions.push((function, line));
                }
                StatementKind::Import(_) | StatementKind::ImportFrom { .. } => {
                    outline.imports.push(statement);
                }
                _ if is_header(statement) => {}
                _ => outline.others.push(statement),
            }
        }
        outline
    }

    fn function(&self, name: &str) -> Option<&(&'module FunctionDefinition, usize)> {
        self.functions
            .iter()
            .rev()
            .find(|(function, _)| &*function.name == name)
    }
}

/// An assignment of a literal to one of the four names, which the header comparison has seen.
fn is_header(statement: &Statement) -> bool {
    let (target, value) = match &statement.kind {
        StatementKind::Assign { targets, value } => match &targets[..] {
            [target] => (target, value),
            _ => return false,
        },
        StatementKind::AnnotatedAssign {
            target,
            value: Some(value),
            ..
        } => (target, value),
        _ => return false,
    };
    let ExpressionKind::Name(name) = &target.kind else {
        return false;
    };
    let names = ["revision", "down_revision", "branch_labels", "depends_on"];
    names.contains(&&**name) && crate::python::static_value(value).is_some()
}

fn body_changes(old: &Module, new: &Module) -> Vec<Change> {
    let (old, new) = (Outline::of(old), Outline::of(new));
    let mut functions = Vec::new();
    let mut downgrade = false;
    let mut compared: Vec<&str> = Vec::new();
    for (function, _) in new.functions.iter().chain(&old.functions) {
        let name = &*function.name;
        if compared.contains(&name) {
            continue;
        }
        compared.push(name);
        let same = match (old.function(name), new.function(name)) {
            (Some((one, _)), Some((other, _))) => same_function(one, other),
            _ => false,
        };
        if same {
        } else if name == "downgrade" {
            downgrade = true;
        } else {
            functions.push(Change::Function {
                name: name.to_owned(),
                line: new.function(name).map(|(_, line)| *line),
            });
        }
    }
    let mut changes = functions;
    for (differs, change) in [
        (!same_statements(&old.others, &new.others), Change::TopLevel),
        (
            !same_statements(&old.imports, &new.imports),
            Change::Imports,
        ),
        (downgrade, Change::Downgrade),
        (old.docstring != new.docstring, Change::Docstring),
    ] {
        if differs {
            changes.push(change);
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::{Change, changes};
    use crate::script::{Depth, survey_files};

    const BEFORE: &str = "'''one'''\nimport sqlalchemy as sa\nfrom alembic import op\n\n\
        revision = 'a'\ndown_revision = None\n\n\ndef upgrade():\n    op.drop_table('t')\n\n\n\
        def downgrade():\n    pass\n";

    fn edited(from: &str, to: &str) -> Vec<Change> {
        assert!(BEFORE.contains(from), "{from}");
        let text = |text: String| ("/v/a.py".into(), text.into_bytes());
        let both = vec![text(BEFORE.to_owned()), text(BEFORE.replace(from, to))];
        let files = survey_files(both, Depth::Headers, &[]);
        changes(&files[0], &files[1])
    }

    #[test]
    fn looks_are_told_from_meaning() {
        for (from, to) in [
            (
                "    op.drop_table('t')",
                "    # gone\n    op.drop_table(\n        \"t\",\n    )",
            ),
            (
                "def upgrade():",
                "def upgrade() -> None:\n    '''Drops it.'''",
            ),
            ("revision = 'a'\n", "revision: str = \"a\"\n"),
            (
                "down_revision = None\n",
                "down_revision = None\nbranch_labels = None\n",
            ),
        ] {
            assert_eq!(edited(from, to), [Change::Looks], "{to}");
        }
        let text = |text: &str| text.to_owned();
        for (from, to, change) in [
            (
                "op.drop_table('t')",
                "op.drop_table('u')",
                Change::Function {
                    name: text("upgrade"),
                    line: Some(9),
                },
            ),
            ("import sqlalchemy as sa\n", "", Change::Imports),
            ("'''one'''", "'''two'''", Change::Docstring),
            ("    pass", "    op.f()", Change::Downgrade),
            (
                "\n\n\ndef upgrade",
                "\nx = 1\n\ndef upgrade",
                Change::TopLevel,
            ),
            (
                "'a'",
                "'b'",
                Change::Identifier {
                    from: text("a"),
                    to: text("b"),
                },
            ),
            (
                "= None",
                "= 'z'",
                Change::DownRevision {
                    from: text("None"),
                    to: text("z"),
                },
            ),
            ("    op.drop", "    op.drop(", Change::NotComparable),
        ] {
            assert_eq!(edited(from, to), [change], "{to}");
        }
    }
}
