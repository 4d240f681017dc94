"""Public networks' pictures: which photos they are paired with, judged once, and where the figures are kept."""
import tempfile
import unittest
from pathlib import Path

import evaluate
from peers import Peers, pairs

PHOTOS = [Path(f"{name}.png") for name in "abcd"]


class PeersTest(unittest.TestCase):
    def setUp(self):
        self.folder = Path(self.enterContext(tempfile.TemporaryDirectory())) / "public"
        self.calls = []

    def add(self, style, names="abcd"):
        """Lay stand-ins for a public network's pictures into the folder."""
        (self.folder / style).mkdir(parents=True)
        for name in names:
            (self.folder / style / f"{name}.jpg").touch()

    def judge(self, found, painting):
        self.calls.append(([photo.stem for photo, _ in found], painting))
        return {"content": float(len(found)), "structure": 0.2, "texture": 0.1, "size": 384}

    def peers(self):
        return Peers(self.folder, lambda: self.judge, PHOTOS)

    def test_pairs_by_name_and_only_if_no_picture_is_missing(self):
        self.add("udnie", "cab")
        found = pairs(self.folder / "udnie", PHOTOS[:3])
        self.assertEqual([(photo.stem, picture.name) for photo, picture in found], [("a", "a.jpg"), ("b", "b.jpg"), ("c", "c.jpg")])
        self.assertEqual(pairs(self.folder / "udnie", PHOTOS), [])
        self.assertEqual(pairs(self.folder / "mondrian", PHOTOS), [])

    def test_judges_a_style_once_for_all_models_on_the_photos_of_their_figures(self):
        self.add("udnie")
        peers, own = self.peers(), {"udnie": {"half": {"content": 3.0}}, "mondrian": {"half": {"content": 4.0}}}
        paintings = {"udnie": Path("udnie.jpg"), "mondrian": Path("mondrian.jpg")}
        for _ in range(2):
            found = peers.beside(own, paintings, 2)
            self.assertEqual(found["udnie"], {**own["udnie"], "public": {"content": 2.0, "structure": 0.2, "texture": 0.1}})
            self.assertEqual(found["mondrian"], own["mondrian"])
        self.assertEqual(self.calls, [(["a", "c"], Path("udnie.jpg"))])
        peers.beside(own, paintings, 4)  # another model, measured on other photos
        self.assertEqual(self.calls[1:], [(["a", "b", "c", "d"], Path("udnie.jpg"))])

    def test_without_the_folder_a_card_stays_as_it_is(self):
        own = {"udnie": {"half": {"content": 3.0}, "public": {"content": 1.0}}}
        self.assertEqual(self.peers().beside(own, {"udnie": Path("udnie.jpg")}, 2), own)
        self.assertEqual(self.calls, [])

    def test_a_card_without_structure_gets_nothing(self):
        self.assertEqual(evaluate.with_public(None, {}, self.peers()), {})
        self.assertEqual(evaluate.with_public({"styles": {}}, {}, self.peers()), {})

    def test_figures_are_missing_until_one_style_has_them(self):
        card = {"quality": {"structure": {"udnie": {}, "mondrian": {}}}}
        self.assertEqual(evaluate.lacking(card, ["structure", "public"]), ["public"])
        card["quality"]["structure"]["udnie"]["public"] = {}
        self.assertEqual(evaluate.lacking(card, ["structure", "public"]), [])
        # A part that is measured since a later version is in no earlier card.
        self.assertEqual(evaluate.lacking({**card, "border": {}, "stability": None}, evaluate.PARTS), ["quality", "stability", "border", "weave"])


if __name__ == "__main__":
    unittest.main()
