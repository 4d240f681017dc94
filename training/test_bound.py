"""The bound: what L-BFGS reaches, and the share of the way, against numbers that are known."""
import tempfile
import unittest

import torch

import bound
import loss
import strokes
from commandtest import random_loss_networks


class BoundTest(unittest.TestCase):
    def test_finds_the_picture_that_a_loss_asks_for(self):
        torch.manual_seed(1)
        wanted = torch.rand(1, 3, 6, 6) * 0.8 + 0.1
        found = bound.optimized(lambda x: ((x - wanted) ** 2).sum((1, 2, 3)), torch.rand(1, 3, 6, 6), 60)
        torch.testing.assert_close(found, wanted, atol=1e-3, rtol=0)

    def test_shares(self):
        self.assertAlmostEqual(bound.share(10, 4, 2), 75)
        self.assertAlmostEqual(bound.share(10, 10, 2), 0)

    def test_the_painting_itself_has_no_style_loss_and_the_photo_no_content_loss(self):
        with tempfile.TemporaryDirectory() as folder:
            random_loss_networks(folder)
            networks = loss.LossNetwork(folder), strokes.Vgg(folder)
        torch.manual_seed(2)
        photo, painting = torch.rand(2, 1, 3, 64, 64).unbind(0)
        same = bound.Loss(*networks, photo, photo, (8, 60))
        self.assertLess(float(same(photo)), 1e-6)
        # At half boldness: the geometric mean of 8 and 60 times the style terms.
        off = bound.Loss(*networks, photo, painting, (8, 60))
        with torch.no_grad():
            targets = [loss.gram(f) for f in strokes.features(networks[1], networks[0], painting)]
            style = strokes.style_terms(strokes.features(networks[1], networks[0], photo), targets, strokes.weights())
            torch.testing.assert_close(off(photo), 480**0.5 * style)


if __name__ == "__main__":
    unittest.main()
