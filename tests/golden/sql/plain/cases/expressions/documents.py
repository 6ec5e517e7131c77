"""JSON, arrays, ranges, hstore"""

import enum

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


class Colour(enum.Enum):
    red = "r"
    blue = "it's"


t = sa.table(
    "t",
    sa.column("id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("amount", sa.Numeric),
    sa.column("ratio", sa.Float),
    sa.column("active", sa.Boolean),
    sa.column("created", sa.DateTime),
    sa.column("day", sa.Date),
    sa.column("data", postgresql.JSONB),
    sa.column("doc", sa.JSON),
    sa.column("uid", sa.Uuid),
    sa.column("tags", postgresql.ARRAY(sa.String)),
    sa.column("numbers", postgresql.ARRAY(sa.Integer)),
    sa.column("kind", sa.Enum(Colour)),
    sa.column("blob", sa.LargeBinary),
    sa.column("words", postgresql.TSVECTOR),
    sa.column("span", postgresql.INT4RANGE),
    sa.column("store", postgresql.HSTORE),
    sa.column("untyped"),
)
u = sa.table("u", sa.column("id", sa.Integer), sa.column("t_id", sa.Integer), sa.column("name", sa.String))
users = sa.Table(
    "users",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50), nullable=False),
    sa.Column("state", sa.String(10), default="new"),
    sa.Column("seen", sa.DateTime, server_default=sa.func.now(), onupdate=sa.func.now()),
    schema="crm",
)


def json_items():
    op.execute(sa.select(t.c.data['a']))
    op.execute(sa.select(t.c.data[0]))
    op.execute(sa.select(t.c.data[-1]))
    op.execute(sa.select(t.c.data[('a', 'b', 1)]))
    op.execute(sa.select(t.c.data['a']['b']))
    op.execute(sa.select(t.c.data["it's"]))
    op.execute(sa.select(t.c.data['%']))
    op.execute(sa.select(t.c.doc['a']))


def json_texts():
    op.execute(sa.select(t.c.data['a'].astext))
    op.execute(sa.select(t.c.data[('a', 'b')].astext))
    op.execute(sa.select(t.c.doc['a'].as_string()))
    op.execute(sa.select(t.c.data['a'].as_string()))
    op.execute(sa.select(t.c.data['a'].as_integer()))
    op.execute(sa.select(t.c.data['a'].as_float()))
    op.execute(sa.select(t.c.data['a'].as_numeric(10, 2)))
    op.execute(sa.select(t.c.data['a'].as_boolean()))
    op.execute(sa.select(t.c.data['a'].as_json()))
    op.execute(sa.select(t.c.doc[('a', 1)].as_integer()))


def json_compared():
    op.execute(sa.select(t.c.data['a'].astext == 'x'))
    op.execute(sa.select(t.c.data['a'].astext.cast(sa.Integer) > 5))
    op.execute(sa.select(t.c.data['a'].as_boolean() == True))
    op.execute(sa.select(t.c.data['a'] == sa.text("'1'")))
    op.execute(sa.select(t.c.data['a'].astext.in_(['x', 'y'])))
    op.execute(sa.select(t.c.data['a'].is_(None)))
    op.execute(sa.select(t.c.data['a'].astext.is_(None)))


def json_value_compared():
    op.execute(sa.select(t.c.data['a'] == 'x'))
    op.execute(sa.select(t.c.doc == None))


def json_value_compared_not_1():
    op.execute(sa.select(t.c.data == {'a': 1}))


def json_value_compared_not_2():
    op.execute(sa.select(t.c.doc == sa.JSON.NULL))


def jsonb_operators():
    op.execute(sa.select(t.c.data.has_key('a')))
    op.execute(sa.select(t.c.data.has_any(postgresql.array(['a', 'b']))))
    op.execute(sa.select(t.c.data.has_all(postgresql.array(['a']))))
    op.execute(sa.select(t.c.data.delete_path(postgresql.array(['a', 'b']))))
    op.execute(sa.select(t.c.data.path_exists('$.a')))
    op.execute(sa.select(t.c.data.path_match('$.a > 5')))
    op.execute(sa.select(t.c.data.concat(t.c.data)))
    op.execute(sa.select(t.c.data + t.c.data))
    op.execute(sa.select(t.c.data - 'a'))
    op.execute(sa.select(t.c.data.op('#-')('{a}')))
    op.execute(sa.select(t.c.data.op('?')('a')))


def jsonb_operators_not_1():
    op.execute(sa.select(t.c.data.contains({'a': 1})))


def jsonb_operators_not_2():
    op.execute(sa.select(t.c.data.contained_by({'a': 1})))


def json_literals():
    op.execute(sa.select(sa.literal({'a': [1, None, 'x']}, sa.JSON)))
    op.execute(sa.select(sa.literal({}, postgresql.JSONB)))
    op.execute(sa.select(sa.cast(sa.literal({'é': "it's 5%"}, sa.JSON), postgresql.JSONB)))


def array_items():
    op.execute(sa.select(t.c.tags[1]))
    op.execute(sa.select(t.c.tags[1:2]))
    op.execute(sa.select(t.c.tags[t.c.id]))
    op.execute(sa.select(t.c.tags[1] == 'x'))
    op.execute(sa.select(t.c.numbers[1] + 1))


def array_operators():
    op.execute(sa.select(t.c.tags.contains(['a'])))
    op.execute(sa.select(t.c.tags.contained_by(['a', "b'c"])))
    op.execute(sa.select(t.c.tags.overlap(['a'])))
    op.execute(sa.select(t.c.tags.any('a')))
    op.execute(sa.select(t.c.tags.all('a')))
    op.execute(sa.select(t.c.tags == ['a']))
    op.execute(sa.select(t.c.tags + ['a']))
    op.execute(sa.select(t.c.numbers + [1]))
    op.execute(sa.select(t.c.tags.contains([])))
    op.execute(sa.select(sa.any_(t.c.tags) == 'x'))


def array_constructs():
    op.execute(sa.select(postgresql.array([1, 2])))
    op.execute(sa.select(postgresql.array(['a', "b'c"])))
    op.execute(sa.select(postgresql.array([t.c.id, 5])))
    op.execute(sa.select(postgresql.array([])))
    op.execute(sa.select(postgresql.array([], type_=sa.Integer)))
    op.execute(sa.select(postgresql.array([1]) + postgresql.array([2])))
    op.execute(sa.select(sa.func.array_length(t.c.tags, 1)))
    op.execute(sa.select(postgresql.array([1, 2])[1]))
    op.execute(sa.select(sa.cast(postgresql.array([1]), postgresql.ARRAY(sa.Text))))


def array_constructs_not_1():
    op.execute(sa.select(postgresql.array([[1, 2], [3, 4]])))


def array_literals():
    op.execute(sa.select(sa.literal([1, 2], postgresql.ARRAY(sa.Integer))))
    op.execute(sa.select(sa.literal([], postgresql.ARRAY(sa.Integer))))
    op.execute(sa.select(sa.literal([[1], [2]], postgresql.ARRAY(sa.Integer, dimensions=2))))


def array_literals_not_1():
    op.execute(sa.select(sa.literal(['a', None, "it's"], postgresql.ARRAY(sa.String))))


def range_operators():
    op.execute(sa.select(t.c.span.contains(5)))
    op.execute(sa.select(t.c.span.contained_by(t.c.span)))
    op.execute(sa.select(t.c.span.overlaps(t.c.span)))
    op.execute(sa.select(t.c.span.strictly_left_of(t.c.span)))
    op.execute(sa.select(t.c.span << t.c.span))
    op.execute(sa.select(t.c.span.adjacent_to(t.c.span)))
    op.execute(sa.select(t.c.span + t.c.span))
    op.execute(sa.select(t.c.span * t.c.span))
    op.execute(sa.select(t.c.span - t.c.span))
    op.execute(sa.select(t.c.span.not_extend_right_of(t.c.span)))


def range_literals():
    op.execute(sa.select(sa.literal(postgresql.Range(1, 5), postgresql.INT4RANGE)))
    op.execute(sa.select(t.c.span == postgresql.Range(1, 5)))
    op.execute(sa.select(t.c.span.contains(postgresql.Range(1, 5, bounds='[]'))))
    op.execute(sa.select(sa.cast('[1,5)', postgresql.INT4RANGE)))


def hstore_operators():
    op.execute(sa.select(t.c.store['a']))
    op.execute(sa.select(t.c.store['a'] == 'x'))
    op.execute(sa.select(t.c.store.has_key('a')))
    op.execute(sa.select(t.c.store.keys()))
    op.execute(sa.select(t.c.store.delete('a')))


def hstore_operators_not_1():
    op.execute(sa.select(t.c.store.contains({'a': 'b'})))


def regconfig():
    op.execute(sa.select(sa.func.to_tsquery('a & b')))


def regconfig_not_1():
    op.execute(sa.select(sa.func.to_tsvector('english', t.c.name)))


def regconfig_not_2():
    op.execute(sa.select(postgresql.to_tsvector('english', t.c.name)))


def regconfig_not_3():
    op.execute(sa.select(postgresql.ts_headline('english', t.c.name, sa.func.to_tsquery('x'))))


def regconfig_not_4():
    op.execute(sa.select(sa.func.websearch_to_tsquery('simple', "it's")))


def paths_beside_a_decorated_document():
    class Document(sa.types.TypeDecorator):
        impl = postgresql.JSONB
        cache_ok = True

    op.execute(sa.select(sa.column("d", Document).path_exists("$.a")))
