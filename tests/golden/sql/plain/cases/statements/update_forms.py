"""update() and delete() that refer to other tables, return rows and stand in CTEs"""

import sqlalchemy as sa
from alembic import op

metadata = sa.MetaData()
t = sa.Table(
    "t",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50)),
    sa.Column("age", sa.Integer),
    sa.Column("changed", sa.DateTime, onupdate=sa.func.now()),
    sa.Column("count", sa.Integer, onupdate=7),
    sa.Column("by", sa.String, onupdate=lambda: "me"),
)
u = sa.Table(
    "u",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("t_id", sa.Integer, sa.ForeignKey("t.id")),
    sa.Column("name", sa.String),
)
apart = sa.Table("t", metadata, sa.Column("id", sa.Integer), sa.Column("name", sa.String), schema="Apart")
light = sa.table("light", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("untyped"))


def onupdate():
    op.execute(sa.update(t).values(name="a"))
    op.execute(sa.update(t).values(changed=None, count=1, by="you"))
    op.execute(sa.update(t).values({}))
    op.execute(sa.update(t).ordered_values(("name", "a")))


def order_of_values():
    op.execute(sa.update(light).values({"name": "a", "id": 1}))
    op.execute(sa.update(light).ordered_values((light.c.name, "a"), ("id", light.c.id + 1)))


def values_of_every_kind():
    op.execute(sa.update(light).values(id=light.c.id * 2 + 1, name=light.c.name + "x"))
    op.execute(sa.update(light).values(id=sa.null(), name=sa.text("'x'")))
    op.execute(sa.update(light).values(name=sa.case((light.c.id == 1, "a"), else_="b")))
    op.execute(sa.update(light).values(untyped=sa.and_(light.c.id == 5, light.c.name == "a")))
    op.execute(sa.update(light).values(untyped=light.c.id.is_(None)))
    op.execute(sa.update(light).values(untyped=None))
    op.execute(sa.update(light).values((1, "x")))
    op.execute(sa.update(light).values(name=sa.bindparam("n")).where(light.c.id == sa.bindparam("i")))
    op.execute(sa.update(light).values(name="50% :x \\ it's"))


def a_value_without_type():
    op.execute(sa.update(light).values(untyped=5))


def no_values():
    op.execute(sa.update(light).values())
    op.execute(sa.update(light))


def several_conditions():
    op.execute(sa.update(light).where(light.c.id == 1).where(light.c.name == "a").values(name="b"))
    op.execute(sa.update(light).where(sa.or_(light.c.id == 1, light.c.name == "a"), light.c.id != 4).values(name="b"))
    op.execute(sa.update(light).values(name="b").where(light.c.id == 1, sa.true()))
    op.execute(sa.update(light).filter(light.c.id == 1).filter_by(name="q").values(name="b"))
    op.execute(sa.delete(light).where(light.c.id == 1).where(sa.text("x = 1")))


def from_another_table():
    op.execute(sa.update(light).where(light.c.id == u.c.t_id).values(name=u.c.name))
    op.execute(sa.update(light).values(name=u.c.name))
    op.execute(sa.update(light).where(light.c.id == u.c.t_id, u.c.name == apart.c.name).values(name="x"))
    op.execute(sa.update(t).where(t.c.id == u.c.t_id).values(name=u.c.name).returning(t.c.id, u.c.id))


def from_an_alias_of_itself():
    other = light.alias("other")
    op.execute(sa.update(light).where(light.c.name == other.c.name, light.c.id < other.c.id).values(name="x"))
    op.execute(sa.delete(light).where(light.c.name == other.c.name, light.c.id < other.c.id))


def of_an_alias():
    other = t.alias("other")
    op.execute(sa.update(other).where(other.c.id == 1).values(name="x"))
    op.execute(sa.delete(other).where(other.c.id == 3))


def from_a_subquery():
    inner = sa.select(u.c.t_id, sa.func.count().label("n")).group_by(u.c.t_id).subquery()
    op.execute(sa.update(light).where(light.c.id == inner.c.t_id).values(id=inner.c.n))
    named = sa.select(u.c.t_id, u.c.name).cte("named")
    op.execute(sa.update(light).where(light.c.id == named.c.t_id).values(name=named.c.name))
    op.execute(sa.delete(light).where(light.c.id.in_(sa.select(named.c.t_id))))
    op.execute(sa.update(light).values(name="x").add_cte(named))


def a_column_of_another_table():
    op.execute(sa.update(light).where(light.c.id == u.c.t_id).values({u.c.name: "x", light.c.name: "y"}))


def a_column_of_another_table_alone():
    op.execute(sa.update(light).values({u.c.name: "x"}))


def subqueries():
    inner = sa.select(u.c.name).where(u.c.t_id == light.c.id)
    op.execute(sa.update(light).values(name=inner.scalar_subquery()))
    op.execute(sa.update(light).values(name=inner))
    op.execute(sa.update(light).where(inner.exists()).values(name="x"))
    op.execute(sa.update(light).where(light.c.id.in_(sa.select(u.c.t_id))).values(name="x"))
    op.execute(sa.update(light).where(light.c.id == sa.select(sa.func.max(u.c.id)).scalar_subquery()).values(name="x"))
    op.execute(sa.delete(light).where(~sa.exists().where(u.c.t_id == light.c.id)))
    op.execute(sa.delete(light).where(~light.c.id.in_(sa.select(u.c.t_id))))


def schemas():
    op.execute(sa.update(apart).where(apart.c.id == 4).values(name=apart.c.name + "a"))
    op.execute(sa.update(light).where(apart.c.id == light.c.id).values(name=apart.c.name))
    op.execute(sa.delete(light).where(apart.c.id == light.c.id))
    op.execute(sa.delete(apart).where(apart.c.id == 4))


def returning():
    op.execute(sa.update(light).values(name="x").returning(light))
    op.execute(sa.update(light).values(name="x").returning(light.c.id + light.c.id, light.c.id, light.c.id))
    op.execute(sa.insert(light).values(name="x").returning(sa.text("id = :a"), sa.bindparam("b")))
    op.execute(sa.update(light).values(name="x").returning(light.c.name.label("name"), sa.func.count()))
    op.execute(sa.delete(light).returning(sa.func.max(light.c.id).label("m"), sa.literal_column("*")))
    op.execute(sa.delete(t).where(t.c.id == u.c.t_id).returning(t.c.id))


# refused: a nameless bound value
def returning_a_value():
    op.execute(sa.update(light).values(name="x").returning(light.c.id + 1))


def prefixes():
    op.execute(sa.update(light).prefix_with("ONLY").values(name="x"))
    op.execute(sa.delete(light).prefix_with("A", "B", dialect="postgresql").prefix_with("C", dialect="mysql"))


def in_a_cte():
    gone = sa.delete(u).where(u.c.t_id == 1).returning(u.c.id, u.c.name).cte("gone")
    op.execute(sa.insert(light).from_select(["id", "name"], sa.select(gone.c.id, gone.c.name)))
    made = sa.insert(t).values(name="x").returning(t.c.id).cte("made")
    op.execute(sa.select(made.c.id))
    op.execute(sa.insert(u).values(t_id=sa.select(made.c.id).scalar_subquery()))
    op.execute(sa.delete(light).where(light.c.id.in_(sa.select(gone.c.id))))
    changed = sa.update(t).values(age=1).returning(t).cte("changed")
    op.execute(sa.select(changed).where(changed.c.age == 1))


def names_that_are_words():
    table = sa.table("select", sa.column("from", sa.String), sa.column("Order", sa.Integer))
    op.execute(table.insert().values({"from": "a", "Order": 3}))
    op.execute(table.update().where(table.c["from"] == "q").values({"Order": table.c.Order + 1}))
    op.execute(table.delete().where(table.c.Order > 1))


def an_unknown_column():
    op.execute(sa.update(light).values(zz=1))


def options():
    op.execute(sa.update(light).values(name="x").execution_options(synchronize_session=False))
    op.execute(sa.delete(light), execution_options={"synchronize_session": "fetch"})
    op.get_bind().execute(sa.update(light).values(name="x"), execution_options={"anything": 1})
