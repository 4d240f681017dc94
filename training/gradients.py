"""The gradients of an objective: computed in each step, or on CUDA as a graph that is replayed."""
import torch

WARM_UPS = 3  # what is compiled, tuned and allocated at first use must not happen in a capture


class Replayed:
    """`function()`, on CUDA, as a graph that is replayed after a few calls: it works on the same tensors each time."""

    def __init__(self, function):
        self.function, self.calls, self.graph = function, 0, None

    def __call__(self):
        self.calls += 1
        if self.calls <= WARM_UPS:
            self.function()
            return
        if not self.graph:
            self.graph = torch.cuda.CUDAGraph()
            with torch.cuda.graph(self.graph):
                self.function()
        self.graph.replay()


class Gradients:
    """`objective(inputs, turn)` -> (terms with "total", scores). Calling it leaves gradients in `parameters`."""

    def __init__(self, objective, parameters):
        self.objective, self.parameters = objective, list(parameters)

    def __call__(self, inputs, turn):
        """-> (terms, scores), detached."""
        for p in self.parameters:
            p.grad = None
        terms, scores = self.objective(inputs, turn)
        terms["total"].backward()
        return {name: term.detach() for name, term in terms.items()}, scores.detach()


class GraphedGradients(Gradients):
    """The same, with all kernels of a step started at once: one graph a symmetry and a shape of the inputs.

    A step of these networks is very many short kernels, which Python would start one by one.
    """

    def __init__(self, objective, parameters):
        super().__init__(objective, parameters)
        torch.backends.cudnn.benchmark = True  # few shapes, each met many thousand times
        self.pool, self.inputs, self.graphs = torch.cuda.graph_pool_handle(), {}, {}
        # All graphs leave their gradients in one place, so that another graph, the optimizers', can find them there.
        self.gradients = [torch.zeros_like(p) for p in self.parameters]

    def __call__(self, inputs, turn):
        """-> (terms, scores), which the next call overwrites."""
        shape = inputs.photo.shape
        own = self.inputs.setdefault(shape, inputs)
        for mine, new in zip(own, inputs):
            if mine is not new:
                mine.copy_(new)
        if (shape, turn) not in self.graphs:
            self.graphs[shape, turn] = self.capture(own, turn)
        graph, outcome = self.graphs[shape, turn]
        for p, gradient in zip(self.parameters, self.gradients):
            p.grad = gradient
        graph.replay()
        return outcome

    def capture(self, inputs, turn):
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(WARM_UPS):
                super().__call__(inputs, turn)
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph, pool=self.pool):
            outcome = super().__call__(inputs, turn)
            torch._foreach_copy_(self.gradients, [p.grad for p in self.parameters])
        return graph, outcome
