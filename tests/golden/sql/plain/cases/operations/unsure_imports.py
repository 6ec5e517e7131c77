"""what the migration asks of its installation: imports in try, hasattr"""

import contextlib
import importlib

import sqlalchemy as sa
from alembic import op


# refused: a_module_of_nobody is not known here: what the migration does depends on whether
def a_module_that_may_be_missing():
    try:
        import a_module_of_nobody
    except ImportError:
        op.execute("SELECT 'without'")


# refused: a_module_of_nobody is not known here: what the migration does depends on whether
def a_flag():
    try:
        import a_module_of_nobody

        found = True
    except Exception:
        found = False
    op.execute(f"SELECT '{found}'")


# refused: a_module_of_nobody is not known here: what the migration does depends on whether
def suppressed():
    with contextlib.suppress(ImportError):
        import a_module_of_nobody

        op.execute("SELECT 'found'")


# refused: a_module_of_nobody is not known here: what the migration does depends on whether
def by_its_name():
    try:
        importlib.import_module("a_module_of_nobody")
    except ImportError:
        op.execute("SELECT 'without'")


# refused: a_module_of_nobody is not known here: what the migration does depends on whether
def in_a_function_that_is_tried():
    def load():
        import a_module_of_nobody

        return a_module_of_nobody

    try:
        load()
    except (KeyError, ImportError):
        op.execute("SELECT 'without'")


# refused: sqlalchemy.a_name_of_nobody is not known here: what the migration does depends on whether
def hasattr_of_a_module():
    op.execute(f"SELECT '{hasattr(sa, 'a_name_of_nobody')}'")


# refused: sqlalchemy.a_name_of_nobody is not known here: what the migration does depends on whether
def getattr_of_a_module():
    op.execute(f"SELECT '{getattr(sa, 'a_name_of_nobody', 1)}'")


# refused: sqlalchemy.a_name_of_nobody is not known here: what the migration does depends on whether
def an_attribute_that_is_tried():
    try:
        sa.a_name_of_nobody
        op.execute("SELECT 'found'")
    except AttributeError:
        op.execute("SELECT 'without'")


# refused: not supported: the attribute a_name_of_nobody of Column
def hasattr_of_a_class():
    op.execute(f"SELECT '{hasattr(sa.Column, 'a_name_of_nobody')}'")


def what_is_known():
    try:
        from sqlalchemy.dialects.postgresql import JSONB

        found = True
    except ImportError:
        JSONB = sa.JSON
        found = False
    op.add_column("t", sa.Column(f"c_{found}", JSONB))
    op.execute(f"SELECT '{hasattr(op, 'create_table')} {hasattr(sa, 'JSON')}'")


def what_would_end_the_migration():
    try:
        import json
    except ImportError:
        raise
    try:
        json.loads("x")
    except ValueError:
        op.execute("SELECT 'not JSON'")


# refused: a_module_of_nobody is not known here: what the migration does depends on whether
def a_handler_that_raises_at_times():
    def found():
        try:
            import a_module_of_nobody

            return True
        except ImportError:
            if op:
                return False
            raise

    op.execute(f"SELECT '{found()}'")


# refused: a_module_of_nobody is not known here: what the migration does depends on whether
def an_error_that_becomes_another():
    try:
        try:
            import a_module_of_nobody
        except ImportError as error:
            raise RuntimeError from error
    except RuntimeError:
        op.execute("SELECT 'without'")


# refused: a_module_of_nobody is not known here: what the migration does depends on whether
def a_finally_that_goes_on():
    for number in range(1):
        try:
            import a_module_of_nobody

            op.execute(f"SELECT {number}")
        finally:
            continue
    op.execute("SELECT 'after'")
