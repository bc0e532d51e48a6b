"""All tables together, for migrations and for the test that compares them: each area's module is imported here."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import storage.tables
from storage.tables import metadata

for _module in iter_modules(storage.tables.__path__, "storage.tables."):
    if _module.name != __name__:
        import_module(_module.name)

__all__ = ["metadata"]
