"""The kernels for QEMU that can be had by name: which package of Debian's it is, of several the newest."""

PACKAGES = {
    "debian-6.12": r"linux-image-6\.12\.[0-9.]+\+deb[0-9]+-amd64",
    "debian-6.1": r"linux-image-6\.1\.0-[0-9]+-amd64",
}
"""Names, with the pattern of the package."""

STANDARD = "debian-6.12"

WITH_VKMS = ("debian-6.12",)
"""Those for which the lab builds vkms, which is in none of them."""
