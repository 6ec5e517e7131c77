from __future__ import annotations

from alembic import op
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def postponed():
    class Base(DeclarativeBase):
        pass

    class Thing(Base):
        __tablename__ = "things"
        id: Mapped[int] = mapped_column(primary_key=True)

    Base.metadata.create_all(op.get_bind())
