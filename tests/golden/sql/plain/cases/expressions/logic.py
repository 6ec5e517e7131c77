"""and, or, not"""

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


def and_or():
    op.execute(sa.select(t.c.id).where(sa.and_(t.c.id == 1, t.c.id == 2)))
    op.execute(sa.select(t.c.id).where(sa.or_(t.c.id == 1, t.c.id == 2)))
    op.execute(sa.select(t.c.id).where((t.c.id == 1) & (t.c.id == 2)))
    op.execute(sa.select(t.c.id).where((t.c.id == 1) | (t.c.id == 2)))


def nested():
    op.execute(sa.select(t.c.id).where(sa.and_(t.c.id == 1, sa.or_(t.c.id == 2, t.c.id == 3))))
    op.execute(sa.select(t.c.id).where(sa.or_(sa.and_(t.c.id == 1, t.c.id == 2), t.c.id == 3)))
    op.execute(sa.select(t.c.id).where(sa.and_(sa.and_(t.c.id == 1, t.c.id == 2), t.c.id == 3)))
    op.execute(sa.select(t.c.id).where(sa.or_(sa.or_(t.c.id == 1, t.c.id == 2), t.c.id == 3)))


def of_one():
    op.execute(sa.select(t.c.id).where(sa.and_(t.c.id == 1)))
    op.execute(sa.select(t.c.id).where(sa.or_(t.c.id == 1)))
    op.execute(sa.select(t.c.id).where(sa.or_(sa.and_(t.c.id == 1))))


def of_none():
    op.execute(sa.select(t.c.id).where(sa.and_()))


def of_list():
    op.execute(sa.select(t.c.id).where(sa.and_(*[t.c.id == number for number in range(3)])))


def negated():
    op.execute(sa.select(t.c.id).where(~(t.c.id == 1)))
    op.execute(sa.select(t.c.id).where(sa.not_(t.c.id > 1)))
    op.execute(sa.select(t.c.id).where(~sa.and_(t.c.id == 1, t.c.id == 2)))
    op.execute(sa.select(t.c.id).where(~sa.or_(t.c.id == 1, t.c.id == 2)))
    op.execute(sa.select(t.c.id).where(~~(t.c.id == 1)))
    op.execute(sa.select(t.c.id).where(~t.c.name.like('a')))
    op.execute(sa.select(t.c.id).where(~t.c.id.is_(None)))
    op.execute(sa.select(t.c.id).where(~sa.func.f(t.c.id)))


def negated_not_1():
    op.execute(sa.select(t.c.id).where(~sa.text('a = 1')))


def text_parts():
    op.execute(sa.select(t.c.id).where(sa.and_(sa.text('a = 1'), sa.text('b = 2 OR c'))))
    op.execute(sa.select(t.c.id).where(sa.or_(sa.text('a = 1'), t.c.id == 2)))


def functions():
    op.execute(sa.select(t.c.id).where(sa.and_(sa.func.f(t.c.id), t.c.id == 1)))


def self_group():
    op.execute(sa.select(t.c.id).where((t.c.id == 1).self_group()))
    op.execute(sa.select(t.c.id).where(sa.and_(t.c.id == 1, t.c.id == 2).self_group()))


def negated_twice():
    op.execute(sa.select(sa.not_(~t.c.active), t.c.active))
    op.execute(sa.select(sa.not_(sa.not_(~t.c.active))))
    op.execute(sa.select(sa.not_(sa.not_(sa.func.coalesce(t.c.active, type_=sa.Boolean))) & t.c.active))
    op.execute(sa.select(t.c.id).where(sa.not_(sa.not_(t.c.active))))


def negated_labels():
    op.execute(sa.select(~t.c.id.label("x")))
    op.execute(sa.select(-~t.c.id.label("x")))
    op.execute(sa.select(~t.c.active.label("x")))
    op.execute(sa.select((~t.c.id.label("x")) + 1))
    op.execute(sa.select(t.c.id).where(sa.not_(t.c.active.label("x"))))
