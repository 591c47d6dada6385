"""`python -m pydri.lab`: the lab's commands without the rest of the command line."""

from pydri.lab.cli import lab

if __name__ == "__main__":
    lab(prog_name="python -m pydri.lab")
