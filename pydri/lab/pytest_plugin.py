"""The pytest option `--lab`: run this very pytest in a lab machine, with real DRM drivers.

Loaded into every pytest of an environment in which the distribution is installed, so it imports nothing until asked.
Inside a machine the option means nothing, and the tests run as usual. `--lab-results` is the one directory that tests
may write to: give reports a place in it (`--lab-results out --junitxml out/junit.xml`).

With `--lab-root` the tests run under another distribution's Python and Mesa (`pydri lab root debian-13`). pytest's root
directory is mounted there, and this project's packages are those of its wheel, never those of a checkout.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

    from pydri.lab.result import LabResult


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options."""
    group = parser.getgroup("lab", "a machine with real DRM drivers (pydri lab)")
    group.addoption("--lab", action="store_true", help="run these tests in a lab machine (User-Mode Linux)")
    group.addoption("--lab-machine", choices=("uml", "qemu"), default="uml", help="the kind of machine (default: uml)")
    group.addoption(
        "--lab-devices", metavar="WORD,…", help="of a QEMU machine: virtio-gpu, virgl, cirrus, bochs, vgem, vkms"
    )
    group.addoption("--lab-kernel", metavar="PATH|NAME", help="a kernel of that kind, or the name of one")
    group.addoption(
        "--lab-cpus",
        metavar="N",
        type=int,
        help="virtual processors (UML: 1, more with --lab-kernel sid; QEMU: 2, or 1 with vkms)",
    )
    group.addoption(
        "--lab-root",
        metavar="DIR|NAME",
        default="/",
        help="the machine's root, a directory or a built tree such as debian-13 (default: this host's). In another "
        "root the tests are those of pytest's root directory, and pydrm, pygbm, pyegl and pydri are those of the wheel",
    )
    group.addoption("--lab-results", metavar="DIR", help="the one directory that tests may write to ($PYDRI_RESULTS)")
    group.addoption(
        "--lab-timeout", metavar="S", type=float, default=1800.0, help="end it after S seconds (default 1800, 0: never)"
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    """Run the tests in the machine instead of here; pytest goes on as usual without `--lab` or inside a machine.

    This early, because the project's conftest files are the machine's to load, and before the output is captured. There
    is no way to end pytest from here but SystemExit, with the machine's status.
    """
    options = early_config.known_args_namespace
    if options.lab and not options.help and not options.version and not os.environ.get("PYDRI_LAB"):
        sys.exit(_run_reporting(early_config))
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """In a machine, a thread that a test left behind and that never ends is a failure, and no wait for the timeout."""
    session = config.pluginmanager.getplugin("session")
    if os.environ.get("PYDRI_LAB") and session is not None and not hasattr(config, "workerinput"):
        from pydri.lab.threads import end_without

        end_without(int(session.exitstatus))


def _run_reporting(config: pytest.Config) -> int | None:
    from pydri.lab.errors import LabError
    from pydri.lab.signals import INTERRUPTED, orderly_end

    try:
        with orderly_end():
            return _run(config).status
    except LabError as error:
        from pydri.lab.cli import explain

        explain(error)
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(config: pytest.Config) -> LabResult:
    from pydri.lab.ensure import ensure_machine, ensure_root
    from pydri.lab.machine import run

    options = config.known_args_namespace
    _check_reports(config)
    devices = options.lab_devices.split(",") if options.lab_devices else None
    ensure_machine(options.lab_machine, options.lab_kernel, devices)
    root = ensure_root(options.lab_root)
    return run(
        _command(config, foreign=str(root) != "/"),
        machine=options.lab_machine,
        devices=devices,
        kernel=options.lab_kernel,
        cpus=options.lab_cpus,
        root=root,
        results=options.lab_results,
        timeout=options.lab_timeout or None,
        **(_foreign(config) if str(root) != "/" else {}),
    )


def _check_reports(config: pytest.Config) -> None:
    # Anywhere else a report would be gone with the machine.
    from pydri.lab.errors import LabError

    options = config.known_args_namespace
    results = None if options.lab_results is None else os.path.abspath(options.lab_results)
    for name, field in (("--junitxml", "xmlpath"), ("--ktap", "ktap")):
        value = getattr(options, field, None)  # a plugin may be switched off
        path = os.path.abspath(value or "-")
        if value not in (None, "-") and (results is None or not path.startswith(f"{results}/")):
            raise LabError(f"{name} {value}: what a lab machine writes is kept in the directory of --lab-results alone")


def _foreign(config: pytest.Config) -> dict[str, Any]:
    # What a machine with another root is given besides: the tests, the wheel, the directory to start in.
    from pydri.lab import contract
    from pydri.lab.errors import LabError
    from pydri.lab.progress import make_progress
    from pydri.lab.project import covering_mounts, project_environment, project_mounts

    tests, here = config.rootpath, config.invocation_params.dir
    if not here.is_relative_to(tests):
        raise LabError(f"with --lab-root the tests are started in pytest's root directory {tests} or below it")
    with make_progress() as progress:
        project = project_mounts(progress)
    return {
        "mounts": [*project, (tests, contract.TESTS), *covering_mounts(project, tests, contract.TESTS)],
        "env": project_environment(),
        "cwd": f"{contract.TESTS}/{here.relative_to(tests)}",
    }


def _command(config: pytest.Config, *, foreign: bool) -> list[str]:
    # The same program with the same arguments: `pytest` and `python -m pytest` differ in sys.path.
    if os.path.basename(sys.argv[0]) in ("pytest", "py.test") and os.path.isfile(sys.argv[0]):
        program = [os.path.abspath(sys.argv[0])]
    else:
        program = [sys.executable, "-m", "pytest"]
    arguments = [os.fspath(each) for each in config.invocation_params.args]
    if foreign:
        program = ["python3", "-m", "pytest"]
        arguments = [_there(each, config) for each in arguments]
    if config.pluginmanager.hasplugin("cacheprovider"):
        # The project's own cache lies on the read-only root.
        arguments += ["-o", "cache_dir=/tmp/.pydri-lab/pytest_cache"]
    return [*program, *arguments]


def _there(argument: str, config: pytest.Config) -> str:
    # A file of the results, or an absolute path below pytest's root directory, as the machine names it; also as the
    # value of an option (--junitxml=…).
    from pydri.lab import contract

    option, equals, value = argument.rpartition("=") if argument.startswith("-") else ("", "", argument)
    path = os.path.abspath(config.invocation_params.dir / value)
    places = [(f"{config.rootpath}/", contract.TESTS)] if os.path.isabs(value) else []
    if config.known_args_namespace.lab_results is not None:
        results = os.path.abspath(config.known_args_namespace.lab_results)
        if not results.startswith(f"{config.rootpath}/"):
            places.append((f"{results}/", contract.FOREIGN_RESULTS))
    for here, there in places:
        if path.startswith(here):
            return f"{option}{equals}{there}/{path.removeprefix(here)}"
    return argument
