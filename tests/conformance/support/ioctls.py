"""The ioctls that the raw cases call: the constant's name without DRM_IOCTL_, and the struct that goes with it."""

from __future__ import annotations

# Core, in the order of the kernel's table. None: the ioctl carries no struct.
DRM: dict[str, str | None] = {
    "VERSION": "drm_version",
    "GET_UNIQUE": "drm_unique",
    "GET_MAGIC": "drm_auth",
    "GET_CLIENT": "drm_client",
    "GET_STATS": "drm_stats",
    "GET_CAP": "drm_get_cap",
    "SET_CLIENT_CAP": "drm_set_client_cap",
    "SET_VERSION": "drm_set_version",
    "AUTH_MAGIC": "drm_auth",
    "SET_MASTER": None,
    "DROP_MASTER": None,
    "WAIT_VBLANK": "union drm_wait_vblank",
    "GEM_CLOSE": "drm_gem_close",
    "GEM_FLINK": "drm_gem_flink",
    "GEM_OPEN": "drm_gem_open",
    "PRIME_HANDLE_TO_FD": "drm_prime_handle",
    "PRIME_FD_TO_HANDLE": "drm_prime_handle",
    "MODE_GETRESOURCES": "drm_mode_card_res",
    "MODE_GETPLANERESOURCES": "drm_mode_get_plane_res",
    "MODE_GETCRTC": "drm_mode_crtc",
    "MODE_SETCRTC": "drm_mode_crtc",
    "MODE_GETPLANE": "drm_mode_get_plane",
    "MODE_SETPLANE": "drm_mode_set_plane",
    "MODE_CURSOR": "drm_mode_cursor",
    "MODE_CURSOR2": "drm_mode_cursor2",
    "MODE_GETGAMMA": "drm_mode_crtc_lut",
    "MODE_SETGAMMA": "drm_mode_crtc_lut",
    "MODE_GETENCODER": "drm_mode_get_encoder",
    "MODE_GETCONNECTOR": "drm_mode_get_connector",
    "MODE_ATTACHMODE": "drm_mode_mode_cmd",
    "MODE_DETACHMODE": "drm_mode_mode_cmd",
    "MODE_GETPROPERTY": "drm_mode_get_property",
    "MODE_SETPROPERTY": "drm_mode_connector_set_property",
    "MODE_GETPROPBLOB": "drm_mode_get_blob",
    "MODE_CREATEPROPBLOB": "drm_mode_create_blob",
    "MODE_DESTROYPROPBLOB": "drm_mode_destroy_blob",
    "MODE_GETFB": "drm_mode_fb_cmd",
    "MODE_GETFB2": "drm_mode_fb_cmd2",
    "MODE_ADDFB": "drm_mode_fb_cmd",
    "MODE_ADDFB2": "drm_mode_fb_cmd2",
    "MODE_RMFB": "unsigned int",
    "MODE_CLOSEFB": "drm_mode_closefb",
    "MODE_PAGE_FLIP": "drm_mode_crtc_page_flip",
    "MODE_DIRTYFB": "drm_mode_fb_dirty_cmd",
    "MODE_CREATE_DUMB": "drm_mode_create_dumb",
    "MODE_MAP_DUMB": "drm_mode_map_dumb",
    "MODE_DESTROY_DUMB": "drm_mode_destroy_dumb",
    "MODE_OBJ_GETPROPERTIES": "drm_mode_obj_get_properties",
    "MODE_OBJ_SETPROPERTY": "drm_mode_obj_set_property",
    "MODE_ATOMIC": "drm_mode_atomic",
    "MODE_CREATE_LEASE": "drm_mode_create_lease",
    "MODE_LIST_LESSEES": "drm_mode_list_lessees",
    "MODE_GET_LEASE": "drm_mode_get_lease",
    "MODE_REVOKE_LEASE": "drm_mode_revoke_lease",
    "CRTC_GET_SEQUENCE": "drm_crtc_get_sequence",
    "CRTC_QUEUE_SEQUENCE": "drm_crtc_queue_sequence",
    "SYNCOBJ_CREATE": "drm_syncobj_create",
    "SYNCOBJ_DESTROY": "drm_syncobj_destroy",
    "SYNCOBJ_HANDLE_TO_FD": "drm_syncobj_handle",
    "SYNCOBJ_FD_TO_HANDLE": "drm_syncobj_handle",
    "SYNCOBJ_WAIT": "drm_syncobj_wait",
    "SYNCOBJ_RESET": "drm_syncobj_array",
    "SYNCOBJ_SIGNAL": "drm_syncobj_array",
    "SYNCOBJ_TIMELINE_WAIT": "drm_syncobj_timeline_wait",
    "SYNCOBJ_QUERY": "drm_syncobj_timeline_array",
    "SYNCOBJ_TRANSFER": "drm_syncobj_transfer",
    "SYNCOBJ_TIMELINE_SIGNAL": "drm_syncobj_timeline_array",
    "SYNCOBJ_EVENTFD": "drm_syncobj_eventfd",
    "SET_CLIENT_NAME": "drm_set_client_name",
    "GEM_CHANGE_HANDLE": "drm_gem_change_handle",
    "VGEM_FENCE_ATTACH": "drm_vgem_fence_attach",
    "VGEM_FENCE_SIGNAL": "drm_vgem_fence_signal",
}

# Full names: these have no common prefix.
OTHER: dict[str, str | None] = {
    "DMA_BUF_IOCTL_SYNC": "dma_buf_sync",
    "DMA_BUF_SET_NAME": None,
    "DMA_BUF_SET_NAME_A": None,
    "DMA_BUF_SET_NAME_B": None,
    "DMA_BUF_IOCTL_EXPORT_SYNC_FILE": "dma_buf_export_sync_file",
    "DMA_BUF_IOCTL_IMPORT_SYNC_FILE": "dma_buf_import_sync_file",
    "SYNC_IOC_MERGE": "sync_merge_data",
    "SYNC_IOC_FILE_INFO": "sync_file_info",
    "SYNC_IOC_SET_DEADLINE": "sync_set_deadline",
    "SW_SYNC_IOC_CREATE_FENCE": "sw_sync_create_fence_data",
    "SW_SYNC_IOC_INC": "unsigned int",
    "SW_SYNC_GET_DEADLINE": "sw_sync_get_deadline",
    "UDMABUF_CREATE": "udmabuf_create",
    "UDMABUF_CREATE_LIST": "udmabuf_create_list",
    "DMA_HEAP_IOCTL_ALLOC": "dma_heap_allocation_data",
    # virtio-gpu's, by their full names: they are no core ioctls, which the tables below sort by permission.
    "DRM_IOCTL_VIRTGPU_MAP": "drm_virtgpu_map",
    "DRM_IOCTL_VIRTGPU_EXECBUFFER": "drm_virtgpu_execbuffer",
    "DRM_IOCTL_VIRTGPU_GETPARAM": "drm_virtgpu_getparam",
    "DRM_IOCTL_VIRTGPU_RESOURCE_CREATE": "drm_virtgpu_resource_create",
    "DRM_IOCTL_VIRTGPU_RESOURCE_INFO": "drm_virtgpu_resource_info",
    "DRM_IOCTL_VIRTGPU_TRANSFER_FROM_HOST": "drm_virtgpu_3d_transfer_from_host",
    "DRM_IOCTL_VIRTGPU_TRANSFER_TO_HOST": "drm_virtgpu_3d_transfer_to_host",
    "DRM_IOCTL_VIRTGPU_WAIT": "drm_virtgpu_3d_wait",
    "DRM_IOCTL_VIRTGPU_GET_CAPS": "drm_virtgpu_get_caps",
    "DRM_IOCTL_VIRTGPU_RESOURCE_CREATE_BLOB": "drm_virtgpu_resource_create_blob",
    "DRM_IOCTL_VIRTGPU_CONTEXT_INIT": "drm_virtgpu_context_init",
}

#: Core ioctls with DRM_RENDER_ALLOW (drm_ioctl.c, the table drm_ioctls).
ON_RENDER = (
    "VERSION",
    "GET_CAP",
    "GEM_CLOSE",
    "PRIME_HANDLE_TO_FD",
    "PRIME_FD_TO_HANDLE",
    *(name for name in DRM if name.startswith("SYNCOBJ_")),
)

#: Newer than the oldest kernel that the suite runs on: where they are missing the answer is EINVAL.
RECENT = ("SET_CLIENT_NAME", "GEM_CHANGE_HANDLE")

#: Core ioctls that a render node refuses with EACCES.
NOT_ON_RENDER = tuple(name for name in DRM if name not in (*ON_RENDER, *RECENT) and not name.startswith("VGEM_"))

#: Core ioctls that only the DRM master may call.
FOR_MASTER = (
    "SET_VERSION",
    "AUTH_MAGIC",
    "MODE_SETCRTC",
    "MODE_SETPLANE",
    "MODE_CURSOR",
    "MODE_CURSOR2",
    "MODE_SETGAMMA",
    "MODE_ATTACHMODE",
    "MODE_DETACHMODE",
    "MODE_SETPROPERTY",
    "MODE_PAGE_FLIP",
    "MODE_DIRTYFB",
    "MODE_OBJ_SETPROPERTY",
    "MODE_ATOMIC",
    "MODE_CREATE_LEASE",
    "MODE_LIST_LESSEES",
    "MODE_GET_LEASE",
    "MODE_REVOKE_LEASE",
)


def constant(name: str) -> str:
    """The upstream constant's name for a short name of this table."""
    return name if name in OTHER else f"DRM_IOCTL_{name}"


def struct(name: str) -> str | None:
    """The upstream struct's name, or None for an ioctl without one."""
    return DRM[name] if name in DRM else OTHER[name]
