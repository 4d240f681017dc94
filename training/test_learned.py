"""Learned styles as judged: a file's rows in the network, and structure at equal content."""
import unittest

import torch

import learned
import rowsfile
from test_network import random_net


class LearnedTest(unittest.TestCase):
    def test_a_file_paints_as_the_rows_that_it_was_made_of(self):
        net = random_net("compressed", 4).eval()
        data = rowsfile.encode("x", "compressed", "ab" * 32, 1, rowsfile.row_of(net, 1), rowsfile.row_of(net, 3))
        photo = torch.rand(1, 3, 32, 32)
        with torch.no_grad():
            found = learned.network_of(net, data)(photo, torch.tensor([[0.5, 0.5]]))
            wanted = net(photo, torch.tensor([[0.0, 0.5, 0.0, 0.5]]))
        torch.testing.assert_close(found, wanted, atol=1e-5, rtol=0)

    def test_a_file_of_another_network_is_refused(self):
        net = random_net("compressed", 2)
        data = rowsfile.encode("x", "original", "ab" * 32, 1, rowsfile.row_of(net, 0), rowsfile.row_of(net, 1))
        with self.assertRaisesRegex(SystemExit, "network original"):
            learned.network_of(net, data)

    def test_structure_at_equal_content_lies_on_the_curve(self):
        curve = [(0.6, 0.2), (0.8, 0.1), (1.0, 0.08)]
        self.assertAlmostEqual(learned.at_content(0.7, curve), 0.15)
        self.assertAlmostEqual(learned.at_content(2.0, curve), 0.08)  # no boldness has it: the nearest end


if __name__ == "__main__":
    unittest.main()
