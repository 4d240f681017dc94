"""Blind pairs: what is A is only in the key, both are of the same photo, and the count is of the model."""
import json
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import torch
from PIL import Image

import blind
import modelfile
from commandtest import make_data
from data import load_picture
from rows import BOLDNESS, mixes
from sheet import stylize

MODEL, BESIDE = (blind.ROOT / "models" / name for name in ("tiny-float16", "compressed-float16"))


def run(*args):
    with mock.patch.object(sys, "argv", ["blind.py", *map(str, args)]):
        blind.main()


def np_picture(number):
    """Returns a picture that is known again by its height."""
    return torch.zeros((3, 8 + 4 * (number % 5), 20), dtype=torch.uint8)


class BlindTest(unittest.TestCase):
    def setUp(self):
        self.root = Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.data = self.root / "data"
        make_data(self.data)
        self.out, self.key = self.root / "out", self.root / "key.json"

    def sheets(self, *args, out="out"):
        self.out = self.root / out
        run(MODEL, "--data", self.data, "--out", self.out, "--key", self.key, *args)
        key = json.loads(self.key.read_text())
        sheets = [np.asarray(Image.open(path)) for path in sorted(self.out.iterdir())]
        self.assertEqual(len(sheets), len(key))
        return list(zip(key, sheets))

    def half(self, folder, style):
        """Returns the photo [H, W, 3] as a model paints it at half boldness."""
        net, model = modelfile.network(folder)
        net.fast = True
        halves = dict(zip((s["id"] for s in model.styles), mixes(model.styles, net.rows, BOLDNESS["half"])))
        return stylize(net, load_picture(self.data / "val480" / "a.jpg"), halves[style]).permute(1, 2, 0).numpy()

    def test_a_sheet_has_the_painting_the_model_s_picture_and_the_other_one(self):
        found = self.sheets()
        self.assertEqual([entry["style"] for entry, _ in found], ["great-wave"])  # the only one with a public picture
        for entry, sheet in found:
            self.assertEqual(sheet.shape, (64, 3 * 64 + 2 * blind.GAP, 3))
            a, b = sheet[:, 64 + blind.GAP :][:, :64], sheet[:, 2 * (64 + blind.GAP) :]
            mine, other = (a, b) if entry["A"] == blind.OURS else (b, a)
            np.testing.assert_array_equal(mine, self.half(MODEL, entry["style"]))
            self.assertEqual((other.min(), other.max()), (51, 51))

    def test_another_seed_draws_other_sides(self):
        sides = {tuple(entry["A"] for entry, _ in self.sheets("--seed", seed, out=f"out{seed}")) for seed in range(6)}
        self.assertGreater(len(sides), 1)

    def test_two_models(self):
        found = self.sheets("--beside", BESIDE, "--styles", "great-wave", "the-scream")
        self.assertEqual({entry["style"] for entry, _ in found}, {"great-wave", "the-scream"})
        for entry, sheet in found:
            a, b = sheet[:, -2 * 64 - blind.GAP :][:, :64], sheet[:, -64:]
            for side, model in ((a, MODEL), (b, BESIDE)) if entry["A"] == blind.OURS else ((b, MODEL), (a, BESIDE)):
                np.testing.assert_array_equal(side, self.half(model, entry["style"]))

    def test_counts_the_model_on_either_side(self):
        key = [{"style": s, "photo": "a", "A": a} for s, a in [("x", "model"), ("x", "other"), ("y", "other")]]
        self.assertEqual(blind.counted(key, "ABA"), {"x": (2, 2), "y": (0, 1)})
        for letters in ("AB", "ABC", "ABAB"):
            self.assertRaises(SystemExit, blind.counted, key, letters)

    def test_many_sheets_are_in_the_order_of_their_names(self):
        with mock.patch.object(blind, "load_folder", lambda _: [(str(i), np_picture(i)) for i in range(101)]):
            found = self.sheets("--beside", MODEL, "--styles", "great-wave", "--photos", 101)
        self.assertEqual(len(found), 101)
        self.assertTrue((self.out / "001.png").is_file() and (self.out / "101.png").is_file())
        for entry, sheet in (found[0], found[9], found[100]):
            self.assertEqual(sheet.shape[0], 8 + 4 * (int(entry["photo"]) % 5))

    def test_what_can_t_be_compared_and_a_key_in_sight_are_told(self):
        self.assertRaises(SystemExit, self.sheets, "--styles", "the-scream")  # no public picture
        self.sheets()
        self.assertRaises(SystemExit, self.sheets)  # there are sheets already
        self.assertRaises(SystemExit, run, MODEL, "--data", self.data, "--out", self.out, "--key", self.out / "key.json")


if __name__ == "__main__":
    unittest.main()
