"""Render the sample pictures: python3 scripts/samples/make.py [id ...] [--small]

Writes public/samples/<id>.jpg and public/samples/thumbs/<id>.jpg. With --small
the pictures are a third of the size and not supersampled, to try a change out;
they go to a folder of their own in the system's temporary directory.
"""
import importlib
import sys
import tempfile
import time
from pathlib import Path

from PIL import Image

from render import to_image

OUT = Path(__file__).resolve().parents[2] / "public" / "samples"
SIZES = {"landscape": (960, 720), "city": (960, 720), "portrait": (720, 960), "still-life": (960, 720),
         "sea": (960, 720), "night": (960, 720), "text": (960, 720)}
LIMIT, THUMB_LIMIT = 160_000, 15_000
# Where a thumbnail is cut from an upright picture: 0 is the top, 1 the bottom.
THUMB_FROM = 0.22


def save(image, path, quality, limit):
    """Save as JPEG, at a lower quality if it would be larger than `limit` bytes."""
    while True:
        image.save(path, quality=quality, optimize=True, progressive=True)
        if path.stat().st_size < limit or quality <= 60:
            return
        quality -= 2


def thumbnail(image):
    """240x180, cut to 4:3."""
    w, h = image.size
    high = min(h, w * 3 // 4)
    top = int((h - high) * THUMB_FROM)
    return image.crop((0, top, w, top + high)).resize((240, 180), Image.LANCZOS)


def main(args):
    """Render the pictures named in args, or all."""
    small = "--small" in args
    out = Path(tempfile.gettempdir()) / "brushlite-samples" if small else OUT
    for name in [a for a in args if not a.startswith("-")] or SIZES:
        start = time.time()
        w, h = SIZES[name]
        scene = importlib.import_module(name.replace("-", "_"))
        pixels = scene.render(w // 3, h // 3, 1) if small else scene.render(w, h, 2)
        image = to_image(pixels)
        (out / "thumbs").mkdir(parents=True, exist_ok=True)
        picture = out / f"{name}.jpg"
        save(image, picture, 85, LIMIT)
        save(thumbnail(image), out / "thumbs" / picture.name, 80, THUMB_LIMIT)
        print(f"{picture}: {picture.stat().st_size // 1000} kB, {time.time() - start:.0f} s", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
