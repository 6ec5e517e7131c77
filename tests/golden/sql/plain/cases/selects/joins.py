"""joins: conditions given and found by foreign keys"""

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


def with_condition():
    op.execute(sa.select(t.c.a).join(u, t.c.a == u.c.a))
    op.execute(sa.select(t.c.a).join(u, sa.or_(t.c.a == u.c.a, u.c.d == "x")))
    op.execute(sa.select(t.c.a).select_from(t.join(u, t.c.a == u.c.a)))
    op.execute(sa.select(t.c.a).select_from(sa.join(t, u, t.c.a == u.c.a, isouter=True)))
    op.execute(sa.select(t.c.a).select_from(sa.outerjoin(t, u, t.c.a == u.c.a)))


def outer():
    op.execute(sa.select(t.c.a).outerjoin(u, t.c.a == u.c.a))
    op.execute(sa.select(t.c.a).join(u, t.c.a == u.c.a, full=True))
    op.execute(sa.select(t.c.a).select_from(t.outerjoin(u, t.c.a == u.c.a, full=True)))


def by_foreign_key():
    op.execute(sa.select(users.c.name, addresses.c.email).join(addresses))
    op.execute(sa.select(users.c.name, addresses.c.email).join_from(users, addresses))
    op.execute(sa.select(addresses).join(users).where(users.c.name == "x"))


def of_aliases():
    parent = users.alias("p")
    op.execute(sa.select(users.c.id, parent.c.name).join(parent, users.c.parent_id == parent.c.id))
    one, other = users.alias(), addresses.alias()
    op.execute(sa.select(one.c.id).select_from(one.join(other)))


def of_subqueries():
    counted = (
        sa.select(addresses.c.user_id, sa.func.count().label("n")).group_by(addresses.c.user_id).subquery()
    )
    op.execute(sa.select(users, counted.c.n).outerjoin(counted))


def of_composite_key():
    own = sa.MetaData()
    a = sa.Table("a", own, sa.Column("x", sa.Integer), sa.Column("y", sa.Integer))
    b = sa.Table(
        "b",
        own,
        sa.Column("ax", sa.Integer),
        sa.Column("ay", sa.Integer),
        sa.ForeignKeyConstraint(["ax", "ay"], ["a.x", "a.y"]),
    )
    op.execute(sa.select(a.c.x).join(b))
    op.execute(sa.select(b.c.ax).join(a))


def in_a_schema():
    own = sa.MetaData(schema="app")
    a = sa.Table("a", own, sa.Column("id", sa.Integer, primary_key=True))
    b = sa.Table("b", own, sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id")))
    op.execute(sa.select(a).join(b))


def of_joins():
    right = addresses.join(orders, addresses.c.id == orders.c.address_id)
    op.execute(sa.select(users.c.id).select_from(users.join(right, users.c.id == addresses.c.user_id)))
    both = users.join(addresses)
    op.execute(sa.select(both.c.users_id, both.c.addresses_email).select_from(both))
    op.execute(both.select())


def several_from():
    op.execute(sa.select(users.c.id).select_from(addresses).select_from(users))
    op.execute(
        sa.select(t.c.a, users.c.id)
        .select_from(t, users)
        .join(addresses, users.c.id == addresses.c.user_id)
    )


def ambiguous_foreign_keys():
    own = sa.MetaData()
    a = sa.Table("a", own, sa.Column("id", sa.Integer))
    b = sa.Table(
        "b",
        own,
        sa.Column("a1", sa.Integer, sa.ForeignKey("a.id")),
        sa.Column("a2", sa.Integer, sa.ForeignKey("a.id")),
    )
    op.execute(sa.select(a).join(b))


def same_name_in_a_schema():
    plain = sa.table("users", sa.column("id"))
    other = sa.table("users", sa.column("id"), schema="s")
    op.execute(sa.select(plain.c.id, other.c.id).select_from(plain.join(other, plain.c.id == other.c.id)))
