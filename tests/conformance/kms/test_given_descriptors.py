"""Descriptors given by a session manager, as logind and libseat do: who opened the file decides who is master of it."""

from __future__ import annotations

import errno
import socket
from typing import TYPE_CHECKING

import pytest

import pydrm
from pydrm.kms import Fb, Kms, legacy
from pydrm.passing import recv_fds, send_fds

from ..support import conf, needs
from ..support.processes import Child, drop_sys_admin

if TYPE_CHECKING:
    from ..support.nodes import Node

pytestmark = needs("root")


class Session:
    """A program without rights that was given a card, as the seat asks it step by step."""

    def __init__(self, sock: socket.socket) -> None:
        drop_sys_admin()
        (fd,), _header = recv_fds(sock)
        self.device = pydrm.Device.from_fd(fd)
        kms = Kms(self.device)
        resources = kms.resources()
        self.connector = next(
            each for each in (kms.connector(one, probe=True) for one in resources.connectors) if each.modes
        )
        self.crtc, self.mode = resources.crtcs[0], self.connector.modes[0]
        with self.device.create_dumb(self.mode.hdisplay, self.mode.vdisplay, "XRGB8888") as buffer:
            self.frame = Fb.add(self.device, buffer)

    def show(self) -> str:
        """Set the mode: "ok", or the error's name."""
        try:
            legacy.set_crtc(self.device, self.crtc, self.frame, self.mode, [self.connector])
        except OSError as error:
            return errno.errorcode[error.errno or 0]
        return "ok"

    def take(self) -> str:
        """Try to become master without the seat."""
        answers = []
        for call in (self.device.set_master, self.device.drop_master):
            with pytest.raises(PermissionError) as caught:
                call()
            answers.append(errno.errorcode[caught.value.errno or 0])
        return " ".join(answers)

    def master(self) -> str:
        """Whether it is master."""
        return str(self.device.is_master)


def session(sock: socket.socket) -> bool:
    """Answer one word for each word that is asked, until the seat hangs up."""
    program = Session(sock)
    with program.device, program.frame:
        while asked := sock.recv(64).decode():
            sock.send(getattr(program, asked)().encode())
    return True


class Seat:
    """The session manager's end."""

    def __init__(self, path: str) -> None:
        self.sock, theirs = socket.socketpair()
        self.device = pydrm.open(path)

        def program() -> bool:
            self.sock.close()
            return session(theirs)

        self.child = Child(program)
        theirs.close()
        send_fds(self.sock, [self.device.fileno()])

    def ask(self, word: str) -> str:
        self.sock.send(word.encode())
        return self.sock.recv(64).decode()

    def end(self) -> None:
        self.sock.close()
        with self.child as child:
            assert child.result() is True
        self.device.close()


@conf("C13")
def test_switching_away_and_back(card: Node) -> None:
    """The seat takes master away from the file and gives it back; the program sees it, and cannot do so itself."""
    seat = Seat(card.path)
    assert seat.ask("master") == "True"
    assert seat.ask("show") == "ok"
    assert seat.ask("take") == "EACCES EACCES"
    seat.device.drop_master()
    assert seat.ask("master") == "False"
    assert seat.ask("show") == "EACCES"
    with pydrm.open(card.path) as other:  # another session is in front
        assert other.is_master
        assert seat.ask("master") == "False"
    seat.device.set_master()
    assert (seat.ask("master"), seat.ask("show")) == ("True", "ok")
    seat.end()


@conf("C13")
def test_the_seat_leaves(card: Node) -> None:
    """The file is the program's as well: it stays open, and master, without the one who opened it."""
    seat = Seat(card.path)
    seat.device.close()
    assert (seat.ask("master"), seat.ask("show")) == ("True", "ok")
    with pydrm.open(card.path) as other:
        assert not other.is_master
        with pytest.raises(OSError, match="busy"):
            other.set_master()
    seat.end()
    with pydrm.open(card.path) as other:
        assert other.is_master


@conf("C13")
def test_a_block_whose_master_was_taken(card: Node) -> None:
    """Leaving `with device.master()` is no error when master is gone by then, and hides none that is raised."""
    with pydrm.open(card.path) as device, pydrm.Device.from_fd(device.fileno(), dup=True) as seat:
        with device.master():
            seat.drop_master()

        def fails() -> None:
            with device.master():
                seat.drop_master()
                raise KeyError

        with pytest.raises(KeyError):
            fails()
        assert not device.is_master
