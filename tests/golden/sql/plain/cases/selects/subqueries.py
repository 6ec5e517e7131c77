"""subqueries: behind FROM, as values, in EXISTS"""

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


def behind_from():
    named = sa.select(t.c.a, t.c.b).where(t.c.c == "x").subquery("s")
    op.execute(sa.select(named.c.a).where(named.c.b > 3))
    op.execute(sa.select(sa.select(t.c.a, t.c.b).subquery()))


def without_names():
    inner = sa.select(t.c.b + 1, sa.func.count(), sa.func.count(), sa.cast(t.c.a, sa.String)).subquery()
    op.execute(sa.select(inner))
    op.execute(sa.select(inner.c.count, inner.c.a))


def with_repeated_names():
    inner = sa.select(users, addresses).subquery()
    op.execute(sa.select(inner))
    op.execute(sa.select(inner.c.id, inner.c.id_1, inner.c.email))


def nested():
    inner = sa.select(t).subquery()
    op.execute(sa.select(sa.select(inner).subquery()))
    op.execute(sa.select(inner.alias().c.a, inner.alias("z").c.a))


def in_a_list():
    op.execute(sa.select(t).where(t.c.a.in_(sa.select(u.c.a))))
    op.execute(sa.select(t).where(t.c.a.not_in(sa.select(u.c.a).where(u.c.d == t.c.c))))
    op.execute(sa.select(t.c.a).where(sa.tuple_(t.c.a, t.c.b).in_(sa.select(u.c.a, u.c.d))))


def as_a_value():
    count = sa.select(sa.func.count()).select_from(u).where(u.c.a == t.c.a)
    op.execute(sa.select(t.c.a, count.scalar_subquery().label("n")))
    op.execute(sa.select(t.c.a, count.label("n")))
    op.execute(sa.select(t).where(t.c.b == sa.select(sa.func.max(u.c.a)).scalar_subquery()))
    op.execute(sa.select(sa.func.coalesce(count.scalar_subquery(), 0) + 1))


def any_and_all():
    op.execute(sa.select(t.c.a).where(t.c.a == sa.any_(sa.select(u.c.a).scalar_subquery())))
    op.execute(sa.select(t.c.a).where(t.c.a > sa.all_(sa.select(u.c.a).scalar_subquery())))


def existing():
    op.execute(sa.select(t.c.a).where(sa.exists().where(u.c.a == t.c.a)))
    op.execute(sa.select(t.c.a).where(sa.select(u.c.a).where(u.c.a == t.c.a).exists()))
    op.execute(sa.select(t.c.a).where(~sa.exists(sa.select(u.c.a).where(u.c.a == t.c.a)), t.c.b == 1))
    op.execute(sa.select(sa.exists(u.c.a).where(u.c.a == 5)))
    op.execute(sa.exists(sa.select(t.c.a)).select())


def correlated():
    inner = sa.select(u.c.a).where(u.c.d == t.c.c)
    op.execute(sa.select(t.c.a).where(t.c.a == inner.correlate(t).scalar_subquery()))
    op.execute(sa.select(t.c.a).where(t.c.a == inner.correlate(None).scalar_subquery()))
    op.execute(sa.select(t.c.a).where(t.c.a == inner.correlate_except(u).scalar_subquery()))


def correlated_by_itself():
    op.execute(sa.select(t.c.a).where(t.c.a == sa.select(t.c.b).scalar_subquery()))
    other = t.alias()
    inner = sa.select(sa.func.max(other.c.b)).where(other.c.a == t.c.a)
    op.execute(sa.select(t.c.a).where(t.c.b == inner.scalar_subquery()))
    op.execute(sa.select(t.c.a, sa.select(u.c.a).where(u.c.d == t.c.c).subquery().c.a))


def correlated_twice():
    innermost = sa.exists().where(users.c.id == t.c.b, users.c.name == u.c.d)
    op.execute(sa.select(t.c.a).where(t.c.a.in_(sa.select(u.c.a).where(u.c.a == t.c.a).where(innermost))))


def text_behind_from():
    rows = sa.text("SELECT a, b FROM foo").columns(a=sa.Integer, b=sa.String).subquery("s")
    op.execute(sa.select(rows.c.a).where(rows.c.b == "x"))


def inside_of_definitions():
    op.create_check_constraint("ck", "t", sa.column("a").in_(sa.select(u.c.a).where(u.c.d == "x")))
