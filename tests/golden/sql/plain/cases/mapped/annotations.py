import datetime
import decimal
import enum
import uuid
from datetime import date, time, timedelta
from typing import Annotated, Any, Dict, List, Literal, Optional, Union

from alembic import op
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship


class Colour(enum.Enum):
    red = 1
    green = 2


class JsonDict(sa.TypeDecorator[dict[str, Any]]):
    cache_ok = True
    impl = sa.JSON


key = Annotated[int, mapped_column(primary_key=True)]
name_of_fifty = Annotated[str, 50]


class Base(DeclarativeBase):
    metadata = sa.MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"})
    type_annotation_map = {
        dict[str, Any]: JsonDict,
        list[dict[str, Any]]: postgresql.JSONB,
        name_of_fifty: sa.String(50),
    }


def default_types():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        text: Mapped[str]
        truth: Mapped[bool]
        number: Mapped[float]
        amount: Mapped[decimal.Decimal]
        at: Mapped[datetime.datetime]
        day: Mapped[date]
        hour: Mapped[time]
        span: Mapped[timedelta]
        data: Mapped[bytes]
        unique: Mapped[uuid.UUID]

    Thing.__table__.create(op.get_bind())


def optional_types():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        a: Mapped[Optional[str]]
        b: Mapped[str | None]
        c: Mapped[Union[str, None]]
        d: Mapped[None | int]
        e: Mapped[Optional[int]] = mapped_column(nullable=False)
        f: Mapped[int] = mapped_column(nullable=True)
        g: Mapped[str] = mapped_column(sa.Text, default="x", server_default="y")

    Thing.__table__.create(op.get_bind())


def quoted_argument():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        h: Mapped["int"]

    Thing.__table__.create(op.get_bind())


def string_enumerations():
    class Kind(str, enum.Enum):
        plain = "p"
        other = "o"

    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        kind: Mapped[Kind] = mapped_column(index=True)

    Thing.__table__.create(op.get_bind())


def optional_annotated():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        a: Mapped[Annotated[Optional[int], 7]]
        b: Mapped[Annotated[int, 7] | None]

    Thing.__table__.create(op.get_bind())


def annotated_columns():
    moment = Annotated[datetime.datetime, mapped_column(sa.DateTime(timezone=True), server_default=sa.func.now())]
    parent = Annotated[int, mapped_column(sa.ForeignKey("things.id"), nullable=True)]

    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[key]
        at: Mapped[moment]
        later: Mapped[Optional[moment]]
        parent_id: Mapped[parent]

    class Other(Base):
        __tablename__ = "others"
        id: Mapped[key]
        at: Mapped[moment]
        parent_id: Mapped[parent]

    Base.metadata.create_all(op.get_bind())


def several_types():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        a: Mapped[Union[int, str]]

    Thing.__table__.create(op.get_bind())


def explicit_types():
    class Thing(Base):
        __tablename__ = "things"
        id = mapped_column(sa.Integer, primary_key=True)
        a: Mapped[str] = mapped_column("aa", sa.String(30), index=True, unique=True)
        b: Mapped[Any] = mapped_column(sa.JSON)
        c = mapped_column(sa.Text)
        d = sa.Column(sa.Text, nullable=False)
        e: Mapped[int] = mapped_column(sa.ForeignKey("others.id"))
        f: Mapped[dict] = mapped_column(postgresql.JSONB, nullable=False)
        g: Mapped[list[str]] = mapped_column(postgresql.ARRAY(sa.Text))
        h: Mapped[Optional[int]] = mapped_column(sa.Integer)

    class Other(Base):
        __tablename__ = "others"
        id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)

    Base.metadata.create_all(op.get_bind())


def type_map():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[key]
        a: Mapped[dict[str, Any]]
        b: Mapped[list[dict[str, Any]]]
        c: Mapped[name_of_fifty]
        d: Mapped[Optional[name_of_fifty]]
        e: Mapped[Optional[dict[str, Any]]]

    Thing.__table__.create(op.get_bind())


def unknown_type():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        a: Mapped[dict[str, int]]

    Thing.__table__.create(op.get_bind())


def enumerations():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        colour: Mapped[Colour]
        other: Mapped[Optional[Colour]]

    Thing.__table__.create(op.get_bind())


def literals():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        kind: Mapped[Literal["a", "bcd"]]

    Thing.__table__.create(op.get_bind())


def order():
    class Thing(Base):
        __tablename__ = "things"
        c: Mapped[int]
        a = sa.Column(sa.Text)
        id: Mapped[int] = mapped_column(primary_key=True)
        b: Mapped[int] = mapped_column()
        d: Mapped[int]

    Thing.__table__.create(op.get_bind())


def sort_order():
    class Thing(Base):
        __tablename__ = "things"
        c: Mapped[int] = mapped_column(sort_order=3)
        a: Mapped[int] = mapped_column(sort_order=-1)
        id: Mapped[int] = mapped_column(primary_key=True)

    Thing.__table__.create(op.get_bind())


def mixins():
    class Dated:
        created: Mapped[datetime.datetime] = mapped_column(server_default=sa.func.now())
        changed: Mapped[Optional[datetime.datetime]]

    class Thing(Dated, Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        a: Mapped[int]

    Thing.__table__.create(op.get_bind())


def relationships():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        others: Mapped[List["Other"]] = relationship(back_populates="thing")

    class Other(Base):
        __tablename__ = "others"
        id: Mapped[int] = mapped_column(primary_key=True)
        thing_id: Mapped[int] = mapped_column(sa.ForeignKey("things.id"))
        thing: Mapped["Thing"] = relationship(back_populates="others")

    Base.metadata.create_all(op.get_bind())
    op.execute(sa.update(Other).values(thing_id=sa.select(Thing.id).scalar_subquery()))


def update():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        document: Mapped[dict[str, Any]]
        a: Mapped[Optional[int]]
        b: Mapped[Optional[float]] = mapped_column("bb")

    op.execute(
        sa.update(Thing).values(a=Thing.document[["x", "y"]].as_float(), b=Thing.document["z"].as_integer())
    )


def mapped_without_annotation():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        a: int

    Thing.__table__.create(op.get_bind())


def column_annotated():
    class Thing(Base):
        __tablename__ = "things"
        id: int = sa.Column(sa.Integer, primary_key=True)

    Thing.__table__.create(op.get_bind())


def column_annotated_mapped():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = sa.Column(sa.Integer, primary_key=True)
        a: Mapped[str] = sa.Column(sa.Text)
        b: Mapped[str] = sa.Column()

    Thing.__table__.create(op.get_bind())


def without_a_type():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        a = mapped_column()

    Thing.__table__.create(op.get_bind())


def keywords():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, comment="The key")
        a: Mapped[int] = mapped_column(sa.Identity(always=True))
        b: Mapped[str] = mapped_column(insert_default="x", onupdate="y", deferred=True, use_existing_column=False)
        c: Mapped[str] = mapped_column(name="cc", type_=sa.Text(), quote=True)

    Thing.__table__.create(op.get_bind())
    op.execute(sa.insert(Thing).values(id=1, a=2))


def foreign_key_gives_type():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
        other: Mapped[int] = mapped_column(sa.ForeignKey("things.id"))
        third = mapped_column(sa.ForeignKey("things.id"))

    Thing.__table__.create(op.get_bind())


def dictionary_of_typing():
    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)
        a: Mapped[Dict[str, Any]]

    Thing.__table__.create(op.get_bind())


# refused: sqlalchemy.orm.MappedAsDataclass is not known
def dataclasses():
    class Thing(MappedAsDataclass, Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True, init=False)
        a: Mapped[str] = mapped_column(default="x")

    Thing.__table__.create(op.get_bind())
    op.execute(sa.insert(Thing).values(id=1))
