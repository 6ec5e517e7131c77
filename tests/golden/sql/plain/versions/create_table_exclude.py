"""an exclusion constraint"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "create_table_exclude"
down_revision = None


def upgrade():
    op.create_table(
        "reservations",
        sa.Column("room", sa.Integer()),
        sa.Column("during", postgresql.TSTZRANGE()),
        postgresql.ExcludeConstraint(
            ("room", "="),
            ("during", "&&"),
            name="ex_reservations_overlap",
            using="gist",
            where=sa.text("room > 0"),
        ),
    )
