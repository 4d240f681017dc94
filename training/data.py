"""Photos and paintings, read from a folder laid out like shared/data (see its PROVENANCE.md)."""
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image

SUFFIXES = {".jpg", ".jpeg", ".png"}
STEERING, STEERING_SIDE = 10, 256  # photos, pixels
STYLES = Path(__file__).resolve().parent / "styles.json"


def judges_beside(data):
    """Returns the folder of the judges and the public networks' pictures, which is beside the data folder."""
    return Path(data).resolve().parent / "quality"


def load_picture(path, short=None):
    """-> uint8 [3, H, W]. With `short`, resized so that the shorter side is that many pixels."""
    with Image.open(path) as file:
        image = file.convert("RGB")
    if short:
        ratio = short / min(image.size)
        size = [max(short, round(side * ratio)) for side in image.size]
        image = image.resize(size, Image.LANCZOS)
    return torch.from_numpy(np.array(image)).permute(2, 0, 1)


def middle(picture, side):
    """Returns the middle [3, side, side] of a picture [3, H, W]."""
    y, x = ((length - side) // 2 for length in picture.shape[1:])
    return picture[:, y : y + side, x : x + side]


def square(path, side):
    """Returns the largest square in the middle of the picture, resized: uint8 [3, side, side]."""
    return middle(load_picture(path, side), side)


def unit(picture):
    """uint8 [3, H, W] -> float32 [1, 3, H, W] in 0..1."""
    return picture[None].float() / 255


def lightness(picture):
    """Returns the lightness [N, 1, H, W] of pictures [N, 3, H, W], by Rec. 601."""
    return (picture * picture.new_tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)).sum(1, keepdim=True)


def load_folder(folder, limit=None):
    """-> [(stem, uint8 picture)] by name. A file that can't be decoded is left out, with a line that says so."""
    folder = Path(folder)
    if not folder.is_dir():
        raise SystemExit(f"The photo folder is missing: there is no {folder}.")
    pictures = []
    for path in sorted(p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES)[:limit]:
        try:
            pictures.append((path.stem, load_picture(path)))
        except (OSError, SyntaxError) as error:
            print(f"data: {path.name} is left out, it can't be read ({error})", flush=True)
    if not pictures:
        raise SystemExit(f"There is no readable photo in {folder}.")
    return pictures


def spaced(items, count=None):
    """Returns `count` of the items, evenly spaced from the first; all without `count`."""
    count = min(count or len(items), len(items))
    return [items[i * len(items) // count] for i in range(count)]


def described():
    """-> the descriptions of styles.json, in its order."""
    return json.loads(STYLES.read_text(encoding="utf-8"))


def is_steering(count):
    """Returns for each of `count` photos whether it steers a run: STEERING of them, evenly spaced, or a tenth if few."""
    few = min(STEERING, max(1, count // 10))
    chosen = {i * count // few for i in range(few)}
    return [i in chosen for i in range(count)]


def training_photos(data, limit=None):
    """Returns ([(stem, uint8 picture)] to train on, [uint8 [3, S, S]] to steer by), both of <data>/train.

    A run is steered by the scores and sheets of a few photos that it never trains on. They are not among those that
    the models' cards are measured on, either: there, a choice that was made by them would look better than it is.
    """
    photos = load_folder(data / "train", limit)
    steering = is_steering(len(photos))
    chosen = [picture for (_, picture), steers in zip(photos, steering) if steers]
    side = min(STEERING_SIDE, *(s for picture in chosen for s in picture.shape[1:])) // 4 * 4
    others = [photo for photo, steers in zip(photos, steering) if not steers]
    if not others:
        raise SystemExit(f"There is but one readable photo in {data / 'train'}; one steers, and more are for training.")
    return others, [middle(picture, side) for picture in chosen]


def load_styles(folder, ids=None):
    """-> (descriptions from styles.json, paths), in row order."""
    styles = described()
    if ids:
        known = {s["id"]: s for s in styles}
        missing = [i for i in ids if i not in known]
        if missing:
            raise SystemExit(f"There is no style named {', '.join(missing)} in {STYLES.name}.")
        styles = [known[i] for i in ids]
    paths = [Path(folder) / s["file"] for s in styles]
    for path in paths:
        if not path.is_file():
            raise SystemExit(f"A painting is missing: there is no {path}.")
    return styles, paths


class Crops:
    """Random square crops, each at a random scale and flipped half of the time, made on `device`."""

    def __init__(self, pictures, seed, device="cpu"):
        self.pictures = [p.to(device) for _, p in pictures]
        self.random = np.random.default_rng(seed)

    def one(self, size):
        r = self.random
        picture = self.pictures[r.integers(len(self.pictures))]
        short = min(picture.shape[1:])
        # Between the crop's own size (a whole scene in a small crop) and the full photo's scale.
        window = int(r.integers(min(size, short), min(short, max(size, 2 * size)) + 1))
        y, x = (int(r.integers(side - window + 1)) for side in picture.shape[1:])
        crop = unit(picture[:, y : y + window, x : x + window])
        if window != size:
            crop = torch.nn.functional.interpolate(crop, (size, size), mode="bilinear", antialias=True, align_corners=False)
        return crop.flip(-1) if r.random() < 0.5 else crop

    def batch(self, size, count):
        """-> float32 [count, 3, size, size] in 0..1."""
        return torch.cat([self.one(size) for _ in range(count)]).clamp(0, 1)
