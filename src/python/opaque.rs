//! What could not be resolved but is not used either: opaque values.
//!
//! Many real revisions import the application or a third party only to define a name nobody needs
//! while migrating. Such an import binds an opaque value; using it in a way that matters is the
//! error, at the place of use.

use std::rc::Rc;

use crate::source::Origin;

/// A value nothing is known about except where its name came from.
#[derive(Debug, Clone)]
pub struct Opaque {
    /// The dotted name as the program reached it, such as `myapp.models.User`.
    pub name: Rc<str>,
    /// Why it is opaque, as a clause: "the module myapp was not found".
    pub reason: Rc<str>,
    /// The import that bound it, where one did.
    pub origin: Option<Origin>,
    /// Whether the name may have no value at all.
    pub(crate) may_be_unbound: bool,
    /// The import to try when the value is first used.
    pub(crate) deferred: Option<DeferredImport>,
}

/// An import that is carried out only when the name is used.
#[derive(Debug, Clone)]
pub(crate) struct DeferredImport {
    /// The absolute name of the module.
    pub(crate) module: Rc<str>,
    /// The name to take from it; `None` for the module itself.
    pub(crate) attribute: Option<Rc<str>>,
}

impl Opaque {
    /// An opaque value called `name`, for `reason`.
    pub fn new(name: impl Into<Rc<str>>, reason: impl Into<Rc<str>>) -> Self {
        Self {
            name: name.into(),
            reason: reason.into(),
            origin: None,
            deferred: None,
            may_be_unbound: false,
        }
    }

    /// What an attribute, a call or a subscript of it is: opaque for the same reason.
    #[must_use]
    pub fn derive(&self, suffix: &str) -> Self {
        Self {
            name: format!("{}{suffix}", self.name).into(),
            reason: Rc::clone(&self.reason),
            origin: self.origin.clone(),
            deferred: None,
            may_be_unbound: false,
        }
    }
}
