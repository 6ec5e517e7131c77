"""WHERE, GROUP BY, LIMIT, DISTINCT, FOR UPDATE and what is changed afterwards"""

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


def where():
    op.execute(sa.select(t.c.a).where(t.c.b == 1, t.c.c == "x").where(sa.or_(t.c.a == 1, t.c.a == 2)))
    op.execute(sa.select(t.c.a).where(sa.or_(t.c.a == 1, t.c.a == 2)))
    op.execute(sa.select(t.c.a).where(sa.text("a = 1 OR b = 2")).where(sa.true()))
    op.execute(sa.select(t.c.a).where(t.c.c.startswith("y")))


def filter_by():
    op.execute(sa.select(t).filter_by(b=3, c=None))
    op.execute(sa.select(users).join(addresses).filter_by(email="x"))


def filter_by_unknown_name():
    op.execute(sa.select(t).filter_by(zz=3))


def group_by():
    op.execute(sa.select(t.c.a).group_by(t.c.a, t.c.b).having(sa.func.count() > 1).having(t.c.b < 3))
    op.execute(sa.select(t).group_by(t))


def limits():
    op.execute(sa.select(t.c.a).limit(5).offset(10))
    op.execute(sa.select(t.c.a).offset(5))
    op.execute(sa.select(t.c.a).slice(2, 7))
    op.execute(sa.select(t.c.a).fetch(5, with_ties=True).offset(2).order_by(t.c.a))
    op.execute(sa.select(t.c.a).limit(sa.select(sa.func.max(u.c.a)).scalar_subquery()))


def distinct():
    op.execute(sa.select(t.c.a).distinct())
    op.execute(sa.select(t.c.a).distinct(t.c.b, "a").order_by(t.c.b))


def for_update():
    op.execute(sa.select(t).with_for_update())
    op.execute(sa.select(t).with_for_update(nowait=True))
    op.execute(sa.select(t).with_for_update(read=True, skip_locked=True))
    op.execute(sa.select(t, u).with_for_update(key_share=True, of=[t, u.c.a]))
    op.execute(sa.select(orders).with_for_update(read=True, key_share=True, of=orders))


def words_around():
    op.execute(sa.select(t.c.a).prefix_with("HIGH", dialect="mysql").suffix_with("OFFSET 1"))
    op.execute(sa.select(t.c.a).with_hint(t, "ONLY", "postgresql"))


def changed_columns():
    op.execute(sa.select(t.c.a).add_columns(t.c.b, sa.func.count()))
    op.execute(sa.select(t.c.a).join(u, u.c.a == t.c.a).with_only_columns(u.c.d))
    op.execute(
        sa.select(t.c.a).where(u.c.a == 1).with_only_columns(sa.func.count(), maintain_column_froms=True)
    )


def kept_by_themselves():
    first = sa.select(t.c.a).where(t.c.a == 1)
    op.execute(first.where(t.c.b == 2))
    op.execute(first)


def string_as_column():
    op.execute(sa.select("a"))


def on_the_bind():
    op.get_bind().execute(sa.select(users.c.id).where(users.c.name == "it's"))
