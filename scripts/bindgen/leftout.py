"""What bindings.h leaves out on purpose, and why. A name that is neither bound nor here counts as missing."""

from __future__ import annotations

import re

# Reason, and what it applies to; the first match decides.
_FUNCTIONS = [
    ("AGP memory: gone from every driver that this project can meet", r"drmAgp\w+"),
    ("hash table, skip list and random numbers: utilities, not an interface", r"drm(Hash|SL|Random)\w*"),
    (
        "user-space mode setting (contexts, drawables, locks, maps, DMA buffers): the kernel removed it in Linux 6.8",
        r"drm(Add|Mark|Free|Map|Unmap|Get)Bufs?|drm(Add|Rm|Get)?Map|drmUnmap|drmDMA|drmGetBufInfo|drm\w*Context\w*"
        r"|drm\w*Drawable\w*|drmGetLock|drmUnlock|drmFinish|drmScatterGather\w+|drmCtl\w+|drmGetInterruptFromBusID",
    ),
    ("an old wrapper; the ioctl itself is bound", r"drmGet(Stats|Client)"),
    ("hooks of the X server", r"drm(SetServerInfo|Msg|Error|GetHashTable|GetEntry|Malloc|Free)"),
    ("deprecated: control nodes are gone, it always fails", r"drmOpenControl"),
]
_IOCTLS = [
    (
        "user-space mode setting: the kernel removed it or answers with EINVAL or ENOSYS",
        r"DRM_IOCTL_(SET_UNIQUE|IRQ_BUSID|GET_MAP|MODESET_CTL|BLOCK|UNBLOCK|CONTROL|(ADD|RM)_MAP"
        r"|(ADD|MARK|INFO|MAP|FREE)_BUFS"
        r"|(SET|GET)_SAREA_CTX|(ADD|RM|MOD|GET|SWITCH|NEW|RES)_CTX|(ADD|RM|UPDATE)_DRAW|DMA|LOCK|UNLOCK|FINISH|AGP_\w+|SG_\w+)",
    ),
]
_CONSTANTS = [
    *_IOCTLS,
    (
        "belongs to user-space mode setting",
        r"_DRM_(LOCK|HALT|DMA|CONTEXT|PAGE_ALIGN|AGP|SG|FB|PCI|FRAME|REGISTERS|SHM|SCATTER|CONSISTENT|RESTRICTED|READ_ONLY"
        r"|LOCKED|KERNEL|WRITE|CONTAINS|REMOVABLE|DRIVER|PRE_MODESET|POST_MODESET)\w*"
        r"|DRM_(LOCK|HALT|DMA|CONTEXT|PAGE_ALIGN|AGP|SG|FB_BUFFER|PCI|FRAME_BUFFER|REGISTERS|SHM|SCATTER|CONSISTENT|RESTRICTED"
        r"|READ_ONLY|LOCKED|KERNEL|WRITE_COMBINING|CONTAINS|REMOVABLE|DRAWABLE|ADD_COMMAND|RM_COMMAND|INST|UNINST)\w*"
        r"|DRM_(KERNEL_CONTEXT|RESERVED_CONTEXTS|MIN_ORDER|MAX_ORDER|RAM_PERCENT|MAX_MINOR)",
    ),
    ("made from other macros: a letter or a direction of an ioctl number", r"DRM_IOCTL_BASE|DRM_IOC_\w+"),
    ("a text or a path, not a number", r"DRM_(NAME|DIR_NAME|\w+_MINOR_NAME|\w*DEV_NAME|PROC_NAME|NODE_NAME_MAX)"),
    ("permissions that the X server once gave to device nodes", r"DRM_DEV_(UID|GID|DIRMODE|MODE)"),
    ("another name of a type", r"PFNEGL\w+"),
    ("says that the header was read", r"__GBM__"),
    ("compiler plumbing", r"__\w+|_DRM_\w+_H_?|EGLAPI\w*|EGL_EGL(EXT)?_PROTOTYPES|KHRONOS_\w+|EGL_CAST"),
]
_STRUCTS = [
    (
        "belongs to user-space mode setting",
        r"(struct|union) (drm_(drawable_info|tex_region|hw_lock|list|block|control|ctx_priv_map|map|lock|buf_\w+|dma"
        r"|ctx|ctx_res|draw|update_draw|irq_busid|modeset_ctl|agp_\w+|scatter_gather)|_drm(Stats|Buf|BufDesc|BufInfo|BufMap|Lock|DMAReq"
        r"|Region|TextureRegion))",
    ),
    ("utilities of the X server", r"struct (drmHashEntry|_drmServerInfo)"),
]
_MACROS = [
    ("makes or takes apart an ioctl number; done by scripts/regen.py", r"DRM_(IO|IOR|IOW|IOWR|IOC|IOCTL_NR)"),
    ("takes apart or builds a format or modifier", r"\w*fourcc\w*|\w*(FMT|FORMAT)_MOD\w*|AFRC\w+"),
    ("belongs to user-space mode setting", r"_?_?_?(DRM|drm)_?\w*(LOCK|CAS|lock)\w*"),
    ("packs or unpacks 16-bit colour components", r"(__)?DRM_ARGB64_\w+"),
    ("numbers the extended property types, which are bound by value", r"DRM_MODE_PROP_TYPE"),
    ("compiler plumbing", r"DRM_PRINTFLIKE|EGL_CAST|KHRONOS_\w+"),
]
_INLINE = [
    ("turns an old NVIDIA modifier into its canonical form", r"drm_fourcc_canonicalize_nvidia_format_mod"),
]
_RULES = {
    "function": _FUNCTIONS,
    "constant": _CONSTANTS,
    "struct": _STRUCTS,
    "function-like macro": _MACROS,
    "inline function": _INLINE,
}


def reason(kind: str, name: str) -> str | None:
    """Why a name is left out; None when nobody decided that."""
    for text, pattern in _RULES[kind]:
        if re.fullmatch(pattern, name):
            return text
    return None
