"""``python -m pydri``: the same as the ``pydri`` command."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main()
