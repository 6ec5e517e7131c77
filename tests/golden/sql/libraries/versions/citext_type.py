"""the type of sqlalchemy-citext"""

import citext
import sqlalchemy as sa
from alembic import op
from citext import CIText

revision = "citext_type"
down_revision = None


def upgrade():
    table = op.create_table(
        "t",
        sa.Column("a", citext.CIText(), nullable=False),
        sa.Column("b", CIText, server_default="x"),
        sa.Column("c", sa.ARRAY(CIText())),
        sa.UniqueConstraint("a"),
    )
    op.bulk_insert(table, [{"a": "it's 100%", "b": "y"}, {"a": "z", "b": None}])
