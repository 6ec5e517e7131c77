"""every form of a server default"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "server_defaults"
down_revision = None


def upgrade():
    op.create_table(
        "defaults",
        sa.Column("a", sa.String(20), server_default="plain"),
        sa.Column("b", sa.String(20), server_default="it's"),
        sa.Column("c", sa.String(20), server_default=""),
        sa.Column("d", sa.Integer(), server_default="0"),
        sa.Column("e", sa.Integer(), server_default=sa.text("0")),
        sa.Column("f", sa.Boolean(), server_default=sa.true()),
        sa.Column("g", sa.Boolean(), server_default=sa.false()),
        sa.Column("h", sa.Boolean(), server_default="t"),
        sa.Column("i", sa.DateTime(), server_default=sa.func.now()),
        sa.Column("j", sa.DateTime(), server_default=sa.func.current_timestamp()),
        sa.Column("k", sa.DateTime(), server_default=sa.text("now()")),
        sa.Column("l", sa.DateTime(), server_default=sa.text("(now() at time zone 'utc')")),
        sa.Column("m", postgresql.JSONB(), server_default=sa.text("'{}'::jsonb")),
        sa.Column("n", postgresql.JSONB(), server_default="{}"),
        sa.Column("o", postgresql.UUID(), server_default=sa.func.gen_random_uuid()),
        sa.Column("p", sa.String(), server_default=sa.null()),
        sa.Column("q", sa.Integer(), server_default=sa.literal(7)),
        sa.Column("r", sa.String(), server_default=sa.literal("seven")),
        sa.Column("s", sa.Date(), server_default=sa.func.current_date()),
        sa.Column("t", sa.String(), server_default=sa.func.concat("a", 1)),
        sa.Column("u", sa.Text(), server_default=sa.text("E'\\\\n'")),
        sa.Column("v", sa.Text(), server_default="back\\slash"),
        sa.Column("w", sa.Text(), server_default="ünïcode ✓"),
    )
