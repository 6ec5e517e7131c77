"""constraints given with the table"""

import sqlalchemy as sa
from alembic import op

revision = "create_table_table_constraints"
down_revision = None


def upgrade():
    op.create_table(
        "bookings",
        sa.Column("room", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("guest", sa.Integer()),
        sa.Column("branch", sa.Integer()),
        sa.PrimaryKeyConstraint("room", "day", name="pk_bookings"),
        sa.UniqueConstraint("guest", "day"),
        sa.UniqueConstraint(
            "branch", "day", name="uq_bookings", deferrable=True, initially="IMMEDIATE"
        ),
        sa.CheckConstraint("room > 0"),
        sa.CheckConstraint(sa.text("branch <> room"), name="ck_bookings_branch"),
        sa.ForeignKeyConstraint(["guest"], ["guests.id"]),
        sa.ForeignKeyConstraint(
            ["room", "branch"],
            ["rooms.number", "rooms.branch"],
            name="fk_bookings_room",
            ondelete="RESTRICT",
            onupdate="NO ACTION",
            deferrable=False,
        ),
    )
