"""From a run to measured models and more styles, by the commands, as a user runs them; tiny, on the CPU."""
import json
import re
import shutil
import unittest

import numpy as np
import torch
from PIL import Image

import modelfile
import rowsfile
from commandtest import CommandTest, STYLES, command, read_json
from data import load_picture, square, unit
from goldens import paint
from rows import mixes
from sheet import LABEL, shrunk, stylize
from sheets import PAINTED, SHOWN
from test_network import random_net


class ExportTest(CommandTest):
    def test_becomes_a_row_of_the_ladder(self):
        folder = self.models / "compressed-float16"
        listed = command("ladder.py", folder, "--models", self.models)
        self.assertEqual(listed.returncode, 0, listed.stderr)
        (row,) = read_json(self.models / "ladder.json")["models"]
        known = next(m for m in read_json(self.models / "manifest.json")["models"] if m["id"] == row["id"])
        same = {key: value for key, value in known.items() if key not in ("path", "card", "fingerprint")}
        copied = {"path": "ladder/compressed-float16/model.json", "card": "ladder/compressed-float16/card.json"}
        self.assertEqual(row, same | copied)
        for name, digest in row["shards"].items():
            self.assertEqual(modelfile.sha256((self.models / row["path"]).with_name(name).read_bytes()), digest)

        refused = command("ladder.py", self.models / "compressed-float32", "--models", self.models)
        self.assertIn("float32 weights", refused.stderr)
        self.assertEqual(len(read_json(self.models / "ladder.json")["models"]), 1)

    def test_a_network_is_packed_for_the_ladder(self):
        samples, out = self.root / "few", self.root / "packed"
        samples.mkdir()
        shutil.copyfile(self.data / "val480" / "a.jpg", samples / "a.jpg")
        source = self.models / "compressed-float32"
        packed = command("pack.py", source, "--samples", samples, "--out", out)
        self.assertEqual(packed.returncode, 0, packed.stderr)
        card, before = read_json(out / "compressed-uint4" / "card.json"), read_json(source / "card.json")
        self.assertEqual((card["precision"], card["training"]), ("uint4", before["training"]))
        self.assertLess(card["bytes"]["shards"], before["bytes"]["shards"] / 6)
        models = self.root / "with-packed"
        models.mkdir()
        shutil.copyfile(self.models / "manifest.json", models / "manifest.json")
        listed = command("ladder.py", out / "compressed-uint4", "--models", models)
        self.assertEqual(listed.returncode, 0, listed.stderr)
        (row,) = read_json(models / "ladder.json")["models"]
        self.assertEqual((row["id"], row["precision"]), ("compressed-uint4", "uint4"))

        self.assert_stops(command("pack.py", self.models / "compressed-uint8", "--out", out), "no card of a float32 model")
        self.assert_stops(command("pack.py", source, "--samples", self.root / "no"), "no sample picture")

    def test_all_networks_paint_one_photo_on_one_sheet(self):
        samples = self.root / "samples"
        samples.mkdir()
        shutil.copyfile(self.data / "val480" / "a.jpg", samples / "a.jpg")
        made = command("sheets.py", "--ladder", "--models", self.models, "--samples", samples, "--photo", "a", "--out", samples)
        self.assertEqual(made.returncode, 0, made.stderr)
        sheet = Image.open(samples / "ladder.jpg")
        # The photo and one network, which has three precisions; two of the styles.
        self.assertEqual(sheet.size, (2 * SHOWN, LABEL + 2 * SHOWN))
        photo = square(samples / "a.jpg", PAINTED)
        net, model = modelfile.network(self.models / "compressed-float16")
        for row, mix in enumerate(mixes(model.styles, net.rows, 0.5)):
            pictures = [np.asarray(shrunk(p, SHOWN), float) for p in (photo, stylize(net, photo, mix))]
            for column, picture in enumerate(pictures):
                left, top = SHOWN * column, LABEL + SHOWN * row
                found = np.asarray(sheet.crop((left, top, left + SHOWN, top + SHOWN)), float)
                # A JPEG of noise is never near, but nearer than to the other picture.
                own, other = (np.abs(found - p).mean() for p in (picture, pictures[1 - column]))
                self.assertLess(own, other / 2, (row, column))

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
        self.assertEqual(list(read_json(folder / "card.json")["weave"]["styles"]), STYLES)

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

    def learn(self, id, out, *more):
        """Two steps of style.py as README.md has it, with a painting as small as the test's are."""
        return command(
            "style.py", "--network", "compressed", "--painting", self.data / "styles" / "the-scream.jpg", "--id", id,
            "--title", "Mine", "--artist", "Me", "--year", "2026", "--models", self.models, "--data", self.data,
            "--out", out, "--steps", 2, "--limit", 4, "--crops", "48x2:1", "--device", "cpu", *more,
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

    def test_learns_a_style_once_more_and_measures_only_that(self):
        """Its rows are others, all else is the same; what was measured of the other style is kept."""
        out, models, first = self.root / "again", self.root / "again-models", STYLES[0]
        learned = self.learn(first, out, "--replace")
        self.assertEqual(learned.returncode, 0, learned.stderr)
        exported = command("export.py", "--checkpoint", out / "checkpoint.pt", "--out", models)
        self.assertEqual(exported.returncode, 0, exported.stderr)
        before, after = (modelfile.read(folder / "compressed-float16") for folder in (self.models, models))
        self.assertEqual([s["rows"] for s in after.styles], [s["rows"] for s in before.styles])
        for name, value in after.weights.items():
            own = after.styles[0]["rows"].values() if value.ndim == 2 else ()
            others = [row for row in range(len(value)) if row not in own]
            np.testing.assert_array_equal(value[others], before.weights[name][others], name)
        rows = [np.concatenate([v[0] for v in m.weights.values() if v.ndim == 2]) for m in (before, after)]
        self.assertGreater(np.abs(rows[0] - rows[1]).max(), 0)

        old = self.root / "measured"
        shutil.copytree(self.models / "compressed-float16", old / "compressed-float16")
        card = read_json(old / "compressed-float16" / "card.json")
        made_up = {judge: {"content": 7.0, "style@256": 7.0, "score": 7.0} for judge in ("vgg", "distilled")}
        card["quality"] = {"photos": 1, "styles": {style: made_up for style in STYLES}}
        (old / "compressed-float16" / "card.json").write_text(json.dumps(card), encoding="utf-8")
        measured = command(
            "evaluate.py", "--models", models / "compressed-float16", "--data", self.data, "--photos", 1,
            "--only", "quality", "--before", old,
        )
        self.assertEqual(measured.returncode, 0, measured.stderr)
        found = read_json(models / "compressed-float16" / "card.json")["quality"]["styles"]
        self.assertEqual(found[STYLES[1]], made_up)
        self.assertNotEqual(found[first], made_up)

    def test_a_style_that_is_not_there_cannot_be_replaced(self):
        self.assert_stops(self.learn("mine", self.root / "none", "--replace"), "no style named mine")

    def test_evaluating_without_a_judge_stops_with_a_sentence(self):
        self.assert_stops(command("evaluate.py", "--judge", self.root / "none.py"), "The judge is missing")

    def test_evaluating_without_data_stops_with_a_sentence(self):
        self.assert_stops(command("evaluate.py", "--data", self.root / "none"), "The photos are missing")


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
