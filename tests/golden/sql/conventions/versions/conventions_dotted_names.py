"""Names with dots, which a convention takes apart"""

import sqlalchemy as sa
from alembic import op

revision = "conventions_dotted_names"
down_revision = None


def upgrade():
    op.create_foreign_key(None, "a.b", "c.d", ["x"], ["y"])
    op.create_foreign_key(None, "a.b", "c", ["x"], ["y"], referent_schema="s")
    op.create_table("t", sa.Column("x", sa.Integer, sa.ForeignKey("s.c.d")), schema="p.q")
