"""Contracts that import-linter does not bring along: file patterns, allow-lists, packages to come."""

from __future__ import annotations

import fnmatch
import itertools
import sys

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

Imports = list[tuple[str, str, int]]
"""Offending imports as (importer, imported, line)."""


def line_of(graph: ImportGraph, importer: str, imported: str) -> int:
    """Return the first line of ``importer`` that imports ``imported``."""
    details = graph.get_import_details(importer=importer, imported=imported)
    return details[0]["line_number"] if details else 0


def within(module: str, patterns: set[str]) -> bool:
    """Tell whether the module is, or lies below, one of the shell patterns."""
    return any(fnmatch.fnmatchcase(module, p) or fnmatch.fnmatchcase(module, f"{p}.*") for p in patterns)


def modules_of(graph: ImportGraph, patterns: set[str]) -> list[str]:
    """List the modules in or below the patterns; packages that do not exist yet have none."""
    return sorted(module for module in graph.modules if within(module, patterns))


def report(check: ContractCheck) -> None:
    """Print the offending imports, one a line."""
    offences: Imports = check.metadata["offences"]
    for importer, imported, line in offences:
        output.print_error(f"- {importer} -> {imported} (l.{line})", bold=False)
    output.new_line()


class OnlyIn(Contract):
    """Allow direct imports of the packages ``library`` only in modules that match ``allowed``."""

    type_name = "only_in"
    library = fields.SetField(subfield=fields.StringField())
    allowed = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        offences: Imports = [
            (importer, imported, line_of(graph, importer, imported))
            for imported in modules_of(graph, set(self.library))
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if not within(importer, set(self.allowed))
        ]
        return ContractCheck(kept=not offences, metadata={"offences": offences})

    def render_broken_contract(self, check: ContractCheck) -> None:
        report(check)


class OnlyImports(Contract):
    """Allow ``importers`` to import directly only ``allowed``, themselves and the standard library."""

    type_name = "only_imports"
    importers = fields.SetField(subfield=fields.StringField())
    allowed = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        allowed = {*(self.allowed or ()), *self.importers}
        offences: Imports = [
            (importer, imported, line_of(graph, importer, imported))
            for importer in modules_of(graph, set(self.importers))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not within(imported, allowed) and imported.split(".")[0] not in sys.stdlib_module_names
        ]
        return ContractCheck(kept=not offences, metadata={"offences": offences})

    def render_broken_contract(self, check: ContractCheck) -> None:
        report(check)


class NeverImports(Contract):
    """Forbid ``importers`` to import the packages ``library``, be it through any number of other modules."""

    type_name = "never_imports"
    importers = fields.SetField(subfield=fields.StringField())
    library = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        offences: Imports = []
        for importer in modules_of(graph, set(self.importers)):
            for imported in sorted(set(self.library) & graph.modules):
                chain = graph.find_shortest_chain(importer, imported) or ()
                offences += [(a, b, line_of(graph, a, b)) for a, b in itertools.pairwise(chain)]
        return ContractCheck(kept=not offences, metadata={"offences": list(dict.fromkeys(offences))})

    def render_broken_contract(self, check: ContractCheck) -> None:
        report(check)
