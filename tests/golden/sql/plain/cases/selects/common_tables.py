"""WITH: common table expressions"""

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


def one():
    op.execute(sa.select(sa.select(t.c.a, t.c.b).cte()))
    named = sa.select(t.c.a, t.c.b).cte("foo")
    op.execute(sa.select(named.c.a).where(named.c.b == 1))


def one_of_another():
    first = sa.select(t.c.a).cte("first")
    second = sa.select(first.c.a).where(first.c.a > 1).cte("second")
    op.execute(sa.select(first, second))


def aliases():
    rows = sa.select(t.c.a).cte("rows")
    op.execute(sa.select(rows.c.a, rows.alias("x").c.a))
    op.execute(sa.select(rows.alias().c.a))


def inside_of_subqueries():
    rows = sa.select(t.c.a).cte("rows")
    op.execute(sa.select(t).where(t.c.a.in_(sa.select(rows.c.a))))
    op.execute(sa.select(sa.select(rows.c.a).subquery()))
    op.execute(sa.union(sa.select(rows.c.a), sa.select(u.c.a)))


def recursive():
    tree = sa.select(users.c.id, users.c.parent_id).where(users.c.id == 1).cte("tree", recursive=True)
    child = users.alias()
    tree = tree.union_all(sa.select(child.c.id, child.c.parent_id).where(child.c.parent_id == tree.c.id))
    op.execute(sa.select(tree.c.id))


def recursive_without_a_name():
    numbers = sa.select(sa.literal(1).label("n")).cte(recursive=True)
    numbers = numbers.union(sa.select(numbers.c.n + 1).where(numbers.c.n < 10))
    op.execute(sa.select(sa.func.sum(numbers.c.n)))


def materialized():
    op.execute(sa.select(sa.select(t.c.a).cte("rows").prefix_with("MATERIALIZED")))
    op.execute(sa.select(sa.select(t.c.a).cte("rows").prefix_with("NOT MATERIALIZED", dialect="postgresql")))


def nesting():
    inner = sa.select(t.c.a).cte("inner", nesting=True)
    op.execute(sa.select(sa.select(inner.c.a).cte("outer")))
    op.execute(sa.select(inner))


def not_used():
    op.execute(sa.select(t.c.a).add_cte(sa.select(u.c.a).cte("unused")))


def quoted():
    op.execute(sa.select(sa.select(t.c.a).cte("Foo Bar")))


def of_union():
    both = sa.union(sa.select(t.c.a), sa.select(u.c.a)).cte("both")
    op.execute(sa.select(both.c.a))


def same_name_twice():
    op.execute(sa.select(sa.select(t.c.a).cte("foo"), sa.select(u.c.a).cte("foo")))



def an_update_inside_of_lateral():
    changed = sa.update(t).values(b=1).returning(t.c.b).cte("changed")
    inner = sa.select(changed.c.b).lateral("inner")
    op.execute(sa.select(inner.c.b))


def an_update_in_a_subquery_inside_of_lateral():
    changed = sa.update(t).values(b=1).returning(t.c.b).cte("changed")
    inner = sa.select(changed.c.b).subquery("inner")
    op.execute(sa.select(sa.select(inner).lateral("outer")))


def a_delete_inside_of_lateral():
    gone = sa.delete(t).returning(t.c.b).cte("gone")
    op.execute(sa.select(sa.select(gone.c.b).lateral("inner")))
