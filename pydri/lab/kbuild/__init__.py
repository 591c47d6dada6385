"""Building lab kernels.

`build()` makes one, or finds that it is there. `open_tree()` is for whoever compiles many variants of one kernel: it
gives a configured and compiled tree in which a file can be edited and the kernel rebuilt within seconds::

    with open_tree(make_progress()) as tree:
        with tree.edited("drivers/gpu/drm/vgem/vgem_fence.c", "old text", "new text"):
            tree.compile(Progress())
            tree.install(Path("/tmp/linux-mutant"))       # then: pydri.lab.run([...], kernel="/tmp/linux-mutant")
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from typing import TYPE_CHECKING, Any

from pydri.lab.cache import cache_dir, locked
from pydri.lab.errors import BuildError, LabUnavailable
from pydri.lab.kbuild.recipe import Recipe, make_recipe
from pydri.lab.kbuild.tree import BuildTree, check_host_tools
from pydri.lab.kernel import RELEASES, Kernel, kernels_dir, release_name, standard_name
from pydri.lab.tools import find_tools

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from pydri.lab.progress import Progress

__all__ = ["BuildTree", "Recipe", "build", "open_tree"]


def build(
    progress: Progress,
    *,
    source: str | os.PathLike[str] | None = None,
    release: str | None = None,
    configs: Sequence[str] = (),
    patches: Sequence[str | os.PathLike[str]] = (),
    name: str | None = None,
    keep_tree: bool = False,
) -> Kernel:
    """Build a lab kernel, or take it from the cache when the same one has been built.

    `source` is a kernel tree, a tarball or a linux-source package (None: Debian's linux-source-6.12, downloaded without
    root, or with `release` (sid) the newest that Debian has now, on several processors); `configs` are fragments, files
    or shipped names; `name` is what `--kernel` will know it by. Resumes what was interrupted; waits for another process
    that builds the same. Raises BuildError or LabUnavailable.
    """
    with _cache_errors():
        check_host_tools(patching=bool(patches))
        find_tools()
        recipe = _recipe(progress, source=source, release=release, configs=configs, patches=patches)
        place = kernels_dir() / recipe.key
        with _recipe_lock(recipe, progress) as lock:
            if not os.access(place / "linux", os.X_OK):
                _build_into(place, recipe, progress, list(configs), lock, keep_tree=keep_tree)
            elif keep_tree:
                _compiled(recipe, progress, lock)
            if source is None and recipe.is_standard:
                _point(standard_name() if release is None else release_name(release), recipe.key)
            if name is not None:
                _point(name, recipe.key)
    return Kernel(place / "linux", place)


@contextlib.contextmanager
def open_tree(
    progress: Progress,
    *,
    source: str | os.PathLike[str] | None = None,
    release: str | None = None,
    configs: Sequence[str] = (),
    patches: Sequence[str | os.PathLike[str]] = (),
) -> Iterator[BuildTree]:
    """A compiled tree to edit and rebuild, locked for this process while the block runs. It stays in the cache.

    The first time costs a build, later less than ten seconds. Raises as `build` does.
    """
    with _cache_errors():
        check_host_tools(patching=bool(patches))
        recipe = _recipe(progress, source=source, release=release, configs=configs, patches=patches)
        with _recipe_lock(recipe, progress) as lock:
            tree = _compiled(recipe, progress, lock)
            progress.close()
            yield tree


@contextlib.contextmanager
def _cache_errors() -> Iterator[None]:
    # A cache that cannot be written to, or a full disk, is the user's to fix; say which one.
    try:
        yield
    except OSError as error:
        raise LabUnavailable(f"cannot use the cache {cache_dir()} ({error}); name another one in PYDRI_CACHE") from None


def _recipe(progress: Progress, **asked: Any) -> Recipe:
    with locked(cache_dir() / "locks" / "source", waiting=lambda: progress.stage("waiting for another download")):
        return make_recipe(progress, **asked)


@contextlib.contextmanager
def _recipe_lock(recipe: Recipe, progress: Progress) -> Iterator[int]:
    waiting = lambda: progress.stage("waiting for another process that builds this kernel")  # noqa: E731
    with locked(cache_dir() / "locks" / recipe.key, waiting=waiting) as fd:
        yield fd


def _compiled(recipe: Recipe, progress: Progress, lock: int) -> BuildTree:
    # A patched kernel starts from the compiled tree of the one without the patches, which stays for the next patch.
    tree = BuildTree(recipe, cache_dir() / "trees" / recipe.key, lock)
    if recipe.patches and not tree.is_started:
        with _recipe_lock(recipe.base_recipe, progress) as base_lock:
            tree.prepare(progress, base=_compiled(recipe.base_recipe, progress, base_lock))
    else:
        tree.prepare(progress)
    tree.compile(progress)
    return tree


def _build_into(
    place: Path, recipe: Recipe, progress: Progress, configs: list[str], lock: int, *, keep_tree: bool
) -> None:
    begun = time.monotonic()
    tree = _compiled(recipe, progress, lock)
    place.mkdir(parents=True, exist_ok=True)
    (place / "config").write_bytes((tree.source / ".config").read_bytes())
    meta = {
        "version": (tree.source / "include/config/kernel.release").read_text().strip(),
        "source": recipe.source.identity,
        "configs": [*RELEASES.get(recipe.release or "", ()), *configs],
        "patches": [patch for patch, _content in recipe.patches],
        "seconds": round(time.monotonic() - begun, 1),
    }
    (place / "meta.json").write_text(json.dumps(meta, indent=2) + "\n")
    tree.install(place / "linux")
    if not keep_tree:
        progress.stage("removing the kernel tree")
        tree.remove()


def _point(name: str, key: str) -> None:
    if not name or "/" in name or name.startswith(".") or name in RELEASES:
        raise BuildError(f"not a name for a kernel: {name!r}")
    link = kernels_dir() / name
    if link.is_dir() and not link.is_symlink():
        raise BuildError(f"there is a kernel of that name already: {name}")
    new = kernels_dir() / f".{name}.{os.getpid()}"
    new.unlink(missing_ok=True)
    new.symlink_to(key)
    new.replace(link)
