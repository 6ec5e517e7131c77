//! What the program is ready to catch, where an exception may or may not come.
//!
//! A module that is not known here may be installed where Alembic runs. As long as nothing would
//! catch its absence, a migration that works must have found it, and its names are opaque. Inside of
//! `try: import …` the migration itself asks, and only the installation could answer.

use crate::python::error::{ErrorKind, PythonError};
use crate::python::exceptions::ExceptionClass;
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::module::ModuleKind;
use crate::python::opaque::Opaque;
use crate::python::scope::{Lookup, Scope, ScopeCode};
use crate::python::shared::Shared;
use crate::python::syntax::{
    Expression, ExpressionKind, FunctionDefinition, Name, Statement, StatementKind, Try,
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

    /// What a `try` catches, as far as its words and the names in them say.
    fn of(node: &Try, scope: &Shared<Scope>, is_surrounded: bool) -> Self {
        if leaves(&node.finally) {
            return Self::ANYTHING;
        }
        // A handler that only raises ends the migration, unless something around it catches that.
        let going_on = node
            .handlers
            .iter()
            .filter(|handler| is_surrounded || !only_raises(&handler.body, scope));
        let caught = going_on.map(|handler| match &handler.class {
            None => Self::ANYTHING,
            Some(_) if is_surrounded && only_raises(&handler.body, scope) => Self::ANYTHING,
            Some(class) => Self::of_class(class, scope),
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

    fn of_class(class: &Expression, scope: &Shared<Scope>) -> Self {
        match &class.kind {
            ExpressionKind::Tuple(classes) => {
                let caught = classes.iter().map(|class| Self::of_class(class, scope));
                caught.fold(Self::NOTHING, Self::or)
            }
            ExpressionKind::Name(name) => match (builtin(name), scope.lookup(name)) {
                (Some(class), Lookup::Missing) => Self {
                    imports: ExceptionClass::ModuleNotFoundError.derives_from(class),
                    attributes: ExceptionClass::AttributeError.derives_from(class),
                    others: true,
                },
                _ => Self::ANYTHING,
            },
            // Classes of a library; Python's own are hardly reached in this way.
            ExpressionKind::Attribute { value, name }
                if builtin(name).is_none() && is_native_module(value, scope) =>
            {
                Self::OTHERS
            }
            _ => Self::ANYTHING,
        }
    }
}

fn builtin(name: &str) -> Option<ExceptionClass> {
    let mut classes = ExceptionClass::ALL.iter().copied();
    classes.find(|class| class.name() == name)
}

/// Whether an expression is a module written in Rust, or something of one.
fn is_native_module(expression: &Expression, scope: &Shared<Scope>) -> bool {
    match &expression.kind {
        ExpressionKind::Attribute { value, .. } => is_native_module(value, scope),
        ExpressionKind::Name(name) => matches!(
            scope.lookup(name),
            Lookup::Found(Value::Module(module)) if module.kind == ModuleKind::Native
        ),
        _ => false,
    }
}

/// Whether statements do nothing but tell people something and then raise.
fn only_raises(body: &[Statement], scope: &Shared<Scope>) -> bool {
    let Some((last, before)) = body.split_last() else {
        return false;
    };
    let reports = |statement: &Statement| match &statement.kind {
        StatementKind::Expression(expression) => only_reports(expression, scope),
        _ => false,
    };
    matches!(last.kind, StatementKind::Raise { .. }) && before.iter().all(reports)
}

/// Whether a `finally` can end the raising of an exception.
fn leaves(block: &[Statement]) -> bool {
    block.iter().any(|statement| match &statement.kind {
        StatementKind::Return(_) | StatementKind::Break | StatementKind::Continue => true,
        StatementKind::If {
            branches,
            otherwise,
        } => branches.iter().any(|(_, block)| leaves(block)) || leaves(otherwise),
        StatementKind::While {
            body, otherwise, ..
        }
        | StatementKind::For {
            body, otherwise, ..
        } => leaves(body) || leaves(otherwise),
        StatementKind::With { body, .. } => leaves(body),
        StatementKind::Try(node) => {
            let mut handlers = node.handlers.iter();
            leaves(&node.body)
                || leaves(&node.otherwise)
                || leaves(&node.finally)
                || handlers.any(|handler| leaves(&handler.body))
        }
        StatementKind::Match { cases, .. } => cases.iter().any(|case| leaves(&case.body)),
        _ => false,
    })
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
    pub(super) fn catching_of<T>(
        &mut self,
        node: &Try,
        scope: &Shared<Scope>,
        run: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let catching = Catching::of(node, scope, self.may_catch());
        self.catching(catching, run)
    }

    /// A name that a `try` may have left without a value, where the program may ask for that.
    pub(super) fn refuse_unsure_name(&self, value: &Value) -> Result<(), PythonError> {
        match value {
            Value::Opaque(opaque) if opaque.may_be_unbound && self.may_catch() => {
                Err(PythonError::opaque_use(opaque))
            }
            _ => Ok(()),
        }
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
        if !names_of_try(node, scope, &mut names) {
            return false;
        }
        for bound in names {
            let mut opaque =
                Opaque::new(bound.to_string(), format!("it depends on {name}; {reason}"));
            opaque.origin = error.origin().cloned();
            opaque.may_be_unbound = true;
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

/// Collects the names a `try` may bind; `false` where it may do anything else.
fn names_of_try(node: &Try, scope: &Shared<Scope>, names: &mut Vec<Name>) -> bool {
    for handler in &node.handlers {
        names.extend(handler.name.iter().cloned());
    }
    let handlers = node.handlers.iter().map(|handler| &handler.body);
    [&node.body, &node.otherwise, &node.finally]
        .into_iter()
        .chain(handlers)
        .all(|block| names_of_block(block, scope, names))
}

fn names_of_block(block: &[Statement], scope: &Shared<Scope>, names: &mut Vec<Name>) -> bool {
    block.iter().all(|statement| match &statement.kind {
        StatementKind::Pass => true,
        StatementKind::Raise { exception, cause } => {
            let mut parts = exception.iter().chain(cause);
            parts.all(|part| has_no_effect(part) || is_call_of_class(part))
        }
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
        StatementKind::Assign { targets, value } => {
            has_no_effect(value) && targets.iter().all(|target| names_of_target(target, names))
        }
        StatementKind::Function(definition) => {
            names.push(Name::clone(&definition.name));
            definition.decorators.is_empty() && has_plain_signature(definition)
        }
        StatementKind::Try(node) => names_of_try(node, scope, names),
        StatementKind::Expression(expression) => only_reports(expression, scope),
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

fn has_plain_signature(definition: &FunctionDefinition) -> bool {
    definition.returns.iter().all(has_no_effect)
        && definition.parameters.iter().all(|parameter| {
            let mut parts = parameter.default.iter().chain(&parameter.annotation);
            parts.all(has_no_effect)
        })
}

/// Whether evaluating an expression changes nothing.
fn has_no_effect(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Constant(_) | ExpressionKind::Name(_) => true,
        ExpressionKind::Attribute { value, .. } => has_no_effect(value),
        ExpressionKind::List(items) | ExpressionKind::Tuple(items) | ExpressionKind::Set(items) => {
            items.iter().all(has_no_effect)
        }
        ExpressionKind::Dict(pairs) => pairs
            .iter()
            .all(|(key, value)| has_no_effect(value) && key.as_ref().is_none_or(has_no_effect)),
        ExpressionKind::Not(operand) => has_no_effect(operand),
        _ => false,
    }
}

/// `RuntimeError("…")`, which ends the loading of the file.
fn is_call_of_class(expression: &Expression) -> bool {
    match &expression.kind {
        ExpressionKind::Call {
            function,
            arguments,
        } => {
            matches!(&function.kind, ExpressionKind::Name(name) if builtin(name).is_some())
                && arguments
                    .iter()
                    .all(|argument| has_no_effect(&argument.value))
        }
        _ => false,
    }
}

/// A text standing alone, or a call that tells people something.
fn only_reports(expression: &Expression, scope: &Shared<Scope>) -> bool {
    let ExpressionKind::Call {
        function,
        arguments,
    } = &expression.kind
    else {
        return matches!(expression.kind, ExpressionKind::Constant(_));
    };
    let tells = match &function.kind {
        ExpressionKind::Name(name) => {
            &**name == "print" && matches!(scope.lookup(name), Lookup::Missing)
        }
        ExpressionKind::Attribute { value, .. } => match &value.kind {
            ExpressionKind::Name(name) => match scope.lookup(name) {
                Lookup::Found(Value::Module(module)) => {
                    matches!(&*module.name, "logging" | "warnings")
                }
                Lookup::Found(Value::Host(host)) => &*host.type_name() == "Logger",
                _ => false,
            },
            _ => false,
        },
        _ => false,
    };
    tells
        && arguments
            .iter()
            .all(|argument| has_no_effect(&argument.value))
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
        let decorated = "found = []\ntry:\n    import nobody\nexcept ImportError:\n    \
                         @found.append\n    def nobody(): pass\n";
        load(decorated).expect_err("it is refused");
    }

    #[test]
    fn a_name_that_may_have_no_value_is_not_asked_for() {
        let asked = "try:\n    import nobody\nexcept ImportError:\n    pass\n\
                     try:\n    nobody\n    found = [1]\nexcept NameError:\n    found = len([])\n";
        let error = load(asked).expect_err("it is refused");
        assert!(error.starts_with("nobody is not known here"), "{error}");
    }
}
