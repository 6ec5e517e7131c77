//! Operations that a project writes itself: `Operations.register_operation`,
//! `Operations.implementation_for` and `op.invoke` (`alembic.operations.base`).
//!
//! Alembic's own operations as objects (`alembic.operations.ops`) are not among them.

use std::cell::RefCell;
use std::rc::Rc;

use crate::python::{
    Arguments, Attributes, Class, Interpreter, Module, Parameter, PythonError, Shared, Value,
};

use super::super::host_context::Host;
use super::super::values;

/// The functions that carry operations out, by the class of the operation.
type Implementations = Rc<RefCell<Vec<(Shared<Class>, Value)>>>;

/// Gives the class `Operations` its two decorators, `alembic.op` its `invoke`, and makes the class
/// `MigrateOperation`.
pub(crate) fn install_custom_operations(
    host: &Rc<Host>,
    cx: &mut Interpreter,
    operations: &Shared<Module>,
) -> Result<Value, PythonError> {
    let implementations = Implementations::default();
    if let Some(class) = host.class("Operations") {
        let module = operations.clone();
        let register = Value::function("register_operation", move |cx, arguments| {
            register_operation(cx, &module, arguments)
        });
        let known = Rc::clone(&implementations);
        let implement = Value::function("implementation_for", move |cx, arguments| {
            implementation_for(cx, &known, arguments)
        });
        let mut attributes = class.attributes.borrow_mut();
        attributes.insert("register_operation".into(), register);
        attributes.insert("implementation_for".into(), implement);
    }
    let module = operations.clone();
    operations.set(
        "invoke",
        Value::function("invoke", move |cx, arguments| {
            invoke(cx, &module, &implementations, arguments)
        }),
    );
    let class = cx.new_class(
        "MigrateOperation",
        "alembic.operations.ops",
        Vec::new(),
        Attributes::default(),
    )?;
    Ok(Value::Class(class))
}

/// `@Operations.register_operation(name, sourcename)`: the class method that makes the operation
/// becomes a function of `alembic.op`.
fn register_operation(
    _cx: &mut Interpreter,
    operations: &Shared<Module>,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "register_operation",
        &[
            Parameter::required("name"),
            Parameter::optional("sourcename"),
        ],
    )?;
    let name = bound.require("name");
    let source = bound
        .take_some("sourcename")
        .unwrap_or_else(|| name.clone());
    let operations = operations.clone();
    Ok(Value::function("register", move |cx, arguments| {
        let mut bound = arguments.bind("register", &[Parameter::required("op_cls")])?;
        let class = bound.require("op_cls");
        let name = values::string(cx, &name, "name")?;
        let source = values::string(cx, &source, "sourcename")?;
        let method = cx.attribute(&class, &source)?;
        let module = operations.clone();
        let function = Value::function(Rc::clone(&name), move |cx, arguments| {
            let first = Value::Module(module.clone());
            cx.call(&method, arguments.with_receiver(first))
        });
        operations.set(name, function);
        Ok(class)
    }))
}

/// `@Operations.implementation_for(op_cls, replace=…)`: the function that carries it out.
fn implementation_for(
    cx: &mut Interpreter,
    implementations: &Implementations,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind(
        "implementation_for",
        &[
            Parameter::required("op_cls"),
            Parameter::optional("replace"),
        ],
    )?;
    let class = bound.require("op_cls");
    let replace = bound.take("replace");
    let replace = values::flag(cx, replace, false)?;
    let Value::Class(class) = class else {
        return Err(values::unexpected(cx, &class, "op_cls", "a class"));
    };
    let implementations = Rc::clone(implementations);
    Ok(Value::function("decorate", move |_, arguments| {
        let mut bound = arguments.bind("decorate", &[Parameter::required("fn")])?;
        let function = bound.require("fn");
        let mut known = implementations.borrow_mut();
        let earlier = known.iter().position(|(own, _)| Shared::is(own, &class));
        match earlier {
            Some(earlier) if replace => known[earlier].1 = function.clone(),
            Some(_) => {
                return Err(PythonError::value_error(format!(
                    "\"dispatch_for\" was already invoked for class {}",
                    class.name
                )));
            }
            None => known.push((class.clone(), function.clone())),
        }
        Ok(function)
    }))
}

/// `op.invoke(operation)`: what the project registered for the class of the operation, or for the
/// next of its ancestors.
fn invoke(
    cx: &mut Interpreter,
    operations: &Shared<Module>,
    implementations: &Implementations,
    arguments: Arguments,
) -> Result<Value, PythonError> {
    let mut bound = arguments.bind("invoke", &[Parameter::required("operation")])?;
    let operation = bound.require("operation");
    let Value::Instance(instance) = &operation else {
        return Err(values::unexpected(
            cx,
            &operation,
            "operation",
            "an operation the project has registered",
        ));
    };
    let class = &instance.class;
    let found = std::iter::once(class)
        .chain(&class.ancestors)
        .find_map(|class| {
            let known = implementations.borrow();
            let found = known.iter().find(|(own, _)| Shared::is(own, class));
            found.map(|(_, function)| function.clone())
        });
    let Some(function) = found else {
        let shown = cx.str(&operation)?;
        return Err(PythonError::value_error(format!(
            "no dispatch function for object: {shown}"
        )));
    };
    let module = Value::Module(operations.clone());
    let arguments = Arguments::positional(vec![module, operation.clone()], bound.origin);
    cx.call(&function, arguments)
}

#[cfg(test)]
mod tests {
    use super::super::super::testing::{operations, refusal};

    const VIEW: &str = "from alembic.operations import MigrateOperation, Operations\n\
        @Operations.register_operation('create_view')\n\
        @Operations.register_operation('replace_view', 'again')\n\
        class CreateView(MigrateOperation):\n    \
        def __init__(self, name):\n        self.name = name\n    \
        def __str__(self):\n        return 'the view'\n    \
        @classmethod\n    def create_view(cls, operations, name):\n        \
        return operations.invoke(cls(name))\n    \
        @classmethod\n    def again(cls, operations, name, *, twice=False):\n        \
        operations.execute('DROP VIEW ' + name)\n        \
        return operations.invoke(cls(name))\n";

    #[test]
    fn an_operation_of_the_project_is_a_function_of_op() {
        let made = operations(&format!(
            "{VIEW}@Operations.implementation_for(CreateView)\n\
             def create(operations, operation):\n    \
             operations.execute('CREATE VIEW ' + operation.name)\n\
             op.create_view('v')\nop.replace_view('v', twice=True)"
        ));
        assert_eq!(made.len(), 3);
    }

    #[test]
    fn an_operation_nobody_carries_out_is_an_error() {
        assert_eq!(
            refusal(&format!("{VIEW}op.create_view('v')")),
            "ValueError: no dispatch function for object: the view"
        );
    }
}
