"""What the tests of the commands share: a tiny folder of data, and a run of train.py that was exported."""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
from PIL import Image

import loss
import strokes
from goldens import test_picture


HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("BRUSHLITE_DATA", HERE.parent.parent / "shared" / "data"))
STYLES = ["great-wave", "the-scream"]
TINY = ["--limit", 4, "--crops", "48x2:1", "--style-size", 64, "--styles", *STYLES, "--device", "cpu"]

# Stands in for shared/quality/measure.py, which takes seconds a style and needs files that may be absent.
JUDGE = '''
from PIL import Image
def measure(pairs, style):
    for photo, painting in pairs:
        assert photo.stem == painting.stem and Image.open(photo).size == Image.open(painting).size
    terms = {"content": float(len(pairs)), "style@256": float(style.stem == "great-wave"), "score": 1.0}
    return {"distilled": terms, "vgg": terms}
'''
# Stands in for shared/quality/structure.py: what it finds is how bright the painting is.
STRUCTURE = '''
import numpy as np
from PIL import Image
def structure(pairs, style):
    bright = float(np.mean([np.asarray(Image.open(painting)).mean() / 255 for _, painting in pairs]))
    return {"content": bright, "structure": 0.5, "texture": 0.25, "size": 384}
'''


def random_loss_network(path, blocks=loss.CONVS_PER_BLOCK, width=8):
    """Write an .npz of a loss network's layout with random weights, for where the real one is absent."""
    random, arrays = np.random.default_rng(5), {}

    def conv(name, cout, cin, k):
        arrays[f"{name}.weight"] = random.normal(0, 1 / np.sqrt(cin * k * k), (cout, cin, k, k)).astype(np.float32)
        arrays[f"{name}.bias"] = np.zeros(cout, np.float32)

    conv("conv0", 3, 3, 1)
    for block, convs in enumerate(blocks, 1):
        for i in range(1, convs + 1):
            conv(f"conv{block}{i}", width, 3 if (block, i) == (1, 1) else width, 3)
        if path.name == loss.FILE:
            conv(f"conv{block}1_aux", 2 * width, width, 1)
    np.savez(path, **arrays)


def random_loss_networks(folder):
    """Write both loss networks, with random weights."""
    random_loss_network(Path(folder) / loss.FILE)
    random_loss_network(Path(folder) / strokes.FILE, strokes.CONVS_PER_BLOCK)


def make_data(root):
    """A folder like shared/data with four photos, one of them broken, three held out, and two paintings."""
    for name in ("train", "val256", "val480", "styles", "loss-network"):
        (root / name).mkdir(parents=True)
    for i, name in enumerate(["train/b", "train/c", "train/d", "val256/a", "val256/b", "val480/a"] + [f"styles/{s}" for s in STYLES]):
        Image.fromarray(test_picture(64, 64, seed=i)).save(root / f"{name}.jpg")
    (root / "train" / "a.jpg").write_bytes(b"no picture")
    random_loss_networks(root / "loss-network")
    for file in (loss.FILE, strokes.FILE):
        if (DATA / "loss-network" / file).is_file():
            shutil.copyfile(DATA / "loss-network" / file, root / "loss-network" / file)
    (root.parent / "quality").mkdir()
    (root.parent / "quality" / "measure.py").write_text(JUDGE)
    (root.parent / "quality" / "structure.py").write_text(STRUCTURE)
    public = root.parent / "quality" / "public" / STYLES[0]  # a public network's picture, of the first style only
    public.mkdir(parents=True)
    Image.fromarray(np.full((64, 64, 3), 51, np.uint8)).save(public / "a.jpg")


# Compiling takes longer than all steps of a test, and threads that spin starve whatever runs beside it.
ENVIRONMENT = {**os.environ, "TORCHDYNAMO_DISABLE": "1", "OMP_WAIT_POLICY": "PASSIVE"}


def line_of(script, *arguments):
    return [sys.executable, HERE / script, *map(str, arguments)]


def command(script, *arguments):
    return subprocess.run(line_of(script, *arguments), env=ENVIRONMENT, capture_output=True, text=True, timeout=900)


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


class CommandTest(unittest.TestCase):
    """Has no test of its own."""

    @classmethod
    def setUpClass(cls):
        cls.root = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        cls.data, cls.out, cls.models = cls.root / "data", cls.root / "run", cls.root / "models"
        make_data(cls.data)
        cls.trained = cls.train("--steps", 4)
        cls.exported = command("export.py", "--checkpoint", cls.out / "checkpoint.pt", "--out", cls.models)

    @classmethod
    def train(cls, *more, network="compressed", out=None):
        return command("train.py", "--network", network, "--data", cls.data, "--out", out or cls.out, *TINY, *more)

    def copy_of_run(self):
        copy = Path(self.enterContext(tempfile.TemporaryDirectory())) / "run"
        shutil.copytree(self.out, copy)
        return copy

    def assert_stops(self, result, sentence):
        """A failure is one line that says what is wrong, and no traceback."""
        self.assertNotEqual(result.returncode, 0)
        self.assertRegex(result.stderr, sentence)
        self.assertEqual(len(result.stderr.strip().splitlines()), 1, result.stderr)
