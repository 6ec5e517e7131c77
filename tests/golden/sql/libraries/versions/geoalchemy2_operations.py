"""the operations of geoalchemy2.alembic_helpers"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geography, Geometry

revision = "geoalchemy2_operations"
down_revision = None


def upgrade():
    op.create_geospatial_table(
        "t",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "geom",
            Geometry(
                geometry_type="POINT",
                srid=4326,
                dimension=2,
                spatial_index=False,
                from_text="ST_GeomFromEWKT",
                name="geometry",
            ),
            nullable=True,
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_geospatial_index(
        "idx_t_geom", "t", ["geom"], unique=False, postgresql_using="gist", postgresql_ops={}
    )
    op.create_geospatial_table("u", sa.Column("geom", Geometry("POINT")), schema="s")
    op.add_geospatial_column(
        "t", sa.Column("area", Geography("POLYGON", srid=4326, spatial_index=False))
    )
    op.add_geospatial_column("t", sa.Column("spot", Geometry("POINT")), schema="s")
    op.drop_geospatial_index(
        "idx_t_geom", table_name="t", postgresql_using="gist", column_name="geom"
    )
    op.drop_geospatial_column("t", "area")
    op.drop_geospatial_column("t", "spot", schema="s")
    op.create_geospatial_constraints("t", sa.Column("spot", Geometry("POINT")))
    op.drop_geospatial_constraints("t", "spot")
    with op.batch_alter_table("t") as batch_op:
        batch_op.add_geospatial_column(
            sa.Column("line", Geometry("LINESTRING", srid=4326, spatial_index=False))
        )
        batch_op.create_geospatial_index("idx_t_line", ["line"], postgresql_using="gist")
        batch_op.drop_geospatial_index("idx_t_line", column_name="line")
        batch_op.drop_geospatial_column("line")
    op.drop_geospatial_table("t")
    op.drop_geospatial_table("u", schema="s")
