"""Tests of tone.py."""
import colorsys
import unittest

import numpy as np
from PIL import Image

from tone import toned


def picture(*colours):
    return Image.fromarray(np.array([colours], np.uint8), "RGB")


def saturation(colour):
    return colorsys.rgb_to_hsv(*(np.array(colour) / 255))[1]


class Toned(unittest.TestCase):
    GREEN, GREY, RED, BLUE = (30, 160, 70), (128, 128, 128), (200, 60, 40), (40, 70, 200)

    def after(self, *colours, share=0.5):
        return np.array(toned(picture(*colours), 100, 190, share))[0]

    def test_hues_inside_keep_the_share_of_their_saturation_and_their_brightness(self):
        (green,) = self.after(self.GREEN)
        self.assertAlmostEqual(saturation(green), saturation(self.GREEN) / 2, delta=0.02)
        self.assertAlmostEqual(max(green), max(self.GREEN), delta=2)

    def test_nothing_is_left_of_the_colour_at_a_share_of_0(self):
        (green,) = self.after(self.GREEN, share=0)
        self.assertLessEqual(max(green) - min(green), 2)

    def test_other_hues_and_greys_stay(self):
        colours = (self.GREY, self.RED, self.BLUE)
        # Through HSV of 8 bits and back, a colour moves by a few steps.
        np.testing.assert_allclose(self.after(*colours), colours, atol=4)

    def test_the_change_has_no_edge(self):
        hues = np.arange(60, 100)
        colours = [tuple(round(255 * c) for c in colorsys.hsv_to_rgb(h / 360, 0.8, 0.6)) for h in hues]
        after = [saturation(colour) for colour in self.after(*colours)]
        self.assertLess(np.abs(np.diff(after)).max(), 0.06)


if __name__ == "__main__":
    unittest.main()
