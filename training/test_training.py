"""The commands, from a folder of photos to a measured model, as a user runs them; tiny, on the CPU."""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch
from PIL import Image

import checkpoint
import loss
import strokes
import modelfile
import rowsfile
from data import Crops, load_picture, training_photos, unit
from goldens import paint, test_picture
from model import StyleNet
from rows import mixes
from test_network import random_net

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


class CommandsTest(unittest.TestCase):
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

    def test_trains_around_a_broken_photo(self):
        self.assertEqual(self.trained.returncode, 0, self.trained.stderr)
        self.assertRegex(self.trained.stdout, "a.jpg is left out")
        state = torch.load(self.out / "checkpoint.pt")
        self.assertEqual((state["step"], state["spec"]["id"], state["before"]), (4, "compressed", []))
        self.assertTrue((self.out / "sheet-000004.jpg").is_file())

    def test_resumes_where_it_stopped(self):
        out = self.copy_of_run()
        resumed = self.train("--steps", 6, "--resume", out=out)
        self.assertEqual(resumed.returncode, 0, resumed.stderr)
        before, after = (torch.load(folder / "checkpoint.pt") for folder in (self.out, out))
        self.assertEqual(after["step"], 6)
        self.assertGreater(after["seconds"], before["seconds"])
        steps = [next(iter(state["optimizers"][0]["state"].values()))["step"] for state in (before, after)]
        self.assertEqual([int(s) for s in steps], [4, 6])  # Adam's moments went on, too
        momentum = [next(iter(state["optimizers"][1]["state"].values()))["momentum"] for state in (before, after)]
        self.assertGreater(float((momentum[1] - momentum[0]).abs().max()), 0)  # and Muon's
        self.assertEqual([s["step"] for s in after["scores"]], [4, 6])

    def test_saves_where_it_is_told_to_stop(self):
        out = self.root / "stopped"
        with subprocess.Popen(
            line_of("train.py", "--network", "compressed", "--data", self.data, "--out", out, *TINY, "--steps", 100_000),
            env=ENVIRONMENT, stdout=subprocess.PIPE, text=True,
        ) as process:
            self.assertTrue(any(line.startswith("step 50 ") for line in process.stdout))
            process.terminate()
            process.stdout.read()
        self.assertEqual(process.returncode, 0)
        self.assertGreaterEqual(torch.load(out / "checkpoint.pt")["step"], 50)

    def test_mixes_two_networks(self):
        """Against the formula, and the card says what was mixed."""
        start, end, out = self.out / "checkpoint.pt", self.copy_of_run() / "checkpoint.pt", self.root / "mixed"
        state = torch.load(end)
        state["average"] = {name: value + 1 for name, value in state["average"].items()}
        torch.save(state, end)
        mixed = command("mix.py", "--start", start, "--end", end, "--share", 0.25, "--out", out / "checkpoint.pt")
        self.assertEqual(mixed.returncode, 0, mixed.stderr)
        found, wanted = torch.load(out / "checkpoint.pt"), torch.load(start)["average"]
        for name, value in wanted.items():
            torch.testing.assert_close(found["average"][name], value + 0.25)
        exported = command("export.py", "--checkpoint", out / "checkpoint.pt", "--out", out)
        self.assertEqual(exported.returncode, 0, exported.stderr)
        facts = read_json(out / "compressed-float32" / "card.json")["training"]["mixed"]
        self.assertEqual((facts["share"], facts["with"]["steps"]), (0.25, 4))
        torch.save({**state, "styles": []}, end)
        refused = command("mix.py", "--start", start, "--end", end, "--out", out / "checkpoint.pt")
        self.assert_stops(refused, "different networks or styles")

    def test_starts_from_another_network(self):
        first, warm = self.root / "first", self.root / "warm"
        for network, out, more in (("original", first, []), ("compressed", warm, ["--start-from", first / "checkpoint.pt"])):
            made = self.train("--steps", 1, "--rate", 0, "--muon", 0, *more, network=network, out=out)
            self.assertEqual(made.returncode, 0, made.stderr)
        source, state = checkpoint.network_of(torch.load(first / "checkpoint.pt")), torch.load(warm / "checkpoint.pt")
        [before] = state["before"]
        self.assertEqual((before["network"], before["steps"]), ("original", 1))
        # At a rate of 0 weights stay what they began as: copies, and where the kernel is another, a fit.
        fitted, plain = checkpoint.network_of(state), StyleNet(state["spec"], 2 * len(STYLES))
        for name, module in fitted.convs.items():
            if not name.startswith("res"):
                self.assertTrue(torch.equal(module.weight, source.convs[name].weight), name)
        photos = Crops(training_photos(self.data)[0], 1).batch(128, 4)
        plain.load_state_dict(fitted.state_dict())
        for name, module in plain.convs.items():
            if name.startswith("res"):
                torch.nn.init.normal_(module.weight)
        one_hot = torch.eye(2 * len(STYLES))[[0, 1, 2, 3]]
        with torch.no_grad():
            wanted, close, far = (n(photos, one_hot, end="deconv1") for n in (source, fitted, plain))
        self.assertLess(float((close - wanted).var()), 0.8 * float((far - wanted).var()))

    def test_starts_from_an_exported_model(self):
        out = self.root / "from-export"
        started = self.train("--steps", 1, "--rate", 0, "--muon", 0, "--start-from", self.models / "compressed-float32", out=out)
        self.assertEqual(started.returncode, 0, started.stderr)
        state = torch.load(out / "checkpoint.pt")
        source, _ = modelfile.network(self.models / "compressed-float32")
        for name, value in source.state_dict().items():  # at a rate of 0 they are what they were
            torch.testing.assert_close(state["model"][name], value)

    def test_paints_more_like_its_teacher(self):
        """Thirty small steps from the teacher itself lead away from it, and with its paintings as a target less far."""
        teacher, out = self.models / "compressed-float32", self.root / "taught"
        torch.manual_seed(6)
        image, off = torch.rand(2, 3, 32, 32), {}
        wanted, ends = modelfile.network(teacher)[0], torch.eye(4)[[0, 3]]  # one style soft, the other bold
        for name, more in (("alone", []), ("taught", ["--teacher", teacher, "--teach", 1000])):
            rates = ["--muon", 0, "--rate", 2e-4, "--average", 0]
            trained = self.train("--steps", 30, *rates, "--start-from", teacher, *more, out=out / name)
            self.assertEqual(trained.returncode, 0, trained.stderr)
            net = checkpoint.network_of(torch.load(out / name / "checkpoint.pt"))
            with torch.no_grad():
                off[name] = float(((net(image, ends) - wanted(image, ends)) ** 2).mean())
        self.assertLess(off["taught"], off["alone"])

    def test_a_loss_that_is_not_finite_keeps_the_last_good_checkpoint(self):
        out = self.copy_of_run()
        self.assert_stops(self.train("--steps", 9, "--resume", "--rate", 1e30, out=out), "loss is not finite at step")
        state = torch.load(out / "checkpoint.pt")
        self.assertEqual(state["step"], 4)
        self.assertTrue(all(bool(torch.isfinite(v).all()) for v in state["model"].values()))

    def test_starts_from_a_model_with_one_row_a_style(self):
        """Soft and bold begin as that row; a style that it lacks as the mean of its rows."""
        out, former = self.root / "from-one-row", self.root / "one-row"
        torch.manual_seed(9)
        source = random_net("compressed", 1)
        torch.save({"spec": source.spec, "styles": [{"id": "great-wave"}], "step": 7, "average": source.state_dict()}, former)
        started = self.train("--steps", 1, "--rate", 0, "--muon", 0, "--start-from", former, out=out)
        self.assertEqual(started.returncode, 0, started.stderr)
        state = torch.load(out / "checkpoint.pt")
        for name, value in source.state_dict().items():
            torch.testing.assert_close(state["model"][name], value if value.ndim == 4 else value.repeat(4, 1))

    def test_what_is_missing_or_does_not_fit_stops_with_a_sentence(self):
        self.assert_stops(self.train("--resume", network="original"), "is of another network; choose another --out")
        self.assert_stops(self.train("--resume", out=self.root / "none"), "There is no checkpoint")
        self.assert_stops(self.train("--data", self.root / "none"), "A painting is missing")
        nothing = self.root / "nothing"
        shutil.copytree(self.data, nothing, ignore=shutil.ignore_patterns("train"))
        self.assert_stops(self.train("--data", nothing), "The photo folder is missing")
        self.assert_stops(self.train("--favour", "cubism=2"), "--favour names cubism, which is no style of this run")
        self.assert_stops(self.train("--levels", "cubism=2:3"), "--levels names cubism, which is no style of this run")
        self.assert_stops(self.train("--layers", "vgg.relu9_1=2"), "There is no layer vgg.relu9_1")

    def test_exports_measures_and_paints(self):
        self.assertEqual(self.exported.returncode, 0, self.exported.stderr)
        manifest = read_json(self.models / "manifest.json")
        self.assertEqual([s["id"] for s in manifest["styles"]], STYLES)
        self.assertEqual([s["rows"] for s in manifest["styles"]], [{"soft": 0, "bold": 2}, {"soft": 1, "bold": 3}])
        self.assertIn("</svg>", (self.models / "compressed-float32" / "training.svg").read_text(encoding="utf-8"))
        folder = self.models / "compressed-float16"
        card = read_json(folder / "card.json")
        self.assertEqual((card["training"]["steps"], card["styles"], card["quality"]), (4, 2, None))
        self.assertEqual(card["bytes"]["total"], sum((folder / f).stat().st_size for f in card["sha256"]))

        measured = command("evaluate.py", "--models", folder, "--data", self.data, "--photos", 1, "--structure", 1)
        self.assertEqual(measured.returncode, 0, measured.stderr)
        quality = read_json(folder / "card.json")["quality"]
        self.assertEqual((quality["photos"], quality["size"], list(quality["styles"])), (1, 64, STYLES))
        self.assertEqual(quality["mean"]["vgg"], {"content": 1.0, "style@256": 0.5, "score": 1.0})

        self.assertEqual((quality["structurePhotos"], list(quality["structure"])), (1, STYLES))
        net, model = modelfile.network(folder)
        picture = unit(load_picture(self.data / "val480" / "a.jpg"))
        for level, share in (("soft", 0), ("half", 0.5), ("bold", 1)):  # each is judged by its own painting
            for style, mix in zip(STYLES, mixes(model.styles, 4, share)):
                figures = quality["structure"][style][level]
                self.assertAlmostEqual(figures["content"], float(paint(net, picture, mix).mean()), delta=2 / 255)
                self.assertEqual((figures["structure"], figures["texture"]), (0.5, 0.25))
        self.assertEqual(quality["structure"][STYLES[0]]["public"], {"content": 0.2, "structure": 0.5, "texture": 0.25})
        self.assertNotIn("public", quality["structure"][STYLES[1]])

        stability = read_json(folder / "card.json")["stability"]
        self.assertEqual((stability["photos"], stability["noise"]), (1, 2))
        self.assertEqual(set(stability["bold"]), {"still", "pan"})
        border = read_json(folder / "card.json")["border"]
        self.assertEqual((border["photos"], list(border["styles"])), (1, STYLES))

        shown = command("layers.py", folder, "--data", self.data)
        self.assertEqual(shown.returncode, 0, shown.stderr)
        lines = [line for line in shown.stdout.splitlines() if not line.startswith("data: ")]  # a photo is broken
        self.assertEqual([line.split()[:2] for line in lines], [[style, folder.name] for style in STYLES])
        self.assertEqual([len(re.findall(r"[0-9]\.[0-9]{3}", line)) for line in lines], [7, 7])

        goldens = self.root / "goldens"
        made = command("goldens.py", "--models", self.models, "--out", goldens)
        self.assertEqual(made.returncode, 0, made.stderr)
        index = read_json(goldens / "index.json")
        self.assertEqual(len(index), 8)  # two precisions, two rows, two pictures
        for golden in index:
            self.assertEqual(golden["rows"], {"0": 0.5, "2": 0.5} if golden["style"] == STYLES[0] else {"1": 0.5, "3": 0.5})
            values = np.fromfile(goldens / golden["file"], "<f4")
            self.assertEqual(values.size, golden["width"] * golden["height"] * 3)
            self.assertTrue(((values >= 0) & (values <= 1)).all())
            self.assertGreater(values.std(), 0.01)

    def learn(self, id, out):
        """Two steps of style.py as README.md has it, with a painting as small as the test's are."""
        return command(
            "style.py", "--network", "compressed", "--painting", self.data / "styles" / "the-scream.jpg", "--id", id,
            "--title", "Mine", "--artist", "Me", "--year", "2026", "--models", self.models, "--data", self.data,
            "--out", out, "--steps", 2, "--limit", 4, "--crops", "48x2:1", "--device", "cpu",
        )

    def test_learns_one_more_painting_and_leaves_the_others_alone(self):
        """The new style can be exported, and the old ones paint as before."""
        out, models = self.root / "more", self.root / "more-models"
        learned = self.learn("mine", out)
        self.assertEqual(learned.returncode, 0, learned.stderr)
        exported = command("export.py", "--checkpoint", out / "checkpoint.pt", "--out", models)
        self.assertEqual(exported.returncode, 0, exported.stderr)
        before, _ = modelfile.network(self.models / "compressed-float32")
        after, model = modelfile.network(models / "compressed-float32")
        self.assertEqual([s["id"] for s in model.styles], [*STYLES, "mine"])
        image = torch.rand(1, 3, 32, 32)
        self.assertEqual(model.styles[2]["rows"], {"soft": 2, "bold": 5})
        for boldness in (0, 0.5, 1):
            olds = mixes(modelfile.read(self.models / "compressed-float32").styles, 4, boldness)
            news = mixes(model.styles, 6, boldness)
            for old, new in zip(olds, news):
                np.testing.assert_allclose(paint(before, image, old), paint(after, image, new), atol=1e-5)
            self.assertGreater(np.abs(paint(after, image, news[2]) - paint(after, image, news[0])).max(), 0)
        header, soft, bold, thumbnail = rowsfile.decode((out / "mine.brushlite").read_bytes())
        found = (header["name"], header["network"], header["steps"], thumbnail[:2])
        self.assertEqual(found, ("Mine", "compressed", 2, b"\xff\xd8"))
        self.assertEqual(header["fingerprint"], modelfile.fingerprint(model.weights))
        np.testing.assert_array_equal(soft, rowsfile.row_of(after, 2))
        np.testing.assert_array_equal(bold, rowsfile.row_of(after, 5))

    def test_one_more_painting_of_a_name_that_is_taken_stops(self):
        self.assert_stops(self.learn(STYLES[0], self.root / "none"), "has a style named great-wave already")

    def test_evaluating_without_a_judge_stops_with_a_sentence(self):
        self.assert_stops(command("evaluate.py", "--judge", self.root / "none.py"), "The judge is missing")


class PaintTest(unittest.TestCase):
    def test_odd_sizes_are_reflected_and_cropped(self):
        net = random_net("compressed")
        image = torch.rand(1, 3, 18, 21)
        reflected = torch.cat([image, image[:, :, -3:-1].flip(2)], 2)
        reflected = torch.cat([reflected, reflected[:, :, :, -4:-1].flip(3)], 3)
        self.assertEqual(reflected.shape[2:], (20, 24))
        mix = torch.eye(net.rows)[1:2]
        np.testing.assert_array_equal(paint(net, image, mix), paint(net, reflected, mix)[:18, :21])


if __name__ == "__main__":
    unittest.main()
