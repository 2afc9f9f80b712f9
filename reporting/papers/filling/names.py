"""The names in a parsed template that are no fields of the paper."""

from jinja2 import nodes

GLOBALS = {"range", "dict", "joiner", "cycler", "namespace", "lipsum", "loop", "true", "false", "none"}


class _Anything:
    """What a template has made itself: nothing is said of its fields."""


ANYTHING = _Anything()


def unknown_names(parsed, data):
    """Return [(name, line, names of known fields)] of the fields in a parsed template that `data` does not have.

    `data` is an example: dictionaries of texts, and lists, whose first item shows what all of them are like.
    """
    return _Walk([*_paths(data)]).over(parsed, data)


def _paths(data, before=""):
    for name, value in data.items():
        yield before + name
        if isinstance(value, dict):
            yield from _paths(value, f"{before}{name}.")


class _Walk:
    def __init__(self, known):
        self.known, self.found = known, []

    def over(self, parsed, data):
        self._body(parsed.body, dict(data))
        return self.found

    def _body(self, body, scope):
        for node in body:
            self._statement(node, scope)

    def _statement(self, node, scope):
        if isinstance(node, nodes.For):
            rows = self._value(node.iter, scope)
            inner = {**scope, "loop": ANYTHING, **_names_of(node.target)}
            if isinstance(rows, list) and isinstance(node.target, nodes.Name):
                inner[node.target.name] = rows[0] if rows else ANYTHING
            if node.test:
                self._value(node.test, inner)
            self._body(node.body, inner)
            self._body(node.else_, scope)
        elif isinstance(node, nodes.If):
            self._value(node.test, scope)
            for part in (node.body, node.elif_, node.else_):
                self._body(part, scope)
        elif isinstance(node, nodes.Assign):
            value = self._value(node.node, scope)
            scope.update(_names_of(node.target))
            if isinstance(node.target, nodes.Name):
                scope[node.target.name] = value
        elif isinstance(node, nodes.Expr):
            self._value(node, scope)
        else:  # an output, a block, a macro: whatever is in it
            inner = {**scope, **{name.name: ANYTHING for name in node.find_all(nodes.Name) if name.ctx != "load"}}
            for child in node.iter_child_nodes():
                self._statement(child, inner)

    def _value(self, node, scope):
        """Return the example of what the expression is, ANYTHING if that cannot be told."""
        if isinstance(node, nodes.Name):
            if node.name in scope:
                return scope[node.name]
            if node.ctx == "load" and node.name not in GLOBALS:
                near = [*scope, *self.known]
                self.found.append((node.name, node.lineno, near))
            return ANYTHING
        if isinstance(node, nodes.Getattr):
            return self._member(node, node.attr, scope)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
            return self._member(node, node.arg.value, scope)
        for child in node.iter_child_nodes():
            self._value(child, scope)
        return ANYTHING

    def _member(self, node, name, scope):
        owner = self._value(node.node, scope)
        if owner is ANYTHING:
            return ANYTHING
        if isinstance(owner, dict) and name in owner:
            return owner[name]
        before = _written(node.node)
        known = [f"{before}.{each}" for each in owner] if isinstance(owner, dict) else []
        self.found.append((f"{before}.{name}", node.lineno, known + self.known))
        return ANYTHING


def _names_of(target):
    return {name.name: ANYTHING for name in target.find_all(nodes.Name)}


def _written(node):
    """Return the expression as it was written, for example „plan.cele”."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return "…"
