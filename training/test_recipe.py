"""What the training recipe is made of, against plain definitions."""
import copy
import tempfile
import unittest
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import numpy as np
import torch
from PIL import Image

import loss
import plot
import stability
from data import load_picture, unit
from distil import Teacher
from goldens import test_picture
from heldout import SIZES, HeldOut
from judge import load_judge
from optimizer import Muon, Optimizers, orthogonal
from test_network import random_net
from commandtest import DATA, random_loss_network
from trainer import Trainer, named

JUDGE, STRUCTURE = DATA.parent / "quality" / "measure.py", DATA.parent / "quality" / "structure.py"


class MuonTest(unittest.TestCase):
    def test_steps_are_orthogonal(self):
        """Compared with the nearest semi-orthogonal matrix by a singular value decomposition in float64."""
        torch.manual_seed(1)
        for shape in ((24, 90), (90, 24)):
            g = torch.randn(shape)
            u, _, v = torch.linalg.svd(g.double(), full_matrices=False)
            found = orthogonal(g).double()
            values = torch.linalg.svdvals(found)
            self.assertTrue(bool(((values > 0.6) & (values < 1.3)).all()), values)
            nearest = u @ v
            self.assertGreater(float((found * nearest).sum() / (found.norm() * nearest.norm())), 0.95)

    def test_finds_a_least_squares_solution(self):
        torch.manual_seed(2)
        wanted, p = torch.randn(6, 4, 1, 1), torch.nn.Parameter(torch.zeros(6, 4, 1, 1))
        rule = Muon([p], lr=0.05)
        for step in range(300):
            rule.param_groups[0]["lr"] = 0.05 * (1 - step / 300)
            rule.zero_grad()
            ((p - wanted) ** 2).sum().backward()
            rule.step()
        self.assertLess(float((p.detach() - wanted).abs().max()), 0.05)

    def test_kernels_of_one_shape_learn_as_each_by_itself(self):
        torch.manual_seed(3)
        gradients = torch.randn(3, 5, 4, 3, 3)

        def learned(gradients):
            parameters = [torch.nn.Parameter(torch.ones(5, 4, 3, 3)) for _ in gradients]
            for p, gradient in zip(parameters, gradients):
                p.grad = gradient
            Muon(parameters, lr=0.1).step()
            return [p.detach() for p in parameters]

        for together, gradient in zip(learned(gradients), gradients):
            torch.testing.assert_close(together, *learned([gradient]), atol=1e-3, rtol=0)  # bfloat16 inside


class OptimizersTest(unittest.TestCase):
    def test_a_state_of_a_gpu_goes_on_on_a_cpu(self):
        """There rates are tensors and Adam is capturable; the steps after it are those of a state of the CPU."""

        def stepped(net, optimizers):
            torch.manual_seed(4)
            for p in net.parameters():
                p.grad = torch.randn_like(p)
            optimizers.step(0.5)
            return optimizers

        first = random_net("compressed")
        states = stepped(first, Optimizers(first, 1e-3, 0.01)).state()
        foreign = copy.deepcopy(states)
        for group in (*foreign[0]["param_groups"], *foreign[1]["param_groups"]):
            group["lr"] = torch.tensor(0.7)
        foreign[0]["param_groups"][0]["capturable"] = True
        ended = []
        for state in (states, foreign):
            net = copy.deepcopy(first)
            optimizers = Optimizers(net, 1e-3, 0.01)
            optimizers.load(copy.deepcopy(state))
            stepped(net, optimizers)
            ended.append(net)
        for ours, theirs, before in zip(ended[0].parameters(), ended[1].parameters(), first.parameters()):
            self.assertTrue(torch.equal(ours, theirs))
            self.assertFalse(torch.equal(ours, before))

    @unittest.skipUnless(torch.cuda.is_available(), "needs a GPU, which CI has not")
    def test_a_graph_steps_as_the_rules_do_without_one(self):
        """Adam within float32's rounding, Muon within bfloat16's, at rates that change, and after a load."""
        nets = [random_net("compressed").cuda() for _ in range(2)]
        graphed, plain = (Optimizers(net, 1e-3, 0.01) for net in nets)
        plain.update = plain.update_all
        for net in nets:
            for p in net.parameters():
                p.grad = torch.zeros_like(p)
        for step in range(8):
            if step == 6:
                graphed.load(copy.deepcopy(graphed.state()))
            torch.manual_seed(step)
            for ours, theirs in zip(*(net.parameters() for net in nets)):
                ours.grad.copy_(torch.randn_like(ours))
                theirs.grad.copy_(ours.grad)
            for optimizers in (graphed, plain):
                optimizers.step(1 - step / 10)
            for ours, theirs in zip(*(net.parameters() for net in nets)):
                torch.testing.assert_close(ours, theirs, atol=2e-3, rtol=0)


class TurnsTest(unittest.TestCase):
    def test_are_the_eight_symmetries(self):
        x = torch.arange(12.0).reshape(1, 1, 3, 4)
        square = torch.arange(9.0).reshape(1, 1, 3, 3)
        self.assertEqual(len({tuple(loss.turned(square, t).flatten().tolist()) for t in range(loss.TURNS)}), 8)
        for turn in range(loss.TURNS):
            self.assertEqual(sorted(loss.turned(x, turn).flatten().tolist()), list(range(12)))
        np.testing.assert_array_equal(loss.turned(x, 4)[0, 0].numpy(), x[0, 0].numpy().T)


class LossTest(unittest.TestCase):
    def test_gram_and_its_gradient_are_those_of_the_plain_product(self):
        torch.manual_seed(4)
        f, weight = torch.randn(2, 7, 5, 6, requires_grad=True), torch.randn(2, 7, 7)  # not symmetric
        plain = torch.einsum("nchw,ndhw->ncd", f, f) / 30
        found = loss.gram(f)
        self.assertLess(float((found - plain).abs().max()), 1e-5)
        ours, wanted = (torch.autograd.grad((g * weight).sum(), f)[0] for g in (found, plain))
        self.assertLess(float((ours - wanted).abs().max()), 1e-5)

    def test_features_that_nobody_asks_for_are_left_out_and_the_others_stay(self):
        with tempfile.TemporaryDirectory() as folder:
            random_loss_network(Path(folder) / loss.FILE)
            network = loss.LossNetwork(folder)
        image = torch.rand(1, 3, 64, 64)
        every, some = network(image), network(image, loss.CONTENT_LAYERS)
        for layer, (a, b) in enumerate(zip(every, some)):
            if layer in loss.CONTENT_LAYERS:
                self.assertTrue(torch.equal(a, b))
            else:
                self.assertIsNone(b)


class DrawingTest(unittest.TestCase):
    def test_hard_styles_come_more_often_and_favoured_ones_too(self):
        """Shares of favour x hardness, held between 0.3 and 1.5: 0.3, 1.5 and 3 x 1."""
        trainer = SimpleNamespace(
            styles=[{"id": id} for id in "abc"],
            favour=np.array([1.0, 1.0, 3.0]),
            hardness=np.array([0.1, 9.0, 1.0]),
            crops=SimpleNamespace(random=np.random.default_rng(1)),
        )
        counts = np.bincount(Trainer.draw_styles(trainer, 8000), minlength=3)
        np.testing.assert_allclose(counts, [500, 2500, 5000], atol=150)

    def test_reads_favours(self):
        self.assertEqual(named("mondrian=1.5"), ("mondrian", 1.5))


class StabilityTest(unittest.TestCase):
    def test_a_painter_who_copies_is_as_steady_as_the_film(self):
        class Copy:
            def __call__(self, image, style):
                return image

        photo = torch.rand(1, 3, 64, 80) * 0.8 + 0.1
        found = stability.measure(Copy(), [photo], torch.eye(2).split(1))
        for kind in ("still", "pan"):
            self.assertEqual(found[kind]["photo"], found[kind]["painting"])
            # |a - b| of two normal variables of sigma 2 has the mean 2 * sigma / sqrt(pi).
            self.assertAlmostEqual(found[kind]["photo"], 4 / np.sqrt(np.pi), delta=0.05)

    def test_the_term_is_zero_for_a_painter_who_moves_along(self):
        """One that copies and darkens: a film of a scene without noise, whose camera moves."""
        wide, random = torch.rand(2, 3, 80, 96), np.random.default_rng(3)
        with mock.patch.object(stability, "NOISE", 0):
            for _ in range(5):
                again, move = stability.disturbed(wide, random)
                self.assertEqual(float(stability.difference(stability.middle(wide) / 2, again / 2, move).max()), 0)
        self.assertGreater(float(stability.difference(stability.middle(wide), again, (move[0] + 1, move[1])).min()), 0.01)

    def test_the_term_is_the_mean_over_what_both_show_without_their_rims(self):
        """Against a loop over the pixels, for numbers and for a tensor. The rim of a side of 10 is 2 pixels wide."""
        a, b, move = torch.rand(2, 3, 10, 11), torch.rand(2, 3, 10, 11), (2, -1)
        inside = lambda y, x: 2 <= y < 8 and 2 <= x < 9
        shared = [
            (a[:, :, y + 2, x - 1] - b[:, :, y, x]) ** 2
            for y in range(10)
            for x in range(11)
            if inside(y, x) and inside(y + 2, x - 1)
        ]
        wanted = torch.stack(shared).mean((0, 2))
        torch.testing.assert_close(stability.difference(a, b, move), wanted)
        torch.testing.assert_close(stability.difference(a, b, torch.tensor(move)), wanted)


class TeacherTest(unittest.TestCase):
    def test_distance_is_relative_and_zero_for_the_teacher_itself(self):
        """Against a loop in float64, over all five layers."""
        torch.manual_seed(4)
        found = [torch.rand(2, 3, 8, 8) for _ in loss.CONVS_PER_BLOCK]
        taught = [torch.rand(2, 3, 8, 8) for _ in loss.CONVS_PER_BLOCK]
        self.assertEqual(float(Teacher.distance(taught, taught).max()), 0)
        for n in range(2):
            terms = [
                sum((float(a) - float(b)) ** 2 for a, b in zip(f[n].flatten(), t[n].flatten()))
                / sum(float(b) ** 2 for b in t[n].flatten())
                for f, t in zip(found, taught)
            ]
            self.assertAlmostEqual(float(Teacher.distance(found, taught)[n]), sum(terms) / 5, places=5)


class HeldOutTest(unittest.TestCase):
    def test_prefers_the_size_that_suits_best(self):
        """The painting itself as the photo, painted by a network that changes nothing: content and style are 0."""

        class Copy:
            def __call__(self, image, style):
                return image

        with tempfile.TemporaryDirectory() as folder:
            random_loss_network(Path(folder) / loss.FILE)
            net = loss.LossNetwork(folder)
        torch.manual_seed(4)
        a, b = torch.rand(1, 3, 64, 64), torch.rand(1, 3, 64, 64) * 0.3
        paintings = {size: [b, b] for size in SIZES} | {384: [a, b]}
        scores = HeldOut(net, a, paintings).scores(Copy(), torch.eye(2).split(1))
        self.assertLess(scores[0], 1e-4)
        self.assertGreater(scores[1], 0.1)


@unittest.skipUnless(JUDGE.is_file(), "the judge is not on this machine")
class JudgeTest(unittest.TestCase):
    """Needs ../shared, which CI has."""

    def test_remembering_photos_changes_nothing(self):
        import importlib.util

        spec = importlib.util.spec_from_file_location("plain", JUDGE)
        plain = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(plain)
        photos = sorted((DATA / "val256").glob("*.png"))
        pairs = [(photos[0], photos[1])]
        ours = load_judge(JUDGE)
        for style in ("udnie", "mondrian"):
            path = DATA / "styles" / f"{style}.jpg"
            self.assertEqual(ours(pairs, path), plain.measure(pairs, path))

    @unittest.skipUnless(STRUCTURE.is_file(), "the second judge is not on this machine")
    def test_remembering_what_the_painting_is_like_changes_nothing(self):
        with tempfile.TemporaryDirectory() as folder:
            paths = [Path(folder) / f"{name}.png" for name in ("photo", "painted", "other", "style")]
            for seed, path in enumerate(paths):
                Image.fromarray(test_picture(64, 48, seed=seed)).save(path)
            photo, painted, other, style = paths
            ours = load_judge(STRUCTURE, "structure")
            found = [ours([(photo, y)], style) for y in (painted, other, painted)]
            self.assertEqual(found[0], found[2])
            self.assertNotEqual(found[0], found[1])
            self.assertEqual(found[1], load_judge(STRUCTURE, "structure")([(photo, other)], style))
            with mock.patch("judge.remembering", getattr):
                self.assertEqual(found[1], load_judge(STRUCTURE, "structure")([(photo, other)], style))

    def test_the_training_score_is_the_distilled_judges(self):
        photos = sorted((DATA / "val256").glob("*.png"))[:2]
        net, judge = loss.LossNetwork(DATA / "loss-network"), load_judge(JUDGE)
        style = DATA / "styles" / "udnie.jpg"
        wanted = judge([(photos[0], photos[1])], style)["distilled"]["score"]

        class Always:
            """Paints the second photo, whatever it is shown."""

            def __call__(self, image, row):
                return unit(load_picture(photos[1]))

        paintings = {size: [unit(load_picture(style, size))] for size in SIZES}
        found = HeldOut(net, unit(load_picture(photos[0])), paintings).scores(Always(), [torch.ones(1, 1)])[0]
        self.assertAlmostEqual(found, wanted, delta=2e-3)


class PlotTest(unittest.TestCase):
    def test_draws_what_it_is_given(self):
        from xml.dom import minidom

        history = [{"seconds": 60 * i, "content": 1.0, "style": 0.1} for i in range(500)]
        text = plot.svg("Original", history, [{"step": 9, "hours": 4.0, "udnie": 1.5, "mondrian": 2.5}])
        drawn = minidom.parseString(text)
        lines = [p.getAttribute("points").split() for p in drawn.getElementsByTagName("polyline")]
        self.assertEqual(len(lines), 3)
        self.assertLess(len(text), 20_000)
        dot = drawn.getElementsByTagName("circle")[0]
        # The score 2.0 lies as far above the line of 1.6 as that above 1.2: one scale for all.
        height = lambda line: float(line[0].split(",")[1])
        score, content, style = (height(line) for line in lines)
        self.assertAlmostEqual((style - content) / 0.4, (content - score) / 0.6, delta=1)
        self.assertAlmostEqual((score - float(dot.getAttribute("cy"))) / 0.4, (content - score) / 0.6, delta=1)


if __name__ == "__main__":
    unittest.main()
