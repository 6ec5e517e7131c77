"""columns that AddGeometryColumn() makes"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "geoalchemy2_managed"
down_revision = None


def upgrade():
    op.create_table(
        "lake",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("geom", Geometry("POLYGON", srid=4326, use_typmod=False)),
        sa.Column("name", sa.String()),
    )
    op.create_table(
        "lake",
        sa.Column("geom", Geometry("POLYGON", spatial_index=False, use_typmod=False)),
        schema="s",
    )
    op.create_table(
        "kept",
        sa.Column("geom", Geometry("POLYGON", spatial_index=False, use_typmod=True)),
    )
