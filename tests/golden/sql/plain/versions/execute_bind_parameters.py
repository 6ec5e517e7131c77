"""bound values are written out"""

import sqlalchemy as sa
from alembic import op

revision = "execute_bind_parameters"
down_revision = None


def upgrade():
    op.execute(sa.text("UPDATE t SET a = :a WHERE b = :b").bindparams(a="it's", b=5))
    op.execute(
        sa.text("UPDATE t SET a = :a").bindparams(sa.bindparam("a", None, type_=sa.String()))
    )
    op.execute(sa.text("SELECT :x, :x").bindparams(x=1.5))
    op.execute(sa.text("SELECT :flag").bindparams(flag=True))
