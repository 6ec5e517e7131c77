"""text"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def strings():
    op.create_table(
        "t",
        sa.Column("c0", sa.String),
        sa.Column("c1", sa.String()),
        sa.Column("c2", sa.String(5)),
        sa.Column("c3", sa.String(length=5)),
        sa.Column("c4", sa.String(0)),
        sa.Column("c5", sa.String(None)),
        sa.Column("c6", sa.VARCHAR),
        sa.Column("c7", sa.VARCHAR(5)),
        sa.Column("c8", sa.Unicode),
        sa.Column("c9", sa.Unicode(5)),
        sa.Column("c10", sa.NVARCHAR(5)),
        sa.Column("c11", sa.NVARCHAR),
    )


def texts():
    op.create_table(
        "t",
        sa.Column("c0", sa.Text),
        sa.Column("c1", sa.Text()),
        sa.Column("c2", sa.Text(100)),
        sa.Column("c3", sa.UnicodeText),
        sa.Column("c4", sa.UnicodeText()),
        sa.Column("c5", sa.UnicodeText(5)),
        sa.Column("c6", sa.TEXT),
        sa.Column("c7", sa.TEXT()),
        sa.Column("c8", sa.TEXT(5)),
        sa.Column("c9", sa.CLOB),
        sa.Column("c10", sa.CLOB(5)),
    )


def chars():
    op.create_table(
        "t",
        sa.Column("c0", sa.CHAR),
        sa.Column("c1", sa.CHAR(1)),
        sa.Column("c2", sa.CHAR(length=5)),
        sa.Column("c3", sa.NCHAR),
        sa.Column("c4", sa.NCHAR(5)),
    )


def collations():
    op.create_table(
        "t",
        sa.Column("c0", sa.String(collation='C')),
        sa.Column("c1", sa.String(5, collation='de_DE')),
        sa.Column("c2", sa.Text(collation='en-x-icu')),
        sa.Column("c3", sa.Unicode(5, 'ucs_basic')),
        sa.Column("c4", sa.CHAR(3, collation='C')),
        sa.Column("c5", sa.VARCHAR(collation='My "Coll"')),
        sa.Column("c6", sa.Enum('a', name='e', native_enum=False)),
    )


def collation_and_not_null():
    op.create_table("t", sa.Column("a", sa.String(5, collation="C"), nullable=False, server_default="x", unique=True))


def postgresql_texts():
    op.create_table(
        "t",
        sa.Column("c0", postgresql.TEXT),
        sa.Column("c1", postgresql.TEXT()),
        sa.Column("c2", postgresql.VARCHAR),
        sa.Column("c3", postgresql.VARCHAR(5)),
        sa.Column("c4", postgresql.CHAR(5)),
        sa.Column("c5", postgresql.CITEXT),
        sa.Column("c6", postgresql.CITEXT()),
        sa.Column("c7", postgresql.CITEXT(collation='C')),
        sa.Column("c8", postgresql.TSVECTOR),
        sa.Column("c9", postgresql.TSVECTOR()),
        sa.Column("c10", postgresql.TSQUERY),
    )


# refused: length of type str, where a whole number of usual size is expected
def length_of_text():
    op.create_table(
        "t",
        sa.Column("c0", sa.String('5')),
    )


# refused: length of type int, where a whole number of usual size is expected
def negative_length():
    op.create_table(
        "t",
        sa.Column("c0", sa.String(-1)),
    )
