"""A name with too many dots for a convention"""

from alembic import op

revision = "conventions_refused_dotted_names"
down_revision = None


def upgrade():
    op.create_foreign_key(None, "a", "c.d", ["x"], ["y"], referent_schema="s")
