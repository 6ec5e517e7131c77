"""what alembic_utils refuses"""

from alembic import op
from alembic_utils.pg_trigger import PGTrigger

revision = "alembic_utils_refused_trigger"
down_revision = None


def upgrade():
    op.create_entity(PGTrigger("public", "x", "BEFORE", "t"))
