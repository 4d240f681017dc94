"""The file of a learned style, which the page reads and writes, too: docs/rows-file.md."""
import hashlib
import io
import json
import struct

import numpy as np

MAGIC, VERSION = b"BRUSHROW", 1
SUFFIX = ".brushlite"
THUMBNAIL = 128  # pixels of the picture's side


def encode(name, network, fingerprint, steps, soft, bold, thumbnail=b""):
    """Returns the file's bytes. soft, bold: the rows, in the order of `row_of`; thumbnail: the bytes of a picture file."""
    body = soft.astype("<f4").tobytes() + bold.astype("<f4").tobytes() + thumbnail
    header = {
        "name": name, "network": network, "fingerprint": fingerprint, "steps": steps, "row": len(soft),
        "thumbnail": len(thumbnail), "sha256": hashlib.sha256(body).hexdigest(),
    }
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return MAGIC + struct.pack("<II", VERSION, len(text)) + text + body


def decode(data):
    """Returns (header, soft, bold, thumbnail) of a file's bytes. Raises ValueError where it is none, or damaged."""
    if data[:8] != MAGIC or len(data) < 16:
        raise ValueError("That is no file of a learned style.")
    version, length = struct.unpack("<II", data[8:16])
    if version != VERSION:
        raise ValueError(f"That file is of version {version}, and this program reads version {VERSION}.")
    header, body = json.loads(data[16 : 16 + length]), data[16 + length :]
    row = header["row"]
    if len(body) != 8 * row + header["thumbnail"] or hashlib.sha256(body).hexdigest() != header["sha256"]:
        raise ValueError("That file of a learned style is damaged.")
    rows = np.frombuffer(body[: 8 * row], "<f4")
    return header, rows[:row], rows[row:], body[8 * row :]


def row_of(net, place):
    """Returns a row of a StyleNet as one array: the scales, then the shifts, of each convolution with a norm in its order."""
    normalized = (module for module in net.convs.values() if module.conv.normalized)
    parts = (values[place] for module in normalized for values in (module.scale, module.shift))
    return np.concatenate([part.detach().cpu().numpy() for part in parts])


def thumbnail_of(painting):
    """Returns the middle of a painting, a file that Pillow reads, as the bytes of a small JPEG."""
    from PIL import Image, ImageOps

    with Image.open(painting) as file:
        small = ImageOps.fit(file.convert("RGB"), (THUMBNAIL, THUMBNAIL), Image.LANCZOS)
    out = io.BytesIO()
    small.save(out, "JPEG", quality=82)
    return out.getvalue()
