"""The joined floor of the project: the command line, the exerciser, the sharing matrix, reports, and the lab.

The only package that imports all the others. Importing it loads nothing: take the module that is needed
(``pydri.inventory``, ``pydri.sharing``, ``pydri.exercise``, ``pydri.report``, ``pydri.lab``).
"""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    # Reading the installed version takes longer than everything else that `pydri lab run` imports.
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("pydri")
        except PackageNotFoundError:  # run from a source tree that was never installed
            return "0+unknown"
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
