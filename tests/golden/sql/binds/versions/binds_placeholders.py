"""other values become placeholders"""

import sqlalchemy as sa
from alembic import op

revision = "binds_placeholders"
down_revision = None


def upgrade():
    t = sa.table("t", sa.column("a", sa.String), sa.column("b", sa.Integer))
    op.execute(t.update().where(t.c.b == 5).values(a="x"))
    op.execute(sa.text("UPDATE t SET a = :a").bindparams(a="y"))
