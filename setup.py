"""The compiled modules; everything else about the project is in pyproject.toml."""

from setuptools import setup

setup(
    cffi_modules=["native_build.py:pydrm", "native_build.py:pygbm", "native_build.py:pyegl"],
    # One wheel for every CPython from 3.11 on.
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
)
