"""Reading a kernel log: what in it means that the kernel, not the command, went wrong."""

from __future__ import annotations

import re

# The first lines of the kernel's own complaints. Anchored at the message's start (behind the optional timestamp and
# caller), because drivers print "warning" in ordinary sentences.
_START = r"^(?:<\d+>)?(?:\[[ \d.]+\](?:\[[ TC\d]+\])? ?)?"
_COMPLAINTS = re.compile(
    _START + r"(?:"
    r"WARNING: (?:CPU: |possible |bad |inconsistent |suspicious |at |\S+:\d+ at |held lock|lock held|Nested lock)"
    r"|BUG: |BUG \S+ ?\(|kernel BUG at|Oops|Kernel panic|Kernel mode |Kernel tried "
    r"|INFO: (?:task .* blocked|rcu_\S+ .*(?:stall|self-detected)|possible |lockdep|trying to register non-static key)"
    r"|KASAN: |KCSAN: |UBSAN: |KFENCE: |refcount_t: |DEBUG_LOCKS_WARN_ON|general protection fault|divide error"
    r"|kmemleak: \d+ new|Unable to handle kernel|list_(?:add|del) corruption|usercopy: Kernel memory"
    r")",
)
_CONTEXT_LINES = 24
_MOST_FINDINGS = 20


def findings(log: str) -> tuple[str, ...]:
    """Excerpts of `log`, one for each complaint of the kernel: the line and what follows it, at most 24 lines.

    A complaint within the excerpt of another belongs to it. Empty when the kernel was content.
    """
    lines = log.splitlines()
    found: list[str] = []
    index = 0
    while index < len(lines) and len(found) < _MOST_FINDINGS:
        if _COMPLAINTS.match(lines[index]):
            stop = _excerpt_end(lines, index)
            found.append("\n".join(lines[index:stop]))
            index = stop
        else:
            index += 1
    return tuple(found)


def _excerpt_end(lines: list[str], start: int) -> int:
    # A report ends at its "end trace" line, or after a fixed number of lines.
    for index in range(start, min(start + _CONTEXT_LINES, len(lines))):
        if "end trace" in lines[index]:
            return index + 1
    return min(start + _CONTEXT_LINES, len(lines))


def message(text: str) -> str:
    """The first line of `text` without its timestamp."""
    first = text.split("\n", 1)[0]
    return re.sub(_START, "", first)


def tail(log: str, lines: int = 20) -> str:
    """The last `lines` lines of a log."""
    return "\n".join(log.splitlines()[-lines:])
