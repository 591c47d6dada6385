"""The matrix of kernels and Mesa versions: the exerciser and the conformance suite over every lane, in one table."""
