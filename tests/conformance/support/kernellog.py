"""The kernel's log, watched during a case: a WARN, BUG, Oops or lockdep splat fails whatever else the case found."""

from __future__ import annotations

import os
import re
import select

from .pace import emulated

_ALARM = re.compile(
    r"WARNING:|BUG:|Oops|cut here|INFO: possible|INFO: task .* blocked|refcount_t:|UBSAN:|KASAN:|KFENCE:"
    r"|general protection|Unable to handle|list_(add|del) corruption|\*ERROR\*|Bad page state|Call Trace"
)


# Emulated processors do not read vkms's checksums as fast as it makes them.
_SLOW = "Overflow of CRC buffer"


def is_alarm(line: str) -> bool:
    """Whether a line of the kernel's log says that the kernel is in trouble."""
    return _ALARM.search(line) is not None and not (_SLOW in line and emulated())


class KernelLog:
    """A reader of /dev/kmsg that starts at the present."""

    def __init__(self) -> None:
        self._fd = -1
        try:
            self._fd = os.open("/dev/kmsg", os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
            os.lseek(self._fd, 0, os.SEEK_END)
        except OSError:
            self.close()

    @property
    def works(self) -> bool:
        """Whether the log can be read here."""
        return self._fd >= 0

    def new_lines(self) -> list[str]:
        """What the kernel has logged since the last call."""
        lines: list[str] = []
        while self._fd >= 0 and select.select([self._fd], [], [], 0)[0]:
            try:
                record = os.read(self._fd, 8192)
            except BrokenPipeError:  # overwritten before we read it: go on with the oldest that is left
                continue
            except BlockingIOError:
                break
            lines.append(record.decode(errors="replace").partition(";")[2].partition("\n")[0])
        return lines

    def alarms(self) -> list[str]:
        """All new lines, if one of them is an alarm; otherwise none."""
        lines = self.new_lines()
        return lines if any(is_alarm(line) for line in lines) else []

    def close(self) -> None:
        """Stop reading."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
