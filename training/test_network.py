"""The network: its numbers against independent ones, and its fast form against the plain one."""
import json
import unittest
from unittest import mock

import numpy as np
import torch
import torch.nn.functional as F

import cost
import fit
from fast import depth_to_space, padded, pads_bfloat16, reflect_conv_folded, space_to_depth, upsample_conv_phases
from model import EPSILON, StyleNet, normalize, reflect_conv, shift_taps, shifted, warm_start
from spec import convolutions, current, load_spec

NETWORKS = ("original", "compressed")
# (layer, weights of the original, weights of the compressed network), as the study has them.
STUDY = (
    [("conv1", 7776, 7776), ("conv2", 18432, 18432), ("conv3", 73728, 73728)]
    + [(f"res{i}/conv{j}", 147456, 16384) for i in range(1, 6) for j in (1, 2)]
    + [("deconv1", 73728, 73728), ("deconv2", 18432, 18432), ("deconv3", 7776, 7776)]
)


def reading(shift):
    """-> the spec of the compressed network, its residual blocks reading from so many pixels away."""
    spec = load_spec("compressed")
    layers = [{**layer, "shift": shift} if layer["kind"] == "residual" else layer for layer in spec["layers"]]
    return {**spec, "layers": layers}


def random_rows(net):
    """-> the network with rows that differ, as after training."""
    with torch.no_grad():
        for module in (m for m in net.convs.values() if m.conv.normalized):
            module.scale.add_(0.3 * torch.randn_like(module.scale))
            module.shift.add_(0.3 * torch.randn_like(module.shift))
    return net


def random_net(network, styles=3):
    """A StyleNet with rows that differ."""
    torch.manual_seed(3)
    return random_rows(StyleNet(load_spec(network), styles).eval())


class FastTest(unittest.TestCase):
    """The rewrites are exact but for rounding."""

    def setUp(self):
        torch.manual_seed(1)

    def close(self, a, b, bound=1e-4):
        self.assertEqual(a.shape, b.shape)
        self.assertLess(float((a - b).abs().max()), bound)

    def test_space_to_depth_is_undone_by_depth_to_space(self):
        x = torch.randn(2, 3, 6, 10)
        self.assertTrue(torch.equal(depth_to_space(space_to_depth(x)), x))

    @unittest.skipUnless(pads_bfloat16(), "needs PyTorch 2; before it, training is in float32")
    def test_padding_keeps_the_type_under_autocast(self):
        x = torch.randn(1, 2, 5, 6).bfloat16()
        with torch.autocast("cpu", torch.bfloat16):
            found = padded(x, 2)
        self.assertEqual(found.dtype, torch.bfloat16)
        self.assertTrue(torch.equal(found, F.pad(x, [2] * 4, mode="reflect")))

    def test_folded_convolution(self):
        for cin, cout, k in ((32, 3, 9), (3, 32, 9), (4, 2, 3)):
            with self.subTest(cin=cin, cout=cout, kernel=k):
                x, w = torch.randn(2, cin, 12, 18), torch.randn(cout, cin, k, k) / k**2
                self.close(reflect_conv_folded(x, w), reflect_conv(x, w))

    def test_upsampling_convolution_as_phases(self):
        for height, width in ((8, 8), (5, 7)):
            with self.subTest(height=height, width=width):
                x, w = torch.randn(2, 16, height, width), torch.randn(8, 16, 3, 3) / 12
                self.close(upsample_conv_phases(x, w), reflect_conv(F.interpolate(x, scale_factor=2), w))

    @torch.no_grad()
    def test_whole_network(self):
        for network in NETWORKS:
            with self.subTest(network=network):
                net = random_net(network)
                image, style = torch.rand(2, 3, 24, 32), torch.tensor([[1.0, 0, 0], [0.2, 0.3, 0.5]])
                plain = net(image, style)
                net.fast = True
                self.close(net(image, style), plain)


class ShiftTest(unittest.TestCase):
    def test_equals_brute_force(self):
        torch.manual_seed(6)
        x = torch.randn(2, 32, 3, 5)
        around = [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)]
        for distance in (1, 2):
            self.equals_brute_force(x, around, distance)

    def equals_brute_force(self, x, around, distance):
        found, reflect = shifted(x, shift_taps(32), distance), lambda i, n: -i if i < 0 else 2 * (n - 1) - i if i >= n else i
        for c, row, column in np.ndindex(*x.shape[1:]):
            dy, dx = (0, 0) if c < 16 else around[(c - 16) // 2]
            expected = x[:, c, reflect(row + distance * dy, 3), reflect(column + distance * dx, 5)]
            self.assertTrue(torch.equal(found[:, c, row, column], expected), (c, row, column))

    def test_a_spec_of_before_the_name_is_read(self):
        today = load_spec("compressed")
        former = json.loads(json.dumps(today).replace('"shift"', '"neighbours"'))
        self.assertNotEqual(former, today)
        self.assertEqual(current(former), today)
        self.assertEqual(current(today), today)

    def test_costs_no_weights(self):
        self.assertEqual(cost.totals(reading(0)), cost.totals(load_spec("compressed")))


class NormalizeTest(unittest.TestCase):
    def brute_force(self, x, scale, shift, activation, residual):
        """One value after the other, in float64."""
        x, y = x.double().numpy(), np.zeros(x.shape)
        for n, c in np.ndindex(*x.shape[:2]):
            values = x[n, c].ravel()
            mean = sum(values) / len(values)
            variance = sum((v - mean) ** 2 for v in values) / len(values)
            z = (x[n, c] - mean) / np.sqrt(variance + EPSILON) * float(scale[n, c]) + float(shift[n, c])
            z = {"relu": lambda: np.maximum(z, 0), "sigmoid": lambda: 1 / (1 + np.exp(-z)), "none": lambda: z}[activation]()
            y[n, c] = z + (0 if residual is None else residual[n, c].numpy())
        return y

    def test_equals_brute_force(self):
        torch.manual_seed(2)
        x = 3 * torch.randn(2, 4, 5, 7) + torch.arange(4.0)[:, None, None]
        scale, shift = torch.randn(2, 4), torch.randn(2, 4)
        for activation, residual in (("relu", None), ("sigmoid", None), ("none", torch.randn(x.shape))):
            with self.subTest(activation=activation):
                found = normalize(x, scale, shift, activation, residual).numpy()
                np.testing.assert_allclose(found, self.brute_force(x, scale, shift, activation, residual), atol=1e-5)

    def test_a_flat_channel_becomes_its_shift(self):
        flat = normalize(torch.full((1, 1, 4, 4), 7.0), torch.ones(1, 1), torch.full((1, 1), 0.25), "none")
        np.testing.assert_allclose(flat.numpy(), 0.25, atol=1e-6)


class CostTest(unittest.TestCase):
    def test_weights_of_each_layer_are_the_studys(self):
        tables = [cost.table(load_spec(n)) for n in NETWORKS]
        self.assertEqual([(a[0], a[1], b[1]) for a, b in zip(*tables)], STUDY)

    def test_totals(self):
        self.assertEqual(cost.totals(load_spec("original")), (1_674_432, 10_078_912_512))
        self.assertEqual(cost.totals(load_spec("compressed")), (363_712, 4_710_203_392))

    def test_the_module_has_these_weights(self):
        for network in NETWORKS:
            net = StyleNet(load_spec(network), 8)
            self.assertEqual(sum(m.weight.numel() for m in net.convs.values()), cost.totals(net.spec)[0])
            self.assertEqual(sum(m.scale.numel() + m.shift.numel() for m in net.convs.values()), 8 * 3206)


class WeightsTest(unittest.TestCase):
    def test_named_weights_have_the_model_formats_shapes_and_come_back(self):
        net, other = random_net("compressed"), StyleNet(load_spec("compressed"), 3)
        named = net.named_weights()
        self.assertEqual(named["conv1/weights"].shape, (9, 9, 3, 32))
        self.assertEqual(named["res5/conv2/shift"].shape, (3, 128))
        other.set_named_weights(named)
        for key, value in net.state_dict().items():
            self.assertTrue(torch.equal(other.state_dict()[key], value), key)

    def test_missing_and_misshapen_weights_are_named(self):
        net = random_net("compressed")
        named = net.named_weights()
        with self.assertRaisesRegex(ValueError, "conv2/weights has shape"):
            net.set_named_weights({**named, "conv2/weights": named["conv1/weights"]})
        del named["res1/conv1/scale"]
        with self.assertRaisesRegex(ValueError, "res1/conv1/scale is missing"):
            net.set_named_weights(named)

    @torch.no_grad()
    def test_warm_start_copies_what_has_the_same_shape(self):
        source, twin, small = random_net("original"), StyleNet(load_spec("original"), 3), random_net("compressed")
        warm_start(twin, source)
        image, style = torch.rand(1, 3, 16, 16), torch.eye(3)[:1]
        self.assertTrue(torch.equal(twin(image, style), source(image, style)))
        warm_start(small, source)
        for conv in convolutions(small.spec):
            wide, narrow = source.convs[conv.name], small.convs[conv.name]
            self.assertEqual(torch.equal(narrow.weight, wide.weight), conv.kernel > 1, conv.name)
            self.assertTrue(torch.equal(narrow.shift, wide.shift), conv.name)


class FitTest(unittest.TestCase):
    """With least squares against numbers that are known, and a network that is closer afterwards."""

    def setUp(self):
        torch.manual_seed(8)
        self.photos = torch.rand(8, 3, 32, 32)
        self.source, self.small = random_net("original"), StyleNet(reading(1), 3)
        warm_start(self.small, self.source)

    def distance(self, net):
        """Of what comes out of the residual blocks, relative to its variance."""
        one_hot = torch.eye(3)[torch.arange(8) % 3]
        ours, theirs = (n(self.photos, one_hot, end="deconv1") for n in (net, self.source))
        return float((ours - theirs).var() / theirs.var())

    @torch.no_grad()
    def test_kernels_that_do_the_same_are_found(self):
        """Where the larger kernels have one tap a channel, that which the 1x1 kernel reads, it can do all that they do."""
        for name, module in self.source.convs.items():
            if name.startswith("res"):
                module.weight.mul_(shift_taps(128).transpose(0, 1))
        with mock.patch.object(fit, "RIDGE", 1e-7):
            fit.fit(self.small, self.source, self.photos)
        self.assertLess(self.distance(self.small), 1e-4)

    @torch.no_grad()
    def test_is_closer_than_single_taps_of_the_larger_kernels(self):
        for name, module in self.small.convs.items():
            if name.startswith("res"):
                taps = shift_taps(128).transpose(0, 1)
                module.weight.copy_((self.source.convs[name].weight * taps).sum((2, 3), keepdim=True))
        single = self.distance(self.small)
        fit.fit(self.small, self.source, self.photos)
        self.assertLess(self.distance(self.small), single)

    @torch.no_grad()
    def test_kernels_that_read_from_elsewhere_than_before_are_fitted_too(self):
        after, before = random_net("compressed"), StyleNet(reading(2), 3)
        warm_start(after, before)
        fit.fit(after, before, self.photos)
        reads = {c.name: c.shift for c in convolutions(after.spec)}
        for name, module in after.convs.items():
            # Those that read from as far away as before stay as they are.
            self.assertEqual(torch.equal(module.weight, before.convs[name].weight), reads[name] in (0, 2), name)

    @torch.no_grad()
    def test_kernels_that_are_larger_can_do_all_that_small_ones_do(self):
        large, small = StyleNet(load_spec("original"), 3), random_net("plain")
        self.photos = torch.rand(8, 3, 96, 96)  # more pixels than the 1152 weights that an output has
        warm_start(large, small)
        with mock.patch.object(fit, "RIDGE", 1e-7):
            fit.fit(large, small, self.photos)
        self.source = small
        self.assertLess(self.distance(large), 1e-4)


if __name__ == "__main__":
    unittest.main()
