"""per cent signs in statements"""

import sqlalchemy as sa
from alembic import op

revision = "percent_execute"
down_revision = None


def upgrade():
    op.execute("UPDATE t SET a = b % 2 WHERE c LIKE '%x%'")
    op.execute(sa.text("UPDATE t SET a = b % 2 WHERE c LIKE '%x%'"))
    op.execute("SELECT '100%%'")
    op.execute("SELECT %(name)s")
