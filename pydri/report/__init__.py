"""Reports for people and programs: ``json`` (the documented schema), ``table`` (a terminal), ``plots`` (a picture).

They take a :class:`pydri.exercise.model.Report` and need no device: a report made elsewhere renders the same.
"""

from __future__ import annotations
