"""Which headers state which sections of bindings.h, and the comparison of the two."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import facts, upstream
from .ctypes_text import Types

if TYPE_CHECKING:
    from pathlib import Path

    from .headers import HeaderSet
    from .model import Constant, Section

# Facts that upstream itself changed between the header sets. One set at least must agree with bindings.h.
CHANGED = {
    "constant VIRTGPU_EXECBUF_FLAGS": "the mask of all flags: libdrm's header lacks VIRTGPU_EXECBUF_RING_IDX",
    "prototype drmModeCrtcSetGamma": "the arrays became const after libdrm 2.4.114",
    "prototype eglQuerySupportedCompressionRatesEXT": "`attrib_list` became const after the header of 2021-12-10",
}

_KERNEL_HEADERS = {
    "drm.h": "drm/drm.h",
    "drm_mode.h": "drm/drm_mode.h",
    "drm_fourcc.h": "drm/drm_fourcc.h",
    "vgem_drm.h": "drm/vgem_drm.h",
    "virtgpu_drm.h": "drm/virtgpu_drm.h",
    **{name: name for name in ("linux/dma-buf.h", "linux/sync_file.h", "linux/udmabuf.h", "linux/dma-heap.h")},
}


@dataclass(frozen=True)
class Group:
    """Headers that one program can include together: section name to header, and what else the compiler is told."""

    name: str
    headers: dict[str, str]
    flags: tuple[str, ...] = ()
    folder: str = ""
    """A folder below usr/include that is searched too."""


GROUPS = (
    Group("kernel", _KERNEL_HEADERS),
    Group(
        "kernel headers of libdrm",
        {name: f"libdrm/{name}" for name in ("drm.h", "drm_mode.h", "drm_fourcc.h", "virtgpu_drm.h")},
        folder="libdrm",
    ),
    Group("libdrm", {"xf86drm.h": "xf86drm.h", "xf86drmMode.h": "xf86drmMode.h"}, folder="libdrm"),
    Group("gbm", {"gbm.h": "gbm.h"}),
    Group(
        "EGL",
        {"EGL/eglplatform.h": "EGL/eglplatform.h", "EGL/egl.h": "EGL/egl.h", "EGL/eglext.h": "EGL/eglext.h"},
        ("-DEGL_NO_X11", "-DEGL_EGLEXT_PROTOTYPES"),
    ),
)
REGISTRY = Group(
    "egl.xml",
    {name: "EGL/registry.h" for name in ("EGL/eglplatform.h", "EGL/egl.h", "EGL/eglext.h", "egl.xml")},
    ("-DEGL_NO_X11",),
)


@dataclass
class Outcome:
    """What one group of one header set says about bindings.h."""

    header_set: HeaderSet
    group: Group
    asked: int = 0
    agreed: set[str] = field(default_factory=set)
    differing: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Fact to what bindings.h says and what upstream says."""
    unknown: set[str] = field(default_factory=set)
    """Facts that these headers do not state: they are older."""
    grown: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Sizes, and ioctl numbers that contain them, of structs that got further members since."""


def flags(header_set: HeaderSet, group: Group) -> list[str]:
    """Compiler flags for a group of a set."""
    extra = [f"-isystem{header_set.include(group.folder)}"] if group.folder else []
    return [*group.flags, *extra, *header_set.flags()]


def includes(header_set: HeaderSet, group: Group) -> dict[str, str]:
    """The group's sections whose header this set has."""
    return {name: header for name, header in group.headers.items() if header_set.include(header).exists()}


def own_facts(sections: list[Section], header: Path) -> dict[str, str]:
    """What the compiler makes of bindings.h itself."""
    types = Types(sections)
    stated = [fact for section in sections for fact in facts.of_section(section, types)]
    answers = facts.ask(stated, [f'"{header}"'], [])
    lost = [fact.name for fact in stated if fact.name not in answers]
    if lost:
        raise RuntimeError(f"the compiler does not understand these facts of bindings.h: {', '.join(lost[:10])}")
    return answers


def compare(
    sections: list[Section], own: dict[str, str], header_set: HeaderSet, group: Group, extra: list[str]
) -> Outcome:
    """Ask the group's headers for every fact of their sections."""
    outcome = Outcome(header_set, group)
    present = includes(header_set, group)
    types = Types(sections)
    stated = [f for section in sections if section.name in present for f in facts.of_section(section, types)]
    if not stated:
        return outcome
    lines = [f"<{header}>" for header in dict.fromkeys(present.values())]
    answers = facts.ask(stated, lines, [*flags(header_set, group), *extra])
    outcome.asked = len(stated)
    for fact in stated:
        answer = answers.get(fact.name)
        if answer is None:
            outcome.unknown.add(fact.name)
        elif answer == own[fact.name] or fact.name in facts.DEVIATIONS:
            outcome.agreed.add(fact.name)
        else:
            outcome.differing[fact.name] = (own[fact.name], answer)
    _set_grown_apart(outcome, {c.name: c for section in sections for c in section.constants})
    return outcome


def _set_grown_apart(outcome: Outcome, constants: dict[str, Constant]) -> None:
    """A struct with members that an older header lacks is larger than there, and its ioctl has another number."""
    for name, pair in list(outcome.differing.items()):
        kind, _, subject = name.partition(" ")
        key = subject
        if kind == "constant":
            ioctl = constants[subject].ioctl
            if ioctl is None or ioctl.argument is None or not _same_but_size(*pair):
                continue
            key = ioctl.argument
        elif kind != "size":
            continue
        if any(fact.startswith(f"member {key}.") for fact in outcome.unknown):
            outcome.grown[name] = outcome.differing.pop(name)


def _same_but_size(ours: str, theirs: str) -> bool:
    """Whether two ioctl numbers differ in the bits of the size alone."""
    size_bits = 0x3FFF << 16
    return int(ours.split()[1]) | size_bits == int(theirs.split()[1]) | size_bits


def offered(header_set: HeaderSet, group: Group, extra: list[str]) -> dict[str, upstream.Names]:
    """The names that each header of the group declares, by section."""
    present = includes(header_set, group)
    options = [*flags(header_set, group), *extra]
    every = list(dict.fromkeys(present.values()))
    return {name: upstream.declared(header_set.include(header), every, options) for name, header in present.items()}
