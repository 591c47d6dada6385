"""Does the driver behave? Conformance cases against real kernel drivers, in the lab or on a GPU."""
