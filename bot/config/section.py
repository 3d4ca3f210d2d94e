"""What every section of the configuration shares: documented keys, and a repr that shows no secret."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints

from msgspec import Meta, Struct

_HIDDEN = "***"


def key(
    description: str,
    *,
    example: object = None,
    secret: bool = False,
    ge: int | None = None,
    le: int | None = None,
) -> Meta:
    """Describe one key: what it is for, an example for error messages, whether it is a secret, its range."""
    return Meta(description=description, examples=[example], ge=ge, le=le, extra={"secret": secret})


class Section(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One table of the configuration file. Keys are spelt as in the file; values never change."""

    def __repr__(self) -> str:
        """Show all keys, secrets as stars."""
        shown = (
            f"{field.name}={field.shown(getattr(self, field.attribute))}" for field in fields_of(type(self))
        )
        return f"{type(self).__name__}({', '.join(shown)})"


class Field(Struct, frozen=True):
    """One key of a section: its name in the file, its attribute, type, default and description."""

    name: str
    attribute: str
    type: Any
    default: Any
    meta: Meta | None

    @property
    def section(self) -> type[Section] | None:
        """The section class this key holds, or None for a plain value."""
        return self.type if _is_section(self.type) else None

    @property
    def named(self) -> type[Section] | None:
        """The section class of tables that the file names (``[path.<name>]``), or None for anything else."""
        hint = self.type.__origin__ if hasattr(self.type, "__metadata__") else self.type
        section = get_args(hint)[1] if get_origin(hint) is dict else None
        return section if _is_section(section) else None

    @property
    def secret(self) -> bool:
        """Whether the value must never be printed."""
        return bool(self.meta and self.meta.extra and self.meta.extra.get("secret"))

    @property
    def example(self) -> object:
        """A value that is sensible in an error message: the example, or the default."""
        examples = (self.meta and self.meta.examples) or [None]
        return self.default if examples[0] is None else examples[0]

    def shown(self, value: object) -> str:
        """The value as it may be printed."""
        return _HIDDEN if self.secret and value else repr(value)


def fields_of(section: type[Section]) -> list[Field]:
    """List the keys of a section class in the order of the file."""
    hints = get_type_hints(section, include_extras=True)
    defaults = section()
    return [
        Field(
            name=name,
            attribute=attribute,
            type=_bare(hints[attribute]),
            default=getattr(defaults, attribute),
            meta=_meta(hints[attribute]),
        )
        for attribute, name in zip(section.__struct_fields__, section.__struct_encode_fields__, strict=True)
    ]


def walk(section: type[Section], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Yield every plain key below a section class with its dotted path (``telegram.webhook.url``)."""
    for field in fields_of(section):
        path = f"{prefix}{field.name}"
        if field.section is None:
            yield path, field
        else:
            yield from walk(field.section, f"{path}.")


def _meta(hint: Any) -> Meta | None:
    """Of a key that may be left out (``Annotated[int, key(…)] | None``) that of what it takes."""
    given = getattr(hint, "__metadata__", ()) or getattr(next(iter(get_args(hint)), None), "__metadata__", ())
    return next((m for m in given if isinstance(m, Meta)), None)


def _bare(hint: Any) -> Any:
    section = getattr(hint, "__origin__", hint)
    return section if _is_section(section) else hint


def _is_section(hint: Any) -> bool:
    return isinstance(hint, type) and issubclass(hint, Section)
