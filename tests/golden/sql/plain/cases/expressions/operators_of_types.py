"""What the type of an expression adds to its operators"""

import datetime
import uuid
from decimal import Decimal

import sqlalchemy as sa
from alembic import op
from sqlalchemy import all_, and_, any_, case, cast, func, literal, literal_column, not_, text, type_coerce
from sqlalchemy.dialects import postgresql as pg

a = sa.column("a", sa.Integer)
b = sa.column("b", sa.String)
c = sa.column("c")
n = sa.column("n", sa.Numeric(5, 2))
f = sa.column("f", sa.Float)
z = sa.column("z", sa.Boolean)
d = sa.column("d", sa.Date)
dt = sa.column("dt", sa.DateTime)
tz = sa.column("tz", sa.DateTime(timezone=True))
tm = sa.column("tm", sa.Time)
iv = sa.column("iv", sa.Interval)
piv = sa.column("piv", pg.INTERVAL)
j = sa.column("j", sa.JSON)
pj = sa.column("pj", pg.JSON)
jb = sa.column("jb", pg.JSONB)
ar = sa.column("ar", sa.ARRAY(sa.Integer))
par = sa.column("par", pg.ARRAY(sa.Integer))
par2 = sa.column("par2", pg.ARRAY(sa.String, dimensions=2))
zar = sa.column("zar", pg.ARRAY(sa.Integer, zero_indexes=True))
hs = sa.column("hs", pg.HSTORE)
ir = sa.column("ir", pg.INT4RANGE)
tr = sa.column("tr", pg.TSTZRANGE)
imr = sa.column("imr", pg.INT4MULTIRANGE)
tv = sa.column("tv", pg.TSVECTOR)
es = sa.column("es", sa.Enum("x", "y", name="es"))
t = sa.table("tt", sa.column("id", sa.Integer), sa.column("name", sa.String), schema="Sx")


class Own(sa.types.UserDefinedType):
    def get_col_spec(self, **kw):
        return "OWN"


own = sa.column("own", Own)


def json_casts_1():
    op.create_check_constraint(None, "t", j['x'].as_string() == 'y')
    op.create_check_constraint(None, "t", j['x'].as_integer() > 5)
    op.create_check_constraint(None, "t", j['x'].as_float())
    op.create_check_constraint(None, "t", j['x'].as_boolean())
    op.create_check_constraint(None, "t", j['x'].as_boolean() == True)
    op.create_check_constraint(None, "t", ~j['x'].as_boolean())
    op.create_check_constraint(None, "t", j['x'].as_numeric(10, 2))
    op.create_check_constraint(None, "t", j['x'].as_json())


def json_casts_2():
    op.create_check_constraint(None, "t", j[('a', 'b')].as_string())
    op.create_check_constraint(None, "t", j[('a', 'b')].as_integer() + 1)
    op.create_check_constraint(None, "t", func.foo(j['x'].as_string()) == 'z')
    op.create_check_constraint(None, "t", pj['x'].as_string())
    op.create_check_constraint(None, "t", jb['x'][0].as_integer())
    op.create_check_constraint(None, "t", jb['x'].as_string() == 'y')
    op.create_check_constraint(None, "t", jb['x'].as_boolean())
    op.create_check_constraint(None, "t", jb.has_key('x'))


def json_casts_3():
    op.create_check_constraint(None, "t", jb.has_key(b))
    op.create_check_constraint(None, "t", jb.has_any(pg.array(['a', 'b'])))
    op.create_check_constraint(None, "t", jb.has_all(pg.array(['a'])))
    op.create_check_constraint(None, "t", ~jb.has_key('x'))
    op.create_check_constraint(None, "t", and_(jb.has_key('x'), jb.contains('{}')))
    op.create_check_constraint(None, "t", jb.has_key('x') & z)
    op.create_check_constraint(None, "t", jb.has_key('x') == True)
    op.create_check_constraint(None, "t", jb.has_key('x').is_(False))


def json_casts_4():
    op.create_check_constraint(None, "t", func.foo(jb.has_key('x')))
    op.create_check_constraint(None, "t", func.foo(jb.has_key('x')) + 1)
    op.create_check_constraint(None, "t", not_(func.foo(jb.has_key('x'))))
    op.create_check_constraint(None, "t", case((jb.has_key('x'), 1), else_=0))
    op.create_check_constraint(None, "t", case((jb.has_key('x'), jb['x'].astext), else_='0') == 'z')
    op.create_check_constraint(None, "t", -jb['x'].as_integer())
    op.create_check_constraint(None, "t", jb['x'].as_integer() / 2)
    op.create_check_constraint(None, "t", jb['x'].as_integer() // 2)


def json_casts_5():
    op.create_check_constraint(None, "t", jb['x'].as_integer().between(1, 5))
    op.create_check_constraint(None, "t", hs.has_key('x'))
    op.create_check_constraint(None, "t", hs.has_all(pg.array(['a'])))
    op.create_check_constraint(None, "t", hs.has_any(pg.array(['a'])))


def json_paths_of_sql():
    op.create_check_constraint(None, "t", jb.path_exists('$.a'))
    op.create_check_constraint(None, "t", jb.path_match('$.a > 1'))
    op.create_check_constraint(None, "t", jb.path_match(cast('$.a', pg.JSONPATH)))
    op.create_check_constraint(None, "t", jb.delete_path(['a', 'b']))
    op.create_check_constraint(None, "t", jb.delete_path(pg.array(['a', 'b'])))
    op.create_check_constraint(None, "t", jb.delete_path(['a'])['x'])
    op.create_check_constraint(None, "t", jb.delete_path(['a']) == '{}')


def json_text_1():
    op.create_check_constraint(None, "t", pj['x'].astext)
    op.create_check_constraint(None, "t", pj['x'].astext == 'y')
    op.create_check_constraint(None, "t", pj['x'].astext.cast(sa.Integer))
    op.create_check_constraint(None, "t", pj['x']['y'].astext)
    op.create_check_constraint(None, "t", pj[('a', 'b')].astext)
    op.create_check_constraint(None, "t", pj[('a', 0)].astext == 'z')
    op.create_check_constraint(None, "t", pj[('a', 0)]['b'].astext == 'z')
    op.create_check_constraint(None, "t", pj['x'].astext.like('a%'))


def json_text_2():
    op.create_check_constraint(None, "t", pj['x'].astext.in_(['a', 'b']))
    op.create_check_constraint(None, "t", func.lower(pj['x'].astext))
    op.create_check_constraint(None, "t", func.lower(pj['x'].astext) == 'z')
    op.create_check_constraint(None, "t", func.coalesce(pj['x'].astext, 'z') == 'z')
    op.create_check_constraint(None, "t", pj['x'].astext + 'y')
    op.create_check_constraint(None, "t", pj['x'].astext.is_(None))
    op.create_check_constraint(None, "t", pj['x'].astext.desc())
    op.create_check_constraint(None, "t", ~(pj['x'].astext == 'y'))


def json_text_3():
    op.create_check_constraint(None, "t", jb['x'].astext)
    op.create_check_constraint(None, "t", jb['x'].astext == 'y')
    op.create_check_constraint(None, "t", jb['x'].astext.cast(sa.Integer) > 5)
    op.create_check_constraint(None, "t", jb['x']['y'].astext == 'z')
    op.create_check_constraint(None, "t", jb[('a', 'b')].astext)
    op.create_check_constraint(None, "t", cast(b, pg.JSONB)['x'].astext)
    op.create_check_constraint(None, "t", jb['x'].astext.regexp_match('^a'))
    op.create_check_constraint(None, "t", jb['x'].astext.startswith('a'))


def json_text_4():
    op.create_check_constraint(None, "t", jb['x'].astext.contains('a'))
    op.create_check_constraint(None, "t", jb['x'].astext.icontains('a'))


def jsonb_containment():
    op.create_check_constraint(None, "t", jb.contains('{"a": 1}'))
    op.create_check_constraint(None, "t", jb.contained_by('{"a": 1}'))
    op.create_check_constraint(None, "t", jb.contains(jb))
    op.create_check_constraint(None, "t", jb['x'].contains('[1]'))


def jsonb_subscripts_1():
    op.create_check_constraint(None, "t", jb['x'])
    op.create_check_constraint(None, "t", jb[0])
    op.create_check_constraint(None, "t", jb['x']['y'])
    op.create_check_constraint(None, "t", jb['x']['y'] == 'z')
    op.create_check_constraint(None, "t", jb[('a', 'b')])
    op.create_check_constraint(None, "t", jb[('a', 'b')] == '1')
    op.create_check_constraint(None, "t", jb['x'] != None)
    op.create_check_constraint(None, "t", jb['x'].is_not(None))


def jsonb_subscripts_2():
    op.create_check_constraint(None, "t", jb['x'].in_(['1']))
    op.create_check_constraint(None, "t", func.jsonb_array_length(jb['x']) > 0)
    op.create_check_constraint(None, "t", func.jsonb_typeof(jb['x']) == 'array')
    op.create_check_constraint(None, "t", jb['x'].label('q'))


def json_subscripts_1():
    op.create_check_constraint(None, "t", j['x'])
    op.create_check_constraint(None, "t", j[0])
    op.create_check_constraint(None, "t", j[('a', 'b')])
    op.create_check_constraint(None, "t", j[['a', 1]])
    op.create_check_constraint(None, "t", j['x']['y'])
    op.create_check_constraint(None, "t", j['x'][0]['y'])
    op.create_check_constraint(None, "t", j['x'] == 'y')
    op.create_check_constraint(None, "t", j['x'] + j['y'])


def json_subscripts_2():
    op.create_check_constraint(None, "t", j['x'].is_(None))
    op.create_check_constraint(None, "t", j['x'] == None)
    op.create_check_constraint(None, "t", j['x'].cast(sa.Integer))
    op.create_check_constraint(None, "t", cast(j['x'], sa.String))
    op.create_check_constraint(None, "t", func.foo(j['x']))
    op.create_check_constraint(None, "t", func.foo(j['x']) + 1)
    op.create_check_constraint(None, "t", j[True])
    op.create_check_constraint(None, "t", j[None])


def json_subscripts_3():
    op.create_check_constraint(None, "t", j[b])
    op.create_check_constraint(None, "t", j[a])
    op.create_check_constraint(None, "t", j[c])
    op.create_check_constraint(None, "t", j['it\'s %'])
    op.create_check_constraint(None, "t", pj[()])
    op.create_check_constraint(None, "t", pj[[]])


def jsonb_1():
    op.create_check_constraint(None, "t", func.foo(jb, type_=pg.JSONB)['x'])
    op.create_check_constraint(None, "t", (jb + jb)['x'])
    op.create_check_constraint(None, "t", jb.op('||')(jb)['x'])
    op.create_check_constraint(None, "t", jb + jb)
    op.create_check_constraint(None, "t", jb + '{"a": 1}')
    op.create_check_constraint(None, "t", jb - 'a')
    op.create_check_constraint(None, "t", jb - 1)
    op.create_check_constraint(None, "t", jb.concat(jb))


def jsonb_2():
    op.create_check_constraint(None, "t", jb.op('-')('a'))
    op.create_check_constraint(None, "t", jb == '{}')
    op.create_check_constraint(None, "t", jb != None)


def array_literals_1():
    op.create_check_constraint(None, "t", par == pg.array([1, 2]))
    op.create_check_constraint(None, "t", pg.array([]))
    op.create_check_constraint(None, "t", pg.array([], type_=sa.Integer))
    op.create_check_constraint(None, "t", pg.array([1, 2]))
    op.create_check_constraint(None, "t", pg.array(['a', 'b%']))
    op.create_check_constraint(None, "t", pg.array([a, 1, a + 1]))
    op.create_check_constraint(None, "t", pg.array([1, 2], type_=sa.BigInteger))
    op.create_check_constraint(None, "t", pg.array(['a'], type_=sa.Text))


def array_literals_2():
    op.create_check_constraint(None, "t", pg.array([pg.array([1]), pg.array([2])]))
    op.create_check_constraint(None, "t", pg.array([None]))
    op.create_check_constraint(None, "t", pg.array([])[1])
    op.create_check_constraint(None, "t", pg.array([1, 2])[1])
    op.create_check_constraint(None, "t", pg.array([1, 2])[1:2])
    op.create_check_constraint(None, "t", pg.array([1]) + pg.array([2]))
    op.create_check_constraint(None, "t", pg.array([1]) + [2])
    op.create_check_constraint(None, "t", pg.array([1]) == [2])


def array_literals_3():
    op.create_check_constraint(None, "t", pg.array([1]) == par)
    op.create_check_constraint(None, "t", pg.array([1]).contains([1]))
    op.create_check_constraint(None, "t", pg.array([z & z, z | z]))
    op.create_check_constraint(None, "t", pg.array([z & z, b.contains('x')]))
    op.create_check_constraint(None, "t", cast(pg.array([1, 2]), pg.ARRAY(sa.BigInteger)))
    op.create_check_constraint(None, "t", hs.slice(pg.array(['a'])))


def array_aggregates_1():
    op.create_check_constraint(None, "t", func.array_agg(a))
    op.create_check_constraint(None, "t", func.array_agg(a)[1])
    op.create_check_constraint(None, "t", func.array_agg(a) == [1])
    op.create_check_constraint(None, "t", func.array_agg(par))
    op.create_check_constraint(None, "t", pg.array_agg(a))
    op.create_check_constraint(None, "t", pg.array_agg(a)[1])
    op.create_check_constraint(None, "t", pg.array_agg(a).contains([1]))
    op.create_check_constraint(None, "t", func.array_agg(pg.aggregate_order_by(a, b)))


def array_aggregates_2():
    op.create_check_constraint(None, "t", func.array_agg(pg.aggregate_order_by(a, b.desc())))
    op.create_check_constraint(None, "t", func.string_agg(b, pg.aggregate_order_by(literal_column("','"), b, a.desc())))
    op.create_check_constraint(None, "t", func.string_agg(b, ','))


def array_subscripts_1():
    op.create_check_constraint(None, "t", ar[1])
    op.create_check_constraint(None, "t", ar[1] == 5)
    op.create_check_constraint(None, "t", ar[1:3])
    op.create_check_constraint(None, "t", ar[1:])
    op.create_check_constraint(None, "t", ar[:3])
    op.create_check_constraint(None, "t", ar[a])
    op.create_check_constraint(None, "t", ar[a + 1])
    op.create_check_constraint(None, "t", ar[1:3][1])


def array_subscripts_2():
    op.create_check_constraint(None, "t", par[1])
    op.create_check_constraint(None, "t", par[1:2])
    op.create_check_constraint(None, "t", par2[1])
    op.create_check_constraint(None, "t", par2[1][2])
    op.create_check_constraint(None, "t", par2[1][2] == 'x')
    op.create_check_constraint(None, "t", par2[1] == ['x'])
    op.create_check_constraint(None, "t", zar[0])
    op.create_check_constraint(None, "t", zar[0:1])


def array_subscripts_3():
    op.create_check_constraint(None, "t", zar[a])
    op.create_check_constraint(None, "t", par[1] + 1)
    op.create_check_constraint(None, "t", par[1].in_([1, 2]))


def array_operators_1():
    op.create_check_constraint(None, "t", par + par)
    op.create_check_constraint(None, "t", par + [1])
    op.create_check_constraint(None, "t", par.concat([1, 2]))
    op.create_check_constraint(None, "t", par == [1, 2])
    op.create_check_constraint(None, "t", par == [])
    op.create_check_constraint(None, "t", par == [[1], [2]])
    op.create_check_constraint(None, "t", ar == [1])
    op.create_check_constraint(None, "t", par2 == [['a', 'b'], ['c', 'd']])


def array_operators_2():
    op.create_check_constraint(None, "t", par.contains([]))
    op.create_check_constraint(None, "t", par.overlap([1]) & z)
    op.create_check_constraint(None, "t", ~par.contains([1]))
    op.create_check_constraint(None, "t", par.contains([1]) == True)
    op.create_check_constraint(None, "t", func.foo(par.contains([1])) == 1)
    op.create_check_constraint(None, "t", par.any(5))
    op.create_check_constraint(None, "t", par.all(5))
    op.create_check_constraint(None, "t", par.any(a))


def array_operators_3():
    op.create_check_constraint(None, "t", ~par.any(5))
    op.create_check_constraint(None, "t", pg.Any(5, par))
    op.create_check_constraint(None, "t", pg.All(5, par))
    op.create_check_constraint(None, "t", par2.any('x'))
    op.create_check_constraint(None, "t", 5 == par.any_())
    op.create_check_constraint(None, "t", par.any_() == 5)
    op.create_check_constraint(None, "t", par.any_() == None)
    op.create_check_constraint(None, "t", par.any_() == True)


def array_operators_4():
    op.create_check_constraint(None, "t", par.any_() != False)
    op.create_check_constraint(None, "t", par.any_() > a)
    op.create_check_constraint(None, "t", par.any_() == b)
    op.create_check_constraint(None, "t", par.all_() <= 5)
    op.create_check_constraint(None, "t", cast([1, 2], pg.ARRAY(sa.Integer)))
    op.create_check_constraint(None, "t", cast(['a'], sa.ARRAY(sa.String)))
    op.create_check_constraint(None, "t", literal([1, 2], pg.ARRAY(sa.Integer)))
    op.create_check_constraint(None, "t", literal([], pg.ARRAY(sa.Integer)))


def array_operators_5():
    op.create_check_constraint(None, "t", literal(['a', "b'c"], pg.ARRAY(sa.Text)))
    op.create_check_constraint(None, "t", literal([[1, 2], [3]], pg.ARRAY(sa.Integer)))
    op.create_check_constraint(None, "t", literal((1, 2), pg.ARRAY(sa.Integer)))
    op.create_check_constraint(None, "t", func.unnest(par))
    op.create_check_constraint(None, "t", func.array_length(par, 1) > 0)
    op.create_check_constraint(None, "t", func.array_append(par, 5))
    op.create_check_constraint(None, "t", func.array_remove(par, 'x'))


def hstore_1():
    op.create_check_constraint(None, "t", hs['x'])
    op.create_check_constraint(None, "t", hs['x'] == 'y')
    op.create_check_constraint(None, "t", hs['x'] + 'z')
    op.create_check_constraint(None, "t", hs.contained_by(hs))
    op.create_check_constraint(None, "t", hs + hs)
    op.create_check_constraint(None, "t", hs.defined('x'))
    op.create_check_constraint(None, "t", hs.delete('x'))
    op.create_check_constraint(None, "t", hs.delete('x')['y'])


def hstore_2():
    op.create_check_constraint(None, "t", hs.keys())
    op.create_check_constraint(None, "t", hs.vals())
    op.create_check_constraint(None, "t", hs.array())
    op.create_check_constraint(None, "t", hs.matrix())
    op.create_check_constraint(None, "t", hs.keys()[1])
    op.create_check_constraint(None, "t", pg.hstore('a', 'b'))
    op.create_check_constraint(None, "t", pg.hstore('a', 'b')['a'])
    op.create_check_constraint(None, "t", hs == None)


def hstore_3():
    op.create_check_constraint(None, "t", hs['x'].is_(None))


def ranges_1():
    op.create_check_constraint(None, "t", ir.contains(5))
    op.create_check_constraint(None, "t", ir.contains(a))
    op.create_check_constraint(None, "t", ir.contained_by(ir))
    op.create_check_constraint(None, "t", ir.overlaps('[1,2)'))
    op.create_check_constraint(None, "t", ir.overlaps(ir))
    op.create_check_constraint(None, "t", ir.strictly_left_of(ir))
    op.create_check_constraint(None, "t", ir << ir)
    op.create_check_constraint(None, "t", ir >> ir)


def ranges_2():
    op.create_check_constraint(None, "t", ir << '[1,2)')
    op.create_check_constraint(None, "t", ir.strictly_right_of(ir))
    op.create_check_constraint(None, "t", ir.not_extend_right_of(ir))
    op.create_check_constraint(None, "t", ir.not_extend_left_of(ir))
    op.create_check_constraint(None, "t", ir.adjacent_to(ir))
    op.create_check_constraint(None, "t", ir.union(ir))
    op.create_check_constraint(None, "t", ir + ir)
    op.create_check_constraint(None, "t", ir.difference(ir))


def ranges_3():
    op.create_check_constraint(None, "t", ir - ir)
    op.create_check_constraint(None, "t", ir.intersection(ir))
    op.create_check_constraint(None, "t", ir * ir)
    op.create_check_constraint(None, "t", ~ir.overlaps(ir))
    op.create_check_constraint(None, "t", ir.overlaps(ir) & z)
    op.create_check_constraint(None, "t", tr.contains(func.now()))
    op.create_check_constraint(None, "t", tr.contains(datetime.datetime(2020, 1, 1)))
    op.create_check_constraint(None, "t", tr.overlaps(func.tstzrange(tz, tz, '[)')))


def ranges_4():
    op.create_check_constraint(None, "t", imr.contains(5))
    op.create_check_constraint(None, "t", imr.overlaps(ir))
    op.create_check_constraint(None, "t", ir == '[1,2)')
    op.create_check_constraint(None, "t", ir.is_(None))
    op.create_check_constraint(None, "t", func.upper(ir) > 5)
    op.create_check_constraint(None, "t", func.lower_inf(ir))


def text_search_functions_1():
    op.create_check_constraint(None, "t", tv.match('x'))
    op.create_check_constraint(None, "t", tv.bool_op('@@')(func.plainto_tsquery('x')))
    op.create_check_constraint(None, "t", func.to_tsvector(b))
    op.create_check_constraint(None, "t", func.to_tsvector(sa.text("'english'"), b))
    op.create_check_constraint(None, "t", func.to_tsvector(literal_column("'english'"), b))
    op.create_check_constraint(None, "t", func.to_tsvector(text("'english'"), b).op('@@')(func.to_tsquery(text("'english'"), 'x')))
    op.create_check_constraint(None, "t", func.to_tsquery('x'))
    op.create_check_constraint(None, "t", func.plainto_tsquery('x'))


def text_search_functions_2():
    op.create_check_constraint(None, "t", func.phraseto_tsquery('x'))
    op.create_check_constraint(None, "t", func.websearch_to_tsquery('x'))
    op.create_check_constraint(None, "t", func.ts_headline(b, func.to_tsquery('x')))
    op.create_check_constraint(None, "t", func.ts_headline(text("'english'"), b, func.to_tsquery('x')))
    op.create_check_constraint(None, "t", func.ts_rank(tv, func.to_tsquery('x')))
    op.create_check_constraint(None, "t", func.setweight(func.to_tsvector(b), 'A'))
    op.create_check_constraint(None, "t", func.setweight(func.to_tsvector(b), 'A').op('||')(func.setweight(func.to_tsvector(b), 'B')))
    op.create_check_constraint(None, "t", func.to_tsvector(func.coalesce(b, '')))


def text_search_functions_3():
    op.create_check_constraint(None, "t", pg.to_tsvector(b))
    op.create_check_constraint(None, "t", func.to_tsvector(b + ' ' + b))
    op.create_check_constraint(None, "t", sa.column('ts', pg.TIMESTAMP(timezone=True, precision=3)) > datetime.datetime(2020,1,1))


def moments_1():
    op.create_check_constraint(None, "t", d + 1)
    op.create_check_constraint(None, "t", d - 1)
    op.create_check_constraint(None, "t", 1 + d)
    op.create_check_constraint(None, "t", d - d)
    op.create_check_constraint(None, "t", (d - d) / 2)
    op.create_check_constraint(None, "t", (d - d) // 2)
    op.create_check_constraint(None, "t", d + iv)
    op.create_check_constraint(None, "t", iv + d)


def moments_2():
    op.create_check_constraint(None, "t", d - iv)
    op.create_check_constraint(None, "t", d + tm)
    op.create_check_constraint(None, "t", tm + d)
    op.create_check_constraint(None, "t", d - dt)
    op.create_check_constraint(None, "t", dt - dt)
    op.create_check_constraint(None, "t", dt - d)
    op.create_check_constraint(None, "t", dt + iv)
    op.create_check_constraint(None, "t", iv + dt)


def moments_3():
    op.create_check_constraint(None, "t", dt - iv)
    op.create_check_constraint(None, "t", dt - datetime.datetime(2020, 1, 1))
    op.create_check_constraint(None, "t", dt + datetime.timedelta(days=1))
    op.create_check_constraint(None, "t", d + datetime.timedelta(days=1))
    op.create_check_constraint(None, "t", tz - datetime.timedelta(hours=1))
    op.create_check_constraint(None, "t", tm - tm)
    op.create_check_constraint(None, "t", tm + iv)
    op.create_check_constraint(None, "t", tm - iv)


def moments_4():
    op.create_check_constraint(None, "t", iv * 2)
    op.create_check_constraint(None, "t", 2 * iv)
    op.create_check_constraint(None, "t", iv / 2)
    op.create_check_constraint(None, "t", iv * n)
    op.create_check_constraint(None, "t", iv * 1.5)
    op.create_check_constraint(None, "t", iv + iv)
    op.create_check_constraint(None, "t", iv - iv)
    op.create_check_constraint(None, "t", iv == datetime.timedelta(1))


def moments_5():
    op.create_check_constraint(None, "t", piv == datetime.timedelta(1, 2, 3))
    op.create_check_constraint(None, "t", piv * 2)
    op.create_check_constraint(None, "t", piv + dt)
    op.create_check_constraint(None, "t", dt + piv)
    op.create_check_constraint(None, "t", dt > '2020-01-01')
    op.create_check_constraint(None, "t", dt > datetime.datetime(2020, 1, 1))
    op.create_check_constraint(None, "t", dt > datetime.date(2020, 1, 1))
    op.create_check_constraint(None, "t", dt > datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc))


def moments_6():
    op.create_check_constraint(None, "t", tz > datetime.datetime(2020, 1, 1, 1, 2, 3, 456, tzinfo=datetime.timezone(datetime.timedelta(hours=5, minutes=30))))
    op.create_check_constraint(None, "t", d == datetime.date(2020, 1, 1))
    op.create_check_constraint(None, "t", d == datetime.datetime(2020, 1, 1, 5))
    op.create_check_constraint(None, "t", tm == datetime.time(1, 2))
    op.create_check_constraint(None, "t", tm == datetime.time(1, 2, 3, 4))
    op.create_check_constraint(None, "t", tm == datetime.time(1, tzinfo=datetime.timezone.utc))
    op.create_check_constraint(None, "t", (a - d) // 2)
    op.create_check_constraint(None, "t", (d - d) // a)


def moments_7():
    op.create_check_constraint(None, "t", sa.column('us', sa.Uuid(native_uuid=False)) == uuid.UUID('12345678123456781234567812345678'))


def numbers_1():
    op.create_check_constraint(None, "t", n + f)
    op.create_check_constraint(None, "t", a / (n + f))
    op.create_check_constraint(None, "t", a / (f + n))
    op.create_check_constraint(None, "t", a / (n * 2))
    op.create_check_constraint(None, "t", a / (f * 2))
    op.create_check_constraint(None, "t", a / (a * n))
    op.create_check_constraint(None, "t", a / (a / 2))
    op.create_check_constraint(None, "t", a / (n // 2))


def numbers_2():
    op.create_check_constraint(None, "t", a / Decimal('1.5'))
    op.create_check_constraint(None, "t", a / 1.5)
    op.create_check_constraint(None, "t", a // Decimal('1.5'))
    op.create_check_constraint(None, "t", (a + n) // 2)
    op.create_check_constraint(None, "t", (a * 2) // a)
    op.create_check_constraint(None, "t", sa.column('bi', sa.BigInteger) // 2)
    op.create_check_constraint(None, "t", sa.column('si', sa.SmallInteger) / a)
    op.create_check_constraint(None, "t", n % 2)


def uuids():
    op.create_check_constraint(None, "t", sa.column('us', pg.UUID(as_uuid=False)) == 'ab-c')


def other_types_1():
    op.create_check_constraint(None, "t", cast(b, pg.JSONB)['x'])
    op.create_check_constraint(None, "t", type_coerce(b, pg.JSONB)['x'])
    op.create_check_constraint(None, "t", cast(b, pg.JSON)['x'])
    op.create_check_constraint(None, "t", func.int4range(1, 5).op('@>')(3))
    op.create_check_constraint(None, "t", func.TO_TSVECTOR(b))
    op.create_check_constraint(None, "t", func.now() - datetime.timedelta(days=1))
    op.create_check_constraint(None, "t", func.now() - text("interval '1 day'"))


def other_types_2():
    op.create_check_constraint(None, "t", func.now() - func.now())
    op.create_check_constraint(None, "t", func.current_date() - 1)
    op.create_check_constraint(None, "t", b == uuid.UUID('12345678123456781234567812345678'))


def other_types_3():
    op.create_check_constraint(None, "t", es == 'x')
    op.create_check_constraint(None, "t", es == 'zzz')
    op.create_check_constraint(None, "t", es.in_(['x', 'q']))
    op.create_check_constraint(None, "t", es + 'x')


def other_types_4():
    op.create_check_constraint(None, "t", es + b)
    op.create_check_constraint(None, "t", b + es)
    op.create_check_constraint(None, "t", es.like('x%'))
    op.create_check_constraint(None, "t", z == 1)


def other_types_5():
    op.create_check_constraint(None, "t", z == 0)
    op.create_check_constraint(None, "t", z == 'x')
    op.create_check_constraint(None, "t", z == z)
    op.create_check_constraint(None, "t", z.in_([1, 0]))
    op.create_check_constraint(None, "t", z.is_(None))
    op.create_check_constraint(None, "t", ~z & z)
    op.create_check_constraint(None, "t", z + 1)
    op.create_check_constraint(None, "t", sa.column('o', pg.OID) == 5)


def other_types_6():
    op.create_check_constraint(None, "t", sa.column('mo', pg.MONEY) == '1.00')
    op.create_check_constraint(None, "t", sa.column('ci', pg.CITEXT) == 'x')
    op.create_check_constraint(None, "t", sa.column('ci', pg.CITEXT) + 'x')
    op.create_check_constraint(None, "t", sa.column('x', sa.Text) + sa.column('y', sa.String(5)))
    op.create_check_constraint(None, "t", sa.column('x', sa.Unicode) + 'é')


def items_of_generic_json_have_no_text():
    op.execute(sa.select(j["x"].astext))


def items_of_a_variant_have_no_text():
    op.execute(sa.select(sa.column("v", sa.JSON().with_variant(pg.JSONB(), "postgresql"))["x"].astext))


def items_of_postgresql_json_have_text():
    op.execute(sa.select(pj["x"].astext, pj[("a", 1)].astext, jb["x"].astext))


def values_beside_a_type_of_the_project():
    op.execute(sa.select(own + 1))


def values_beside_a_function_of_a_type_of_the_project():
    op.execute(sa.select(sa.func.max(own) == "x"))


def columns_of_a_type_of_the_project():
    op.execute(sa.select(own, own == None, own == own, own.op("<->")(sa.text("x")), func.lower(own)))


def like_null():
    op.execute(sa.select(b.like(sa.null())))


def contains_true():
    op.execute(sa.select(b.contains(sa.true())))


def match_null():
    op.execute(sa.select(b.match(sa.null())))


def match_none():
    op.execute(sa.select(b.match(None)))


def array_by_its_own_name():
    from sqlalchemy.dialects.postgresql import array, hstore
    op.execute(sa.select(array([1, 2])[1], array(["a"]) + array(["b"]), hstore("a", "b")))


def bytes_format():
    op.execute(sa.select(b"a" % a))
