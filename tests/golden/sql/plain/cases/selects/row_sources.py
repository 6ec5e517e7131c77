"""what else stands behind FROM: functions, VALUES, LATERAL, samples"""

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


def function_as_column():
    op.execute(sa.select(sa.func.unnest(t.c.a).column_valued("x"), t.c.b))
    op.execute(sa.select(sa.func.unnest(t.c.a).column_valued()))
    numbers = sa.func.generate_series(1, 10).alias("n")
    op.execute(sa.select(numbers.column).where(numbers.column > 3))


def function_as_table():
    pairs = sa.func.json_each(t.c.a).table_valued("key", "value", name="pairs")
    op.execute(sa.select(pairs.c.key, pairs.c.value).where(pairs.c.key == "x"))
    numbers = sa.func.generate_series(1, 5).table_valued("n", name="numbers")
    op.execute(sa.select(numbers.c.n, t.c.a).join(t, t.c.b == numbers.c.n))
    op.execute(sa.select(numbers.alias().c.n))


def function_with_ordinality():
    rows = sa.func.unnest(t.c.a).table_valued("x", with_ordinality="position", name="r")
    op.execute(sa.select(rows.c.x, rows.c.position))
    op.execute(sa.select(rows.render_derived(name="d")))


def function_with_types():
    rows = sa.func.json_to_recordset(t.c.a).table_valued(
        sa.column("a", sa.Integer), sa.column("b", sa.String(5))
    )
    op.execute(sa.select(rows.render_derived(name="r", with_types=True)))


def function_alone():
    op.execute(sa.select("*").select_from(sa.func.generate_series(1, 3)))
    op.execute(sa.func.now().select())


def values():
    rows = sa.values(sa.column("id", sa.Integer), sa.column("name", sa.String), name="v").data(
        [(1, "a"), (2, "b'c"), (3, None)]
    )
    op.execute(sa.select(rows))
    op.execute(sa.select(t.c.a, rows.c.name).join(rows, rows.c.id == t.c.b))


def values_without_a_name():
    op.execute(sa.select(sa.values(sa.column("id", sa.Integer)).data([(1,), (2,)])))


def lateral():
    inner = sa.select(u.c.a).where(u.c.d == t.c.c).lateral("l")
    op.execute(sa.select(t.c.a, inner.c.a).join(inner, sa.true()))
    op.execute(sa.select(t.c.a, sa.lateral(sa.select(u.c.a).where(u.c.d == t.c.c)).c.a))


def samples():
    op.execute(sa.select(sa.tablesample(t, 5)))
    some = sa.tablesample(t, sa.func.bernoulli(1), name="some", seed=sa.func.random())
    op.execute(sa.select(some.c.a))


def text():
    op.execute(sa.select(sa.text("a, b")).select_from(sa.text("foo")))
    op.execute(sa.select(sa.literal_column("count(*)").label("n")).select_from(sa.text("foo")))


def a_sample_with_a_number_for_its_seed():
    op.execute(sa.select(sa.tablesample(t, 5, seed=1)))
