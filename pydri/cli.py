"""The ``pydri`` command. Each sub-command's module is imported when it is called, so that none pays for another."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["cli", "main"]

INTERRUPTED = 130
"""Exit status after Ctrl-C, as a shell gives it (128 + SIGINT)."""
UNUSABLE = 2
"""Exit status when the user has to do something first."""

COMMANDS = {
    "exercise": (
        "pydri.exercise.command",
        "Try buffers, sharing, fences and passing on every DRM device, or in the lab.",
    ),
    "lab": ("pydri.lab.cli", "Real kernel DRM drivers on a machine without a GPU: build, run, shell, matrix, …"),
}
"""Sub-commands: the module that has a click command of that name, and one line for the overview."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used; its overview imports none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name][0]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from pydri import __version__

        click.echo(f"pydri {__version__}")
        ctx.exit()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Print the version."
)
def cli() -> None:
    """The Linux direct-rendering stack: DRM devices, dma-bufs, and a lab with real drivers where there is no GPU."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Entry point. Exit status: the command's; 2 when something has to be done first (one line says what), 130 on
    Ctrl-C."""
    try:
        status = cli.main(args=None if arguments is None else list(arguments), prog_name="pydri", standalone_mode=False)
    except click.exceptions.Exit as done:
        status = done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        status = error.exit_code
    except click.ClickException as error:
        click.echo(_one_line(error), err=True)
        status = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("pydri: interrupted", err=True)
        status = INTERRUPTED
    except Exception as error:
        from pydri.errors import Unusable

        if not isinstance(error, Unusable):
            raise
        click.echo(f"pydri: {error}", err=True)
        status = UNUSABLE
    _leave(status if isinstance(status, int) else 0)


def _one_line(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    path = context.command_path if context else "pydri"
    return f"{path}: {error.format_message()} See `{path} --help`."


def _leave(status: int) -> NoReturn:
    # Flushing at exit would otherwise print a traceback when the reader of our output (a pager) has gone.
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(status)


if __name__ == "__main__":
    main()
