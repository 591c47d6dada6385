"""The parts of `scripts/mutants`: deliberate kernel faults, and which cases of the suite notice them."""
