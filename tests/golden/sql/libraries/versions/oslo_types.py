"""the types of oslo.db and what oslo.utils and oslo.log offer"""

import datetime

import sqlalchemy as sa
from alembic import op
from oslo_db.sqlalchemy import types
from oslo_log import log as logging
from oslo_utils import timeutils, uuidutils

revision = "oslo_types"
down_revision = None

LOG = logging.getLogger(__name__)


def upgrade():
    op.create_table(
        "t",
        sa.Column("a", types.JsonEncodedDict()),
        sa.Column("b", types.JsonEncodedList(mysql_as_long=True)),
        sa.Column("c", types.SoftDeleteInteger()),
    )
    LOG.info("done %s", 1)
    LOG.error("failed")
    assert len(uuidutils.generate_uuid()) == 36
    assert len(uuidutils.generate_uuid(dashed=False)) == 32
    assert uuidutils.is_uuid_like("12345678-1234-5678-1234-567812345678")
    assert not uuidutils.is_uuid_like("x")
    assert timeutils.utcnow().tzinfo is None
    op.execute("SELECT %d" % timeutils.delta_seconds(
        datetime.datetime(2024, 1, 2, 3, 4, 5),
        datetime.datetime(2024, 1, 2, 3, 5, 5),
    ))
