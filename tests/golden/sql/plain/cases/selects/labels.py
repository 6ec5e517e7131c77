"""the names of columns: labels, counted names, ORDER BY by name"""

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


def given():
    op.execute(sa.select(t.c.a.label("x"), t.c.b.label("My Label"), t.c.c.label("order")))


def counted():
    op.execute(sa.select(sa.func.count(), sa.func.count(), t.c.b + 1, t.c.b + 2).select_from(t))
    op.execute(sa.select(sa.literal(1), sa.null(), sa.null(), sa.true(), t.c.a == 1))
    op.execute(sa.select(t.c.a.label(None), (t.c.b + 1).label(None)))


def repeated():
    op.execute(sa.select(t.c.a, t.c.a, u.c.a, u.c.a, t.c.a))
    lower = sa.func.lower(t.c.c)
    op.execute(sa.select(lower, lower, sa.func.lower(t.c.a)))
    op.execute(sa.select(sa.column("a"), sa.column("a")))


def of_casts():
    op.execute(sa.select(sa.cast(t.c.a, sa.Integer), sa.cast(t.c.a, sa.String), sa.cast("5", sa.Integer)))


def of_prefixed_expressions():
    op.execute(sa.select(-t.c.b, -(t.c.b + 1), ~t.c.a.is_(None), sa.distinct(t.c.a)))


def in_order_by():
    label = (t.c.b + 1).label("x")
    op.execute(sa.select(label).where(label > 5).group_by(label).order_by(label.desc().nulls_first()))
    op.execute(sa.select(t.c.a).order_by(label))
    op.execute(sa.select(label).order_by("x"))
    op.execute(sa.select(label).order_by(sa.desc("x")))
    op.execute(sa.select(t.c.a, sa.func.count().label("n")).group_by("a").order_by(sa.desc("n")))


def unknown_in_order_by():
    op.execute(sa.select(t.c.a).order_by("zzz"))


def of_tables_and_columns():
    style = sa.LABEL_STYLE_TABLENAME_PLUS_COL
    op.execute(sa.select(t, u).set_label_style(style))
    op.execute(sa.select(t.c.a, t.c.a, sa.func.count(), users.alias().c.id).set_label_style(style))


def shortened():
    long = sa.table("t", sa.column("a_very_long_column_name_that_goes_on_and_on_and_on_and_on_and_on_and_on"))
    op.execute(sa.select(long))
    op.execute(sa.select(sa.select(long).subquery()))
    name = "a_table_with_a_rather_long_name_that_takes_much_space_and_more"
    one, other = sa.table(name, sa.column("a")).alias(), sa.table(name, sa.column("a")).alias()
    op.execute(sa.select(one, other))


def values_of_a_function_in_qualified_style():
    g = sa.func.f(1).column_valued("g")
    nameless = sa.func.f(2).column_valued()
    qualified = sa.LABEL_STYLE_TABLENAME_PLUS_COL
    op.execute(sa.select(g, g + 1, g.label("z")).set_label_style(qualified).order_by(g))
    op.execute(sa.select(nameless, nameless).set_label_style(qualified))
    op.execute(sa.select(sa.select(g, g).set_label_style(qualified).subquery("k")))


def ordered_by_a_label_of_a_coerced_column():
    x = sa.type_coerce(sa.column("id"), sa.String).label(None)
    y = sa.type_coerce(sa.column("id"), sa.String).label("y")
    op.execute(sa.select(x).order_by(x.desc()))
    op.execute(sa.select(y).having(y > 1).group_by(y).order_by(y.desc().nulls_last(), sa.desc("y")))
