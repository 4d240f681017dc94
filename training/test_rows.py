"""Which rows belong to which style: mixes, earlier networks with one row a style, and warm starts."""
import tempfile
import unittest

import torch

import checkpoint
import export
import rows
import style
from test_network import random_net

STYLES = [{"id": id} for id in "ab"]


class RowsTest(unittest.TestCase):
    def test_soft_rows_come_first(self):
        styles = rows.with_rows(STYLES, 4)
        self.assertEqual([s["rows"] for s in styles], [{"soft": 0, "bold": 2}, {"soft": 1, "bold": 3}])
        self.assertEqual(rows.levels(styles), ["soft", "half", "bold"])
        with self.assertRaisesRegex(SystemExit, "one or two rows for each, but this one has 3"):
            rows.with_rows(STYLES, 3)

    def test_mixes_are_between_the_two_rows_and_sum_to_1(self):
        found = rows.mixes(rows.with_rows(STYLES, 4), 4, 0.25)
        self.assertEqual([m.tolist() for m in found], [[[0.75, 0, 0.25, 0]], [[0, 0.75, 0, 0.25]]])

    def test_one_row_a_style_is_its_place_at_every_boldness(self):
        styles = rows.with_rows(STYLES, 2)
        self.assertEqual((styles, rows.levels(styles)), (STYLES, ["half"]))
        for boldness in (0, 0.3, 1):
            self.assertEqual([m.tolist() for m in rows.mixes(styles, 2, boldness)], [[[1, 0]], [[0, 1]]])


class OrderTest(unittest.TestCase):
    STYLES = [{"id": id, "title": id, "artist": "", "year": ""} for id in ("own", "udnie", "great-wave")]

    def exported(self, count):
        net = random_net("compressed", count)
        state = {"spec": net.spec, "styles": self.STYLES, "average": net.state_dict()}
        return net, *export.in_order(state, "average")

    def test_an_export_has_the_styles_in_the_order_of_styles_json_with_their_own_rows(self):
        net, found, styles = self.exported(6)
        self.assertEqual([s["id"] for s in styles], ["great-wave", "udnie", "own"])
        self.assertEqual([s["rows"]["soft"] for s in styles], [0, 1, 2])
        picture = torch.rand(1, 3, 20, 20)
        mixes = rows.mixes(styles, 6, 0.25)
        for style, mix in zip(reversed(self.STYLES), mixes):
            before = rows.mixes(rows.with_rows(self.STYLES, 6), 6, 0.25)[self.STYLES.index(style)]
            with torch.no_grad():
                self.assertTrue(torch.equal(found(picture, mix), net(picture, before)), style["id"])

    def test_one_row_a_style_stays_as_it_is(self):
        net, found, styles = self.exported(3)
        self.assertEqual([s["id"] for s in styles], ["own", "udnie", "great-wave"])
        self.assertTrue(torch.equal(found.convs["conv1"].scale, net.convs["conv1"].scale))


class InPairsTest(unittest.TestCase):
    WANTED = [{"id": id} for id in ("b", "new", "a")]

    def test_styles_find_their_rows_and_new_ones_are_the_means(self):
        net = random_net("compressed", 4)
        found = rows.in_pairs(net, STYLES, self.WANTED)
        soft_and_bold = [[1], [0, 1], [0], [3], [2, 3], [2]]
        for name, module in found.convs.items():
            self.assertTrue(torch.equal(module.weight, net.convs[name].weight))
            for kind in ("scale", "shift"):
                given = getattr(net.convs[name], kind)
                wanted = torch.stack([given[sources].mean(0) for sources in soft_and_bold])
                torch.testing.assert_close(getattr(module, kind), wanted)

    def test_with_one_row_a_style_both_start_from_it(self):
        net = random_net("compressed", 2)
        found = rows.in_pairs(net, STYLES, STYLES)
        image = torch.rand(1, 3, 24, 24)
        with torch.no_grad():
            for boldness in (0, 0.5, 1):
                mixes = zip(rows.mixes(STYLES, 2, boldness), rows.mixes(rows.with_rows(STYLES, 4), 4, boldness))
                for old, new in mixes:
                    torch.testing.assert_close(found(image, new), net(image, old))

    def test_a_checkpoint_of_the_average_alone_can_be_gone_on_from(self):
        """As those of ../shared/start are; with the former name of `shift` in the spec."""
        net = random_net("compressed", 4)
        layers = [{("neighbours" if k == "shift" else k): v for k, v in layer.items()} for layer in net.spec["layers"]]
        state = {"spec": {**net.spec, "layers": layers}, "styles": STYLES, "step": 5, "average": net.state_dict()}
        with tempfile.NamedTemporaryFile(suffix=".pt") as file:
            torch.save(state, file.name)
            loaded = checkpoint.load(file.name)
        found = checkpoint.network_of(loaded, "model")
        self.assertEqual((found.spec, found.rows), (net.spec, 4))
        for name, value in net.state_dict().items():
            self.assertTrue(torch.equal(found.state_dict()[name], value))
        self.assertEqual(checkpoint.runs_of(loaded), [{"network": "compressed", "steps": 5, "hours": 0.13}])


class BeginningTest(unittest.TestCase):
    """What a new style begins with."""

    def test_rows_that_were_mixed_paint_as_a_mix_of_rows_does(self):
        net = random_net("compressed", 6)
        shares = torch.tensor([0.5, 0.0, 0.5])
        picture = torch.rand(1, 3, 20, 20)
        with torch.no_grad():
            for boldness, mix in ((0.0, [0.5, 0, 0.5, 0, 0, 0]), (1.0, [0, 0, 0, 0.5, 0, 0.5]), (0.5, [0.25, 0, 0.25, 0.25, 0, 0.25])):
                found = rows.mixed_pair(net, shares)(picture, torch.tensor([[1 - boldness, boldness]]))
                self.assertLess(float((found - net(picture, torch.tensor([mix]))).abs().max()), 1e-5)

    def test_a_mix_is_taken_where_it_is_nearer_than_the_nearest_style(self):
        alone = [4.0, 1.0, 2.0, 8.0]
        self.assertEqual(style.nearest_mix(alone, lambda shares: 1.5).tolist(), [0, 1, 0, 0])
        # Nearest with three of them: shares by the square of 1 / loss.
        of_three = style.nearest_mix(alone, lambda shares: 0.5 if int((shares > 0).sum()) == 3 else 0.8)
        whole = 1 + 1 / 4 + 1 / 16
        for found, wanted in zip(of_three.tolist(), [1 / 16 / whole, 1 / whole, 1 / 4 / whole, 0]):
            self.assertAlmostEqual(found, wanted, places=5)

    def test_of_one_style_there_is_no_mix(self):
        self.assertEqual(style.nearest_mix([2.0], lambda shares: 3.0).tolist(), [1])


if __name__ == "__main__":
    unittest.main()
