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

#[test]
fn names_of_files_that_match_a_pattern() {
    let folder = tempfile::tempdir().unwrap();
    for directory in ["a/b", "c", ".h"] {
        std::fs::create_dir_all(folder.path().join(directory)).unwrap();
    }
    let files = [
        "a/1.sql",
        "a/b/2.sql",
        "a/b/3.txt",
        "c/z.sql",
        ".h/x.sql",
        ".dot.sql",
        "top.sql",
        "q1.sql",
        "q22.sql",
    ];
    for file in files {
        std::fs::write(folder.path().join(file), "").unwrap();
    }
    let root = format!("ROOT = {:?}\n", folder.path().display().to_string());
    let program = r###"import glob, os, pathlib
root = pathlib.Path(ROOT)
def below(found): return sorted(str(path.relative_to(root)) for path in found)
for pattern in ["*", "*.sql", "**/*.sql", "**", "a/*", "*/*.sql", "*/", "q?.sql", "top.sql", "nope", "a/b/../*", "", "/x", "a**"]:
    print(repr(pattern), end=" "); show(lambda: below(root.glob(pattern))); show(lambda: below(root.rglob(pattern)))
print(type(root.iterdir()).__name__, next(root.glob("top*")).name, below(root.iterdir()), sorted(os.listdir(root)))
for pattern in ["*", "*.sql", ".*", "top.sql", "nope", "a/", "nope/*"]:
    show(lambda: sorted(name[len(ROOT):] for name in glob.glob(f"{ROOT}/{pattern}")))
show(list, pathlib.Path("nowhere").iterdir())
"###;
    let printed = r###"'*' ['.dot.sql', '.h', 'a', 'c', 'q1.sql', 'q22.sql', 'top.sql']
['.dot.sql', '.h', '.h/x.sql', 'a', 'a/1.sql', 'a/b', 'a/b/2.sql', 'a/b/3.txt', 'c', 'c/z.sql', 'q1.sql', 'q22.sql', 'top.sql']
'*.sql' ['.dot.sql', 'q1.sql', 'q22.sql', 'top.sql']
['.dot.sql', '.h/x.sql', 'a/1.sql', 'a/b/2.sql', 'c/z.sql', 'q1.sql', 'q22.sql', 'top.sql']
'**/*.sql' ['.dot.sql', '.h/x.sql', 'a/1.sql', 'a/b/2.sql', 'c/z.sql', 'q1.sql', 'q22.sql', 'top.sql']
['.dot.sql', '.h/x.sql', 'a/1.sql', 'a/b/2.sql', 'c/z.sql', 'q1.sql', 'q22.sql', 'top.sql']
'**' ['.', '.h', 'a', 'a/b', 'c']
['.', '.h', 'a', 'a/b', 'c']
'a/*' ['a/1.sql', 'a/b']
['a/1.sql', 'a/b']
'*/*.sql' ['.h/x.sql', 'a/1.sql', 'c/z.sql']
['.h/x.sql', 'a/1.sql', 'a/b/2.sql', 'c/z.sql']
'*/' ['.h', 'a', 'c']
['.h', 'a', 'a/b', 'c']
'q?.sql' ['q1.sql']
['q1.sql']
'top.sql' ['top.sql']
['top.sql']
'nope' []
[]
'a/b/../*' ['a/b/../1.sql', 'a/b/../b']
['a/b/../1.sql', 'a/b/../b']
'' ValueError: Unacceptable pattern: ''
['.', '.h', 'a', 'a/b', 'c']
'/x' NotImplementedError: Non-relative patterns are unsupported
NotImplementedError: Non-relative patterns are unsupported
'a**' ValueError: Invalid pattern: '**' can only be an entire path component
ValueError: Invalid pattern: '**' can only be an entire path component
generator top.sql ['.dot.sql', '.h', 'a', 'c', 'q1.sql', 'q22.sql', 'top.sql'] ['.dot.sql', '.h', 'a', 'c', 'q1.sql', 'q22.sql', 'top.sql']
['/a', '/c', '/q1.sql', '/q22.sql', '/top.sql']
['/q1.sql', '/q22.sql', '/top.sql']
['/.dot.sql', '/.h']
['/top.sql']
[]
['/a/']
[]
FileNotFoundError: [Errno 2] No such file or directory: 'nowhere'
"###;
    assert_eq!(run(&[SHOW, &root], program), printed);
}

#[test]
fn templates_of_strings() {
    let program = r###"import string, collections
T = string.Template
t = T("a $b ${c}d $$e $b_1 $B")
print(t.template)
show(t.substitute, b=1, c="x", b_1=None, B=2.5)
show(t.substitute, {"b": 1, "c": 2, "b_1": 3, "B": 4}, c="keyword")
show(t.substitute, {"b": 1}); show(t.safe_substitute, {"b": 1}); show(t.safe_substitute); show(t.substitute)
for text in ["$", "a\n$", "$1", "x $", "one\r\n two $-", "${a", "${}", "${ a}", "$é", "a\n\nb $ä c", "\n", "$$$", "$_ ${_}", "$ab$cd", "é$a", "$a-$a.$a", "a\x0b $!"]:
    show(T(text).substitute, _=1, ab=2, cd=3, a=4); show(T(text).safe_substitute, {"a": "$b"})
class D(dict):
    def __missing__(self, key): return key.upper()
show(T("$x").substitute, D()); show(T("$x").substitute, collections.defaultdict(int)); show(T("$x").substitute, [1]); show(T("$x").safe_substitute, None)
show(T("$mapping $self").substitute, mapping=1, self=2)
show(T, template="$a"  ) if False else show(lambda: T(template="$a").substitute(a=1))
show(string.capwords, "hello  wORLD ǆx ßa"); show(string.capwords, "a-b c-dE", "-"); show(string.capwords, " x y ", " "); show(string.capwords, "x", ""); show(string.capwords, "a", None)
print(string.ascii_letters, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable))
"###;
    let printed = r###"a $b ${c}d $$e $b_1 $B
'a 1 xd $e None 2.5'
'a 1 keywordd $e 3 4'
KeyError: 'c'
'a 1 ${c}d $e $b_1 $B'
'a $b ${c}d $e $b_1 $B'
KeyError: 'b'
ValueError: Invalid placeholder in string: line 1, col 1
'$'
ValueError: Invalid placeholder in string: line 2, col 1
'a\n$'
ValueError: Invalid placeholder in string: line 1, col 1
'$1'
ValueError: Invalid placeholder in string: line 1, col 3
'x $'
ValueError: Invalid placeholder in string: line 2, col 6
'one\r\n two $-'
ValueError: Invalid placeholder in string: line 1, col 1
'${a'
ValueError: Invalid placeholder in string: line 1, col 1
'${}'
ValueError: Invalid placeholder in string: line 1, col 1
'${ a}'
ValueError: Invalid placeholder in string: line 1, col 1
'$é'
ValueError: Invalid placeholder in string: line 3, col 3
'a\n\nb $ä c'
'\n'
'\n'
ValueError: Invalid placeholder in string: line 1, col 3
'$$'
'1 1'
'$_ ${_}'
'23'
'$ab$cd'
'é4'
'é$b'
'4-4.4'
'$b-$b.$b'
ValueError: Invalid placeholder in string: line 2, col 2
'a\x0b $!'
'X'
'0'
TypeError: list indices must be integers or slices, not str
TypeError: 'NoneType' object is not subscriptable
'1 2'
'1'
'Hello World ǅx Ssa'
'A-B c-De'
' X Y '
ValueError: empty separator
'A'
abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 0123456789abcdefABCDEF 01234567 !"#$%&'()*+,-./:;<=>?@[\]^_`{|}~ ' \t\n\r\x0b\x0c' 100
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn looking_around_in_regular_expressions() {
    let program = r###"import re
print(re.sub(r"(?<!^)(?=[A-Z])", "_", "camelCaseHTTPName").lower(), re.sub("([a-z0-9])(?=[A-Z])", r"\1_", "oneTwo3Four"))
print(re.findall(r"(?<=\$)\w+", "a $b $cd"), re.split(r";(?=\s)", "a; b;c; d"), re.split(r"(?<=;)", "a;b;c"), re.sub(r"(?<![a-z])id(?!\w)", "pk", "id grid id2 (id)"))
print(re.findall(r"(['\"])(.*?)\1", "a 'b' \"c'd\" 'e"), re.findall(r"(?P<q>['\"])x(?P=q)", "'x' 'x\" \"x\""), re.search(r"(\w)\1", "hello").span())
for pattern in ["|a", "a??", "(?=a)", "(?!a)|b", r"\b", r"(?<=a)|a"]:
    print([m.span() for m in re.finditer(pattern, "aab a")], re.sub(pattern, "-", "aab a"))
print(re.compile(r"(?<=a)b").match("ab", 1), re.compile(r"b(?=c)").search("abc", 0, 2), re.fullmatch(r"(?=.*\d)\w+", "abc1"), re.match(r"(?!\d)\w+", "1a"))
"###;
    let printed = r###"camel_case_h_t_t_p_name one_Two3_Four
['b', 'cd'] ['a', ' b;c', ' d'] ['a;', 'b;', 'c'] pk grid id2 (pk)
[("'", 'b'), ('"', "c'd")] ["'", '"'] (2, 4)
[(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (3, 3), (4, 4), (4, 5), (5, 5)] -----b- ---
[(0, 0), (0, 1), (1, 1), (1, 2), (2, 2), (3, 3), (4, 4), (4, 5), (5, 5)] -----b- ---
[(0, 0), (1, 1), (4, 4)] -a-ab -a
[(2, 2), (2, 3), (3, 3), (5, 5)] aa--- a-
[(0, 0), (3, 3), (4, 4), (5, 5)] -aab- -a-
[(0, 1), (1, 1), (1, 2), (2, 2), (4, 5), (5, 5)] ----b --
<re.Match object; span=(1, 2), match='b'> None <re.Match object; span=(0, 4), match='abc1'> None
"###;
    assert_eq!(run(&[SHOW], program), printed);
}
