"""What a kernel is made from; two equal recipes are the same kernel."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydri.lab.errors import BuildError
from pydri.lab.kbuild import options
from pydri.lab.kbuild.debian import release_source, standard_source
from pydri.lab.kbuild.source import CONFIGS, Source, named_source
from pydri.lab.kernel import RELEASES

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from pydri.lab.progress import Progress

# Counted when the standard kernel was built; only the progress display uses it.
_STANDARD_STEPS = 960


@dataclass(frozen=True)
class Recipe:
    """Source, configuration and patches. `patches` are pairs of a name for messages and the patch itself.

    `release` is the one whose kernel this is, None for the standard kernel and those from other sources.
    """

    source: Source
    base: str
    extras: tuple[str, ...] = ()
    patches: tuple[tuple[str, bytes], ...] = ()
    release: str | None = None

    @property
    def is_standard(self) -> bool:
        """Whether this is the standard configuration, or the release's, without patches."""
        return self.extras == _fragments(RELEASES[self.release] if self.release else ()) and not self.patches

    @property
    def base_recipe(self) -> Recipe:
        """The same without the patches."""
        return replace(self, patches=())

    @property
    def key(self) -> str:
        """A short name that differs when anything differs that goes into the kernel."""
        digest = hashlib.sha256()
        for part in (self.source.identity, self.base, *self.extras):
            digest.update(part.encode() + b"\0")
        for _name, content in self.patches:
            digest.update(b"patch\0" + content)
        return digest.hexdigest()[:16]

    @property
    def expected_steps(self) -> int:
        """About how many steps the compilation takes."""
        return _STANDARD_STEPS + 300 * len(self.extras)


def base_config() -> str:
    """The configuration fragment of the standard kernel."""
    return (CONFIGS / "uml.config").read_text()


def make_recipe(
    progress: Progress,
    *,
    source: str | os.PathLike[str] | None = None,
    release: str | None = None,
    configs: Sequence[str] = (),
    patches: Sequence[str | os.PathLike[str]] = (),
) -> Recipe:
    """The recipe for what a user asks for, downloading the standard source, or a release's, when none is named.

    Raises BuildError for a file that cannot be read, LabUnavailable when there is no source to be had.
    """
    if release is not None and (source is not None or release not in RELEASES):
        raise BuildError(
            f"a kernel is that of a release ({', '.join(RELEASES)}) or of a source: not {release}, {source}"
        )
    contents: list[tuple[str, bytes]] = []
    for patch in patches:
        try:
            contents.append((Path(patch).name, Path(patch).read_bytes()))
        except OSError as error:
            raise BuildError(f"cannot read the patch {patch}: {error.strerror}") from None
    extras = _fragments((*(RELEASES[release] if release else ()), *configs))
    if source is not None:
        chosen = named_source(Path(source))
    else:
        chosen = standard_source(progress) if release is None else release_source(release, progress)
    return Recipe(chosen, base_config(), extras, tuple(contents), release)


def _fragments(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(options.read_fragment(name) for name in names)
