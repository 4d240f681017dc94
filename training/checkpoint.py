"""Training checkpoints: everything that is needed to go on, or to say how a network came about."""
import os
import subprocess
from pathlib import Path

import torch

from model import StyleNet
from spec import current

START_SECONDS = 480


def commit():
    """-> the short hash of HEAD, with "+" where tracked files differ from it."""
    here = Path(__file__).parent
    if given := os.environ.get("BRUSHLITE_COMMIT"):  # for a machine that has the files, but no history
        return given
    run = lambda *a: subprocess.run(["git", *a], cwd=here, capture_output=True, text=True).stdout.strip()
    head = run("rev-parse", "--short", "HEAD") or "unknown"
    return head + ("+" if run("status", "--porcelain", "--untracked-files=no") else "")


def save(path, state):
    """Write atomically, so that a crash leaves the last good checkpoint."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, path.with_suffix(".tmp"))
    os.replace(path.with_suffix(".tmp"), path)


def load(path):
    """Returns the saved state. Stops with a sentence where there is none.

    The networks in ../shared/start have the moving average alone: of the rest they get what their README says.
    """
    if not Path(path).is_file():
        raise SystemExit(f"There is no checkpoint {path}.")
    state = torch.load(path, map_location="cpu")
    start = {} if "model" in state else {"model": state["average"], "before": [], "seconds": START_SECONDS}
    return {**start, **state, "spec": current(state["spec"])}


def runs_of(state):
    """-> [{network, steps, hours}]: the runs that a checkpoint comes from, its own last."""
    own = {"network": state["spec"]["id"], "steps": state["step"], "hours": round(state["seconds"] / 3600, 2)}
    return [*state["before"], own]


def network_of(state, which="average"):
    """-> StyleNet with the checkpoint's weights; `which`: "average" (moving average) or "model" (the last)."""
    net = StyleNet(state["spec"], state[which]["convs.conv1.scale"].shape[0])
    net.load_state_dict(state[which])
    return net
