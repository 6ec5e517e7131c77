"""loops, helpers, f-strings and constants"""

import textwrap

import sqlalchemy as sa
from alembic import op

revision = "python_loops"
down_revision = None

TABLES = ("users", "teams")
COLUMNS = {"created_at": sa.DateTime(), "created_by": sa.String(40)}


def index_name(table, *columns, prefix="ix"):
    """The name of the index over some columns."""
    return "_".join([prefix, table, *columns])


def audit_columns():
    """The columns of every audited table."""
    return [sa.Column(name, kind) for name, kind in COLUMNS.items()]


def upgrade():
    for number, table in enumerate(TABLES, start=1):
        for column in audit_columns():
            op.add_column(table, column)
        op.create_index(index_name(table, "created_at", "created_by"), table, list(COLUMNS))
        if number % 2 == 0:
            op.execute("UPDATE %s SET created_by = '%d'" % (table, number))
        else:
            op.execute("UPDATE {} SET created_by = {!r}".format(table, f"n{number:03d}"))
    wanted = sorted({"b", "a"} | {"c"})
    op.execute("SELECT " + ", ".join(f"'{name.upper()}'" for name in wanted if name != "b"))
    try:
        COLUMNS["missing"]
    except KeyError as error:
        op.execute(f"SELECT {str(error)}")
    op.execute(
        textwrap.dedent(
            """\
            SELECT
              1
            """
        )
    )
