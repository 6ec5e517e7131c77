//! Expressions, and what CPython 3.11 shows as their `repr`.

use super::runner::run;

const EXPRESSIONS: &[(&str, &str)] = &[
    (r##"1+2"##, r##"3"##),
    (
        r##"7//-2, 7%-2, -7//2, -7%2, 2**10, 2**-1, 10/4, 7.5//2, -7.5%2"##,
        r##"(-4, -1, -4, 1, 1024, 0.5, 2.5, 3.0, 0.5)"##,
    ),
    (
        r##"1_000_000, 0xff, 0o17, 0b101, 1e3, 1.5e-7, 1e22, 1e16, 123456789.123"##,
        r##"(1000000, 255, 15, 5, 1000.0, 1.5e-07, 1e+22, 1e+16, 123456789.123)"##,
    ),
    (
        r##"True+1, True & False, True | 2, not 1, ~5, -True"##,
        r##"(2, False, 3, False, -6, -1)"##,
    ),
    (
        r##""a" "b" 'c', r"\n", b"a\xff", "\u00e9\t\x00", 'it"s', "it's", '\'"'"##,
        r##"('abc', '\\n', b'a\xff', 'é\t\x00', 'it"s', "it's", '\'"')"##,
    ),
    (
        r##"[1,2]+[3], (1,)+(2,), [0]*3, "ab"*2, 3*"x", [1]*-1"##,
        r##"([1, 2, 3], (1, 2), [0, 0, 0], 'abab', 'xxx', [])"##,
    ),
    (
        r##""%s|%10s|%-10s|%05d|%x|%X|%o|%e|%g|%c|%r|%%" % ("a","b","c",42,255,255,8,1.5,0.0001,"z","q")"##,
        r##""a|         b|c         |00042|ff|FF|10|1.500000e+00|0.0001|z|'q'|%""##,
    ),
    (
        r##""%(a)s %(b)05.1f" % {"a":1,"b":2.25}"##,
        r##"'1 002.2'"##,
    ),
    (
        r##""%s" % [1,2], "%s" % None, "%d" % 3.7, "%+d % d" % (1,2), "%.3s" % "abcdef", "%*d" % (5, 3)"##,
        r##"('[1, 2]', 'None', '3', '+1  2', 'abc', '    3')"##,
    ),
    (
        r##""{} {} {}".format(1,"a",None), "{0}{1}{0}".format("a","b"), "{a[0]} {b.real}".format(a=[1],b=3)"##,
        r##"('1 a None', 'aba', '1 3')"##,
    ),
    (
        r##""{:>10}|{:<10}|{:^10}|{:*^10}".format("a","b","c","d")"##,
        r##"'         a|b         |    c     |****d*****'"##,
    ),
    (
        r##""{:d} {:5d} {:05d} {:+d} {:,} {:_} {:x} {:#x} {:b} {:o} {:#o} {:c}".format(1,2,3,4,1234567,1234567,255,255,5,8,8,65)"##,
        r##"'1     2 00003 +4 1,234,567 1_234_567 ff 0xff 101 10 0o10 A'"##,
    ),
    (
        r##""{:f} {:.2f} {:10.3f} {:e} {:g} {:%} {:.1%} {:,.2f}".format(1.5,2.345,3.14159,12345.678,0.00001,0.5,0.123,1234567.891)"##,
        r##"'1.500000 2.35      3.142 1.234568e+04 1e-05 50.000000% 12.3% 1,234,567.89'"##,
    ),
    (
        r##""{:.3} {:10.4} {}".format(3.14159, 2.71828, 1e100), "{:.2}".format("abc"), "{!r:>6}".format("a")"##,
        r##"('3.14      2.718 1e+100', 'ab', "   'a'")"##,
    ),
    (
        r##""{{}} {{{}}}".format(1), "{:{}}".format("a", 5), "{:{w}.{p}f}".format(3.14159, w=8, p=2)"##,
        r##"('{} {1}', 'a    ', '    3.14')"##,
    ),
    (
        r##"f"{1+1} {'a'!r} {3.14159:.2f} {'x':>{5}} {1==1} {[1,2]} { {'a':1}['a'] }""##,
        r##""2 'a' 3.14     x True [1, 2] 1""##,
    ),
    (
        r##"f"{1+1=} {'a'=} {3.0=:.1f}""##,
        r##""1+1=2 'a'='a' 3.0=3.0""##,
    ),
    (
        r##""abc".upper(), "ABC".lower(), "hello world".title(), "hello".capitalize(), "aBc".swapcase()"##,
        r##"('ABC', 'abc', 'Hello World', 'Hello', 'AbC')"##,
    ),
    (
        r##""a,b,,c".split(","), " a  b ".split(), "a b c".split(" ",1), "a b c".rsplit(" ",1), "a b c".rsplit(None,1), "".split(), "".split(",")"##,
        r##"(['a', 'b', '', 'c'], ['a', 'b'], ['a', 'b c'], ['a b', 'c'], ['a b', 'c'], [], [''])"##,
    ),
    (
        r##""a\nb\r\nc\n".splitlines(), "a\nb".splitlines(True), "a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("x")"##,
        r##"(['a', 'b', 'c'], ['a\n', 'b'], ('a', '-', 'b-c'), ('a-b', '-', 'c'), ('abc', '', ''))"##,
    ),
    (
        r##""  x ".strip(), "xxaxx".strip("x"), "  x".lstrip(), "x  ".rstrip(), "abcab".removeprefix("ab"), "abcab".removesuffix("ab")"##,
        r##"('x', 'a', 'x', 'x', 'cab', 'abc')"##,
    ),
    (
        r##""abc".find("b"), "abc".find("z"), "abcb".rfind("b"), "abc".index("c"), "aaa".count("a"), "abc".count(""), "abc".find("b",2)"##,
        r##"(1, -1, 3, 2, 3, 4, -1)"##,
    ),
    (
        r##""abc".startswith("a"), "abc".endswith(("x","c")), "abc".startswith("b",1), "a1".isalnum(), "1".isdigit(), "a".isalpha(), " ".isspace(), "A".isupper(), "a".islower(), "Ab".istitle(), "a_b".isidentifier()"##,
        r##"(True, True, True, True, True, True, True, True, True, True, True)"##,
    ),
    (
        r##""abc".replace("b","X"), "aaa".replace("a","b",2), "abc".replace("","-"), "abc".center(7,"*"), "abcd".center(7), "a".ljust(3)+"|", "a".rjust(3), "5".zfill(3), "-5".zfill(4)"##,
        r##"('aXc', 'bba', '-a-b-c-', '**abc**', '  abcd ', 'a  |', '  a', '005', '-005')"##,
    ),
    (
        r##""-".join(["a","b"]), ",".join(str(i) for i in range(3)), "".join({}), "x".join("abc")"##,
        r##"('a-b', '0,1,2', '', 'axbxc')"##,
    ),
    (
        r##""abc"[0], "abc"[-1], "abc"[1:], "abc"[::-1], "abcdef"[1:5:2], "abc"[10:], "héllo"[1], "héllo"[1:3]"##,
        r##"('a', 'c', 'bc', 'cba', 'bd', '', 'é', 'él')"##,
    ),
    (
        r##""abc".encode(), b"abc".decode(), b"abc"[0], b"abc"[1:], b"ab".hex(), bytes.fromhex("6162"), "é".encode("utf-8"), "é".encode("latin-1")"##,
        r##"(b'abc', 'abc', 97, b'bc', '6162', b'ab', b'\xc3\xa9', b'\xe9')"##,
    ),
    (
        r##""abc".translate(str.maketrans("ab","xy")), "abc".translate({97: None})"##,
        r##"('xyc', 'bc')"##,
    ),
    (
        r##""a" in "abc", "z" not in "abc", 1 in [1,2], "k" in {"k":1}, 3 in (1,2), 2 in {1,2}, 5 in range(10), 5 in range(0,10,2)"##,
        r##"(True, True, True, True, False, True, True, False)"##,
    ),
    (
        r##"[1,2,3][0], [1,2,3][-1], [1,2,3][1:], [1,2,3][::-1], (1,2,3)[1:2], list(range(10))[2:8:3], range(10)[2:5], range(10)[-1], range(0,10,3)[2]"##,
        r##"(1, 3, [2, 3], [3, 2, 1], (2,), [2, 5], range(2, 5), 9, 6)"##,
    ),
    (
        r##"{"a":1,"b":2}, {**{"a":1},"b":2}, {1:2}|{3:4}, dict(a=1), dict([("a",1)]), dict({"a":1},b=2), {}.get("x"), {"x":1}.get("x",2), {"a":1}.items(), {"a":1}.keys(), {"a":1}.values()"##,
        r##"({'a': 1, 'b': 2}, {'a': 1, 'b': 2}, {1: 2, 3: 4}, {'a': 1}, {'a': 1}, {'a': 1, 'b': 2}, None, 1, dict_items([('a', 1)]), dict_keys(['a']), dict_values([1]))"##,
    ),
    (
        r##"len({"a":1}), list({"a":1,"b":2}), sorted({"b":1,"a":2}), {"a":1}.pop("a"), {"a":1}.pop("z",9), {"a":1}.setdefault("b",5), dict.fromkeys(["a","b"],0), {"a":1}.copy()"##,
        r##"(1, ['a', 'b'], ['a', 'b'], 1, 9, 5, {'a': 0, 'b': 0}, {'a': 1})"##,
    ),
    (
        r##"{"a":1}.keys() & {"a","b"}, {"a":1}.keys() - {"a"}, {1,2} & {2,3}, {1,2} | {3}, {1,2} - {2}, {1,2} ^ {2,3}, {1} < {1,2}, {1,2} >= {1}, {1}=={1}"##,
        r##"({'a'}, set(), {2}, {1, 2, 3}, {1}, {1, 3}, True, True, True)"##,
    ),
    (
        r##"{1,2}.union([3]), {1,2}.intersection([2]), {1,2}.difference([2]), {1}.issubset([1,2]), {1,2}.issuperset([1]), {1}.isdisjoint([2]), frozenset([1]), set(), frozenset()"##,
        r##"({1, 2, 3}, {2}, {1}, True, True, True, frozenset({1}), set(), frozenset())"##,
    ),
    (
        r##"[1,2]==[1,2], [1,2]<[1,3], (1,2)<(1,2,3), "a"<"b", [1]!=[2], 1==1.0, 1=="1", None==None, (1,)==[1], {"a":1}=={"a":1}"##,
        r##"(True, True, True, True, True, True, False, True, False, True)"##,
    ),
    (
        r##"1<2<3, 1<2>3, 1 is None, None is None, not [], [] or "x", "a" and "b", 0 or None, 1 if True else 2"##,
        r##"(True, False, False, True, True, 'x', 'b', None, 1)"##,
    ),
    (
        r##"[x*2 for x in range(5) if x%2], {x:x**2 for x in range(3)}, {x%2 for x in range(4)}, list(x for x in "ab"), [(x,y) for x in range(2) for y in range(x+1)], [[j for j in range(i)] for i in range(3)]"##,
        r##"([2, 6], {0: 0, 1: 1, 2: 4}, {0, 1}, ['a', 'b'], [(0, 0), (1, 0), (1, 1)], [[], [0], [0, 1]])"##,
    ),
    (
        r##"sorted([3,1,2]), sorted("bca"), sorted([3,1,2],reverse=True), sorted(["b","A"],key=str.lower), sorted([(1,"b"),(0,"a")]), sorted([(1,'a'),(1,'b'),(0,'c')], key=lambda t:t[0], reverse=True)"##,
        r##"([1, 2, 3], ['a', 'b', 'c'], [3, 2, 1], ['A', 'b'], [(0, 'a'), (1, 'b')], [(1, 'a'), (1, 'b'), (0, 'c')])"##,
    ),
    (
        r##"min(3,1,2), max([3,1,2]), min("b","a"), max([],default=0), sum([1,2,3]), sum([[1],[2]],[]), sum([0.1]*3), any([0,1]), all([1,0]), all([])"##,
        r##"(1, 3, 'a', 0, 6, [1, 2], 0.30000000000000004, True, False, True)"##,
    ),
    (
        r##"list(zip([1,2],"ab")), list(enumerate("ab",1)), list(map(str,[1,2])), list(filter(None,[0,1])), list(reversed([1,2])), list(map(lambda a,b:a+b,[1,2],[3,4]))"##,
        r##"([(1, 'a'), (2, 'b')], [(1, 'a'), (2, 'b')], ['1', '2'], [1], [2, 1], [4, 6])"##,
    ),
    (
        r##"int("42"), int(" 42 "), int("-7"), int("ff",16), int("0x1f",16), int("0b11",0), int(3.9), int(-3.9), int(True), int("1_000"), int()"##,
        r##"(42, 42, -7, 255, 31, 3, 3, -3, 1, 1000, 0)"##,
    ),
    (
        r##"float("1.5"), float("1e3"), float("inf"), float("-inf"), float(3), float(" 2 "), str(1.0), str(1e-5), repr(0.1), str(-0.0), float("nan")"##,
        r##"(1.5, 1000.0, inf, -inf, 3.0, 2.0, '1.0', '1e-05', '0.1', '-0.0', nan)"##,
    ),
    (
        r##"str(None), str([1,"a"]), repr("a\nb"), str(b"x"), bool(""), bool("0"), bool([]), list("ab"), tuple([1]), set([1]), list((1,2)), tuple("ab")"##,
        r##"('None', "[1, 'a']", "'a\\nb'", "b'x'", False, True, False, ['a', 'b'], (1,), {1}, [1, 2], ('a', 'b'))"##,
    ),
    (
        r##"abs(-3), abs(-2.5), round(2.5), round(3.5), round(2.675,2), round(1234.5678,2), round(5), divmod(7,3), divmod(-7,3), divmod(7.5,2), pow(2,3), hex(255), oct(8), bin(5), chr(97), ord("a"), hex(-5)"##,
        r##"(3, 2.5, 2, 4, 2.67, 1234.57, 5, (2, 1), (-3, 2), (3.0, 1.5), 8, '0xff', '0o10', '0b101', 'a', 97, '-0x5')"##,
    ),
    (
        r##"round(0.5), round(1.5), round(-0.5), round(1e20), round(2.5, 0)"##,
        r##"(0, 2, 0, 100000000000000000000, 2.0)"##,
    ),
    (
        r##"type(1).__name__, type("a").__name__, type([]).__name__, type(None).__name__, type(1.0) is float, type(1) == int, isinstance(1,int), isinstance(True,int), isinstance("a",(int,str)), issubclass(bool,int), isinstance(1, object)"##,
        r##"('int', 'str', 'list', 'NoneType', True, True, True, True, True, True, True)"##,
    ),
    (
        r##"callable(len), callable(1), hasattr("a","upper"), hasattr(1,"foo"), getattr("a","upper")(), getattr(1,"foo",None), hasattr(5,"__iter__"), hasattr([],"__iter__"), hasattr("", "__len__")"##,
        r##"(True, False, True, False, 'A', None, False, True, True)"##,
    ),
    (
        r##"(lambda x,y=2,*a,**k:(x,y,a,k))(1), (lambda *a:a)(1,2), (lambda **k:k)(a=1), (lambda a,/,b,*,c:(a,b,c))(1,2,c=3)"##,
        r##"((1, 2, (), {}), (1, 2), {'a': 1}, (1, 2, 3))"##,
    ),
    (
        r##"[*range(3)], [*"ab",1], (*[1],2), {*[1,2]}, {**{"a":1},**{"a":2}}, print"##,
        r##"([0, 1, 2], ['a', 'b', 1], (1, 2), {1, 2}, {'a': 2}, <built-in function print>)"##,
    ),
    (
        r##"next(iter([1])), next(iter([]),5), list(iter("ab")), next(x for x in [3])"##,
        r##"(1, 5, ['a', 'b'], 3)"##,
    ),
    (
        r##"int, str, list, dict, ValueError, type, object, Exception"##,
        r##"(<class 'int'>, <class 'str'>, <class 'list'>, <class 'dict'>, <class 'ValueError'>, <class 'type'>, <class 'object'>, <class 'Exception'>)"##,
    ),
    (
        r##"ValueError("x"), KeyError("k"), ValueError(), ValueError(1,2), str(KeyError("k")), str(ValueError("a","b")), repr(OSError(2,"no")), str(OSError(2,"no","f"))"##,
        r##"(ValueError('x'), KeyError('k'), ValueError(), ValueError(1, 2), "'k'", "('a', 'b')", "FileNotFoundError(2, 'no')", "[Errno 2] no: 'f'")"##,
    ),
    (
        r##"Ellipsis, NotImplemented, ..., None, True"##,
        r##"(Ellipsis, NotImplemented, Ellipsis, None, True)"##,
    ),
    (
        r##"range(3), range(1,10,2), len(range(0,10,3)), list(range(5,0,-2)), slice(1,2), slice(None), range(0)==range(1,1)"##,
        r##"(range(0, 3), range(1, 10, 2), 4, [5, 3, 1], slice(1, 2, None), slice(None, None, None), True)"##,
    ),
    (
        r##""é".upper(), "ß".upper(), "İ".lower(), "ΑΣ".lower()"##,
        r##"('É', 'SS', 'i̇', 'ας')"##,
    ),
    (
        r##"1_0.5, 10**20, -10**20, 10**20//3, 10**20%7, 2**64, 2**63-1, -2**63, (2**64)>>3, 1<<70, 2**70&0xff, -5>>1, 5&3, 5|3, 5^3, 10**30 == 1e30, 2**53+1 == float(2**53+1)"##,
        r##"(10.5, 100000000000000000000, -100000000000000000000, 33333333333333333333, 2, 18446744073709551616, 9223372036854775807, -9223372036854775808, 2305843009213693952, 1180591620717411303424, 0, -3, 1, 7, 6, False, False)"##,
    ),
    (
        r##"0.1+0.2, 1/3, 2/3*3, 1e308*10, -1e308*10, 1.0//0.3, 5.5%1.2, 3.0==3, 1e15, 1e17, 123456.789e3, 5e-324, 1.7976931348623157e308"##,
        r##"(0.30000000000000004, 0.3333333333333333, 2.0, inf, -inf, 3.0, 0.7000000000000002, True, 1000000000000000.0, 1e+17, 123456789.0, 5e-324, 1.7976931348623157e+308)"##,
    ),
    (
        r##""a".join([]), "abc".expandtabs(), "a\tb".expandtabs(4), "Hello {name}".format_map({"name":"x"})"##,
        r##"('', 'abc', 'a   b', 'Hello x')"##,
    ),
    (
        r##"max([1,2],key=lambda v:-v), min({"a":2,"b":1}, key={"a":2,"b":1}.get), sorted({"a":2,"b":1}.items(), key=lambda kv: kv[1])"##,
        r##"(1, 'b', [('b', 1), ('a', 2)])"##,
    ),
    (
        r##"(1,), (), [], {}, {1}, [()], [[]], ({},)"##,
        r##"((1,), (), [], {}, {1}, [()], [[]], ({},))"##,
    ),
    (
        r##"bool(float("nan")), float("nan")==float("nan"), [float("nan")]==[float("nan")]"##,
        r##"(True, False, False)"##,
    ),
    (
        r##""abc" > "abd", "Z" < "a", "" < "a", "é" > "z""##,
        r##"(False, True, True, True)"##,
    ),
    (
        r##"[1,2,3].index(2), [1,1,2].count(1), (1,2).index(2), "a".__len__(), [1,2].__contains__(1), {"a":1}.__getitem__("a")"##,
        r##"(1, 2, 1, 1, True, 1)"##,
    ),
    (
        r##"[i for i in range(10) if i % 2 if i > 3], [y for x in [1,2] if (y := x*2)], (z := 5)"##,
        r##"([5, 7, 9], [2, 4], 5)"##,
    ),
    (
        r##"list(dict(b=1,a=2)), {3:1,1:2,2:3}, {"x":1,"y":{"z":[1,{"w":None}]}}"##,
        r##"(['b', 'a'], {3: 1, 1: 2, 2: 3}, {'x': 1, 'y': {'z': [1, {'w': None}]}})"##,
    ),
    (
        r##"1 if [] else 2 if 0 else 3, (1,2)[True], [1,2,3][-2:], "abc"[-2:-1], "abcdef"[::-2], [1,2,3,4][3:0:-1]"##,
        r##"(3, 2, [2, 3], 'b', 'fdb', [4, 3, 2])"##,
    ),
    (
        r##"not 1 == 2, not (1 and 0), 1 and 2 or 3, None or 0 or "" or [] "##,
        r##"(True, True, 2, [])"##,
    ),
    (
        r##""a%sb" % "X", "%s %s" % ("a", ("b","c")), "%r" % ("a",), "%5.1f|%-8s|" % (3.14159, "ab"), "%i" % 5, "%u" % 5"##,
        r##"('aXb', "a ('b', 'c')", "'a'", '  3.1|ab      |', '5', '5')"##,
    ),
    (
        r##""{:>5}".format(True), "{}".format(True), "{:d}".format(True), f"{True:5}", f"{None}", f"{1.0}", f"{10**20}", f"{-1:05}", f"{1.5:08.2f}", f"{'abc':.2}", f"{123:e}", f"{0.1:.20f}", f"{1e10:g}", f"{1e-10:g}", f"{123456789:.3g}", f"{5:>+5}", f"{5: }", f"{255:08b}", f"{1234.5:010,.1f}", f"{12345:012,}""##,
        r##"('    1', 'True', '1', '    1', 'None', '1.0', '100000000000000000000', '-0001', '00001.50', 'ab', '1.230000e+02', '0.10000000000000000555', '1e+10', '1e-10', '1.23e+08', '   +5', ' 5', '11111111', '0,001,234.5', '0,000,012,345')"##,
    ),
    (
        r##""\u01c6a".title(), "straße ße".title(), "\ufb01x".capitalize(), "\u01f1".capitalize()"##,
        r##"('ǅa', 'Straße Sse', 'Fix', 'ǲ')"##,
    ),
];

#[test]
fn expressions_read_as_in_cpython() {
    for (expression, shown) in EXPRESSIONS {
        let program = format!("print(repr(({expression})))\n");
        assert_eq!(run(&[], &program), format!("{shown}\n"), "{expression}");
    }
}
