#!/usr/bin/env python3
"""Train one network on all styles at once: each crop is painted in a style drawn at random.

    train.py --network original --minutes 60                     from nothing, stops after an hour
    train.py --network compressed --start-from runs/original.pt  warm start, see model.warm_start
    train.py --network original --resume                         go on where the last checkpoint stands

The same command runs on a CPU and on a GPU. Progress, the checkpoint and contact sheets of held-out
photos go to --out. Adam with a cosine decay over the whole run, and crops that grow (--crops).
"""
import argparse
import json
import math
import os
import time
from contextlib import nullcontext
from pathlib import Path

import torch

import checkpoint
import loss as losses
import modelfile
from data import Crops, load_folder, load_picture, load_styles, unit
from fast import fused
from model import StyleNet, normalize, warm_start
from sheet import contact_sheet
from spec import load_spec

HERE = Path(__file__).resolve().parent


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--network", required=True, help="an id of models/networks")
    p.add_argument("--data", default=HERE.parent.parent / "shared" / "data", help="folder like shared/data")
    p.add_argument("--out", help="folder of the run; default training/runs/<network>")
    p.add_argument("--styles", nargs="+", help="style ids; default all of styles.json")
    p.add_argument("--minutes", type=float, default=60, help="training time, over all resumes")
    p.add_argument("--steps", type=int, help="stop after so many steps instead of --minutes")
    p.add_argument("--crops", default="128x8:0.75,256x2:0.25", help="size x batch : share of the run, ...")
    p.add_argument("--rate", type=float, default=2e-3, help="Adam's first learning rate")
    p.add_argument("--style-size", type=int, default=384, help="short side of the paintings")
    p.add_argument("--variation", type=float, default=0.02, help="weight of total variation")
    p.add_argument("--average", type=float, default=0.998, help="decay of the moving average of the weights")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--limit", type=int, help="use only so many photos (for tests)")
    p.add_argument("--every", type=float, default=5, help="minutes between checkpoints and contact sheets")
    p.add_argument("--start-from", help="checkpoint or exported float32 model, of this or another network, to start from")
    p.add_argument("--resume", action="store_true", help="go on with the checkpoint in --out")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    return p.parse_args()


def parse_crops(text):
    """ "128x8:0.75,256x2:0.25" -> [(size, batch, share of the run done when this phase ends)]"""
    phases, end = [], 0.0
    for part in text.split(","):
        shape, share = part.split(":")
        size, batch = shape.split("x")
        end += float(share)
        phases.append((int(size), int(batch), end))
    return phases


def starting_point(path):
    """A checkpoint, or a folder that export.py wrote: those are committed, checkpoints are not. -> (StyleNet, styles)"""
    if Path(path).is_dir():
        net, model = modelfile.network(path)
        return net, model.styles
    state = checkpoint.load(path)
    return checkpoint.network_of(state), state["styles"]


class Clock:
    """How far a run is, 0..1, by steps or by time spent training (resumes included)."""

    def __init__(self, args, seconds=0.0):
        self.args, self.before, self.started = args, seconds, time.monotonic()

    def seconds(self):
        return self.before + time.monotonic() - self.started

    def progress(self, step):
        return step / self.args.steps if self.args.steps else self.seconds() / (60 * self.args.minutes)


class Trainer:
    def __init__(self, args):
        self.args = args
        self.out = Path(args.out or HERE / "runs" / args.network)
        self.device = torch.device(args.device)
        torch.manual_seed(args.seed)
        data = Path(args.data)
        self.styles, paths = load_styles(data / "styles", args.styles)
        self.spec = load_spec(args.network)
        self.lossnet = losses.LossNetwork(data / "loss-network").to(self.device, memory_format=torch.channels_last)
        with torch.no_grad():
            grams = [[losses.gram(f)[0] for f in self.lossnet(self.put(unit(load_picture(p, args.style_size))))] for p in paths]
        self.targets = [torch.stack(layer) for layer in zip(*grams)]
        self.crops = Crops(load_folder(data / "train", args.limit), args.seed)
        self.held_out = [p for _, p in load_folder(data / "val256", 40)[::10]]
        self.net = StyleNet(self.spec, len(self.styles)).to(self.device, memory_format=torch.channels_last)
        self.net.fast, self.net.normalize = True, fused(normalize)
        self.content_loss, self.style_loss = fused(losses.content_loss), fused(losses.style_loss)
        self.total_variation = fused(losses.total_variation)
        self.step, self.history, seconds, state = 0, [], 0.0, None
        self.commit, self.started_from = checkpoint.commit(), None
        if args.resume:
            state = checkpoint.load(self.out / "checkpoint.pt")
            self.same_spec(state)
            self.started_from = state.get("started_from")
            self.net.load_state_dict(state["model"])
            self.step, self.history, seconds = state["step"], state["history"], state["seconds"]
            self.crops.random.bit_generator.state = state["random"]
        elif args.start_from:
            source, styles = starting_point(args.start_from)
            self.same_styles(styles)
            warm_start(self.net, source)
            self.started_from = source.spec["id"]
        self.average = {k: v.clone() for k, v in self.net.state_dict().items()}
        self.optimizer = torch.optim.Adam(self.net.parameters(), args.rate)
        if state:
            self.average = {k: v.to(self.device) for k, v in state["average"].items()}
            self.optimizer.load_state_dict(state["optimizer"])
        self.clock = Clock(args, seconds)

    def same_spec(self, state):
        if state["spec"] != self.spec:
            raise SystemExit(f"The checkpoint in {self.out} is of another network; choose another --out.")
        self.same_styles(state["styles"])

    def same_styles(self, styles):
        if [s["id"] for s in styles] != [s["id"] for s in self.styles]:
            raise SystemExit("The checkpoint is of other styles; name its own with --styles.")

    def put(self, x):
        return x.to(self.device).contiguous(memory_format=torch.channels_last)

    def autocast(self):
        """bfloat16 where the hardware has matrix units for it (AMX, CUDA); float32 elsewhere."""
        if self.device.type == "cuda" or "amx_bf16" in cpu_flags():
            return torch.autocast(self.device.type, torch.bfloat16)
        return nullcontext()

    def train_step(self, size, batch, rate):
        """One step -> dict of the mean loss terms."""
        photo = self.put(self.crops.batch(size, batch))
        rows = torch.from_numpy(self.crops.random.integers(len(self.styles), size=batch)).to(self.device)
        with self.autocast():
            painted = self.net(photo, torch.eye(len(self.styles), device=self.device)[rows])
            with torch.no_grad():
                wanted = self.lossnet(photo)
            found = self.lossnet(painted)
            content = self.content_loss(found, wanted).mean()
            style = self.style_loss(found, [t[rows] for t in self.targets]).mean()
        variation = self.total_variation(painted).mean()
        total = content + losses.STYLE_WEIGHT * style + self.args.variation * variation
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.net.parameters(), 5.0)
        # Before the weights take it on: one that isn't a number would be in the next checkpoint.
        if not math.isfinite(total.item()) or not math.isfinite(norm.item()):
            raise SystemExit(f"The loss is not finite at step {self.step}; the last good checkpoint is kept. Try a lower --rate.")
        self.optimizer.step()
        with torch.no_grad():
            decay = min(self.args.average, (1 + self.step) / (10 + self.step))
            for name, value in self.net.state_dict().items():
                self.average[name].lerp_(value, 1 - decay)
        return {"content": content.item(), "style": style.item(), "variation": variation.item()}

    def rate(self, progress):
        """Cosine decay to 1 % after a short warm-up."""
        warm_up = min(1.0, (self.step + 1) / 50)
        return self.args.rate * warm_up * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(progress, 1.0))))

    def save(self):
        state = {
            "spec": self.spec, "styles": self.styles, "config": {k: str(v) for k, v in vars(self.args).items()},
            "commit": self.commit, "started_from": self.started_from, "seed": self.args.seed, "step": self.step,
            "seconds": self.clock.seconds(), "device": str(self.device), "model": self.net.state_dict(), "average": self.average,
            "optimizer": self.optimizer.state_dict(), "history": self.history,
            "random": self.crops.random.bit_generator.state,
        }
        checkpoint.save(self.out / "checkpoint.pt", state)
        net = checkpoint.network_of(state).to(self.device)
        contact_sheet(net, self.held_out, self.out / f"sheet-{self.step:06d}.jpg")
        (self.out / "history.json").write_text(json.dumps(self.history))

    def run(self):
        self.out.mkdir(parents=True, exist_ok=True)
        phases, means, saved = parse_crops(self.args.crops), None, time.monotonic()
        while (progress := self.clock.progress(self.step)) < 1:
            size, batch, _ = next((p for p in phases if progress < p[2]), phases[-1])
            terms = self.train_step(size, batch, self.rate(progress))
            self.step += 1
            means = {k: v if not means else 0.98 * means[k] + 0.02 * v for k, v in terms.items()}
            if self.step % 50 == 0:
                self.report(means, size, progress)
            if time.monotonic() - saved > 60 * self.args.every:
                self.save()
                saved = time.monotonic()
        self.save()

    def report(self, means, size, progress):
        self.history.append({"step": self.step, "seconds": round(self.clock.seconds()), **{k: round(v, 4) for k, v in means.items()}})
        left = self.clock.seconds() * (1 - progress) / max(progress, 1e-9)
        score = means["content"] + losses.STYLE_WEIGHT * means["style"]
        terms = "  ".join(f"{k} {v:.4f}" for k, v in means.items())
        print(f"step {self.step}  crop {size}  score {score:.3f}  {terms}  left {left / 60:.0f} min", flush=True)


def cpu_flags():
    try:
        return Path("/proc/cpuinfo").read_text()
    except OSError:
        return ""


if __name__ == "__main__":
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count() or 1)))
    Trainer(arguments()).run()
