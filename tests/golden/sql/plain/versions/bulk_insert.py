"""rows"""

import sqlalchemy as sa
from alembic import op

revision = "bulk_insert"
down_revision = None


def upgrade():
    t = sa.table(
        "t",
        sa.column("id", sa.Integer),
        sa.column("name", sa.String),
        sa.column("flag", sa.Boolean),
    )
    op.bulk_insert(
        t,
        [{"id": 1, "name": "it's", "flag": True}, {"id": 2, "name": None, "flag": False}],
    )
    op.bulk_insert(t, [])
    op.bulk_insert(t, [{"name": "50% of it", "id": 3}], multiinsert=False)
