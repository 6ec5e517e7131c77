"""what alembic_utils refuses"""

from alembic import op
from alembic_utils.pg_grant_table import PGGrantTable

revision = "alembic_utils_refused_grant_kind"
down_revision = None


def upgrade():
    op.create_entity(PGGrantTable("public", "t", "r", "WISH"))
