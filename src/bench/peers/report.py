"""Tables of what run.py found, as Markdown."""

import re
import subprocess
from datetime import date
from pathlib import Path

NAMES = {
    "torch-hand": "PyTorch, by hand",
    "torch-autograd": "PyTorch, autograd",
    "torch-hooks": "PyTorch, autograd and hooks",
    "c": "C and OpenBLAS, by hand",
    "encog": "Encog",
    "smile": "Smile",
    "dl4j": "Deeplearning4j",
    "playground": "Playground's engine, rebuilt",
}

# What is aimed at: how many times a peer's steps per second.
TARGETS = [
    ("W1", "encog", 4), ("W1", "playground", 8), ("W2", "encog", 1.5),
    ("W3-10", "torch-hand", 2), ("W3-32", "torch-hand", 1.5),
    ("W4-32", "torch-hand", 1.3), ("W4-128", "torch-hand", 1.2),
    ("W5", "torch-hand", 2), ("W5i", "torch-hooks", 5), ("W6", "torch-autograd", 3),
]
TWO_THREADS_TARGET = 1.6


def number(value):
    """Three significant digits, as in 1.98 M, 52.3 k, 640."""
    if value >= 1e6:
        return f"{value / 1e6:.3g} M"
    if value >= 1e4:
        return f"{value / 1e3:.3g} k"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(header, rows):
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def line(workload, result):
    """What is known after a workload, while the others still run."""
    beside = "".join(f", {ratio:.3g} times {NAMES[peer]}" for peer, ratio in result["ratios"].items() if peer in NAMES)
    return f"{workload}: {number(result['rates']['ours'])} steps per second{beside}"


def tables(results):
    workloads = list(results)
    peers = [it for it in NAMES if any(it in results[w]["rates"] for w in workloads)]

    def row(name, cell):
        return [name] + [cell(results[w]) for w in workloads]

    def rate(of):
        return lambda it: number(it["rates"][of]) if of in it["rates"] else "–"

    def ratio(of):
        return lambda it: f"{it['ratios'][of]:.3g}" if of in it["ratios"] else "–"

    def gflops(of):
        return lambda it: f"{it['rates'][of] * it['operations'] * 1e-9:.3g}" if of in it["rates"] else "–"

    rates = table(
        ["Steps per second", *workloads],
        [row("**Backprop Lab**", rate("ours"))] + [row(NAMES[p], rate(p)) for p in peers])
    ratios = table(["Backprop Lab makes … times the steps of", *workloads], [row(NAMES[p], ratio(p)) for p in peers])
    useful = table(
        ["Useful GFLOP/s", *workloads],
        [row("**Backprop Lab**", gflops("ours"))]
        + [row(NAMES[p], gflops(p)) for p in peers]
        + [row("limit of one core", lambda it: f"{it['limit']:.3g}" if "limit" in it else "–")])
    parts = [rates, ratios, useful]
    reached = [
        [workload, NAMES[peer], f"{aim:g}", f"{results[workload]['ratios'][peer]:.2f}",
         "yes" if results[workload]["ratios"][peer] >= aim else "**no**"]
        for workload, peer, aim in TARGETS
        if workload in results and peer in results[workload]["ratios"]]
    reached += [
        [workload, "one thread of its own", f"{TWO_THREADS_TARGET:g}", f"{it['ratios']['ours-2']:.2f}",
         "yes" if it["ratios"]["ours-2"] >= TWO_THREADS_TARGET else "**no**"]
        for workload, it in results.items() if "ours-2" in it["ratios"]]
    if reached:
        parts.append(table(["Workload", "beside", "aim", "found", "reached"], reached))
    return "\n".join(parts)


def machine(java, flags, root, options):
    """Where, with what and from what the figures are."""
    cpu = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    cores = len(re.findall(r"^processor", Path("/proc/cpuinfo").read_text(encoding="utf-8"), re.M))
    system = re.search(r'PRETTY_NAME="(.+)"', Path("/etc/os-release").read_text(encoding="utf-8"))
    avx = "AVX-512" if "avx512f" in Path("/proc/cpuinfo").read_text(encoding="utf-8") else "no AVX-512"
    jvm = _said([java, "-version"], r"Runtime Environment (.+)")
    torch = _package("python3-torch")
    blas = _package("libopenblas0-pthread")
    gcc = _said(["cc", "--version"], r"(.+)")
    node = _said(["node", "--version"], r"v(.+)")
    commit = _said(["git", "-C", str(root), "rev-parse", "--short", "HEAD"], r"^([0-9a-f]{7,})$")
    libraries = ", ".join(
        f"{name} {_version(artifact)}"
        for name, artifact in (("Encog", "encog-core"), ("Smile", "smile-core"), ("Deeplearning4j", "deeplearning4j-nn")))
    return "\n".join([
        f"- {date.today()}, commit {commit}; {cpu.group(1) if cpu else 'processor unknown'}, {cores} cores, {avx};"
        f" {system.group(1) if system else 'Linux'}",
        f"- Java: {jvm}, `{' '.join(flags)}`",
        f"- PyTorch {torch} and C ({gcc}, `-O3 -march=native`) with OpenBLAS {blas}; {libraries}; Node.js {node}",
        f"- {options.rounds} rounds of {options.seconds:g} s for each program, after {options.warm_up:g} s of warm-up",
    ]) + "\n"


def _package(name):
    return _said(["dpkg-query", "-W", "-f", "${Version}", name], r"^(\d.*)")


def _version(artifact):
    pom = (Path(__file__).parent / "pom.xml").read_text(encoding="utf-8")
    return re.search(artifact + r"</artifactId>\s*<version>(.+?)<", pom).group(1)


def _said(command, pattern):
    try:
        said = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "(not there)"
    found = re.search(pattern, said.stdout + said.stderr)
    return found.group(1).strip() if found else "(unknown)"


def write(file, name, text):
    """Replaces what stands between the markers `name` in the file."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before = file.read_text(encoding="utf-8")
    if begin not in before or end not in before:
        raise SystemExit(f"{file} has no place for the tables: no {begin} … {end}")
    head, rest = before.split(begin, 1)
    tail = rest.split(end, 1)[1]
    file.write_text(f"{head}{begin}\n\n{text}\n{end}{tail}", encoding="utf-8")
