"""columns of geoalchemy2's types added to tables"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry, Raster

revision = "geoalchemy2_add_column"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("geom", Geometry("POINT", srid=4326), nullable=True))
    op.add_column("t", sa.Column("rast", Raster(spatial_index=True)), schema="s")
    op.add_column("t", sa.Column("line", Geometry("LINESTRING", spatial_index=False)))
    op.add_column("t", sa.Column("needed", Geometry("POINT", nullable=False)))
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_column(sa.Column("area", Geometry("POLYGON", srid=4326)))
    op.alter_column(
        "t",
        "line",
        existing_type=Geometry("LINESTRING", spatial_index=False),
        type_=Geometry("MULTILINESTRING", srid=4326),
        postgresql_using="ST_Multi(line)",
    )
    op.drop_table("t")
