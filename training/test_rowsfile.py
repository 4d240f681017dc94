"""The file of a learned style: round trip, damage, and the order of a row."""
import unittest

import numpy as np
import torch

import rowsfile
from test_network import random_net


class RowsFileTest(unittest.TestCase):
    def file(self):
        soft, bold = (np.sin(np.arange(6, dtype=np.float32) + k) for k in (1, 2))
        return rowsfile.encode("Blau – 蓝", "compressed", "ab" * 32, 120, soft, bold, b"picture"), soft, bold

    def test_gives_back_what_was_put_in(self):
        data, soft, bold = self.file()
        header, found_soft, found_bold, thumbnail = rowsfile.decode(data)
        self.assertEqual((header["name"], header["network"], header["steps"]), ("Blau – 蓝", "compressed", 120))
        np.testing.assert_array_equal(found_soft, soft)
        np.testing.assert_array_equal(found_bold, bold)
        self.assertEqual(thumbnail, b"picture")

    def test_damage_and_other_files_are_refused(self):
        data = self.file()[0]
        for broken in (data[:-1], data + b"x", data[:-3] + b"abc"):
            with self.assertRaisesRegex(ValueError, "damaged"):
                rowsfile.decode(broken)
        with self.assertRaisesRegex(ValueError, "no file of a learned style"):
            rowsfile.decode(b"\xff\xd8\xff and so on")
        with self.assertRaisesRegex(ValueError, "version 2"):
            rowsfile.decode(data[:8] + b"\x02" + data[9:])

    def test_convolutions_without_a_norm_have_no_part_in_a_row(self):
        net = random_net("tiny", 4)
        row = rowsfile.row_of(net, 3)
        self.assertEqual(len(row), 2 * sum(m.conv.cout for m in net.convs.values() if m.conv.normalized))
        np.testing.assert_array_equal(row[:8], net.convs["conv1"].scale[3].detach().numpy())

    def test_a_row_has_scales_and_shifts_of_each_convolution_in_turn(self):
        net = random_net("compressed", 4)
        row = rowsfile.row_of(net, 2)
        self.assertEqual(len(row), 3206)
        first = net.convs["conv1"]
        np.testing.assert_array_equal(row[:32], first.scale[2].detach().numpy())
        np.testing.assert_array_equal(row[32:64], first.shift[2].detach().numpy())
        np.testing.assert_array_equal(row[-3:], net.convs["deconv3"].shift[2].detach().numpy())
        self.assertFalse(torch.equal(first.scale[2], first.scale[3]))


if __name__ == "__main__":
    unittest.main()
