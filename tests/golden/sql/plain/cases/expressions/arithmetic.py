"""operators that yield values"""

import datetime
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


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def arithmetic():
    op.execute(sa.select(t.c.id + 1))
    op.execute(sa.select(t.c.id - 1))
    op.execute(sa.select(t.c.id * 2))
    op.execute(sa.select(t.c.id / 2))
    op.execute(sa.select(t.c.id % 2))
    op.execute(sa.select(t.c.id // 2))
    op.execute(sa.select(-t.c.id))
    op.execute(sa.select(1 + t.c.id))
    op.execute(sa.select(10 - t.c.id))
    op.execute(sa.select(10 / t.c.id))
    op.execute(sa.select(10 % t.c.id))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def division_types():
    op.execute(sa.select(t.c.ratio / 2))
    op.execute(sa.select(t.c.amount / 2))
    op.execute(sa.select(t.c.id / t.c.id))
    op.execute(sa.select(t.c.amount // 2))
    op.execute(sa.select(t.c.ratio // 2))
    op.execute(sa.select(t.c.id / 2.5))
    op.execute(sa.select(t.c.untyped / 2))
    op.execute(sa.select(t.c.untyped // 2))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def precedence():
    op.execute(sa.select((t.c.id + 1) * 2))
    op.execute(sa.select(t.c.id + 1 * 2))
    op.execute(sa.select(t.c.id - (t.c.id - 1)))
    op.execute(sa.select((t.c.id - 1) - 1))
    op.execute(sa.select(-(t.c.id + 1)))
    op.execute(sa.select((t.c.id * 2) / 3))
    op.execute(sa.select(t.c.id * (t.c.id / 3)))
    op.execute(sa.select((t.c.id + 1) % 5))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def strings():
    op.execute(sa.select(t.c.name + 'x'))
    op.execute(sa.select('x' + t.c.name))
    op.execute(sa.select(t.c.name + t.c.name + "it's"))
    op.execute(sa.select(t.c.name.concat('x')))
    op.execute(sa.select(t.c.name + None))
    op.execute(sa.select(t.c.name + sa.cast(t.c.id, sa.String)))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def concatenated_number():
    op.execute(sa.select(t.c.name + 1))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def untyped_plus_string():
    op.execute(sa.select(t.c.untyped + 'x'))
    op.execute(sa.select(sa.literal_column('a') + 'x'))
    op.execute(sa.select(sa.func.lower(t.c.name) + 'x'))


def untyped_plus_string_not_1():
    op.execute(sa.select(sa.text('a') + 'x'))


# refused: the attribute bitwise_and of an SQL expression (ColumnClause)
def bitwise():
    op.execute(sa.select(t.c.id.bitwise_and(1)))
    op.execute(sa.select(t.c.id.bitwise_or(1)))
    op.execute(sa.select(t.c.id.bitwise_xor(1)))
    op.execute(sa.select(t.c.id.bitwise_not()))
    op.execute(sa.select(t.c.id.bitwise_lshift(1)))
    op.execute(sa.select(t.c.id.bitwise_rshift(1)))
    op.execute(sa.select(t.c.id.bitwise_and(1) == 1))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def custom():
    op.execute(sa.select(t.c.id.op('@')(1)))
    op.execute(sa.select(t.c.id.op('%')(1)))
    op.execute(sa.select(t.c.id.op('||')('x')))
    op.execute(sa.select(t.c.id.op('->', precedence=10)(1) + 1))
    op.execute(sa.select(t.c.id.op('@', is_comparison=True)(1)))
    op.execute(sa.select(t.c.id.op('@', return_type=sa.Boolean)(1)))
    op.execute(sa.select(t.c.id.op('?')(1)))
    op.execute(sa.select(t.c.id.bool_op('&&')(1)))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def custom_nested():
    op.execute(sa.select(t.c.id.op('@')(t.c.id.op('#')(1))))
    op.execute(sa.select(t.c.id.op('@')(1).op('#')(2)))
    op.execute(sa.select((t.c.id + 1).op('@')(t.c.id * 2)))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def dates():
    op.execute(sa.select(t.c.created - datetime.timedelta(days=1)))
    op.execute(sa.select(t.c.created + datetime.timedelta(hours=5, microseconds=3)))
    op.execute(sa.select(t.c.created - t.c.created))
    op.execute(sa.select(t.c.day + 1))
    op.execute(sa.select(t.c.day - datetime.date(2024, 1, 1)))
    op.execute(sa.select(sa.func.now() - datetime.timedelta(days=30)))
    op.execute(sa.select(sa.func.now() + sa.text("interval '1 day'")))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def collate():
    op.execute(sa.select(t.c.name.collate('C')))
    op.execute(sa.select(sa.collate(t.c.name, 'de_DE')))
    op.execute(sa.select(sa.collate('x', 'C')))
    op.execute(sa.select(t.c.name.collate('C') == 'x'))
    op.execute(sa.select(t.c.name.collate('My Coll').desc()))


# refused: the attribute regexp_replace of an SQL expression (ColumnClause)
def regexp_replace():
    op.execute(sa.select(t.c.name.regexp_replace('a', 'b')))
    op.execute(sa.select(t.c.name.regexp_replace('a', 'b', flags='g')))
