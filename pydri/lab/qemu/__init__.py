"""The second lab machine: QEMU with a distribution's kernel, for drivers that User-Mode Linux cannot have.

devices     the words of `--devices`: what each needs of QEMU and of the kernel
packages    the kernels of Debian's that can be had by name
kernel      finding, downloading and unpacking them; an installed or a self-built one
modules     kernel modules in the order in which they can be loaded
vkms        the one driver that Debian does not build
hardware    what the machine is made of besides, the same for every run
initramfs   the format of the archive that the machine boots from
boot        what is in it: the lab's first process, the modules
snapshot    going on from where an earlier machine was ready
warm        a Python that is there when the machine goes on
kvm         whether hardware virtualisation works here
xserver     a display of its own for virgl
machine     the machine itself
qmp         talking to a running machine: photographs, keys, snapshots
requests    what a program in the machine may ask of the lab
"""
