//! Runs one migration file: loads it and calls its `upgrade()`.

use std::path::Path;

use super::host_context::OperationWhileLoading;
use crate::python::{Arguments, ErrorKind, Interpreter, Module, PythonError, Shared, Value};

/// The name Alembic loads a file under: its name with `_` for everything that is no word character
/// (`alembic.util.load_python_file`).
pub fn module_name(path: &Path) -> String {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    name.chars()
        .map(|character| {
            if character == '_' || character.is_alphanumeric() {
                character
            } else {
                '_'
            }
        })
        .collect()
}

/// Loads the migration at `path` and calls its `upgrade()`.
///
/// The operations go to the sink that was given to [`super::install`]. Whatever `upgrade` returns
/// is not looked at, as Alembic does not.
pub fn evaluate_upgrade(cx: &mut Interpreter, path: &Path) -> Result<(), PythonError> {
    let module = cx.load_file(path, &module_name(path))?;
    run_upgrade(cx, &module)?;
    cx.release_module(module);
    Ok(())
}

/// Evaluates the top level of the migration at `path` and tells whether that asks something of the
/// database; other errors of it are those of a run that comes to the migration.
///
/// # Errors
///
/// [`super::OperationWhileLoading`].
pub fn refuse_operations_while_loading(
    cx: &mut Interpreter,
    path: &Path,
) -> Result<(), PythonError> {
    match cx.load_file(path, &module_name(path)) {
        Ok(module) => {
            cx.release_module(module);
            Ok(())
        }
        Err(error) if is_operation_while_loading(&error) => Err(error),
        Err(_) => Ok(()),
    }
}

fn is_operation_while_loading(error: &PythonError) -> bool {
    matches!(error.kind(), ErrorKind::Host(source) if source.is::<OperationWhileLoading>())
}

/// Calls `upgrade()` of a migration that is loaded.
pub fn run_upgrade(cx: &mut Interpreter, module: &Shared<Module>) -> Result<(), PythonError> {
    let Some(upgrade) = module.get("upgrade") else {
        return Err(PythonError::attribute_error(format!(
            "module '{}' has no attribute 'upgrade'",
            module.name
        )));
    };
    if let Value::Opaque(opaque) = &upgrade {
        return Err(PythonError::opaque_use(opaque));
    }
    let origin = match &upgrade {
        Value::Function(function) => function.origin(),
        _ => cx.origin(),
    };
    cx.run_body(&upgrade, Arguments::none(origin))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_loaded_under_alembics_names() {
        let name = |path: &str| module_name(Path::new(path));
        assert_eq!(
            name("versions/1a2b_add-users.v2.py"),
            "1a2b_add_users_v2_py"
        );
        assert_eq!(name("é x.py"), "é_x_py");
    }
}
