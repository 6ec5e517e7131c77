//! `sqlalchemy.LABEL_STYLE_…`: which names the columns of a SELECT get.

use std::rc::Rc;

use crate::python::{Class, HostObject, Interpreter, Shared, Value};
use crate::schema::statement::LabelStyle;

/// A member of `SelectLabelStyle`.
#[derive(Debug)]
pub(crate) struct LabelStyleObject {
    /// The style.
    pub(super) style: LabelStyle,
}

impl HostObject for LabelStyleObject {
    fn type_name(&self) -> Rc<str> {
        "SelectLabelStyle".into()
    }

    fn class(&self, _cx: &mut Interpreter) -> Option<Shared<Class>> {
        None
    }
}

/// The styles by name.
pub(crate) fn label_styles() -> [(&'static str, Value); 4] {
    let object = |style| Value::host(LabelStyleObject { style });
    [
        ("LABEL_STYLE_DEFAULT", object(LabelStyle::Disambiguate)),
        (
            "LABEL_STYLE_DISAMBIGUATE_ONLY",
            object(LabelStyle::Disambiguate),
        ),
        ("LABEL_STYLE_NONE", object(LabelStyle::None)),
        (
            "LABEL_STYLE_TABLENAME_PLUS_COL",
            object(LabelStyle::TableAndColumn),
        ),
    ]
}
