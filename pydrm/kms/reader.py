"""The mode-setting side of a device, read: what there is and how it is set now. Nothing here changes anything."""

from __future__ import annotations

from .._ioctl import call
from .._native import ffi, lib
from ..formats import Fourcc, Modifier
from .ids import (
    BlobId,
    ConnectorId,
    CrtcId,
    EncoderId,
    FramebufferId,
    ObjectId,
    PlaneId,
    PropertyId,
    id_of,
    optional,
)
from .modes import Mode
from .objects import Connector, Crtc, Encoder, FbPlane, Framebuffer, Plane, Resources
from .properties import Properties, Property, PropertyValue, read_property
from .query import TRIES, query, unsettled
from .values import ConnectorStatus, ConnectorType, EncoderType, PropertyType, SubPixel

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..device import Device
    from .ids import HasId
    from .snapshot import Snapshot

__all__ = ["Kms"]

_MODE = ffi.sizeof("struct drm_mode_modeinfo")
_CLOSE = ffi.typeof("struct drm_gem_close *")


class Kms:
    """The mode-setting side of a device; everything goes through the device's DRM file, and nothing is owned here.

    What it sees depends on the file's client capabilities, which are switched on by
    :meth:`pydrm.Device.set_client_cap` and never here, since they change the answers for all who use the file:
    UNIVERSAL_PLANES shows primary and cursor planes, ATOMIC the properties of atomic mode setting,
    WRITEBACK_CONNECTORS (after ATOMIC) writeback connectors, STEREO_3D and ASPECT_RATIO more of modes.

    Master is not needed, and never taken. Each method makes the ioctl that its docstring names and raises its OSError:
    EOPNOTSUPP from a driver without mode setting (vgem), EACCES on a render node, ENOENT for an object that is not
    there (any more), or not leased to this file.

    Property definitions are kept once they are known, and so is which property of an object has which name. A
    connector that is unplugged (DisplayPort MST) takes its id with it, which another object may get: :meth:`forget`
    after a hotplug.

    Threads: may be used from several threads at once.
    """

    __slots__ = ("_attached", "_definitions", "device")

    def __init__(self, device: Device) -> None:
        """Args: device: stays the caller's, and has to stay open."""
        device._check()
        self.device = device
        self._definitions: dict[int, Property] = {}
        self._attached: dict[int, dict[str, PropertyId]] = {}

    def __repr__(self) -> str:
        return f"<Kms of {self.device!r}>"

    def forget(self) -> None:
        """Ask the kernel again for all that was kept; see above."""
        self._definitions.clear()
        self._attached.clear()

    # -- objects -----------------------------------------------------------------------------------------------------

    def resources(self) -> Resources:
        """The ids of CRTCs, connectors, encoders and of the file's framebuffers (``DRM_IOCTL_MODE_GETRESOURCES``)."""
        arg = ffi.new("struct drm_mode_card_res *")
        lists = tuple((f"count_{name}s", 16, ((f"{name}_id_ptr", "uint32_t"),)) for name in _RESOURCES)
        fbs, crtcs, connectors, encoders = query(self.device.fileno(), lib.DRM_IOCTL_MODE_GETRESOURCES, arg, lists)
        return Resources(
            tuple(map(FramebufferId, fbs)),
            tuple(map(CrtcId, crtcs)),
            tuple(map(ConnectorId, connectors)),
            tuple(map(EncoderId, encoders)),
            arg.min_width,
            arg.max_width,
            arg.min_height,
            arg.max_height,
        )

    def planes(self) -> tuple[PlaneId, ...]:
        """The ids of all planes, without UNIVERSAL_PLANES of overlays only (``DRM_IOCTL_MODE_GETPLANERESOURCES``)."""
        arg = ffi.new("struct drm_mode_get_plane_res *")
        (found,) = query(self.device.fileno(), lib.DRM_IOCTL_MODE_GETPLANERESOURCES, arg, _PLANES)
        return tuple(map(PlaneId, found))

    def connector(self, connector: ConnectorId | Connector, *, probe: bool = False) -> Connector:
        """A connector (``DRM_IOCTL_MODE_GETCONNECTOR``).

        Args:
            connector: which.
            probe: make the driver look what is plugged in, which can take seconds and make the screen flicker. The
                kernel does so for the current master only; for others (and by default) it tells the last probe's
                result.
        """
        fd, number = self.device.fileno(), id_of(ConnectorId, connector)
        if probe:  # which asking for no modes asks for
            arg = ffi.new("struct drm_mode_get_connector *")
            arg.connector_id = number
            call(fd, lib.DRM_IOCTL_MODE_GETCONNECTOR, arg, connector_id=number, probe=True)
        arg = ffi.new("struct drm_mode_get_connector *")
        arg.connector_id = number
        lists = (("count_modes", 64, _MODES), ("count_encoders", 8, _ENCODERS))
        modes, encoders = query(fd, lib.DRM_IOCTL_MODE_GETCONNECTOR, arg, lists, connector_id=number)
        return Connector(
            number,
            ConnectorType(arg.connector_type),
            arg.connector_type_id,
            ConnectorStatus(arg.connection),
            arg.mm_width,
            arg.mm_height,
            SubPixel(arg.subpixel),
            optional(EncoderId, arg.encoder_id),
            tuple(map(EncoderId, encoders)),
            tuple(Mode.from_bytes(modes[at : at + _MODE]) for at in range(0, len(modes), _MODE)),
        )

    def encoder(self, encoder: EncoderId | Encoder) -> Encoder:
        """An encoder (``DRM_IOCTL_MODE_GETENCODER``)."""
        number = id_of(EncoderId, encoder)
        arg = ffi.new("struct drm_mode_get_encoder *", (number,))
        call(self.device.fileno(), lib.DRM_IOCTL_MODE_GETENCODER, arg, encoder_id=number)
        crtc = optional(CrtcId, arg.crtc_id)
        return Encoder(number, EncoderType(arg.encoder_type), crtc, arg.possible_crtcs, arg.possible_clones)

    def crtc(self, crtc: CrtcId | Crtc) -> Crtc:
        """A CRTC (``DRM_IOCTL_MODE_GETCRTC``)."""
        number = id_of(CrtcId, crtc)
        arg = ffi.new("struct drm_mode_crtc *")
        arg.crtc_id = number
        call(self.device.fileno(), lib.DRM_IOCTL_MODE_GETCRTC, arg, crtc_id=number)
        mode = Mode.from_bytes(bytes(ffi.buffer(ffi.addressof(arg, "mode")))) if arg.mode_valid else None
        return Crtc(number, optional(FramebufferId, arg.fb_id), arg.x, arg.y, arg.gamma_size, mode)

    def plane(self, plane: PlaneId | Plane) -> Plane:
        """A plane (``DRM_IOCTL_MODE_GETPLANE``)."""
        number = id_of(PlaneId, plane)
        arg = ffi.new("struct drm_mode_get_plane *", (number,))
        (formats,) = query(self.device.fileno(), lib.DRM_IOCTL_MODE_GETPLANE, arg, _FORMATS, plane_id=number)
        return Plane(
            number,
            optional(CrtcId, arg.crtc_id),
            optional(FramebufferId, arg.fb_id),
            arg.possible_crtcs,
            arg.gamma_size,
            tuple(map(Fourcc, formats)),
        )

    def framebuffer(self, framebuffer: FramebufferId | Framebuffer) -> Framebuffer:
        """A framebuffer, of whichever client (``DRM_IOCTL_MODE_GETFB2``).

        The kernel opens handles of its buffers for the master and for root. They are new ones, used by nobody else, and
        are closed again before this returns.

        Raises:
            OSError: EINVAL from a driver without mode setting; ENODEV where the driver cannot tell.
        """
        fd, number = self.device.fileno(), id_of(FramebufferId, framebuffer)
        arg = ffi.new("struct drm_mode_fb_cmd2 *", (number,))
        call(fd, lib.DRM_IOCTL_MODE_GETFB2, arg, fb_id=number)
        for handle in {*arg.handles} - {0}:
            call(fd, lib.DRM_IOCTL_GEM_CLOSE, ffi.new(_CLOSE, (handle,)))
        modifier = Modifier(arg.modifier[0]) if arg.flags & lib.DRM_MODE_FB_MODIFIERS else None
        planes = tuple(FbPlane(arg.pitches[at], arg.offsets[at]) for at in range(4) if arg.pitches[at])
        return Framebuffer(number, arg.width, arg.height, Fourcc(arg.pixel_format), modifier, arg.flags, planes)

    def snapshot(self, *, probe: bool = False) -> Snapshot:
        """Everything at once: all objects with their properties and blobs.

        Not a single moment, strictly: the kernel is asked object by object. What goes away meanwhile is left out.

        Args:
            probe: as for :meth:`connector`.
        """
        from .snapshot import take

        return take(self, probe=probe)

    # -- properties --------------------------------------------------------------------------------------------------

    def property(self, number: PropertyId) -> Property:
        """The definition of a property (``DRM_IOCTL_MODE_GETPROPERTY``), asked for once."""
        found = self._definitions.get(id_of(PropertyId, number))
        if found is None:
            found = self._definitions[number] = read_property(self.device.fileno(), number)
        return found

    def property_of(self, thing: ObjectId | HasId[ObjectId], name: str) -> Property:
        """The property of an object that has the name; no system call after the first for the object.

        Raises:
            KeyError: the object has no such property (that this client's capabilities show).
        """
        number = id_of(ObjectId, thing)
        names = self._attached.get(number)
        if names is None:
            self._attach(number, self._pairs(number))
            names = self._attached[number]
        if name not in names:
            raise KeyError(f"{number!r} of {self.device.path} has no property {name!r}; it has {', '.join(names)}")
        return self.property(names[name])

    def properties(self, thing: ObjectId | HasId[ObjectId], *, blobs: bool = True) -> Properties:
        """All properties of an object and their values (``DRM_IOCTL_MODE_OBJ_GETPROPERTIES``).

        Args:
            thing: a connector, CRTC, plane or colorop. (Encoders and framebuffers have none: EINVAL.)
            blobs: read the contents of blobs, too; one that is gone meanwhile counts as not read.
        """
        number = id_of(ObjectId, thing)
        pairs = self._pairs(number)
        self._attach(number, pairs)
        return Properties(tuple(self._value(self.property(each), raw, blobs) for each, raw in pairs))

    def _pairs(self, number: ObjectId) -> list[tuple[PropertyId, int]]:
        arg = ffi.new("struct drm_mode_obj_get_properties *")
        arg.obj_id, arg.obj_type = number, number.type
        ids, values = query(
            self.device.fileno(), lib.DRM_IOCTL_MODE_OBJ_GETPROPERTIES, arg, _PROPERTIES, obj_id=repr(number)
        )
        return list(zip(map(PropertyId, ids), values, strict=True))

    def _attach(self, number: ObjectId, pairs: list[tuple[PropertyId, int]]) -> None:
        self._attached[number] = {self.property(each).name: each for each, _ in pairs}

    def _value(self, definition: Property, raw: int, blobs: bool) -> PropertyValue:
        contents = None
        if blobs and raw and definition.type == PropertyType.BLOB:
            try:
                contents = self.blob(BlobId(raw))
            except FileNotFoundError:
                contents = None
        return PropertyValue(definition, raw, contents)

    def blob(self, blob: BlobId) -> bytes:
        """The contents of a property blob, of whichever client (``DRM_IOCTL_MODE_GETPROPBLOB``)."""
        fd, number = self.device.fileno(), id_of(BlobId, blob)
        arg: Any = ffi.new("struct drm_mode_get_blob *", (number,))
        # A blob never changes, but its id may come to mean another one between two calls.
        for _ in range(TRIES):
            length = arg.length
            room = ffi.new("char[]", length)
            arg.data = int(ffi.cast("uintptr_t", room))
            call(fd, lib.DRM_IOCTL_MODE_GETPROPBLOB, arg, blob_id=number)
            if arg.length == length:
                return bytes(ffi.buffer(room))
        raise unsettled(fd, lib.DRM_IOCTL_MODE_GETPROPBLOB)


_RESOURCES = ("fb", "crtc", "connector", "encoder")
_PLANES = (("count_planes", 32, (("plane_id_ptr", "uint32_t"),)),)
_MODES = (("modes_ptr", "struct drm_mode_modeinfo"),)
_ENCODERS = (("encoders_ptr", "uint32_t"),)
_FORMATS = (("count_format_types", 64, (("format_type_ptr", "uint32_t"),)),)
_PROPERTIES = (("count_props", 64, (("props_ptr", "uint32_t"), ("prop_values_ptr", "uint64_t"))),)
