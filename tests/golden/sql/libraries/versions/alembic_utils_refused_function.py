"""what alembic_utils refuses"""

from alembic import op
from alembic_utils.pg_function import PGFunction

revision = "alembic_utils_refused_function"
down_revision = None


def upgrade():
    op.create_entity(PGFunction("public", "f", "x"))
