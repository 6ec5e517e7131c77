"""the types of fastapi_users_db_sqlalchemy"""

import fastapi_users_db_sqlalchemy
import sqlalchemy as sa
from alembic import op
from fastapi_users_db_sqlalchemy.generics import GUID, TIMESTAMPAware

revision = "fastapi_users_types"
down_revision = None


def upgrade():
    op.create_table(
        "user",
        sa.Column("id", fastapi_users_db_sqlalchemy.generics.GUID(), nullable=False),
        sa.Column("other", GUID),
        sa.Column("created_at", TIMESTAMPAware(timezone=True), nullable=False),
        sa.Column("updated_at", fastapi_users_db_sqlalchemy.generics.TIMESTAMPAware()),
        sa.PrimaryKeyConstraint("id"),
    )
