"""loggers of other packages"""

import structlog
from alembic import op
from loguru import logger
from typing_extensions import TypedDict, assert_never, override

revision = "loggers"
down_revision = None

log = structlog.get_logger(__name__)


class Movie(TypedDict):
    name: str


def upgrade():
    logger.info("starting")
    logger.debug("{} of {total}", 1, total=2)
    logger.bind(a=1).success("bound")
    log.info("event", key=1)
    log.bind(b=2).warning("bound %s", "x")
    movie: Movie = {"name": "x"}
    op.execute("SELECT 1")
