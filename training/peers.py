"""How far paintings of public networks are from the photos and from the strokes: the figures to compare ours with.

The pictures lie beside the judges, in quality/public/<style>/<photo>.jpg: made by others' networks of the original's
size, each trained for one painting. They are judged as our own paintings are, on the same photos.
"""
from data import SUFFIXES, spaced

PUBLIC = "public"  # beside the levels of boldness in a card
TERMS = ("content", "structure", "texture")


def pairs(folder, photos):
    """Returns [(photo's path, picture's path)] for the paths `photos`, paired by name; [] if one of them has no picture."""
    found = {p.stem: p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES} if folder.is_dir() else {}
    return [(path, found[path.stem]) for path in photos] if all(path.stem in found for path in photos) else []


class Peers:
    """Judges the pictures of public networks, each style once a run.

    folder: where the pictures are; it may be missing
    judge: gives structure.py's function
    photos: the paths of all photos that structure can be measured on
    """

    def __init__(self, folder, judge, photos):
        self.folder, self.judge, self.photos, self.known = folder, judge, photos, {}

    def figures(self, style, painting, count):
        """Returns {content, structure, texture} of a style on `count` photos, or None where pictures are missing.

        style: its id; painting: the path of the painting to learn
        """
        if (style, count) not in self.known:
            found = pairs(self.folder / style, spaced(self.photos, count))
            figures = self.judge()(found, painting) if found else None
            self.known[style, count] = figures and {term: figures[term] for term in TERMS}
            if figures:
                print(f"{style:20} {PUBLIC}  {self.known[style, count]}", flush=True)
        return self.known[style, count]

    def beside(self, structure, paintings, count):
        """Returns {style: {level: figures}} with `public` in each style that has pictures.

        structure: the same without it, measured on `count` photos; paintings: {style: path}
        """
        found = {style: self.figures(style, paintings[style], count) for style in structure}
        return {style: levels | ({PUBLIC: found[style]} if found[style] else {}) for style, levels in structure.items()}
