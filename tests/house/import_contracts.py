"""Two kinds of import-linter contract that the stock ones cannot say: by file pattern and by allow-list."""

from __future__ import annotations

import fnmatch
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
    """Tell whether the module is, or lies below, one of the dotted shell patterns."""
    return any(fnmatch.fnmatchcase(module, p) or fnmatch.fnmatchcase(module, f"{p}.*") for p in patterns)


def report(check: ContractCheck) -> None:
    """Print the offending imports, one a line."""
    offences: Imports = check.metadata["offences"]
    for importer, imported, line in offences:
        output.print_error(f"- {importer} -> {imported} (l.{line})", bold=False)
    output.new_line()


class OnlyIn(Contract):
    """Allow direct imports of ``library`` only in modules that match one of the patterns ``allowed``."""

    type_name = "only_in"
    library = fields.StringField()
    allowed = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        library, allowed = str(self.library), set(self.allowed)
        importers = graph.find_modules_that_directly_import(library) if library in graph.modules else set()
        offences: Imports = [
            (m, library, line_of(graph, m, library)) for m in sorted(importers) if not within(m, allowed)
        ]
        return ContractCheck(kept=not offences, metadata={"offences": offences})

    def render_broken_contract(self, check: ContractCheck) -> None:
        report(check)


class OnlyImports(Contract):
    """Allow the modules ``importers`` to import directly only ``allowed`` and the standard library."""

    type_name = "only_imports"
    importers = fields.SetField(subfield=fields.StringField())
    allowed = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        allowed = {*(self.allowed or ()), *(p.removesuffix(".**") for p in self.importers)}
        offences: Imports = [
            (importer, imported, line_of(graph, importer, imported))
            for importer in sorted(graph.modules)
            if within(importer, set(self.importers))
            for imported in sorted(graph.find_modules_directly_imported_by(importer))
            if not within(imported, allowed) and imported.split(".")[0] not in sys.stdlib_module_names
        ]
        return ContractCheck(kept=not offences, metadata={"offences": offences})

    def render_broken_contract(self, check: ContractCheck) -> None:
        report(check)
