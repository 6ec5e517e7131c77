"""what geoalchemy2 refuses"""

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry

revision = "geoalchemy2_refused_index"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("g", Geometry("POINT", spatial_index=False, use_N_D_index=True)))
