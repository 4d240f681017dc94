"""Model cards and the manifest: what the page says about a model, from the checkpoint and the files."""
import json
from ast import literal_eval
from collections import Counter
from datetime import datetime, timezone
from pathlib import Path

import boldness
import cost
import strokes
from data import SUFFIXES, is_steering
from modelfile import sha256
from quantize import PRECISIONS

DEFAULT = "compressed-float16"
DEFAULT_STYLE = "starry-night"  # the most striking one on most photos; the page's example shows it
MEASURED = ("quality", "stability", "border", "weave")  # by evaluate.py
KEPT = (*MEASURED, "tfliteBytes")  # the last by export.py --tflite
START = {
    "crops": "256x16:1", "rate": 2e-3, "muon": 0.015, "variation": 0.01, "stability": 15, "style_size": "None",
    "limit": "None", "data": "",
}
# What the photos' file names start with, see ../shared/data/PROVENANCE.md.
SOURCES = {"bsds": "BSDS500 train and test", "inet": "ImageNet samples"}


def read_json(path):
    """-> the content, or None where there is no such file."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None


def write_json(path, content):
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def describe_photos(config):
    """Returns what was trained on, such as "890 photos: 396 BSDS500 train and test, 494 ImageNet samples"."""
    folder = Path(config["data"]) / "train"
    names = sorted(p.stem for p in folder.iterdir() if p.suffix.lower() in SUFFIXES) if folder.is_dir() else []
    names = names[: int(config["limit"])] if config["limit"] != "None" else names
    names = [name for name, steers in zip(names, is_steering(len(names))) if not steers]
    counts = Counter(name.split("-")[0] for name in names)
    return f"{len(names)} photos: " + ", ".join(f"{n} {SOURCES.get(key, key)}" for key, n in counts.items())


def training_facts(state, path):
    """How the network came about. `state`: the checkpoint read from `path`."""
    # The networks of ../shared/start have no settings: what their README says of them.
    config = {**START, **state.get("config", {})}
    given = config["style_size"]
    mixed = {"mixed": state["mixed"]} if "mixed" in state else {}  # see mix.py
    return {
        "steps": state["step"],
        "hours": round(state["seconds"] / 3600, 2),
        "device": state.get("device"),
        "commit": state.get("commit"),
        "seed": state["seed"],
        "before": state["before"],
        **mixed,
        "crops": config["crops"],
        "rate": float(config["rate"]),
        "muon": float(config["muon"]),
        "variation": float(config["variation"]),
        "stability": float(config["stability"]),
        **{term: float(config.get(term, 0)) for term in ("rim", "weave")},
        "favour": dict(literal_eval(config.get("favour", "[]"))),
        "levels": {s["id"]: s["levels"] for s in state["styles"] if "levels" in s},
        "layers": strokes.LAYERS | dict(literal_eval(config.get("layers", "[]"))),
        "balance": float(config.get("balance", boldness.BALANCE)),
        "styleSize": {s["id"]: s["size"] for s in state["styles"]} if given == "None" else int(given),
        "scores": state.get("scores", []),
        "data": describe_photos(config),
        "finished": datetime.fromtimestamp(Path(path).stat().st_mtime, timezone.utc).date().isoformat(),
    }


def runs_of(folder):
    """-> [{network, steps, hours}]: the runs that an exported model comes from, its own last."""
    found = read_json(Path(folder) / "card.json")
    training = found["training"]
    own = {"network": found["network"], "steps": training["steps"], "hours": training["hours"]}
    return [*training["before"], own]


def write_card(folder, spec, styles, precision, files, training):
    """Write card.json of a model whose `files` were just written to `folder`. -> the card

    What was measured is kept where the files are the ones that were measured, and null otherwise. So is the size of the
    TensorFlow Lite file, which `export.py --tflite` adds.
    """
    weights, multiply_adds = cost.totals(spec)
    sizes = {name: len(data) for name, data in files.items()}
    hashes = {name: sha256(data) for name, data in files.items()}
    old = read_json(folder / "card.json")
    card = {
        "version": 1,
        "id": f"{spec['id']}-{precision}",
        "network": spec["id"],
        "precision": precision,
        "styles": len(styles),
        "weights": weights,
        "multiplyAdds256": multiply_adds,
        "bytes": {
            "json": sizes["model.json"],
            "shards": sum(sizes.values()) - sizes["model.json"],
            "total": sum(sizes.values()),
        },
        "checkpointBytes": 12 * weights,  # float32 weights and Adam's two moments
        "sha256": hashes,
        "training": training,
        **{key: old.get(key) if old and old["sha256"] == hashes else None for key in KEPT},
    }
    write_json(folder / "card.json", card)
    return card


def add_facts(folder, **facts):
    """Add facts to the card in `folder`; nothing where there is none."""
    if (known := read_json(folder / "card.json")) is not None:
        write_json(folder / "card.json", known | facts)


def entry_of(card, title, folder, **more):
    """Returns what a list of models says of the one that `card` is of. `folder`: its path from that list."""
    return {
        "id": card["id"],
        "network": card["network"],
        "title": title,
        "precision": card["precision"],
        "path": f"{folder}/model.json",
        "sha256": card["sha256"]["model.json"],
        "shards": {name: hash for name, hash in card["sha256"].items() if name != "model.json"},
        "bytes": card["bytes"]["total"],
        "weights": card["weights"],
        **more,
        "card": f"{folder}/card.json",
    }


def update_manifest(out, titles, styles, cards, fingerprints):
    """Put the models of `cards` into out/manifest.json; the entries of other networks stay.

    `titles`: network id -> title; `fingerprints`: network id -> modelfile.fingerprint. Stops with a sentence where those
    that stay know other styles.
    """
    path = out / "manifest.json"
    styles = [{**s, "thumbnail": f"styles/{s['id']}.jpg"} for s in styles]
    old = read_json(path) or {"styles": styles, "models": []}
    others = [m for m in old["models"] if m["network"] not in titles]
    if others and old["styles"] != styles:
        raise SystemExit(f"{path} lists models of other styles: export all networks together, or choose another --out.")
    entries = others + [
        entry_of(card, titles[card["network"]], card["id"], fingerprint=fingerprints[card["network"]]) for card in cards
    ]
    # The larger network first, as the study tells it.
    entries.sort(key=lambda m: (-m["weights"], m["network"], PRECISIONS.index(m["precision"])))
    # What other commands wrote stays, such as the loss networks of lossfiles.py.
    kept = {key: value for key, value in old.items() if key not in ("defaultStyle", "styles", "models")}
    first = {"defaultStyle": DEFAULT_STYLE} if any(style["id"] == DEFAULT_STYLE for style in styles) else {}
    write_json(path, {**kept, "version": 1, "default": DEFAULT, **first, "styles": styles, "models": entries})
