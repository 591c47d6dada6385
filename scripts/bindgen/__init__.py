"""Reads bindings.h and writes everything that is generated from it; driven by scripts/regen.py."""
