"""an Enum made from a class"""

import enum

import sqlalchemy as sa
from alembic import op

revision = "enum_classes"
down_revision = None


class Colour(enum.Enum):
    """Its names are the labels."""

    RED = "red"
    GREEN = "green"


class Size(str, enum.Enum):
    """Its values are the labels, by values_callable."""

    SMALL = "s"
    LARGE = "l"


def upgrade():
    op.create_table(
        "shirts",
        sa.Column("colour", sa.Enum(Colour), nullable=False),
        sa.Column("size", sa.Enum(Size, values_callable=lambda sizes: [s.value for s in sizes])),
        sa.Column("label", sa.Enum(*[c.value for c in Colour], name="label_colour")),
    )
    op.execute(f"UPDATE shirts SET size = '{Size.SMALL.value}'")
