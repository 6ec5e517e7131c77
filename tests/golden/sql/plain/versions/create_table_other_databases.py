"""options of other databases are not written"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_other_databases"
down_revision = None


def upgrade():
    op.create_table(
        "portable",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.String(20), default="x", onupdate="y", info={"a": 1}, doc="a name"),
        mysql_engine="InnoDB",
        mysql_charset="utf8mb4",
        sqlite_autoincrement=True,
        info={"kept": False},
    )
