"""options of the storage"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_options"
down_revision = None


def upgrade():
    op.create_table(
        "events",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.Text()),
        postgresql_partition_by="RANGE (day)",
    )
    op.create_table(
        "logs",
        sa.Column("line", sa.Text()),
        postgresql_tablespace="fast",
    )
    op.create_table("more_logs", sa.Column("level", sa.Integer()), postgresql_inherits="logs")
    op.create_table(
        "scratch", sa.Column("x", sa.Integer()), prefixes=["TEMPORARY"], postgresql_on_commit="DROP"
    )
    op.create_table("unlogged", sa.Column("x", sa.Integer()), prefixes=["UNLOGGED"])
    op.create_table("hurried", sa.Column("x", sa.Integer()), if_not_exists=True)
    op.create_table("heaped", sa.Column("x", sa.Integer()), postgresql_using="heap")
