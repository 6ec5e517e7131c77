//! The native module a generated module takes its functions from.

use super::filters::{Decode, function, html_escape, trim, url_escape, xml_escape};
use super::loops::LoopStack;
use super::undefined::Undefined;
use crate::mako::generator::{DECODE, SUPPORT_MODULE};
use crate::python::{Module, Shared, Value};

/// The module, with the names `generator::SUPPORT_NAMES` and the filters `decode.…`.
pub(in crate::mako) fn support_module() -> Value {
    let module = Module::native(SUPPORT_MODULE);
    module.set("UNDEFINED", Value::host(Undefined));
    // A template that is to end early returns this, for what functions return is written.
    module.set("STOP_RENDERING", Value::from(""));
    module.set(
        "__M_loop_stack",
        Value::function("LoopStack", |_, _| Ok(Value::host(LoopStack::default()))),
    );
    module.set("__M_xml_escape", function("xml_escape", xml_escape));
    module.set("__M_html_escape", function("escape", html_escape));
    module.set("__M_url_escape", function("url_escape", url_escape));
    module.set("__M_trim", function("trim", trim));
    module.set(DECODE, Value::host(Decode));
    Value::Module(Shared::new(module))
}
