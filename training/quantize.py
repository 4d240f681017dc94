"""How numbers are stored in a model file: float32, or one of the standard TensorFlow.js quantizations; and two a byte."""
import numpy as np

PRECISIONS = ("float32", "float16", "uint8")
# Smaller still: most kernels with two weights a byte (pack), all other tensors with a byte a number.
PACKED = "uint4"
LEVELS, ZERO = 16, 8  # of a packed weight, and which of these numbers is 0


def equalize(weights):
    """Scale every output channel of conv weights [k, k, in, out] to the same largest magnitude.

    Instance norm divides the factor out again, so the network stays the same, and the one scale that a
    uint8 tensor has fits each of its channels as if each had its own. Channels only grow, so that their
    variance only moves away from the norm's epsilon (1e-5), the one term that isn't free of scale.
    """
    peaks = np.abs(weights).max((0, 1, 2))
    return weights * (peaks.max() / np.where(peaks > 0, peaks, 1)).astype(np.float32) if peaks.max() > 0 else weights


def storage(name, precision):
    """How the tensor `name` is stored in a model of `precision`: rows of styles go below float16 in the smallest only."""
    kind = name.rpartition("/")[2]
    if precision == PACKED and kind in ("weights", "scale", "shift"):
        return "uint8"
    if kind == "weights":
        return precision
    return "float16" if kind in ("scale", "shift") and precision != "float32" else "float32"


def pack(numbers):
    """Two numbers a byte: uint8 [k, k, in, out] of 0 .. 15 -> [k, k, in, out / 2].

    The high half of a byte is of an output channel of the first half, the low one of the channel out / 2 behind it.
    """
    first, second = np.split(numbers, 2, -1)
    return LEVELS * first + second


def unpack(packed, step):
    """The inverse of pack, as weights: float32 [k, k, in, out], whole steps from 0. step: float32 [out]"""
    high = np.floor(packed / np.float32(LEVELS))
    return (np.concatenate([high, packed - LEVELS * high], -1).astype(np.float32) - ZERO) * step


def encode(name, value, precision, normalized=True):
    """-> (entry of the weights manifest, bytes, little-endian). normalized: a norm follows, which `equalize` needs.

    `value`: float32; int32, which stays as it is; or uint8, which is float32 in the network, of whole numbers.
    """
    stored = storage(name, precision)
    entry = {"name": name, "shape": list(value.shape), "dtype": str(value.dtype)}
    if value.dtype == np.uint8:
        entry.update(dtype="float32", quantization={"dtype": "uint8", "original_dtype": "float32", "min": 0, "scale": 1})
        return entry, value.tobytes()
    if value.dtype == np.int32 or stored == "float32":
        return entry, value.astype(value.dtype.newbyteorder("<")).tobytes()
    entry["quantization"] = quantization = {"dtype": stored, "original_dtype": "float32"}
    if stored == "float16":
        return entry, value.astype("<f2").tobytes()
    if not name.endswith("/weights"):
        # Rows of styles: from the least number to the largest.
        low, scale = float(value.min()), float(np.ptp(value)) / 255 or 1.0
        quantization.update(min=low, scale=scale)
        return entry, np.round((value.astype(np.float64) - low) / scale).astype(np.uint8).tobytes()
    value = equalize(value) if normalized else value
    scale = float(np.abs(value).max()) / 127 or 1.0
    # 128 steps below zero, so that zero is a level: what training has switched off stays off.
    quantization.update(min=-128 * scale, scale=scale)
    return entry, (np.round(value.astype(np.float64) / scale) + 128).astype(np.uint8).tobytes()


def bytes_of(entry):
    """How many bytes the tensor of a weights manifest entry takes."""
    stored = entry.get("quantization", entry)["dtype"]
    return int(np.prod(entry["shape"])) * np.dtype(stored).itemsize


def decode(entry, data):
    """The inverse of encode, computed as tfjs does: in float64, then rounded to float32."""
    quantization = entry.get("quantization", {})
    stored = quantization.get("dtype", entry["dtype"])
    value = np.frombuffer(data, np.dtype(stored).newbyteorder("<")).reshape(entry["shape"])
    if stored == "uint8":
        value = value.astype(np.float64) * quantization["scale"] + quantization["min"]
    return value.astype(entry["dtype"])
