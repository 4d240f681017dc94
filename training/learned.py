#!/usr/bin/env python3
"""Learned styles, judged by structure.py: files that the page or style.py wrote, side by side.

    learned.py models/compressed-float32 --paintings a.jpg b.jpg --files page style --photos public/samples/*.jpg

A folder of --files has <painting>.brushlite, and a folder of --pictures <painting>/<photo>.png, the paintings of another
program. Printed for each painting are content (how far from the photo) and structure (how far from the painting's
strokes), mean over the photos: for files soft, half and bold. Lower is better in both. `at equal content` is the
structure of a file at the boldness at which its content is that of the picture; where no boldness has it, the nearest end.
"""
import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch

import modelfile
import rowsfile
from enlarging import save
from data import judges_beside
from judge import load_judge
from large import load
from model import StyleNet, warm_start
from rows import BOLDNESS

ROOT = Path(__file__).resolve().parent.parent


@torch.no_grad()
def network_of(source, data):
    """Returns a StyleNet with the convolutions of `source` and the two rows of a file's bytes, soft first."""
    header, soft, bold, _ = rowsfile.decode(data)
    if header["network"] != source.spec["id"]:
        raise SystemExit(f"“{header['name']}” was learned for the network {header['network']}, not {source.spec['id']}.")
    net = StyleNet(source.spec, 2)
    warm_start(net, source, [[0], [0]])
    for place, row in enumerate((soft, bold)):
        end = 0
        for module in net.convs.values():
            for values in (module.scale, module.shift):
                start, end = end, end + values.shape[1]
                values[place] = torch.from_numpy(row[start:end].copy())
    return net.eval()


def at_content(content, curve):
    """Returns the structure at which a curve [(content, structure)], soft to bold, has this content, by straight lines."""
    contents, structures = zip(*sorted(curve))
    return float(np.interp(content, contents, structures))


class Scores:
    """Judges paintings of the photos. photos: {name: [1, 3, H, W]}; keep: a folder for all pictures."""

    def __init__(self, judge, photos, keep):
        self.judge, self.photos, self.keep = judge, photos, keep
        for name, photo in photos.items():
            save(photo, keep / f"{name}.png")

    def of(self, painting, files):
        """Returns (content, structure). painting: path of what is to be learned; files: {photo's name: path}"""
        figures = self.judge([(self.keep / f"{name}.png", file) for name, file in files.items()], painting)
        return figures["content"], figures["structure"]

    @torch.no_grad()
    def curve(self, net, painting, label):
        """Returns [(content, structure)] of a network with a soft and a bold row, for soft, half and bold."""
        out = []
        for level, boldness in BOLDNESS.items():
            mix, files = torch.tensor([[1 - boldness, boldness]]), {}
            for name, photo in self.photos.items():
                files[name] = self.keep / f"{painting.stem} {label} {level} {name}.png"
                save(net(photo, mix).clamp(0, 1), files[name])
            out.append(self.of(painting, files))
        return out


def line(label, pairs):
    return f"  {label:12}" + "  ".join(f"{content:.3f} {structure:.3f}" for content, structure in pairs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, help="folder of the exported float32 model that the files were learned for")
    parser.add_argument("--paintings", nargs="+", type=Path, required=True)
    parser.add_argument("--files", nargs="+", type=Path, default=[], help="folders of <painting>.brushlite")
    parser.add_argument("--pictures", nargs="+", type=Path, default=[], help="folders of <painting>/<photo>.png")
    parser.add_argument("--photos", nargs="+", type=Path, required=True)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data", help="folder like shared/data")
    parser.add_argument("--keep", type=Path, help="folder for the pictures")
    args = parser.parse_args()
    judge = load_judge(judges_beside(args.data) / "structure.py", "structure")
    source, _ = modelfile.network(args.model)
    photos = {path.stem: load(path) for path in args.photos}
    halves, equal = {}, {}
    with tempfile.TemporaryDirectory() as scratch:
        keep = args.keep or Path(scratch)
        keep.mkdir(parents=True, exist_ok=True)
        scores = Scores(judge, photos, keep)
        for painting in args.paintings:
            print(painting.stem)
            curves = {}
            for folder in args.files:
                file = folder / f"{painting.stem}{rowsfile.SUFFIX}"
                if file.is_file():
                    curves[folder.name] = scores.curve(network_of(source, file.read_bytes()), painting, folder.name)
                    halves.setdefault(folder.name, []).append(curves[folder.name][1])
                    print(line(folder.name, curves[folder.name]), flush=True)
            for folder in args.pictures:
                found = scores.of(painting, {name: folder / painting.stem / f"{name}.png" for name in photos})
                halves.setdefault(folder.name, []).append(found)
                print(line(folder.name, [found]), flush=True)
                for name, curve in curves.items():
                    own = at_content(found[0], curve)
                    equal.setdefault((name, folder.name), []).append((own, found[1]))
                    print(f"    {name} at equal content: {own:.3f}", flush=True)
    print("mean, half boldness")
    for name, pairs in halves.items():
        print(line(name, [np.mean(pairs, 0)]), f" of {len(pairs)} paintings")
    for (name, other), pairs in equal.items():
        better = sum(own < theirs for own, theirs in pairs)
        own, theirs = np.mean(pairs, 0)
        print(f"  {name} at the content of {other}: structure {own:.3f} against {theirs:.3f}, lower in {better} of {len(pairs)}")


if __name__ == "__main__":
    main()
