"""The second lab machine: QEMU with a distribution's kernel, for drivers that User-Mode Linux cannot have.

devices     the words of `--devices`: what each needs of QEMU and of the kernel
kernel      the kernels: Debian's, unpacked into the cache; an installed or a self-built one
modules     kernel modules in the order in which they can be loaded
vkms        the one driver that Debian does not build
initramfs   what the machine boots from: the lab's first process and the modules
kvm         whether hardware virtualisation works here
xserver     a display of its own for virgl
machine     the machine itself
qmp         talking to a running machine: photographs, keys
requests    what the machine may ask of the lab: photographs
"""
