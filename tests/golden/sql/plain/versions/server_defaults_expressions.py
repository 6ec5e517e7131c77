"""casts and literal columns as defaults"""

import sqlalchemy as sa
from alembic import op

revision = "server_defaults_expressions"
down_revision = None


def upgrade():
    op.create_table(
        "expressed",
        sa.Column("a", sa.Date(), server_default=sa.cast(sa.func.now(), sa.Date)),
        sa.Column("b", sa.Text(), server_default=sa.cast("{}", sa.Text)),
        sa.Column("c", sa.Integer(), server_default=sa.literal_column("1 + 1")),
        sa.Column("d", sa.DateTime(), server_default=sa.FetchedValue()),
        sa.Column("e", sa.DateTime(), server_default=sa.DefaultClause(sa.text("now()"))),
        sa.Column("f", sa.DateTime(), server_default=sa.func.timezone("utc", sa.func.now())),
    )
