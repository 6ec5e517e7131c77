"""op.bulk_insert and op.inline_literal"""

import datetime
import decimal
import enum
import uuid

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

table = sa.table("t", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("at", sa.DateTime))


class Colour(enum.Enum):
    red = "r"
    blue = "b"


def one_row():
    op.bulk_insert(table, [{"id": 1, "name": "it's 100%"}])


def rows():
    op.bulk_insert(table, [{"id": 1, "name": "a"}, {"id": 2, "name": None}, {"id": -3, "name": ""}])


def no_rows():
    op.bulk_insert(table, [])


def columns_in_the_order_of_the_table():
    op.bulk_insert(table, [{"name": "a", "id": 1}])


def rows_with_other_keys():
    op.bulk_insert(table, [{"id": 1, "name": "a"}, {"id": 2}])


def unknown_key():
    op.bulk_insert(table, [{"nothing": 1}])


def empty_row():
    op.bulk_insert(table, [{}])


def multiinsert_off():
    op.bulk_insert(table, [{"id": 1}, {"id": 2}], multiinsert=False)


def inline_literals():
    op.bulk_insert(
        table,
        [{"id": op.inline_literal(1), "name": op.inline_literal("it's"), "at": op.inline_literal("2024-01-01")}],
        multiinsert=False,
    )


def inline_literal_with_type():
    op.bulk_insert(table, [{"at": op.inline_literal(datetime.datetime(2024, 1, 2), type_=sa.DateTime())}], multiinsert=False)


def dates():
    op.bulk_insert(
        table,
        [
            {"at": datetime.datetime(2024, 1, 2, 3, 4, 5)},
            {"at": datetime.datetime(2024, 1, 2, 3, 4, 5, 678901)},
            {"at": datetime.datetime(999, 1, 2)},
        ],
    )


def sql_expressions():
    op.bulk_insert(table, [{"id": 1, "at": sa.func.now()}, {"id": 2, "at": sa.text("now()")}])


def values_by_type():
    op.bulk_insert(
        sa.table(
            "v",
            sa.column("bool", sa.Boolean),
            sa.column("date", sa.Date),
            sa.column("time", sa.Time),
            sa.column("num", sa.Numeric),
            sa.column("float", sa.Float),
            sa.column("uuid", sa.Uuid),
            sa.column("pguuid", postgresql.UUID(as_uuid=False)),
            sa.column("enum", sa.Enum(Colour, name="colour")),
            sa.column("bytes", sa.LargeBinary),
            sa.column("span", sa.Interval),
        ),
        [
            {
                "bool": True,
                "date": datetime.date(2024, 2, 29),
                "time": datetime.time(1, 2, 3),
                "num": decimal.Decimal("1.50"),
                "float": 0.1,
                "uuid": uuid.UUID(int=5),
                "pguuid": "00000000-0000-0000-0000-000000000005",
                "enum": Colour.blue,
                "bytes": b"a'",
                "span": datetime.timedelta(days=1, seconds=2, microseconds=3),
            }
        ],
    )


def jsonb_value():
    op.bulk_insert(sa.table("t", sa.column("j", postgresql.JSONB)), [{"j": {"a": 1}}])


def array_value():
    op.bulk_insert(sa.table("t", sa.column("a", postgresql.ARRAY(sa.String))), [{"a": ["x", "it's"]}, {"a": []}])


def array_value_with_none():
    op.bulk_insert(sa.table("t", sa.column("a", postgresql.ARRAY(sa.String))), [{"a": ["x", None]}])


def untyped_columns():
    op.bulk_insert(sa.table("t", sa.column("a"), sa.column("b")), [{"a": 1, "b": "x"}])


def untyped_columns_of_none():
    op.bulk_insert(sa.table("t", sa.column("a"), sa.column("b")), [{"a": None, "b": None}])


def untyped_date():
    op.bulk_insert(sa.table("t", sa.column("a")), [{"a": datetime.date(2024, 1, 2)}])


def value_of_wrong_type():
    op.bulk_insert(table, [{"id": "x"}])


def table_object():
    users = sa.Table("users", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String))
    op.bulk_insert(users, [{"id": 1, "name": "a"}])


def table_object_with_defaults():
    users = sa.Table(
        "users",
        sa.MetaData(),
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("state", sa.String, default="new"),
        sa.Column("seen", sa.DateTime, server_default=sa.func.now()),
    )
    op.bulk_insert(users, [{"id": 1}, {"id": 2, "state": "old"}])


def in_schema_quoted():
    op.bulk_insert(sa.table("T", sa.column("A b", sa.Integer), schema="My Schema"), [{"A b": 1}])


def rows_as_tuple():
    op.bulk_insert(table, ({"id": 1},))


def rows_not_dicts():
    op.bulk_insert(table, [(1, "a")])


def table_by_name():
    op.bulk_insert("t", [{"a": 1}])
