from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parents"

    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    kind = sa.Column("kind_of", sa.String(5))
    count = sa.Column(sa.Integer, default=5, onupdate=6)


class Child(Base):
    __tablename__ = "children"

    id = sa.Column(sa.Integer, primary_key=True)
    parent_id = sa.Column(sa.Integer, sa.ForeignKey("parents.id"))
    name = sa.Column(sa.String(20))
    document = sa.Column(sa.JSON)
    at = sa.Column(sa.DateTime)


def update():
    op.execute(sa.update(Child).values(name="x"))


def update_where():
    op.execute(sa.update(Child).where(Child.id == 1, Child.name.in_(["a", "b"])).values(name="x", parent_id=None))


def update_order_of_values():
    op.execute(sa.update(Child).values(document={"a": 1}, name="x", parent_id=2))


def update_ordered_values():
    op.execute(sa.update(Child).ordered_values((Child.name, "x"), (Child.parent_id, 2)))


def update_default():
    op.execute(sa.update(Parent).where(Parent.name == "a").values(name="b"))


def update_renamed():
    op.execute(sa.update(Parent).values(kind="x"))


def update_column_name():
    op.execute(sa.update(Parent).values(kind_of="x"))


def update_by_attribute():
    op.execute(sa.update(Parent).where(Parent.kind == "x").values({Parent.kind: "y", Parent.name: Parent.kind}))


def update_by_column():
    op.execute(sa.update(Parent).values({Parent.__table__.c.kind_of: "y"}))


def update_by_name():
    op.execute(sa.update(Parent).values({"kind": "y", "count": Parent.count + 1}))


def update_unknown():
    op.execute(sa.update(Parent).values(colour="y"))


def update_unknown_method():
    op.execute(sa.update(Parent).values(metadata="y"))


def update_table_of_class():
    op.execute(sa.update(Parent.__table__).where(Parent.id == 1).values(name="b"))


def update_core_table_by_attribute_name():
    op.execute(sa.update(Parent.__table__).values(kind="b"))


def update_core_by_attribute():
    op.execute(Parent.__table__.update().values({Parent.kind: "b"}))


def update_with_subquery():
    op.execute(
        sa.update(Child).values(
            name=sa.select(Parent.name).where(Parent.id == Child.parent_id).scalar_subquery()
        )
    )


def update_with_renamed_subquery():
    op.execute(
        sa.update(Child).values(
            name=sa.select(Parent.kind).where(Parent.id == Child.parent_id).scalar_subquery()
        )
    )


def update_from():
    op.execute(sa.update(Child).where(Child.parent_id == Parent.id).values(name=Parent.name))


def update_exists():
    op.execute(
        sa.update(Child).where(sa.exists().where(Parent.id == Child.parent_id)).values(name="x")
    )


def update_exists_select():
    op.execute(
        sa.update(Child)
        .where(sa.select(Parent.id).where(Parent.id == Child.parent_id).exists())
        .values(name="x")
    )


def update_in_subquery():
    op.execute(
        sa.update(Child).where(Child.parent_id.in_(sa.select(Parent.id).where(Parent.kind == "a"))).values(name="x")
    )


def update_returning():
    op.execute(sa.update(Child).values(name="x").returning(Child.id))


def update_returning_entity():
    op.execute(sa.update(Child).values(name="x").returning(Child))


def update_options():
    op.execute(sa.update(Child).values(name="x").execution_options(synchronize_session=False))


def update_fetch():
    op.execute(sa.update(Child).values(name="x").execution_options(synchronize_session="fetch"))


def update_case():
    op.execute(sa.update(Child).values(name=sa.case((Child.id > 3, "a"), else_=Child.name)))


def update_document():
    op.execute(sa.update(Child).values(name=Child.document["a"].as_string()))


def update_filter_by():
    op.execute(sa.update(Child).filter_by(name="y").values(name="x"))


# refused: filter_by() of a mapped class
def update_filter():
    op.execute(sa.update(Parent).filter_by(kind="y").values(name="x"))


def delete():
    op.execute(sa.delete(Child))


def delete_where():
    op.execute(sa.delete(Parent).where(Parent.kind == "a"))


def delete_using():
    op.execute(sa.delete(Child).where(Child.parent_id == Parent.id))


def delete_in():
    op.execute(sa.delete(Child).where(Child.parent_id.notin_(sa.select(Parent.id))))


def insert():
    op.execute(sa.insert(Child).values(id=1, name="x"))


def insert_nothing():
    op.execute(sa.insert(Child))


def insert_defaults():
    op.execute(sa.insert(Parent).values(id=1))


def insert_renamed():
    op.execute(sa.insert(Parent).values(id=1, kind="x"))


def insert_by_attribute():
    op.execute(sa.insert(Parent).values({Parent.id: 1, Parent.kind: "x"}))


def insert_column_name():
    op.execute(sa.insert(Parent).values(id=1, kind_of="x"))


def insert_rows():
    op.execute(sa.insert(Child).values([{"id": 1, "name": "x"}, {"id": 2, "name": "y"}]))


def insert_rows_renamed():
    op.execute(sa.insert(Parent).values([{"id": 1, "kind": "x"}, {"id": 2, "kind": "y"}]))


def insert_from_select():
    op.execute(sa.insert(Child).from_select(["id", "name"], sa.select(Parent.id, Parent.kind)))


def insert_from_select_attributes():
    op.execute(sa.insert(Child).from_select([Child.id, Child.name], sa.select(Parent.id, Parent.name)))


def insert_from_select_renamed():
    op.execute(sa.insert(Parent).from_select(["id", "kind"], sa.select(Child.id, Child.name)))


def insert_from_select_default():
    op.execute(sa.insert(Parent).from_select(["id"], sa.select(Child.id)))


def insert_returning():
    op.execute(sa.insert(Child).values(id=1).returning(Child.id, Child.name))


def insert_returning_entity():
    op.execute(sa.insert(Parent).values(id=1).returning(Parent))


def insert_unknown():
    op.execute(sa.insert(Parent).values(id=1, colour="x"))


def upsert():
    op.execute(
        postgresql.insert(Child).values(id=1, name="x").on_conflict_do_nothing(index_elements=[Child.id])
    )


def upsert_update():
    made = postgresql.insert(Parent).values(id=1, name="x")
    op.execute(
        made.on_conflict_do_update(index_elements=["id"], set_={"name": made.excluded.name}, where=Parent.name != "y")
    )


def connection():
    op.get_bind().execute(sa.update(Child).values(name="x"))


def core_functions():
    op.execute(sa.text("UPDATE x SET y = 1"))
    op.execute(sa.update(Child).values(name=sa.func.lower(Child.name), at=sa.func.now()))


def cte():
    found = sa.select(Parent.id).where(Parent.kind == "a").cte("found")
    op.execute(sa.update(Child).where(Child.parent_id == found.c.id).values(name="x"))


def cte_renamed():
    found = sa.select(Parent.id, Parent.kind).cte("found")
    op.execute(sa.update(Child).where(Child.parent_id == found.c.id).values(name=found.c.kind))


def values_twice():
    op.execute(sa.update(Parent).values(name="a").values(kind="b"))


def alias_of_table():
    other = Parent.__table__.alias("o")
    op.execute(sa.update(Child).where(Child.parent_id == other.c.id).values(name=other.c.kind_of))
