"""Random Python whose value becomes a statement: `generate.py --kind python`.

Migrations write SQL with formats, templates, JSON, dates and regular expressions. Here calls of the
built-in types and of the standard library are drawn with odd arguments; what they give is shown by
repr(), and what they raise by its class and text.
"""

import random_schema

HEAD = '''
import base64
import collections
import dataclasses
import functools
import hashlib
import itertools
import json
import math
import operator
import re
import string
import textwrap


class Word(str, enum.Enum):
    A = "a"
    LONG = "x y"


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 20


@dataclasses.dataclass(order=True)
class Point:
    x: int = 1
    name: str = "p"
    tags: list = dataclasses.field(default_factory=list)


Pair = collections.namedtuple("Pair", "left right", defaults=[None])


def shown(function):
    try:
        return repr(function())
    except Exception as error:
        return f"{type(error).__name__}: {error}"
'''
STRINGS = ("", "a", "abc", "Hello, World", "it's", "100%", "%s and %d", "{}", "{0} {x}", "  spaced  ", "a,b,,c", "tab\there", "two\nlines", "ÄÖß", "ﬁ", "camelCaseString", "snake_case_name", "x" * 30, "12", "-5", "1.50", "1e3", "0x1f", "αβγ", "\\d+", "a.b.c", "ǆ", "İ", "\x00\x1f", "😀é", "'\"")
INTEGERS = ("0", "1", "-1", "7", "-13", "255", "1000000", "2**31", "-2**63", "2**64", "10**20", "True", "Level.HIGH")
FLOATS = ("0.0", "-0.0", "1.5", "-2.675", "0.1 + 0.2", "1e16", "1e-5", "123456789.123456789", "1e22", "float('inf')", "float('nan')", "2.5", "1/3", "5e-324", "1.7976931348623157e308", "100.0", "3.14159")


class Python(random_schema.Source):
    """Draws statements `op.execute(shown(lambda: …))`."""

    def upgrade(self):
        """A few expressions, one statement each."""
        return "\n".join(f"op.execute(shown(lambda: {self.expression()}))" for _ in range(self.random.randint(1, 4)))

    def expression(self):
        return self.weighed(((self.format, 5), (self.percent, 3), (self.string_method, 6), (self.number, 4), (self.collection, 5), (self.json, 3), (self.time, 5), (self.regular, 3), (self.library, 4), (self.mixed, 3)))

    def string(self):
        return repr(self.one(*STRINGS))

    def integer(self):
        return self.one(*INTEGERS)

    def float(self):
        return self.one(*FLOATS)

    def small(self):
        return self.one("0", "1", "2", "3", "-1", "-2", "5", "10", "None")

    def moment(self):
        return self.one(
            "datetime.datetime(2024, 2, 29, 13, 5, 9)", "datetime.datetime(2024, 12, 31, 23, 59, 59, 999999)", "datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc)", "datetime.datetime(1999, 1, 1, 0, 0, 0, 5)",
            "datetime.datetime(2024, 3, 1, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=5, minutes=30)))", "datetime.datetime(2024, 3, 1, tzinfo=datetime.timezone(-datetime.timedelta(hours=3), 'X'))", "datetime.datetime(1, 1, 1)",
        )

    def day(self):
        return self.one("datetime.date(2024, 2, 29)", "datetime.date(1970, 1, 1)", "datetime.date(9999, 12, 31)", "datetime.date(2023, 1, 1)")

    def span(self):
        return self.one("datetime.timedelta(days=1)", "datetime.timedelta(hours=-5, microseconds=3)", "datetime.timedelta(days=-1, seconds=1)", "datetime.timedelta(weeks=2, milliseconds=1500)", "datetime.timedelta(0)", "datetime.timedelta(days=1.5)", "datetime.timedelta(minutes=90)")

    def value(self):
        """Anything."""
        return self.drawn(self.string, self.string, self.integer, self.float, self.moment, self.day, self.span, self.items, lambda: self.one("None", "True", "Word.A", "Level.LOW", "Colour.red", "Point()", "Pair(1)", "b'x\\xff'", "uuid.UUID(int=7)", "datetime.time(1, 2, 3)", "{'a': 1, 2: [None]}", "{1}", "range(3)", "int", "decimal.Decimal('1.50')"))

    def items(self):
        return self.one("[3, 1, 2]", "['b', 'A', 'c']", "[]", "[1, 1.0, True]", "[(2, 'b'), (1, 'z'), (2, 'a')]", "['x', 'yy', '']", "[[1], [0, 5]]", "(1, 2, 3)", "list('hello')", "[None]", "list(range(10))", "['10', '9', '1']")

    def specification(self):
        return self.one("", "{}{}".format(self.one("", "<", ">", "^", "*^", "0>", "="), self.one("", "+", "-", " ")) + self.one("", "#", "0", "", "") + self.one("", "5", "12", "3") + self.one("", "", ",", "_") + self.one("", ".2", ".0", ".10") + self.one("", "d", "f", "e", "g", "s", "x", "X", "b", "o", "%", "n", "c", "E", "G", "r"))

    def format(self):
        value = self.drawn(self.integer, self.float, self.string, self.value, self.value)
        conversion = self.one("", "", "!r", "!s", "!a")
        moment = self.one("%Y-%m-%d", "%H:%M:%S.%f", "%d/%b/%y %I%p", "%A %B %j", "%%", "%z|%Z", "%Y%m%d_%H%M%S", "%-d", "%x", "%c", "%s", "%U", "%G-W%V-%u", "%e", "")
        return self.drawn(
            lambda: f"f\"{{{value}{conversion}:{self.specification()}}}\"" if '"' not in value and "\\" not in value and "{" not in value else f"format({value}, {self.specification()!r})",
            lambda: f"format({value}, {self.specification()!r})", lambda: f"'{{:{self.specification()}}}'.format({value})", lambda: f"'{{0!r:>{self.one('5', '20')}}} {{0}}'.format({value})", lambda: f"{self.string()}.format({self.value()}, x={self.value()})",
            lambda: f"format({self.drawn(self.moment, self.day)}, {moment!r})", lambda: f"{self.drawn(self.moment, self.day)}.strftime({moment!r})", lambda: f"str({value})", lambda: f"repr({value})", lambda: f"ascii({value})", lambda: f"'{{a[0]}} {{b.real}} {{c[k]}}'.format(a={self.items()}, b={self.integer()}, c={{'k': {value}}})",
        )

    def percent(self):
        code = "%" + self.one("", "-", "+", "0", " ", "#") + self.one("", "5", "10") + self.one("", ".2", ".0") + self.one("s", "d", "r", "f", "x", "e", "g", "i", "a", "c", "o", "X", "G", "%", "u")
        return self.one(f"{code!r} % ({self.value()},)", f"{code!r} % {self.drawn(self.integer, self.float, self.string)}", f"{'%(k)' + code[1:]!r} % {{'k': {self.value()}}}", f"'%s-%s' % {self.one('(1, 2)', '(1,)', repr('x'), '[1, 2]')}", f"'%*d|%.*f' % (5, {self.integer()}, 2, {self.float()})")

    def string_method(self):
        text, other = self.string(), self.string()
        return text + self.one(
            ".upper()", ".lower()", ".title()", ".capitalize()", ".swapcase()", ".casefold()", ".strip()", f".strip({other})", f".lstrip({other})", f".rstrip({other})", f".split({self.one('', other)})", f".split({other}, {self.small()})", f".rsplit(None, 1)", ".splitlines()", ".splitlines(True)", f".partition({other})", f".rpartition({other})",
            f".replace({other}, 'Z')", f".replace({other}, 'Z', {self.small()})", f".find({other})", f".rfind({other}, {self.small()})", f".index({other})", f".count({other})", f".startswith(({other}, 'a'))", f".endswith({other})", f".center({self.one('0', '9')}, '*')", f".ljust(6, '.')", ".zfill(8)", ".expandtabs(4)", f".join({self.items()})", f".removeprefix({other})", f".removesuffix({other})",
            ".isdigit()", ".isdecimal()", ".isnumeric()", ".isalpha()", ".isalnum()", ".isidentifier()", ".isupper()", ".islower()", ".isspace()", ".istitle()", ".isprintable()", ".isascii()", ".encode()", f".encode({self.one(repr('latin-1'), repr('ascii'), repr('utf-16'))}{self.one('', ', ' + repr('replace'), ', ' + repr('ignore'))})", f"[{self.small()}:{self.small()}]".replace("None", ""), f"[::{self.one('-1', '2', '-2', '0')}]", f"[{self.one('0', '-1', '5')}]", f" * {self.small()}", f" + {other}", f" in {other}", f" < {other}",
            ".translate({97: 'X', 108: None})", ".translate(str.maketrans('abc', 'xyz', 'l'))", ".format_map({'x': 1})", ".maketrans({'a': 'b'})",
        )

    def number(self):
        one, two = self.drawn(self.integer, self.float), self.drawn(self.integer, self.float)
        return self.one(
            *[f"({one}) {sign} ({two})" for sign in ("+", "-", "*", "/", "//", "%", "<", "==", ">=")], f"({one}) ** {self.one('2', '0', '-1', '0.5')}", f"round({one})", f"round({one}, {self.one('0', '1', '2', '-1', 'None')})", f"int({one})", f"float({one})", f"divmod({one}, {two})", f"abs({one})", f"int({self.string()})", f"int({self.string()}, {self.one('0', '2', '16')})", f"float({self.string()})",
            f"hex({self.integer()})", f"bin({self.integer()})", f"oct({self.integer()})", f"({self.integer()}) & ({self.integer()})", f"({self.integer()}) >> {self.one('1', '3')}", f"~({self.integer()})", f"({self.integer()}).bit_length()", f"({self.float()}).is_integer()", f"({self.float()}).hex()", f"math.{self.one('floor', 'ceil', 'sqrt', 'trunc', 'isnan')}({one})", f"math.{self.one('gcd', 'comb', 'pow', 'log')}({self.integer()}, {self.one('2', '3')})", f"sum([{one}, {two}])", f"max({one}, {two})",
            f"complex({one}) if False else bool({one})", f"({one}) == ({two}) == ({one})", f"hash({self.integer()}) == {self.integer()}", f"str({one}).zfill(6)", f"math.isclose({one}, {two})", f"({self.integer()}).to_bytes(16, 'big', signed=True)", f"pow({self.integer()}, 2)",
            f"({self.float()}).as_integer_ratio()",
        )

    def collection(self):
        items = self.items()
        key = self.one("len", "str.lower", "lambda e: -e", "lambda e: str(e)", "operator.itemgetter(0)", "lambda e: (e[1], e[0])", "str")
        return self.one(
            f"sorted({items})", f"sorted({items}, key={key}, reverse={self.boolean()})", f"{items}[{self.small()}:{self.small()}:{self.one('1', '2', '-1')}]", f"list(map({self.one('str', 'repr', 'bool', 'type')}, {items}))", f"list(zip({items}, {self.items()}))", f"dict(zip({items}, {self.items()}))", f"list(enumerate({items}, {self.one('0', '1', '5')}))", f"{items} + {self.items()}", f"{items} == {self.items()}",
            f"{{k: v for k, v in zip({items}, range(9))}}", f"sorted({{str(e) for e in {items}}})", f"min({items}, default=0)", f"max({items}, key={key})", f"any({items})", f"all({items})", f"sum({items})", f"[*{items}, *{self.string()}]", f"{items}.index({self.integer()})", f"{items}.count(1)", f"list(reversed({items}))", f"list(filter(None, {items}))", f"collections.Counter({items}).most_common()", f"list(itertools.{self.one('accumulate', 'pairwise', 'permutations')}({items}))",
            f"[list(g) for _, g in itertools.groupby({items})]", f"functools.reduce(lambda a, b: (a, b), {items})", f"list(itertools.{self.one('islice', 'combinations')}({items}, 2))", f"dict({items})", f"set({items}) & set({self.items()}) == set()", f"tuple({items}) < tuple({self.items()})", f"(lambda first, *rest: (rest, first))(*{items})", f"{{**dict.fromkeys({items}), 'z': 1}}", f"dict(collections.ChainMap({{1: 2}}, dict.fromkeys({items})))", f"collections.deque({items}, maxlen=2)",
            f"[a for a in {items} if a]", f"{items} * {self.one('0', '2')}", f"{items}[-1]", f"str({items})", f"len({items})", f"collections.OrderedDict.fromkeys({items})", f"dict(sorted({{'b': 1, 'a': 2}}.items(), key=lambda e: e[1]))", "{'a': 1} | {'b': 2}", "{'a': 1}.keys() | {'c'} == {'a', 'c'}", "{1: 'a'}.get(2, {})", "frozenset([3, 1]) == {1, 3}", "[[0] * 2 for _ in range(2)]", "list(range(10, 0, -3))", "range(5)[::2]", "3 in range(0, 10, 2)", "dict(a=1, **{'b c': 2})",
        )

    def json(self):
        given = self.options(0.3, indent=lambda: self.one("0", "2", "None", "'\\t'"), sort_keys=self.boolean, ensure_ascii=self.boolean, separators=lambda: "(',', ':')", default=lambda: self.one("str", "repr"), skipkeys=lambda: "True", allow_nan=lambda: "False")
        value = self.one(self.value(), f"[{self.value()}, {self.value()}]", f"{{'k': {self.value()}, 'a': {self.value()}}}", f"{{{self.one('1', 'None', '1.5', 'True', repr('ü'))}: {self.value()}}}", f"[{self.float()}, {self.integer()}, {self.string()}]")
        text = self.one('{"a": [1, 2.50, null, true, "x\\u00e9\\n"]}', "[]", "[1,", '{"a": 1, "a": 2}', "NaN", "1e400", '"\\ud83d\\ude00"', " 12 ", "-0", "-0.0", "1E5", "{'a': 1}", '["\\t"]', "[1, 2,]", "12345678901234567890", "")
        return self.one(self.call("json.dumps", value, **given), self.call("json.dumps", value, **given), f"json.loads({text!r})", f"json.loads(json.dumps({value}))")

    def time(self):
        moment, day, span = self.moment(), self.day(), self.span()
        return self.one(
            f"{moment} + {span}", f"{moment} - {span}", f"{moment} - {self.moment()}", f"{day} + {span}", f"{day} - {self.day()}", f"{span} * {self.one('2', '-1', '1.5')}", f"{span} / {self.one('2', self.span())}", f"{span} // {self.one('2', self.span())}", f"{span} + {self.span()}", f"-{span}", f"abs({span})", f"{span}.total_seconds()", f"({span}).days", f"str({span})", f"{moment}.isoformat({self.one('', repr(' '), 'timespec=' + repr('minutes'), 'timespec=' + repr('milliseconds'))})",
            f"{moment} < {self.moment()}", f"{moment} == {self.moment()}", f"{day} < {self.day()}", f"{moment}.replace({self.one('hour=1', 'tzinfo=None', 'day=31', 'microsecond=5, year=2020')})", f"{moment}.date()", f"{moment}.time()", f"{moment}.timetz()", f"{moment}.weekday()", f"{day}.isoweekday()", f"{day}.replace(day=1)", f"{moment}.timestamp() if {moment}.tzinfo else 0", f"{moment}.astimezone(datetime.timezone.utc) if {moment}.tzinfo else 0", f"{moment}.utcoffset()",
            f"datetime.datetime.fromisoformat({self.one(*map(repr, ('2024-01-02', '2024-01-02T03:04', '2024-01-02 03:04:05.678', '2024-01-02T03:04:05Z', '2024-01-02T03:04:05+02:00', '20240102', '2024-13-01', 'x', '2024-W01-1')))})", f"datetime.date.fromisoformat({self.one(*map(repr, ('2024-01-02', '20240102', '2024-1-2')))})", f"datetime.time.fromisoformat({self.one(*map(repr, ('04:05', '04:05:06.5', '24:00', '04')))})",
            f"datetime.datetime.strptime({self.one(*map(repr, ('2024-01-02 03:04:05', '02/Jan/24', '2024-02-30', '1')))}, {self.one(*map(repr, ('%Y-%m-%d %H:%M:%S', '%d/%b/%y', '%Y-%m-%d', '%m')))})", f"datetime.datetime.combine({day}, datetime.time(1, 2))", f"datetime.datetime.fromtimestamp({self.one('0', '1700000000.5', '-1')}, datetime.timezone.utc)", f"{day}.strftime('%Y')", f"{day}.toordinal()", f"datetime.date.fromordinal({self.one('1', '738000')})", f"{moment}.ctime()", f"{day}.timetuple()[:3]", f"datetime.timezone(datetime.timedelta(minutes={self.one('90', '-30', '0')}))", f"str({moment})", f"datetime.datetime({self.one('2023, 2, 29', '2024, 1, 1, 25', '0, 1, 1', '2024, 1')})", f"({moment}).year + ({day}).month",
        )

    def regular(self):
        pattern = self.one(r"\w+", r"(\w)(\d*)", r"[a-c]+", r"^\s*(.*?)\s*$", r"(?P<first>\w+)[, ]+(?P<second>\w+)", r"([A-Z])", r"(?i)hello", r"\b", "", r"(a|b|)", r"[^,]*", r".", r"\.", r"(?m)^.", r"x{2,3}", r"(x+?)(x*)", r"%[sd]", r"[äö]", r"(?<!^)(?=[A-Z])", r"(?<=a)b", r"(\w)\1", r"(?:a)(b)?", r"\d+|\D")
        text = self.string()
        return self.one(
            f"re.findall({pattern!r}, {text})", f"re.sub({pattern!r}, {self.one(repr('_'), repr(chr(92) + 'g<0>!'), repr(''), 'lambda m: m.group().upper()', repr(chr(92) * 2))}, {text})", f"re.sub({pattern!r}, '-', {text}, count=1)", f"re.split({pattern!r}, {text})", f"[m.span() for m in re.finditer({pattern!r}, {text})]", f"re.match({pattern!r}, {text}).groups()", f"re.search({pattern!r}, {text}).group(0)", f"re.fullmatch({pattern!r}, {text}) is None", f"re.subn({pattern!r}, 'Q', {text})",
            f"re.match({pattern!r}, {text}).groupdict()", f"re.escape({text})", f"re.split({pattern!r}, {text}, maxsplit=1)", f"re.compile({pattern!r}, re.IGNORECASE).sub('.', {text})",
        )

    def library(self):
        text = self.string()
        return self.one(
            f"textwrap.dedent({self.one(repr('  a' + chr(10) + '    b' + chr(10)), repr(chr(9) + 'x' + chr(10) + '  y'), text, repr('   ' + chr(10) + '  a'))})", f"textwrap.indent({text}, '> ')", f"base64.b64encode({text}.encode())", f"base64.b64decode({self.one(repr('aGk='), repr('aGk'), repr('####'))})", f"hashlib.{self.one('md5', 'sha1', 'sha256', 'sha512')}({text}.encode()).hexdigest()", f"uuid.uuid5(uuid.NAMESPACE_DNS, {text})", f"uuid.UUID({self.one(repr('12345678123456781234567812345678'), repr('{12345678-1234-5678-1234-567812345678}'), repr('x'))})",
            f"string.Template({self.one(repr('$a ${b} $$ $c'), repr('$'), text, repr('${a}b $A'))}).{self.one('substitute', 'safe_substitute')}(a=1, b={self.value()})", f"string.capwords({text})", f"string.{self.one('ascii_lowercase', 'digits', 'punctuation', 'hexdigits', 'whitespace')}", f"dataclasses.asdict(Point({self.integer()}))", f"Point(2) < Point(1, 'z')", f"dataclasses.replace(Point(), x={self.integer()})", f"Pair({self.value()})._asdict()", f"Pair(1, 2)._replace(left=5)", f"functools.partial(max, 5)({self.integer()})", f"operator.attrgetter('left')(Pair(3))", f"collections.Counter({text}).most_common(2)",
            f"decimal.Decimal({self.one(repr('1.50'), repr('1E+3'), repr('-0.00'), '5', repr('0.1'), repr('123456.789'), repr('x'))}) {self.one('+', '-', '*', '<', '==')} {self.one('1', 'decimal.Decimal(' + repr('0.10') + ')', 'decimal.Decimal(' + repr('3') + ')')}", f"format(decimal.Decimal({self.one(repr('1.50'), repr('1234.5678'), repr('-0.005'), repr('1E+3'), repr('2.5'), repr('1E-7'))}), {self.one(repr('.2f'), repr(',.2f'), repr('.0f'), repr('f'), repr(''), repr('10.3f'), repr('+.1f'), repr('08.2f'), repr('.2%'), repr('e'), repr('g'))})",
            f"decimal.Decimal({self.one(repr('2.675'), repr('1.005'), repr('-2.5'), repr('10'), repr('0.125'), repr('1E+2'))}).quantize(decimal.Decimal({self.one(repr('0.01'), repr('1'), repr('0.1'), repr('1.000'))}){self.one('', ', rounding=decimal.ROUND_HALF_UP', ', decimal.ROUND_DOWN')})", f"round(decimal.Decimal('2.675'), {self.one('2', '0', '1')})", f"int(decimal.Decimal({self.one(repr('7.9'), repr('-7.9'))}))", f"str(decimal.Decimal({self.one(repr('1E-7'), repr('0.000001'), repr('1E+3'), repr('-0'), repr('1_000.5'))}))", f"{text}.encode('utf-8').decode('latin-1')", f"bytes({self.one('3', '[1, 2]')})", f"bytes.fromhex('61 62')", f"b'a,b'.split(b',')", f"{text}.encode().hex()",
        )

    def mixed(self):
        value, other = self.value(), self.value()
        return self.one(
            f"{value} == {other}", f"{value} or {other}", f"{value} and {other}", f"not {value}", f"isinstance({value}, (int, str))", f"type({value}).__name__", f"[{value}, {other}]", f"({value},)", f"{{'k': {value}}}", f"bool({value})", f"{value} is None", f"{value} if {other} else 0", f"{value} in [{other}, 1]", f"{value} < {other}", f"{value} + {other}", f"len({value})", f"list({value})", f"str({value}) + str({other})", f"hash({value}) == hash({value})", f"callable({value})", f"getattr({value}, 'real', 'no')", f"sorted([{value}, {other}], key=str)", f"next(iter({value}))", f"dict([('a', {value})])", f"(lambda *a, **k: (a, k))({value}, x={other})",
            f"Word({self.string()})", f"Level({self.integer()})", "Word.A + 'b'", "Level.LOW + 1", "f'{Word.A} {Level.HIGH} {Word.LONG!r} {Level.LOW:03d} {Word.A:>4}'", "'%s %s %d' % (Word.A, Level.LOW, Level.HIGH)", "'-'.join([Word.A, Word.LONG])", "[m.name for m in Word]", "Word['LONG'].value", "json.dumps([Word.A, Level.HIGH])", "Word.A == 'a', Word.A in ('a',), {Word.A: 1}['a']", "str(Word.A), repr(Level.LOW), str(Level.LOW)", "list(Level), Level.__members__", "Colour.red.value, Colour('b\\'lue').name",
        )
