"""The `pydri lab` commands."""

from __future__ import annotations

import sys

import click

from pydri.lab import klog
from pydri.lab.errors import LabError


@click.group()
def lab() -> None:
    """Real kernel DRM drivers on a machine without a GPU."""


@lab.command(context_settings={"ignore_unknown_options": True, "allow_interspersed_args": False})
@click.option("--kernel")
@click.option("--root", default="/")
@click.option("--timeout", type=float, default=1800)
@click.option("--results")
@click.option("--mem", default=2048)
@click.argument("command", nargs=-1, type=click.UNPROCESSED, required=True)
def run(kernel: str | None, root: str, timeout: float, results: str | None, mem: int, command: tuple[str, ...]) -> None:
    """Run COMMAND in a lab machine."""
    from pydri.lab.machine import run as run_machine

    try:
        done = run_machine(
            command, kernel=kernel, root=root, timeout=timeout or None, results=results, memory=mem << 20
        )
    except LabError as error:
        click.echo(f"pydri lab: {error}", err=True)
        if error.result is not None:
            for each in error.result.findings:
                click.echo(each, err=True)
            if error.result.log_path is not None:
                if not error.result.findings:
                    click.echo(klog.tail(error.result.log_path.read_text(errors="replace")), err=True)
                click.echo(f"kernel log: {error.result.log_path}", err=True)
        sys.exit(error.exit_status)
    sys.exit(done.status)
