"""the modulo operator"""

import sqlalchemy as sa
from alembic import op

revision = "percent_expressions"
down_revision = None


def upgrade():
    t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.String))
    op.execute(t.update().where(t.c.a % 2 == 1).values(b="100%"))
    op.execute(sa.text("UPDATE t SET b = :b").bindparams(b="7%"))
