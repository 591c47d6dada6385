"""Mode-setting objects as they were at one moment: connectors, encoders, CRTCs, planes, framebuffers."""

from __future__ import annotations

from .._record import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..formats import Fourcc, Modifier
    from .ids import ConnectorId, CrtcId, EncoderId, FramebufferId, PlaneId
    from .modes import Mode
    from .values import ConnectorStatus, ConnectorType, EncoderType, SubPixel

__all__ = ["Connector", "Crtc", "Encoder", "FbPlane", "Framebuffer", "Plane", "Resources"]


@dataclass(frozen=True, slots=True)
class Resources:
    """The objects of a device that do not come and go by user space's doing, and the sizes of framebuffers."""

    framebuffers: tuple[FramebufferId, ...]
    """Those that this DRM file made. (Others are found through the planes that show them.)"""
    crtcs: tuple[CrtcId, ...]
    """Their order counts: possible CRTCs are bits by place in this list."""
    connectors: tuple[ConnectorId, ...]
    encoders: tuple[EncoderId, ...]
    """Their order counts: possible clones are bits by place in this list."""
    min_width: int
    max_width: int
    min_height: int
    max_height: int

    def crtcs_of(self, possible_crtcs: int) -> tuple[CrtcId, ...]:
        """The CRTCs that a bit set of an encoder or a plane means."""
        return tuple(each for place, each in enumerate(self.crtcs) if possible_crtcs >> place & 1)

    def encoders_of(self, possible_clones: int) -> tuple[EncoderId, ...]:
        """The encoders that a bit set of possible clones means."""
        return tuple(each for place, each in enumerate(self.encoders) if possible_clones >> place & 1)


@dataclass(frozen=True, slots=True)
class Connector:
    """A plug for a display (``DRM_IOCTL_MODE_GETCONNECTOR``)."""

    id: ConnectorId
    type: ConnectorType
    type_id: int
    """Counts the device's connectors of the type, from 1."""
    status: ConnectorStatus
    mm_width: int
    """Of the picture, in millimetres; 0 where the display does not say."""
    mm_height: int
    subpixel: SubPixel
    encoder_id: EncoderId | None
    """The encoder that feeds it now."""
    encoders: tuple[EncoderId, ...]
    """Those that could."""
    modes: tuple[Mode, ...]
    """What the display takes, as of the last probe; usually the best first."""

    @property
    def name(self) -> str:
        """As in sysfs and on the kernel's command line: ``HDMI-A-1``."""
        return f"{self.type.label}-{self.type_id}"

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": int(self.id),
            "name": self.name,
            "type": self.type.label,
            "connector_type": int(self.type),
            "connector_type_id": self.type_id,
            "status": self.status.label,
            "connection": int(self.status),
            "mm_width": self.mm_width,
            "mm_height": self.mm_height,
            "subpixel": self.subpixel.label,
            "encoder_id": _number(self.encoder_id),
            "encoders": _numbers(self.encoders),
            "modes": [mode.to_dict() for mode in self.modes],
        }


@dataclass(frozen=True, slots=True)
class Encoder:
    """What turns a CRTC's picture into a connector's signal (``DRM_IOCTL_MODE_GETENCODER``)."""

    id: EncoderId
    type: EncoderType
    crtc_id: CrtcId | None
    """The CRTC that feeds it now."""
    possible_crtcs: int
    """Those that could, as bits; see :meth:`Resources.crtcs_of`."""
    possible_clones: int
    """Encoders that may run from the same CRTC, as bits; see :meth:`Resources.encoders_of`."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": int(self.id),
            "type": self.type.label,
            "encoder_type": int(self.type),
            "crtc_id": _number(self.crtc_id),
            "possible_crtcs": self.possible_crtcs,
            "possible_clones": self.possible_clones,
        }


@dataclass(frozen=True, slots=True)
class Crtc:
    """What makes a picture of planes, with a mode (``DRM_IOCTL_MODE_GETCRTC``)."""

    id: CrtcId
    fb_id: FramebufferId | None
    """The framebuffer of its primary plane."""
    x: int
    """Where in that framebuffer the picture begins, in pixels."""
    y: int
    gamma_size: int
    """Entries of the legacy gamma table."""
    mode: Mode | None
    """None when it is off."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": int(self.id),
            "fb_id": _number(self.fb_id),
            "x": self.x,
            "y": self.y,
            "gamma_size": self.gamma_size,
            "mode": None if self.mode is None else self.mode.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class Plane:
    """What takes a picture from a framebuffer to a place on a CRTC (``DRM_IOCTL_MODE_GETPLANE``)."""

    id: PlaneId
    crtc_id: CrtcId | None
    """Where it is shown now."""
    fb_id: FramebufferId | None
    """What it shows."""
    possible_crtcs: int
    """Where it could be, as bits; see :meth:`Resources.crtcs_of`."""
    gamma_size: int
    """Unused by the kernel, 0."""
    formats: tuple[Fourcc, ...]
    """Formats that it takes. With which modifiers says the property IN_FORMATS."""

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": int(self.id),
            "crtc_id": _number(self.crtc_id),
            "fb_id": _number(self.fb_id),
            "possible_crtcs": self.possible_crtcs,
            "gamma_size": self.gamma_size,
            "formats": [int(each) for each in self.formats],
            "format_names": [each.name for each in self.formats],
        }


@dataclass(frozen=True, slots=True)
class FbPlane:
    """Where one plane of a framebuffer's format lies in its buffer, in bytes."""

    pitch: int
    offset: int


@dataclass(frozen=True, slots=True)
class Framebuffer:
    """A buffer with the format by which it is shown (``DRM_IOCTL_MODE_GETFB2``)."""

    id: FramebufferId
    width: int
    height: int
    format: Fourcc
    modifier: Modifier | None
    """None from a driver without modifiers."""
    flags: int
    """``DRM_MODE_FB_…``"""
    planes: tuple[FbPlane, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": int(self.id),
            "width": self.width,
            "height": self.height,
            "format": int(self.format),
            "format_name": self.format.name,
            "modifier": _number(self.modifier),
            "modifier_name": None if self.modifier is None else str(self.modifier),
            "flags": self.flags,
            "planes": [{"offset": each.offset, "pitch": each.pitch} for each in self.planes],
        }


def _number(value: int | None) -> int | None:
    return None if value is None else int(value)


def _numbers(values: tuple[int, ...]) -> list[int]:
    return [int(each) for each in values]
