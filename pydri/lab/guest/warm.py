"""A Python that has imported much and waits to become a command (see pydri/lab/qemu/warm.py).

Started by the machine's first process before a snapshot is taken, in a small tree of its own. The first process sends
the command over fd 3: descriptors for standard input, output, error and the new root, then words that each end with a
NUL: the directory to start in, the number of arguments, the arguments, and the environment.
"""

import importlib
import os
import resource
import runpy
import site
import socket
import sys

channel = socket.socket(fileno=3)
for name in sys.argv[1:]:
    importlib.import_module(name)
# pytest offers to rewrite the assertions of packages that have plugins, and says so when it is too late for that; by
# this mark a module says that it does not want it.
for name, module in list(sys.modules.items()):
    if "." not in name and "site-packages" in (getattr(module, "__file__", None) or ""):
        module.__doc__ = f"{module.__doc__ or ''}\n\nPYTEST_DONT_REWRITE"
channel.send(b"r")

data, fds, _flags, _address = socket.recv_fds(channel, 1 << 16, 4)
while more := channel.recv(1 << 16):
    data += more
channel.close()
if len(fds) != 4:
    os._exit(0)  # another command is run

stdin, stdout, stderr, root = fds
os.fchdir(root)
os.chroot(".")
os.setsid()
for number, fd in enumerate((stdin, stdout, stderr)):
    os.dup2(fd, number)
for fd in fds:
    os.close(fd)
resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 524288))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

words = [os.fsdecode(word) for word in data.split(b"\0")[:-1]]
count = int(words[1])
arguments = words[2 : 2 + count]
os.environ.clear()
os.environ.update(word.partition("=")[::2] for word in words[2 + count :])
try:
    os.chdir(words[0])
except OSError as error:
    print(f"lab: cannot enter {words[0]}: {error.strerror}", file=sys.stderr)
    os._exit(126)

# What a start at this place would have found, and what must differ from run to run.
sys.path_importer_cache.clear()
importlib.invalidate_caches()
del sys.path[0]
for place in site.getsitepackages():
    site.addsitedir(place)
for name in ("random", "numpy.random"):
    if name in sys.modules:
        sys.modules[name].seed()

if arguments[0] != sys.executable:
    option, value, rest = "script", arguments[0], arguments[1:]
elif arguments[1] in ("-m", "-c"):
    option, value, rest = arguments[1], arguments[2], arguments[3:]
else:
    option, value, rest = "script", arguments[1], arguments[2:]
sys.argv = [value if option == "script" else option, *rest]
if option == "-m":
    sys.path.insert(0, words[0])
    runpy.run_module(value, run_name="__main__", alter_sys=True)
elif option == "-c":
    sys.path.insert(0, "")
    main = type(sys)("__main__")
    sys.modules["__main__"] = main
    exec(compile(value, "<string>", "exec"), main.__dict__)
else:
    sys.path.insert(0, os.path.dirname(os.path.realpath(value)))
    runpy.run_path(value, run_name="__main__")
