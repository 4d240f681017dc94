"""What a step of training minimizes: style and content terms, boldness, and their sum, against plain definitions."""
import tempfile
import unittest
from contextlib import nullcontext
from pathlib import Path
from unittest import mock

import numpy as np
import torch

import boldness
import loss
import rim
import stability
import strokes
import weave
from data import is_steering, training_photos
from gradients import Gradients, GraphedGradients
from objective import Objective
from test_network import random_net
from commandtest import DATA, random_loss_networks


class StrokesTest(unittest.TestCase):
    def test_terms_are_those_of_numpy(self):
        """A loop in float64 over layers and pictures, with weights of which some are 0; relative, 1e-5."""
        random = np.random.default_rng(11)
        weights, shapes = (0.3, 0.0, 1.4), ((4, 6, 5), (3, 2, 2), (5, 3, 4))
        painted = [random.random((2, *shape)) for shape in shapes]
        targets = [random.random((2, shape[0], shape[0])) for shape in shapes]
        wanted = np.zeros(2)
        for n in range(2):
            for f, target, weight in zip(painted, targets, weights):
                c, h, w = f[n].shape
                gram = np.zeros((c, c))
                for i, j in np.ndindex(c, c):
                    gram[i, j] = (f[n, i] * f[n, j]).sum() / (h * w)
                wanted[n] += weight * ((gram - target[n]) ** 2).sum() / (target[n] ** 2).sum() / sum(weights)
        as_tensors = lambda arrays: [torch.from_numpy(a).float() for a in arrays]
        found = strokes.style_terms(as_tensors(painted), as_tensors(targets), weights)
        np.testing.assert_allclose(found.numpy(), wanted, rtol=1e-5)

    def test_features_are_in_the_order_of_the_layers_names(self):
        """A picture of one colour has the same features at half size; a map's side tells the layer."""
        with tempfile.TemporaryDirectory() as folder:
            random_loss_networks(folder)
            vgg, lossnet = strokes.Vgg(folder), loss.LossNetwork(folder)
        found = dict(zip(strokes.LAYERS, strokes.features(vgg, lossnet, torch.rand(1, 3, 64, 64)), strict=True))
        for name, value in found.items():
            network, layer = name.split(".relu")
            side = (32 if network == "half" else 64) >> (int(layer[0]) - 1)
            self.assertEqual(value.shape[2:], (side, side), name)
        flat = dict(zip(strokes.LAYERS, strokes.features(vgg, lossnet, torch.full((1, 3, 64, 64), 0.4))))
        for layer in ("relu1_1", "relu3_1"):
            torch.testing.assert_close(flat[f"half.{layer}"][..., 0, 0], flat[f"vgg.{layer}"][..., 0, 0])

    @unittest.skipUnless((DATA.parent / "quality" / "measure.py").is_file(), "the judge is not on this machine")
    def test_vgg_is_the_judges(self):
        import importlib.util

        spec = importlib.util.spec_from_file_location("plain_measure", DATA.parent / "quality" / "measure.py")
        plain = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(plain)
        image = torch.rand(1, 3, 32, 40)
        for ours, theirs in zip(strokes.Vgg(DATA / "loss-network")(image), plain.JUDGES["vgg"]()(image), strict=True):
            torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-3)

    def test_layers_have_other_weights_by_name(self):
        changed = dict(zip(strokes.LAYERS, strokes.weights([("vgg.relu1_1", 0.0)])))
        self.assertEqual(changed, {**strokes.LAYERS, "vgg.relu1_1": 0.0})
        with self.assertRaisesRegex(SystemExit, "no layer vgg.relu4_1"):
            strokes.weights([("vgg.relu4_1", 1.0)])


class BoldnessTest(unittest.TestCase):
    def test_the_ends_come_more_often(self):
        """Of 20,000: a quarter soft, three tenths bold, the rest uniform with the mean 0.5; within four standard deviations."""
        drawn = boldness.draw(np.random.default_rng(12), 20_000) / boldness.SCALE
        between = drawn[(drawn > 0) & (drawn < 1)]
        self.assertAlmostEqual(float((drawn == 0).mean()), 0.25, delta=0.013)
        self.assertAlmostEqual(float((drawn == 1).mean()), 0.30, delta=0.013)
        self.assertAlmostEqual(float(between.mean()), 0.5, delta=0.013)

    def test_strength_is_geometric_between_the_levels(self):
        found = boldness.strength(torch.tensor([[8.0, 60.0], [8.0, 60.0], [3.0, 48.0]]), torch.tensor([0.0, 1.0, 0.5]))
        torch.testing.assert_close(found, torch.tensor([8.0, 60.0, 12.0]))
        torch.testing.assert_close(boldness.balance(found), 1 / torch.tensor([1.8, 7.0, 2.2]))

    def test_levels_are_read_and_set(self):
        self.assertEqual(boldness.parse_level("3:40"), (None, (3.0, 40.0)))
        self.assertEqual(boldness.parse_level("the-scream=3:40"), ("the-scream", (3.0, 40.0)))
        with self.assertRaises(ValueError):
            boldness.parse_level("40:3")
        styles = [{"id": "a", "levels": [8, 60]}, {"id": "b", "levels": [8, 60]}]
        found = boldness.with_levels(styles, [(None, (5, 50)), ("b", (3, 40))])
        self.assertEqual([s["levels"] for s in found], [[5, 50], [3, 40]])
        self.assertEqual(styles[1]["levels"], [8, 60])


class SteeringTest(unittest.TestCase):
    def test_ten_photos_evenly_spaced_steer_and_are_never_trained_on(self):
        self.assertEqual([i for i, steers in enumerate(is_steering(900)) if steers], list(range(0, 900, 90)))
        self.assertEqual(is_steering(3), [True, False, False])
        self.assertEqual(sum(is_steering(25)), 2)
        pictures = [(f"p{i:02}", torch.full((3, 70, 90), i, dtype=torch.uint8)) for i in range(25)]
        with mock.patch("data.load_folder", lambda folder, limit=None: pictures):
            trained, steering = training_photos(Path("."))
        seen = {int(p[0, 0, 0]) for p in steering}
        self.assertEqual(seen, {0, 12})
        self.assertEqual({stem for stem, _ in trained}, {f"p{i:02}" for i in range(25) if i not in seen})
        self.assertEqual({tuple(p.shape) for p in steering}, {(3, 68, 68)})  # squares, of multiples of 4


class ObjectiveTest(unittest.TestCase):
    LEVELS = [[8, 60], [3, 40]]

    def setUp(self):
        torch.manual_seed(7)
        with tempfile.TemporaryDirectory() as folder:
            random_loss_networks(folder)
            self.lossnet, self.vgg = loss.LossNetwork(folder), strokes.Vgg(folder)
        paintings = torch.rand(2, 3, 64, 64)
        self.grams = [
            [loss.gram(f) for f in strokes.features(self.vgg, self.lossnet, loss.turned(paintings, turn))]
            for turn in range(loss.TURNS)
        ]
        self.lines = weave.log_ratios(paintings)
        self.net = random_net("compressed", 4)
        self.weights = {"painted": 1.0, "variation": 0.05, "steady": 30.0, "rim": 10.0, "weave": 0.2}

    def objective(self):
        with mock.patch("objective.fused", lambda function: function):  # compiling takes longer than the test
            return Objective(self.net, self.lossnet, self.vgg, self.grams, self.LEVELS, self.weights, lines=self.lines)

    def test_is_the_sum_of_its_terms_as_seen_through_the_window(self):
        objective, random = self.objective(), np.random.default_rng(8)
        inputs = objective.inputs(torch.rand(4, 3, 112, 112), np.array([0, 1, 1, 0]), random)
        inputs = inputs._replace(bold=torch.tensor([0, 1000, 250, 500]))
        with mock.patch("objective.autocast", lambda device: nullcontext()):
            terms, scores = objective(inputs, turn=5)
            # Rows 0 and 1 are soft, 2 and 3 bold.
            mix = torch.tensor([[1, 0, 0, 0], [0, 0, 0, 1], [0, 0.75, 0, 0.25], [0.5, 0, 0.5, 0]])
            (y, x), painted = inputs.corner.tolist(), self.net(inputs.photo, mix)
            again = self.net(inputs.again, mix[:1])  # of the first of four photos
        seen, photo = (loss.turned(p[:, :, y : y + 90, x : x + 90], 5) for p in (painted, inputs.photo))
        found, wanted = self.lossnet(seen), self.lossnet(photo)
        near, far = (((found[i] - wanted[i]) ** 2).mean((1, 2, 3)) / (wanted[i] ** 2).mean((1, 2, 3)) for i in (2, 3))
        content = far + torch.tensor([0.5, 0, 0.375, 0.25]) * near
        targets = [g[[0, 1, 1, 0]] for g in self.grams[5]]
        style = strokes.style_terms(strokes.features(self.vgg, self.lossnet, seen), targets, tuple(strokes.LAYERS.values()))
        torch.testing.assert_close(scores, content + 6 * style, rtol=1e-4, atol=1e-4)
        strength = torch.tensor([8, 40, 3 * (40 / 3) ** 0.25, (8 * 60) ** 0.5])
        balanced = ((content + strength * style) / (1 + 0.1 * strength)).mean()
        torch.testing.assert_close(terms["painted"], balanced, rtol=1e-4, atol=1e-4)
        steady = stability.difference(painted[:1], again, inputs.move.tolist()).mean()
        torch.testing.assert_close(terms["steady"], steady, rtol=1e-3, atol=1e-6)
        total = balanced + 0.05 * loss.total_variation(painted).mean() + 30 * steady
        # Of the last two of four photos, as painted where they go on around.
        wanted = rim.target(self.net, inputs.photo[2:], mix[2:])
        torch.testing.assert_close(terms["rim"], rim.difference(painted[2:], wanted).mean(), rtol=1e-4, atol=1e-6)
        lines = weave.excess(painted, inputs.photo, self.lines[[0, 1, 1, 0]]).mean()
        torch.testing.assert_close(terms["weave"], lines, rtol=1e-3, atol=1e-5)
        total = total + 10 * terms["rim"] + 0.2 * lines
        torch.testing.assert_close(terms["total"], total, rtol=1e-4, atol=1e-4)

    def test_the_window_is_anywhere_and_never_the_whole(self):
        objective, random = self.objective(), np.random.default_rng(9)
        corners = [objective.inputs(torch.rand(1, 3, 80, 80), np.array([0]), random).corner.tolist() for _ in range(200)]
        self.assertEqual({c[0] for c in corners}, {0, 1, 2, 3, 4})
        self.assertEqual({c[1] for c in corners}, {0, 1, 2, 3, 4})

    @unittest.skipUnless(torch.cuda.is_available(), "needs a GPU, which CI has not")
    def test_a_graph_gives_the_gradients_of_a_step_without_one(self):
        """Two symmetries, each twice with other inputs, within bfloat16's rounding."""
        self.net.cuda()
        self.lossnet.cuda()
        self.vgg.cuda()
        self.grams = [[layer.cuda() for layer in turn] for turn in self.grams]
        self.lines = self.lines.cuda()
        objective, random = self.objective(), np.random.default_rng(10)
        parameters = list(self.net.parameters())
        graphed, plain = GraphedGradients(objective, parameters), Gradients(objective, parameters)
        for turn in (3, 6, 3, 6):
            inputs = objective.inputs(torch.rand(4, 3, 80, 80).cuda(), np.array([0, 1, 1, 0]), random)
            found = {name: float(term) for name, term in graphed(inputs, turn)[0].items()}
            mine = torch.cat([p.grad.flatten() for p in parameters]).clone()
            wanted = {name: float(term) for name, term in plain(inputs, turn)[0].items()}
            other = torch.cat([p.grad.flatten() for p in parameters])
            self.assertGreater(float(torch.cosine_similarity(mine, other, dim=0)), 0.99)
            for name in wanted:
                self.assertAlmostEqual(found[name], wanted[name], delta=0.01 * abs(wanted[name]) + 1e-5)


if __name__ == "__main__":
    unittest.main()
