"""bound values without literal_binds"""

import sqlalchemy as sa
from alembic import op

revision = "binds_execute"
down_revision = None


def upgrade():
    op.execute("UPDATE t SET a = '5%' WHERE b = ':x'")
    op.execute(sa.text("UPDATE t SET a = 'x' WHERE b > 5"))
