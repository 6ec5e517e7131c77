"""the types of geoalchemy2 and the indexes they bring"""

import geoalchemy2
import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geography, Geometry, Raster

revision = "geoalchemy2_types"
down_revision = None


def upgrade():
    op.create_table(
        "plain",
        sa.Column("a", Geometry("POINT", srid=4326, spatial_index=False)),
        sa.Column("b", Geometry(spatial_index=False)),
        sa.Column("c", geoalchemy2.types.Geometry(geometry_type=None, spatial_index=False)),
        sa.Column("d", Geometry("polygonz", 2154, spatial_index=False)),
        sa.Column("e", Geography("LINESTRINGZM", srid="4326", dimension=4, spatial_index=False)),
        sa.Column("f", Raster(spatial_index=False)),
        sa.Column("g", geoalchemy2.Geography(spatial_index=False, nullable=False)),
        sa.Column(
            "h",
            Geometry(
                geometry_type="MULTIPOLYGON",
                srid=4326,
                dimension=2,
                from_text="ST_GeomFromEWKT",
                name="geometry",
                spatial_index=False,
            ),
            nullable=True,
        ),
        sa.Column("i", Geometry("POINT", srid=None, spatial_index=False, name="my_geometry")),
    )
    op.create_table("one", sa.Column("id", sa.Integer()), sa.Column("geom", Geometry("POINT")))
    op.create_table(
        "nd", sa.Column("geom", Geometry("POINTZ", srid=4326, use_N_D_index=True)), schema="s"
    )
    op.create_table("rast", sa.Column("rast", Raster))
    op.create_table("Quoted Table", sa.Column("Geom", Geography("POINT", srid=4326)))
    op.create_index(
        "idx_plain_a", "plain", ["a"], unique=False, postgresql_using="gist", postgresql_ops={}
    )
    op.drop_index("idx_plain_a", table_name="plain", postgresql_using="gist")
    assert Geometry("point", srid=4326).geometry_type == "POINT"
    assert Geometry("POINT", srid=4326).srid == 4326
    assert isinstance(Geometry(), sa.types.UserDefinedType)
    assert issubclass(Geometry, geoalchemy2.types._GISType)
