//! What the program is ready to catch, where an exception may or may not come.
//!
//! A module that is not known here may be installed where Alembic runs. As long as nothing would
//! catch its absence, a migration that works must have found it, and its names are opaque. Inside of
//! `try: import …` the migration itself asks, and only the installation could answer.

use crate::python::error::{ErrorKind, PythonError};
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::opaque::Opaque;
use crate::python::scope::{Scope, ScopeCode};
use crate::python::shared::Shared;
use crate::python::syntax::{
    Expression, ExpressionKind, Handler, Name, Statement, StatementKind, Try,
};
use crate::python::value::Value;

/// What one surrounding statement may catch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Catching {
    imports: bool,
    attributes: bool,
    others: bool,
}

impl Catching {
    /// What is not looked into: it may catch everything.
    pub(crate) const ANYTHING: Self = Self {
        imports: true,
        attributes: true,
        others: true,
    };

    /// `hasattr()`, and `getattr()` with a default.
    pub(crate) const ATTRIBUTES: Self = Self {
        imports: false,
        attributes: true,
        others: false,
    };
    /// Neither of the two.
    const OTHERS: Self = Self {
        imports: false,
        attributes: false,
        others: true,
    };
    const NOTHING: Self = Self {
        imports: false,
        attributes: false,
        others: false,
    };

    /// What the handlers of a `try` catch, as far as their words say.
    fn of(handlers: &[Handler]) -> Self {
        // A handler that raises again ends the migration, unless another one around it catches that.
        let going_on = handlers.iter().filter(|handler| !raises(&handler.body));
        let caught = going_on.map(|handler| match &handler.class {
            None => Self::ANYTHING,
            Some(class) => Self::of_class(class),
        });
        caught.fold(Self::NOTHING, Self::or)
    }

    fn or(self, other: Self) -> Self {
        Self {
            imports: self.imports || other.imports,
            attributes: self.attributes || other.attributes,
            others: self.others || other.others,
        }
    }

    fn of_class(class: &Expression) -> Self {
        let name = match &class.kind {
            ExpressionKind::Tuple(classes) => {
                let caught = classes.iter().map(Self::of_class);
                return caught.fold(Self::NOTHING, Self::or);
            }
            ExpressionKind::Name(name) => name,
            // Classes of a library's module; Python's own are hardly reached in this way.
            ExpressionKind::Attribute { name, .. } if builtin(name).is_none() => {
                return Self::OTHERS;
            }
            ExpressionKind::Attribute { name, .. } => name,
            _ => return Self::ANYTHING,
        };
        match builtin(name) {
            Some(class) => Self {
                imports: ExceptionClass::ModuleNotFoundError.derives_from(class),
                attributes: ExceptionClass::AttributeError.derives_from(class),
                others: true,
            },
            None => Self::ANYTHING,
        }
    }
}

fn builtin(name: &str) -> Option<ExceptionClass> {
    let mut classes = ExceptionClass::ALL.iter().copied();
    classes.find(|class| class.name() == name)
}

fn raises(body: &[Statement]) -> bool {
    matches!(
        body.last().map(|statement| &statement.kind),
        Some(StatementKind::Raise { .. })
    )
}

impl Interpreter {
    /// Runs what a statement surrounds.
    pub(crate) fn catching<T>(
        &mut self,
        catching: Catching,
        run: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.catching.push(catching);
        let result = run(self);
        self.catching.pop();
        result
    }

    /// Runs the body of a `try`.
    pub(super) fn catching_of<T>(&mut self, node: &Try, run: impl FnOnce(&mut Self) -> T) -> T {
        self.catching(Catching::of(&node.handlers), run)
    }

    /// Whether the program may catch an exception that is raised now.
    pub fn may_catch(&self) -> bool {
        self.catching.iter().any(|catching| catching.others)
    }

    /// A module or a name of one that is not known, where the program may ask whether it is there.
    pub(crate) fn refuse_unsure_import(&self, opaque: &Opaque) -> Result<(), PythonError> {
        if !self.catching.iter().any(|catching| catching.imports) {
            return Ok(());
        }
        Err(unsure(opaque, "imported"))
    }

    /// An attribute of a module that is not known, where the program may ask whether it is there.
    pub(crate) fn refuse_unsure_attribute(&self, opaque: &Opaque) -> Result<(), PythonError> {
        if !self.catching.iter().any(|catching| catching.attributes) {
            return Ok(());
        }
        Err(unsure(opaque, "found"))
    }

    /// What becomes of a `try` at the top level of a file that asks what only the installation
    /// knows: its names are opaque. Nothing where it does more than binding names.
    pub(super) fn leave_names_open(
        &mut self,
        node: &Try,
        error: &PythonError,
        scope: &Shared<Scope>,
    ) -> bool {
        let ErrorKind::OpaqueUse { name, reason } = error.kind() else {
            return false;
        };
        if self.phase() != Phase::Loading || !matches!(scope.code, ScopeCode::Module) {
            return false;
        }
        let mut names = Vec::new();
        if !names_of_try(node, &mut names) {
            return false;
        }
        for bound in names {
            let mut opaque =
                Opaque::new(bound.to_string(), format!("it depends on {name}; {reason}"));
            opaque.origin = error.origin().cloned();
            scope.assign(&bound, Value::Opaque(Shared::new(opaque)));
        }
        true
    }
}

fn unsure(opaque: &Opaque, how: &str) -> PythonError {
    let mut unsure = opaque.clone();
    unsure.reason = format!(
        "what the migration does depends on whether it can be {how}; {}",
        opaque.reason
    )
    .into();
    PythonError::opaque_use(&unsure)
}

/// Collects the names a `try` may bind; `false` where it does anything else.
fn names_of_try(node: &Try, names: &mut Vec<Name>) -> bool {
    for handler in &node.handlers {
        names.extend(handler.name.iter().cloned());
    }
    let handlers = node.handlers.iter().map(|handler| &handler.body);
    [&node.body, &node.otherwise, &node.finally]
        .into_iter()
        .chain(handlers)
        .all(|block| names_of_block(block, names))
}

fn names_of_block(block: &[Statement], names: &mut Vec<Name>) -> bool {
    block.iter().all(|statement| match &statement.kind {
        StatementKind::Pass | StatementKind::Raise { .. } => true,
        StatementKind::Import(aliases) => {
            names.extend(aliases.iter().map(|alias| match &alias.alias {
                Some(name) => Name::clone(name),
                None => alias.name.split('.').next().unwrap_or_default().into(),
            }));
            true
        }
        StatementKind::ImportFrom { names: aliases, .. } => {
            let bound = |alias: &crate::python::syntax::Alias| {
                Name::clone(alias.alias.as_ref().unwrap_or(&alias.name))
            };
            names.extend(aliases.iter().map(bound));
            !aliases.is_empty()
        }
        StatementKind::Assign { targets, .. } => {
            targets.iter().all(|target| names_of_target(target, names))
        }
        StatementKind::AnnotatedAssign { target, .. } => names_of_target(target, names),
        StatementKind::Function(definition) => {
            names.push(Name::clone(&definition.name));
            true
        }
        StatementKind::Class(definition) => {
            names.push(Name::clone(&definition.name));
            true
        }
        StatementKind::If {
            branches,
            otherwise,
        } => {
            branches
                .iter()
                .all(|(_, block)| names_of_block(block, names))
                && names_of_block(otherwise, names)
        }
        StatementKind::Try(node) => names_of_try(node, names),
        StatementKind::Expression(expression) => only_reports(expression),
        _ => false,
    })
}

fn names_of_target(target: &Expression, names: &mut Vec<Name>) -> bool {
    match &target.kind {
        ExpressionKind::Name(name) => {
            names.push(Name::clone(name));
            true
        }
        _ => false,
    }
}

/// A text standing alone, or a call that tells people something.
fn only_reports(expression: &Expression) -> bool {
    let ExpressionKind::Call { function, .. } = &expression.kind else {
        return matches!(expression.kind, ExpressionKind::Constant(_));
    };
    match &function.kind {
        ExpressionKind::Name(name) => &**name == "print",
        ExpressionKind::Attribute { name, .. } => matches!(
            &**name,
            "debug" | "info" | "warning" | "warn" | "error" | "exception" | "critical" | "log"
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::python::interpreter::{Configuration, Interpreter};
    use crate::python::parse::parse_module;
    use crate::python::value::Value;
    use crate::source::SourceFile;

    fn load(text: &str) -> Result<Vec<bool>, String> {
        let tree = parse_module(Arc::new(SourceFile::new("one.py", text.to_owned())));
        let tree = tree.map_err(|error| error.to_string())?;
        let mut cx = Interpreter::new(Configuration::default());
        let module = cx.load_module(&tree, "one");
        let module = module.map_err(|error| error.to_string())?;
        let is_open = |name: &str| matches!(module.get(name), Some(Value::Opaque(_)));
        Ok(vec![is_open("found"), is_open("nobody")])
    }

    #[test]
    fn the_names_of_a_try_at_the_top_level_are_open() {
        let both = "try:\n    import nobody\n    found = True\n\
                    except ImportError:\n    print('without')\n    found = nobody = None\n";
        assert_eq!(load(both), Ok(vec![true, true]));
        let raised = "try:\n    import nobody\n    found = True\n\
                      except ImportError as error:\n    raise RuntimeError from error\n";
        assert_eq!(load(raised), Ok(vec![false, true]));
        let other = "try:\n    import nobody\n    found = True\nexcept KeyError:\n    found = 1\n";
        assert_eq!(load(other), Ok(vec![false, true]));
    }

    #[test]
    fn a_try_that_does_more_than_binding_names_is_refused() {
        let more = "found = []\ntry:\n    import nobody\n    found.append(1)\n\
                    except ImportError:\n    found.append(2)\n";
        let error = load(more).expect_err("it is refused");
        assert!(error.starts_with("nobody is not known here"), "{error}");
    }
}
