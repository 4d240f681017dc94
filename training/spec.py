"""NetworkSpec: a network as data, read from models/networks/<id>.json.

The same file is read by the app (src/network/spec.ts). A spec is a list of layers:

  conv      optional nearest upsampling by `upsample`, reflect padding of kernel // 2, a convolution
            without bias and with `stride`, conditional instance normalization, then `activation`
  residual  two such convolutions named conv1 and conv2; the second has no activation and adds the input.
            With `shift`, half of the input channels of each are read from so many pixels away, see model.shifted

Any of these convolutions can be made of two, without a norm or an activation between:

  rank: r         a convolution to r channels, named <name>/reduce, and one of 1x1 from these
  separable       a convolution of each channel by itself, named <name>/depthwise, and one of 1x1

  shares: layer   a residual block whose convolutions have the weights of those of an earlier block, but rows of their own
"""
import json
from dataclasses import dataclass, replace
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
    keeps: str = ""  # name of the residual block that begins here, whose input is kept
    adds: str = ""  # name of the residual block whose input is added to the output
    shift: int = 0  # how far away half of its channels are read from, in pixels of its input; 0: none is
    depthwise: bool = False  # each channel by itself; weights [k, k, channels, 1]
    normalized: bool = True  # followed by a norm, with rows of scale and shift
    shares: str = ""  # name of the convolution whose weights it has; its own unless given

    @property
    def weights(self):
        """Name of its weights in the model format."""
        return f"{self.shares or self.name}/weights"

    @property
    def weights_shape(self):
        """[k, k, in, out], or [k, k, channels, 1]"""
        return (self.kernel, self.kernel, self.cin, 1 if self.depthwise else self.cout)


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


def factors(conv, layer):
    """-> [Conv]: what a convolution is made of, as its layer of the spec wants it"""
    if "rank" not in layer and not layer.get("separable"):
        return [conv]
    separable = bool(layer.get("separable"))
    part, channels = ("depthwise", conv.cin) if separable else ("reduce", layer["rank"])
    shares = f"{conv.shares}/{part}" if conv.shares else ""
    first = replace(
        conv, name=f"{conv.name}/{part}", cout=channels, activation="none", adds="", depthwise=separable, normalized=False,
        shares=shares,
    )
    return [first, replace(conv, kernel=1, cin=channels, stride=1, upsample=1, shift=0, keeps="")]


def convolutions(spec):
    """-> [Conv] in the order they run."""
    out, channels = [], spec["input"]
    for layer in spec["layers"]:
        name, kernel, cout = layer["name"], layer["kernel"], layer["out"]
        if layer["kind"] == "conv":
            conv = Conv(
                name, kernel, channels, cout, layer.get("stride", 1), layer.get("upsample", 1), layer.get("activation", "relu")
            )
            out += factors(conv, layer)
        elif layer["kind"] == "residual":
            shift, shares = layer.get("shift", 0), layer.get("shares", "")
            other = [f"{shares}/{part}" if shares else "" for part in ("conv1", "conv2")]
            out += factors(Conv(f"{name}/conv1", kernel, channels, cout, keeps=name, shift=shift, shares=other[0]), layer)
            second = Conv(f"{name}/conv2", kernel, cout, cout, activation="none", adds=name, shift=shift, shares=other[1])
            out += factors(second, layer)
        else:
            raise SystemExit(f"Layer {name} of network {spec['id']} has the unknown kind '{layer['kind']}'.")
        channels = cout
    return out
