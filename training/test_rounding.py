"""Two weights a byte: what they are rounded to, and the files that have them."""
import json
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

import modelfile
import rounding
import test_modelfile
from quantize import LEVELS, PACKED, ZERO, pack, unpack
from test_network import random_net

KNOWN = Path(__file__).resolve().parent.parent / "src" / "engine" / "weights" / "testing" / "packed.json"
NETWORKS = ("compressed", "low-rank", "shared", "tiny")


def pictures(net, count=2):
    random = torch.Generator().manual_seed(4)
    return [(torch.rand(1, 3, 40, 40, generator=random), torch.eye(net.rows)[i : i + 1]) for i in range(count)]


class PackTest(unittest.TestCase):
    def test_is_what_the_page_unpacks(self):
        """decode.test.ts reads the same numbers."""
        known = json.loads(KNOWN.read_text())
        numbers, step = np.array(known["numbers"], np.uint8).reshape(known["shape"]), np.array(known["step"], np.float32)
        packed = pack(numbers)
        self.assertEqual((packed.dtype, packed.ravel().tolist()), (np.uint8, known["packed"]))
        np.testing.assert_array_equal(unpack(packed, step).ravel(), np.array(known["weights"], np.float32))


class RoundingTest(unittest.TestCase):
    def setUp(self):
        random = torch.Generator().manual_seed(7)
        self.kernels = torch.randn(6, 40, generator=random).double() * 0.02
        inputs = torch.randn(500, 8, generator=random).double() @ torch.randn(8, 40, generator=random).double()
        self.together = torch.cov(inputs.T)

    def change(self, weights):
        """How much the outputs change, squared, in the mean."""
        difference = weights - self.kernels
        return float(((difference @ self.together) * difference).sum())

    def test_changes_the_outputs_less_than_the_nearest_numbers_do(self):
        numbers, step = rounding.rounded(self.kernels, self.together)
        self.assertEqual((numbers.dtype, step.dtype), (torch.uint8, torch.float32))
        self.assertLess(int(numbers.max()), LEVELS)
        step = step[:, None].double()
        nearest = self.change(rounding.levels(self.kernels, step) * step)
        self.assertLess(self.change((numbers.double() - ZERO) * step), nearest / 2)

    def test_a_step_fits_its_own_kernel(self):
        self.kernels[2] *= 50
        whole = rounding.steps(self.kernels, torch.ones(40))
        error = (rounding.levels(self.kernels, whole) * whole - self.kernels).square().mean(1)
        spread = self.kernels.square().mean(1)
        self.assertLess(float((error / spread).max()), 0.02)

    def test_nothing_stays_nothing(self):
        numbers, step = rounding.rounded(torch.zeros(2, 40), torch.zeros(40, 40))
        self.assertTrue((numbers == ZERO).all())
        self.assertTrue(torch.isfinite(step).all())


class FileTest(unittest.TestCase):
    def test_reader_inverts_writer_and_the_graph_computes_the_same(self):
        for network in NETWORKS:
            with self.subTest(network=network), tempfile.TemporaryDirectory() as folder:
                net = random_net(network)
                weights = test_modelfile.arrays(net)
                weights = {name: value.copy() for name, value in weights.items()}
                packed = rounding.pack(net, pictures(net))
                files = modelfile.write(folder, net.spec, test_modelfile.STYLES, weights, PACKED, packed)
                found = modelfile.read(folder)
                self.assertEqual(list(found.weights), list(weights))
                for name, (numbers, step) in packed.items():
                    expected = (numbers.astype(np.float32) - ZERO) * step
                    np.testing.assert_array_equal(found.weights[name], expected, name)
                    # Rounding in place, so that each convolution sees what the ones before became.
                    own = net.named_weights()[name].numpy()
                    np.testing.assert_array_equal(own, expected, name)
                for name, value in weights.items():
                    if name.endswith(("/scale", "/shift")):
                        np.testing.assert_allclose(found.weights[name], value, atol=float(np.ptp(value)) / 255 * 0.51 + 1e-6)
                whole, _ = modelfile.network(folder)
                image, style = torch.rand(1, 3, 20, 24), torch.tensor([[0.5, 0.2, 0.3]])
                with torch.no_grad():
                    expected = whole(image, style).permute(0, 2, 3, 1)
                content = json.loads(files["model.json"])
                run = test_modelfile.GraphTest().run_graph
                painted = run(content, files["weights.bin"], image=image.permute(0, 2, 3, 1), style=style)
                self.assertLess(float((painted - expected).abs().max()), 1e-4)

    def test_most_weights_take_half_a_byte(self):
        net = random_net("compressed")
        with tempfile.TemporaryDirectory() as folder:
            weights = test_modelfile.arrays(net)
            size = len(modelfile.write(folder, net.spec, test_modelfile.STYLES, weights, PACKED, rounding.pack(net, pictures(net)))["weights.bin"])
        ends, rows, outputs, taps = 2 * 7776, 3 * 3206, 1600, 9 * 128
        self.assertAlmostEqual(size, (363_712 - ends) / 2 + ends + rows + 4 * outputs + taps, delta=400)


if __name__ == "__main__":
    unittest.main()
