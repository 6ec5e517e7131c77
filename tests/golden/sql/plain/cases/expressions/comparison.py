"""comparisons, NULL, IN, BETWEEN"""

import datetime
import decimal
import enum
import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


class Colour(enum.Enum):
    red = "r"
    blue = "it's"


t = sa.table(
    "t",
    sa.column("id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("amount", sa.Numeric),
    sa.column("ratio", sa.Float),
    sa.column("active", sa.Boolean),
    sa.column("created", sa.DateTime),
    sa.column("day", sa.Date),
    sa.column("data", postgresql.JSONB),
    sa.column("doc", sa.JSON),
    sa.column("uid", sa.Uuid),
    sa.column("tags", postgresql.ARRAY(sa.String)),
    sa.column("numbers", postgresql.ARRAY(sa.Integer)),
    sa.column("kind", sa.Enum(Colour)),
    sa.column("blob", sa.LargeBinary),
    sa.column("words", postgresql.TSVECTOR),
    sa.column("span", postgresql.INT4RANGE),
    sa.column("store", postgresql.HSTORE),
    sa.column("untyped"),
)
u = sa.table("u", sa.column("id", sa.Integer), sa.column("t_id", sa.Integer), sa.column("name", sa.String))
users = sa.Table(
    "users",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.String(50), nullable=False),
    sa.Column("state", sa.String(10), default="new"),
    sa.Column("seen", sa.DateTime, server_default=sa.func.now(), onupdate=sa.func.now()),
    schema="crm",
)


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def operators():
    op.execute(sa.select(t.c.id).where(t.c.id == 1))
    op.execute(sa.select(t.c.id).where(t.c.id != 1))
    op.execute(sa.select(t.c.id).where(t.c.id < 1))
    op.execute(sa.select(t.c.id).where(t.c.id <= 1))
    op.execute(sa.select(t.c.id).where(t.c.id > 1))
    op.execute(sa.select(t.c.id).where(t.c.id >= 1))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def between_columns():
    op.execute(sa.select(t.c.id).where(t.c.id == u.c.t_id))
    op.execute(sa.select(t.c.id).where(t.c.id != t.c.amount))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def with_none():
    op.execute(sa.select(t.c.id).where(t.c.id == None))
    op.execute(sa.select(t.c.id).where(t.c.id != None))
    op.execute(sa.select(t.c.id).where(t.c.id.is_(None)))
    op.execute(sa.select(t.c.id).where(t.c.id.is_not(None)))
    op.execute(sa.select(t.c.id).where(t.c.id.isnot(None)))
    op.execute(sa.select(t.c.id).where(t.c.id == sa.null()))


def less_than_none():
    op.execute(sa.select(t.c.id).where(t.c.id < None))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def with_booleans():
    op.execute(sa.select(t.c.id).where(t.c.active == True))
    op.execute(sa.select(t.c.id).where(t.c.active != False))
    op.execute(sa.select(t.c.id).where(t.c.active.is_(True)))
    op.execute(sa.select(t.c.id).where(t.c.active.is_not(False)))
    op.execute(sa.select(t.c.id).where(t.c.active == sa.true()))
    op.execute(sa.select(t.c.id).where(t.c.active.is_(sa.false())))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def boolean_column_alone():
    op.execute(sa.select(t.c.id).where(t.c.active))
    op.execute(sa.select(t.c.id).where(~t.c.active))
    op.execute(sa.select(t.c.id).where(sa.not_(t.c.active)))
    op.execute(sa.select(t.c.id).where(sa.and_(t.c.active, t.c.id > 1)))
    op.execute(sa.select(t.c.id).where(sa.or_(~t.c.active, t.c.id > 1)))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def integer_with_boolean():
    op.execute(sa.select(t.c.id).where(t.c.id == True))
    op.execute(sa.select(t.c.id).where(t.c.name == False))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def strings():
    op.execute(sa.select(t.c.id).where(t.c.name == ''))
    op.execute(sa.select(t.c.id).where(t.c.name == "it's"))
    op.execute(sa.select(t.c.id).where(t.c.name == '100%'))
    op.execute(sa.select(t.c.id).where(t.c.name == ':x'))
    op.execute(sa.select(t.c.id).where(t.c.name == '\\'))
    op.execute(sa.select(t.c.id).where(t.c.name == 'a\nb'))
    op.execute(sa.select(t.c.id).where(t.c.name == 'ü'))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def in_list():
    op.execute(sa.select(t.c.id).where(t.c.id.in_([1, 2, 3])))
    op.execute(sa.select(t.c.id).where(t.c.name.in_(['a', "b'c"])))
    op.execute(sa.select(t.c.id).where(t.c.id.not_in([1])))
    op.execute(sa.select(t.c.id).where(t.c.id.notin_((1, 2))))
    op.execute(sa.select(t.c.id).where(~t.c.id.in_([1])))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def in_empty():
    op.execute(sa.select(t.c.id).where(t.c.id.in_([])))
    op.execute(sa.select(t.c.id).where(t.c.id.not_in([])))
    op.execute(sa.select(t.c.id).where(t.c.name.in_(())))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def in_with_none():
    op.execute(sa.select(t.c.id).where(t.c.id.in_([1, None])))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def in_set():
    op.execute(sa.select(t.c.id).where(t.c.id.in_({1})))
    op.execute(sa.select(t.c.id).where(t.c.id.in_(range(3))))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def in_select():
    op.execute(sa.select(t.c.id).where(t.c.id.in_(sa.select(u.c.t_id))))
    op.execute(sa.select(t.c.id).where(t.c.id.not_in(sa.select(u.c.t_id).where(u.c.name == 'x'))))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def in_bindparam():
    op.execute(sa.select(t.c.id).where(t.c.id.in_(sa.bindparam('x', [1, 2], expanding=True))))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def in_other_types():
    op.execute(sa.select(t.c.id).where(t.c.kind.in_([Colour.red, Colour.blue])))
    op.execute(sa.select(t.c.id).where(t.c.uid.in_([uuid.UUID(int=1)])))
    op.execute(sa.select(t.c.id).where(t.c.day.in_([datetime.date(2024, 1, 2)])))
    op.execute(sa.select(t.c.id).where(t.c.amount.in_([decimal.Decimal('1.5'), 2])))


def in_string():
    op.execute(sa.select(t.c.id).where(t.c.id.in_('abc')))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def between():
    op.execute(sa.select(t.c.id).where(t.c.id.between(1, 5)))
    op.execute(sa.select(t.c.id).where(~t.c.id.between(1, 5)))
    op.execute(sa.select(t.c.id).where(t.c.id.between(1, 5, symmetric=True)))
    op.execute(sa.select(t.c.id).where(sa.between(t.c.day, datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))))
    op.execute(sa.select(t.c.id).where(sa.not_(t.c.id.between(sa.func.now(), 1))))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def distinct_from():
    op.execute(sa.select(t.c.id).where(t.c.id.is_distinct_from(1)))
    op.execute(sa.select(t.c.id).where(t.c.id.is_not_distinct_from(None)))
    op.execute(sa.select(t.c.id).where(t.c.id.isnot_distinct_from(u.c.id)))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def tuples():
    op.execute(sa.select(t.c.id).where(sa.tuple_(t.c.id, t.c.name).in_([(1, 'a'), (2, 'b')])))
    op.execute(sa.select(t.c.id).where(sa.tuple_(t.c.id, t.c.name) == sa.tuple_(1, 'a')))
    op.execute(sa.select(t.c.id).where(sa.tuple_(t.c.id, t.c.name).in_(sa.select(u.c.id, u.c.name))))
    op.execute(sa.select(t.c.id).where(sa.tuple_(t.c.id, t.c.name) > (1, 'a')))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def tuple_in_empty():
    op.execute(sa.select(t.c.id).where(sa.tuple_(t.c.id, t.c.name).in_([])))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def any_and_all():
    op.execute(sa.select(t.c.id).where(t.c.id == sa.any_(sa.select(u.c.id).scalar_subquery())))
    op.execute(sa.select(t.c.id).where(t.c.id > sa.all_(sa.select(u.c.id).scalar_subquery())))
    op.execute(sa.select(t.c.id).where(5 == sa.any_(t.c.numbers)))
    op.execute(sa.select(t.c.id).where(t.c.numbers.any(5)))
    op.execute(sa.select(t.c.id).where(t.c.numbers.all(5, operator=sa.sql.operators.lt)))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def value_first():
    op.execute(sa.select(t.c.id).where(5 < t.c.id))
    op.execute(sa.select(t.c.id).where(5 == t.c.id))
    op.execute(sa.select(t.c.id).where('a' != t.c.name))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def reversed_by_class():
    op.execute(sa.select(t.c.id).where(sa.func.length() > sa.func.count()))
    op.execute(sa.select(t.c.id).where(sa.column('x', sa.Integer) > users.c.id))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def literal_sides():
    op.execute(sa.select(t.c.id).where(sa.literal(1) == sa.literal('x')))
    op.execute(sa.select(t.c.id).where(sa.literal(1) == 2))
    op.execute(sa.select(t.c.id).where(sa.literal(None) == 1))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def text_conditions():
    op.execute(sa.select(t.c.id).where(sa.text('id > 5')))
    op.execute(sa.select(t.c.id).where(sa.text("name = 'a%'")))


# refused: sqlalchemy.select is not known here: this part of the module sqlalchemy is not supported
def literal_true_and_false():
    op.execute(sa.select(t.c.id).where(sa.true()))
    op.execute(sa.select(t.c.id).where(sa.false()))
    op.execute(sa.select(t.c.id).where(sa.and_(True, t.c.id == 1)))
    op.execute(sa.select(t.c.id).where(sa.or_(sa.true(), t.c.id == 1)))
    op.execute(sa.select(t.c.id).where(sa.and_(sa.false(), t.c.id == 1)))
