"""what alembic_utils refuses"""

from alembic import op
from alembic_utils.pg_extension import PGExtension

revision = "alembic_utils_refused_extension"
down_revision = None


def upgrade():
    op.replace_entity(PGExtension(schema="public", signature="citext"))
