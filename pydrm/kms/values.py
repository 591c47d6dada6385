"""Names for the numbers of mode setting. Open sets: a number without a name is kept, and printed."""

from __future__ import annotations

from enum import KEEP, IntEnum, IntFlag

from .._native import lib

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Self

__all__ = [
    "ConnectorStatus",
    "ConnectorType",
    "Dpms",
    "EncoderType",
    "ModeFlag",
    "ModeType",
    "PictureAspect",
    "PropertyFlag",
    "PropertyType",
    "Stereo",
    "SubPixel",
]


class _Open(IntEnum):
    # An enumeration that takes any number: those of a newer kernel get a member when they are first seen.

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        known: Self = cls._value2member_map_.setdefault(value, member)  # type: ignore[assignment]
        return known


class ConnectorType(_Open):
    """What kind of plug a connector is, ``DRM_MODE_CONNECTOR_…``."""

    UNKNOWN = lib.DRM_MODE_CONNECTOR_Unknown
    VGA = lib.DRM_MODE_CONNECTOR_VGA
    DVII = lib.DRM_MODE_CONNECTOR_DVII
    DVID = lib.DRM_MODE_CONNECTOR_DVID
    DVIA = lib.DRM_MODE_CONNECTOR_DVIA
    COMPOSITE = lib.DRM_MODE_CONNECTOR_Composite
    SVIDEO = lib.DRM_MODE_CONNECTOR_SVIDEO
    LVDS = lib.DRM_MODE_CONNECTOR_LVDS
    COMPONENT = lib.DRM_MODE_CONNECTOR_Component
    DIN = lib.DRM_MODE_CONNECTOR_9PinDIN
    DISPLAY_PORT = lib.DRM_MODE_CONNECTOR_DisplayPort
    HDMIA = lib.DRM_MODE_CONNECTOR_HDMIA
    HDMIB = lib.DRM_MODE_CONNECTOR_HDMIB
    TV = lib.DRM_MODE_CONNECTOR_TV
    EDP = lib.DRM_MODE_CONNECTOR_eDP
    VIRTUAL = lib.DRM_MODE_CONNECTOR_VIRTUAL
    DSI = lib.DRM_MODE_CONNECTOR_DSI
    DPI = lib.DRM_MODE_CONNECTOR_DPI
    WRITEBACK = lib.DRM_MODE_CONNECTOR_WRITEBACK
    """Writes the picture to memory; seen with ClientCap.WRITEBACK_CONNECTORS."""
    SPI = lib.DRM_MODE_CONNECTOR_SPI
    USB = lib.DRM_MODE_CONNECTOR_USB

    @property
    def label(self) -> str:
        """As the kernel writes it in sysfs and on its command line: ``HDMI-A``, ``DP``, ``Virtual``."""
        return _CONNECTOR_LABELS[self] if self < len(_CONNECTOR_LABELS) else self.name


# drm_connector_enum_list of drivers/gpu/drm/drm_connector.c, in the order of the numbers.
_CONNECTOR_LABELS = (
    "Unknown VGA DVI-I DVI-D DVI-A Composite SVIDEO LVDS Component DIN DP HDMI-A HDMI-B TV eDP Virtual DSI DPI "
    "Writeback SPI USB"
).split()


class ConnectorStatus(_Open):
    """Whether something is plugged in, as of the last probe."""

    CONNECTED = lib.DRM_MODE_CONNECTED
    DISCONNECTED = lib.DRM_MODE_DISCONNECTED
    UNKNOWN = lib.DRM_MODE_UNKNOWNCONNECTION
    """The driver cannot tell, or nobody has probed the connector so far."""

    @property
    def label(self) -> str:
        """In words."""
        return self.name.lower()


class Dpms(_Open):
    """The values of a connector's property DPMS, ``DRM_MODE_DPMS_…``."""

    ON = lib.DRM_MODE_DPMS_ON
    STANDBY = lib.DRM_MODE_DPMS_STANDBY
    SUSPEND = lib.DRM_MODE_DPMS_SUSPEND
    OFF = lib.DRM_MODE_DPMS_OFF


class SubPixel(_Open):
    """Where a display's sub-pixels lie, in the kernel's numbers (libdrm's are higher by one)."""

    UNKNOWN = 0
    HORIZONTAL_RGB = 1
    HORIZONTAL_BGR = 2
    VERTICAL_RGB = 3
    VERTICAL_BGR = 4
    NONE = 5

    @property
    def label(self) -> str:
        """In words."""
        words = self.name.lower().split("_")
        return " ".join([words[0], words[1].upper()]) if len(words) == 2 and words[0] != "unknown" else " ".join(words)


class EncoderType(_Open):
    """What kind of signal an encoder makes, ``DRM_MODE_ENCODER_…``."""

    NONE = lib.DRM_MODE_ENCODER_NONE
    DAC = lib.DRM_MODE_ENCODER_DAC
    TMDS = lib.DRM_MODE_ENCODER_TMDS
    LVDS = lib.DRM_MODE_ENCODER_LVDS
    TVDAC = lib.DRM_MODE_ENCODER_TVDAC
    VIRTUAL = lib.DRM_MODE_ENCODER_VIRTUAL
    DSI = lib.DRM_MODE_ENCODER_DSI
    DPMST = lib.DRM_MODE_ENCODER_DPMST
    DPI = lib.DRM_MODE_ENCODER_DPI

    @property
    def label(self) -> str:
        """As the kernel writes it: ``TMDS``, ``DP MST``, ``Virtual``."""
        return _ENCODER_LABELS[self] if self < len(_ENCODER_LABELS) else self.name


# drm_encoder_enum_list of drivers/gpu/drm/drm_encoder.c, in the order of the numbers.
_ENCODER_LABELS = ("None", "DAC", "TMDS", "LVDS", "TV", "Virtual", "DSI", "DP MST", "DPI")


class ModeFlag(IntFlag, boundary=KEEP):
    """Single bits of a mode's flags, ``DRM_MODE_FLAG_…``; stereo and aspect ratio are numbers inside, see Mode."""

    PHSYNC = lib.DRM_MODE_FLAG_PHSYNC
    NHSYNC = lib.DRM_MODE_FLAG_NHSYNC
    PVSYNC = lib.DRM_MODE_FLAG_PVSYNC
    NVSYNC = lib.DRM_MODE_FLAG_NVSYNC
    INTERLACE = lib.DRM_MODE_FLAG_INTERLACE
    DBLSCAN = lib.DRM_MODE_FLAG_DBLSCAN
    CSYNC = lib.DRM_MODE_FLAG_CSYNC
    PCSYNC = lib.DRM_MODE_FLAG_PCSYNC
    NCSYNC = lib.DRM_MODE_FLAG_NCSYNC
    HSKEW = lib.DRM_MODE_FLAG_HSKEW
    BCAST = lib.DRM_MODE_FLAG_BCAST
    PIXMUX = lib.DRM_MODE_FLAG_PIXMUX
    DBLCLK = lib.DRM_MODE_FLAG_DBLCLK
    CLKDIV2 = lib.DRM_MODE_FLAG_CLKDIV2


class ModeType(IntFlag, boundary=KEEP):
    """Where a mode comes from, ``DRM_MODE_TYPE_…``."""

    BUILTIN = lib.DRM_MODE_TYPE_BUILTIN
    PREFERRED = lib.DRM_MODE_TYPE_PREFERRED
    DEFAULT = lib.DRM_MODE_TYPE_DEFAULT
    USERDEF = lib.DRM_MODE_TYPE_USERDEF
    """Of the user, on the kernel's command line or in an atomic commit."""
    DRIVER = lib.DRM_MODE_TYPE_DRIVER


class PictureAspect(_Open):
    """The aspect ratio in a mode's flags; seen with ClientCap.ASPECT_RATIO."""

    NONE = lib.DRM_MODE_PICTURE_ASPECT_NONE
    ASPECT_4_3 = lib.DRM_MODE_PICTURE_ASPECT_4_3
    ASPECT_16_9 = lib.DRM_MODE_PICTURE_ASPECT_16_9
    ASPECT_64_27 = lib.DRM_MODE_PICTURE_ASPECT_64_27
    ASPECT_256_135 = lib.DRM_MODE_PICTURE_ASPECT_256_135

    @property
    def label(self) -> str:
        """As a ratio: ``16:9``."""
        return self.name.removeprefix("ASPECT_").replace("_", ":") if self else "none"


class Stereo(_Open):
    """The stereo 3D layout in a mode's flags; such modes are seen with ClientCap.STEREO_3D."""

    NONE = 0
    FRAME_PACKING = 1
    FIELD_ALTERNATIVE = 2
    LINE_ALTERNATIVE = 3
    SIDE_BY_SIDE_FULL = 4
    L_DEPTH = 5
    L_DEPTH_GFX_GFX_DEPTH = 6
    TOP_AND_BOTTOM = 7
    SIDE_BY_SIDE_HALF = 8


class PropertyFlag(IntFlag, boundary=KEEP):
    """A property's flags, ``DRM_MODE_PROP_…``, without the bits that are its type."""

    IMMUTABLE = lib.DRM_MODE_PROP_IMMUTABLE
    """User space cannot set it; the kernel may still change it."""
    ATOMIC = lib.DRM_MODE_PROP_ATOMIC
    """Seen and set by atomic clients only."""


class PropertyType(_Open):
    """What the values of a property are, ``DRM_MODE_PROP_…``."""

    RANGE = lib.DRM_MODE_PROP_RANGE
    """Numbers from a minimum to a maximum."""
    SIGNED_RANGE = lib.DRM_MODE_PROP_SIGNED_RANGE
    """The same, with numbers below 0."""
    ENUM = lib.DRM_MODE_PROP_ENUM
    """One of several names."""
    BITMASK = lib.DRM_MODE_PROP_BITMASK
    """Any of several names."""
    OBJECT = lib.DRM_MODE_PROP_OBJECT
    """The id of an object of one kind."""
    BLOB = lib.DRM_MODE_PROP_BLOB
    """The id of a blob."""

    @property
    def label(self) -> str:
        """In words."""
        return self.name.lower().replace("_", " ")
