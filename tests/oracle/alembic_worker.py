"""The real Alembic, many invocations in one process: a JSON request a line in, an answer a line out.

`alembic_worker.py [--our-order]`. A request is {"folder", "argv", "rows"?}; an answer {"exit",
"stdout", "log", "exception"}, as a process of its own would have given it. Where `rows` is there, a script of
`--sql` starts from these rows instead of from the one revision that the command line can name.

With --our-order the collections that Alembic keeps in Python sets of strings are gone through in the
order that alembic-rs keeps to. Everything else is Alembic's own code, so what it answers then is what
it could have answered under some PYTHONHASHSEED.
"""

import importlib.machinery
import json
import logging
import os
import sys
import warnings

import program


class Channel:
    """Stands where a standard stream stood when Alembic was imported; where it leads can change."""

    encoding = "utf-8"

    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)
        return len(text)

    def flush(self):
        pass

    def taken(self):
        """What was written since the last time."""
        text = "".join(self.parts)
        self.parts.clear()
        return text


class InOrder(frozenset):
    """A set that is gone through in a given order."""

    def __new__(cls, members):
        made = super().__new__(cls, members)
        made.order = tuple(dict.fromkeys(members))
        return made

    def __iter__(self):
        return iter(self.order)


def main():
    replies = sys.stdout
    sys.stdout, sys.stderr = Channel(), Channel()
    warnings.simplefilter("ignore")
    # A file name seems new to Python's loader cache for as long as the folder's time stamp stays.
    importlib.machinery.PathFinder.invalidate_caches()

    from alembic.config import CommandLine
    from alembic.runtime.migration import MigrationContext

    keep_maps()
    if "--our-order" in sys.argv:
        settle_order()
    command_line = CommandLine(prog="alembic")
    current_heads = MigrationContext.get_current_heads

    def heads_of_request(context):
        rows = request.get("rows")
        return current_heads(context) if rows is None else tuple(rows)

    MigrationContext.get_current_heads = heads_of_request
    for line in sys.stdin:
        request = json.loads(line)
        os.chdir(request["folder"])
        forget_logging()
        status, error = run(command_line, request["argv"])
        answer = {
            "exit": status,
            "stdout": sys.stdout.taken(),
            "log": program.log_lines(sys.stderr.taken()),
            "exception": error,
        }
        replies.write(json.dumps(answer) + "\n")
        replies.flush()


def run(command_line, argv):
    """The exit status that the invocation ends with, and the name of the exception it dies of."""
    try:
        command_line.main(argv)
    except SystemExit as end:
        return (end.code or 0) & 0xFF, None
    except Exception as error:  # the interpreter would print a traceback
        return 1, type(error).__name__
    return 0, None


def forget_logging():
    """Takes away what the env.py of the last request configured."""
    for name in (None, "alembic", "sqlalchemy.engine"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.setLevel(logging.NOTSET if name else logging.WARNING)
    # Without a handler Python writes errors to standard error; a process of its own does so too.
    logging.lastResort = None


def keep_maps():
    """Reads the files of a project once and not for each request; nothing here changes a map."""
    from alembic.script import ScriptDirectory

    read = ScriptDirectory.from_config.__func__
    kept = {}

    def from_config(cls, config):
        project = os.getcwd(), config.config_ini_section
        if project not in kept:
            made = read(cls, config)
            kept.clear()
            kept[project] = made
        for script in scripts(kept[project].revision_map):
            script._db_current_indicator = None
        return kept[project]

    ScriptDirectory.from_config = classmethod(from_config)


def scripts(revision_map):
    """The revisions of a map that is built already; none of one that is not."""
    built = revision_map.__dict__.get("_revision_map", {})
    return [script for script in built.values() if script is not None]


def settle_order():
    """Takes the hash seed out of Alembic."""
    from alembic import util
    from alembic.runtime.migration import RevisionStep
    from alembic.script.revision import RevisionMap

    normalize = RevisionMap._normalize_depends_on
    add_branches = RevisionMap._add_branches
    merge = RevisionStep.merge_branch_idents

    def normalize_in_order(self, revisions, map_):
        normalize(self, revisions, map_)
        for revision in revisions:
            kept = set(revision._normalized_resolved_dependencies)
            revision._normalized_resolved_dependencies = tuple(
                name for name in revision._resolved_dependencies if name in kept
            )

    def add_branches_in_order(self, revisions, map_):
        add_branches(self, revisions, map_)
        ids = [key for key, script in map_.items() if script is not None and script.revision == key]
        rank = {name: position for position, name in enumerate(ids)}
        declared = [label for name in ids for label in map_[name]._orig_branch_labels]
        for name in ids:
            script = map_[name]
            script.nextrev = InOrder(sorted(script.nextrev, key=rank.get))
            script._all_nextrev = InOrder(sorted(script._all_nextrev, key=rank.get))
            own = [*script._orig_branch_labels]
            inherited = [label for label in declared if label in script.branch_labels]
            script.branch_labels = InOrder(own + inherited)

    def merge_in_order(self, heads):
        deleted, updated, to = merge(self, heads)
        order = self.from_revisions
        merged = sorted(util.unique_list([*deleted, updated]), key=order.index)
        return merged[:-1], merged[-1], to

    RevisionMap._normalize_depends_on = normalize_in_order
    RevisionMap._add_branches = add_branches_in_order
    RevisionStep.merge_branch_idents = merge_in_order


if __name__ == "__main__":
    main()
