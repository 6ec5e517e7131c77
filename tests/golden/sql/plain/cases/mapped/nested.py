from alembic import op
import sqlalchemy as sa
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Parent(Base):
    __tablename__ = "parents"

    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    kind = sa.Column("kind_of", sa.String(5))


class Child(Base):
    __tablename__ = "children"

    id = sa.Column(sa.Integer, primary_key=True)
    parent_id = sa.Column(sa.Integer, sa.ForeignKey("parents.id"))
    name = sa.Column(sa.String(20))


core = sa.table("core", sa.column("id", sa.Integer), sa.column("name", sa.String))


def in_own_table():
    op.execute(sa.update(Child).where(Child.id.in_(sa.select(Child.id).where(Child.name == "a"))).values(name="x"))


def delete_in_own_table():
    op.execute(sa.delete(Child).where(Child.id.in_(sa.select(sa.func.max(Child.id)).group_by(Child.name))))


def value_of_own_table():
    op.execute(sa.update(Child).values(id=sa.select(sa.func.max(Child.id)).scalar_subquery()))


def core_column_where_class():
    op.execute(sa.select(core.c.id).where(core.c.name == Parent.name))


def alias_column_where_class():
    other = Parent.__table__.alias("o")
    op.execute(sa.select(other.c.id).where(other.c.name == Parent.name))


# refused: beside those of other tables
def alias_columns_and_function_of_class():
    other = Parent.__table__.alias("o")
    op.execute(sa.select(other.c.id, sa.func.max(Parent.id)))


def function_of_class_and_core_column():
    op.execute(sa.select(sa.func.max(Parent.id), core.c.id))


# refused: beside those of other tables
def core_column_and_function_of_class():
    op.execute(sa.select(core.c.id, sa.func.max(Parent.id)))


def class_where_core():
    op.execute(sa.select(Parent.id).where(core.c.name == Parent.name))


def core_join_class():
    op.execute(sa.select(core.c.id).join(Parent, Parent.name == core.c.name))


def core_join_class_select_both():
    op.execute(sa.select(core.c.id).select_from(core).join(Parent, Parent.name == core.c.name).where(Parent.id > 3))


def core_update_class():
    op.execute(core.update().where(core.c.name == Parent.name).values(id=Parent.id))


def core_update_subquery_of_class():
    op.execute(core.update().values(id=sa.select(Parent.id).where(Parent.name == core.c.name).scalar_subquery()))


def core_insert_from_class():
    op.execute(core.insert().from_select(["id", "name"], sa.select(Parent.id, Parent.kind)))


def core_insert_from_entity():
    op.execute(sa.insert(Parent).from_select(["id", "name", "kind_of"], sa.select(Parent)))


def core_delete_exists():
    op.execute(core.delete().where(~sa.exists().where(Parent.id == core.c.id)))


def subquery_column_where_class():
    sub = sa.select(Child.parent_id, sa.func.count().label("n")).group_by(Child.parent_id).subquery()
    op.execute(sa.select(sub.c.n).where(sub.c.parent_id == Parent.id))


def update_from_subquery():
    sub = sa.select(Child.parent_id, sa.func.count().label("n")).group_by(Child.parent_id).subquery("s")
    op.execute(sa.update(Parent).where(Parent.id == sub.c.parent_id).values(name=sub.c.n))


def update_from_joined_subquery():
    sub = sa.select(Child.parent_id, Parent.kind).join(Parent, Parent.id == Child.parent_id).subquery("s")
    op.execute(sa.update(Parent).where(Parent.id == sub.c.parent_id).values(name=sub.c.kind))


def two_subqueries():
    op.execute(
        sa.update(Child)
        .where(Child.parent_id == sa.select(sa.func.min(Parent.id)).scalar_subquery())
        .values(name=sa.select(Parent.name).where(Parent.id == Child.parent_id).limit(1).scalar_subquery())
    )


def subquery_in_subquery():
    inner = sa.select(sa.func.max(Child.id)).where(Child.parent_id == Parent.id).scalar_subquery()
    op.execute(sa.update(Child).where(Child.parent_id.in_(sa.select(Parent.id).where(inner > 3))).values(name="x"))


def exists_correlated():
    op.execute(
        sa.delete(Parent).where(~sa.select(Child.id).where(Child.parent_id == Parent.id).correlate(Parent).exists())
    )


def exists_of_entity():
    op.execute(sa.delete(Parent).where(sa.select(Child).where(Child.parent_id == Parent.id).exists()))


def union_in():
    both = sa.union(sa.select(Child.parent_id), sa.select(core.c.id))
    op.execute(sa.delete(Parent).where(Parent.id.in_(both)))


def join_of_classes():
    joined = sa.join(Child, Parent, Child.parent_id == Parent.id)
    op.execute(sa.select(Child.name, Parent.kind).select_from(joined))


def three_columns_two_tables_where():
    op.execute(sa.select(Parent.name, Child.name, Parent.id).where(Parent.id == Child.parent_id).order_by(Child.name, Parent.kind))


def window():
    op.execute(sa.select(Child.id, sa.func.row_number().over(partition_by=Child.parent_id, order_by=Child.id).label("n")))


def update_from_window():
    sub = sa.select(
        Child.id, sa.func.row_number().over(partition_by=Child.parent_id, order_by=Child.id).label("n")
    ).subquery()
    op.execute(sa.update(Child).where(Child.id == sub.c.id).values(name=sa.cast(sub.c.n, sa.String)))


def select_literal_where_class():
    op.execute(core.insert().from_select(["id"], sa.select(sa.literal(3)).where(~sa.exists().where(Parent.id == 3))))


def select_text_from_class():
    op.execute(sa.select(sa.text("1")).select_from(Parent).where(Parent.id == 1))


def alias_method_of_table():
    a, b = Child.__table__.alias(), Child.__table__.alias()
    op.execute(sa.delete(Child).where(Child.id.in_(sa.select(a.c.id).where(a.c.name == b.c.name, a.c.id > b.c.id))))


def exists_between_alias_and_class():
    other = Child.__table__.alias()
    op.execute(sa.delete(Child).where(sa.exists().where(sa.and_(other.c.name == Child.name, other.c.id < Child.id))))
