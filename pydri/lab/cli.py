"""The `pydri lab` commands: build, root, run, shell, matrix, status."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from pydri.lab.contract import MACHINES
from pydri.lab.errors import GuestDied, GuestTimeout, LabError, LabUnavailable
from pydri.lab.kernel import RELEASES
from pydri.lab.qemu.packages import PACKAGES
from pydri.lab.signals import INTERRUPTED, orderly_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PASS_ON = {"ignore_unknown_options": True, "allow_interspersed_args": False}
_NOBODY_READS = 128 + signal.SIGPIPE
_LOG_LINES = 40
_SHOWN_FINDINGS = 3


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def lab() -> None:
    """Real kernel DRM drivers on a machine without a GPU.

    A Linux kernel as an ordinary process (User-Mode Linux), with vgem, vkms, udmabuf, the system dma-heap and
    sw_sync, or with `--machine qemu` one of Debian's, with virtio-gpu (2D, virgl), cirrus and bochs, too. No root, no
    KVM. The machine sees this host's files, read-only.
    """


def _machine_options(command: Callable[..., Any]) -> Callable[..., Any]:
    # What run and shell have in common.
    options = [
        click.option("--machine", type=click.Choice(MACHINES), default="uml", help="The kind.", show_default=True),
        click.option(
            "--devices", metavar="WORD,…", help="Of a QEMU machine: virtio-gpu, virgl, cirrus, bochs, vgem, …"
        ),
        click.option("--kernel", metavar="PATH|NAME", help="A kernel of that kind, or the name of one."),
        click.option("--root", default="/", metavar="DIR|NAME", help="The machine's root: debian-13, …  [default: /]"),
        click.option("--project", is_flag=True, help="Put this project's packages into another root; sets PYTHONPATH."),
        click.option("--results", metavar="DIR", help="The one writable directory; it gets kernel.log, too."),
        click.option("--mem", default=2048, metavar="MIB", help="The machine's memory.", show_default=True),
        click.option(
            "--cpus", type=click.IntRange(1), metavar="N", help="Virtual processors; UML: only with --kernel sid."
        ),
        click.option("--mount", "mounts", multiple=True, metavar="DIR[:PLACE]", help="Another directory, read-only."),
        click.option("--env", "variables", multiple=True, metavar="NAME=VALUE", help="Set a variable for the command."),
        click.option("--append", multiple=True, metavar="WORD", help="A word for the kernel's command line."),
    ]
    for option in reversed(options):
        command = option(command)
    return command


@lab.command(context_settings=_PASS_ON)
@_machine_options
@click.option("--timeout", type=float, default=1800, metavar="S", help="End it after S seconds.", show_default=True)
@click.option("--ignore-warnings", is_flag=True, help="Kernel complaints (WARN, BUG, …) do not fail the run.")
@click.argument("command", nargs=-1, type=click.UNPROCESSED, required=True)
def run(timeout: float, ignore_warnings: bool, command: tuple[str, ...], **options: Any) -> None:
    """Run COMMAND in a fresh lab machine.

    The exit status is COMMAND's own (128 + N if signal N ended it), or: 121 the machine's kernel complained (WARN, BUG,
    Oops), 122 the machine died, 124 the time was up, 2 no lab is possible here. The standard kernel and a root named
    with --root are built first when they are missing. `--timeout 0` means no limit.
    """
    from pydri.lab.machine import run as run_machine

    with _reporting():
        wanted = _machine_arguments(options)
        result = run_machine(command, timeout=timeout or None, check_log=not ignore_warnings, **wanted)
    sys.exit(result.status)


@lab.command(context_settings=_PASS_ON)
@_machine_options
@click.argument("command", nargs=-1, type=click.UNPROCESSED)
def shell(command: tuple[str, ...], **options: Any) -> None:
    """A shell, or COMMAND, in a fresh lab machine, on this terminal."""
    from pydri.lab.machine import shell as run_shell

    with _reporting():
        wanted = _machine_arguments(options)
        result = run_shell(command, **wanted)
        for each in result.findings:
            click.echo(f"the machine's kernel complained:\n{each}", err=True)
    sys.exit(result.status)


@lab.command()
@click.option("--source", metavar="DIR|FILE", help="A kernel tree, a tarball or a linux-source package.")
@click.option("--patch", "patches", multiple=True, metavar="FILE", help="Apply a patch (-p1); may be repeated.")
@click.option(
    "--config", "configs", multiple=True, metavar="FILE|NAME", help="More options: a file, debug, fault, net, smp."
)
@click.option("--release", type=click.Choice([*RELEASES, *PACKAGES]), help="A kernel of Debian's: see above.")
@click.option("--name", help="Call it so, for --kernel NAME.")
@click.option("--keep-tree", is_flag=True, help="Keep the compiled tree for quick rebuilds.")
def build(source: str | None, patches: tuple[str, ...], configs: tuple[str, ...], **options: Any) -> None:
    """Build the lab kernel, unless it is in the cache already; prints its path.

    An interrupted build goes on where it was. The source is Debian's linux-source-6.12, downloaded without root;
    with `--release sid` the newest linux-source of Debian's sid and backports, on two CPUs, for `--kernel sid`. The
    other releases are Debian's own kernels for `--machine qemu`: nothing is built but vkms, for 6.12.
    """
    from pydri.lab.kbuild import build as build_kernel
    from pydri.lab.progress import make_progress

    if options["release"] in PACKAGES:
        if source or patches or configs or options["name"] or options["keep_tree"]:
            raise click.UsageError(f"{options['release']} is Debian's own kernel: nothing about it can be chosen")
        from pydri.lab.qemu.kernel import ensure_kernel

        with _reporting():
            with make_progress() as progress:
                image = ensure_kernel(options["release"], progress, vkms=True).image
            click.echo(image)
        return
    with _reporting():
        with make_progress() as progress:
            kernel = build_kernel(progress, source=source, configs=configs, patches=patches, **options)
        click.echo(kernel.path)


@lab.command()
@click.option("--mirror", metavar="URL", help="A Debian mirror.  [default: the one of this host's apt]")
@click.option("--list", "listing", is_flag=True, help="Only say which roots are built.")
@click.option("--remove", is_flag=True, help="Remove it from the cache.")
@click.argument("name", required=False)
def root(name: str | None, mirror: str | None, listing: bool, remove: bool) -> None:
    """Build the root tree NAME (debian-13, …), unless it is in the cache already; prints its path.

    A small Debian with its Python, Mesa and test tools, for `--root NAME` and `pytest --lab --lab-root NAME`. As root
    it takes debootstrap, otherwise mmdebstrap in a user namespace. About 500 MB.
    """
    from pydri.lab.progress import make_progress
    from pydri.lab.rootbuild import build_root
    from pydri.lab.rootfs import remove_root
    from pydri.lab.status import describe_roots, root_line

    if (name is None) is not listing:
        raise click.UsageError("name a root, or ask with --list which are built")
    with _reporting():
        if name is None:
            click.echo("".join(f"{root_line(each)}\n{each['path']}\n" for each in describe_roots()), nl=False)
        elif remove:
            click.echo("".join(f"removed {place}\n" for place in remove_root(name)), nl=False)
        else:
            with make_progress() as progress:
                built = build_root(name, progress, mirror=mirror)
            click.echo(built.tree)


class _WithWords(click.Command):
    """A command that keeps what follows `--` apart, in `words`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        at = args.index("--") if "--" in args else len(args)
        rest = super().parse_args(ctx, args[:at])
        ctx.params["words"] = tuple(args[at + 1 :])
        return rest


@lab.command(cls=_WithWords)
@click.option("--list", "listing", is_flag=True, help="Only say which lanes there are, and which cannot run here.")
@click.option("--report", is_flag=True, help="Run nothing: the table of what earlier runs left in --results.")
@click.option("--tests", multiple=True, metavar="FILE|DIR", help="Run these tests instead of the lanes' own.")
@click.option("--results", default="matrix-out", metavar="DIR", help="Where everything goes.", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print matrix.json, and no table.")
@click.option("--exercise/--no-exercise", default=True, help="Whether the exerciser is run, too.  [default: it is]")
@click.option(
    "--part",
    "only",
    multiple=True,
    metavar="NAME",
    help="Run this part of the lanes (`--list --json`; or `exerciser`), and keep what --results has of the others.",
)
@click.option(
    "--again",
    is_flag=True,
    help="Run only what --results lacks or what was not as expected there: parts, or the files with unexpected cases.",
)
@click.option("--quick", is_flag=True, help="Of lanes that take long only a representative part.")
@click.option("--verbose", "-v", "aloud", is_flag=True, help="Print what pytest and the exerciser print.")
@click.argument("names", metavar="[LANE]... [-- PYTEST-ARG...]", nargs=-1)
def matrix(names: tuple[str, ...], **options: Any) -> None:
    """Run the exerciser and the conformance suite over every lane, or those named, and print one table.

    A lane is a kernel with its drivers and a Mesa: `--list`. DIR gets matrix.json, matrix.md, matrix.png and of each
    lane junit.xml, results.ktap, kernel.log and output.txt. Exit status: 0 all as expected, 1 something was not, 2 a
    lane that was named cannot run here, or none can.
    """
    from pydri.lab.matrix.command import matrix as run_matrix

    with _reporting():
        sys.exit(run_matrix(names, **options))


@lab.command()
@click.option("--json", "as_json", is_flag=True, help="For programs.")
def status(as_json: bool) -> None:
    """Say what is in the cache and whether this host can run a lab; exit status 2 if it cannot."""
    from pydri.lab.status import describe, render

    with _reporting():
        facts = describe()
        click.echo(render(facts, as_json=as_json))
    sys.exit(2 if facts["host"] else 0)


def _machine_arguments(options: dict[str, Any]) -> dict[str, Any]:
    # What a machine is started with; builds what is missing.
    from pydri.lab.ensure import ensure_machine, ensure_root

    env = {}
    for each in options.pop("variables"):
        name, equals, value = each.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{each!r} is not NAME=VALUE", param_hint="--env")
        env[name] = value
    mounts = []
    for each in options.pop("mounts"):
        host, _, place = each.partition(":")
        mounts.append((host, place or os.path.abspath(host)))
    memory = options.pop("mem")
    if memory < 64:
        raise click.BadParameter("at least 64 MiB", param_hint="--mem")
    devices = options.pop("devices")
    options["devices"] = None if devices is None else [word for word in devices.split(",") if word]
    ensure_machine(options["machine"], options["kernel"], options["devices"])
    options["root"] = ensure_root(options["root"])
    if options.pop("project"):
        from pydri.lab.progress import make_progress
        from pydri.lab.project import project_environment, project_mounts

        with make_progress() as progress:
            mounts += [(str(host), guest) for host, guest in project_mounts(progress)]
        env = {**project_environment(), **env}
    return {**options, "env": env, "mounts": mounts, "memory": memory << 20}


@contextlib.contextmanager
def _reporting() -> Iterator[None]:
    """Turn the lab's errors and the user's signals into one clear message and an exit status, after cleaning up."""
    try:
        with orderly_end():
            yield
    except LabError as error:
        explain(error)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone. Python must not notice it again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(_NOBODY_READS)
    except OSError as error:  # a full disk and the like
        click.echo(f"pydri lab: {error}", err=True)
        sys.exit(LabError.exit_status)
    except Exception as error:
        from pydri.errors import Unusable  # brings pydrm, which a machine that is run has no need of

        if not isinstance(error, Unusable):
            raise
        click.echo(f"pydri lab: {error}", err=True)
        sys.exit(LabError.exit_status)


def explain(error: LabError) -> None:
    """Print a lab error on standard error: one line, then what the guest's kernel had to say, then where its log is."""
    click.echo(f"pydri lab: {error}", err=True)
    result = error.result
    if result is None:
        return
    for each in result.findings[:_SHOWN_FINDINGS]:
        click.echo(each, err=True)
    if (more := len(result.findings) - _SHOWN_FINDINGS) > 0:
        click.echo(f"… and {more} more complaints", err=True)
    if result.log_path is not None:
        died = isinstance(error, (GuestDied, GuestTimeout, LabUnavailable))
        if (
            died
            and not result.findings
            and (lines := result.log_path.read_text(errors="replace").splitlines()[-_LOG_LINES:])
        ):
            click.echo("the end of its kernel log:\n" + "\n".join(lines), err=True)
        click.echo(f"kernel log: {result.log_path}", err=True)
