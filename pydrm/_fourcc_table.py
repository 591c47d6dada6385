# GENERATED from bindings.h by scripts/regen.py
"""Pixel formats, modifiers and modifier vendors: the names of drm_fourcc.h and their values."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar

    from .formats import Fourcc, Modifier

    class FourccNames(int):
        """The names that Fourcc has as class attributes."""

        INVALID: ClassVar[Fourcc]
        C1: ClassVar[Fourcc]
        C2: ClassVar[Fourcc]
        C4: ClassVar[Fourcc]
        C8: ClassVar[Fourcc]
        D1: ClassVar[Fourcc]
        D2: ClassVar[Fourcc]
        D4: ClassVar[Fourcc]
        D8: ClassVar[Fourcc]
        R1: ClassVar[Fourcc]
        R2: ClassVar[Fourcc]
        R4: ClassVar[Fourcc]
        R8: ClassVar[Fourcc]
        R10: ClassVar[Fourcc]
        R12: ClassVar[Fourcc]
        R16: ClassVar[Fourcc]
        RG88: ClassVar[Fourcc]
        GR88: ClassVar[Fourcc]
        RG1616: ClassVar[Fourcc]
        GR1616: ClassVar[Fourcc]
        RGB332: ClassVar[Fourcc]
        BGR233: ClassVar[Fourcc]
        XRGB4444: ClassVar[Fourcc]
        XBGR4444: ClassVar[Fourcc]
        RGBX4444: ClassVar[Fourcc]
        BGRX4444: ClassVar[Fourcc]
        ARGB4444: ClassVar[Fourcc]
        ABGR4444: ClassVar[Fourcc]
        RGBA4444: ClassVar[Fourcc]
        BGRA4444: ClassVar[Fourcc]
        XRGB1555: ClassVar[Fourcc]
        XBGR1555: ClassVar[Fourcc]
        RGBX5551: ClassVar[Fourcc]
        BGRX5551: ClassVar[Fourcc]
        ARGB1555: ClassVar[Fourcc]
        ABGR1555: ClassVar[Fourcc]
        RGBA5551: ClassVar[Fourcc]
        BGRA5551: ClassVar[Fourcc]
        RGB565: ClassVar[Fourcc]
        BGR565: ClassVar[Fourcc]
        RGB888: ClassVar[Fourcc]
        BGR888: ClassVar[Fourcc]
        XRGB8888: ClassVar[Fourcc]
        XBGR8888: ClassVar[Fourcc]
        RGBX8888: ClassVar[Fourcc]
        BGRX8888: ClassVar[Fourcc]
        ARGB8888: ClassVar[Fourcc]
        ABGR8888: ClassVar[Fourcc]
        RGBA8888: ClassVar[Fourcc]
        BGRA8888: ClassVar[Fourcc]
        XRGB2101010: ClassVar[Fourcc]
        XBGR2101010: ClassVar[Fourcc]
        RGBX1010102: ClassVar[Fourcc]
        BGRX1010102: ClassVar[Fourcc]
        ARGB2101010: ClassVar[Fourcc]
        ABGR2101010: ClassVar[Fourcc]
        RGBA1010102: ClassVar[Fourcc]
        BGRA1010102: ClassVar[Fourcc]
        RGB161616: ClassVar[Fourcc]
        BGR161616: ClassVar[Fourcc]
        XRGB16161616: ClassVar[Fourcc]
        XBGR16161616: ClassVar[Fourcc]
        ARGB16161616: ClassVar[Fourcc]
        ABGR16161616: ClassVar[Fourcc]
        XRGB16161616F: ClassVar[Fourcc]
        XBGR16161616F: ClassVar[Fourcc]
        ARGB16161616F: ClassVar[Fourcc]
        ABGR16161616F: ClassVar[Fourcc]
        R16F: ClassVar[Fourcc]
        GR1616F: ClassVar[Fourcc]
        BGR161616F: ClassVar[Fourcc]
        R32F: ClassVar[Fourcc]
        GR3232F: ClassVar[Fourcc]
        BGR323232F: ClassVar[Fourcc]
        ABGR32323232F: ClassVar[Fourcc]
        AXBXGXRX106106106106: ClassVar[Fourcc]
        YUYV: ClassVar[Fourcc]
        YVYU: ClassVar[Fourcc]
        UYVY: ClassVar[Fourcc]
        VYUY: ClassVar[Fourcc]
        AYUV: ClassVar[Fourcc]
        AVUY8888: ClassVar[Fourcc]
        XYUV8888: ClassVar[Fourcc]
        XVUY8888: ClassVar[Fourcc]
        VUY888: ClassVar[Fourcc]
        VUY101010: ClassVar[Fourcc]
        XVUY2101010: ClassVar[Fourcc]
        Y210: ClassVar[Fourcc]
        Y212: ClassVar[Fourcc]
        Y216: ClassVar[Fourcc]
        Y410: ClassVar[Fourcc]
        Y412: ClassVar[Fourcc]
        Y416: ClassVar[Fourcc]
        XVYU2101010: ClassVar[Fourcc]
        XVYU12_16161616: ClassVar[Fourcc]
        XVYU16161616: ClassVar[Fourcc]
        Y0L0: ClassVar[Fourcc]
        X0L0: ClassVar[Fourcc]
        Y0L2: ClassVar[Fourcc]
        X0L2: ClassVar[Fourcc]
        YUV420_8BIT: ClassVar[Fourcc]
        YUV420_10BIT: ClassVar[Fourcc]
        XRGB8888_A8: ClassVar[Fourcc]
        XBGR8888_A8: ClassVar[Fourcc]
        RGBX8888_A8: ClassVar[Fourcc]
        BGRX8888_A8: ClassVar[Fourcc]
        RGB888_A8: ClassVar[Fourcc]
        BGR888_A8: ClassVar[Fourcc]
        RGB565_A8: ClassVar[Fourcc]
        BGR565_A8: ClassVar[Fourcc]
        NV12: ClassVar[Fourcc]
        NV21: ClassVar[Fourcc]
        NV16: ClassVar[Fourcc]
        NV61: ClassVar[Fourcc]
        NV24: ClassVar[Fourcc]
        NV42: ClassVar[Fourcc]
        NV15: ClassVar[Fourcc]
        NV20: ClassVar[Fourcc]
        NV30: ClassVar[Fourcc]
        P210: ClassVar[Fourcc]
        P010: ClassVar[Fourcc]
        P012: ClassVar[Fourcc]
        P016: ClassVar[Fourcc]
        P030: ClassVar[Fourcc]
        P230: ClassVar[Fourcc]
        Q410: ClassVar[Fourcc]
        Q401: ClassVar[Fourcc]
        T430: ClassVar[Fourcc]
        S010: ClassVar[Fourcc]
        S210: ClassVar[Fourcc]
        S410: ClassVar[Fourcc]
        S012: ClassVar[Fourcc]
        S212: ClassVar[Fourcc]
        S412: ClassVar[Fourcc]
        S016: ClassVar[Fourcc]
        S216: ClassVar[Fourcc]
        S416: ClassVar[Fourcc]
        YUV410: ClassVar[Fourcc]
        YVU410: ClassVar[Fourcc]
        YUV411: ClassVar[Fourcc]
        YVU411: ClassVar[Fourcc]
        YUV420: ClassVar[Fourcc]
        YVU420: ClassVar[Fourcc]
        YUV422: ClassVar[Fourcc]
        YVU422: ClassVar[Fourcc]
        YUV444: ClassVar[Fourcc]
        YVU444: ClassVar[Fourcc]
        Y8: ClassVar[Fourcc]
        XYYY2101010: ClassVar[Fourcc]

    class ModifierNames(int):
        """The names that Modifier has as class attributes."""

        GENERIC_16_16_TILE: ClassVar[Modifier]
        INVALID: ClassVar[Modifier]
        LINEAR: ClassVar[Modifier]
        I915_X_TILED: ClassVar[Modifier]
        I915_Y_TILED: ClassVar[Modifier]
        I915_Yf_TILED: ClassVar[Modifier]
        I915_Y_TILED_CCS: ClassVar[Modifier]
        I915_Yf_TILED_CCS: ClassVar[Modifier]
        I915_Y_TILED_GEN12_RC_CCS: ClassVar[Modifier]
        I915_Y_TILED_GEN12_MC_CCS: ClassVar[Modifier]
        I915_Y_TILED_GEN12_RC_CCS_CC: ClassVar[Modifier]
        I915_4_TILED: ClassVar[Modifier]
        I915_4_TILED_DG2_RC_CCS: ClassVar[Modifier]
        I915_4_TILED_DG2_MC_CCS: ClassVar[Modifier]
        I915_4_TILED_DG2_RC_CCS_CC: ClassVar[Modifier]
        I915_4_TILED_MTL_RC_CCS: ClassVar[Modifier]
        I915_4_TILED_MTL_MC_CCS: ClassVar[Modifier]
        I915_4_TILED_MTL_RC_CCS_CC: ClassVar[Modifier]
        I915_4_TILED_LNL_CCS: ClassVar[Modifier]
        I915_4_TILED_BMG_CCS: ClassVar[Modifier]
        SAMSUNG_64_32_TILE: ClassVar[Modifier]
        SAMSUNG_16_16_TILE: ClassVar[Modifier]
        QCOM_COMPRESSED: ClassVar[Modifier]
        QCOM_TILED3: ClassVar[Modifier]
        QCOM_TILED2: ClassVar[Modifier]
        VIVANTE_TILED: ClassVar[Modifier]
        VIVANTE_SUPER_TILED: ClassVar[Modifier]
        VIVANTE_SPLIT_TILED: ClassVar[Modifier]
        VIVANTE_SPLIT_SUPER_TILED: ClassVar[Modifier]
        NVIDIA_TEGRA_TILED: ClassVar[Modifier]
        NVIDIA_16BX2_BLOCK_ONE_GOB: ClassVar[Modifier]
        NVIDIA_16BX2_BLOCK_TWO_GOB: ClassVar[Modifier]
        NVIDIA_16BX2_BLOCK_FOUR_GOB: ClassVar[Modifier]
        NVIDIA_16BX2_BLOCK_EIGHT_GOB: ClassVar[Modifier]
        NVIDIA_16BX2_BLOCK_SIXTEEN_GOB: ClassVar[Modifier]
        NVIDIA_16BX2_BLOCK_THIRTYTWO_GOB: ClassVar[Modifier]
        BROADCOM_VC4_T_TILED: ClassVar[Modifier]
        BROADCOM_SAND32: ClassVar[Modifier]
        BROADCOM_SAND64: ClassVar[Modifier]
        BROADCOM_SAND128: ClassVar[Modifier]
        BROADCOM_SAND256: ClassVar[Modifier]
        BROADCOM_UIF: ClassVar[Modifier]
        ARM_16X16_BLOCK_U_INTERLEAVED: ClassVar[Modifier]
        ARM_INTERLEAVED_64K: ClassVar[Modifier]
        ALLWINNER_TILED: ClassVar[Modifier]
        MTK_16L_32S_TILE: ClassVar[Modifier]
        APPLE_GPU_TILED: ClassVar[Modifier]
        APPLE_GPU_TILED_COMPRESSED: ClassVar[Modifier]


FOURCCS = {
    "INVALID": 0x00000000,
    "C1": 0x20203143,  # C1
    "C2": 0x20203243,  # C2
    "C4": 0x20203443,  # C4
    "C8": 0x20203843,  # C8
    "D1": 0x20203144,  # D1
    "D2": 0x20203244,  # D2
    "D4": 0x20203444,  # D4
    "D8": 0x20203844,  # D8
    "R1": 0x20203152,  # R1
    "R2": 0x20203252,  # R2
    "R4": 0x20203452,  # R4
    "R8": 0x20203852,  # R8
    "R10": 0x20303152,  # R10
    "R12": 0x20323152,  # R12
    "R16": 0x20363152,  # R16
    "RG88": 0x38384752,  # RG88
    "GR88": 0x38385247,  # GR88
    "RG1616": 0x32334752,  # RG32
    "GR1616": 0x32335247,  # GR32
    "RGB332": 0x38424752,  # RGB8
    "BGR233": 0x38524742,  # BGR8
    "XRGB4444": 0x32315258,  # XR12
    "XBGR4444": 0x32314258,  # XB12
    "RGBX4444": 0x32315852,  # RX12
    "BGRX4444": 0x32315842,  # BX12
    "ARGB4444": 0x32315241,  # AR12
    "ABGR4444": 0x32314241,  # AB12
    "RGBA4444": 0x32314152,  # RA12
    "BGRA4444": 0x32314142,  # BA12
    "XRGB1555": 0x35315258,  # XR15
    "XBGR1555": 0x35314258,  # XB15
    "RGBX5551": 0x35315852,  # RX15
    "BGRX5551": 0x35315842,  # BX15
    "ARGB1555": 0x35315241,  # AR15
    "ABGR1555": 0x35314241,  # AB15
    "RGBA5551": 0x35314152,  # RA15
    "BGRA5551": 0x35314142,  # BA15
    "RGB565": 0x36314752,  # RG16
    "BGR565": 0x36314742,  # BG16
    "RGB888": 0x34324752,  # RG24
    "BGR888": 0x34324742,  # BG24
    "XRGB8888": 0x34325258,  # XR24
    "XBGR8888": 0x34324258,  # XB24
    "RGBX8888": 0x34325852,  # RX24
    "BGRX8888": 0x34325842,  # BX24
    "ARGB8888": 0x34325241,  # AR24
    "ABGR8888": 0x34324241,  # AB24
    "RGBA8888": 0x34324152,  # RA24
    "BGRA8888": 0x34324142,  # BA24
    "XRGB2101010": 0x30335258,  # XR30
    "XBGR2101010": 0x30334258,  # XB30
    "RGBX1010102": 0x30335852,  # RX30
    "BGRX1010102": 0x30335842,  # BX30
    "ARGB2101010": 0x30335241,  # AR30
    "ABGR2101010": 0x30334241,  # AB30
    "RGBA1010102": 0x30334152,  # RA30
    "BGRA1010102": 0x30334142,  # BA30
    "RGB161616": 0x38344752,  # RG48
    "BGR161616": 0x38344742,  # BG48
    "XRGB16161616": 0x38345258,  # XR48
    "XBGR16161616": 0x38344258,  # XB48
    "ARGB16161616": 0x38345241,  # AR48
    "ABGR16161616": 0x38344241,  # AB48
    "XRGB16161616F": 0x48345258,  # XR4H
    "XBGR16161616F": 0x48344258,  # XB4H
    "ARGB16161616F": 0x48345241,  # AR4H
    "ABGR16161616F": 0x48344241,  # AB4H
    "R16F": 0x48202052,  # R  H
    "GR1616F": 0x48205247,  # GR H
    "BGR161616F": 0x48524742,  # BGRH
    "R32F": 0x46202052,  # R  F
    "GR3232F": 0x46205247,  # GR F
    "BGR323232F": 0x46524742,  # BGRF
    "ABGR32323232F": 0x46384241,  # AB8F
    "AXBXGXRX106106106106": 0x30314241,  # AB10
    "YUYV": 0x56595559,  # YUYV
    "YVYU": 0x55595659,  # YVYU
    "UYVY": 0x59565955,  # UYVY
    "VYUY": 0x59555956,  # VYUY
    "AYUV": 0x56555941,  # AYUV
    "AVUY8888": 0x59555641,  # AVUY
    "XYUV8888": 0x56555958,  # XYUV
    "XVUY8888": 0x59555658,  # XVUY
    "VUY888": 0x34325556,  # VU24
    "VUY101010": 0x30335556,  # VU30
    "XVUY2101010": 0x30335958,  # XY30
    "Y210": 0x30313259,  # Y210
    "Y212": 0x32313259,  # Y212
    "Y216": 0x36313259,  # Y216
    "Y410": 0x30313459,  # Y410
    "Y412": 0x32313459,  # Y412
    "Y416": 0x36313459,  # Y416
    "XVYU2101010": 0x30335658,  # XV30
    "XVYU12_16161616": 0x36335658,  # XV36
    "XVYU16161616": 0x38345658,  # XV48
    "Y0L0": 0x304C3059,  # Y0L0
    "X0L0": 0x304C3058,  # X0L0
    "Y0L2": 0x324C3059,  # Y0L2
    "X0L2": 0x324C3058,  # X0L2
    "YUV420_8BIT": 0x38305559,  # YU08
    "YUV420_10BIT": 0x30315559,  # YU10
    "XRGB8888_A8": 0x38415258,  # XRA8
    "XBGR8888_A8": 0x38414258,  # XBA8
    "RGBX8888_A8": 0x38415852,  # RXA8
    "BGRX8888_A8": 0x38415842,  # BXA8
    "RGB888_A8": 0x38413852,  # R8A8
    "BGR888_A8": 0x38413842,  # B8A8
    "RGB565_A8": 0x38413552,  # R5A8
    "BGR565_A8": 0x38413542,  # B5A8
    "NV12": 0x3231564E,  # NV12
    "NV21": 0x3132564E,  # NV21
    "NV16": 0x3631564E,  # NV16
    "NV61": 0x3136564E,  # NV61
    "NV24": 0x3432564E,  # NV24
    "NV42": 0x3234564E,  # NV42
    "NV15": 0x3531564E,  # NV15
    "NV20": 0x3032564E,  # NV20
    "NV30": 0x3033564E,  # NV30
    "P210": 0x30313250,  # P210
    "P010": 0x30313050,  # P010
    "P012": 0x32313050,  # P012
    "P016": 0x36313050,  # P016
    "P030": 0x30333050,  # P030
    "P230": 0x30333250,  # P230
    "Q410": 0x30313451,  # Q410
    "Q401": 0x31303451,  # Q401
    "T430": 0x30333454,  # T430
    "S010": 0x30313053,  # S010
    "S210": 0x30313253,  # S210
    "S410": 0x30313453,  # S410
    "S012": 0x32313053,  # S012
    "S212": 0x32313253,  # S212
    "S412": 0x32313453,  # S412
    "S016": 0x36313053,  # S016
    "S216": 0x36313253,  # S216
    "S416": 0x36313453,  # S416
    "YUV410": 0x39565559,  # YUV9
    "YVU410": 0x39555659,  # YVU9
    "YUV411": 0x31315559,  # YU11
    "YVU411": 0x31315659,  # YV11
    "YUV420": 0x32315559,  # YU12
    "YVU420": 0x32315659,  # YV12
    "YUV422": 0x36315559,  # YU16
    "YVU422": 0x36315659,  # YV16
    "YUV444": 0x34325559,  # YU24
    "YVU444": 0x34325659,  # YV24
    "Y8": 0x59455247,  # GREY
    "XYYY2101010": 0x34415059,  # YPA4
}

# Those with a name of their own. Most modifiers of AMD, Arm and NVIDIA are built from fields instead.
MODIFIERS = {
    "GENERIC_16_16_TILE": 0x0400000000000002,
    "INVALID": 0x00FFFFFFFFFFFFFF,
    "LINEAR": 0x0000000000000000,
    "I915_X_TILED": 0x0100000000000001,
    "I915_Y_TILED": 0x0100000000000002,
    "I915_Yf_TILED": 0x0100000000000003,
    "I915_Y_TILED_CCS": 0x0100000000000004,
    "I915_Yf_TILED_CCS": 0x0100000000000005,
    "I915_Y_TILED_GEN12_RC_CCS": 0x0100000000000006,
    "I915_Y_TILED_GEN12_MC_CCS": 0x0100000000000007,
    "I915_Y_TILED_GEN12_RC_CCS_CC": 0x0100000000000008,
    "I915_4_TILED": 0x0100000000000009,
    "I915_4_TILED_DG2_RC_CCS": 0x010000000000000A,
    "I915_4_TILED_DG2_MC_CCS": 0x010000000000000B,
    "I915_4_TILED_DG2_RC_CCS_CC": 0x010000000000000C,
    "I915_4_TILED_MTL_RC_CCS": 0x010000000000000D,
    "I915_4_TILED_MTL_MC_CCS": 0x010000000000000E,
    "I915_4_TILED_MTL_RC_CCS_CC": 0x010000000000000F,
    "I915_4_TILED_LNL_CCS": 0x0100000000000010,
    "I915_4_TILED_BMG_CCS": 0x0100000000000011,
    "SAMSUNG_64_32_TILE": 0x0400000000000001,
    "SAMSUNG_16_16_TILE": 0x0400000000000002,
    "QCOM_COMPRESSED": 0x0500000000000001,
    "QCOM_TILED3": 0x0500000000000003,
    "QCOM_TILED2": 0x0500000000000002,
    "VIVANTE_TILED": 0x0600000000000001,
    "VIVANTE_SUPER_TILED": 0x0600000000000002,
    "VIVANTE_SPLIT_TILED": 0x0600000000000003,
    "VIVANTE_SPLIT_SUPER_TILED": 0x0600000000000004,
    "NVIDIA_TEGRA_TILED": 0x0300000000000001,
    "NVIDIA_16BX2_BLOCK_ONE_GOB": 0x0300000000000010,
    "NVIDIA_16BX2_BLOCK_TWO_GOB": 0x0300000000000011,
    "NVIDIA_16BX2_BLOCK_FOUR_GOB": 0x0300000000000012,
    "NVIDIA_16BX2_BLOCK_EIGHT_GOB": 0x0300000000000013,
    "NVIDIA_16BX2_BLOCK_SIXTEEN_GOB": 0x0300000000000014,
    "NVIDIA_16BX2_BLOCK_THIRTYTWO_GOB": 0x0300000000000015,
    "BROADCOM_VC4_T_TILED": 0x0700000000000001,
    "BROADCOM_SAND32": 0x0700000000000002,
    "BROADCOM_SAND64": 0x0700000000000003,
    "BROADCOM_SAND128": 0x0700000000000004,
    "BROADCOM_SAND256": 0x0700000000000005,
    "BROADCOM_UIF": 0x0700000000000006,
    "ARM_16X16_BLOCK_U_INTERLEAVED": 0x0810000000000001,
    "ARM_INTERLEAVED_64K": 0x0810000000000002,
    "ALLWINNER_TILED": 0x0900000000000001,
    "MTK_16L_32S_TILE": 0x0B00000000000001,
    "APPLE_GPU_TILED": 0x0C00000000000001,
    "APPLE_GPU_TILED_COMPRESSED": 0x0C00000000000002,
}

VENDORS = {
    0x00: "NONE",
    0x01: "INTEL",
    0x02: "AMD",
    0x03: "NVIDIA",
    0x04: "SAMSUNG",
    0x05: "QCOM",
    0x06: "VIVANTE",
    0x07: "BROADCOM",
    0x08: "ARM",
    0x09: "ALLWINNER",
    0x0A: "AMLOGIC",
    0x0B: "MTK",
    0x0C: "APPLE",
}
