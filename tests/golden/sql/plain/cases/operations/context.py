"""op.get_context, op.invoke and operations that a revision registers itself"""

import sqlalchemy as sa
from alembic import context, op
from alembic.operations import MigrateOperation, Operations, ops


def autocommit_block():
    op.execute("SELECT 1")
    with op.get_context().autocommit_block():
        op.execute("ALTER TYPE e ADD VALUE 'x'")
    op.execute("SELECT 2")


def autocommit_block_twice():
    with op.get_context().autocommit_block():
        op.execute("SELECT 1")
    with op.get_context().autocommit_block():
        op.execute("SELECT 2")


def autocommit_block_nested():
    with op.get_context().autocommit_block():
        with op.get_context().autocommit_block():
            op.execute("SELECT 1")


def autocommit_block_empty():
    with op.get_context().autocommit_block():
        pass


def dialect():
    if op.get_context().dialect.name == "postgresql":
        op.execute("SELECT 1")
    else:
        op.execute("SELECT 2")


def bind_dialect():
    bind = op.get_bind()
    op.execute(f"SELECT '{bind.dialect.name}'") if bind is not None else op.execute("SELECT 'none'")


def offline():
    if context.is_offline_mode():
        op.execute("SELECT 'offline'")
    op.execute(f"SELECT '{op.get_context().as_sql}'")


# refused: the option "nothing" of context.configure()
def options():
    op.execute(f"SELECT '{op.get_context().opts['as_sql']}', '{op.get_context().opts.get('nothing')}'")


# refused: the attribute transactional_ddl of Alembic's PostgresqlImpl
def implementation():
    op.execute(f"SELECT '{op.get_context().impl.__dialect__}', {op.get_context().impl.transactional_ddl}")


# refused: the attribute static_output of Alembic's PostgresqlImpl
def static_output():
    op.get_context().impl.static_output("-- written as it is")


def context_execute():
    op.get_context().execute("SELECT 1")


# refused: alembic.operations.ops.DropTableOp is not known here: this part of the module alembic.operations.ops is not supported
def invoke_drop_table():
    op.invoke(ops.DropTableOp("t", schema="crm"))


# refused: alembic.operations.ops.CreateIndexOp is not known here: this part of the module alembic.operations.ops is not supported
def invoke_create_index():
    op.invoke(ops.CreateIndexOp("ix", "t", ["a"], unique=True))


# refused: alembic.operations.ops.AddColumnOp is not known here: this part of the module alembic.operations.ops is not supported
def invoke_add_column():
    op.invoke(ops.AddColumnOp("t", sa.Column("a", sa.Integer())))


# refused: alembic.operations.ops.ExecuteSQLOp is not known here: this part of the module alembic.operations.ops is not supported
def invoke_execute():
    op.invoke(ops.ExecuteSQLOp("SELECT 1"))


def custom_operation():
    @Operations.register_operation("grant_all_here")
    class GrantAllOp(MigrateOperation):
        def __init__(self, table, role):
            self.table = table
            self.role = role

        @classmethod
        def grant_all_here(cls, operations, table, role):
            return operations.invoke(cls(table, role))

        def reverse(self):
            return None

    @Operations.implementation_for(GrantAllOp)
    def grant_all(operations, operation):
        operations.execute("GRANT ALL ON %s TO %s" % (operation.table, operation.role))

    op.grant_all_here("t", "me")


def run_async():
    op.run_async(None)


def bare_names():
    from alembic.op import add_column, f

    add_column(f("t"), sa.Column("a", sa.Integer()))


def quoting_by_the_dialect():
    preparer = op.get_context().dialect.identifier_preparer
    op.execute(f"SELECT {preparer.quote('User')}, {preparer.quote('plain')}, {preparer.quote_identifier('plain')}")


def operations_behind_the_module():
    name = op._proxy.migration_context.dialect.name
    if op._proxy.impl.dialect.name == name:
        op._proxy.execute(f"SELECT '{name}'")


def implementation_asked():
    implementation = op.get_context().impl
    op.execute(f"SELECT '{implementation.bind.dialect.name}', '{context.get_impl().as_sql}'")


# refused: the option "version_table" of context.configure()
def an_option_that_the_environment_may_have_left_out():
    op.execute(f"SELECT '{op.get_context().opts.get('version_table', 'not given')}'")


def options_of_the_configuration():
    config = op.get_context().config
    op.execute(f"SELECT {config.get_main_option('script_location') is None}, '{config.get_main_option('nothing', 'd')}'")
    op.execute(f"SELECT {config.get_section_option('alembic', 'SCRIPT_location') is None}, '{config.config_ini_section}'")
    op.execute(f"SELECT '{config.get_section('nothing')}', '{config.get_alembic_option('nothing', 5)}'")


def attributes_of_the_configuration():
    attributes = op.get_context().config.attributes
    op.execute(f"SELECT {attributes.get('connection')}, {attributes.get('x', 5)}, {'x' in attributes}, {len(attributes)}")
    try:
        attributes["x"]
    except KeyError as error:
        op.execute(f"SELECT {error}")


# refused: not supported: context.config.set_main_option
def changing_the_configuration():
    op.get_context().config.set_main_option("x", "y")
    op.execute("SELECT '" + op.get_context().config.get_main_option("x") + "'")


# refused: not supported: setting config.attributes in a migration
def filling_the_attributes():
    op.get_context().config.attributes["x"] = 5
    op.execute(f"SELECT {op.get_context().config.attributes['x']}")
