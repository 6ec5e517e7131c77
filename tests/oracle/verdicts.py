"""Whether two answers to one question are the same, or differ in a way that README lists.

Every difference that is meant has a name here and a rule of its own; what no rule explains is a
failure. Where Alembic's answer has no order of its own (it goes through a set of objects), the
answers are compared without one, and counted apart.
"""

import re

SAME = "the same bytes"
OPENING = "BEGIN;\n\n"
OVERLAP = re.compile(r"FAILED: Requested revision (.*?) overlaps with other requested revisions (.*)\n")
WIDER = re.compile(r"VARCHAR\((?!32\))\d+\)")
WIDENING = re.compile(r"DO \$alembic\$\n.*?\$alembic\$;\n\n", re.DOTALL)
STAMPED = re.compile(r"stamp_revision .*? -> (.*)")
ROW = re.compile(
    r"INSERT INTO alembic_version \(version_num\) VALUES \('(?P<inserted>.*?)'\)"
    r"|UPDATE alembic_version SET version_num='(?P<to>.*?)' WHERE alembic_version.version_num = '(?P<from>.*?)';"
    r"|DELETE FROM alembic_version WHERE alembic_version.version_num = '(?P<deleted>.*?)';"
)


def verdict(question, graph, alembic, ours):
    """The name of what connects the two answers, or None where nothing does."""
    if "panicked" in ours["stderr"] or ours["exit"] not in (0, 1, 2, 255):
        return None
    if seen(alembic) == seen(ours):
        return SAME
    for name, holds in RULES:
        if holds(question, graph, alembic, ours):
            return name
    return None


def seen(answer):
    """What the two have in common."""
    return answer["exit"], answer["stdout"], answer["log"], answer.get("rows")


def usage(_question, _graph, alembic, ours):
    """argparse's words are not repeated."""
    return alembic["exit"] == ours["exit"] == 2 and alembic["stdout"] == ours["stdout"] == ""


def graph_defect(_question, graph, alembic, ours):
    """A graph with a defect: Alembic fails, overlooks it or never ends; alembic-rs names it."""
    if ours["exit"] not in (1, 255) or not said(ours):
        return False
    overlooked = graph.has_cycle() or graph.has_twins()
    return overlooked or (graph.defect is not None and alembic["exit"] in (1, 255))


def traceback(_question, _graph, alembic, ours):
    """Where Alembic dies of an assertion or a KeyError, there is a sentence; the status is kept."""
    same_rows = alembic.get("rows") == ours.get("rows")
    return alembic["exit"] == ours["exit"] == 1 and said(ours) and same_rows


def rows_settled(question, graph, alembic, ours):
    """Alembic dies of a merge one of whose parents lies behind another; here it is carried out."""
    if alembic["exception"] not in ("KeyError", "AssertionError") or ours["exit"] != 0:
        return False
    if "upgrade" not in question.argv or "Running" not in alembic["stdout"] + " ".join(alembic["log"]):
        return False
    after = rows_after(question, ours)
    return after is not None and set(after) == tips(graph, after)


def range_listed(question, graph, alembic, ours):
    """Alembic dies of a range whose tops only revisions outside of it come after; here it is listed."""
    if alembic["exception"] != "AssertionError" or ours["exit"] != 0 or "history" not in question.argv:
        return False
    return any(name in ours["stdout"] for name in graph.ids())


def other_starts(question, _graph, alembic, ours):
    """A script may start from several rows, which `heads` may name, and from a label's base."""
    argument = (question.argv[1:2] or ("",))[0]
    start, colon, _ = argument.partition(":")
    several = start.endswith("heads") and "Multiple head" in alembic["stdout"]
    base = start.endswith("@base") and alembic["exception"] == "AttributeError"
    return bool(colon) and (several or base) and ours["exit"] in (0, 1, 255)


def nothing_half_printed(_question, _graph, alembic, ours):
    """Alembic begins a script before it knows that there will be none."""
    if alembic["exit"] != ours["exit"] or ours["exit"] == 0 or not alembic["stdout"].startswith(OPENING):
        return False
    return alembic["stdout"].rpartition(";\n\n")[2] == ours["stdout"]


def backward(question, graph, alembic, ours):
    """Going backward is refused; Alembic does nothing, or moves rows down without running anything."""
    if "upgrade" not in question.argv or alembic["exit"] != 0 or ours["exit"] != 255:
        return False
    if any("Running" in line for line in alembic["log"]) or "forward" not in ours["stdout"]:
        return False
    start, _, end = question.destination().rpartition(":")
    rows = question.rows if question.rows is not None else (start.rpartition("@")[2],)
    if end not in graph.ids() or not set(rows) <= set(graph.ids()):
        return True
    # Identifiers in full can be followed here: the end must lie behind the rows, not be one of them.
    return end in graph.ancestors(rows) and end not in rows


def without_order(question, _graph, alembic, ours):
    """`current` goes through a set of objects, in an order that no seed fixes."""
    if question.argv[0] != "current" or alembic["exit"] != ours["exit"]:
        return False
    return entries(alembic["stdout"]) == entries(ours["stdout"])


def overlap(_question, _graph, alembic, ours):
    """The revisions that overlap come out of a set of objects too."""
    if alembic["exit"] != ours["exit"]:
        return False
    named = [OVERLAP.search(answer["stdout"]) for answer in (alembic, ours)]
    if not all(named):
        return False
    return {*named[0][2].split(", "), named[0][1]} == {*named[1][2].split(", "), named[1][1]}


def check_heads(question, graph, alembic, ours):
    """A head that another one depends on counts as applied."""
    if question.argv[:2] != ("current", "--check-heads") or alembic["exit"] not in (0, 255):
        return False
    parents = {name for item in graph.revisions for name in item.down}
    heads = set(graph.ids()) - parents
    at_heads = set(question.rows) <= heads <= graph.ancestors(question.rows)
    return ours["exit"] == (0 if at_heads else 255)


def stamp_several(question, graph, alembic, ours):
    """`stamp` replaces the ancestors and descendants of what it writes, and keeps all other rows."""
    if "stamp" not in question.argv or alembic["exit"] not in (0, 1) or ours["exit"] != 0:
        return False
    before = set() if "--purge" in question.argv else set(question.rows or ())
    after = rows_after(question, ours)
    if after is None:
        return False
    written = STAMPED.findall(ours["stdout"] + "\n".join(ours["log"]))
    reached = {name for names in written for name in names.split(", ") if name}
    above = graph.ancestors(reached)
    related = {row for row in before if row in above or graph.ancestors([row]) & reached}
    return set(after) == before - related | reached


def wide_column(question, graph, alembic, ours):
    """Identifiers longer than 32 characters get a column that holds them."""
    if not any(len(name) > 32 for name in graph.ids()):
        return False
    if alembic["exception"] == "DataError":
        after = ours["rows"]
        return ours["exit"] == 0 and ("stamp" in question.argv or set(after) == tips(graph, after))
    text = WIDENING.sub("", WIDER.sub("VARCHAR(32)", ours["stdout"]))
    return (alembic["exit"], alembic["stdout"], alembic["log"]) == (ours["exit"], text, ours["log"])


RULES = (
    ("usage errors in other words", usage),
    ("a graph defect is named", graph_defect),
    ("a sentence instead of a traceback", traceback),
    ("a merge that Alembic dies of", rows_settled),
    ("a range that Alembic dies of", range_listed),
    ("a script from several rows, or from a label's base", other_starts),
    ("nothing is half printed", nothing_half_printed),
    ("going backward is refused", backward),
    ("the entries of current, in any order", without_order),
    ("the revisions that overlap, in any order", overlap),
    ("--check-heads knows dependencies", check_heads),
    ("stamp of several keeps other rows", stamp_several),
    ("a version column as wide as the ids", wide_column),
)


def tips(graph, rows):
    """The rows that what these rows stand for should have."""
    parents, everything = graph.parents(), graph.ancestors(rows)
    return everything - {parent for name in everything for parent in parents[name]}


def said(answer):
    """Whether the program says something about its failure."""
    return bool(answer["stdout"].strip() or answer["stderr"].strip())


def entries(text):
    """What `current` prints, in a fixed order."""
    head, separator, rest = text.partition(":\n") if text.startswith("Current") else ("", "", text)
    parts = re.split(r"(?m)^(?=Rev: )", rest) if separator else rest.splitlines()
    return head, sorted(parts)


def rows_after(question, answer):
    """The rows that the answer leaves, or that its script would leave."""
    return answer["rows"] if question.online else applied(question.rows, answer["stdout"])


def applied(rows, script):
    """The rows after a script; None where one of its statements does not match exactly one row.

    Where it is not known which rows it starts from, those it speaks of first were there.
    """
    held = list(rows or ())
    touched = set()
    for write in ROW.finditer(script):
        gone, come = write["deleted"] or write["from"], write["inserted"] or write["to"]
        if gone is not None:
            if gone not in held:
                if rows is not None or gone in touched:
                    return None
                held.append(gone)
            held.remove(gone)
        touched |= {gone, come}
        if come is not None:
            if come in held:
                return None
            held.append(come)
    return held
