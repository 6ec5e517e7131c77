//! The headers of files whose top level cannot be evaluated here.
//!
//! Alembic would evaluate it. What stands in the way is a construct this program does not support,
//! which concerns the revision it stands in, and not the others. So the tree is asked: where the
//! names of the header are assigned literals and nothing that is executed could give them other
//! values, they are known. Exact or silent, as [`scan`](super::scan) is.

use std::collections::HashSet;

use super::cursor::reaches_namespace;
use super::evaluate::line_of;
use super::executed_code::ExecutedCode;
use super::header::{Declared, HeaderName, HeaderValue, Loading, ModuleHeader};
use crate::python::syntax::{ExpressionKind, Module, Statement, StatementKind};
use crate::python::{Value, docstring, is_standard_module, static_value};

/// Packages whose modules export none of the names of a header.
const HARMLESS: [&str; 3] = ["alembic", "sqlalchemy", "sqlmodel"];

/// Reads the header of `tree`; `None` where it takes an evaluation to know it.
pub(super) fn declared_header(tree: &Module) -> Option<ModuleHeader> {
    let mut header = ModuleHeader {
        docstring: docstring(tree),
        loading: Loading::MayOperate,
        ..ModuleHeader::default()
    };
    let mut code = ExecutedCode::default();
    let mut changeable = HashSet::new();
    let mut is_open = false;
    for statement in tree.body.iter() {
        if matches!(statement.kind, StatementKind::Raise { .. }) {
            return None;
        }
        if let Some((names, value)) = declaration(statement) {
            let (value, is_changeable) = value?;
            for name in names {
                if is_changeable {
                    changeable.insert(name.as_str());
                } else {
                    changeable.remove(name.as_str());
                }
                *header.declared_mut(name) = Some(Declared {
                    value: value.clone(),
                    line: line_of(name, tree.source.text()),
                });
            }
            continue;
        }
        let imports = code.star_imports.len();
        code.add(statement, &tree.source);
        if code.star_imports[imports..].iter().any(|module| {
            let root = module
                .as_deref()
                .and_then(|module| module.split('.').next());
            !root.is_some_and(|root| HARMLESS.contains(&root) || is_standard_module(root))
        }) {
            // Whatever stands above may have got another value.
            is_open = true;
            for name in HeaderName::ALL {
                *header.declared_mut(name) = None;
            }
        }
    }
    code.add_called_functions(&tree.source);
    let is_known = HeaderName::ALL
        .iter()
        .all(|name| !is_open || header.declared(*name).is_some());
    let is_left_alone = !code.bound.contains("__doc__")
        && HeaderName::ALL.iter().all(|name| {
            let name = name.as_str();
            let is_assigned = code.bound.contains(name) || code.attributes.contains(name);
            let is_changed = changeable.contains(name) && code.mentioned.contains(name);
            !is_assigned && !is_changed
        });
    let is_out_of_reach = !code
        .mentioned
        .iter()
        .chain(&code.attributes)
        .any(|word| reaches_namespace(word.as_bytes()))
        && !code.untold.iter().any(|text| is_suspicious(text));
    (is_known && is_left_alone && is_out_of_reach).then_some(header)
}

/// The names of the header that a statement assigns, and their value where it is a literal.
type Declaration = (Vec<HeaderName>, Option<(HeaderValue, bool)>);

fn declaration(statement: &Statement) -> Option<Declaration> {
    let (targets, value) = match &statement.kind {
        StatementKind::Assign { targets, value } => (targets.as_slice(), value),
        StatementKind::AnnotatedAssign {
            target,
            value: Some(value),
            ..
        } => (std::slice::from_ref(target), value),
        _ => return None,
    };
    let mut names = Vec::new();
    for target in targets {
        let ExpressionKind::Name(name) = &target.kind else {
            return None;
        };
        names.push(HeaderName::named(name.as_bytes())?);
    }
    Some((names, static_value(value).and_then(|value| known(&value))))
}

/// A value as a header may hold it, and whether it can be changed in place.
fn known(value: &Value) -> Option<(HeaderValue, bool)> {
    let element = |value: &Value| match value {
        Value::None => Some(None),
        value => value.as_str().map(|text| Some(text.to_string())),
    };
    Some(match value {
        Value::None => (HeaderValue::None, false),
        Value::Str(text) => (HeaderValue::Text(text.to_string()), false),
        Value::Tuple(items) => {
            let elements = items.iter().map(element).collect::<Option<Vec<_>>>()?;
            (HeaderValue::Sequence(elements), false)
        }
        Value::List(items) => {
            let elements = items.borrow().iter().map(element).collect::<Option<_>>()?;
            (HeaderValue::Sequence(elements), true)
        }
        _ => return None,
    })
}

/// Whether the text of a statement without a tree has a word that could matter.
fn is_suspicious(text: &str) -> bool {
    text.contains("import *")
        || text
            .split(|letter: char| letter != '_' && !letter.is_alphanumeric())
            .map(str::as_bytes)
            .any(|word| {
                HeaderName::named(word).is_some()
                    || reaches_namespace(word)
                    || matches!(word, b"def" | b"class" | b"lambda")
                    || !word.is_ascii()
            })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::declared_header;
    use crate::python::parse_module;
    use crate::script::header::{HeaderName, HeaderValue};
    use crate::source::SourceFile;

    fn revision(above: &str, below: &str) -> Option<String> {
        let rest = "down_revision = branch_labels = depends_on = None";
        let text = format!("{above}\nrevision = 'a'\n{rest}\n{below}\n");
        let tree = parse_module(Arc::new(SourceFile::new("a.py", text))).ok()?;
        let header = declared_header(&tree)?;
        match &header.declared(HeaderName::Revision)?.value {
            HeaderValue::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    #[test]
    fn what_cannot_reach_the_names_does_not_matter() {
        for text in [
            "class F(Flag):\n    A = 1",
            "assert sa.__version__ >= '1.4'",
            "x = f'{255:#x}' + f'{ {1: 2}[1] }'",
            "from sqlalchemy import *",
            "from typing import *\nfrom alembic.op import *",
            "globals()['x'] = 5",
            "type A = int",
            "def upgrade():\n    setattr(x, 'y', globals()['z'])",
            "match x:\n    case {'k': y}: pass",
            "print(revision)",
        ] {
            assert_eq!(revision(text, "").as_deref(), Some("a"), "{text}");
            assert_eq!(revision("", text).as_deref(), Some("a"), "{text}");
        }
        assert!(revision("from app.models import *", "").is_some());
    }

    #[test]
    fn what_may_reach_the_names_silences_it() {
        for text in [
            "from app.models import *",
            "from .models import *",
            "setattr(m, 'revision', 'b')",
            "globals()['revision'] = 'b'",
            "globals().update(x)",
            "def f():\n    global revision\n    revision = 'b'\nf()",
            "def f():\n    exec(code)\nx = f()",
            "@register\ndef f():\n    vars()['revision'] = 'b'",
            "m.revision = 'b'",
            "getattr(m, '__dict__')['revision'] = 'b'",
            "for revision in x: pass",
            "x = [revision := 1]",
            "match x:\n    case {'k': revision}: pass",
            "type revision = int",
            "raise SystemExit",
            "if x:\n    revision = 'b'",
        ] {
            assert_eq!(revision("", text), None, "{text}");
        }
    }
}
