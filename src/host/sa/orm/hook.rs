//! What becomes of classes derived from a declarative base (`DeclarativeMeta`,
//! `DeclarativeBase.__init_subclass__`).

use std::rc::{Rc, Weak};

use crate::python::{Class, ClassHook, ClassKind, Interpreter, PythonError, Shared, Value};

use super::super::super::host_context::Host;
use super::super::column::ColumnObject;
use super::super::metadata::MetaDataObject;
use super::attribute::MappedAttribute;
use super::base::{is_root, set_up_base};
use super::construct::Construct;
use super::declared_attribute::DeclaredAttribute;
use super::mapped_column::MappedColumnObject;
use super::mapping::map_class;
use super::registry::RegistryObject;
use super::relationship::Relationship;

/// The hook of declarative bases.
pub(super) struct Declarative {
    pub(super) host: Weak<Host>,
}

impl ClassHook for Declarative {
    fn made(
        &self,
        cx: &mut Interpreter,
        class: &Shared<Class>,
        keywords: &[(Rc<str>, Value)],
    ) -> Result<(), PythonError> {
        let host = self
            .host
            .upgrade()
            .expect("classes are derived while their modules exist");
        if let Some((name, _)) = keywords.first() {
            return Err(PythonError::unsupported(format!(
                "the keyword {name} of the mapped class {}",
                class.name
            )));
        }
        refuse_init_subclass(class)?;
        if class.bases.iter().any(|base| is_root(base)) {
            return set_up_base(&host, cx, class);
        }
        let is_abstract = class.attributes.borrow().get("__abstract__").cloned();
        if let Some(is_abstract) = is_abstract
            && cx.truth(&is_abstract)?
        {
            return Ok(());
        }
        let registry = class.lookup("_sa_registry");
        let registry = registry.and_then(|value| value.downcast::<RegistryObject>());
        match registry {
            Some(object) => map_class(&host, cx, &object.registry, class),
            None => Err(PythonError::unsupported(format!(
                "the class {}, whose registry is not known",
                class.name
            ))),
        }
    }

    fn failed(&self, bases: &[Value], name: &str, reason: &str) {
        for base in bases {
            let Value::Class(base) = base else {
                continue;
            };
            let metadata = base.lookup("metadata");
            if let Some(metadata) = metadata.and_then(|value| value.downcast::<MetaDataObject>()) {
                let reason = format!("the class {name} belongs to it, and {reason}");
                metadata.collection().refuse(&reason);
            }
        }
    }

    fn delete(&self, class: &Shared<Class>, name: &str) -> Result<(), PythonError> {
        Err(PythonError::unsupported(format!(
            "deleting the attribute {name} of the mapped class {}",
            class.name
        )))
    }

    fn set(
        &self,
        _cx: &mut Interpreter,
        class: &Shared<Class>,
        name: &str,
        value: &Value,
    ) -> Result<(), PythonError> {
        let attributes = class.attributes.borrow();
        if !attributes.contains_key("__mapper__") {
            return Ok(());
        }
        let replaces = attributes
            .get(name)
            .is_some_and(|known| known.downcast::<MappedAttribute>().is_some());
        let is_mapped = matches!(name, "__table__" | "__mapper__" | "metadata" | "registry")
            || value.downcast::<ColumnObject>().is_some()
            || value.downcast::<MappedColumnObject>().is_some()
            || value.downcast::<Construct>().is_some()
            || value.downcast::<Relationship>().is_some()
            || value.downcast::<DeclaredAttribute>().is_some();
        if replaces || is_mapped || matches!(value, Value::Opaque(_)) {
            return Err(PythonError::unsupported(format!(
                "setting the attribute {name} of the mapped class {}",
                class.name
            )));
        }
        Ok(())
    }
}

/// `DeclarativeBase` maps in its own `__init_subclass__`: another one runs before or instead of it.
fn refuse_init_subclass(class: &Class) -> Result<(), PythonError> {
    if !class.ancestors.iter().any(|ancestor| is_root(ancestor)) {
        return Ok(());
    }
    let other = class.ancestors.iter().find(|ancestor| {
        let is_python = ancestor.kind == ClassKind::Python;
        is_python
            && ancestor
                .attributes
                .borrow()
                .contains_key("__init_subclass__")
    });
    match other {
        None => Ok(()),
        Some(ancestor) => Err(PythonError::unsupported(format!(
            "the mapped class {}, for which {} has an __init_subclass__",
            class.name, ancestor.name
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::super::testing::{Mode, upgrade_below};

    const CLASSES: &str = "from sqlalchemy.orm import declarative_base, relationship\n\
        from elsewhere import Mixin\n\
        Base = declarative_base()\n\
        class Good(Base):\n    __tablename__ = 'good'\n    id = sa.Column(sa.Integer, primary_key=True)\n\
        class Odd(Base, Mixin):\n    __tablename__ = 'odd'\n    id = sa.Column(sa.Integer, primary_key=True)\n\
        class Derived(Good):\n    extra = sa.Column(sa.Text)\n";

    fn refusal(classes: &str, body: &str) -> String {
        upgrade_below(Mode::Offline, classes, body).expect_err("it is refused")
    }

    #[test]
    fn a_class_that_is_not_known_does_no_harm_until_it_matters() {
        let made = upgrade_below(Mode::Offline, CLASSES, "op.execute('SELECT 1')");
        assert_eq!(made.map(|made| made.len()), Ok(1));
        let classes = CLASSES.rsplit_once("class Derived").unwrap().0;
        let made = upgrade_below(
            Mode::Offline,
            classes,
            "Good.__table__.create(op.get_bind())\nop.execute(sa.update(Good).values(id=1))",
        );
        assert_eq!(made.map(|made| made.len()), Ok(2));
        assert_eq!(
            refusal(classes, "op.execute(sa.update(Odd).values(id=1))"),
            "Odd is not known here: this class is derived from elsewhere.Mixin, and the module \
             elsewhere was not found"
        );
        let incomplete = "not supported: the tables of a MetaData: the class Odd belongs to it, and \
                          the module elsewhere was not found";
        for use_of_all in [
            "Base.metadata.create_all(op.get_bind())",
            "Base.metadata.tables",
        ] {
            assert_eq!(refusal(classes, use_of_all), incomplete);
        }
    }

    #[test]
    fn a_derived_class_makes_its_parent_unknown() {
        for use_of_parent in [
            "Good.__table__.create(op.get_bind())",
            "op.bulk_insert(Good.__table__, [{'id': 1}])",
            "op.execute(sa.update(Good).values(id=1))",
            "op.execute(sa.select(Good.id))",
            "Base.metadata.drop_all(op.get_bind())",
        ] {
            let refused = refusal(CLASSES, use_of_parent);
            assert!(
                refused.contains("Derived is derived from it") || refused.contains("class Odd"),
                "{use_of_parent}: {refused}"
            );
        }
    }

    #[test]
    fn objects_are_not_made() {
        let loaded = format!("{CLASSES}ALL = [Good(id=1)]\n");
        let made = upgrade_below(Mode::Offline, &loaded, "op.execute('SELECT 1')");
        assert_eq!(made.map(|made| made.len()), Ok(1));
        assert_eq!(
            refusal(&loaded, "op.execute(ALL[0].id)"),
            "Good(…).id is not known here: objects of mapped classes are not supported"
        );
        let by_registry = "from sqlalchemy.orm import registry\n\
            @registry().mapped\n\
            class Good:\n    __tablename__ = 'good'\n    id = sa.Column(sa.Integer, primary_key=True)\n";
        for classes in [CLASSES, by_registry] {
            assert_eq!(
                refusal(classes, "Good(id=1)"),
                "not supported: making an object of the mapped class Good"
            );
        }
    }

    #[test]
    fn a_session_is_refused_on_a_server() {
        let classes = "from sqlalchemy.orm import Session, sessionmaker\nMaker = sessionmaker()\n";
        let body = "session = Maker(bind=op.get_bind())\nsession.commit()";
        let made = upgrade_below(Mode::Offline, classes, body);
        assert_eq!(made.map(|made| made.len()), Ok(0));
        assert_eq!(
            upgrade_below(Mode::Recorder, classes, body).unwrap_err(),
            "not supported: a Session of sqlalchemy.orm on a server"
        );
    }
}
