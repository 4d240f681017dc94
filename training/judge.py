"""The fixed judges, quality/measure.py and structure.py beside the data folder: loaded, and spared from doing things twice."""
import importlib.util
import sys


def load_judge(path, function="measure"):
    """Returns a function of a judge's file, which takes ([(photo, painting)], style) and returns its figures.

    Of measure.py `measure`: {judge: {content, style@size, score}}; of structure.py `structure`: {content, structure,
    texture, size}.
    Its numbers are its own. Only what it computes of a photo is kept, since every style and model asks for
    the same again, which halves the time.
    """
    if not path.is_file():
        raise SystemExit(f"The judge is missing: there is no {path}.")
    spec = importlib.util.spec_from_file_location("judge", path)
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))  # structure.py imports measure.py
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return remembering(module, function)


def remembering(module, function):
    """Returns a function of the judge's module, with a memory for photos, the first of each pair, and for what a judge
    describes of the painting to learn."""
    load, measure, photos = getattr(module, "load", None), getattr(module, function), {}
    if not load or not hasattr(module, "JUDGES"):
        return measure
    paintings = {}  # (path, short side) -> the painting to learn, of a judge that describes it for each call
    describes = getattr(module, "describe", None)
    judges = {name: Remembering(make()) for name, make in module.JUDGES.items()}

    def load_once(path, short=None):
        if short is None and path in photos:
            photos[path] = load(path) if photos[path] is None else photos[path]
            return photos[path]
        if short and describes:
            if (path, short) not in paintings:
                paintings[path, short] = load(path, short)
            return paintings[path, short]
        return load(path, short)

    described = {}

    def describe_once(judge, x):
        key = next((key for key, painting in paintings.items() if painting is x), None)
        if key is None:
            return describes(judge, x)
        if key not in described:
            described[key] = describes(judge, x)
        return described[key]

    def measure_pairs(pairs, style):
        pairs = list(pairs)
        for photo, _ in pairs:
            photos.setdefault(photo, None)
        return measure(pairs, style)

    module.load = load_once
    if describes:
        module.describe = describe_once
    module.JUDGES = {name: lambda judge=judge: judge.watching(photos) for name, judge in judges.items()}
    return measure_pairs


class Remembering:
    """A judge's network that keeps the content features of photos; the rest would fill the memory."""

    def __init__(self, judge):
        self.judge, self.content, self.kept, self.photos = judge, judge.content, {}, {}

    def watching(self, photos):
        self.photos = photos
        return self

    def __call__(self, x):
        path = next((path for path, photo in self.photos.items() if photo is x), None)
        if path is None:
            return self.judge(x)
        if path not in self.kept:
            features = self.judge(x)
            self.kept[path] = [f if i in self.content else None for i, f in enumerate(features)]
        return self.kept[path]
