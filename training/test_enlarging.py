import unittest

import torch

from enlarging import mean, resized, with_detail, with_fine_strokes


class Enlarging(unittest.TestCase):
    def test_a_slope_stays_a_slope(self):
        slope = torch.arange(8.0)[None, None, None].expand(1, 3, 8, 8)
        large = resized(slope, (24, 24))
        inner = large[0, 0, 12, 6:-6]  # the ends know nothing beyond the picture
        torch.testing.assert_close(inner, (torch.arange(24.0)[6:-6] + 0.5) / 3 - 0.5)

    def test_the_photo_comes_back_where_the_painting_is_the_photo(self):
        photo = torch.zeros(1, 3, 24, 24)
        photo[..., 13:] = 1
        small = torch.nn.functional.avg_pool2d(photo, 3)
        far = lambda x: (x - photo).abs().mean()
        self.assertLess(far(with_detail(small, photo)), 0.3 * far(resized(small, (24, 24))))

    def test_broad_differences_are_left_out(self):
        first = torch.full((1, 3, 100, 100), 0.5)
        torch.testing.assert_close(with_fine_strokes(first, first + 0.2), first)

    def test_mean_reads_nothing_beyond_the_picture(self):
        torch.testing.assert_close(mean(torch.ones(1, 1, 5, 5), 2), torch.ones(1, 1, 5, 5))


if __name__ == "__main__":
    unittest.main()
