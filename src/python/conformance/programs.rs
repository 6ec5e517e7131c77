//! Programs of many statements, and what CPython 3.11 prints when it runs them.

use super::runner::run;

/// Calls a function and prints its value, or the class and message of what it raises.
const SHOW: &str = r#"def show(f, *a, **k):
    try: print(repr(f(*a, **k)))
    except Exception as e: print(type(e).__name__ + ": " + str(e))
"#;

/// A class with most special methods, used by several programs.
const CLASS: &str = r#"class A:
    count = 0
    def __init__(self, x): self.x = x
    @property
    def p(self): return self.x
    def __len__(self): return 3
    def __getitem__(self, i):
        if i > 2: raise IndexError(i)
        return i * 10
    def __contains__(self, v): return v == "in"
    def __call__(self, *a): return a
    def __bool__(self): return False
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t and t.__name__, v); return True
    def __iter__(self): return iter([1, 2])
    def __hash__(self): return 1
    def __lt__(self, o): return self.x < o.x
    def __str__(self): return "A!"
    def __format__(self, s): return "F" + s
"#;

#[test]
fn arguments() {
    let program = r###"def two(a, b): pass
def opt(a, b=1, *, c, d=2): return (a, b, c, d)
def posonly(a, /, b): return (a, b)
show(two); show(two, 1); show(two, 1, 2, 3); show(two, 1, b=2, c=3); show(two, 1, a=1); show(opt); show(opt, 1, 2, 3, c=1); show(opt, 1); show(posonly, a=1, b=2); show(opt, 1, c=5)
show(lambda: two(*[1, 2, 3]))
"###;
    let printed = r###"TypeError: two() missing 2 required positional arguments: 'a' and 'b'
TypeError: two() missing 1 required positional argument: 'b'
TypeError: two() takes 2 positional arguments but 3 were given
TypeError: two() got an unexpected keyword argument 'c'
TypeError: two() got multiple values for argument 'a'
TypeError: opt() missing 1 required positional argument: 'a'
TypeError: opt() takes from 1 to 2 positional arguments but 3 positional arguments (and 1 keyword-only argument) were given
TypeError: opt() missing 1 required keyword-only argument: 'c'
TypeError: posonly() got some positional-only arguments passed as keyword arguments: 'a'
(1, 1, 5, 2)
TypeError: two() takes 2 positional arguments but 3 were given
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn messages() {
    let program = r###"show(lambda: 1 + "a"); show(lambda: "a" + 1); show(lambda: [1] + (2,)); show(lambda: "a" * "b"); show(lambda: None + 1); show(lambda: -"a"); show(lambda: {} < {}); show(lambda: 1 < "a"); show(lambda: [] < 1)
show(lambda: [1][5]); show(lambda: (1,)[5]); show(lambda: "a"[5]); show(lambda: {}["x"]); show(lambda: [1]["a"]); show(lambda: "a"["b"]); show(lambda: 5[0]); show(lambda: None.x); show(lambda: len(5)); show(lambda: int("x")); show(lambda: int([])); show(lambda: float("x"))
show(lambda: {[]: 1}); show(lambda: {{}}); show(lambda: iter(5)); show(lambda: 5()); show(lambda: undefined_name); show(lambda: "a".foo); show(lambda: 1/0); show(lambda: 1//0); show(lambda: 1%0); show(lambda: 1.0/0); show(lambda: 2**-1); show(lambda: [].pop()); show(lambda: [1].index(2)); show(lambda: [1].remove(2)); show(lambda: {}.popitem()); show(lambda: {1}.remove(2)); show(lambda: next(iter([]))); show(lambda: max([])); show(lambda: "a".index("z")); show(lambda: chr(-1)); show(lambda: ord("ab")); show(lambda: "%d" % "a"); show(lambda: "%s %s" % (1,)); show(lambda: "%s" % (1, 2)); show(lambda: "{}".format()); show(lambda: "{a}".format()); show(lambda: "{:d}".format("a")); show(lambda: "{:q}".format(1)); show(lambda: "".join([1])); show(lambda: "a".join(5)); show(lambda: sum(["a"])); show(lambda: range(1, 2, 0)); show(lambda: "a".split("")); show(lambda: isinstance(1, 5)); show(lambda: sorted([1, "a"])); show(lambda: int("12", 40)); show(lambda: [1, 2, 3][::0]); show(lambda: dict([1])); show(lambda: dict([(1, 2, 3)])); show(lambda: list(zip([1], [1, 2], strict=True))); show(lambda: round("a")); show(lambda: abs("a")); show(lambda: hash([])); show(lambda: setattr(1, "a", 2)); show(lambda: "x" in 5); show(lambda: 5 in "abc")
"###;
    let printed = r###"TypeError: unsupported operand type(s) for +: 'int' and 'str'
TypeError: can only concatenate str (not "int") to str
TypeError: can only concatenate list (not "tuple") to list
TypeError: can't multiply sequence by non-int of type 'str'
TypeError: unsupported operand type(s) for +: 'NoneType' and 'int'
TypeError: bad operand type for unary -: 'str'
TypeError: '<' not supported between instances of 'dict' and 'dict'
TypeError: '<' not supported between instances of 'int' and 'str'
TypeError: '<' not supported between instances of 'list' and 'int'
IndexError: list index out of range
IndexError: tuple index out of range
IndexError: string index out of range
KeyError: 'x'
TypeError: list indices must be integers or slices, not str
TypeError: string indices must be integers, not 'str'
TypeError: 'int' object is not subscriptable
AttributeError: 'NoneType' object has no attribute 'x'
TypeError: object of type 'int' has no len()
ValueError: invalid literal for int() with base 10: 'x'
TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'
ValueError: could not convert string to float: 'x'
TypeError: unhashable type: 'list'
TypeError: unhashable type: 'dict'
TypeError: 'int' object is not iterable
TypeError: 'int' object is not callable
NameError: name 'undefined_name' is not defined
AttributeError: 'str' object has no attribute 'foo'
ZeroDivisionError: division by zero
ZeroDivisionError: integer division or modulo by zero
ZeroDivisionError: integer modulo by zero
ZeroDivisionError: float division by zero
0.5
IndexError: pop from empty list
ValueError: 2 is not in list
ValueError: list.remove(x): x not in list
KeyError: 'popitem(): dictionary is empty'
KeyError: 2
StopIteration: 
ValueError: max() arg is an empty sequence
ValueError: substring not found
ValueError: chr() arg not in range(0x110000)
TypeError: ord() expected a character, but string of length 2 found
TypeError: %d format: a real number is required, not str
TypeError: not enough arguments for format string
TypeError: not all arguments converted during string formatting
IndexError: Replacement index 0 out of range for positional args tuple
KeyError: 'a'
ValueError: Unknown format code 'd' for object of type 'str'
ValueError: Unknown format code 'q' for object of type 'int'
TypeError: sequence item 0: expected str instance, int found
TypeError: can only join an iterable
TypeError: unsupported operand type(s) for +: 'int' and 'str'
ValueError: range() arg 3 must not be zero
ValueError: empty separator
TypeError: isinstance() arg 2 must be a type, a tuple of types, or a union
TypeError: '<' not supported between instances of 'str' and 'int'
ValueError: int() base must be >= 2 and <= 36, or 0
ValueError: slice step cannot be zero
TypeError: cannot convert dictionary update sequence element #0 to a sequence
ValueError: dictionary update sequence element #0 has length 3; 2 is required
ValueError: zip() argument 2 is longer than argument 1
TypeError: type str doesn't define __round__ method
TypeError: bad operand type for abs(): 'str'
TypeError: unhashable type: 'list'
AttributeError: 'int' object has no attribute 'a'
TypeError: argument of type 'int' is not iterable
TypeError: 'in <string>' requires string as left operand, not int
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn names() {
    let program = r###"def unpack1(): a, b = [1]
def unpack2(): a, b = [1, 2, 3]
def unpack3(): a, *b, c = [1]
def unpack4(): a, b = 5
def unbound():
    print(late)
    late = 1
def free():
    def inner(): return cell
    inner()
    cell = 1
show(unpack1); show(unpack2); show(unpack3); show(unpack4); show(unbound); show(free)
"###;
    let printed = r###"ValueError: not enough values to unpack (expected 2, got 1)
ValueError: too many values to unpack (expected 2)
ValueError: not enough values to unpack (expected at least 2, got 1)
TypeError: cannot unpack non-iterable int object
UnboundLocalError: cannot access local variable 'late' where it is not associated with a value
NameError: cannot access free variable 'cell' where it is not associated with a value in enclosing scope
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn special_methods() {
    let program = r###"show(A); show(lambda: A(1).y); show(lambda: A.z); show(lambda: setattr(A(1), "p", 2)); show(lambda: A(1, 2))
a = A(1)
print(len(a), a[1], "in" in a, a(1, 2), bool(a), list(a), str(a), f"{a:>x}", sorted([A(2), A(1)])[0].x, a.p)
with a as b: raise ValueError("inside")
"###;
    let printed = r###"TypeError: A.__init__() missing 1 required positional argument: 'x'
AttributeError: 'A' object has no attribute 'y'
AttributeError: type object 'A' has no attribute 'z'
AttributeError: property 'p' of 'A' object has no setter
TypeError: A.__init__() takes 2 positional arguments but 3 were given
3 10 True (1, 2) False [1, 2] A! F>x 1 1
enter
exit ValueError inside
"###;
    assert_eq!(run(&[SHOW, CLASS], program), printed);
}

#[test]
fn classes() {
    let program = r###"class B(A):
    count = 1
    def __init__(self, x, y=2): super().__init__(x); self.y = y
    @classmethod
    def make(cls, *a): return cls(*a)
    @staticmethod
    def helper(v): return v + 1
print(B.make(1).y, B.helper(1), B.__mro__[1].__name__, B.count, A.count, isinstance(B(1), A), issubclass(B, A), type(B(1)).__name__, B.__name__, hasattr(B(1), "p"))
class M1:
    def who(self): return "M1"
class M2:
    def who(self): return "M2"
class D(M1, M2):
    def who(self): return "D" + super().who()
class E(M2, M1): pass
print(D().who(), E().who())
class Priv:
    def __init__(self): self.__v = 1
    def get(self): return self.__v
print(Priv().get(), Priv()._Priv__v)
class Counter2:
    total = 0
    items = []
    def add(self): self.total += 1; self.items.append(1); return self
c = Counter2().add().add(); print(c.total, Counter2.total, Counter2.items)
"###;
    let printed = r###"2 2 A 1 0 True True B B True
DM1 M2
1 1
2 0 [1, 1]
"###;
    assert_eq!(run(&[SHOW, CLASS], program), printed);
}

#[test]
fn exceptions() {
    let program = r###"class MyErr(ValueError):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
try: raise MyErr(5, "bad") from KeyError("c")
except (TypeError, MyErr) as e: print(e.code, e, repr(e), e.args, repr(e.__cause__))
def flow():
    try:
        try: raise KeyError("a")
        except KeyError: raise TypeError("b")
        finally: print("f1")
    except TypeError as e: print("t", e)
    else: print("no")
    finally: print("f2")
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
        finally: print("fin", i)
    else: print("never")
    while True:
        try: return "ret"
        finally: print("last")
print(flow())
def reraise():
    try: raise ValueError("orig")
    except ValueError:
        try: raise KeyError("x")
        except KeyError: pass
        raise
show(reraise)
"###;
    let printed = r###"5 bad MyErr('bad') ('bad',) KeyError('c')
f1
t b
f2
fin 0
fin 1
fin 2
fin 3
last
ret
ValueError: orig
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn scopes() {
    let program = r###"x = 1
def outer():
    x = 2
    class C:
        y = x
        z = [x for _ in range(2)]
        def m(self): return x
    def inc():
        nonlocal x
        x += 1
        return x
    return C.y, C.z, C().m(), inc(), x
print(outer())
fs = [lambda: i for i in range(3)]; print([f() for f in fs])
fs = [lambda i=i: i for i in range(3)]; print([f() for f in fs])
def mut(a, acc=[]): acc.append(a); return acc
print(mut(1), mut(2))
"###;
    let printed = r###"(2, [2, 2], 2, 3, 3)
[2, 2, 2]
[0, 1, 2]
[1, 2] [1, 2]
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn generators() {
    let program = r###"def g(n):
    try:
        for i in range(n):
            got = yield i
            if got: print("got", got)
        return "done"
    except GeneratorExit: print("closed"); raise
def h():
    r = yield from g(2)
    yield r
print(list(h()))
it = g(3); print(next(it), it.send("v")); it.close()
def g2():
    with A(1) as a:
        yield a.x
        while True:
            v = yield
            if v == "stop": break
            try:
                if v == "err": raise ValueError("e")
            except ValueError as e:
                yield "caught"
    yield "end"
it = g2(); print(next(it), next(it), it.send("err"), next(it), it.send("stop"))
print(sum(x * x for x in range(4)), list(x for x in "ab" if x != "a"), any(x > 2 for x in [1, 3]))
"###;
    let printed = r###"[0, 1, 'done']
got v
0 1
closed
enter
exit None None
1 None caught None end
14 ['b'] True
"###;
    assert_eq!(run(&[SHOW, CLASS], program), printed);
}

#[test]
fn containers() {
    let program = r###"d = {"b": 1}; d["a"] = 2; d |= {"c": 3}; del d["b"]; d.update(z=1); print(d, list(d), d.pop("a"), "c" in d)
l = [1, 2, 3, 4]; l[1:3] = [9]; l += [5]; l.insert(0, 0); l.extend((6,)); del l[0]; l.sort(reverse=True); l.reverse(); print(l, l.pop(), l.pop(0), l)
l[::2] = ["a", "b"]; print(l); del l[::2]; print(l)
s = {1, 2}; s.add(3); s.discard(9); s |= {4}; s -= {1}; print(sorted(s))
a = b = []; a.append(1); print(b, a is b); (p, q), *r = [(1, 2), 3, 4]; print(p, q, r)
n = 5; n -= 1; n *= 2; n //= 3; n **= 3; n %= 5; n <<= 2; n |= 1; n &= 7; n ^= 2; print(n)
"###;
    let printed = r###"{'c': 3, 'z': 1} ['a', 'c', 'z'] 2 True
[4, 5, 6] 9 1 [4, 5, 6]
['a', 5, 'b']
[5]
[2, 3, 4]
[1] True
1 2 [3, 4]
7
"###;
    assert_eq!(run(&[SHOW], program), printed);
}

#[test]
fn matching() {
    let program = r###"def kinds(v):
    match v:
        case 0 | 1: return "small"
        case int(n) if n > 10: return f"big {n}"
        case str() as t: return "s " + t
        case [1, x, *rest]: return (x, rest)
        case {"k": v, **o}: return (v, o)
        case (a, b): return ("pair", a, b)
        case None: return "none"
        case A(x=q): return ("A", q)
        case _: return "other"
print(*[kinds(v) for v in [0, 50, "t", [1, 2, 3], {"k": 1, "z": 2}, (5, 6), None, A(7), 3.5]], sep="|")
"###;
    let printed = r###"small|big 50|s t|(2, [3])|(1, {'z': 2})|('pair', 5, 6)|none|('A', 7)|other
"###;
    assert_eq!(run(&[SHOW, CLASS], program), printed);
}

#[test]
fn the_rest() {
    let program = r###"print(1, 2, sep="-", end="!\n"); print()
assert True, "no"
def asserts(): assert 1 == 2, "msg"
show(asserts)
def deco(n):
    def w(f):
        def inner(*a, **k): return (n, f(*a, **k))
        return inner
    return w
@deco(1)
@deco(2)
def dd(x): return x
print(dd(5))
import os.path as op, json as js
from collections import OrderedDict as OD, defaultdict
print(op.join("a", "b"), js.dumps({}), OD(a=1))
if (m := len("abc")) > 2 and not m == 4: print("walrus", m)
print([y := 1, y ** 2], f"{(k := 5)=}", {**{"a": 1}, "b": 2}, [*range(2), *"x"])
print("abc" "def", """multi
line""", 'a\
b')
async def co(v): return v + 1
async def main():
    v = await co(1)
    return v
import asyncio
print(asyncio.run(main()))
x = 1
print(globals()["x"], "x" in globals(), sorted(k for k in (lambda aa, bb: locals())(1, 2)))
print(__name__, type(lambda: 0).__name__, (lambda: 0).__name__, deco.__qualname__, dd.__doc__)
"###;
    let printed = r###"1-2!

AssertionError: msg
(1, (2, 5))
a/b {} OrderedDict([('a', 1)])
walrus 3
[1, 1] (k := 5)=5 {'a': 1, 'b': 2} [0, 1, 'x']
abcdef multi
line ab
2
1 True ['aa', 'bb']
__main__ function <lambda> deco None
"###;
    assert_eq!(run(&[SHOW], program), printed);
}
