"""Muon for the convolutions, Adam for the rows of scale and shift.

Jordan et al. 2024, "Muon: an optimizer for hidden layers": the momentum of a weight matrix is replaced
by the nearest semi-orthogonal matrix, so that every direction of it learns equally fast. Every
convolution here is followed by instance norm, which makes its scale free and a step's size a relative
one. Side by side, six minutes each from the same networks: see README.md.
"""
import torch

# Quintic Newton-Schulz iteration that brings all singular values near 1 (Jordan et al. 2024).
A, B, C = 3.4445, -4.7750, 2.0315
ITERATIONS = 5


def orthogonal(g):
    """[R, C] -> the semi-orthogonal matrix near g, singular values within about 0.7..1.2."""
    wide = g.shape[0] <= g.shape[1]
    x = (g if wide else g.T).bfloat16()
    x = x / (x.norm() + 1e-7)
    for _ in range(ITERATIONS):
        s = x @ x.T
        x = A * x + (B * s + C * s @ s) @ x
    return (x if wide else x.T).to(g.dtype)


class Muon(torch.optim.Optimizer):
    """For weights of two and more dimensions, seen as [out, everything else]."""

    def __init__(self, parameters, lr, momentum=0.95):
        super().__init__(parameters, {"lr": lr, "momentum": momentum})

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    self.update(p, group["lr"], group["momentum"])

    def update(self, p, lr, momentum):
        state = self.state[p]
        if not state:
            state["momentum"] = torch.zeros_like(p)
        mean = state["momentum"].lerp_(p.grad, 1 - momentum)
        ahead = p.grad.lerp(mean, momentum).flatten(1)  # Nesterov's
        tall = max(1.0, ahead.shape[0] / ahead.shape[1]) ** 0.5
        p.sub_(lr * tall * orthogonal(ahead).view_as(p))


class Optimizers:
    """All of a network's trainable parameters, each kind by its own rule. `muon`: its first rate; 0: Adam for all."""

    def __init__(self, net, rate, muon):
        parameters = [p for p in net.parameters() if p.requires_grad]
        kernels = [p for p in parameters if p.ndim == 4 and muon]
        rest = [p for p in parameters if p.ndim < 4 or not muon]
        self.rules = [(torch.optim.Adam(rest, rate), rate)]
        if kernels:
            self.rules.append((Muon(kernels, muon), muon))

    def step(self, factor):
        """One step of every rule at `factor` of its first rate."""
        for rule, rate in self.rules:
            for group in rule.param_groups:
                group["lr"] = factor * rate
            rule.step()

    def state(self):
        return [rule.state_dict() for rule, _ in self.rules]

    def load(self, states):
        for (rule, _), state in zip(self.rules, states):
            rule.load_state_dict(state)
