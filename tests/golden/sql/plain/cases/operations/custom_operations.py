"""Operations that the file registers itself."""

from alembic import op
from alembic.operations import MigrateOperation, Operations


@Operations.register_operation("create_sequence")
class CreateSequenceOp(MigrateOperation):
    def __init__(self, sequence_name, schema=None):
        self.sequence_name = sequence_name
        self.schema = schema

    @classmethod
    def create_sequence(cls, operations, sequence_name, **kw):
        """Issue a "CREATE SEQUENCE" instruction."""
        return operations.invoke(CreateSequenceOp(sequence_name, **kw))

    def reverse(self):
        return DropSequenceOp(self.sequence_name, schema=self.schema)


@Operations.register_operation("drop_sequence", "drop")
class DropSequenceOp(MigrateOperation):
    def __init__(self, sequence_name, schema=None):
        self.sequence_name = sequence_name
        self.schema = schema

    @classmethod
    def drop(cls, operations, sequence_name, *, schema=None):
        return operations.invoke(cls(sequence_name, schema=schema))


class DropQuietly(DropSequenceOp):
    pass


@Operations.implementation_for(CreateSequenceOp)
def create_sequence(operations, operation):
    name = operation.sequence_name
    if operation.schema is not None:
        name = f"{operation.schema}.{name}"
    operations.execute(f"CREATE SEQUENCE {name}")
    return name


@Operations.implementation_for(DropSequenceOp)
def drop_sequence(operations, operation):
    operations.execute(f"DROP SEQUENCE {operation.sequence_name}")


class Unknown(MigrateOperation):
    def __str__(self):
        return "the unknown"


def called_by_name():
    op.create_sequence("numbers")
    op.drop_sequence("numbers", schema="s")


def called_with_keywords():
    made = op.create_sequence(sequence_name="numbers", schema="crm")
    op.execute(f"-- {made}")


def invoked():
    op.invoke(CreateSequenceOp("numbers"))
    op.invoke(CreateSequenceOp("numbers").reverse())


def invoked_by_an_ancestor():
    op.invoke(DropQuietly("numbers"))


def invoked_without_an_implementation():
    op.invoke(Unknown())


def implemented_twice():
    @Operations.implementation_for(DropSequenceOp)
    def again(operations, operation):
        operations.execute("never")


def implemented_anew():
    @Operations.implementation_for(DropQuietly, replace=True)
    def again(operations, operation):
        operations.execute(f"DROP SEQUENCE IF EXISTS {operation.sequence_name}")

    op.invoke(DropQuietly("numbers"))


def called_wrongly():
    op.drop_sequence("numbers", "s")
