"""what was written before is not an answer"""

from alembic import op

revision = "refused_after_statements"
down_revision = None


def upgrade():
    op.execute("SELECT 1")
    raise ValueError("not on a Sunday")
