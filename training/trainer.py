"""The training loop: crops painted in styles drawn at random, and everything a run writes."""
import json
import math
import os
import signal
import time
from collections import deque
from pathlib import Path

import numpy as np
import torch

import boldness
import checkpoint
import heldout
import loss as losses
import rows
import stability
import strokes
import weave
from data import Crops, load_picture, training_photos, unit
from fast import autocast
from gradients import Gradients, GraphedGradients
from objective import Objective
from optimizer import Optimizers
from sheet import contact_sheet

GRADIENT_LIMIT = 5.0
WARM_UP_STEPS = 50
HARDNESS = (0.3, 1.5)  # styles are drawn in proportion to their running score, held between these


def add_arguments(p):
    """Adds the options that all training commands share."""
    here = Path(__file__).resolve().parent
    p.add_argument("--data", type=Path, default=here.parent.parent / "shared" / "data", help="folder like shared/data")
    p.add_argument("--minutes", type=float, default=60, help="training time, over all resumes")
    p.add_argument("--steps", type=int, help="stop after so many steps instead of --minutes")
    p.add_argument("--crops", default="128x8:0.4,256x4:0.6", help="size x batch : share of the run, ...")
    p.add_argument("--rate", type=float, default=2e-3, help="Adam's first learning rate")
    p.add_argument("--muon", type=float, default=0.015, help="Muon's, for the convolutions; 0: Adam for them, too")
    p.add_argument("--style-size", type=int, help="short side of the paintings; default each its own of styles.json")
    level = "weight of style against content, soft and bold, of all styles or of one; default those of styles.json"
    p.add_argument("--levels", type=boldness.parse_level, nargs="*", default=[], metavar="[STYLE=]SOFT:BOLD", help=level)
    p.add_argument("--layers", type=named, nargs="*", default=[], metavar="LAYER=WEIGHT", help="other weights than strokes.LAYERS")
    p.add_argument("--balance", type=float, default=boldness.BALANCE, help="a crop's loss is divided by 1 + this x its weight of style")
    p.add_argument("--variation", type=float, default=0.015, help="weight of total variation")
    p.add_argument("--stability", type=float, default=30.0, help="weight of the change by noise and a shift")
    p.add_argument("--rim", type=float, default=10.0, help="weight of the rim's distance from one that is painted as if the picture went on")
    p.add_argument("--weave", type=float, default=0.1, help="weight of lines along rows and columns that painting and photo lack")
    p.add_argument("--favour", type=named, nargs="*", default=[], metavar="STYLE=TIMES", help="styles to draw more often")
    p.add_argument("--average", type=float, default=0.998, help="decay of the moving average of the weights")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--limit", type=int, help="use only so many photos (for tests)")
    p.add_argument("--every", type=float, default=8, help="minutes between checkpoints, scores and contact sheets")
    p.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")


def named(text):
    """Reads a number with a name, such as "mondrian=2". Returns ("mondrian", 2.0)."""
    name, number = text.split("=")
    return name, float(number)


def parse_crops(text):
    """ "128x8:0.75,256x2:0.25" -> [(size, batch, share of the run done when this phase ends)]"""
    phases, end = [], 0.0
    for part in text.split(","):
        shape, share = part.split(":")
        size, batch = shape.split("x")
        end += float(share)
        phases.append((int(size), int(batch), end))
    return phases


class Clock:
    """How far a run is, 0..1, by steps or by time spent training (resumes included)."""

    def __init__(self, args, seconds=0.0):
        self.args, self.before, self.started = args, seconds, time.monotonic()

    def seconds(self):
        return self.before + time.monotonic() - self.started

    def progress(self, step):
        return step / self.args.steps if self.args.steps else self.seconds() / (60 * self.args.minutes)


class Targets:
    """What the loss and the judge want to know of the paintings, computed once."""

    @torch.no_grad()
    def __init__(self, lossnet, vgg, paths, sizes, put):
        self.lossnet, self.vgg, self.paths, self.put = lossnet, vgg, paths, put
        paintings = self.at(sizes)
        # [turn][layer of strokes.LAYERS]: the Gram matrices [S, C, C] of the paintings seen through each symmetry.
        self.grams = [self.gram(paintings, turn) for turn in range(losses.TURNS)]
        self.lines = torch.cat([weave.log_ratios(p) for p in paintings])  # [S, B]

    def at(self, sizes):
        return [self.put(unit(load_picture(p, size))) for p, size in zip(self.paths, sizes)]

    def gram(self, paintings, turn):
        seen = lambda painting: strokes.features(self.vgg, self.lossnet, losses.turned(painting, turn))
        each = [[losses.gram(f)[0] for f in seen(p)] for p in paintings]
        return [torch.stack(layer) for layer in zip(*each)]


class Trainer:
    """Trains `net`, a StyleNet with a soft and a bold row for each of `styles` (rows.py), whose paintings are at `paths`.

    With `state`, a checkpoint, it goes on from there. `before`: the runs that `net` comes from, the first
    one first (checkpoint.runs_of). `frozen`: the convolutions stay as they are.
    """

    def __init__(self, args, net, styles, paths, out, before=(), state=None, frozen=False, teacher=None):
        self.args, self.out, self.styles = args, Path(out), boldness.with_levels(styles, args.levels)
        self.device = torch.device(args.device)
        torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", os.cpu_count() or 1)))
        torch.manual_seed(args.seed)
        self.lossnet = losses.LossNetwork(args.data / "loss-network").to(self.device, memory_format=torch.channels_last)
        self.vgg = strokes.Vgg(args.data / "loss-network").to(self.device, memory_format=torch.channels_last)
        targets = Targets(self.lossnet, self.vgg, paths, [args.style_size or s["size"] for s in styles], self.put)
        photos, self.held_out = training_photos(args.data, args.limit)
        self.crops = Crops(photos, args.seed, self.device)
        with autocast(self.device):
            photos = self.put(torch.cat([unit(p) for p in self.held_out]))
            self.judge = heldout.HeldOut(self.lossnet, photos, {s: targets.at([s] * len(paths)) for s in heldout.SIZES})
        self.net = net.to(self.device, memory_format=torch.channels_last)
        if teacher:
            teacher.net.to(self.device, memory_format=torch.channels_last)
        for p in self.net.parameters():
            p.requires_grad = p.ndim < 4 or not frozen
        weights = {"painted": 1.0, "variation": args.variation, "steady": args.stability, "rim": args.rim, "weave": args.weave}
        weights |= {"teacher": teacher.weight} if teacher else {}
        levels = [s["levels"] for s in self.styles]
        self.objective = Objective(
            self.net, self.lossnet, self.vgg, targets.grams, levels, weights, teacher,
            strokes.weights(args.layers), args.balance, targets.lines,
        )
        kind = GraphedGradients if self.device.type == "cuda" else Gradients
        self.gradients = kind(self.objective, [p for p in self.net.parameters() if p.requires_grad])
        self.optimizers = Optimizers(self.net, args.rate, args.muon)
        self.average = {k: v.clone() for k, v in self.net.state_dict().items()}
        self.commit, self.before = checkpoint.commit(), list(before)
        self.step, self.history, self.scores, self.means = 0, [], [], {}
        # On CUDA a step's figures are read while the next one runs, so that the GPU never waits for Python. Elsewhere
        # at once: a loss that isn't finite then never gets into the weights. No checkpoint has it either way.
        self.outcomes, self.delay, self.stopped = deque(), int(self.device.type == "cuda"), False
        self.hardness = np.ones(len(styles))
        self.favour = self.times_drawn(dict(args.favour))
        if state:
            self.restore(state)
        self.clock = Clock(args, state["seconds"] if state else 0.0)

    def put(self, x):
        """Returns the tensor on the device, in the memory order that convolutions are fastest with."""
        return x.to(self.device).contiguous(memory_format=torch.channels_last)

    def restore(self, state):
        """Take over a checkpoint: what the steps after it read."""
        self.before = state["before"]
        self.net.load_state_dict(state["model"])
        self.step, self.history, self.scores = state["step"], state["history"], state["scores"]
        self.hardness = np.array(state["hardness"])
        self.average = {k: v.to(self.device) for k, v in state["average"].items()}
        self.optimizers.load(state["optimizers"])
        self.crops.random.bit_generator.state = state["random"]

    def times_drawn(self, favour):
        """Returns how much more often than others each style is drawn, from {id: times}; stops at an id that is no style."""
        ids = [s["id"] for s in self.styles]
        for unknown in favour.keys() - set(ids):
            raise SystemExit(f"--favour names {unknown}, which is no style of this run: {', '.join(ids)}.")
        return np.array([favour.get(id, 1.0) for id in ids])

    def draw_styles(self, batch):
        """Returns the styles of `batch` crops. Those that are still bad come more often, and so do favoured ones.

        In proportion to the running score, held between bounds: by its square a new style, still pale, got nearly all.
        """
        share = self.favour * np.clip(self.hardness, *HARDNESS)
        return self.crops.random.choice(len(self.styles), size=batch, p=share / share.sum())

    def train_step(self, size, batch, factor):
        """One step at `factor` of the first rates."""
        drawn = self.draw_styles(batch)
        wide = self.put(self.crops.batch(size + 2 * stability.SHIFT, batch))
        inputs = self.objective.inputs(wide, drawn, self.crops.random)
        terms, scores = self.gradients(inputs, int(self.crops.random.integers(losses.TURNS)))
        norm = torch.nn.utils.clip_grad_norm_(self.gradients.parameters, GRADIENT_LIMIT)
        figures = torch.cat([torch.stack([norm, *terms.values()]), scores])
        self.outcomes.append((self.step, drawn, list(terms), self.sent(figures)))
        self.settle(self.delay)
        self.optimizers.step(factor)
        self.follow()

    def sent(self, values):
        """Device tensor -> (the same on the CPU as soon as the event has happened, that event; None: at once)."""
        if self.device.type != "cuda":
            return values, None
        there = torch.empty(values.shape, pin_memory=True)
        there.copy_(values, non_blocking=True)
        event = torch.cuda.Event()
        event.record()
        return there, event

    def settle(self, but=0):
        """Take up what the steps led to, all `but` the last ones. Stops where a loss is not finite."""
        while len(self.outcomes) > but:
            step, drawn, names, (values, event) = self.outcomes.popleft()
            if event:
                event.synchronize()
            values = values.tolist()
            terms, scores = dict(zip(names, values[1:])), values[1 + len(names) :]
            if not math.isfinite(terms.pop("total")) or not math.isfinite(values[0]):
                raise SystemExit(f"The loss is not finite at step {step}; the last good checkpoint is kept. Try a lower --rate.")
            for style, score in zip(drawn, scores):
                self.hardness[style] += 0.02 * (score - self.hardness[style])
            self.means = {k: 0.98 * self.means.get(k, v) + 0.02 * v for k, v in terms.items()}

    @torch.no_grad()
    def follow(self):
        """Move the average of the weights towards the weights, from the first steps on by more than --average says."""
        decay = min(self.args.average, (1 + self.step) / (10 + self.step))
        averages, values = list(self.average.values()), list(self.net.state_dict().values())
        torch._foreach_mul_(averages, decay)
        torch._foreach_add_(averages, values, alpha=1 - decay)

    def factor(self, progress):
        """Cosine decay from 1 to 1 % after a short warm-up."""
        warm_up = min(1.0, (self.step + 1) / WARM_UP_STEPS)
        return warm_up * (0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(progress, 1.0))))

    def run(self):
        """Train until the clock or the steps end, or `stop` was called, with a checkpoint now and then and at the end."""
        self.out.mkdir(parents=True, exist_ok=True)
        signal.signal(signal.SIGTERM, self.stop)
        phases, saved = parse_crops(self.args.crops), time.monotonic()
        while (progress := self.clock.progress(self.step)) < 1 and not self.stopped:
            size, batch, _ = next((p for p in phases if progress < p[2]), phases[-1])
            self.train_step(size, batch, self.factor(progress))
            self.step += 1
            if self.step % 50 == 0:
                self.report(size, progress)
            if time.monotonic() - saved > 60 * self.args.every:
                self.save()
                saved = time.monotonic()
        self.save()

    def stop(self, *_):
        """Save after this step, and end: what `kill` and `timeout` ask for."""
        self.stopped = True

    def state(self):
        """Returns the checkpoint: all that `restore`, export.py and a card need."""
        return {
            "spec": self.net.spec, "styles": self.styles, "config": {k: str(v) for k, v in vars(self.args).items()},
            "commit": self.commit, "before": self.before, "seed": self.args.seed, "step": self.step,
            "seconds": self.clock.seconds(), "device": self.machine(), "model": self.net.state_dict(),
            "average": self.average, "optimizers": self.optimizers.state(), "hardness": self.hardness.tolist(),
            "history": self.history, "scores": self.scores, "random": self.crops.random.bit_generator.state,
        }

    def machine(self):
        """Returns the name of the GPU, or of the kind of device."""
        return torch.cuda.get_device_name(self.device) if self.device.type == "cuda" else str(self.device)

    def save(self):
        """Score, checkpoint, contact sheet."""
        self.settle()
        state = self.state()
        net = checkpoint.network_of(state).to(self.device)
        net.fast = True
        with autocast(self.device):
            scores = dict(zip((s["id"] for s in self.styles), self.judge.scores(net, self.mixes(0)[: len(self.styles)])))
        hours = self.clock.seconds() / 3600
        self.scores.append({"step": self.step, "hours": round(hours, 3), **{k: round(v, 4) for k, v in scores.items()}})
        each = "  ".join(f"{name} {value:.3f}" for name, value in scores.items())
        print(f"held out at {hours:.2f} h: mean {np.mean(list(scores.values())):.4f}  {each}", flush=True)
        checkpoint.save(self.out / "checkpoint.pt", state)  # with the score above
        contact_sheet(net, self.held_out[:4], self.mixes(0.5), self.out / f"sheet-{self.step:06d}.jpg")
        (self.out / "history.json").write_text(json.dumps({"history": self.history, "scores": self.scores}))

    def mixes(self, bold):
        """Returns the `style` input [1, 2 S] of each style at boldness `bold`, 0..1."""
        return rows.mixes(rows.with_rows(self.styles, self.net.rows), self.net.rows, bold)

    def report(self, size, progress):
        """Print the means of the loss's terms, and keep them for history.json."""
        self.settle()  # right after a resume there is nothing yet
        means = self.means
        entry = {"step": self.step, "seconds": round(self.clock.seconds()), **{k: round(v, 4) for k, v in means.items()}}
        self.history.append(entry)
        left = self.clock.seconds() * (1 - progress) / max(progress, 1e-9)
        terms = "  ".join(f"{k} {v:.4f}" for k, v in means.items())
        print(f"step {self.step}  crop {size}  {terms}  left {left / 60:.0f} min", flush=True)
