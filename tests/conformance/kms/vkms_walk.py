"""Random atomic commits, good and bad, done by vkms and by its model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydrm.kms import AtomicRequest, Blob, FramebufferId, Mode, ModeFlag, ModeType

from .stage import ALLOW_MODESET, EVENT, TEST_ONLY, Stage
from .vkms_model import ROTATIONS, Model, Plane, Refused, Wish

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from pydrm.kms import Fb, ObjectId

RATE = 80  # Hz
SIZES = ((64, 48), (80, 60), (33, 64))
SECOND = 10**9


def mode_of(size: tuple[int, int]) -> Mode:
    """A mode of many frames in a second, so that commits don't wait for long."""
    width, height = size
    total = (width + 16, height + 16)
    across = (width, width + 4, width + 8, total[0], 0)
    down = (height, height + 4, height + 8, total[1], 0)
    clock = total[0] * total[1] * RATE // 1000
    return Mode(clock, *across, *down, RATE, ModeFlag(0), ModeType.USERDEF, f"{width}x{height}")


NUMBERS = (0, 1, 33, 48, 60, 64, 80, 100, 32768, (1 << 31) - 1)
SIGNED = (*NUMBERS, -1, -64, -(1 << 31))
FIXED = (*(each << 16 for each in NUMBERS if each < 65536), 1, 0x8000, 0xFFFFFFFF)
PLACES: dict[str, tuple[int, ...]] = {
    **{f"crtc_{axis}": SIGNED for axis in "xy"},
    **{f"crtc_{axis}": NUMBERS for axis in "wh"},
    **{f"src_{axis}": FIXED for axis in "xywh"},
}
PLAIN = frozenset({"rotate-0"})


class Walk:
    """From a dark device on; each step is one commit, or one framebuffer more or less."""

    steps = 0
    refused = 0

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        stage.darken()
        for plane in stage.planes:
            request = AtomicRequest(stage.kms)
            request.set(plane, dict.fromkeys(map(str.upper, PLACES), 0), rotation="rotate-0")
            request.commit()
        self.model = Model(int(stage.crtc), tuple(map(int, stage.planes)))
        self.fbs: dict[int, Fb] = {}
        self.gone: list[int] = []
        for size in SIZES:
            self.add(size)

    def end(self) -> None:
        for fb in self.fbs.values():
            self.stage.buffers.remove(fb)
            fb.close()

    def add(self, size: tuple[int, int]) -> None:
        fb = self.stage.fb(*size)
        self.fbs[int(fb.id)] = fb
        self.model.sizes[int(fb.id)] = size

    def remove(self, number: int) -> None:
        """Off the screen with it, whatever it is on."""
        fb = self.fbs.pop(number)
        self.stage.buffers.remove(fb)
        fb.close()
        self.model.remove(number)
        self.gone.append(number)

    # -- choosing ----------------------------------------------------------------------------------------------------

    def step(self, dice: random.Random) -> None:
        """One step of those that there are."""
        Walk.steps += 1
        kind = dice.randrange(12)
        if kind == 0:
            if len(self.fbs) < 4 or dice.random() < 0.3:
                self.add(dice.choice(SIZES))
            else:
                self.remove(dice.choice(list(self.fbs)))
            self.agree()
            return
        flags: dict[str, Any] = {
            "test_only": dice.random() < 0.4,
            "allow_modeset": dice.random() < 0.75,
            "event": dice.random() < 0.25,
            "out_fence": dice.random() < 0.2,
        }
        if kind < 3:
            self.commit(self.everything(dice, on=dice.random() < 0.7, **flags))
        elif kind < 5:
            self.commit(self.set_mode(dice, **flags))
        else:
            plane = int(dice.choice(self.stage.planes))
            change = (self.shown, self.flipped, self.moved)[kind % 3](dice)
            self.commit(Wish(planes={plane: change}, **flags))

    def everything(self, dice: random.Random, *, on: bool, **flags: Any) -> Wish:
        """Everything on, perhaps with a value changed, or everything off, at once."""
        planes = {int(each): {"fb_id": None, "crtc_id": None} for each in self.stage.planes}
        if on:
            planes = {number: self.shown(dice) for number in planes}
        crtc = {"mode": dice.choice(SIZES) if on else None, "active": on}
        return Wish(planes, crtc, {"crtc_id": int(self.stage.crtc) if on else None}, **flags)

    def set_mode(self, dice: random.Random, **flags: Any) -> Wish:
        """Mode, activity and route, each of them or not."""
        crtc: dict[str, Any] = {}
        if dice.random() < 0.6:
            crtc["mode"] = dice.choice([*SIZES, None])
        if dice.random() < 0.6:
            crtc["active"] = dice.random() < 0.7
        route = dice.choice([int(self.stage.crtc)] * 3 + [None])
        return Wish(crtc=crtc, connector={"crtc_id": route} if dice.random() < 0.5 else {}, **flags)

    def shown(self, dice: random.Random) -> dict[str, Any]:
        """All that shows the whole of a framebuffer, perhaps with one value changed."""
        fb = dice.choice(list(self.fbs))
        turn = PLAIN if dice.random() < 0.5 else frozenset({dice.choice(ROTATIONS)})
        width, height = across = self.model.sizes[fb]
        if turn & {"rotate-90", "rotate-270"}:
            across = (height, width)
        source = {"src_x": 0, "src_y": 0, "src_w": width << 16, "src_h": height << 16}
        target = {"crtc_x": 0, "crtc_y": dice.choice(SIGNED), "crtc_w": across[0], "crtc_h": across[1]}
        more = self.moved(dice) if dice.random() < 0.3 else {}
        return {"fb_id": fb, "crtc_id": int(self.stage.crtc), **source, **target, "rotation": turn, **more}

    def flipped(self, dice: random.Random) -> dict[str, Any]:
        """Another framebuffer, one that is gone, another object, or none; with or without the CRTC."""
        crtc = int(self.stage.crtc)
        fb = dice.choice([*list(self.fbs) * 3, None, crtc, *self.gone[-1:]])
        change: dict[str, Any] = {"fb_id": fb}
        if fb is None or dice.random() < 0.5:
            change["crtc_id"] = dice.choice([None, None, crtc, int(self.stage.planes[0])])
        return change

    def moved(self, dice: random.Random) -> dict[str, Any]:
        """One value of a plane, on or off."""
        name = dice.choice([*PLACES, "rotation"])
        if name == "rotation":
            return {name: frozenset(dice.sample([*ROTATIONS, "reflect-x", "reflect-y"], dice.choice([0, 1, 1, 2, 2])))}
        return {name: dice.choice(PLACES[name])}

    # -- both --------------------------------------------------------------------------------------------------------

    def commit(self, wish: Wish) -> None:
        try:
            events, expected = self.model.commit(wish), 0
        except Refused as refused:
            events, expected = 0, refused.code
            Walk.refused += 1
        assert self.do(wish) == expected, wish
        found = self.stage.device.read_events(timeout_ns=SECOND if events else 0)
        assert [each.user_data for each in found] == [Walk.steps] * events  # type: ignore[attr-defined]
        self.agree()

    def do(self, wish: Wish) -> int:
        """What the kernel answers: through an AtomicRequest, and as a raw call what that refuses to take."""
        request = AtomicRequest(self.stage.kms)
        try:
            for thing, name, value in self.values(wish):
                request.set(thing, {name: value})
            if wish.out_fence:
                request.want_out_fence(self.stage.crtc)
            raw = wish.test_only and wish.event
        except TypeError:  # the id of another kind of object
            raw = True
        try:
            if raw:
                return self.do_raw(wish)
            if wish.test_only:
                request.test(allow_modeset=wish.allow_modeset)
                return 0
            made = request.commit(allow_modeset=wish.allow_modeset, event=wish.event, user_data=Walk.steps)
        except OSError as error:
            return error.errno or -1
        with made:
            assert list(made.fences) == [self.stage.crtc] * wish.out_fence
            assert all(fence.poll(SECOND) for fence in made.fences.values())
        return 0

    def do_raw(self, wish: Wish) -> int:
        values, blobs = [], []
        for thing, name, value in self.values(wish):
            if isinstance(value, Mode):
                blobs.append(Blob.create(self.stage.device, value.to_bytes()))
                value = blobs[-1].id
            if isinstance(value, frozenset):
                bits = dict(self.stage.kms.property_of(thing, name).enums)
                value = sum(1 << bits[each] for each in value)
            factor = 65536 if name.startswith("SRC_") else 1
            values.append((thing, name, int((value or 0) * factor) & (1 << 64) - 1))
        flags = TEST_ONLY * wish.test_only | ALLOW_MODESET * wish.allow_modeset | EVENT * wish.event
        answer = self.stage.atomic(values, flags, user_data=Walk.steps)
        for blob in blobs:
            blob.close()
        return -int(answer)

    def values(self, wish: Wish) -> Iterator[tuple[ObjectId, str, Any]]:
        """In the terms of AtomicRequest.set."""
        kinds = {int(self.stage.crtc): self.stage.crtc, **{int(each): each for each in self.stage.planes}}
        for number, change in wish.planes.items():
            for name, value in change.items():
                if name.endswith("_id") and value is not None:
                    value = kinds.get(value) or FramebufferId(value)
                yield (
                    kinds[number],
                    name if name == "rotation" else name.upper(),
                    (value / 65536 if name.startswith("src_") else value),
                )
        if "mode" in wish.crtc:
            size = wish.crtc["mode"]
            yield self.stage.crtc, "MODE_ID", None if size is None else mode_of(size)
        if "active" in wish.crtc:
            yield self.stage.crtc, "ACTIVE", wish.crtc["active"]
        if wish.connector:
            yield self.stage.connector.id, "CRTC_ID", self.stage.crtc if wish.connector["crtc_id"] else None

    def agree(self) -> None:
        """The kernel tells of every object what the model has."""
        for thing in self.stage.planes:
            found = self.stage.kms.properties(thing, blobs=False)
            have: dict[str, Any] = {name: found[name.upper()].raw for name in PLACES}
            have |= {name: found[name.upper()].value for name in ("fb_id", "crtc_id", "crtc_x", "crtc_y")}
            told = found.value("rotation")
            assert isinstance(told, tuple)
            assert Plane(**have, rotation=frozenset(told)) == self.model.planes[int(thing)]
        mode = self.stage.kms.crtc(self.stage.crtc).mode
        size = None if mode is None else (mode.hdisplay, mode.vdisplay)
        active = bool(self.stage.value(self.stage.crtc, "ACTIVE"))
        route = self.stage.value(self.stage.connector, "CRTC_ID")
        assert (size, active, route) == (self.model.mode, self.model.active, self.model.route)
