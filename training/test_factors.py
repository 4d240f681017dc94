"""Networks of shared weights, low rank and separable convolutions: against numbers by hand, and in every file format."""
import tempfile
import unittest
from pathlib import Path
from unittest import mock

import numpy as np
import torch
import torch.nn.functional as F

import cost
import fit
import modelfile
import onnxgraph
import prune
import tflitegraph
import test_tflite
from model import StyleNet, warm_start
from spec import convolutions, load_spec
from test_modelfile import STYLES, arrays
from test_network import random_rows
from test_onnx import GraphTest, read

LADDER = ("plain", "pruned", "low-rank", "shared", "compact", "tiny")


def conv(name, kernel, out, **more):
    return {"name": name, "kind": "conv", "kernel": kernel, "out": out, **more}


def block(name, out, **more):
    return {"name": name, "kind": "residual", "kernel": 3, "out": out, **more}


def spec(*layers):
    return {"id": "test", "title": "Test", "description": "", "input": 3, "layers": list(layers)}


# A little of everything.
ALL = spec(
    conv("conv1", 3, 8),
    conv("conv2", 3, 12, stride=2, separable=True),
    block("res1", 12, rank=4),
    block("res2", 12, rank=4, shares="res1"),
    block("res3", 12, separable=True),
    conv("deconv1", 3, 8, upsample=2, separable=True),
    conv("deconv2", 5, 3, activation="sigmoid"),
)


def random_net(of, rows=3):
    torch.manual_seed(4)
    return random_rows(StyleNet(of, rows).eval())


def inputs():
    torch.manual_seed(5)
    return torch.rand(1, 3, 20, 28), torch.tensor([[0.2, 0.5, 0.3]])


class SpecTest(unittest.TestCase):
    def test_names_and_shapes(self):
        found = [(c.name, c.weights, c.weights_shape, c.normalized, c.keeps, c.adds) for c in convolutions(ALL)][3:7]
        self.assertEqual(found, [
            ("res1/conv1/reduce", "res1/conv1/reduce/weights", (3, 3, 12, 4), False, "res1", ""),
            ("res1/conv1", "res1/conv1/weights", (1, 1, 4, 12), True, "", ""),
            ("res1/conv2/reduce", "res1/conv2/reduce/weights", (3, 3, 12, 4), False, "", ""),
            ("res1/conv2", "res1/conv2/weights", (1, 1, 4, 12), True, "", "res1"),
        ])
        names = [c.weights for c in convolutions(ALL) if c.name.startswith("res2")]
        self.assertEqual(names, [f"res1/conv{part}/weights" for part in ("1/reduce", "1", "2/reduce", "2")])

    def test_weights_and_multiply_adds_of_the_ladder(self):
        found = {name: cost.totals(load_spec(name)) for name in LADDER}
        self.assertEqual(found["plain"], cost.totals(load_spec("compressed")))
        # One block of 294,912 weights is used five times: the multiply-adds are the original's.
        original = cost.totals(load_spec("original"))
        self.assertEqual(found["shared"], (original[0] - 4 * 294_912, original[1]))
        self.assertEqual(found["low-rank"][0], original[0] - 5 * 294_912 + 10 * (9 * 128 * 12 + 12 * 128))
        self.assertLess(found["compact"][0], 220_000)
        self.assertLess(found["compact"][1], 1.4e9)
        self.assertLess(found["tiny"][0], 20_000)
        for name in LADDER:
            net = StyleNet(load_spec(name), 1)
            self.assertEqual(sum(p.numel() for p in net.parameters() if p.ndim == 4), found[name][0], name)


class NumbersTest(unittest.TestCase):
    def alone(self, layer, **inputs):
        """-> the net of a 1x1 convolution and `layer`, and what comes to the layer and out of its convolutions."""
        net = random_net(spec(conv("a", 1, 8, activation="none"), layer, conv("end", 1, 3)))
        image, style = torch.rand(1, 3, 8, 12), torch.tensor([[0.2, 0.5, 0.3]])
        with torch.no_grad():
            return net, net(image, style, end=next(n for n in net.convs if n.startswith("b"))), image, style

    @torch.no_grad()
    def test_a_low_rank_convolution_is_one_with_the_product_of_both_kernels(self):
        net, x, image, style = self.alone(conv("b", 3, 6, stride=2, rank=2))
        first, second = net.convs["b/reduce"].weight, net.convs["b"].weight
        whole = torch.einsum("or,rikl->oikl", second[:, :, 0, 0], first)
        expected = F.instance_norm(F.conv2d(F.pad(x, [1] * 4, mode="reflect"), whole, stride=2))
        scale, shift = (style @ p for p in (net.convs["b"].scale, net.convs["b"].shift))
        expected = F.relu(expected * scale[:, :, None, None] + shift[:, :, None, None])
        self.assertLess(float((net(image, style, end="end") - expected).abs().max()), 1e-4)

    @torch.no_grad()
    def test_a_separable_convolution_is_one_with_kernels_of_rank_one(self):
        net, x, image, style = self.alone(conv("b", 3, 6, upsample=2, separable=True))
        each, second = net.convs["b/depthwise"].weight[:, 0], net.convs["b"].weight[:, :, 0, 0]
        whole = second[:, :, None, None] * each[None]
        large = x.repeat_interleave(2, 2).repeat_interleave(2, 3)
        expected = F.instance_norm(F.conv2d(F.pad(large, [1] * 4, mode="reflect"), whole))
        scale, shift = (style @ p for p in (net.convs["b"].scale, net.convs["b"].shift))
        expected = F.relu(expected * scale[:, :, None, None] + shift[:, :, None, None])
        self.assertLess(float((net(image, style, end="end") - expected).abs().max()), 1e-4)

    @torch.no_grad()
    def test_fast_is_the_same(self):
        net, (image, style) = random_net(ALL), inputs()
        plain, net.fast = net(image, style), True
        self.assertLess(float((net(image, style) - plain).abs().max()), 1e-5)

    def test_shared_weights_are_one_parameter_with_the_gradient_of_both(self):
        net, (image, style) = random_net(ALL), inputs()
        self.assertIs(net.convs["res2/conv1"].weight, net.convs["res1/conv1"].weight)
        self.assertIsNot(net.convs["res2/conv1"].scale, net.convs["res1/conv1"].scale)
        names = [name for name, _ in net.named_parameters()]
        self.assertEqual(len(names), len(set(names)))
        self.assertFalse(any("res2" in name and name.endswith("weight") for name in names))
        net(image, style).sum().backward()
        self.assertGreater(float(net.convs["res1/conv1"].weight.grad.abs().sum()), 0)


class FilesTest(unittest.TestCase):
    @torch.no_grad()
    def test_every_format_paints_what_the_network_does(self):
        net, (image, style) = random_net(ALL), inputs()
        model, expected = modelfile.Model(net.spec, STYLES, arrays(net)), net(image, style).permute(0, 2, 3, 1)
        self.assertNotIn("res2/conv1/weights", model.weights)
        self.assertNotIn("res1/conv1/reduce/scale", model.weights)
        nhwc = image.permute(0, 2, 3, 1)
        onnx = read(read(onnxgraph.encode(model))[7][0])
        found = {
            "onnx": GraphTest().run_graph(onnx, image=nhwc, style=style),
            "tflite": test_tflite.run(tflitegraph.encode(model, "float32", 20, 28), image=nhwc, style=style)["stylized"],
        }
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        modelfile.write(folder, net.spec, STYLES, model.weights, "float32")
        found["graph model"] = modelfile.network(folder)[0](image, style).permute(0, 2, 3, 1)
        for name, painting in found.items():
            self.assertLess(float((painting - expected).abs().max()), 1e-4, name)

    @torch.no_grad()
    def test_a_byte_a_weight_is_close_also_where_no_norm_takes_out_the_scale(self):
        net, (image, style) = random_net(ALL), inputs()
        folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
        modelfile.write(folder, net.spec, STYLES, arrays(net), "uint8")
        back = modelfile.read(folder).weights
        for name in ("res1/conv1/reduce/weights", "conv2/depthwise/weights"):
            own = arrays(net)[name]
            self.assertLess(float(np.abs(back[name] - own).max()), 0.51 * float(np.abs(own).max()) / 127)
        painted = modelfile.network(folder)[0](image, style)
        self.assertLess(float((painted - net(image, style)).abs().mean()), 0.02)


class StartTest(unittest.TestCase):
    """What a network of the ladder starts from."""

    def source(self):
        return random_net(spec(conv("conv1", 3, 8), block("res1", 8), block("res2", 8), conv("end", 3, 3)))

    @torch.no_grad()
    def test_channels_that_are_off_can_be_left_out(self):
        source = self.source()
        # Two channels of the stream, and two inside of each block, do nothing.
        for name, off in (("conv1", [2, 5]), ("res1/conv2", [2, 5]), ("res2/conv2", [2, 5]),
                          ("res1/conv1", [0, 7]), ("res2/conv1", [3, 4])):
            for row in (source.convs[name].scale, source.convs[name].shift):
                row[:, off] = 0
        small = StyleNet(spec(conv("conv1", 3, 6), block("res1", 6), block("res2", 6), conv("end", 3, 3)), 3)
        self.assertEqual(prune.kept(small, source)["res2/conv2"].tolist(), [0, 1, 3, 4, 6, 7])
        warm_start(small, source)
        image, style = inputs()
        found, expected = small(image, style), source(image, style)
        self.assertLess(float((found - expected).abs().max()), 1e-4)

    @torch.no_grad()
    def test_kernels_that_have_the_rank_are_found(self):
        source = self.source()
        for name in ("res1/conv1", "res1/conv2", "res2/conv1", "res2/conv2"):
            weight = source.convs[name].weight
            weight.copy_(torch.einsum("or,rikl->oikl", torch.randn(8, 3), torch.randn(3, 8, 3, 3)))
        small = StyleNet(spec(conv("conv1", 3, 8), block("res1", 8, rank=3), block("res2", 8, rank=3), conv("end", 3, 3)), 3)
        warm_start(small, source)
        fit.fit(small, source, torch.rand(8, 3, 16, 16))
        image, style = inputs()
        self.assertLess(float((small(image, style) - source(image, style)).abs().max()), 1e-3)

    @torch.no_grad()
    def test_kernels_that_are_separable_are_found(self):
        source = self.source()
        for name in ("conv1", "res1/conv1", "res1/conv2", "res2/conv1", "res2/conv2"):
            weight = source.convs[name].weight
            weight.copy_(torch.randn(8, weight.shape[1], 1, 1) * torch.randn(1, weight.shape[1], 3, 3))
        layers = (conv("conv1", 3, 8), block("res1", 8), block("res2", 8))
        small = StyleNet(spec(*({**layer, "separable": True} for layer in layers), conv("end", 3, 3)), 3)
        warm_start(small, source)
        with mock.patch.object(fit, "RIDGE", 1e-7):
            fit.fit(small, source, torch.rand(8, 3, 16, 16))
        image, style = inputs()
        self.assertLess(float((small(image, style) - source(image, style)).abs().max()), 1e-3)

    @torch.no_grad()
    def test_what_can_not_be_fitted_stops_with_a_sentence(self):
        source, photos = self.source(), torch.rand(2, 3, 16, 16)
        wide = spec(conv("conv1", 5, 16), block("res1", 16), block("res2", 16), conv("end", 3, 3))
        narrow = spec(conv("conv1", 3, 6), block("res1", 6, rank=3), block("res2", 6), conv("end", 3, 3))
        for layers, sentence in ((wide, "conv1 has 16 channels"), (narrow, "res1/conv1 is of low rank")):
            net = StyleNet(layers, 3)
            warm_start(net, source)
            with self.assertRaisesRegex(SystemExit, sentence):
                fit.fit(net, source, photos)

    @torch.no_grad()
    def test_a_narrower_network_is_fitted_to_the_channels_that_it_keeps(self):
        source = self.source()
        for name in ("conv1", "res1/conv2", "res2/conv2"):  # two channels of the stream do nothing
            for row in (source.convs[name].scale, source.convs[name].shift):
                row[:, [2, 5]] = 0
        small = StyleNet(spec(conv("conv1", 5, 6), block("res1", 6), block("res2", 6), conv("end", 3, 3)), 3)
        warm_start(small, source)
        with mock.patch.object(fit, "RIDGE", 1e-7):
            fit.fit(small, source, torch.rand(8, 3, 16, 16))
        image, style = inputs()
        # The 5x5 kernel can do all that the 3x3 one did, but for what the border reflects.
        kept = [0, 1, 3, 4, 6, 7]
        ours, theirs = small(image, style, end="res1/conv1"), source(image, style, end="res1/conv1")[:, kept]
        self.assertLess(float((ours - theirs)[:, :, 2:-2, 2:-2].abs().max()), 1e-2)

    @torch.no_grad()
    def test_separable_kernels_are_closer_than_the_best_of_rank_one(self):
        """For inputs that hang together, the best kernel is not the one that is nearest to the larger one."""
        torch.manual_seed(6)
        mixed = torch.randn(36, 36)
        seen, kernels = mixed @ mixed.T, torch.randn(5, 36)
        left = lambda whole: float(torch.einsum("oi,ij,oj->", whole - kernels, seen, whole - kernels))
        each, points = fit.separated(seen, kernels @ seen, 4)
        found = (points[:, :, 0, 0, None] * each.view(1, 4, 9)).reshape(5, 36)
        u, s, v = torch.linalg.svd(kernels.view(5, 4, 9).transpose(0, 1), full_matrices=False)
        nearest = (u[:, :, :1] * s[:, None, :1] @ v[:, :1]).transpose(0, 1).reshape(5, 36)
        self.assertLess(left(found), 0.7 * left(nearest))
        with mock.patch.object(fit, "TURNS", 0):
            each, points = fit.separated(seen, kernels @ seen, 4)
        by_points = (points[:, :, 0, 0, None] * each.view(1, 4, 9)).reshape(5, 36)
        self.assertLess(left(found), 0.95 * left(by_points))

    def test_all_of_the_ladder_can_start_from_the_original(self):
        source = StyleNet(load_spec("original"), 2)
        for name in LADDER:
            net = StyleNet(load_spec(name), 2)
            warm_start(net, source)
            fitted = {n.split("/")[0] for n in fit.differing(net, source)}
            blocks = {f"res{i}" for i in range(1, 6)}
            all_layers = blocks | {"conv1", "conv2", "conv3", "deconv1", "deconv2", "deconv3"}
            expected = {"plain": blocks, "low-rank": blocks, "compact": all_layers, "tiny": all_layers}
            self.assertEqual(fitted, expected.get(name, set()), name)

    @torch.no_grad()
    def test_a_larger_depthwise_kernel_starts_as_the_smaller_one(self):
        torch.manual_seed(8)
        small, large = load_spec("tiny"), load_spec("tiny")
        for layer in large["layers"]:
            if layer["name"] in ("conv2", "res2", "deconv1"):  # each way to pad and to step
                layer["kernel"] = 5
        source, net = random_rows(StyleNet(small, 2)), StyleNet(large, 2)
        warm_start(net, source)
        self.assertEqual(fit.differing(net, source), [])
        image, style = torch.rand(2, 3, 32, 28), torch.eye(2)
        torch.testing.assert_close(net(image, style), source(image, style))
        # The other way nothing is exact: it is fitted.
        self.assertEqual(fit.differing(source, net), ["conv2", "res2/conv1", "res2/conv2", "deconv1"])

    @torch.no_grad()
    def test_a_separable_network_starts_nearer_to_the_original_than_by_rows_alone(self):
        torch.manual_seed(7)
        source, photos = random_rows(StyleNet(load_spec("original"), 2)), torch.rand(4, 3, 32, 32)
        net = StyleNet(load_spec("compact"), 2)
        warm_start(net, source)
        style = torch.eye(2)[[0, 1, 0, 1]]
        distance = lambda: float((net(photos, style, end="deconv1/depthwise") - source(photos, style, end="deconv1")).var())
        before = distance()
        with mock.patch.object(fit, "TURNS", 2):
            fit.fit(net, source, photos)
        self.assertLess(distance(), 0.8 * before)


if __name__ == "__main__":
    unittest.main()
