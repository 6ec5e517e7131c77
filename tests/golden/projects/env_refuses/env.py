"""Refuses in Alembic's own way."""

from alembic.util import CommandError

raise CommandError("not in this environment")
