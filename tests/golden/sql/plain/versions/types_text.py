"""characters"""

import sqlalchemy as sa
from alembic import op

revision = "types_text"
down_revision = None


def upgrade():
    op.create_table(
        "words",
        sa.Column("a", sa.String()),
        sa.Column("b", sa.String(50)),
        sa.Column("c", sa.String(length=255)),
        sa.Column("d", sa.Text()),
        sa.Column("e", sa.Unicode(20)),
        sa.Column("f", sa.Unicode()),
        sa.Column("g", sa.UnicodeText()),
        sa.Column("h", sa.CHAR(3)),
        sa.Column("i", sa.CHAR()),
        sa.Column("j", sa.VARCHAR(7)),
        sa.Column("k", sa.VARCHAR()),
        sa.Column("l", sa.TEXT),
        sa.Column("m", sa.String(10, collation="C")),
        sa.Column("n", sa.Text(collation="de_DE")),
        sa.Column("o", sa.Text(length=2000)),
        sa.Column("p", sa.NVARCHAR(9)),
        sa.Column("q", sa.NCHAR(9)),
        sa.Column("r", sa.VARCHAR(8, collation='C"D')),
    )
