//! What a revision file says without being evaluated: AL022 and AL023.

use std::rc::Rc;
use std::sync::Arc;

use super::standard_library::is_standard;
use crate::findings::{Finding, Place, Rule};
use crate::python::parse_module;
use crate::python::syntax::{
    Constant, Expression, ExpressionKind, FunctionDefinition, Module, Statement, StatementKind,
};
use crate::script::RevisionId;
use crate::source::{Origin, SourceFile};

/// Packages that a migration is expected to import.
const EXPECTED: [&str; 2] = ["alembic", "sqlalchemy"];

/// What is remarkable about a file; nothing where it cannot be parsed, which its evaluation says.
pub(super) fn review(source: &Arc<SourceFile>, revision: &RevisionId) -> Vec<Finding> {
    let Ok(module) = parse_module(Arc::clone(source)) else {
        return Vec::new();
    };
    let mut findings = side_effects(&module);
    findings.extend(downgrade(&module));
    findings
        .into_iter()
        .map(|finding| finding.in_revision(revision.to_string()))
        .collect()
}

/// AL023: what happens when the file is loaded.
fn side_effects(module: &Module) -> Vec<Finding> {
    let mut imported: Vec<(String, &Statement)> = Vec::new();
    let mut running = None;
    for (position, statement) in module.body.iter().enumerate() {
        match &statement.kind {
            StatementKind::Import(aliases) => {
                for alias in aliases {
                    imported.extend(foreign(&alias.name).map(|name| (name, statement)));
                }
            }
            StatementKind::ImportFrom {
                module: Some(name),
                level: 0,
                ..
            } => imported.extend(foreign(name).map(|name| (name, statement))),
            StatementKind::ImportFrom { .. } => {
                imported.push(("its own package".to_owned(), statement));
            }
            StatementKind::Expression(expression) if !is_text(expression) || position > 0 => {
                if matches!(expression.kind, ExpressionKind::Call { .. }) {
                    running.get_or_insert(statement);
                }
            }
            StatementKind::For { .. }
            | StatementKind::While { .. }
            | StatementKind::With { .. } => {
                running.get_or_insert(statement);
            }
            _ => {}
        }
    }
    let mut findings = Vec::new();
    if let Some((_, first)) = imported.first() {
        let mut names: Vec<&str> = imported.iter().map(|(name, _)| name.as_str()).collect();
        names.dedup();
        findings.push(
            Finding::new(
                Rule::ModuleSideEffects,
                format!("the revision imports {}", names.join(", ")),
            )
            .of_kind("application-import")
            .with_help(
                "What is imported may be another by the time the migration runs; copy what it \
                 needs into the revision.",
            )
            .at(place(module, first)),
        );
    }
    if let Some(statement) = running {
        findings.push(
            Finding::new(
                Rule::ModuleSideEffects,
                "loading the revision runs code, whatever command is given",
            )
            .of_kind("runs-code")
            .with_help("Move it into upgrade().")
            .at(place(module, statement)),
        );
    }
    findings
}

/// The package of an import that is neither Python's nor expected.
fn foreign(module: &str) -> Option<String> {
    let package = module.split('.').next().unwrap_or(module);
    (!is_standard(package) && !EXPECTED.contains(&package)).then(|| package.to_owned())
}

/// AL022: no way back is written.
fn downgrade(module: &Module) -> Option<Finding> {
    let function = module
        .body
        .iter()
        .rev()
        .find_map(|statement| match &statement.kind {
            StatementKind::Function(function) if &*function.name == "downgrade" => {
                Some((function, statement))
            }
            _ => None,
        });
    let finding = |message: &str, kind| {
        Finding::new(Rule::DowngradeState, message)
            .of_kind(kind)
            .with_help("A way back is then a restore, or a new revision that goes forward.")
    };
    match function {
        None => Some(
            finding("no downgrade() is written", "absent").at(Place::file(module.source.path())),
        ),
        Some((function, statement)) if does_nothing(function) => {
            Some(finding("downgrade() does nothing", "empty").at(place(module, statement)))
        }
        Some(_) => None,
    }
}

/// Whether a body is `pass`, a text, or an error.
fn does_nothing(function: &Rc<FunctionDefinition>) -> bool {
    function.body.iter().all(|statement| match &statement.kind {
        StatementKind::Pass | StatementKind::Raise { .. } | StatementKind::Return(None) => true,
        StatementKind::Expression(expression) => {
            matches!(expression.kind, ExpressionKind::Constant(_))
        }
        _ => false,
    })
}

fn is_text(expression: &Expression) -> bool {
    matches!(expression.kind, ExpressionKind::Constant(Constant::Str(_)))
}

fn place(module: &Module, statement: &Statement) -> Place {
    Place::from(&Origin::new(Arc::clone(&module.source), statement.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<&'static str> {
        let source = Arc::new(SourceFile::new("a.py", text));
        let findings = review(&source, &RevisionId::from("a"));
        findings.into_iter().map(|finding| finding.kind).collect()
    }

    #[test]
    fn a_usual_file_is_not_remarkable() {
        let text = "'''x'''\nfrom typing import Sequence\nimport sqlalchemy as sa\n\
                    from alembic import op\nrevision = 'a'\n\ndef upgrade():\n    pass\n\n\
                    def downgrade():\n    op.drop_table('t')\n";
        assert_eq!(kinds(text), [""; 0]);
    }

    #[test]
    fn imports_code_and_the_way_back_are_told() {
        assert_eq!(
            kinds("from app.models import User\nprint('x')\n\ndef downgrade():\n    pass\n"),
            ["application-import", "runs-code", "empty"]
        );
        assert_eq!(kinds("from . import x\n"), ["application-import", "absent"]);
    }
}
