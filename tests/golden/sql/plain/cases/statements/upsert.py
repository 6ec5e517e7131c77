"""PostgreSQL's insert() with ON CONFLICT"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import insert

metadata = sa.MetaData()
t = sa.Table(
    "t",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50)),
    sa.Column("user", sa.String),
    sa.Column("age", sa.Integer),
)
other = sa.Table("other", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("t_id", sa.Integer))
apart = sa.Table(
    "t", metadata, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String), schema="Apart"
)
keyed = sa.Table("keyed", metadata, sa.Column("Id", sa.Integer, key="pk"), sa.Column("na me", sa.String, key="nm"))


def targets():
    start = insert(t).values(id=1)
    op.execute(start.on_conflict_do_nothing())
    op.execute(start.on_conflict_do_nothing(index_elements=["id", "user"]))
    op.execute(start.on_conflict_do_nothing(index_elements=[t.c.id, t.c.user]))
    op.execute(start.on_conflict_do_nothing(constraint="uq_T"))
    op.execute(start.on_conflict_do_nothing(constraint=sa.UniqueConstraint("a", "b", name="uq_t")))
    op.execute(start.on_conflict_do_nothing(index_elements=[sa.func.lower(t.c.name), sa.text("lower(name)")]))


def partial_indexes():
    start = insert(t).values(id=1)
    op.execute(start.on_conflict_do_nothing(index_elements=["id"], index_where=t.c.age > 5))
    op.execute(start.on_conflict_do_nothing(index_elements=["id"], index_where=sa.text("age > 5")))


def both_targets():
    op.execute(insert(t).values(id=1).on_conflict_do_nothing(index_elements=["id"], constraint="x"))


def excluded():
    start = insert(t).values(id=1)
    op.execute(start.on_conflict_do_update(index_elements=["id"], set_={"name": start.excluded.name}))
    op.execute(
        start.on_conflict_do_update(
            index_elements=["id"],
            set_={"age": start.excluded.age + 1, t.c.name: start.excluded["name"]},
            where=t.c.age < start.excluded.age,
        )
    )
    op.execute(start.on_conflict_do_update(constraint="uq_t", set_=start.excluded))


def values_of_columns():
    start = insert(t).values(id=1)
    op.execute(start.on_conflict_do_update(constraint="x", set_={"user": None, "name": "it's", "age": t.c.age + 1}))
    op.execute(start.on_conflict_do_update(constraint="x", set_={"age": sa.bindparam("a", 5), "name": sa.func.now()}))
    op.execute(
        start.on_conflict_do_update(
            constraint="x", set_={"age": sa.select(sa.func.max(other.c.id)).scalar_subquery()}
        )
    )


def a_name_without_column():
    op.execute(insert(t).values(id=1).on_conflict_do_update(constraint="x", set_={"zz": 1, "name": "x"}))


def nothing_to_set():
    op.execute(insert(t).values(id=1).on_conflict_do_update(constraint="x", set_={}))


def a_schema():
    op.execute(
        insert(apart)
        .values(id=1)
        .on_conflict_do_update(index_elements=[apart.c.id], set_={"name": apart.c.name + "x"}, where=apart.c.id > 3)
    )


def keys_that_are_not_names():
    op.execute(insert(keyed).values(pk=1).on_conflict_do_update(index_elements=["Id"], set_={"nm": "x"}))


def rows_and_returning():
    op.execute(insert(t).values([{"id": 1}, {"id": 2}]).on_conflict_do_nothing().returning(t.c.id))
    op.execute(insert(t).from_select(["id"], sa.select(other.c.t_id)).on_conflict_do_nothing())
    op.execute(insert(t).on_conflict_do_nothing())
    op.execute(insert(t).values(name="x").on_conflict_do_nothing())


def two_clauses():
    op.execute(insert(t).values(id=1).on_conflict_do_nothing().on_conflict_do_nothing())


def queries_inside():
    start = insert(t).values(id=1)
    newest = sa.select(sa.func.max(other.c.id)).scalar_subquery()
    op.execute(start.on_conflict_do_update(index_elements=["id"], set_={"age": newest}, where=t.c.age < newest))


# refused: a query of t in ON CONFLICT, from which SQLAlchemy leaves the schema out
def queries_of_another_schema_inside():
    newest = sa.select(apart.c.id).scalar_subquery()
    op.execute(insert(t).values(id=1).on_conflict_do_update(index_elements=["id"], set_={"age": 1}, where=newest))


# refused: a query of t in ON CONFLICT, from which SQLAlchemy leaves the schema out
def values_of_another_schema_inside():
    newest = sa.select(apart.c.id).scalar_subquery()
    op.execute(insert(t).values(id=1).on_conflict_do_update(index_elements=["id"], set_={"age": newest}))
