//! The thorough reader of headers: evaluates the top level of a file, as Alembic imports it.
//!
//! Used for the files that [`scan`](super::scan) hands over: computed identifiers, conditions,
//! anything unusual. A name whose value cannot be known is an error at its line, never a guess.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::declared_header::declared_header;
use super::error::ScriptError;
use super::header::{Declared, HeaderName, HeaderValue, Loading, ModuleHeader};
use crate::python::{
    Configuration, ErrorKind, Interpreter, Opaque, PythonError, Value, parse_module,
};
use crate::source::SourceFile;

/// An interpreter that knows Python and the folders `import_path`, and nothing of SQLAlchemy or
/// Alembic: what a file imports from them is opaque.
pub(crate) fn plain_interpreter(import_path: &[PathBuf]) -> Interpreter {
    Interpreter::new(Configuration {
        search_path: import_path.to_vec(),
        ..Configuration::default()
    })
}

/// Reads the header of the file `path`, whose text is `text`, by evaluating its top level.
pub(crate) fn evaluate_header(
    path: &Path,
    text: &str,
    interpreter: &mut Interpreter,
) -> Result<ModuleHeader, ScriptError> {
    let failed = |error: PythonError| ScriptError::Python {
        path: path.to_owned(),
        report: Box::new(error.report()),
    };
    let source = Arc::new(SourceFile::new(path, text));
    let tree = parse_module(source).map_err(failed)?;
    let module = match interpreter.load_module(&tree, &module_name(path)) {
        Ok(module) => module,
        Err(error) => {
            let declared = is_ours(&error).then(|| declared_header(&tree)).flatten();
            return declared.ok_or_else(|| failed(error));
        }
    };
    let docstring = module
        .get("__doc__")
        .and_then(|value| value.as_str())
        .map(|text| text.to_string());
    let mut header = ModuleHeader {
        docstring,
        loading: Loading::MayOperate,
        ..ModuleHeader::default()
    };
    for name in HeaderName::ALL {
        let Some(value) = module.get(name.as_str()) else {
            continue;
        };
        let mut value = header_value(value, interpreter).map_err(failed)?;
        if name == HeaderName::BranchLabels {
            value = known_labels(value, &mut header.unknown_labels);
        }
        *header.declared_mut(name) = Some(Declared {
            value,
            line: line_of(name, text),
        });
    }
    Ok(header)
}

/// Whether an error is a limit of this evaluator, which Alembic would not have met.
fn is_ours(error: &PythonError) -> bool {
    match error.kind() {
        ErrorKind::Unsupported { .. }
        | ErrorKind::OpaqueUse { .. }
        | ErrorKind::NeedsDatabase { .. }
        | ErrorKind::Budget { .. } => true,
        ErrorKind::Exception(_) | ErrorKind::Syntax { .. } | ErrorKind::Host(_) => false,
    }
}

/// The name Alembic gives the module: the file's, with everything but letters, digits and
/// underscores replaced.
fn module_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default()
        .chars()
        .map(|letter| {
            if letter.is_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .collect()
}

/// Takes the labels out that only the application knows.
///
/// They name a branch and decide nothing about the order of revisions: a history with one of them
/// can be read, as long as nobody asks for the label.
fn known_labels(value: HeaderValue, unknown: &mut Vec<String>) -> HeaderValue {
    match value {
        HeaderValue::Unknown(what) => {
            unknown.push(what);
            HeaderValue::None
        }
        HeaderValue::PartlyUnknown {
            known,
            unknown: what,
        } => {
            unknown.extend(what);
            HeaderValue::Sequence(known)
        }
        HeaderValue::None
        | HeaderValue::Text(_)
        | HeaderValue::Sequence(_)
        | HeaderValue::Other(_) => value,
    }
}

fn header_value(value: Value, interpreter: &mut Interpreter) -> Result<HeaderValue, PythonError> {
    // An imported name is looked up only now that it matters.
    let value = interpreter.resolve(value)?;
    if value.is_none() {
        return Ok(HeaderValue::None);
    }
    if let Some(text) = value.as_str() {
        return Ok(HeaderValue::Text(text.to_string()));
    }
    if let Value::Opaque(opaque) = &value {
        return Ok(HeaderValue::Unknown(unknown(opaque)));
    }
    let is_iterable = match &value {
        Value::List(_)
        | Value::Tuple(_)
        | Value::Dict(_)
        | Value::DictView(_)
        | Value::Set(_)
        | Value::FrozenSet(_)
        | Value::Iterator(_) => true,
        Value::None
        | Value::NotImplemented
        | Value::Ellipsis
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Str(_)
        | Value::Bytes(_)
        | Value::Range(_)
        | Value::Slice(_)
        | Value::Function(_)
        | Value::BoundMethod(_)
        | Value::Builtin(_)
        | Value::Descriptor(_)
        | Value::Class(_)
        | Value::Instance(_)
        | Value::Super(_)
        | Value::Module(_)
        | Value::Host(_)
        | Value::Opaque(_) => false,
    };
    if !is_iterable {
        return Ok(HeaderValue::Other(format!(
            "of type '{}'",
            interpreter.type_name(&value)
        )));
    }
    let mut elements = Vec::new();
    let mut unknown_elements = Vec::new();
    for element in interpreter.collect(&value)? {
        let element = interpreter.resolve(element)?;
        if let Value::Opaque(opaque) = &element {
            unknown_elements.push(unknown(opaque));
            continue;
        }
        match element.as_str() {
            Some(text) => elements.push(Some(text.to_string())),
            None if element.is_none() => elements.push(None),
            None => {
                return Ok(HeaderValue::Other(format!(
                    "a sequence with an element of type '{}'",
                    interpreter.type_name(&element)
                )));
            }
        }
    }
    if unknown_elements.is_empty() {
        return Ok(HeaderValue::Sequence(elements));
    }
    Ok(HeaderValue::PartlyUnknown {
        known: elements,
        unknown: unknown_elements,
    })
}

fn unknown(opaque: &Opaque) -> String {
    format!(
        "{}, which is not known here ({})",
        opaque.name, opaque.reason
    )
}

/// The last line that begins with the name: where its value most likely comes from.
pub(super) fn line_of(name: HeaderName, text: &str) -> Option<u32> {
    let mut found = None;
    for (number, line) in (1..).zip(text.lines()) {
        let rest = line.trim_start().strip_prefix(name.as_str());
        if rest.is_some_and(|rest| rest.trim_start().starts_with([':', '=', ','])) {
            found = Some(number);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{evaluate_header, plain_interpreter};
    use crate::python::{Budget, Configuration, Interpreter};
    use crate::script::ScriptError;
    use crate::script::header::{HeaderName, HeaderValue, ModuleHeader};

    fn evaluated(text: &str, folder: &Path) -> Result<ModuleHeader, ScriptError> {
        let mut interpreter = plain_interpreter(&[folder.to_owned()]);
        evaluate_header(Path::new("/v/a-b.py"), text, &mut interpreter)
    }

    #[test]
    fn computed_values_are_computed() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("shared.py"), "PREFIX = 'x_'\n").unwrap();
        let text = |text: &str| Some(HeaderValue::Text(text.to_owned()));
        for (source, expected) in [
            ("_p = 'x_'\nrevision = _p + 'a'\n", text("x_a")),
            ("n = 7\nrevision = f'r{n:03d}'\n", text("r007")),
            (
                "if True:\n    revision = 'a'\nelse:\n    revision = 'b'\n",
                text("a"),
            ),
            ("from shared import PREFIX\nrevision = PREFIX\n", text("x_")),
            (
                "revision = tuple(['a'])\n",
                Some(HeaderValue::Sequence(vec![Some("a".to_owned())])),
            ),
            (
                "revision = {'a'}\n",
                Some(HeaderValue::Sequence(vec![Some("a".to_owned())])),
            ),
            (
                "revision = 7\n",
                Some(HeaderValue::Other("of type 'int'".to_owned())),
            ),
            (
                "import sqlalchemy as sa\nt = sa.table('t', sa.column('c'))\n",
                None,
            ),
        ] {
            let header = evaluated(source, folder.path()).unwrap();
            let value = header
                .declared(HeaderName::Revision)
                .map(|found| found.value.clone());
            assert_eq!(value, expected, "{source}");
        }
        let header = evaluated("('a' 'b')\n\nrevision = 'x' * 2\n", folder.path()).unwrap();
        assert_eq!(header.docstring.as_deref(), Some("ab"));
        assert_eq!(header.revision.and_then(|found| found.line), Some(3));
    }

    #[test]
    fn what_is_not_known_is_said_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let header = evaluated(
            "import app\n\nrevision = app.ID\ndown_revision = None\n",
            folder.path(),
        );
        let refused = header
            .unwrap()
            .into_revision(Path::new("/v/a.py"))
            .unwrap_err();
        assert_eq!(
            refused.to_string(),
            "/v/a.py:3: revision is app.ID, which is not known here (the module app was not \
             found), not a string"
        );
        let broken = evaluated("revision = 'a'\ndef f(:\n", folder.path()).unwrap_err();
        assert!(broken.to_string().starts_with("/v/a-b.py:2: SyntaxError: "));
    }

    #[test]
    fn what_is_not_supported_hides_no_header() {
        let folder = tempfile::tempdir().unwrap();
        let header = "revision = 'a'\ndown_revision = branch_labels = depends_on = None\n";
        for above in [
            "from app.models import *\n",
            "assert sa.__version__ >= '1.4'\n",
        ] {
            let text = format!("import sqlalchemy as sa\n{above}{header}");
            let found = evaluated(&text, folder.path()).unwrap().revision;
            let value = found.map(|found| found.value);
            assert_eq!(value, Some(HeaderValue::Text("a".to_owned())), "{above}");
        }
        let refused = evaluated(
            &format!("{header}from app.models import *\n"),
            folder.path(),
        );
        let refused = refused.unwrap_err().to_string();
        assert!(refused.starts_with("/v/a-b.py:3: not supported: from app.models import *"));
        let changed = evaluated(
            &format!("{header}exec(\"revision = 'b'\")\n"),
            folder.path(),
        );
        let changed = changed.unwrap_err().to_string();
        assert!(
            changed.starts_with("/v/a-b.py:3: exec is not known here"),
            "{changed}"
        );
    }

    #[test]
    fn an_endless_file_is_stopped() {
        let mut interpreter = Interpreter::new(Configuration {
            budget: Budget {
                steps: 1_000,
                ..Budget::default()
            },
            ..Configuration::default()
        });
        let text = "while True:\n    revision = 'a'\n";
        let endless = evaluate_header(Path::new("/v/a.py"), text, &mut interpreter).unwrap_err();
        assert!(endless.to_string().contains("evaluation was stopped"));
    }
}
