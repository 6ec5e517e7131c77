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


class Renamed(Base):
    __tablename__ = "renamed"

    first = sa.Column("one", sa.Integer)
    id = sa.Column(sa.Integer, primary_key=True)
    last = sa.Column("two", sa.Integer)


class Loose(Base):
    __tablename__ = "loose"

    name = sa.Column(sa.String(20))
    id = sa.Column(sa.Integer, primary_key=True)


def entity():
    op.execute(sa.select(Child))


def entity_renamed():
    op.execute(sa.select(Parent))


def entity_renamed_first():
    op.execute(sa.select(Renamed))


def functions_of_two():
    op.execute(sa.select(sa.func.max(Child.id), sa.func.min(Parent.id)))


def functions_and_attributes_of_two():
    op.execute(sa.select(sa.func.max(Child.id), Parent.id))


def labels_of_two():
    op.execute(sa.select(Child.name.label("x"), Parent.name.label("y")))


def expressions_of_two():
    op.execute(sa.select(Child.id + 1, Parent.id + 1))


def entity_key_last():
    op.execute(sa.select(Loose))


def entities():
    op.execute(sa.select(Child, Parent).where(Child.parent_id == Parent.id))


def attribute():
    op.execute(sa.select(Child.id))


def attribute_renamed():
    op.execute(sa.select(Parent.kind, Parent.name))


def attributes_of_two():
    op.execute(sa.select(Child.name, Parent.name, Parent.id).where(Child.parent_id == Parent.id))


def attribute_twice():
    op.execute(sa.select(Child.id, Child.id))


# refused: selecting a class beside attributes of it
def attribute_and_entity():
    op.execute(sa.select(Child.id, Child))


def labelled():
    op.execute(sa.select(Parent.kind.label("x"), sa.func.count().label("n")).group_by(Parent.kind))


def functions():
    op.execute(sa.select(sa.func.count(Child.id)).where(Child.name.like("a%")).order_by(Child.id.desc()).limit(3))


def function_of_entity():
    op.execute(sa.select(sa.func.count()).select_from(Child))


def from_second():
    op.execute(sa.select(Child.id).where(Parent.id == Child.parent_id))


def join_on():
    op.execute(sa.select(Child.id, Parent.name).join(Parent, Parent.id == Child.parent_id))


def join_only():
    op.execute(sa.select(Child.id).join(Parent))


def outer_join():
    op.execute(sa.select(Child).outerjoin(Parent, Parent.id == Child.parent_id).where(Parent.id.is_(None)))


def join_from():
    op.execute(sa.select(Parent.name).join_from(Child, Parent))


def select_from_join():
    op.execute(sa.select(Parent.name).select_from(sa.join(Child, Parent, Child.parent_id == Parent.id)))


def core_select():
    op.execute(sa.select(Parent.__table__))


def core_column():
    op.execute(sa.select(Parent.__table__.c.kind_of).where(Parent.id == 1))


def mixed():
    op.execute(sa.select(Parent.__table__.c.id, Parent.kind, sa.literal(3), sa.text("x")))


def subquery():
    sub = sa.select(Parent.id, Parent.kind).subquery()
    op.execute(sa.select(sub.c.kind, sub.c.id))


def subquery_of_entity():
    sub = sa.select(Parent).subquery()
    op.execute(sa.select(sub))


def subquery_by_column_name():
    sub = sa.select(Parent.id, Parent.kind).subquery()
    op.execute(sa.select(sub.c.kind_of))


def distinct():
    op.execute(sa.select(Parent.kind).distinct())


def distinct_on():
    op.execute(sa.select(Parent).distinct(Parent.kind).order_by(Parent.kind))


def union():
    op.execute(sa.union_all(sa.select(Parent.id, Parent.kind), sa.select(Child.id, Child.name)))


# refused: filter_by() of a mapped class
def filter_by():
    op.execute(sa.select(Parent.id).filter_by(kind="x"))


def with_for_update():
    op.execute(sa.select(Child.id).with_for_update())


def order_by_text():
    op.execute(sa.select(Parent.id, Parent.kind).order_by("kind"))


def group_having():
    op.execute(sa.select(Child.parent_id, sa.func.count(Child.id)).group_by(Child.parent_id).having(sa.func.count(Child.id) > 1))


def exists():
    op.execute(sa.select(Parent.id).where(~sa.exists(sa.select(Child.id).where(Child.parent_id == Parent.id))))


def exists_of_entity():
    op.execute(sa.select(Parent.id).where(sa.exists(Child.id).where(Child.parent_id == Parent.id)))


def scalar_subquery():
    op.execute(sa.select(Parent.id, sa.select(sa.func.max(Child.id)).where(Child.parent_id == Parent.id).scalar_subquery()))


# refused: beside those of other tables
def alias():
    other = sa.alias(Parent.__table__, "o")
    op.execute(sa.select(other.c.id, Parent.id).where(other.c.name == Parent.name))


# refused: add_columns() with a mapped class
def add_columns():
    op.execute(sa.select(Parent.id).add_columns(Parent.kind))


def with_only_columns():
    op.execute(sa.select(Parent).with_only_columns(Parent.kind))


def case():
    op.execute(sa.select(sa.case((Parent.kind == "a", Parent.name), else_=Parent.kind)))


def cast():
    op.execute(sa.select(sa.cast(Parent.kind, sa.Integer), Parent.kind + "x"))


def lateral_values():
    op.execute(sa.select(Parent.id).where(sa.tuple_(Parent.id, Parent.kind).in_([(1, "a")])))


# refused: a statement of type BinaryExpression
def scalar_in_columns():
    op.execute(sa.select(Parent.kind).scalar_subquery().label("q").op("||")("x"))


def kind_cte():
    found = sa.select(Parent).cte("found")
    op.execute(sa.select(found.c.kind, found.c.name))
