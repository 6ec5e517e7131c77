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

#[test]
fn unions_of_types() {
    let program = r###"import types, typing, inspect, decimal, datetime
class A: pass
t = int | None
print(t, str(t), f"{t}", repr(t), type(t), type(t).__name__)
print(int | str | None | int, None | int, A | decimal.Decimal, datetime.datetime | str, type(None) | int)
print(int | int, (int | str) == (str | int), (int | None) == typing.Optional[int], typing.Union[int, None] == typing.Optional[int], (int | str) != (str | int))
print(isinstance(1, t), isinstance("a", t), isinstance(None, t), isinstance(1, (str, int | None)), isinstance(True, str | int))
print(issubclass(bool, int | str), issubclass(bytes, int | str), issubclass(type(None), t), issubclass(int, typing.Optional[int]))
print(t.__args__, isinstance(t, types.UnionType), isinstance(t, type), inspect.isclass(t), isinstance(list[int], type), bool(t))
print({int | str: 1}[str | int], len({int | str, str | int, int | None}))
show(lambda: t())
show(lambda: isinstance(1, int | list[int]))
show(lambda: issubclass(int, list[int]))
show(lambda: int | 5)
show(lambda: None | None)
show(lambda: "int" | None)
show(lambda: t < t)
show(lambda: t.foo)
show(lambda: [int | None, {"a": str | int}])
show(lambda: list[int] | None == None)
def f(x: int | None = None) -> str | None: return x
print(f(3))
"###;
    let printed = r###"int | None int | None int | None int | None <class 'types.UnionType'> UnionType
int | str | None None | int __main__.A | decimal.Decimal datetime.datetime | str None | int
<class 'int'> True True True False
True False True True True
True False True True
(<class 'int'>, <class 'NoneType'>) True False False False True
1 2
TypeError: 'types.UnionType' object is not callable
True
TypeError: issubclass() argument 2 cannot be a parameterized generic
TypeError: unsupported operand type(s) for |: 'type' and 'int'
TypeError: unsupported operand type(s) for |: 'NoneType' and 'NoneType'
TypeError: unsupported operand type(s) for |: 'str' and 'NoneType'
TypeError: '<' not supported between instances of 'types.UnionType' and 'types.UnionType'
AttributeError: 'types.UnionType' object has no attribute 'foo'
[int | None, {'a': str | int}]
False
3
"###;
    assert_eq!(run(&[SHOW], program), printed);
}
