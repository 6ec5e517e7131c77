from typing import Annotated

from alembic import op
import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, declarative_base, declared_attr, deferred, mapped_column, registry


class Base(DeclarativeBase):
    pass


# refused: the annotation of Thing.id, which is a text
def quoted_annotation():
    class Thing(Base):
        __tablename__ = "things"
        id: "int" = sa.Column(sa.Integer, primary_key=True)

    op.execute(sa.insert(Thing).values(id=1))


# refused: the annotation of Thing.c, which Mixin declares as well
def annotated_again():
    class Mixin:
        c: Mapped[int] = mapped_column(index=True)

    class Thing(Mixin, Base):
        __tablename__ = "things"
        c: Mapped[str]
        id: Mapped[int] = mapped_column(primary_key=True)

    Thing.__table__.create(op.get_bind())


# refused: making the mapped class Thing by type()
def made_by_type():
    Own = declarative_base()
    type("Thing", (Own,), {"__tablename__": "things", "id": sa.Column(sa.Integer, primary_key=True)})
    Own.metadata.create_all(op.get_bind())


# refused: the mapped class Thing, for which Own has an __init_subclass__
def init_subclass():
    class Own(DeclarativeBase):
        def __init_subclass__(cls, **kw):
            pass

    class Thing(Own):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)

    Own.metadata.create_all(op.get_bind())


# refused: the attribute id, whose annotation has a mapped_column() that is named or deferred
def name_in_annotation():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[Annotated[int, mapped_column("iid", primary_key=True)]]

    op.execute(sa.select(Thing))


# refused: the argument deferred of column_property()
def deferred_of_a_number():
    class Thing(Base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        r = column_property(sa.Column(sa.Integer), deferred=1)

    op.execute(sa.select(Thing))


# refused: deferred() of a mapped_column()
def deferred_mapped_column():
    class Thing(Base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        r = deferred(mapped_column(sa.Integer))

    Thing.__table__.create(op.get_bind())


def deferred_in_mixin():
    class Mixin:
        r = deferred(sa.Column(sa.Integer))

    class Thing(Mixin, Base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    Thing.__table__.create(op.get_bind())


def registry_and_map():
    class Own(DeclarativeBase):
        registry = registry()
        type_annotation_map = {str: sa.String(30)}


def declared_attr_of_a_type():
    class Mixin:
        @declared_attr
        def a(cls) -> int:
            return mapped_column(sa.Integer, nullable=True)

    class Thing(Mixin, Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)

    Thing.__table__.create(op.get_bind())


def deleted_attribute():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)

    del Thing.id


# refused: the argument metaclass of declarative_base()
def metaclass():
    declarative_base(metaclass=type)


def column_in_table_args():
    class Thing(Base):
        __tablename__ = "things"
        __table_args__ = (sa.Column("w"),)
        id: Mapped[int] = mapped_column(primary_key=True)

    Thing.__table__.create(op.get_bind())
