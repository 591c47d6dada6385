"""Mode setting: what displays, CRTCs and planes a device has, and how they are set.

    with pydrm.open(driver="vkms") as device:
        device.set_client_cap(ClientCap.ATOMIC)
        kms = Kms(device)
        for connector in map(kms.connector, kms.resources().connectors):
            print(connector.name, connector.status.label, *connector.modes[:1])

Snapshots (Connector, Crtc, Plane, …) say how things were when they were read. Reading needs no master, takes none, and
makes no connector look for its display unless ``probe=True`` asks for it.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from . import legacy as legacy
    from . import vblank as vblank
    from ._dmt import dmt, dmt_modes
    from .atomic import AtomicCommit, AtomicMark, AtomicRequest
    from .color import ColorLut, Ctm, HdrOutputMetadata
    from .display import Display
    from .edid import Edid, EdidInfo
    from .formulas import cvt, gtf
    from .framebuffer import Fb
    from .geometry import Rect, SizeHint, Tile
    from .hotplug import HotplugEvent, HotplugMonitor
    from .ids import (
        BlobId,
        ColoropId,
        ConnectorId,
        CrtcId,
        EncoderId,
        FramebufferId,
        ObjectId,
        ObjectType,
        PlaneId,
        PropertyId,
    )
    from .in_formats import InFormats
    from .lease import Lease, create_lease, get_lease, list_lessees, revoke_lease
    from .modes import Mode
    from .objects import Connector, Crtc, Encoder, FbPlane, Framebuffer, Plane, Resources
    from .pipeline import Pipeline, choose_mode, choose_pipeline
    from .properties import Properties, Property, PropertyValue
    from .property_blob import Blob
    from .reader import Kms
    from .snapshot import Snapshot
    from .values import (
        ConnectorStatus,
        ConnectorType,
        Dpms,
        EncoderType,
        ModeFlag,
        ModeType,
        PictureAspect,
        PropertyFlag,
        PropertyType,
        Stereo,
        SubPixel,
    )
    from .writeback import Writeback

# Where the names live; each module is imported when one of its names is first asked for.
_ROOMS = {
    "atomic": "AtomicCommit AtomicMark AtomicRequest",
    "color": "ColorLut Ctm HdrOutputMetadata",
    "display": "Display",
    "_dmt": "dmt dmt_modes",
    "edid": "Edid EdidInfo",
    "formulas": "cvt gtf",
    "framebuffer": "Fb",
    "geometry": "Rect SizeHint Tile",
    "hotplug": "HotplugEvent HotplugMonitor",
    "ids": "BlobId ColoropId ConnectorId CrtcId EncoderId FramebufferId ObjectId ObjectType PlaneId PropertyId",
    "in_formats": "InFormats",
    "lease": "Lease create_lease get_lease list_lessees revoke_lease",
    "modes": "Mode",
    "objects": "Connector Crtc Encoder FbPlane Framebuffer Plane Resources",
    "pipeline": "Pipeline choose_mode choose_pipeline",
    "properties": "Properties Property PropertyValue",
    "property_blob": "Blob",
    "reader": "Kms",
    "snapshot": "Snapshot",
    "values": (
        "ConnectorStatus ConnectorType Dpms EncoderType ModeFlag ModeType PictureAspect PropertyFlag PropertyType "
        "Stereo SubPixel"
    ),
    "writeback": "Writeback",
}
_MODULES = frozenset({"legacy", "vblank"})
_LAZY = {name: room for room, names in _ROOMS.items() for name in names.split()}

__all__ = [
    "AtomicCommit",
    "AtomicMark",
    "AtomicRequest",
    "Blob",
    "BlobId",
    "ColorLut",
    "ColoropId",
    "Connector",
    "ConnectorId",
    "ConnectorStatus",
    "ConnectorType",
    "Crtc",
    "CrtcId",
    "Ctm",
    "Display",
    "Dpms",
    "Edid",
    "EdidInfo",
    "Encoder",
    "EncoderId",
    "EncoderType",
    "Fb",
    "FbPlane",
    "Framebuffer",
    "FramebufferId",
    "HdrOutputMetadata",
    "HotplugEvent",
    "HotplugMonitor",
    "InFormats",
    "Kms",
    "Lease",
    "Mode",
    "ModeFlag",
    "ModeType",
    "ObjectId",
    "ObjectType",
    "PictureAspect",
    "Pipeline",
    "Plane",
    "PlaneId",
    "Properties",
    "Property",
    "PropertyFlag",
    "PropertyId",
    "PropertyType",
    "PropertyValue",
    "Rect",
    "Resources",
    "SizeHint",
    "Snapshot",
    "Stereo",
    "SubPixel",
    "Tile",
    "Writeback",
    "choose_mode",
    "choose_pipeline",
    "create_lease",
    "cvt",
    "dmt",
    "dmt_modes",
    "get_lease",
    "gtf",
    "list_lessees",
    "revoke_lease",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name in _MODULES:
        return import_module(f".{name}", __name__)
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f".{_LAZY[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *_MODULES})
