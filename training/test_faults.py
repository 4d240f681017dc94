"""Faults of a painting that the training acts against, or that are looked for: haze, a frame, fine lines."""
import math
import unittest

import torch
import torch.nn.functional as F

import border
import rim
import weave
from test_network import random_net


class RimTest(unittest.TestCase):
    PHOTO = torch.rand(2, 3, 80, 96, generator=torch.Generator().manual_seed(4))

    def test_what_is_wanted_is_painted_of_a_photo_that_goes_on(self):
        """A painter who blurs by 3 x 3 sees one pixel beyond the border: as the reflected one, so nothing changes."""
        blur = lambda photo, mix: F.avg_pool2d(F.pad(photo, [1] * 4, mode="reflect"), 3, 1)
        torch.testing.assert_close(rim.target(blur, self.PHOTO, None), blur(self.PHOTO, None))
        # One that takes all beyond the border for black is darker there, and only there.
        dark = lambda photo, mix: F.avg_pool2d(F.pad(photo, [1] * 4), 3, 1)
        change = (rim.target(dark, self.PHOTO, None) - dark(self.PHOTO, None)).abs()
        self.assertGreater(float(change[:, :, 0].mean()), 0.1)
        self.assertLess(float(change[:, :, 1:-1, 1:-1].max()), 1e-6)

    def test_the_term_is_the_mean_over_the_rim(self):
        """Against a mask, for a rim of 5 pixels."""
        a, b = self.PHOTO, self.PHOTO.flip(0)
        outside = torch.ones(80, 96)
        outside[5:-5, 5:-5] = 0
        wanted = (((a - b) ** 2) * outside).sum((1, 2, 3)) / (3 * outside.sum())
        torch.testing.assert_close(rim.difference(a, b, 5), wanted)

    def test_a_painted_frame_costs(self):
        framed = F.pad(self.PHOTO[:, :, 1:-1, 1:-1], [1] * 4)
        self.assertGreater(float(rim.difference(framed, self.PHOTO).min()), 0.005)

    def test_a_hazy_rim_has_less_contrast(self):
        """A painter who takes away half of the contrast in the 32 outermost pixels."""

        def hazy(photo, mix):
            out = 0.25 + photo / 2
            out[:, :, 32:-32, 32:-32] = photo[:, :, 32:-32, 32:-32]
            return out

        photos = [self.PHOTO[:1], self.PHOTO[1:]]
        self.assertEqual(len(rim.contrast(hazy, photos, [None, None])), 2)
        self.assertAlmostEqual(rim.contrast(hazy, photos, [None])[0], 0.5, delta=0.03)
        self.assertAlmostEqual(rim.contrast(lambda photo, mix: photo, photos, [None])[0], 1, delta=0.001)


class WeaveTest(unittest.TestCase):
    """Against what is drawn: lines of a known period, in one direction."""

    def lines(self, period, degrees=0, height=256, width=320):
        y, x = torch.meshgrid(torch.arange(height), torch.arange(width), indexing="ij")
        turned = math.cos(math.radians(degrees)) * x + math.sin(math.radians(degrees)) * y
        return (0.1 * torch.cos(2 * math.pi * turned / period)).expand(1, 3, height, width)

    def noise(self, seed=6):
        return 0.5 + 0.02 * torch.randn(1, 3, 256, 320, generator=torch.Generator().manual_seed(seed))

    def test_noise_has_as_much_in_all_directions(self):
        """On the average over seeds: along the axes are few numbers of the spectrum, so each by itself is a draw."""
        for picture in (self.noise, lambda seed: weave.cloud(256, seed)):
            found = torch.cat([weave.log_ratios(picture(seed)) for seed in range(8)]).mean(0)
            self.assertLess(float(found.abs().max()), 0.2)

    def test_lines_along_rows_or_columns_show_in_their_own_band(self):
        for period, band in ((7.5, 0), (6, 1), (5, 2), (3.6, 3), (2.9, 4), (2.4, 5)):
            for degrees in (0, 90):
                found = weave.log_ratios(self.noise() + self.lines(period, degrees))[0]
                self.assertEqual(int(found.argmax()), band, period)
                self.assertGreater(float(found[band]), 3)

    def test_slanted_lines_do_not_cost(self):
        painted, photo = self.noise() + self.lines(3, 30), self.noise(7)
        self.assertLess(float(weave.excess(painted, photo, torch.zeros(1, 6))), 0.2)

    def test_only_lines_that_painting_and_photo_lack_cost(self):
        woven = self.noise() + self.lines(3)
        none = torch.zeros(1, 6)
        share = float(weave.log_ratios(woven)[0, 4])
        cost = float(weave.excess(woven, self.noise(7), none))
        self.assertAlmostEqual(cost, share / 6, delta=0.15)
        self.assertLess(float(weave.excess(woven, self.noise(7) + self.lines(3), none)), 0.15)
        self.assertLess(float(weave.excess(woven, self.noise(7), torch.full((1, 6), share))), 0.15)

    def test_the_gradient_takes_the_lines_away_and_adds_nothing(self):
        picture = (self.noise() + self.lines(3)).requires_grad_()
        weave.excess(picture, self.noise(7), torch.zeros(1, 6)).sum().backward()
        with torch.no_grad():
            step = picture - 0.02 * picture.grad / picture.grad.abs().max()
        before, after = (weave.powers(p.detach()) for p in (picture, step))
        self.assertLess(float(after[0][0, 4]), float(before[0][0, 4]))
        torch.testing.assert_close(after[1], before[1], rtol=0.02, atol=0)

    def test_measures_what_a_painter_adds(self):
        lines = self.lines(3, height=512, width=512)
        measured = weave.measure(lambda photo, mix: photo + mix * lines, [0, 0.2], [self.noise(), self.noise()])
        plain, woven = (found["painted"] for found in measured)
        self.assertAlmostEqual(plain, 1, delta=0.15)
        self.assertGreater(woven, 1.2)


class BorderTest(unittest.TestCase):
    def test_a_frame_of_dashes_shows(self):
        torch.manual_seed(5)
        photo = torch.rand(1, 3, 64, 80)
        framed = F.pad(photo[:, :, 1:-1, 1:-1], [1] * 4)
        framed[:, :, (0, -1), ::2] = 1
        framed[:, :, ::2, (0, -1)] = 1
        # Neighbours in noise differ by a third on average, in the frame by one.
        self.assertAlmostEqual(border.roughness(photo[0]), 1, delta=0.1)
        self.assertAlmostEqual(border.roughness(framed[0]), 3, delta=0.2)

    def test_measures_every_style(self):
        found, painted = border.measure(random_net("compressed"), [torch.rand(1, 3, 64, 64)], torch.eye(3).split(1))
        self.assertAlmostEqual(found, 1, delta=0.2)
        self.assertEqual(len(painted), 3)


if __name__ == "__main__":
    unittest.main()
