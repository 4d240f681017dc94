"""Muon for the convolutions, Adam for the rows of scale and shift.

Jordan et al. 2024, "Muon: an optimizer for hidden layers": the momentum of a weight matrix is replaced
by the nearest semi-orthogonal matrix, so that every direction of it learns equally fast. Every
convolution here is followed by instance norm, which makes its scale free and a step's size a relative
one. Side by side, six minutes each from the same networks: see README.md.
"""
import torch

from gradients import Replayed

# Quintic Newton-Schulz iteration that brings all singular values near 1 (Jordan et al. 2024).
A, B, C = 3.4445, -4.7750, 2.0315
ITERATIONS = 5


def orthogonal(g):
    """[..., R, C] -> the semi-orthogonal matrices near each of g, singular values within about 0.7..1.2."""
    wide = g.shape[-2] <= g.shape[-1]
    x = (g if wide else g.mT).bfloat16()
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(ITERATIONS):
        s = x @ x.mT
        x = A * x + (B * s + C * s @ s) @ x
    return (x if wide else x.mT).to(g.dtype)


class Muon(torch.optim.Optimizer):
    """For weights of two and more dimensions, seen as [out, everything else]."""

    def __init__(self, parameters, lr, momentum=0.95):
        super().__init__(parameters, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            # Those of one shape together: a GPU would take longer to start each one's small products than to do them.
            alike = {}
            for p in group["params"]:
                if p.grad is not None:
                    alike.setdefault(p.shape, []).append(p)
            for parameters in alike.values():
                self.update(parameters, group["lr"], group["momentum"])

    def update(self, parameters, lr, momentum):
        ahead = torch.stack([self.ahead(p, momentum) for p in parameters])
        tall = max(1.0, ahead.shape[1] / ahead.shape[2]) ** 0.5
        for p, step in zip(parameters, orthogonal(ahead)):
            p.sub_(step.view_as(p) * (lr * tall))  # lr can be a tensor

    def ahead(self, p, momentum):
        """-> the momentum of p as it will be after a step like this one [out, everything else] (Nesterov's)."""
        state = self.state[p]
        if not state:
            state["momentum"] = torch.zeros_like(p)
        mean = state["momentum"].lerp_(p.grad, 1 - momentum)
        return p.grad.lerp(mean, momentum).flatten(1)


class Optimizers:
    """All of a network's trainable parameters, each kind by its own rule. `muon`: its first rate; 0: Adam for all.

    On CUDA a step is a graph that is replayed, so that Python need not start its hundreds of short kernels one by one:
    rates are tensors there, and gradients have to be in the same tensors each time (GraphedGradients).
    """

    def __init__(self, net, rate, muon):
        parameters = [p for p in net.parameters() if p.requires_grad]
        # A depthwise kernel, [channels, 1, k, k], is no matrix from inputs to outputs.
        is_matrix = lambda p: p.ndim == 4 and p.shape[1] > 1
        kernels = [p for p in parameters if is_matrix(p) and muon]
        rest = [p for p in parameters if not is_matrix(p) or not muon]
        device = parameters[0].device
        self.on_cuda = device.type == "cuda"
        self.rules = [(torch.optim.Adam(rest, rate, capturable=self.on_cuda), rate)]
        if kernels:
            self.rules.append((Muon(kernels, muon), muon))
        self.factor = torch.ones((), device=device) if self.on_cuda else 1.0
        self.update = self.updater()

    def updater(self):
        return Replayed(self.update_all) if self.on_cuda else self.update_all

    def step(self, factor):
        """One step of every rule at `factor` of its first rate."""
        if self.on_cuda:
            self.factor.fill_(factor)
        else:
            self.factor = factor
        self.update()

    def update_all(self):
        for rule, rate in self.rules:
            for group in rule.param_groups:
                group["lr"] = self.factor * rate
            rule.step()

    def state(self):
        return [rule.state_dict() for rule, _ in self.rules]

    def load(self, states):
        """States of a run on this or another kind of device."""
        for (rule, _), state in zip(self.rules, states):
            groups = [dict(group) for group in state["param_groups"]]
            for group in groups:
                if "capturable" in group:
                    group["capturable"] = self.on_cuda
            rule.load_state_dict({**state, "param_groups": groups})
        self.update = self.updater()  # a graph would go on with the earlier tensors
