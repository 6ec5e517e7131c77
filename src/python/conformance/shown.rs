//! Programs whose text depends on how a value is shown, and what CPython 3.11 prints for them.

use super::runner::run;

/// Calls a function and prints its value, or the class and message of what it raises.
const SHOW: &str = r#"def show(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__ + ": " + str(e))
"#;

#[test]
fn padding() {
    let program = r###"for value, forms in [
    ("ab", [">08", "08", "<08", "=08", "*^7", "0=5", "z", "-", " 5", "#", ",s", "5d", ",,", "5.x1"]),
    (5, [">08", "08", "<08", "=08", "*=8", "5c", "+c", "#c", "z", ".2", "_b", ",b", ",q", "k", ",_d", "_,d", ",,d"]),
    (True, ["08", "s", "d"]),
    (-0.0, ["z", "z.1f", ".1f", "#.1", "#.0e", ">06", "k"]),
    (float("inf"), ["012,.2E", "-z8F", "<z012,.2g"]),
    (100.0, ["#.3", ".3", "#.4", "_k", ".", "020,"]),
    (1e20, ["*=#8", "#", "020,"]),
]:
    for form in forms:
        print(repr(form), end=" ")
        show(format, value, form)
"###;
    let printed = r###"'>08' '000000ab'
'08' 'ab000000'
'<08' 'ab000000'
'=08' ValueError: '=' alignment not allowed in string format specifier
'*^7' '**ab***'
'0=5' ValueError: '=' alignment not allowed in string format specifier
'z' ValueError: Negative zero coercion (z) not allowed in string format specifier
'-' ValueError: Sign not allowed in string format specifier
' 5' ValueError: Space not allowed in string format specifier
'#' ValueError: Alternate form (#) not allowed in string format specifier
',s' ValueError: Cannot specify ',' with 's'.
'5d' ValueError: Unknown format code 'd' for object of type 'str'
',,' ValueError: Cannot specify ',' with ','.
'5.x1' ValueError: Format specifier missing precision
'>08' '00000005'
'08' '00000005'
'<08' '50000000'
'=08' '00000005'
'*=8' '*******5'
'5c' '    \x05'
'+c' ValueError: Sign not allowed with integer format specifier 'c'
'#c' ValueError: Alternate form (#) not allowed with integer format specifier 'c'
'z' ValueError: Negative zero coercion (z) not allowed in integer format specifier
'.2' ValueError: Precision not allowed in integer format specifier
'_b' '101'
',b' ValueError: Cannot specify ',' with 'b'.
',q' ValueError: Cannot specify ',' with 'q'.
'k' ValueError: Unknown format code 'k' for object of type 'int'
',_d' ValueError: Cannot specify both ',' and '_'.
'_,d' ValueError: Cannot specify both ',' and '_'.
',,d' ValueError: Invalid format specifier ',,d' for object of type 'int'
'08' '00000001'
's' ValueError: Unknown format code 's' for object of type 'bool'
'd' '1'
'z' '0.0'
'z.1f' '0.0'
'.1f' '-0.0'
'#.1' '-0.e+00'
'#.0e' '-0.e+00'
'>06' '00-0.0'
'k' ValueError: Unknown format code 'k' for object of type 'float'
'012,.2E' '000000000INF'
'-z8F' '     INF'
'<z012,.2g' 'inf000000000'
'#.3' '1.00e+02'
'.3' '1e+02'
'#.4' '100.0'
'_k' ValueError: Cannot specify '_' with 'k'.
'.' ValueError: Format specifier missing precision
'020,' '00,000,000,000,100.0'
'*=#8' '**1.e+20'
'#' '1.e+20'
'020,' '0,000,000,000,001e+20'
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn namespaces() {
    let program = r###"import enum
import json
import re
class Level(enum.Enum):
    LOW = 1
class Word(enum.Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last): return name
    FIRST = enum.auto()
members = Level.__members__
print(members, isinstance(members, dict), type(members).__name__, hasattr(members, "pop"), Word.FIRST.value)
print(members == {"LOW": Level.LOW}, type(members | {}), type(members.copy()), dict(members), list(members.items()))
show(json.dumps, members); print(re.compile("(?P<a>x)").groupindex)
class Names:
    "what it is for"
    a: int = 1
    def _private(self): pass
    @staticmethod
    def shared(): pass
class Heir(Names):
    b = 2
    def __eq__(self, other): return True
print(list(vars(Names)), list(vars(Heir)), len(Names.__dict__))
print([name for name, value in vars(Names).items() if not name.startswith("_") and not callable(value)])
print(vars(Names)["__dict__"], vars(Heir)["__doc__"], vars(Heir)["__hash__"], "__weakref__" in vars(Names))
def late():
    class Late(enum.Enum):
        A = enum.auto()
        def _generate_next_value_(name, start, count, last): return name
def early():
    class Early(enum.Enum):
        A = 1
        def _generate_next_value_(name, start, count, last): return name
        B = enum.auto()
    return Early.B.value
show(late); show(early)
"###;
    let printed = r###"{'LOW': <Level.LOW: 1>} False mappingproxy False FIRST
True <class 'dict'> <class 'dict'> {'LOW': <Level.LOW: 1>} [('LOW', <Level.LOW: 1>)]
TypeError: Object of type mappingproxy is not JSON serializable
{'a': 1}
['__module__', '__annotations__', '__doc__', 'a', '_private', 'shared', '__dict__', '__weakref__'] ['__module__', 'b', '__eq__', '__doc__', '__hash__'] 8
['a']
<attribute '__dict__' of 'Names' objects> None None True
TypeError: _generate_next_value_ must be defined before members
'B'
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn dates_out_of_range() {
    let program = r###"import datetime
for form in ["2020-13-01", "2020-02-30", "0000-01-01", "2020-W54-1", "2020-W53-8", "20201301", "nope"]: show(datetime.date.fromisoformat, form)
for form in ["24:00", "23:60", "23:59:60", "2360", "1"]: show(datetime.time.fromisoformat, form)
"###;
    let printed = r###"ValueError: month must be in 1..12
ValueError: day is out of range for month
ValueError: year 0 is out of range
ValueError: Invalid isoformat string: '2020-W54-1'
ValueError: Invalid isoformat string: '2020-W53-8'
ValueError: month must be in 1..12
ValueError: Invalid isoformat string: 'nope'
ValueError: hour must be in 0..23
ValueError: minute must be in 0..59
ValueError: second must be in 0..59
ValueError: minute must be in 0..59
ValueError: Invalid isoformat string: '1'
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn abstract_classes() {
    let program = r###"import abc
class Shape(abc.ABC):
    @property
    @abc.abstractmethod
    def name(self): ...
    @abc.abstractmethod
    def area(self): return 0
class Half(Shape):
    def area(self): return super().area() + 1
class Whole(Half):
    name = "whole"
show(Shape); show(Half); show(lambda: (Whole().name, Whole().area()))
print(hasattr(5, "__iter__"), hasattr("a", "__iter__"), hasattr((), "__len__"), hasattr(None, "strip"))
"###;
    let printed = r###"TypeError: Can't instantiate abstract class Shape with abstract methods area, name
TypeError: Can't instantiate abstract class Half with abstract method name
('whole', 1)
False True True False
"###;
    assert_eq!(run(&[SHOW], program), printed);
}
