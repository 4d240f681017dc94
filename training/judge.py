"""The fixed judge, quality/measure.py beside the data folder: loaded, and spared from doing things twice."""
import importlib.util


def load_judge(path):
    """-> the function measure([(photo, painting)], style) -> {judge: {content, style@size, score}} of a file.

    Its numbers are its own. Only what it computes of a photo is kept, since every style and model asks for
    the same again, which halves the time.
    """
    if not path.is_file():
        raise SystemExit(f"The judge is missing: there is no {path}.")
    spec = importlib.util.spec_from_file_location("judge", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return remembering(module).measure


def remembering(module):
    """The judge's module with a memory for photos, the first of each pair. Others pass through it."""
    load, measure, photos = getattr(module, "load", None), module.measure, {}
    if not load or not hasattr(module, "JUDGES"):
        return module
    judges = {name: Remembering(make()) for name, make in module.JUDGES.items()}

    def load_once(path, short=None):
        if short is None and path in photos:
            photos[path] = load(path) if photos[path] is None else photos[path]
            return photos[path]
        return load(path, short)

    def measure_pairs(pairs, style):
        pairs = list(pairs)
        for photo, _ in pairs:
            photos.setdefault(photo, None)
        return measure(pairs, style)

    module.load, module.measure = load_once, measure_pairs
    module.JUDGES = {name: lambda judge=judge: judge.watching(photos) for name, judge in judges.items()}
    return module


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
