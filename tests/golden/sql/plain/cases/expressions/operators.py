"""Every operator, alone and beside others"""

import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy import all_, and_, any_, bindparam, cast, func, literal, not_, null, or_, text, tuple_
from sqlalchemy.dialects import postgresql as pg

a = sa.column("a", sa.Integer)
b = sa.column("b", sa.String)
c = sa.column("c")
n = sa.column("n", sa.Numeric(5, 2))
f = sa.column("f", sa.Float)
z = sa.column("z", sa.Boolean)
d = sa.column("d", sa.Date)
jb = sa.column("jb", pg.JSONB)
ar = sa.column("ar", sa.ARRAY(sa.Integer))
par = sa.column("par", pg.ARRAY(sa.Integer))
par2 = sa.column("par2", pg.ARRAY(sa.String, dimensions=2))
t = sa.table("tt", sa.column("id", sa.Integer), sa.column("name", sa.String), schema="Sx")


def quantified_1():
    op.create_check_constraint(None, "t", a.any_())
    op.create_check_constraint(None, "t", a.all_())
    op.create_check_constraint(None, "t", 5 == any_(ar))
    op.create_check_constraint(None, "t", any_(ar) == 5)
    op.create_check_constraint(None, "t", all_(ar) > 5)
    op.create_check_constraint(None, "t", any_(ar) < 5)
    op.create_check_constraint(None, "t", 5 < all_(par))
    op.create_check_constraint(None, "t", a == any_(ar))


def quantified_2():
    op.create_check_constraint(None, "t", ~(a == any_(ar)))
    op.create_check_constraint(None, "t", a != all_(ar))
    op.create_check_constraint(None, "t", any_(sa.text('x')) == 5)
    op.create_check_constraint(None, "t", any_(func.foo()) == 5)
    op.create_check_constraint(None, "t", any_(pg.array([1, 2])) == a)
    op.create_check_constraint(None, "t", a == any_(pg.array([1, 2])))
    op.create_check_constraint(None, "t", b.like(any_(par2)))
    op.create_check_constraint(None, "t", b == any_(sa.literal(['x', 'y'], sa.ARRAY(sa.String))))


def quantified_3():
    op.create_check_constraint(None, "t", ar.any(5))
    op.create_check_constraint(None, "t", ar.all(5))
    op.create_check_constraint(None, "t", par.any(5))
    op.create_check_constraint(None, "t", par.all(5))


def in_tuples_1():
    op.create_check_constraint(None, "t", a.in_(sa.tuple_(1, 2)))
    op.create_check_constraint(None, "t", tuple_(a, b).in_([(1, 'x'), (2, 'y')]))
    op.create_check_constraint(None, "t", tuple_(a, b).in_([]))
    op.create_check_constraint(None, "t", tuple_(a, b).not_in([(1, 'x')]))
    op.create_check_constraint(None, "t", tuple_(a, b).not_in([]))
    op.create_check_constraint(None, "t", tuple_(a).in_([(1,)]))
    op.create_check_constraint(None, "t", tuple_(a).in_([]))
    op.create_check_constraint(None, "t", tuple_(a, b) == (1, 'x'))


def in_tuples_2():
    op.create_check_constraint(None, "t", tuple_(a, b) == tuple_(1, 'x'))
    op.create_check_constraint(None, "t", tuple_(a, b) > tuple_(1, 'x'))
    op.create_check_constraint(None, "t", tuple_(a, b) < (1, 2))
    op.create_check_constraint(None, "t", tuple_(a, b).in_([tuple_(1, 'x')]))
    op.create_check_constraint(None, "t", tuple_(c, c).in_([(1, 'x')]))


def in_lists_1():
    op.create_check_constraint(None, "t", a.in_([]))
    op.create_check_constraint(None, "t", ~a.in_([]))
    op.create_check_constraint(None, "t", a.in_([1]))
    op.create_check_constraint(None, "t", a.in_([1, 2, None]))
    op.create_check_constraint(None, "t", a.in_((1, 2)))
    op.create_check_constraint(None, "t", a.in_({1}))
    op.create_check_constraint(None, "t", a.in_(range(3)))
    op.create_check_constraint(None, "t", a.in_([None]))


def in_lists_2():
    op.create_check_constraint(None, "t", a.in_(['x']))
    op.create_check_constraint(None, "t", a.in_([a, 2]))
    op.create_check_constraint(None, "t", a.in_([a]))
    op.create_check_constraint(None, "t", a.in_([sa.null(), 1]))
    op.create_check_constraint(None, "t", a.in_([sa.literal(1)]))
    op.create_check_constraint(None, "t", b.in_(['it\'s', 'a%b']))
    op.create_check_constraint(None, "t", a.in_(sa.bindparam('q', [1, 2], expanding=True)))
    op.create_check_constraint(None, "t", a.in_(sa.bindparam('q', [1, 2])))


def in_lists_3():
    op.create_check_constraint(None, "t", a.in_(sa.bindparam('q', expanding=True)))
    op.create_check_constraint(None, "t", a.in_(sa.bindparam('q')))
    op.create_check_constraint(None, "t", a.in_(sa.text('(1,2)')))
    op.create_check_constraint(None, "t", a.in_(sa.text('1')))
    op.create_check_constraint(None, "t", a.in_(sa.literal([1, 2])))
    op.create_check_constraint(None, "t", z.in_([True, False]))
    op.create_check_constraint(None, "t", not_(a.in_([1])))


def between_1():
    op.create_check_constraint(None, "t", a.between(1, 2))
    op.create_check_constraint(None, "t", a.between(1, 2, symmetric=True))
    op.create_check_constraint(None, "t", a.between(None, 2))
    op.create_check_constraint(None, "t", ~a.between(1, 2))
    op.create_check_constraint(None, "t", ~a.between(1, 2, symmetric=True))
    op.create_check_constraint(None, "t", a.between(a + 1, a * 2))
    op.create_check_constraint(None, "t", a.between(sa.and_(z, z), 2))
    op.create_check_constraint(None, "t", sa.between(a, 1, 2))


def between_2():
    op.create_check_constraint(None, "t", sa.between(5, a, 6))
    op.create_check_constraint(None, "t", sa.between(a, 1, 2, symmetric=True))
    op.create_check_constraint(None, "t", d.between(datetime.date(2020,1,1), '2020-02-02'))
    op.create_check_constraint(None, "t", not_(a.between(1, 2)))


def like_insensitive_1():
    op.create_check_constraint(None, "t", b.ilike('x%'))
    op.create_check_constraint(None, "t", b.ilike('x%', escape='\\'))
    op.create_check_constraint(None, "t", b.not_ilike('x'))
    op.create_check_constraint(None, "t", ~b.ilike('x', escape='^'))
    op.create_check_constraint(None, "t", b.icontains('X'))
    op.create_check_constraint(None, "t", b.icontains('X%', autoescape=True))
    op.create_check_constraint(None, "t", b.istartswith('X'))
    op.create_check_constraint(None, "t", b.iendswith('X'))


def like_insensitive_2():
    op.create_check_constraint(None, "t", b.iendswith(b))
    op.create_check_constraint(None, "t", ~b.icontains('X'))
    op.create_check_constraint(None, "t", ~b.istartswith('X'))


def like_wildcards_1():
    op.create_check_constraint(None, "t", b.startswith('x'))
    op.create_check_constraint(None, "t", b.startswith('x', autoescape=True))
    op.create_check_constraint(None, "t", b.startswith('x%y_z/', autoescape=True))
    op.create_check_constraint(None, "t", b.startswith('x%y_z', autoescape=True, escape='^'))
    op.create_check_constraint(None, "t", b.startswith('x', escape='^'))
    op.create_check_constraint(None, "t", b.startswith(b))
    op.create_check_constraint(None, "t", b.endswith('x'))
    op.create_check_constraint(None, "t", b.contains('x'))


def like_wildcards_2():
    op.create_check_constraint(None, "t", b.contains('x%', autoescape=True))
    op.create_check_constraint(None, "t", b.contains(func.foo(b)))
    op.create_check_constraint(None, "t", ~b.contains('x'))
    op.create_check_constraint(None, "t", ~b.startswith('x'))
    op.create_check_constraint(None, "t", ~b.endswith('x', escape='/'))
    op.create_check_constraint(None, "t", b.contains(sa.text('x')))
    op.create_check_constraint(None, "t", b.contains(b + 'q'))
    op.create_check_constraint(None, "t", b.contains('x') + 'y')


def like_wildcards_3():
    op.create_check_constraint(None, "t", par.contains([1, 2]))
    op.create_check_constraint(None, "t", par.contains(pg.array([1])))
    op.create_check_constraint(None, "t", par.contains(par))


def like_1():
    op.create_check_constraint(None, "t", b.like('x%'))
    op.create_check_constraint(None, "t", b.like('x%', escape='/'))
    op.create_check_constraint(None, "t", b.not_like('x%'))
    op.create_check_constraint(None, "t", b.notlike('x%'))
    op.create_check_constraint(None, "t", ~b.like('x'))
    op.create_check_constraint(None, "t", b.like(b + 'x'))
    op.create_check_constraint(None, "t", b.like(5))
    op.create_check_constraint(None, "t", a.like('x'))


def like_2():
    op.create_check_constraint(None, "t", b.collate('C').like('x'))
    op.create_check_constraint(None, "t", not_(b.like('x')))


def regular_expressions_1():
    op.create_check_constraint(None, "t", b.regexp_match('x'))
    op.create_check_constraint(None, "t", b.regexp_match('x', flags='i'))
    op.create_check_constraint(None, "t", b.regexp_match('x', flags='ig'))
    op.create_check_constraint(None, "t", b.regexp_match(b))
    op.create_check_constraint(None, "t", b.regexp_match(b, flags='m'))
    op.create_check_constraint(None, "t", ~b.regexp_match('x'))
    op.create_check_constraint(None, "t", ~b.regexp_match('x', 'i'))
    op.create_check_constraint(None, "t", ~b.regexp_match('x', 'im'))


def regular_expressions_2():
    op.create_check_constraint(None, "t", b.regexp_replace('x', 'y'))
    op.create_check_constraint(None, "t", b.regexp_replace('x', 'y', flags='g'))
    op.create_check_constraint(None, "t", b.regexp_replace(b, func.foo()))
    op.create_check_constraint(None, "t", b.regexp_replace('x', 'y') + 'z')
    op.create_check_constraint(None, "t", b.regexp_replace('x', None))
    op.create_check_constraint(None, "t", ~b.regexp_replace('x', 'y'))


def text_search():
    op.create_check_constraint(None, "t", b.match('x'))
    op.create_check_constraint(None, "t", b.match('x', postgresql_regconfig='english'))
    op.create_check_constraint(None, "t", b.match(func.to_tsquery('x')))
    op.create_check_constraint(None, "t", c.match('x'))


def bits_1():
    op.create_check_constraint(None, "t", a.bitwise_and(1))
    op.create_check_constraint(None, "t", a.bitwise_or(1))
    op.create_check_constraint(None, "t", a.bitwise_xor(1))
    op.create_check_constraint(None, "t", a.bitwise_not())
    op.create_check_constraint(None, "t", a.bitwise_lshift(1))
    op.create_check_constraint(None, "t", a.bitwise_rshift(2))
    op.create_check_constraint(None, "t", a.bitwise_and(1).bitwise_or(2))
    op.create_check_constraint(None, "t", a.bitwise_and(a + 1))


def bits_2():
    op.create_check_constraint(None, "t", a.bitwise_and(5) > 0)
    op.create_check_constraint(None, "t", a.bitwise_not().bitwise_and(1))
    op.create_check_constraint(None, "t", (a + 1).bitwise_not())


def own_operators_1():
    op.create_check_constraint(None, "t", a.op('->')(1))
    op.create_check_constraint(None, "t", a.op('%')(1))
    op.create_check_constraint(None, "t", a.op('@>')('x'))
    op.create_check_constraint(None, "t", a.op('<<', precedence=5)(1))
    op.create_check_constraint(None, "t", a.op('<<', 8)(a + 1))
    op.create_check_constraint(None, "t", (a + 1).op('<<', precedence=5)(1))
    op.create_check_constraint(None, "t", (a + 1).op('<<', precedence=7)(1))
    op.create_check_constraint(None, "t", (a + 1).op('<<', precedence=8)(1))


def own_operators_2():
    op.create_check_constraint(None, "t", a.op('<<')(1).op('>>')(2))
    op.create_check_constraint(None, "t", a.op('<<', is_comparison=True)(1))
    op.create_check_constraint(None, "t", ~a.op('<<', is_comparison=True)(1))
    op.create_check_constraint(None, "t", ~a.op('<<')(1))
    op.create_check_constraint(None, "t", ~a.bool_op('<<')(1))
    op.create_check_constraint(None, "t", a.bool_op('&&', 5)(1) & z)
    op.create_check_constraint(None, "t", a.op('&&', return_type=sa.Boolean)(1) & z)
    op.create_check_constraint(None, "t", a.op('||', return_type=sa.String)(1) + 'x')


def own_operators_3():
    op.create_check_constraint(None, "t", a.op('->', python_impl=None)('x'))
    op.create_check_constraint(None, "t", a.op('foo')(None))
    op.create_check_constraint(None, "t", a.op('foo')(True))
    op.create_check_constraint(None, "t", a.op('foo')(b))
    op.create_check_constraint(None, "t", a.op('foo')(func.lower(b)))
    op.create_check_constraint(None, "t", a.op('foo')(1) + 1)
    op.create_check_constraint(None, "t", 1 + a.op('foo')(1))
    op.create_check_constraint(None, "t", a.op('foo')(1) == 2)


def own_operators_4():
    op.create_check_constraint(None, "t", a.op('::')(sa.text('int')))
    op.create_check_constraint(None, "t", c.op('->>')('x').cast(sa.Integer))
    op.create_check_constraint(None, "t", jb.op('->>')('x') == 'y')
    op.create_check_constraint(None, "t", jb.op('?')('x'))
    op.create_check_constraint(None, "t", not_(a.op('x')(1)))


def collations():
    op.create_check_constraint(None, "t", b.collate('de_DE'))
    op.create_check_constraint(None, "t", b.collate('C') > 'x')
    op.create_check_constraint(None, "t", b.collate('C').desc())
    op.create_check_constraint(None, "t", sa.collate(b, 'C'))
    op.create_check_constraint(None, "t", sa.collate('x', 'C'))
    op.create_check_constraint(None, "t", (b + 'x').collate('C'))
    op.create_check_constraint(None, "t", b.collate('C') + 'x')


def ordering_1():
    op.create_check_constraint(None, "t", b.desc())
    op.create_check_constraint(None, "t", b.asc())
    op.create_check_constraint(None, "t", b.desc().nulls_first())
    op.create_check_constraint(None, "t", b.desc().nulls_last())
    op.create_check_constraint(None, "t", b.nulls_first())
    op.create_check_constraint(None, "t", b.asc().nulls_last())
    op.create_check_constraint(None, "t", b.nullsfirst())
    op.create_check_constraint(None, "t", b.nullslast())


def ordering_2():
    op.create_check_constraint(None, "t", sa.desc(b))
    op.create_check_constraint(None, "t", sa.asc(b))
    op.create_check_constraint(None, "t", sa.nulls_first(b))
    op.create_check_constraint(None, "t", sa.nulls_last(sa.desc(b)))
    op.create_check_constraint(None, "t", sa.nullsfirst(b))
    op.create_check_constraint(None, "t", sa.nullslast(b.desc()))
    op.create_check_constraint(None, "t", sa.desc('b'))
    op.create_check_constraint(None, "t", (a + 1).desc())


def ordering_3():
    op.create_check_constraint(None, "t", (a == 1).desc())
    op.create_check_constraint(None, "t", and_(z, z).desc())
    op.create_check_constraint(None, "t", (-a).desc())
    op.create_check_constraint(None, "t", a.label('x').desc())


def distinct_1():
    op.create_check_constraint(None, "t", a.is_distinct_from(1))
    op.create_check_constraint(None, "t", a.is_distinct_from(None))
    op.create_check_constraint(None, "t", a.is_not_distinct_from(1))
    op.create_check_constraint(None, "t", a.isnot_distinct_from(1))
    op.create_check_constraint(None, "t", a.is_distinct_from(b + 'x'))
    op.create_check_constraint(None, "t", ~a.is_distinct_from(1))
    op.create_check_constraint(None, "t", b.distinct())
    op.create_check_constraint(None, "t", sa.distinct(b))


def distinct_2():
    op.create_check_constraint(None, "t", func.count(sa.distinct(b)))
    op.create_check_constraint(None, "t", func.count(b.distinct()))


def labels_1():
    op.create_check_constraint(None, "t", not_(z.label('q')))
    op.create_check_constraint(None, "t", (a + 1).label('x'))
    op.create_check_constraint(None, "t", (a + 1).label('x') + 1)
    op.create_check_constraint(None, "t", a.label('x') == 1)
    op.create_check_constraint(None, "t", a.label('q').label('r'))
    op.create_check_constraint(None, "t", -a.label('x'))
    op.create_check_constraint(None, "t", (a + 1).label('x') * 2)
    op.create_check_constraint(None, "t", cast(a.label('x'), sa.String))


def labels_2():
    op.create_check_constraint(None, "t", func.max(a.label('q')))


def negation_1():
    op.create_check_constraint(None, "t", ~a)
    op.create_check_constraint(None, "t", ~z)
    op.create_check_constraint(None, "t", ~(a == 1))
    op.create_check_constraint(None, "t", ~~z)
    op.create_check_constraint(None, "t", and_(z, ~z))
    op.create_check_constraint(None, "t", not_(z))
    op.create_check_constraint(None, "t", not_(a))
    op.create_check_constraint(None, "t", not_(a == 1))


def negation_2():
    op.create_check_constraint(None, "t", not_(not_(a == 1)))
    op.create_check_constraint(None, "t", not_(not_(z)))
    op.create_check_constraint(None, "t", not_(and_(z, z)))
    op.create_check_constraint(None, "t", not_(or_(z, a == 1)))
    op.create_check_constraint(None, "t", not_(and_(z)))
    op.create_check_constraint(None, "t", not_(sa.true()))
    op.create_check_constraint(None, "t", not_(True))
    op.create_check_constraint(None, "t", not_(None))


def negation_3():
    op.create_check_constraint(None, "t", ~sa.true())
    op.create_check_constraint(None, "t", ~sa.false())
    op.create_check_constraint(None, "t", ~sa.null())
    op.create_check_constraint(None, "t", not_(a + 1))
    op.create_check_constraint(None, "t", not_(func.foo()))
    op.create_check_constraint(None, "t", ~func.foo())
    op.create_check_constraint(None, "t", ~(z & z))
    op.create_check_constraint(None, "t", ~(z | z) & z)


def negation_4():
    op.create_check_constraint(None, "t", ~(a + 1))


def conjunctions_1():
    op.create_check_constraint(None, "t", and_())
    op.create_check_constraint(None, "t", or_())
    op.create_check_constraint(None, "t", and_(True))
    op.create_check_constraint(None, "t", or_(False))
    op.create_check_constraint(None, "t", and_(z))
    op.create_check_constraint(None, "t", or_(z))
    op.create_check_constraint(None, "t", and_(a == 1))
    op.create_check_constraint(None, "t", and_(a == 1, b == 'x'))


def conjunctions_2():
    op.create_check_constraint(None, "t", or_(a == 1, b == 'x'))
    op.create_check_constraint(None, "t", and_(or_(a == 1, a == 2), b == 'x'))
    op.create_check_constraint(None, "t", or_(and_(a == 1, a == 2), b == 'x'))
    op.create_check_constraint(None, "t", and_(and_(a == 1, a == 2), b == 'x'))
    op.create_check_constraint(None, "t", and_(True, a == 1))
    op.create_check_constraint(None, "t", and_(False, a == 1))
    op.create_check_constraint(None, "t", or_(True, a == 1))
    op.create_check_constraint(None, "t", or_(False, a == 1))


def conjunctions_3():
    op.create_check_constraint(None, "t", and_(a == 1, None))
    op.create_check_constraint(None, "t", and_(None, None))
    op.create_check_constraint(None, "t", and_(sa.true(), sa.true()))
    op.create_check_constraint(None, "t", and_(sa.true(), a == 1))
    op.create_check_constraint(None, "t", or_(sa.false(), a == 1))
    op.create_check_constraint(None, "t", and_(sa.false(), a == 1))
    op.create_check_constraint(None, "t", and_(text('x = 1'), a == 1))
    op.create_check_constraint(None, "t", and_(text('x = 1'), text('y')))


def conjunctions_4():
    op.create_check_constraint(None, "t", or_(text('x = 1 AND y'), text('z')))
    op.create_check_constraint(None, "t", and_(text('x')))
    op.create_check_constraint(None, "t", and_(*[a == 1]))
    op.create_check_constraint(None, "t", (a == 1) & (b == 'x'))
    op.create_check_constraint(None, "t", (a == 1) | (b == 'x'))
    op.create_check_constraint(None, "t", (a == 1) & (b == 'x') | z)
    op.create_check_constraint(None, "t", (a == 1) & ((b == 'x') | z))
    op.create_check_constraint(None, "t", (a == 1) & True)


def conjunctions_5():
    op.create_check_constraint(None, "t", (a == 1) & False)
    op.create_check_constraint(None, "t", (a == 1) | True)
    op.create_check_constraint(None, "t", (a == 1) & None)
    op.create_check_constraint(None, "t", z & z & z)
    op.create_check_constraint(None, "t", (z | z) & (z | z))
    op.create_check_constraint(None, "t", z & z | z & z)
    op.create_check_constraint(None, "t", text('x') & text('y'))
    op.create_check_constraint(None, "t", text('x') & (a == 1))


def conjunctions_6():
    op.create_check_constraint(None, "t", (a == 1) & text('x'))
    op.create_check_constraint(None, "t", z & sa.true())
    op.create_check_constraint(None, "t", z & sa.false())
    op.create_check_constraint(None, "t", z | sa.true())


def identity_1():
    op.create_check_constraint(None, "t", a == None)
    op.create_check_constraint(None, "t", a != None)
    op.create_check_constraint(None, "t", None == a)
    op.create_check_constraint(None, "t", z == True)
    op.create_check_constraint(None, "t", z != False)
    op.create_check_constraint(None, "t", z == None)
    op.create_check_constraint(None, "t", a == True)
    op.create_check_constraint(None, "t", a.is_(None))


def identity_2():
    op.create_check_constraint(None, "t", a.is_not(None))
    op.create_check_constraint(None, "t", a.isnot(None))
    op.create_check_constraint(None, "t", z.is_(True))
    op.create_check_constraint(None, "t", z.is_(sa.true()))
    op.create_check_constraint(None, "t", z.is_not(False))
    op.create_check_constraint(None, "t", a.is_(5))
    op.create_check_constraint(None, "t", a.is_not(5))
    op.create_check_constraint(None, "t", a.is_(b))


def identity_3():
    op.create_check_constraint(None, "t", b + None)
    op.create_check_constraint(None, "t", (a == 1) != True)
    op.create_check_constraint(None, "t", (a == 1).is_(None))
    op.create_check_constraint(None, "t", (a == 1).is_(True))


def comparisons_1():
    op.create_check_constraint(None, "t", a == 1)
    op.create_check_constraint(None, "t", a != 1)
    op.create_check_constraint(None, "t", a <= 1)
    op.create_check_constraint(None, "t", a >= 1)
    op.create_check_constraint(None, "t", 5 < a)
    op.create_check_constraint(None, "t", 5 == a)
    op.create_check_constraint(None, "t", b == 5)
    op.create_check_constraint(None, "t", b == 'x')


def comparisons_2():
    op.create_check_constraint(None, "t", a == 'x')
    op.create_check_constraint(None, "t", a == a)
    op.create_check_constraint(None, "t", a == b)
    op.create_check_constraint(None, "t", c == c)
    op.create_check_constraint(None, "t", (a == 1) == z)
    op.create_check_constraint(None, "t", (a == 1) == (b == 'x'))
    op.create_check_constraint(None, "t", (a > 1) == sa.true())
    op.create_check_constraint(None, "t", a + 1 == b)


def comparisons_3():
    op.create_check_constraint(None, "t", a + (b == 'x'))


def arithmetic_chains_1():
    op.create_check_constraint(None, "t", a + 1)
    op.create_check_constraint(None, "t", 1 + a)
    op.create_check_constraint(None, "t", a - 1)
    op.create_check_constraint(None, "t", a * 2)
    op.create_check_constraint(None, "t", a / 2)
    op.create_check_constraint(None, "t", 2 / a)
    op.create_check_constraint(None, "t", n / 2)
    op.create_check_constraint(None, "t", a / n)


def arithmetic_chains_2():
    op.create_check_constraint(None, "t", n / a)
    op.create_check_constraint(None, "t", f / 2)
    op.create_check_constraint(None, "t", a / 2.5)
    op.create_check_constraint(None, "t", c / 2)
    op.create_check_constraint(None, "t", 2 / c)
    op.create_check_constraint(None, "t", a // 2)
    op.create_check_constraint(None, "t", 2 // a)
    op.create_check_constraint(None, "t", n // 2)


def arithmetic_chains_3():
    op.create_check_constraint(None, "t", a // n)
    op.create_check_constraint(None, "t", f // 2)
    op.create_check_constraint(None, "t", c // 2)
    op.create_check_constraint(None, "t", a % 2)
    op.create_check_constraint(None, "t", 5 % a)
    op.create_check_constraint(None, "t", -a)
    op.create_check_constraint(None, "t", -n)
    op.create_check_constraint(None, "t", -(a + 1))


def arithmetic_chains_4():
    op.create_check_constraint(None, "t", -(-a))
    op.create_check_constraint(None, "t", a.not_in([]))
    op.create_check_constraint(None, "t", b.concat('x'))
    op.create_check_constraint(None, "t", b.concat(b).concat('y'))
    op.create_check_constraint(None, "t", b.concat(5))
    op.create_check_constraint(None, "t", a.concat('x'))
    op.create_check_constraint(None, "t", a.concat(5))
    op.create_check_constraint(None, "t", 5 + b)


def arithmetic_chains_5():
    op.create_check_constraint(None, "t", 'x' + b)
    op.create_check_constraint(None, "t", b + 5)
    op.create_check_constraint(None, "t", b + b)
    op.create_check_constraint(None, "t", b + c)
    op.create_check_constraint(None, "t", c + b)
    op.create_check_constraint(None, "t", c + 'x')
    op.create_check_constraint(None, "t", c + 1)
    op.create_check_constraint(None, "t", 1 + c)


def arithmetic_chains_6():
    op.create_check_constraint(None, "t", c + c)
    op.create_check_constraint(None, "t", b + a)
    op.create_check_constraint(None, "t", a + b)
    op.create_check_constraint(None, "t", 'a' + a)
    op.create_check_constraint(None, "t", b + 'a' + 'c' + b)
    op.create_check_constraint(None, "t", b + ('a' + b) + b)
    op.create_check_constraint(None, "t", (b + 'a') + (b + 'c'))
    op.create_check_constraint(None, "t", par.contained_by([1]))


def arithmetic_chains_7():
    op.create_check_constraint(None, "t", par.overlap([1]))
    op.create_check_constraint(None, "t", par.overlap(pg.array([1, 2])))
    op.create_check_constraint(None, "t", (a + 1) * 2)
    op.create_check_constraint(None, "t", a + 1 * a)
    op.create_check_constraint(None, "t", a * (a + 1))
    op.create_check_constraint(None, "t", a - (a - 1))
    op.create_check_constraint(None, "t", (a - a) - 1)
    op.create_check_constraint(None, "t", a - a - a)


def arithmetic_chains_8():
    op.create_check_constraint(None, "t", a + (a - 1))
    op.create_check_constraint(None, "t", a + (a + 1))
    op.create_check_constraint(None, "t", (a + a) + a)
    op.create_check_constraint(None, "t", a * (a * 2))
    op.create_check_constraint(None, "t", a / (a / 2))
    op.create_check_constraint(None, "t", (a / 2) / 3)
    op.create_check_constraint(None, "t", (a / a) * a)
    op.create_check_constraint(None, "t", a * (a / a))


def arithmetic_chains_9():
    op.create_check_constraint(None, "t", a % (a % 2))
    op.create_check_constraint(None, "t", (a % 2) % 3)
    op.create_check_constraint(None, "t", a // (a // 2))
    op.create_check_constraint(None, "t", -a * 2)
    op.create_check_constraint(None, "t", -(a * 2))
    op.create_check_constraint(None, "t", 2 * -a)
    op.create_check_constraint(None, "t", -a + 1)
    op.create_check_constraint(None, "t", cast(a + 1, sa.String))
