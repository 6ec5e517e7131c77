"""an inline literal is always written out"""

import sqlalchemy as sa
from alembic import op

revision = "binds_inline_literal"
down_revision = None


def upgrade():
    t = sa.table("t", sa.column("a", sa.String), sa.column("b", sa.Integer))
    op.execute(t.update().where(t.c.b == op.inline_literal(5)).values(a=op.inline_literal("x")))
