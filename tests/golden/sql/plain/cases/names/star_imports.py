"""names: from … import * of modules that are built in"""

Pool = 5
text = 6

from datetime import *
from typing import *

from alembic import op
from sqlalchemy import *
from sqlalchemy.dialects.postgresql import *


def constructs():
    op.create_table(
        "t",
        Column("id", Integer, primary_key=True),
        Column("n", String(5), server_default=text("'x'")),
        Column("e", Enum("a", "b", name="e")),
        Column("j", JSONB()),
        UniqueConstraint("n", name="u"),
    )


def functions():
    op.execute(select(func.count()).select_from(table("t", column("n"))).where(column("n") == "a"))


def the_last_one_wins():
    op.execute(f"SELECT '{Time.__name__} {ARRAY.__module__}'")


def standard_library():
    op.execute(f"SELECT '{datetime(2020, 1, 2)} {timedelta(days=1)}'")


# refused: sqlalchemy.Pool.__name__ is not known here
def a_name_hidden_by_one_that_is_missing():
    op.execute(f"SELECT '{Pool.__name__}'")


def a_name_that_none_of_them_exports():
    try:
        op.execute(f"SELECT {sqltypes}")
    except NameError as error:
        op.execute(f"SELECT $${error}$$")


def names_that_begin_with_an_underscore():
    try:
        op.execute(f"SELECT {__version__}")
    except NameError as error:
        op.execute(f"SELECT $${error}$$")
