"""Training steps in PyTorch, double precision, one thread.

    peer_torch.py WAY BATCH HIDDEN OUTPUT WIDTH WIDTH …      such as: autograd 32 relu softmax 784 128 64 10
    peer_torch.py WAY BATCH relu softmax lenet

WAY is one of
- autograd: modules, a loss module and torch.optim.SGD, as tutorials write it
- hand: no autograd; buffers made once, operations that write into them, the update fused into the product that makes a
  gradient (W += -rate/batch * X^T dZ)
- hooks: autograd, and hooks that measure after every step what workload W5i asks for: mean, standard deviation and share
  of zeros of each layer's activations, its dead units, the norms of its gradients

Answers each line of standard input, a number of seconds, by `steps cpu-seconds wall-seconds` (see Stopwatch.java).
"""

import sys
import time

import torch
from torch import nn

SAMPLES = 1024
RATE = 1e-4

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)
torch.manual_seed(7)

ACTIVATIONS = {"tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "relu": nn.ReLU}


class HalfSquaredError(nn.Module):
    """Summed over the outputs, averaged over the batch."""

    def forward(self, y, t):
        return nn.functional.mse_loss(y, t, reduction="sum") * (0.5 / len(y))


def modules(hidden, output, widths):
    """The layers; softmax is part of the loss, as it should be in PyTorch."""
    if widths == ["lenet"]:
        return nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
            nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))
    sizes = [int(w) for w in widths]
    layers = []
    for i in range(1, len(sizes)):
        layers.append(nn.Linear(sizes[i - 1], sizes[i]))
        function = hidden if i < len(sizes) - 1 else output
        if function != "softmax":
            layers.append(ACTIVATIONS[function]())
    return nn.Sequential(*layers)


def data(widths, batch):
    """Batches that are views of the samples: nothing is copied."""
    lenet = widths == ["lenet"]
    inputs = torch.rand(SAMPLES, *((1, 28, 28) if lenet else (int(widths[0]),)))
    outputs = 10 if lenet else int(widths[-1])
    targets = torch.zeros(SAMPLES, outputs)
    classes = torch.randint(outputs, (SAMPLES,))
    targets[torch.arange(SAMPLES), classes] = 1
    return [(inputs[i:i + batch], targets[i:i + batch], classes[i:i + batch])
            for i in range(0, SAMPLES - batch + 1, batch)]


def autograd(batch, hidden, output, widths, hooked=False):
    model = modules(hidden, output, widths)
    softmax = output == "softmax"
    loss = nn.CrossEntropyLoss() if softmax else HalfSquaredError()
    optimizer = torch.optim.SGD(model.parameters(), RATE)
    measured = Hooks(model) if hooked else None

    def step(x, t, classes):
        optimizer.zero_grad(set_to_none=True)
        loss(model(x), classes if softmax else t).backward()
        if measured:
            measured.after_backward()
        optimizer.step()

    return step


class Hooks:
    """Measures activations when a layer was computed, deltas when its gradient comes back, parameters' gradients at the
    end of the backward pass. All figures of a step are fetched at once, at its end."""

    def __init__(self, model):
        self.figures = []
        self.parameters = list(model.parameters())
        for module in model:
            if isinstance(module, nn.ReLU):
                module.register_forward_hook(self.after_function)
            else:
                module.register_forward_hook(self.after_layer)

    def after_function(self, module, inputs, a):
        a = a.detach()
        deviation, mean = torch.std_mean(a, unbiased=False)
        zeros = (a == 0).sum(0)
        self.figures += [mean, deviation, zeros.sum(), (zeros == len(a)).sum()]

    def after_layer(self, module, inputs, z):
        z.register_hook(self.delta)

    def delta(self, gradient):
        self.figures.append(gradient.norm())

    def after_backward(self):
        for parameter in self.parameters:
            self.figures.append(parameter.grad.norm())
        self.known = torch.stack(self.figures).tolist()
        self.figures.clear()


def by_hand(batch, hidden, output, widths):
    sizes = [int(w) for w in widths]
    count = len(sizes) - 1
    w = [(torch.rand(sizes[i], sizes[i + 1]) * 2 - 1) * (6 / sizes[i]) ** 0.5 for i in range(count)]
    b = [torch.zeros(sizes[i + 1]) for i in range(count)]
    wt = [it.t() for it in w]
    a = [torch.empty(batch, n) for n in sizes]
    at = [it.t() for it in a]
    d = [torch.empty(batch, n) for n in sizes]
    rate = -RATE / batch
    backward = {
        "relu": lambda d, a: torch.ops.aten.threshold_backward(d, a, 0, grad_input=d),
        "tanh": lambda d, a: torch.ops.aten.tanh_backward(d, a, grad_input=d),
        "sigmoid": lambda d, a: torch.ops.aten.sigmoid_backward(d, a, grad_input=d)}
    forward = {"relu": torch.relu_, "tanh": torch.tanh_, "sigmoid": torch.sigmoid_,
               "softmax": lambda z: torch.softmax(z, 1, out=z)}
    function, slope = forward[hidden], backward[hidden]
    last = count - 1

    def step(x, t, classes):
        a[0] = x
        at[0] = x.t()
        for l in range(count):
            torch.addmm(b[l], a[l], w[l], out=a[l + 1])
            (function if l < last else forward[output])(a[l + 1])
        torch.sub(a[count], t, out=d[count])
        if output != "softmax":
            backward[output](d[count], a[count])
        for l in range(last, -1, -1):
            if l > 0:
                torch.mm(d[l + 1], wt[l], out=d[l])
                slope(d[l], a[l])
            w[l].addmm_(at[l], d[l + 1], alpha=rate)
            b[l].add_(d[l + 1].sum(0), alpha=rate)

    return torch.no_grad()(step)


def main():
    way, batch, hidden, output, *widths = sys.argv[1:]
    batch = int(batch)
    if way == "hand":
        step = by_hand(batch, hidden, output, widths)
    else:
        step = autograd(batch, hidden, output, widths, way == "hooks")
    batches = data(widths, batch)
    at = 0
    print("ready", flush=True)
    for line in sys.stdin:
        seconds = float(line)
        steps = 0
        wall = time.perf_counter()
        cpu = time.thread_time()
        passed = 0
        while passed < seconds:
            for _ in range(8):
                step(*batches[at])
                at = at + 1 if at + 1 < len(batches) else 0
            steps += 8
            passed = time.perf_counter() - wall
        print(steps, time.thread_time() - cpu, passed, flush=True)


main()
