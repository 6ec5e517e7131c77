from alembic import op
import sqlalchemy as sa
from sqlalchemy.orm import backref, declarative_base, relationship, synonym

Base = declarative_base()


class Named(Base):
    __tablename__ = "named"

    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))
    attr = sa.Column("col", sa.Integer)
    other = synonym("attr")


def pair(**arguments):
    base = declarative_base()

    class Owner(base):
        __tablename__ = "owners"
        id = sa.Column(sa.Integer, primary_key=True)

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        owner_id = sa.Column(sa.ForeignKey("owners.id"))
        owner = relationship("Owner", **arguments)

    return Owner, Thing


def with_child(base):
    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)

    table = Thing.__table__

    def derive():
        class Special(Thing):
            extra = sa.Column(sa.Text)

    return table, derive


def mapped_with(arguments):
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        kind = sa.Column(sa.Text)
        __mapper_args__ = arguments

    return Thing


# refused: the relationship owner loads what it leads to at once
def joined():
    owner, thing = pair(lazy="joined")
    op.execute(sa.select(thing))


# refused: the relationship owner loads what it leads to at once
def not_lazy():
    owner, thing = pair(lazy=False)
    op.execute(sa.select(thing))


def joined_column():
    owner, thing = pair(lazy="joined")
    op.execute(sa.select(thing.id))


def lazy():
    for loader in ("select", True, "selectin", "subquery", "noload", "raise", "raise_on_sql", None):
        owner, thing = pair(lazy=loader)
        op.execute(sa.select(thing))


# refused: whose argument backref is not checked
def backref_object():
    owner, thing = pair(backref=backref("things", lazy="joined"))
    op.execute(sa.select(owner))


def back_populates_nothing():
    owner, thing = pair(back_populates="things")
    op.execute(sa.select(thing))


def backref_taken():
    owner, thing = pair(backref="id")
    op.execute(sa.select(thing))


def delete_orphan():
    owner, thing = pair(cascade="all, delete-orphan")
    op.execute(sa.select(thing))


def dynamic():
    owner, thing = pair(lazy="dynamic")
    op.execute(sa.select(thing))


def no_loader():
    owner, thing = pair(lazy="wat")
    op.execute(sa.select(thing))


def order():
    owner, thing = pair(order_by="Owner.nope")
    op.execute(sa.select(thing))


def no_argument():
    owner, thing = pair(bogus=1)
    op.execute(thing.__table__.insert().values(id=1))


def unchecked_table():
    owner, thing = pair(order_by="Owner.nope")
    op.execute(thing.__table__.insert().values(id=1))


def secondary():
    base = declarative_base()
    both = sa.Table(
        "both",
        base.metadata,
        sa.Column("left_id", sa.ForeignKey("lefts.id")),
        sa.Column("right_id", sa.ForeignKey("rights.id")),
    )

    class Left(base):
        __tablename__ = "lefts"
        id = sa.Column(sa.Integer, primary_key=True)
        rights = relationship("Right", secondary=both, backref="lefts")

    class Right(base):
        __tablename__ = "rights"
        id = sa.Column(sa.Integer, primary_key=True)

    op.execute(sa.select(Left))


def secondary_without_keys():
    base = declarative_base()
    both = sa.Table("both", base.metadata, sa.Column("a", sa.Integer))

    class Left(base):
        __tablename__ = "lefts"
        id = sa.Column(sa.Integer, primary_key=True)
        rights = relationship("Right", secondary=both)

    class Right(base):
        __tablename__ = "rights"
        id = sa.Column(sa.Integer, primary_key=True)

    op.execute(sa.select(Left))


# refused: derived from the mapped class Thing
def inherited_table():
    table, derive = with_child(declarative_base())
    try:
        derive()
    except Exception:
        pass
    op.execute(table.insert().values(id=1))


def mapper_arguments_known():
    known = {"polymorphic_on": "kind", "polymorphic_identity": "thing", "eager_defaults": True}
    op.execute(sa.select(mapped_with(known)))


def mapper_key():
    op.execute(sa.select(mapped_with({"primary_key": "nope"}).id))


def mapper_polymorphic():
    op.execute(sa.select(mapped_with({"polymorphic_on": "nope"})))


# refused: the class Thing: its __mapper_args__ have bogus
def mapper_unknown():
    try:
        mapped_with({"bogus": 1})
    except TypeError:
        op.execute("SELECT 2")


# refused: a column twice
def column_twice():
    op.execute(sa.select(Named.__table__.c.col, Named.attr))


# refused: a column twice
def returned_twice():
    op.execute(sa.insert(Named).values(name="a").returning(Named.attr, Named.__table__.c.col))


# refused: filter_by() of a mapped class
def filter_by_attribute():
    op.execute(sa.select(Named.id).filter_by(attr=1))


def filter_by_column():
    op.execute(sa.select(Named.id).filter_by(col=1))


# refused: filter_by() of a mapped class
def update_filter_by():
    op.execute(sa.update(Named).filter_by(attr=1).values(name="a"))


# refused: columns by key or place of the class Named
def ordered_values():
    op.execute(sa.update(Named).ordered_values(("attr", 1)))


# refused: a value of Named.other, which is no column
def synonym_value():
    op.execute(sa.update(Named).values(other=1))


# refused: columns by key or place of the class Named
def tuple_of_values():
    op.execute(sa.insert(Named).values((1, "a", 2)))


def index_of_attribute():
    op.create_index("ix", "named", [Named.attr])


def object_with_unknown():
    Named(id=1, bogus=2)


# refused: the truth of an attribute of a mapped class
def truth():
    if Named.id:
        op.execute("SELECT 1")


# refused: iterating over an attribute of a mapped class
def iteration():
    try:
        list(Named.id)
    except (TypeError, NotImplementedError):
        op.execute("SELECT 2")


# refused: the column tags_id in a statement, whose type is that of the column its foreign key points at
def item_of_a_column_with_the_type_of_a_later_one():
    base = declarative_base()

    class Thing(base):
        __tablename__ = "things"
        id = sa.Column(sa.Integer, primary_key=True)
        tags_id = sa.Column(sa.ForeignKey("tags.id"))

    class Tags(base):
        __tablename__ = "tags"
        id = sa.Column(sa.ARRAY(sa.Integer), primary_key=True)

    op.execute(sa.select(Thing.tags_id[1]))
