//! `class` statements.

use std::rc::Rc;
use std::sync::Arc;

use crate::python::arguments::Arguments;
use crate::python::class::{BuiltinType, Class, ClassBody, ClassHook, ClassKind};
use crate::python::error::{ErrorKind, PythonError};
use crate::python::generic_alias::GenericAlias;
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::object::ClassStatement;
use crate::python::opaque::Opaque;
use crate::python::scope::{Scope, ScopeCode};
use crate::python::shared::Shared;
use crate::python::syntax::{ClassDefinition, ExpressionKind, Statement, StatementKind};
use crate::python::value::{Attributes, Descriptor, Value};
use crate::source::Origin;

impl Interpreter {
    pub(crate) fn make_decorated_class(
        &mut self,
        definition: &Rc<ClassDefinition>,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let decorators = self.evaluate_decorators(&definition.decorators, scope)?;
        let class = self.make_class(definition, scope)?;
        // What is known of the class otherwise, by code of the program, would not be decorated.
        let is_native = decorators
            .iter()
            .all(|decorator| matches!(decorator, Value::Builtin(_)))
            && !has_base_with_a_say(std::slice::from_ref(&class));
        match self.decorate(class, &definition.decorators, decorators, scope) {
            Err(error) if is_native => self.opaque_instead(&definition.name, error),
            decorated => decorated,
        }
    }

    fn make_class(
        &mut self,
        definition: &Rc<ClassDefinition>,
        scope: &Shared<Scope>,
    ) -> Result<Value, PythonError> {
        let arguments = self.evaluate_arguments(definition.span, &definition.arguments, scope)?;
        let mut bases = Vec::new();
        for base in arguments.positional {
            bases.push(self.resolve(base)?);
        }
        let keywords = arguments.keyword;
        let body_scope = Scope::inside(
            ScopeCode::Class(Rc::clone(definition)),
            &scope.module,
            match scope.code {
                ScopeCode::Module => None,
                ScopeCode::Function(_) | ScopeCode::Comprehension(_) | ScopeCode::Class(_) => {
                    Some(scope)
                }
            },
        );
        let module_name = Rc::clone(&scope.module.name);
        {
            let mut variables = body_scope.variables.borrow_mut();
            variables.insert("__module__".into(), Value::Str(Rc::clone(&module_name)));
            variables.insert(
                "__qualname__".into(),
                Value::Str(Rc::clone(&definition.qualified_name)),
            );
            if let Some(text) = &definition.docstring {
                variables.insert("__doc__".into(), Value::Str(Rc::clone(text)));
            }
        }
        let hook = bases.iter().find_map(hook_of);
        if let Some(opaque) = bases.iter().find_map(opaque_of) {
            if let Some(hook) = &hook {
                hook.failed(&bases, &definition.name, &opaque.reason);
            } else if has_base_with_a_say(&bases) {
                // `__init_subclass__` of another base would not be told of the class.
                return Err(PythonError::opaque_use(&opaque));
            }
            return self.opaque_class(definition, &opaque);
        }
        let source = Arc::clone(&scope.module.source);
        let span = definition.span;
        let executed = self.in_frame(&definition.name, &source, span, |cx| {
            cx.execute_block(&definition.body, &body_scope)
        });
        if let Some(hook) = hook {
            let bases_before = bases.clone();
            let made = executed.and_then(|_| {
                let namespace = body_scope.variables.borrow().clone();
                let class = self.class_of_namespace(definition, bases, Vec::new(), namespace)?;
                *body_scope.class.borrow_mut() = Some(class.clone());
                keep_body(&class, definition, &body_scope);
                hook.made(self, &class, &keywords)?;
                Ok(Value::Class(class))
            });
            return match made {
                Err(error) if self.phase() == Phase::Loading && is_ignorance(&error) => {
                    let reason = in_words(&error);
                    hook.failed(&bases_before, &definition.name, &reason);
                    Ok(Value::opaque(Rc::clone(&definition.name), reason))
                }
                made => made,
            };
        }
        executed?;
        let namespace = body_scope.variables.borrow().clone();
        if let Some(host) = bases.iter().find_map(|base| match base {
            Value::Host(host) if base.downcast::<GenericAlias>().is_none() => Some(Rc::clone(host)),
            _ => None,
        }) {
            let statement = ClassStatement {
                name: Rc::clone(&definition.name),
                module: module_name,
                bases,
                namespace,
                keywords,
                origin: Origin::new(source, span),
            };
            let is_plain = !has_base_with_a_say(&statement.bases) && statement.keywords.is_empty();
            let class = match host.subclass(statement, self) {
                Err(error) if is_plain => return self.opaque_instead(&definition.name, error),
                made => made?,
            };
            if let Value::Class(class) = &class {
                *body_scope.class.borrow_mut() = Some(class.clone());
            }
            return Ok(class);
        }
        let bases: Vec<Value> = bases.into_iter().map(without_arguments).collect();
        let is_plain = keywords.is_empty()
            && !has_base_with_a_say(&bases)
            && !namespace.iter().any(runs_when_the_class_is_made);
        let class = match self.class_of_namespace(definition, bases, keywords, namespace) {
            Err(error) if is_plain => return self.opaque_instead(&definition.name, error),
            made => made?,
        };
        *body_scope.class.borrow_mut() = Some(class.clone());
        keep_body(&class, definition, &body_scope);
        Ok(Value::Class(class))
    }

    /// What the annotations in the body of a class written in Python are, in their order.
    ///
    /// They are not evaluated before somebody asks; one that cannot be is opaque.
    pub fn class_annotations(
        &mut self,
        class: &Class,
    ) -> Result<Vec<(Rc<str>, Value)>, PythonError> {
        let Some(body) = class.body.get() else {
            return Ok(Vec::new());
        };
        let mut annotations = Vec::new();
        for statement in body.definition.body.iter() {
            let StatementKind::AnnotatedAssign {
                target, annotation, ..
            } = &statement.kind
            else {
                continue;
            };
            let ExpressionKind::Name(name) = &target.kind else {
                continue;
            };
            let value = match self.evaluate(annotation, &body.scope) {
                Err(error) if !matches!(error.kind(), ErrorKind::Budget { .. }) => {
                    Value::opaque(Rc::clone(name), in_words(&error))
                }
                evaluated => evaluated?,
            };
            annotations.push((Rc::clone(name), value));
        }
        Ok(annotations)
    }

    /// A class with an unknown base is unknown itself.
    fn opaque_class(
        &mut self,
        definition: &ClassDefinition,
        base: &Shared<Opaque>,
    ) -> Result<Value, PythonError> {
        match self.phase() {
            Phase::Loading => Ok(Value::opaque(
                Rc::clone(&definition.name),
                format!(
                    "this class is derived from {}, and {}",
                    base.name, base.reason
                ),
            )),
            Phase::Running => Err(PythonError::opaque_use(base)),
        }
    }

    /// An opaque value in place of a class whose making is not supported, while a file is loaded:
    /// then its use is refused, not the file.
    ///
    /// Only where no code of the program was to run meanwhile, whose effects would be missed.
    fn opaque_instead(&self, name: &Rc<str>, error: PythonError) -> Result<Value, PythonError> {
        if self.phase() == Phase::Loading && is_ignorance(&error) {
            return Ok(Value::opaque(Rc::clone(name), in_words(&error)));
        }
        Err(error)
    }

    fn class_of_namespace(
        &mut self,
        definition: &ClassDefinition,
        bases: Vec<Value>,
        keywords: Vec<(Rc<str>, Value)>,
        namespace: Attributes,
    ) -> Result<Shared<Class>, PythonError> {
        let mut parents = Vec::new();
        for base in bases {
            match base {
                Value::Class(class) => parents.push(class),
                other => {
                    return Err(PythonError::unsupported(format!(
                        "a {} as a base class",
                        self.type_name(&other)
                    )));
                }
            }
        }
        let mut arguments = Vec::new();
        for (name, value) in keywords {
            // `metaclass=ABCMeta` only forbids instances of classes that lack methods.
            let is_abstract = &*name == "metaclass"
                && matches!(&value, Value::Class(class)
                    if matches!(&*class.name, "ABCMeta" | "type" | "EnumMeta" | "EnumType"));
            if &*name == "metaclass" && !is_abstract {
                return Err(PythonError::unsupported("a metaclass"));
            }
            if &*name != "metaclass" {
                arguments.push((name, value));
            }
        }
        if let Some(maker) = crate::python::stdlib::class_maker(&parents) {
            return maker(self, &definition.name, parents, namespace);
        }
        let module: Rc<str> = namespace
            .get("__module__")
            .and_then(Value::as_str)
            .unwrap_or_else(|| "builtins".into());
        let class = self.new_class(&definition.name, &module, parents, namespace)?;
        if class.kind == ClassKind::Enumeration {
            crate::python::stdlib::enumeration::make_members(self, &class)?;
        }
        let hook = class
            .ancestors
            .iter()
            .find_map(|ancestor| ancestor.lookup_python("__init_subclass__"));
        match hook {
            Some(hook) => {
                let hook = match &hook {
                    Value::Descriptor(descriptor) => match &**descriptor {
                        Descriptor::ClassMethod(function) => function.clone(),
                        _ => hook.clone(),
                    },
                    _ => hook,
                };
                let mut call =
                    Arguments::positional(vec![Value::Class(class.clone())], self.origin());
                call.keyword = arguments;
                self.call(&hook, call)?;
            }
            None => {
                if let Some((name, _)) = arguments.first()
                    && class.kind == ClassKind::Python
                {
                    let _ = name;
                    return Err(PythonError::type_error(format!(
                        "{}.__init_subclass__() takes no keyword arguments",
                        class.name
                    )));
                }
            }
        }
        Ok(class)
    }
}

/// The hook that a class with this base has to call.
fn hook_of(base: &Value) -> Option<Rc<dyn ClassHook>> {
    match base {
        Value::Class(class) => class.hook.clone().or_else(|| class.inherited_hook()),
        _ => None,
    }
}

/// Whether a base is told of classes derived from it, which an opaque class would keep from it.
fn has_base_with_a_say(bases: &[Value]) -> bool {
    bases.iter().any(|base| match base {
        Value::Class(class) => {
            let own = class.lookup_python("__init_subclass__");
            let runs = ["__new__", "__init__", "_generate_next_value_"];
            own.is_some()
                || hook_of(base).is_some()
                // Code of a metaclass would run for each of its classes.
                || class.kind == ClassKind::Builtin(BuiltinType::Type)
                || class.kind == ClassKind::Enumeration
                    && runs.iter().any(|name| class.lookup_python(name).is_some())
        }
        _ => false,
    })
}

/// Whether what a body bound to a name is called when the class is made.
fn runs_when_the_class_is_made((name, value): (&Rc<str>, &Value)) -> bool {
    // An instance may define `__set_name__`.
    matches!(value, Value::Instance(_))
        || matches!(
            &**name,
            "__new__" | "__init__" | "_generate_next_value_" | "_missing_"
        )
}

/// Keeps what annotations are evaluated with, where a class has any.
fn keep_body(class: &Class, definition: &Rc<ClassDefinition>, scope: &Shared<Scope>) {
    let is_annotation =
        |statement: &Statement| matches!(statement.kind, StatementKind::AnnotatedAssign { .. });
    if !definition.body.iter().any(is_annotation) {
        return;
    }
    // A class that exists already, as a named tuple made elsewhere, keeps its own.
    let _ = class.body.set(ClassBody {
        definition: Rc::clone(definition),
        scope: scope.clone(),
    });
}

/// `class Names(list[str])` derives from `list` (`__mro_entries__`).
fn without_arguments(base: Value) -> Value {
    let alias = base.downcast::<GenericAlias>();
    match alias.and_then(|alias| alias.class_of_origin()) {
        Some(class) => Value::Class(class),
        None => base,
    }
}

/// Whether an error says that something is not known here, rather than that it went wrong.
fn is_ignorance(error: &PythonError) -> bool {
    match error.kind() {
        ErrorKind::Unsupported { .. }
        | ErrorKind::OpaqueUse { .. }
        | ErrorKind::NeedsDatabase { .. } => true,
        ErrorKind::Exception(_)
        | ErrorKind::Syntax { .. }
        | ErrorKind::Budget { .. }
        | ErrorKind::Host(_) => false,
    }
}

/// An error as a clause that says why something is opaque.
fn in_words(error: &PythonError) -> String {
    match error.kind() {
        ErrorKind::Unsupported { reason } => format!("it needs {reason}, which is not supported"),
        ErrorKind::OpaqueUse { name, reason } => format!("it needs {name}, and {reason}"),
        ErrorKind::Exception(_)
        | ErrorKind::Syntax { .. }
        | ErrorKind::NeedsDatabase { .. }
        | ErrorKind::Budget { .. }
        | ErrorKind::Host(_) => error.to_string(),
    }
}

fn opaque_of(value: &Value) -> Option<Shared<Opaque>> {
    match value {
        Value::Opaque(opaque) => Some(opaque.clone()),
        _ => None,
    }
}
