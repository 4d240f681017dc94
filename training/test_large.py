"""Tiles of a large picture: with statistics that are given, and with a halo as wide as what a pixel sees."""
import unittest
import unittest.mock

import torch

import large
import spec
from model import StyleNet


class LargeTest(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(1)
        self.net = StyleNet(spec.load_spec("original"), 1)
        self.photo, self.mix = torch.rand(1, 3, 264, 264), torch.ones(1, 1)

    def test_the_own_statistics_give_the_same_painting(self):
        whole, statistics = large.paint(self.net, self.photo, self.mix)
        again, _ = large.paint(self.net, self.photo, self.mix, statistics)
        torch.testing.assert_close(again, whole, atol=1e-4, rtol=0)

    def test_a_tile_with_the_whole_halo_is_the_whole_and_with_a_small_one_is_not(self):
        with unittest.mock.patch.object(large, "TILE", 64):
            halos = large.halo_table(self.net, self.photo, self.mix)
        self.assertLess(halos[100], 0.05)
        self.assertGreater(halos[16], halos[100] + 0.1)

    def test_crops_are_parts_of_the_picture(self):
        picture = large.crops(self.photo, 2, 64)
        self.assertEqual(picture.shape, (1, 3, 128, 128))
        start = round((264 - 64) * 0.25)
        torch.testing.assert_close(picture[:, :, :64, :64], self.photo[:, :, start : start + 64, start : start + 64])


if __name__ == "__main__":
    unittest.main()
