//! `class` statements.

use std::rc::Rc;
use std::sync::Arc;

use crate::python::arguments::Arguments;
use crate::python::class::{Class, ClassKind};
use crate::python::error::PythonError;
use crate::python::interpreter::{Interpreter, Phase};
use crate::python::object::ClassStatement;
use crate::python::opaque::Opaque;
use crate::python::scope::{Scope, ScopeCode};
use crate::python::shared::Shared;
use crate::python::syntax::ClassDefinition;
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
        self.decorate(class, &definition.decorators, decorators, scope)
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
        if let Some(opaque) = bases.iter().find_map(opaque_of) {
            return self.opaque_class(definition, &opaque);
        }
        let source = Arc::clone(&scope.module.source);
        let span = definition.span;
        self.in_frame(&definition.name, &source, span, |cx| {
            cx.execute_block(&definition.body, &body_scope)
        })?;
        let namespace = body_scope.variables.borrow().clone();
        if let Some(host) = bases.iter().find_map(|base| match base {
            Value::Host(host) => Some(Rc::clone(host)),
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
            let class = host.subclass(statement, self)?;
            if let Value::Class(class) = &class {
                *body_scope.class.borrow_mut() = Some(class.clone());
            }
            return Ok(class);
        }
        let class = self.class_of_namespace(definition, bases, keywords, namespace)?;
        *body_scope.class.borrow_mut() = Some(class.clone());
        Ok(Value::Class(class))
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
                let mut call = Arguments::positional(
                    vec![Value::Class(class.clone())],
                    self.origin(),
                );
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

fn opaque_of(value: &Value) -> Option<Shared<Opaque>> {
    match value {
        Value::Opaque(opaque) => Some(opaque.clone()),
        _ => None,
    }
}
