"""constraints of an added column"""

import sqlalchemy as sa
from alembic import op

revision = "conventions_add_column"
down_revision = None


def upgrade():
    op.add_column("users", sa.Column("team_id", sa.Integer(), sa.ForeignKey("teams.id")))
    op.add_column("users", sa.Column("code", sa.String(4), unique=True))
    op.add_column("users", sa.Column("rank", sa.Integer(), index=True))
    op.add_column(
        "users",
        sa.Column("kind", sa.Enum("a", name="kind", native_enum=False, create_constraint=True)),
    )
