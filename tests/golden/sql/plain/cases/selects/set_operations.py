"""UNION, INTERSECT, EXCEPT"""

import sqlalchemy as sa
from alembic import op

t = sa.table("t", sa.column("a"), sa.column("b", sa.Integer), sa.column("c", sa.String))
u = sa.table("u", sa.column("a"), sa.column("d", sa.String))
metadata = sa.MetaData()
users = sa.Table(
    "users",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50)),
    sa.Column("parent_id", sa.Integer, sa.ForeignKey("users.id")),
)
addresses = sa.Table(
    "addresses",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id")),
    sa.Column("email", sa.String),
)
orders = sa.Table(
    "Orders",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("user_id", sa.Integer, sa.ForeignKey("users.id")),
    sa.Column("Total", sa.Numeric(10, 2)),
    sa.Column("addr", sa.Integer, key="address_id"),
    schema="shop",
)


def functions():
    op.execute(sa.union(sa.select(t.c.a), sa.select(u.c.a)))
    op.execute(sa.union_all(sa.select(t.c.a), sa.select(u.c.a), sa.select(sa.literal("x"))))
    op.execute(sa.intersect(sa.select(t.c.a), sa.select(u.c.a)))
    op.execute(sa.except_(sa.select(t.c.a), sa.select(u.c.a)))


def methods():
    op.execute(sa.select(t.c.a).union(sa.select(u.c.a)))
    op.execute(sa.select(t.c.a).union_all(sa.select(u.c.a)))
    op.execute(sa.select(t.c.a).intersect_all(sa.select(u.c.a)))
    op.execute(sa.select(t.c.a).except_all(sa.select(u.c.a)))


def ordered_and_limited():
    op.execute(sa.union_all(sa.select(t.c.a.label("x")), sa.select(u.c.a)).order_by("x").limit(3))
    op.execute(sa.select(t.c.a).union(sa.select(u.c.a)).order_by(t.c.a.desc()).offset(2))


def with_parentheses():
    op.execute(sa.union(sa.select(t.c.a).limit(1), sa.select(u.c.a).order_by(u.c.a)))
    op.execute(sa.union(sa.union(sa.select(t.c.a), sa.select(u.c.a)), sa.select(t.c.b)))


def behind_from():
    both = sa.union(sa.select(t.c.a, t.c.b), sa.select(u.c.a, u.c.d)).subquery()
    op.execute(sa.select(both.c.a, sa.func.count()).group_by(both.c.a))
    op.execute(sa.select(t.c.a).where(t.c.a.in_(sa.union(sa.select(u.c.a), sa.select(u.c.d)))))


def different_numbers_of_columns():
    op.execute(sa.union(sa.select(t.c.a, t.c.b), sa.select(u.c.a)))
