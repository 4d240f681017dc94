"""NetworkSpec: a network as data, read from models/networks/<id>.json.

The same file is read by the app (src/network/spec.ts). A spec is a list of layers:

  conv      optional nearest upsampling by `upsample`, reflect padding of kernel // 2, a convolution
            without bias and with `stride`, conditional instance normalization, then `activation`
  residual  two such convolutions named conv1 and conv2; the second has no activation and adds the input.
            With `shift`, half of the input channels of each are read from so many pixels away, see model.shifted
"""
import json
from dataclasses import dataclass
from pathlib import Path

NETWORKS = Path(__file__).resolve().parent.parent / "models" / "networks"


@dataclass(frozen=True)
class Conv:
    """One convolution of a flattened network. Channels `cin` -> `cout`, square kernel `kernel`."""

    name: str
    kernel: int
    cin: int
    cout: int
    stride: int = 1
    upsample: int = 1
    activation: str = "relu"  # relu | sigmoid | none
    adds: str = ""  # name of the residual block whose input is added to the output
    shift: int = 0  # how far away half of its channels are read from, in pixels of its input; 0: none is


def current(spec):
    """Returns a spec that comes from a file with today's names: `shift` was called `neighbours` until 2026."""
    layers = [{("shift" if key == "neighbours" else key): value for key, value in layer.items()} for layer in spec["layers"]]
    return {**spec, "layers": layers}


def load_spec(network, folder=NETWORKS):
    """-> the spec as a dict. `network`: an id such as "original", or the path of a JSON file."""
    path = Path(network) if str(network).endswith(".json") else Path(folder) / f"{network}.json"
    if not path.is_file():
        raise SystemExit(f"There is no network '{network}': {path} does not exist.")
    return current(json.loads(path.read_text()))


def convolutions(spec):
    """-> [Conv] in the order they run."""
    out, channels = [], spec["input"]
    for layer in spec["layers"]:
        name, kernel, cout = layer["name"], layer["kernel"], layer["out"]
        if layer["kind"] == "conv":
            out.append(
                Conv(
                    name, kernel, channels, cout, layer.get("stride", 1), layer.get("upsample", 1),
                    layer.get("activation", "relu"),
                )
            )
        elif layer["kind"] == "residual":
            shift = layer.get("shift", 0)
            out.append(Conv(f"{name}/conv1", kernel, channels, cout, shift=shift))
            out.append(Conv(f"{name}/conv2", kernel, cout, cout, activation="none", adds=name, shift=shift))
        else:
            raise SystemExit(f"Layer {name} of network {spec['id']} has the unknown kind '{layer['kind']}'.")
        channels = cout
    return out
