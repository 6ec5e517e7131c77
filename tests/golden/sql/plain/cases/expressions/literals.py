"""Python values as they are written, by the type they meet"""

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


def integers():
    op.execute(sa.select(t.c.id).where(t.c.id == 0))
    op.execute(sa.select(t.c.id).where(t.c.id == -5))
    op.execute(sa.select(t.c.id).where(t.c.id == 2**31))
    op.execute(sa.select(t.c.id).where(t.c.id == 2**63))
    op.execute(sa.select(t.c.id).where(t.c.id == -(2**70)))


def floats():
    op.execute(sa.select(t.c.id).where(t.c.ratio == 1.5))
    op.execute(sa.select(t.c.id).where(t.c.ratio == 1.0))
    op.execute(sa.select(t.c.id).where(t.c.ratio == -0.0))
    op.execute(sa.select(t.c.id).where(t.c.ratio == 1e100))
    op.execute(sa.select(t.c.id).where(t.c.ratio == 1e-7))
    op.execute(sa.select(t.c.id).where(t.c.ratio == 0.1 + 0.2))
    op.execute(sa.select(t.c.id).where(t.c.ratio == 1e16))
    op.execute(sa.select(t.c.id).where(t.c.ratio == 123456789.123456789))


def float_special():
    op.execute(sa.select(t.c.id).where(t.c.ratio == float('inf')))
    op.execute(sa.select(t.c.id).where(t.c.ratio == float('-inf')))
    op.execute(sa.select(t.c.id).where(t.c.ratio == float('nan')))


def decimals():
    op.execute(sa.select(t.c.id).where(t.c.amount == decimal.Decimal('1.50')))
    op.execute(sa.select(t.c.id).where(t.c.amount == decimal.Decimal('1E+3')))
    op.execute(sa.select(t.c.id).where(t.c.amount == decimal.Decimal('-0')))
    op.execute(sa.select(t.c.id).where(t.c.amount == decimal.Decimal('0.0000001')))
    op.execute(sa.select(t.c.id).where(t.c.amount == 1))
    op.execute(sa.select(t.c.id).where(t.c.amount == 1.5))


# refused: the decimal number NaN
def decimal_special():
    op.execute(sa.select(t.c.id).where(t.c.amount == decimal.Decimal('NaN')))
    op.execute(sa.select(t.c.id).where(t.c.amount == decimal.Decimal('Infinity')))


def booleans():
    op.execute(sa.select(t.c.id).where(t.c.active == True))
    op.execute(sa.select(t.c.id).where(t.c.active == 1))
    op.execute(sa.select(t.c.id).where(t.c.id == True))
    op.execute(sa.select(t.c.id).where(t.c.untyped == True))


def boolean_of_text():
    op.execute(sa.select(t.c.id).where(t.c.active == 'x'))


def texts():
    op.execute(sa.select(t.c.id).where(t.c.name == 'a\tb\n'))
    op.execute(sa.select(t.c.id).where(t.c.name == "''"))
    op.execute(sa.select(t.c.id).where(t.c.name == '\\\''))
    op.execute(sa.select(t.c.id).where(t.c.name == '%s %% %(x)s'))
    op.execute(sa.select(t.c.id).where(t.c.name == ':a ::b'))
    op.execute(sa.select(t.c.id).where(t.c.name == '😀'))


def text_of_number():
    op.execute(sa.select(t.c.id).where(t.c.name == 5))


def dates():
    op.execute(sa.select(t.c.id).where(t.c.day == datetime.date(2024, 2, 29)))
    op.execute(sa.select(t.c.id).where(t.c.day == datetime.date(1, 1, 1)))
    op.execute(sa.select(t.c.id).where(t.c.day == datetime.date(9999, 12, 31)))
    op.execute(sa.select(t.c.id).where(t.c.day == datetime.datetime(2024, 1, 2, 3, 4)))


def datetimes():
    op.execute(sa.select(t.c.id).where(t.c.created == datetime.datetime(2024, 1, 2)))
    op.execute(sa.select(t.c.id).where(t.c.created == datetime.datetime(2024, 1, 2, 3, 4, 5, 6)))
    op.execute(sa.select(t.c.id).where(t.c.created == datetime.datetime(2024, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)))
    op.execute(sa.select(t.c.id).where(t.c.created == datetime.datetime(2024, 1, 2, tzinfo=datetime.timezone(datetime.timedelta(hours=5, minutes=30)))))


def datetime_of_text():
    op.execute(sa.select(t.c.id).where(t.c.created == '2024-01-02'))


def datetime_of_date():
    op.execute(sa.select(t.c.id).where(t.c.created == datetime.date(2024, 1, 2)))


def times_and_intervals():
    op.execute(sa.select(sa.literal(datetime.time(1, 2, 3))))
    op.execute(sa.select(sa.literal(datetime.time(1, 2, 3, 4))))
    op.execute(sa.select(sa.literal(datetime.timedelta(days=1))))
    op.execute(sa.select(sa.literal(datetime.timedelta(days=-1, seconds=5))))
    op.execute(sa.select(sa.literal(datetime.timedelta(microseconds=1))))
    op.execute(sa.select(sa.literal(datetime.timedelta(0))))


def bytes():
    op.execute(sa.select(t.c.id).where(t.c.blob == b''))
    op.execute(sa.select(t.c.id).where(t.c.blob == b'abc'))
    op.execute(sa.select(t.c.id).where(t.c.blob == b"it's"))


def bytes_not_1():
    op.execute(sa.select(sa.literal(b'\xff%')))


def uuids():
    op.execute(sa.select(t.c.id).where(t.c.uid == uuid.UUID(int=255)))
    op.execute(sa.select(sa.literal(uuid.UUID(int=1))))
    op.execute(sa.select(sa.literal('x', sa.Uuid(as_uuid=False))))


def uuid_of_text():
    op.execute(sa.select(t.c.id).where(t.c.uid == '00000000-0000-0000-0000-000000000001'))


def enums():
    op.execute(sa.select(t.c.id).where(t.c.kind == Colour.red))
    op.execute(sa.select(t.c.id).where(t.c.kind == 'red'))
    op.execute(sa.select(t.c.id).where(t.c.kind == Colour.blue))


def enum_of_unknown_label():
    op.execute(sa.select(t.c.id).where(t.c.kind == 'green'))


def untyped():
    op.execute(sa.select(t.c.id).where(t.c.untyped == 1))
    op.execute(sa.select(t.c.id).where(t.c.untyped == 'x'))
    op.execute(sa.select(t.c.id).where(t.c.untyped == 1.5))
    op.execute(sa.select(t.c.id).where(t.c.untyped == datetime.date(2024, 1, 2)))
    op.execute(sa.select(t.c.id).where(t.c.untyped == decimal.Decimal('1')))
    op.execute(sa.select(t.c.id).where(t.c.untyped == uuid.UUID(int=1)))
    op.execute(sa.select(t.c.id).where(t.c.untyped == b'x'))


def untyped_list():
    op.execute(sa.select(t.c.id).where(t.c.untyped == [1]))


def untyped_dict():
    op.execute(sa.select(t.c.id).where(t.c.untyped == {'a': 1}))


def untyped_enum():
    op.execute(sa.select(t.c.id).where(t.c.untyped == Colour.red))


def untyped_object():
    op.execute(sa.select(t.c.id).where(t.c.untyped == object()))


def number_as_text_type():
    op.execute(sa.select(sa.literal(5, sa.String)))


def text_as_number_type():
    op.execute(sa.select(sa.literal('5', sa.Integer)))


def none_by_type():
    op.execute(sa.select(sa.literal(None, sa.Integer)))
    op.execute(sa.select(sa.literal(None, sa.JSON)))
    op.execute(sa.select(sa.literal(None, sa.JSON(none_as_null=True))))


def json_scalars():
    op.execute(sa.select(sa.literal('x', sa.JSON)))
    op.execute(sa.select(sa.literal(5, sa.JSON)))
    op.execute(sa.select(sa.literal(True, sa.JSON)))
    op.execute(sa.select(sa.literal([], sa.JSON)))
    op.execute(sa.select(sa.literal({'b': 1, 'a': [1.5, None, False, 'é"']}, sa.JSON)))


def json_of_special_numbers():
    op.execute(sa.select(sa.literal({'a': float('nan'), 'b': float('inf')}, sa.JSON)))


def a_number_beside_citext():
    op.execute(sa.select(t.c.id).where(sa.column("c", postgresql.CITEXT) == 1))


def a_number_beside_inet():
    op.execute(sa.select(t.c.id).where(sa.column("c", postgresql.INET) == 1))


def a_truth_beside_pickle():
    op.execute(sa.select(t.c.id).where(sa.column("c", sa.PickleType) == True))


def an_empty_array_of_json():
    op.execute(sa.select(t.c.id).where(sa.column("c", postgresql.ARRAY(postgresql.JSONB)) == []))
