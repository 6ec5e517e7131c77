//! Programs about modules of the standard library, and what CPython 3.11 prints for them.

use super::runner::{evaluate, run};
use crate::python::Budget;

/// Calls a function and prints its value, or the class and message of what it raises.
const SHOW: &str = r#"def show(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__ + ": " + str(e))
"#;

/// What a program is refused with.
fn refusal(program: &str) -> String {
    let text = format!("{SHOW}{program}");
    let (_, error) = evaluate(&text, Budget::default());
    error.expect("the program was to be refused").message
}

#[test]
fn a_class_that_is_not_supported_stops_nothing_but_its_use() {
    let program = r###"import enum, typing, dataclasses
class Access(enum.Flag):
    READ = enum.auto()
    WRITE = enum.auto()
    BOTH = READ | WRITE
class Bits(enum.IntFlag):
    ONE = 1
class Loose(typing.Any):
    name: str
class Outer(enum.Enum):
    A = 1
    class Inner: pass
class Plain(enum.Enum):
    A = "a"
print(Plain.A.value)
"###;
    assert_eq!(run(&[SHOW], program), "a\n");
    let uses = [
        (
            "if isinstance(1, Access): pass",
            "Access is not known here: this class is derived from enum.Flag, and enumerations of flags are not supported",
        ),
        (
            "if Bits.ONE: pass",
            "Bits.ONE is not known here: this class is derived from enum.IntFlag, and enumerations of flags are not supported",
        ),
        (
            "if Loose: pass",
            "Loose is not known here: it needs deriving the class Loose from typing.Any, which is not supported",
        ),
        (
            "if Outer: pass",
            "Outer is not known here: it needs the class Inner inside the enumeration Outer, which is not supported",
        ),
    ];
    for (text, reason) in uses {
        assert_eq!(refusal(&format!("{program}{text}\n")), reason);
    }
}

#[test]
fn a_class_that_its_base_would_be_told_of_is_refused() {
    let program = r###"import enum, missing
known = []
class Base:
    def __init_subclass__(cls): known.append(cls.__name__)
class Heir(Base, missing.Other): pass
print(known)
"###;
    assert_eq!(
        refusal(program),
        "missing.Other is not known here: the module missing was not found"
    );
    let program = r###"import enum
class Step(enum.Enum):
    A = enum.auto()
    B = A + 1
print(Step.B.value)
"###;
    assert_eq!(
        refusal(program),
        "not supported: the value of auto() inside of the body of its enumeration"
    );
}
