"""Functions by name, windows, CASE, casts"""

import datetime

import sqlalchemy as sa
from alembic import op
from sqlalchemy import and_, case, cast, extract, func, literal, literal_column, or_, text, tuple_, type_coerce
from sqlalchemy.dialects import postgresql as pg

a = sa.column("a", sa.Integer)
b = sa.column("b", sa.String)
n = sa.column("n", sa.Numeric(5, 2))
f = sa.column("f", sa.Float)
z = sa.column("z", sa.Boolean)
d = sa.column("d", sa.Date)
dt = sa.column("dt", sa.DateTime)
jb = sa.column("jb", pg.JSONB)
t = sa.table("tt", sa.column("id", sa.Integer), sa.column("name", sa.String), schema="Sx")


def frames():
    op.execute(sa.select(func.sum(a).over(order_by=b, rows=(None, 0))))
    op.execute(sa.select(func.sum(a).over(order_by=b, rows=(-5, 5))))
    op.execute(sa.select(func.sum(a).over(order_by=b, rows=(1, None))))
    op.execute(sa.select(func.sum(a).over(order_by=b, range_=(None, None))))
    op.execute(sa.select(func.sum(a).over(order_by=b, range_=(0, 3))))
    op.execute(sa.select(func.sum(a).over(order_by=b, groups=(-1, 1))))


def windows_1():
    op.execute(sa.select(func.count(a).filter(z).over()))
    op.execute(sa.select(func.count(a).filter(z).over(partition_by=b)))
    op.execute(sa.select(func.mode().within_group(a).over(partition_by=b)))
    op.execute(sa.select(func.row_number().over()))
    op.execute(sa.select(func.row_number().over(order_by=a)))
    op.execute(sa.select(func.row_number().over(order_by=[a, b.desc()])))
    op.execute(sa.select(func.row_number().over(partition_by=a, order_by=b)))
    op.execute(sa.select(func.row_number().over(partition_by=[a, b], order_by=(a, b))))


def windows_2():
    op.execute(sa.select(func.row_number().over(order_by=a.desc().nulls_last())))
    op.execute(sa.select(func.row_number().over(order_by=text('x DESC'))))
    op.execute(sa.select(func.sum(a).over(order_by=b) + 1))
    op.execute(sa.select(func.sum(a).over(order_by=b) / 2))
    op.execute(sa.select(func.sum(a).over(order_by=b) == 5))
    op.execute(sa.select(sa.over(func.sum(a), order_by=b)))
    op.execute(sa.select(func.lag(a, 1).over(order_by=b)))
    op.execute(sa.select(func.first_value(a).over(partition_by=b, order_by=a)))


def windows_3():
    op.execute(sa.select(func.rank().over(order_by=a) / 2))
    op.execute(sa.select(func.dense_rank().over(order_by=a) // 2))
    op.execute(sa.select(func.percent_rank().over(order_by=a) // 2))
    op.execute(sa.select(func.cume_dist().over(order_by=a)))


def ordered_sets_1():
    op.execute(sa.select(func.mode().within_group(a)))
    op.execute(sa.select(func.mode().within_group(a) + 1))
    op.execute(sa.select(func.mode().within_group(b) + 'x'))
    op.execute(sa.select(func.percentile_cont(0.5).within_group(a)))
    op.execute(sa.select(func.percentile_cont(0.5).within_group(a.desc())))
    op.execute(sa.select(func.percentile_disc(0.25).within_group(a.desc(), b)))
    op.execute(sa.select(func.percentile_cont(0.5).within_group(a) / 2))
    op.execute(sa.select(func.foo(a).within_group(b)))


def ordered_sets_2():
    op.execute(sa.select(func.mode().within_group(a).filter(z)))
    op.execute(sa.select(func.mode().filter(z).within_group(a)))
    op.execute(sa.select(sa.within_group(func.mode(), a)))


def filters_1():
    op.execute(sa.select(func.foo(a).filter(z)))
    op.execute(sa.select(func.foo(a).filter(a > 5)))
    op.execute(sa.select(func.foo(a).filter(a > 5, b == 'x')))
    op.execute(sa.select(func.foo(a).filter(or_(a > 5, z), z)))
    op.execute(sa.select(func.foo(a).filter()))
    op.execute(sa.select(func.foo(a).filter(True)))
    op.execute(sa.select(func.foo(a).filter(text('x'))))
    op.execute(sa.select(func.foo(a).filter(z).filter(a == 1)))


def filters_2():
    op.execute(sa.select(func.count(a).filter(z) + 1))
    op.execute(sa.select(func.count(a).filter(z) == 1))
    op.execute(sa.select(func.count(a).filter(z) / 2))
    op.execute(sa.select(func.count(a).filter(z).label('x')))
    op.execute(sa.select(sa.funcfilter(func.count(a), z)))


def sequences():
    op.execute(sa.select(func.next_value(sa.Sequence('s'))))
    op.execute(sa.select(func.next_value(sa.Sequence('s', schema='Sx'))))
    op.execute(sa.select(sa.Sequence('s').next_value()))
    op.execute(sa.select(sa.Sequence("s'q").next_value()))
    op.execute(sa.select(sa.Sequence('My Seq').next_value()))
    op.execute(sa.select(sa.Sequence('s').next_value() + 1))
    op.execute(sa.select(func.pg_get_serial_sequence('t', 'id')))


def keywords_1():
    op.execute(sa.select(func.now()))
    op.execute(sa.select(func.NOW()))
    op.execute(sa.select(func.Now()))
    op.execute(sa.select(func.current_timestamp()))
    op.execute(sa.select(func.CURRENT_TIMESTAMP()))
    op.execute(sa.select(func.current_timestamp(3)))
    op.execute(sa.select(func.current_date()))
    op.execute(sa.select(func.current_time()))


def keywords_2():
    op.execute(sa.select(func.localtime()))
    op.execute(sa.select(func.localtimestamp()))
    op.execute(sa.select(func.localtimestamp(0)))
    op.execute(sa.select(func.current_user()))
    op.execute(sa.select(func.session_user()))
    op.execute(sa.select(func.user()))
    op.execute(sa.select(func.sysdate()))
    op.execute(sa.select(func.random()))


def keywords_3():
    op.execute(sa.select(func.RANDOM()))
    op.execute(sa.select(func.md5(func.random().cast(sa.Text))))
    op.execute(sa.select(func.timezone('utc', func.now())))
    op.execute(sa.select(func.now().op('AT TIME ZONE')('utc')))
    op.execute(sa.select(func.now().op('AT TIME ZONE')(text("'utc'"))))
    op.execute(sa.select(case((z, func.now()), else_=None)))
    op.execute(sa.select(extract('epoch', func.now()) / 2))


def counts():
    op.execute(sa.select(func.count()))
    op.execute(sa.select(func.count('*')))
    op.execute(sa.select(func.count(a)))
    op.execute(sa.select(func.count(None)))
    op.execute(sa.select(func.count(1)))
    op.execute(sa.select(func.COUNT(a)))
    op.execute(sa.select(func.sum(a) / func.count()))


def branches_1():
    op.execute(sa.select(case((a == 1, 'x'))))
    op.execute(sa.select(case((a == 1, 'x'), else_='y')))
    op.execute(sa.select(case((a == 1, 'x'), (a == 2, 'y'), else_=None)))
    op.execute(sa.select(case((a == 1, b), else_=1)))
    op.execute(sa.select(case((z, 1), else_=0) + 1))
    op.execute(sa.select(case((z, 1), else_=0) / 2))
    op.execute(sa.select(case((z, 'x'), else_='y') + 'z'))
    op.execute(sa.select(case((and_(z, a == 1), 1))))


def branches_2():
    op.execute(sa.select(case((or_(z, a == 1), 1))))
    op.execute(sa.select(case((a, 1))))
    op.execute(sa.select(case((a + 1, 1))))
    op.execute(sa.select(case((text('x = 1'), 1))))
    op.execute(sa.select(case((True, 1))))
    op.execute(sa.select(case((z, text('x')))))
    op.execute(sa.select(case((z, None))))
    op.execute(sa.select(case((z, a + 1), else_=a * 2)))


def branches_3():
    op.execute(sa.select(case((z, and_(z, z)))))
    op.execute(sa.select(case((1, 'x'), (2, 'y'), value=a)))
    op.execute(sa.select(case(('x', 1), value=b, else_=0)))
    op.execute(sa.select(case({'x': 1, 'y': 2}, value=b)))
    op.execute(sa.select(case({'x': 1, 'y': 2}, value=b, else_=3)))
    op.execute(sa.select(case({1: 'x'}, value=a, else_=b)))
    op.execute(sa.select(case((a == 1, 'x'), else_=case((z, 'q'), else_='r'))))
    op.execute(sa.select(case((a == 1, 'x'), value=5)))


def branches_4():
    op.execute(sa.select(case((a == 1, 'x')) == 'x'))
    op.execute(sa.select(case((a == 1, 'x')).label('q')))
    op.execute(sa.select(case((a == 1, True), else_=False)))
    op.execute(sa.select(~case((a == 1, True), else_=False)))
    op.execute(sa.select(case((a == 1, True), else_=False) & z))
    op.execute(sa.select(case((a.in_([1, 2]), 'x'))))
    op.execute(sa.select(case((a == 1, literal('x')), else_=literal_column('y'))))


def casts_1():
    op.execute(sa.select(func.cast(a, sa.String)))
    op.execute(sa.select(func.CAST('5', sa.Integer)))
    op.execute(sa.select(cast(a, sa.String)))
    op.execute(sa.select(cast(a, sa.String(5))))
    op.execute(sa.select(cast(a, sa.String(5, collation='C'))))
    op.execute(sa.select(cast('5', sa.Integer)))
    op.execute(sa.select(cast(5, sa.Integer)))
    op.execute(sa.select(cast(None, sa.Integer)))


def casts_2():
    op.execute(sa.select(cast(None, sa.JSON)))
    op.execute(sa.select(cast(True, sa.Boolean)))
    op.execute(sa.select(cast(literal('{"a": 1}'), pg.JSONB)))
    op.execute(sa.select(cast(text("'x'"), pg.JSONB)))
    op.execute(sa.select(cast(a, sa.Numeric(10, 2)) / 2))
    op.execute(sa.select(cast(a, sa.Float) / cast(b, sa.Float)))
    op.execute(sa.select(cast(a, sa.Integer) / 2))
    op.execute(sa.select(cast(b, sa.Date) - d))


def casts_3():
    op.execute(sa.select(cast(a + 1, sa.String) + 'x'))
    op.execute(sa.select(cast(cast(a, sa.String), sa.Text)))
    op.execute(sa.select(cast(b, sa.Enum('x', 'y', name='ee'))))
    op.execute(sa.select(cast('x', sa.Enum('x', 'y', name='ee'))))
    op.execute(sa.select(cast(b, pg.ENUM('x', name='ee', create_type=False))))
    op.execute(sa.select(cast(b, sa.Enum('x', 'y', name='ee', schema='Sx'))))
    op.execute(sa.select(cast(b, pg.UUID)))
    op.execute(sa.select(cast('x', pg.UUID)))


def casts_4():
    op.execute(sa.select(cast(b, sa.LargeBinary)))
    op.execute(sa.select(cast(b, sa.DateTime(timezone=True))))
    op.execute(sa.select(cast(datetime.date(2020, 1, 1), sa.Date)))
    op.execute(sa.select(cast(b, sa.Interval)))
    op.execute(sa.select(cast(b, pg.ARRAY(sa.String))))
    op.execute(sa.select(cast(b, sa.ARRAY(sa.Text))))
    op.execute(sa.select(cast(b, pg.REGCLASS)))
    op.execute(sa.select(cast(b, pg.TSVECTOR)))


def casts_5():
    op.execute(sa.select(cast(a, sa.Boolean) & z))
    op.execute(sa.select(a.cast(sa.String)))
    op.execute(sa.select(a.cast(sa.String) + 'x'))


def coerced():
    op.execute(sa.select(type_coerce(a, sa.String) + 'x'))
    op.execute(sa.select(type_coerce('x', sa.String)))
    op.execute(sa.select(type_coerce(a + 1, sa.String) + 'x'))
    op.execute(sa.select(type_coerce(a + 1, sa.Integer) * 2))
    op.execute(sa.select(type_coerce(b, sa.Integer) / 2))
    op.execute(sa.select(type_coerce(None, sa.JSON)))


def fields_1():
    op.execute(sa.select(func.extract('year', d)))
    op.execute(sa.select(func.jsonb_extract_path_text(jb, 'a')))
    op.execute(sa.select(extract('year', d)))
    op.execute(sa.select(extract('YEAR', d)))
    op.execute(sa.select(extract('epoch', dt - dt)))
    op.execute(sa.select(extract('year', d) == 2020))
    op.execute(sa.select(extract('foo bar', d)))
    op.execute(sa.select(extract('dow', d).in_([1, 2])))


def fields_2():
    op.execute(sa.select(extract('year', text("'2020-01-01'::date"))))
    op.execute(sa.select(extract('year', '2020-01-01')))
    op.execute(sa.select(extract('year', datetime.date(2020, 1, 1))))
    op.execute(sa.select(extract('month', d + 1)))


def rows_of_values():
    op.execute(sa.select(func.grouping_sets(tuple_(a, b), tuple_(a))))
    op.execute(sa.select(tuple_(a, b) == tuple_(b, a)))
    op.execute(sa.select(tuple_(a, b).is_(None)))
    op.execute(sa.select(tuple_(a, b) != (1, 'x')))


def results_1():
    op.execute(sa.select(func.max(a)))
    op.execute(sa.select(func.max(a) + 1))
    op.execute(sa.select(func.max(b) + 'x'))
    op.execute(sa.select(func.max(a) / 2))
    op.execute(sa.select(func.min(n) / 2))
    op.execute(sa.select(func.sum(f) // 2))
    op.execute(sa.select(func.coalesce(a, 0)))
    op.execute(sa.select(func.coalesce(a, 0) / 2))


def results_2():
    op.execute(sa.select(func.coalesce(None, b) + 'x'))
    op.execute(sa.select(func.coalesce(b, '') + 'x'))
    op.execute(sa.select(func.COALESCE(b, '')))
    op.execute(sa.select(func.coalesce()))
    op.execute(sa.select(func.concat(b, 'x')))
    op.execute(sa.select(func.concat(b, 'x') + 'y'))
    op.execute(sa.select(func.char_length(b)))
    op.execute(sa.select(func.char_length(b) > 5))


def results_3():
    op.execute(sa.select(func.char_length(b) / 2))
    op.execute(sa.select(func.length(b) > 5))
    op.execute(sa.select(func.lower(b, type_=sa.String) + 'x'))
    op.execute(sa.select(func.foo(type_=sa.Integer) / 2))
    op.execute(sa.select(func.foo(type_=sa.Integer) + 1))
    op.execute(sa.select(func.string_agg(b, ', ' , type_=sa.String)))
    op.execute(sa.select(func.setval('seq', func.max(a))))
    op.execute(sa.select(func.setval('seq', func.coalesce(func.max(a), 1), False)))


def names_1():
    op.execute(sa.select(func.foo(1, 'x', None, True, 1.5, b'x')))
    op.execute(sa.select(func.foo(datetime.date(2020, 1, 1))))
    op.execute(sa.select(func.foo(a + 1, a == 1, and_(z, z))))
    op.execute(sa.select(func.foo(b.contains('x'))))
    op.execute(sa.select(func.foo(b.startswith('x'), b.icontains('x'))))
    op.execute(sa.select(func.foo(a.op('x')(1))))
    op.execute(sa.select(func.foo(a.desc())))
    op.execute(sa.select(func.foo(sa.distinct(a))))


def names_2():
    op.execute(sa.select(func.foo(text('x'), text(':a').bindparams(a=1))))
    op.execute(sa.select(func.foo() + 1))
    op.execute(sa.select(1 + func.foo()))
    op.execute(sa.select(func.foo() + 'x'))
    op.execute(sa.select(func.foo() == True))
    op.execute(sa.select(func.foo(func.bar(func.baz(1)))))
    op.execute(sa.select(func.foo.bar()))
    op.execute(sa.select(func.foo.bar.baz(1)))


def names_3():
    op.execute(sa.select(func.Foo()))
    op.execute(sa.select(func.FooBar(1)))
    op.execute(sa.select(func.select()))
    op.execute(sa.select(func.foo_()))
    op.execute(sa.select(func.print_(1)))
    op.execute(sa.select(func.Foo.Bar()))
    op.execute(sa.select(getattr(func, 'my func')(1)))
    op.execute(sa.select(getattr(func, 'select')(1)))


def names_4():
    op.execute(sa.select(getattr(func, 'a.b')(1)))
    op.execute(sa.select(getattr(func, 'weird"name')(1)))
    op.execute(sa.select(func.pg_catalog.now()))
    op.execute(sa.select(func.Pub.now()))


def known_functions_1():
    op.execute(sa.select(func.uuid_generate_v4()))
    op.execute(sa.select(func.gen_random_uuid()))
    op.execute(sa.select(func.lower(b)))
    op.execute(sa.select(func.lower(b) == 'x'))
    op.execute(sa.select(func.lower(b) + 'x'))
    op.execute(sa.select(func.upper('x')))
    op.execute(sa.select(func.public.my_func(a)))
    op.execute(sa.select(func.cube(a, b)))


def known_functions_2():
    op.execute(sa.select(func.rollup(a, b)))
    op.execute(sa.select(func.grouping_sets(a, b)))
    op.execute(sa.select(func.substring(b, 1)))
    op.execute(sa.select(func.substring(b, 1, 5)))
    op.execute(sa.select(func.SUBSTRING(b, 1, 5)))
    op.execute(sa.select(func.substring(b, 1, 5) == 'x'))
    op.execute(sa.select(func.substr(b, 1)))
    op.execute(sa.select(func.position('x', b)))


def known_functions_3():
    op.execute(sa.select(func.trim(b)))
    op.execute(sa.select(func.overlay(b, 'x', 1)))
    op.execute(sa.select(func.string_agg(b, ',')))
    op.execute(sa.select(func.array_agg(b)))
    op.execute(sa.select(func.json_build_object('a', a, 'b', b)))
    op.execute(sa.select(func.jsonb_build_object('a', a)))
    op.execute(sa.select(func.json_agg(a)))
    op.execute(sa.select(func.jsonb_set(jb, '{a}', '1')))


def known_functions_4():
    op.execute(sa.select(func.to_jsonb(b)))
    op.execute(sa.select(func.to_char(d, 'YYYY')))
    op.execute(sa.select(func.date_trunc('day', dt)))
    op.execute(sa.select(func.date_trunc('day', dt) == d))
    op.execute(sa.select(func.date_part('year', d)))
    op.execute(sa.select(func.age(dt)))
    op.execute(sa.select(func.generate_series(1, 10)))
    op.execute(sa.select(func.nextval('seq')))
