"""Fluent messages, parsed once and compiled to `%s` templates where they hold only words and variables.

A template is some four times faster than `fluent.runtime`, which is left for what needs it (plural selectors)
and imported only then: with babel it takes 0.15 s and 9 MB. Tests hold both to the same results.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Transformer, Visitor

SHOWN = "--shown"
"""Suffix of the written form of a value beside the value itself, for the Fluent runtime."""

Say = Callable[[str, Mapping[str, str | int]], str]


class TextError(LookupError):
    """A text cannot be said: unknown key, missing value, broken catalogue. Always a programming error."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message, compiled.

    `template` with its `names` gives the text (`template % values`); it is None where only the Fluent
    runtime can. `needs` are all values the message mentions, `selects` those it chooses a variant by,
    `attributes` its `.name = word` lines.
    """

    template: str | None
    names: tuple[str, ...]
    needs: frozenset[str]
    selects: frozenset[str]
    attributes: Mapping[str, str]


def parse(paths: Iterable[Path]) -> dict[str, ast.Message]:
    """Read messages by key, in order. TextError for junk and for a key written twice, with file and line."""
    messages: dict[str, ast.Message] = {}
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for item in FluentParser().parse(text).body:
            line = text.count("\n", 0, item.span.start) + 1 if item.span else 0
            place = f"{path.name}:{line}"
            if isinstance(item, ast.Junk):
                raise TextError(f"{place}: this is not Fluent: {(item.content or '').strip()[:60]!r}")
            if isinstance(item, ast.Term):
                raise TextError(f"{place}: terms are not used here, write a message")
            if isinstance(item, ast.Message):
                if item.id.name in messages:
                    raise TextError(f"{place}: {item.id.name} is written twice")
                messages[item.id.name] = item
    return messages


def compile_entry(message: ast.Message) -> Entry:
    """Compile one message; TextError for what the catalogue does not use (references, functions)."""
    if message.value is None:
        raise TextError(f'{message.id.name} has no text (an empty one is written {{""}})')
    survey = _Survey(message.id.name)
    survey.visit(message.value)
    pieces = [_piece(element) for element in message.value.elements]
    return Entry(
        template=None if survey.selects else "".join(literal for literal, _ in pieces),
        names=tuple(name for _, name in pieces if name),
        needs=frozenset(survey.needs),
        selects=frozenset(survey.selects),
        attributes={a.id.name: _word(a.value) for a in message.attributes},
    )


def runtime(messages: Mapping[str, ast.Message]) -> Say:
    """Make a function (key, values) → text by `fluent.runtime`; every formatting error is a TextError.

    A variable that is shown takes its written form from `<name>--shown`, one that selects the value itself.
    """
    from fluent.runtime import FluentBundle  # noqa: PLC0415 (with babel 0.15 s; only the first plural needs it)

    bundle = FluentBundle(["ru"], use_isolating=False)
    bundle.add_resource(ast.Resource([_Shown().visit(message.clone()) for message in messages.values()]))

    def say(key: str, values: Mapping[str, str | int]) -> str:
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise TextError(f"text {key!r} is empty")
        text, errors = bundle.format_pattern(pattern, dict(values))
        if errors or not isinstance(text, str):
            raise TextError(f"text {key!r}: {'; '.join(str(error) for error in errors)}")
        return text

    return say


def _piece(element: ast.TextElement | ast.Placeable) -> tuple[str, str]:
    """Return the `%`-template of one element and the name of its value."""
    if isinstance(element, ast.TextElement):
        return element.value.replace("%", "%%"), ""
    if isinstance(element.expression, ast.StringLiteral):
        return element.expression.parse()["value"].replace("%", "%%"), ""
    if isinstance(element.expression, ast.VariableReference):
        return "%s", element.expression.id.name
    return "", ""


class _Survey(Visitor):
    """Collects the variables of a pattern and refuses what the catalogue does not use."""

    def __init__(self, key: str) -> None:
        self.key = key
        self.needs: set[str] = set()
        self.selects: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802 (the visitor's protocol)
        self.needs.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if not isinstance(node.selector, ast.VariableReference):
            raise TextError(f"{self.key}: only a value can choose a variant")
        default = next(v.key for v in node.variants if v.default)
        if not (isinstance(default, ast.Identifier) and default.name == "other"):
            raise TextError(f"{self.key}: the default variant is *[other]")
        self.selects.add(node.selector.id.name)
        self.generic_visit(node)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        raise TextError(f"{self.key}: references to other texts are not used, write {node.id.name} out")

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        raise TextError(f"{self.key}: terms are not used, write {node.id.name} out")

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        raise TextError(f"{self.key}: functions are not used; values are written by bot.texts.format")


class _Shown(Transformer):
    """Renames variables in placeables to `<name>--shown`; selectors keep their names."""

    def visit_Placeable(self, node: ast.Placeable) -> ast.Placeable:  # noqa: N802 (the visitor's protocol)
        if isinstance(node.expression, ast.VariableReference):
            node.expression.id.name += SHOWN
        else:
            self.generic_visit(node)
        return node


def _word(pattern: ast.Pattern) -> str:
    return "".join(e.value for e in pattern.elements if isinstance(e, ast.TextElement)).strip()
