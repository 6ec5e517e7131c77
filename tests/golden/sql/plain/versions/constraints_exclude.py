"""an exclusion constraint on an existing table"""

from alembic import op

revision = "constraints_exclude"
down_revision = None


def upgrade():
    op.create_exclude_constraint(
        "ex_users",
        "users",
        ("during", "&&"),
        ("room", "="),
        where="room > 0",
        using="gist",
    )
