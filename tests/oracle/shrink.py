"""Smaller variants of a piece of Python, by its syntax tree: to find what matters in it."""

import ast
import copy


def smaller(text):
    """Yields texts that are simpler in one place, those that leave out most first."""
    tree = ast.parse(text)
    found = [ast.unparse(variant) for variant in variants(tree)]
    unique = dict.fromkeys(candidate for candidate in found if candidate != text)
    return sorted(unique, key=len)


def variants(tree):
    """Copies of a tree, each with one thing left out or replaced by a part of itself."""
    for position, node in enumerate(ast.walk(tree)):
        for field, value in ast.iter_fields(node):
            if isinstance(value, list):
                least = 1 if field == "body" else 0
                for index, item in enumerate(value):
                    if len(value) > least:
                        yield without(tree, position, field, index)
                    for part in parts(item):
                        yield replaced(tree, position, field, index, part)
                    if isinstance(item, ast.keyword):
                        for part in parts(item.value):
                            yield replaced(tree, position, field, index, ast.keyword(item.arg, part))
            elif isinstance(value, ast.AST):
                for part in parts(value):
                    yield replaced(tree, position, field, None, part)


def parts(node):
    """What can stand in the place of an expression: its own parts, then something shorter."""
    if isinstance(node, ast.With):
        return
    if isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):
            yield node.func.value
        yield from node.args
    elif isinstance(node, ast.BinOp):
        yield from (node.left, node.right)
    elif isinstance(node, ast.UnaryOp):
        yield node.operand
    elif isinstance(node, ast.Compare):
        yield from (node.left, *node.comparators)
    elif isinstance(node, ast.Attribute | ast.Subscript):
        if isinstance(node.value, ast.Call):
            yield node.value
    elif isinstance(node, ast.List | ast.Tuple):
        yield from node.elts
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 1:
        yield from map(ast.Constant, ("x", node.value[: len(node.value) // 2], node.value[1:], node.value[:-1]))
    if isinstance(node, ast.Call) and ast.unparse(node) not in ("sa.Integer()", "sa.String()"):
        yield ast.parse("sa.Integer()", mode="eval").body


def nth(tree, position):
    """The node that a walk comes to at this position."""
    return next(node for index, node in enumerate(ast.walk(tree)) if index == position)


def without(tree, position, field, index):
    """The tree without one item of a list; a dict loses the key with its value."""
    made = copy.deepcopy(tree)
    node = nth(made, position)
    del getattr(node, field)[index]
    if isinstance(node, ast.Dict):
        del getattr(node, "values" if field == "keys" else "keys")[index]
    if isinstance(node, ast.Compare) and field == "ops":
        del node.comparators[index]
    return ast.fix_missing_locations(made)


def replaced(tree, position, field, index, part):
    """The tree with another node in one place."""
    made = copy.deepcopy(tree)
    node = nth(made, position)
    if index is None:
        setattr(node, field, copy.deepcopy(part))
    else:
        getattr(node, field)[index] = copy.deepcopy(part)
    return ast.fix_missing_locations(made)
