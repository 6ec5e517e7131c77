"""Operators inside of operators, as chance put them together"""

from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy import and_, any_, bindparam, case, cast, extract, func, literal, literal_column, not_, or_, text, type_coerce
from sqlalchemy.dialects import postgresql as pg

a = sa.column("a", sa.Integer)
b = sa.column("b", sa.String)
c = sa.column("c")
n = sa.column("n", sa.Numeric(5, 2))
f = sa.column("f", sa.Float)
z = sa.column("z", sa.Boolean)
d = sa.column("d", sa.Date)
pj = sa.column("pj", pg.JSON)
jb = sa.column("jb", pg.JSONB)
par = sa.column("par", pg.ARRAY(sa.Integer))
zar = sa.column("zar", pg.ARRAY(sa.Integer, zero_indexes=True))
hs = sa.column("hs", pg.HSTORE)
es = sa.column("es", sa.Enum("x", "y", name="es"))
t = sa.table("tt", sa.column("id", sa.Integer), sa.column("name", sa.String), schema="Sx")


def composed_01():
    op.create_check_constraint(None, "t", (case((jb.contains(jb), (jb['k'].as_integer() + func.count())), else_=(bindparam("p", 4) * literal_column("lc", sa.Integer))) + (-(func.count() - n))))
    op.create_check_constraint(None, "t", case((literal_column("lb", sa.Boolean), func.coalesce(b, 'z')), else_='it\'s'))
    op.create_check_constraint(None, "t", (case((z, literal('q%')), else_=pj['k'].astext) > func.lower(b).concat(case((z, b), else_='e'))))
    op.create_check_constraint(None, "t", func.concat(func.lower(b)).concat(case((z, b), else_='e')).concat(b.collate("C")))
    op.create_check_constraint(None, "t", (-(case(((pj[('a','b')].astext < hs['k']), (-3 / func.coalesce(a, 0))), else_=func.coalesce(a, 0).bitwise_xor((d - d))) * func.foo(type_=sa.Integer))))
    op.create_check_constraint(None, "t", (((pg.array_agg(a) != Decimal("1.5"))) | (jb.contained_by(jb))))


def composed_02():
    op.create_check_constraint(None, "t", ((pj['k'].astext + cast(a, sa.String)) + (func.lower(b) + 'it\'s')))
    op.create_check_constraint(None, "t", literal('x').startswith((pj['k'].astext.label('lab') + func.trim(pj[('a','b')].astext).collate('C'))))
    op.create_check_constraint(None, "t", case((not_(cast(a, sa.Boolean)), func.greatest(literal(3), func.length(b))), else_=(t.c.id - bindparam("p", 4))).not_in([func.count(a).filter(z), func.count()]))
    op.create_check_constraint(None, "t", ((type_coerce(t.c.id, sa.Integer).bitwise_lshift((d - d)) % ((func.coalesce(a, 0) / 2.5) // Decimal("1.5"))) <= zar[0]))
    op.create_check_constraint(None, "t", and_(b.collate("C").concat(literal('q%')).icontains(case((z, b), else_='e')), sa.false(), (extract("year", d) > (extract("year", d) // func.max(a)))))
    op.create_check_constraint(None, "t", ((-literal_column("lc", sa.Integer)) // func.sum(extract("year", d), (literal_column("lc", sa.Integer) * 1))))


def composed_03():
    op.create_check_constraint(None, "t", (zar[0] % literal(3)).between((func.max(a) - func.count(a).filter(z)), literal(2.5).op('<->')(t.c.id)))
    op.create_check_constraint(None, "t", (((func.coalesce(b, 'z') + pj[('a','b')].astext) + literal('x').label('lab')) + func.concat(jb['k'].astext)))
    op.create_check_constraint(None, "t", and_(or_(cast(a, sa.Boolean), text('tx')), (b.collate("C") < es)))
    op.create_check_constraint(None, "t", not_(literal('q%').concat(func.trim((literal('q%') + literal('q%'))))))
    op.create_check_constraint(None, "t", and_(cast(a, sa.String).endswith(pj[('a','b')].astext), a.between(func.count(), cast(b, sa.Integer))))
    op.create_check_constraint(None, "t", (hs['k'] + func.coalesce((case((literal_column("lb", sa.Boolean), es), else_=literal('q%')) + func.lower(literal('q%'))))))


def composed_04():
    op.create_check_constraint(None, "t", literal(2.5).between(case((sa.false(), func.coalesce(a, 0)), else_=func.length(b)), (n * literal_column("lc", sa.Integer))))
    op.create_check_constraint(None, "t", func.max((-(-bindparam("p", 4))), (t.c.id - zar[0]).bitwise_or((func.coalesce(a, 0) * (d - d)))))
    op.create_check_constraint(None, "t", (((jb['k'].astext + func.coalesce(b, 'z')) + pj[('a','b')].astext).collate('C') + pj['k'].astext))
    op.create_check_constraint(None, "t", type_coerce(type_coerce((jb['k'].as_integer() % func.max(a)), sa.String), sa.String))
    op.create_check_constraint(None, "t", (type_coerce(case((func.defined(hs, "x"), t.c.id), else_=literal(3)), sa.Integer) + ((Decimal("1.5") - a) / func.max(a))))
    op.create_check_constraint(None, "t", (((jb['k'].astext + 'x') + func.lower(b)) + (func.lower(b) + case((z, b), else_='e'))))


def composed_05():
    op.create_check_constraint(None, "t", (cast(b, sa.Integer) // ((1 // literal_column("lc", sa.Integer)) * (-literal(2.5)))))
    op.create_check_constraint(None, "t", (case((z, b), else_='e') + case((sa.true(), t.c.name), else_=jb['k'].astext).concat(cast(a, sa.String).regexp_replace('a', 'b'))))
    op.create_check_constraint(None, "t", (hs['k'].concat(((es + func.lower(b)) + ('it\'s' + es))) + (jb['k'].astext + case((sa.true(), func.coalesce(b, 'z')), else_=pj[('a','b')].astext).label('lab'))))
    op.create_check_constraint(None, "t", or_((~z), (((hs['k'] + cast(a, sa.String)) + case((sa.false(), t.c.name), else_=func.coalesce(b, 'z'))) == ((es + es) + func.coalesce(b.collate("C"))))))
    op.create_check_constraint(None, "t", ((func.length(b) / func.max(a)) // (a + 1)).op('##', precedence=5)(Decimal("1.5")))
    op.create_check_constraint(None, "t", or_((a == any_(pg.array([1, 2]))), (case((z, b), else_='e').regexp_replace('a', 'b') != func.lower(b).label('lab')), (b == any_(pg.array([1, 2])))))


def composed_06():
    op.create_check_constraint(None, "t", (~pj[('a','b')].astext.icontains(func.lower(pj[('a','b')].astext))))
    op.create_check_constraint(None, "t", func.foo(type_=sa.Integer).between(a, case(((par[1] >= func.count(a).filter(z)), t.c.id), else_=case((cast(a, sa.Boolean), -3), else_=cast(b, sa.Integer)))))
    op.create_check_constraint(None, "t", and_((extract("year", d) != (literal_column("lc", sa.Integer) // (d - d)))))
    op.create_check_constraint(None, "t", case((and_(((func.defined(hs, "x")) | (cast(a, sa.Boolean)))), (cast(a, sa.String) + hs['k'])), else_=(hs['k'] + hs['k']).concat(t.c.name)))
    op.create_check_constraint(None, "t", literal('q%').startswith(case((literal_column("lb", sa.Boolean), b.collate("C")), else_=t.c.name)))
    op.create_check_constraint(None, "t", func.coalesce((literal_column("lc", sa.Integer) // func.coalesce(a, 0)), (func.count() % cast(b, sa.Integer))))


def composed_07():
    op.create_check_constraint(None, "t", case((literal_column("lb", sa.Boolean), Decimal("1.5")), else_=Decimal("1.5")))
    op.create_check_constraint(None, "t", (case((par.any(par), type_coerce(a, sa.Integer)), else_=(a + Decimal("1.5"))) >= literal_column("lc", sa.Integer)))
    op.create_check_constraint(None, "t", ((-func.max(a)) // (case((jb["k"].as_boolean(), t.c.id), else_=a) // (func.max(a) // literal_column("lc", sa.Integer))).op('|/', 7)(cast(b, sa.Integer))))
    op.create_check_constraint(None, "t", ((-literal(3)) <= case((or_(sa.true(), z, sa.true()), case((jb["k"].as_boolean(), jb['k'].as_integer()), else_=2.5)), else_=zar[0])))
    op.create_check_constraint(None, "t", (case(((jb["k"].as_boolean() != Decimal("1.5")), (func.coalesce(a, 0) + n)), else_=(par[1] * -3)) % literal(2.5).bitwise_or((d - d))))
    op.create_check_constraint(None, "t", literal_column("lc", sa.Integer).bitwise_or(func.sum(a).over(order_by=b)))


def composed_08():
    op.create_check_constraint(None, "t", type_coerce((-3 // (d - d).op('&*', return_type=sa.Integer)(t.c.id).op('<->')(a.op('&*', return_type=sa.Integer)(jb['k'].as_integer()))), sa.Integer))
    op.create_check_constraint(None, "t", or_(not_(literal_column("lb", sa.Boolean)), par.overlap(pg.array([1]))))
    op.create_check_constraint(None, "t", (((func.count(a).filter(z) - cast(b, sa.Integer)) * (func.count(a).filter(z) + func.foo(type_=sa.Integer))) - -3))
    op.create_check_constraint(None, "t", ((-func.foo(type_=sa.Integer)) <= a.op('|/', 7)(cast(b, sa.Integer))))
    op.create_check_constraint(None, "t", (func.abs((literal(3) - zar[0]), func.count(a).filter(z)) % (func.coalesce(a, 0).op('|/', 7)(literal(3)) + (1 * func.length(b)))).op('|/', 7)(bindparam("p", 4)))
    op.create_check_constraint(None, "t", (('it\'s' + literal('q%')).concat((b.collate("C") + b)).collate('C') + (func.trim((hs['k'] + b)) + pj['k'].astext.collate('C').concat(b.collate("C")))))


def composed_09():
    op.create_check_constraint(None, "t", (par[1] >= func.coalesce(a, 0).bitwise_xor(func.coalesce(a, 0))))
    op.create_check_constraint(None, "t", ((literal_column("lc", sa.Integer) // -3) % func.max(n, func.count(a).filter(z))))
    op.create_check_constraint(None, "t", ((func.foo(type_=sa.Integer) + Decimal("1.5")) >= (literal_column("lc", sa.Integer) * Decimal("1.5"))))
    op.create_check_constraint(None, "t", ((cast(b, sa.Integer) - func.sum(a).over(order_by=b)) / (func.sum(a).over(order_by=b) // extract("year", d))).in_([f]))
    op.create_check_constraint(None, "t", ((cast(b, sa.Integer) + (n // literal(3)).bitwise_xor(a)) == func.coalesce(a, 0)))
    op.create_check_constraint(None, "t", (func.coalesce(b, 'z') + hs['k']).op('||')(jb['k'].astext).label('lab'))


def composed_10():
    op.create_check_constraint(None, "t", case((((sa.true()) | (z)), (extract("year", d) // literal_column("lc", sa.Integer))), else_=(par[1] * jb['k'].as_integer())))
    op.create_check_constraint(None, "t", (type_coerce(case((func.defined(hs, "x"), a), else_=jb['k'].as_integer()), sa.Numeric(4,1)) * extract("year", d)))
    op.create_check_constraint(None, "t", (~(pj[('a','b')].astext + case((cast(a, sa.Boolean), t.c.name), else_=cast(a, sa.String))).endswith((func.concat(b) + b))))
    op.create_check_constraint(None, "t", (literal('it\'s') == (cast(a, sa.String) + (func.lower(b) + t.c.name))))
    op.create_check_constraint(None, "t", (((func.length(b) / zar[0]) / (literal(3) * -3)) == (-(func.max(a) * bindparam("p", 4)))))
    op.create_check_constraint(None, "t", or_((b.collate("C") != jb['k'].astext), (a == any_(func.array_agg(a))), par.all(5)))


def composed_11():
    op.create_check_constraint(None, "t", ((-((par[1] - zar[0]) - par[1].op('&*', return_type=sa.Integer)(func.sum(a).over(order_by=b)))) * type_coerce(func.sum(a).over(order_by=b), sa.Numeric(4,1))))
    op.create_check_constraint(None, "t", (func.max(a) // jb['k'].as_integer()).op('|/', 7)((-func.length(b))))
    op.create_check_constraint(None, "t", func.coalesce(func.trim(pj[('a','b')].astext)).concat((case((sa.true(), t.c.name), else_=func.lower(b)) + func.trim(pj['k'].astext))))
    op.create_check_constraint(None, "t", ((t.c.name + pj[('a','b')].astext.concat(t.c.name)) < hs['k']))
    op.create_check_constraint(None, "t", pj[('a','b')].astext.op('||')(func.lower(b)).label('lab').collate('C'))
    op.create_check_constraint(None, "t", (case(((pj[('a','b')].astext > case((sa.false(), 'x'), else_=pj['k'].astext)), (es + func.lower(b))), else_=literal('it\'s').concat(hs['k'])) + es))


def composed_12():
    op.create_check_constraint(None, "t", (b.collate("C") + (case((sa.true(), pj['k'].astext), else_=func.coalesce(b, 'z')) + func.coalesce(b, 'z'))))
    op.create_check_constraint(None, "t", case(((func.bar() != literal('x').regexp_replace('a', 'b')), (zar[0] / (jb['k'].as_integer() / func.max(a)))), else_=cast(b, sa.Integer)))
    op.create_check_constraint(None, "t", case(((pj[('a','b')].astext == b), (literal('q%') + hs['k'])), else_=(es + func.coalesce(b, 'z'))).concat((b + (b + case((z, b), else_='e')))))
    op.create_check_constraint(None, "t", ((-((n + func.sum(a).over(order_by=b)) / ((d - d) % n))) / ((-3 // cast(b, sa.Integer)).op('##', precedence=5)(type_coerce(a, sa.String)) - func.foo(type_=sa.Integer))))
    op.create_check_constraint(None, "t", (type_coerce(func.foo(type_=sa.Integer), sa.String) < (zar[0] // func.max(a))))
    op.create_check_constraint(None, "t", n.between(type_coerce((-zar[0]), sa.Numeric(4,1)), ((f % bindparam("p", 4)) // (extract("year", d) // cast(b, sa.Integer)))))


def composed_13():
    op.create_check_constraint(None, "t", not_(case((literal_column("lb", sa.Boolean), 1), else_=literal_column("lc", sa.Integer))))
    op.create_check_constraint(None, "t", (zar[0] < ((-(-func.count(a).filter(z))) / (func.coalesce(a, 0).bitwise_xor(-3) // jb['k'].as_integer()))))
    op.create_check_constraint(None, "t", (func.count(a).filter(z) + (literal(3) + func.foo(type_=sa.Integer))))
    op.create_check_constraint(None, "t", func.greatest((Decimal("1.5") % n), func.greatest(t.c.id, func.coalesce(a, 0))))
    op.create_check_constraint(None, "t", ((case((z, b), else_='e') + b.collate("C")).concat(cast(a, sa.String)).collate('C') + pj[('a','b')].astext))
    op.create_check_constraint(None, "t", ('x' + (jb['k'].astext + (literal('it\'s').label('lab') + (cast(a, sa.String) + cast(a, sa.String))))))


def composed_14():
    op.create_check_constraint(None, "t", type_coerce(literal_column("lc", sa.Integer), sa.String).not_in([Decimal("1.5"), 2.5]))
    op.create_check_constraint(None, "t", bindparam("p", 4).bitwise_xor(1).op('<->')((func.coalesce(a, 0) // func.foo(type_=sa.Integer))))
    op.create_check_constraint(None, "t", case((func.defined(hs, "x"), b.collate("C").op('||')(cast(a, sa.String))), else_=func.concat(pj['k'].astext)))
    op.create_check_constraint(None, "t", not_((literal(3).bitwise_xor(cast(b, sa.Integer)) % (cast(b, sa.Integer) - a))))
    op.create_check_constraint(None, "t", case(((func.foo(type_=sa.Integer) <= func.length(b)), func.coalesce(t.c.id, func.length(b))), else_=(-func.coalesce(a, 0))).in_([2.5, -3]))
    op.create_check_constraint(None, "t", case((((literal_column("lb", sa.Boolean)) | (sa.false())), (func.foo(type_=sa.Integer) * func.length(b))), else_=literal(3)))


def composed_15():
    op.create_check_constraint(None, "t", ((hs['k'] + b) + (('it\'s' + hs['k']) + (t.c.name + pj['k'].astext))))
    op.create_check_constraint(None, "t", ((('x' + func.lower(b)) + func.lower(b)) + func.concat(case((literal_column("lb", sa.Boolean), b), else_='it\'s'))))
    op.create_check_constraint(None, "t", (literal('q%').label('lab').concat((func.coalesce(b, 'z') + jb['k'].astext)) != b.collate("C")))
    op.create_check_constraint(None, "t", (t.c.name + literal('q%')).concat((pj[('a','b')].astext + jb['k'].astext)))
    op.create_check_constraint(None, "t", case((func.defined(hs, "x"), cast(a, sa.String).concat(func.coalesce(b, 'z'))), else_=b.regexp_replace('a', 'b')))
    op.create_check_constraint(None, "t", (jb['k'].as_integer() != (((cast(b, sa.Integer) + -3) // -3) > type_coerce(cast(b, sa.Integer), sa.Integer))))


def composed_16():
    op.create_check_constraint(None, "t", or_(literal_column("lb", sa.Boolean), literal_column("lb", sa.Boolean)))
    op.create_check_constraint(None, "t", (literal(1) == (-((func.count() % literal_column("lc", sa.Integer)) - func.coalesce(a, 0).op('##', precedence=5)(f)))))
    op.create_check_constraint(None, "t", (((func.count() <= literal(3))) & ((func.sum(a).over(order_by=b) == bindparam("p", 4)))))
    op.create_check_constraint(None, "t", (t.c.id < ((-func.abs(func.foo(type_=sa.Integer), extract("year", d))) + type_coerce(type_coerce(literal(1), sa.Numeric(4,1)), sa.Numeric(4,1)))))
    op.create_check_constraint(None, "t", (((b + 'x') + func.lower(es)) < func.trim((pj['k'].astext + cast(a, sa.String)))))
    op.create_check_constraint(None, "t", ((func.concat(pj[('a','b')].astext).concat(b) + 'it\'s') > case((not_(literal_column('lx')), ((literal('q%') + hs['k']) + es)), else_=es)))


def composed_17():
    op.create_check_constraint(None, "t", (zar[0] + f).op('<->')((zar[0] - func.foo(type_=sa.Integer))))
    op.create_check_constraint(None, "t", (func.sum(func.max(a), cast(b, sa.Integer)) <= (literal(3) // func.length(b))))
    op.create_check_constraint(None, "t", (par[1] > case((text('tx'), f.op('&*', return_type=sa.Integer)(zar[0])), else_=case((cast(a, sa.Boolean), cast(b, sa.Integer)), else_=func.length(b)))))
    op.create_check_constraint(None, "t", ((extract("year", d) * jb['k'].as_integer()) / (jb['k'].as_integer() * (d - d))).in_([Decimal("1.5"), func.sum(a).over(order_by=b)]))
    op.create_check_constraint(None, "t", func.coalesce(((-func.length(b)) % (literal(3) * func.count())), (func.length(b) % Decimal("1.5")).op('##', precedence=5)((bindparam("p", 4) * -3))))
    op.create_check_constraint(None, "t", (es.concat(jb['k'].astext).concat(jb['k'].astext.concat(pj[('a','b')].astext)) + (func.coalesce(b, 'z').label('lab') + case((z, 'x'), else_=literal('q%')))))


def composed_18():
    op.create_check_constraint(None, "t", and_(((jb['k'].astext + case((z, b), else_='e')) > func.coalesce(jb['k'].astext)), (func.lower(b) == func.coalesce(b, 'z')), text('tx')))
    op.create_check_constraint(None, "t", ((func.lower(b).label('lab') + func.coalesce(b, 'z').concat(func.lower(b))) + (cast(a, sa.String).concat('it\'s') + func.lower(b))))
    op.create_check_constraint(None, "t", case(((~jb["k"].as_boolean()), (jb['k'].as_integer() * literal_column("lc", sa.Integer))), else_=type_coerce(literal(3), sa.Numeric(4,1))))
    op.create_check_constraint(None, "t", (type_coerce((literal_column("lc", sa.Integer) + literal(3)), sa.Numeric(4,1)) != (-(-a))))
    op.create_check_constraint(None, "t", or_(((-func.coalesce(a, 0)) == (func.max(a) % func.length(b))), par.all(pg.array([1])), func.defined(hs, "x")))
    op.create_check_constraint(None, "t", (((func.sum(a).over(order_by=b) % literal_column("lc", sa.Integer)) + par[1].bitwise_or(func.length(b))) == pg.array_agg(a)))


def composed_19():
    op.create_check_constraint(None, "t", ((-func.length(b).bitwise_and(cast(b, sa.Integer))) - n.bitwise_and(f).bitwise_lshift((-literal(3)))))
    op.create_check_constraint(None, "t", ((func.concat(func.coalesce(b, 'z')) + case((func.defined(hs, "x"), cast(a, sa.String)), else_=literal('q%'))) + hs['k']))
    op.create_check_constraint(None, "t", (~(literal(Decimal("1.5")).bitwise_lshift((1 * literal_column("lc", sa.Integer))) == type_coerce((literal_column("lc", sa.Integer) - n), sa.Numeric(4,1)))))
    op.create_check_constraint(None, "t", (a != func.abs(case((z, Decimal("1.5")), else_=jb['k'].as_integer()), func.foo(type_=sa.Integer))))
    op.create_check_constraint(None, "t", ((hs['k'] + jb['k'].astext) + (t.c.name + pj['k'].astext)).concat((case((sa.true(), case((z, b), else_='e')), else_='x') + (func.lower(b) + func.coalesce(b, 'z')))))
    op.create_check_constraint(None, "t", ('it\'s' + case((func.defined(hs, "x"), 'x'), else_=func.lower(b))))


def composed_20():
    op.create_check_constraint(None, "t", (((jb['k'].as_integer() >= extract("year", d))) | ((pj[('a','b')].astext == pj['k'].astext))))
    op.create_check_constraint(None, "t", (func.lower(func.concat(pj['k'].astext)) + hs['k'].op('||')(b).concat(jb['k'].astext)))
    op.create_check_constraint(None, "t", case((and_(z, jb["k"].as_boolean()), (func.coalesce(b, 'z') + b)), else_=(jb['k'].astext + literal('q%'))))
    op.create_check_constraint(None, "t", (func.trim(cast(a, sa.String)) == (b.collate("C") + literal('q%'))))
    op.create_check_constraint(None, "t", or_(and_(sa.true(), and_(cast(a, sa.Boolean), sa.true(), literal_column("lb", sa.Boolean)))))
    op.create_check_constraint(None, "t", (func.abs(par[1], func.max(a)) % case((z, func.max(a)), else_=(d - d))))
