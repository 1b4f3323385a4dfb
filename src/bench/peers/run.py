#!/usr/bin/env python3
"""Times training steps of Backprop Lab and of other programs, in turns, and prints a comparison.

    src/bench/peers/run.py                      everything (about 20 minutes)
    src/bench/peers/run.py --only W1 W4-32 --with torch-hand c
    src/bench/peers/run.py --write              puts the tables into docs/benchmarks.md

Nothing is installed: what is missing is named with the command that would install it, and left out. Libraries of the Java
peers are fetched by Maven into target/peers. How the figures come about stands in docs/benchmarks.md.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the folder of sources stays as it is

import report
from runner import Runner

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
BUILD = ROOT / "target" / "peers"
OPENBLAS = Path("/usr/lib/x86_64-linux-gnu/openblas-pthread")
# Debian's, where python3-torch is; not another one that stands first on the path.
PYTHON = "/usr/bin/python3"
# What the launcher gives to Java.
OURS = ["-XX:+UseSerialGC", "-Xms40m", "-XX:NewSize=24m", "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED"]
# Twelve vectors of eight numbers, each multiplied and added to ten thousand times: see peer.c.
LIMIT_OPERATIONS = 10_000 * 12 * 8 * 2

CHAINS = ["W1", "W2", "W3-10", "W3-32", "W4-32", "W4-128", "W5"]
PEERS = {
    "torch-hand": CHAINS,
    "torch-autograd": CHAINS + ["W6"],
    "torch-hooks": ["W5i"],
    "c": CHAINS + ["W6"],
    "encog": ["W1", "W2", "W3-10", "W3-32", "W4-32"],
    "smile": ["W3-10", "W3-32", "W4-32", "W4-128", "W5"],
    "dl4j": CHAINS + ["W6"],
    "playground": ["W1"],
}
TWO_THREADS = ["W4-128", "W6"]


def missing():
    """What peers cannot run, and why: by peer."""
    found = {}
    if not (OPENBLAS / "libblas.so.3").exists():
        for peer in ("torch-hand", "torch-autograd", "torch-hooks"):
            found[peer] = "needs OpenBLAS (apt install libopenblas0-pthread): Debian's PyTorch else uses a BLAS that is slow"
    if subprocess.run([PYTHON, "-c", "import torch"], capture_output=True, check=False).returncode:
        for peer in ("torch-hand", "torch-autograd", "torch-hooks"):
            found[peer] = "needs PyTorch (apt install python3-torch libopenblas0-pthread)"
    if not shutil.which("cc") or not (OPENBLAS / "libopenblas.so").exists():
        found["c"] = "needs a C compiler and OpenBLAS (apt install gcc libopenblas-dev)"
    if not (OPENBLAS / "libopenblas.so").exists():
        found["smile"] = "needs OpenBLAS (apt install libopenblas-dev)"
    if not shutil.which("node"):
        found["playground"] = "needs Node.js (apt install nodejs)"
    return found


def build_ours():
    """Compiles by Maven, which also knows the JDK and the class path. Returns the command that starts Java, the class path
    and the workloads: {id: (useful operations per step, outline)}."""
    if (ROOT / "mvnw").exists() and not shutil.which("mvn"):
        maven = str(ROOT / "mvnw")
    else:
        maven = "mvn"
    listed = subprocess.run(
        [maven, "-q", "-Pbench", "test-compile", "-Dmain=backproplab.bench.Pace", "-Dwith=--list"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    java = re.search(r"^java (.+)$", listed, re.M).group(1)
    class_path = re.search(r"^class-path (.+)$", listed, re.M).group(1)
    workloads = {m[1]: (float(m[2]), m[3].split()) for m in re.finditer(r"^(W\S+) (\d+) (.+)$", listed, re.M)}
    return maven, java, class_path, workloads


def fetch(maven, peer):
    directory = BUILD / peer
    if not directory.exists():
        subprocess.run(
            [maven, "-q", "-f", str(HERE / "pom.xml"), "-P", peer, "dependency:copy-dependencies",
             f"-DoutputDirectory={directory}.part"], check=True)
        Path(f"{directory}.part").rename(directory)
    return directory


def compile_c():
    BUILD.mkdir(parents=True, exist_ok=True)
    program = BUILD / "peer-c"
    subprocess.run(
        ["cc", "-O3", "-march=native", str(HERE / "peer.c"), "-o", str(program), f"-I{OPENBLAS}",
         "-I/usr/include/x86_64-linux-gnu/openblas-pthread", f"-L{OPENBLAS}", "-lopenblas", "-lm"], check=True)
    return program


class Commands:
    """How each program is started for a workload."""

    def __init__(self, maven, java, class_path, workloads, flags):
        self.maven = maven
        self.java = java
        self.class_path = class_path
        self.workloads = workloads
        self.flags = flags
        self.c_program = None

    def ours(self, workload, threads):
        return [self.java, *OURS, *self.flags,
                f"-Dbackproplab.threads={threads}", "-cp", self.class_path, "backproplab.bench.Pace", "--serve", workload]

    def limit(self):
        return [str(self.c_program), "--limit"]

    def peer(self, peer, workload):
        outline = self.workloads[workload][1]
        if peer.startswith("torch-"):
            return [PYTHON, str(HERE / "peer_torch.py"), peer.removeprefix("torch-"), *outline]
        if peer == "c":
            return [str(self.c_program), *outline]
        if peer == "playground":
            return ["node", str(HERE / "playground.js"), *outline]
        libraries = fetch(self.maven, peer)
        program = {"encog": "EncogPeer", "smile": "SmilePeer", "dl4j": "Dl4jPeer"}[peer]
        benchmarks = str(ROOT / "target" / "bench-classes")
        return [self.java, "--enable-native-access=ALL-UNNAMED", "-Xmx4g", "-cp", f"{libraries}/*:{benchmarks}",
                str(HERE / f"{program}.java"), *outline]


def environment(peer):
    """One thread in everything that has a say in it."""
    settings = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")
    if peer.startswith("torch-"):
        settings["LD_PRELOAD"] = str(OPENBLAS / "libblas.so.3")
    if peer == "smile":
        settings["LD_LIBRARY_PATH"] = str(OPENBLAS)
    return settings


def compare(workload, peers, commands, options):
    """Runs all programs of a workload in turns: ours and a peer, ours and the next; so for some rounds."""
    runners = {}

    def start(name, command, env_of="ours"):
        try:
            runners[name] = Runner(command, environment(env_of))
            runners[name].warm_up(options.warm_up)
        except (OSError, RuntimeError) as problem:
            print(f"{workload}: {name} does not run: {problem}", file=sys.stderr)
            runners.pop(name, None)

    try:
        start("ours", commands.ours(workload, 1))
        if commands.c_program:
            start("limit", commands.limit())
        for peer in peers:
            start(peer, commands.peer(peer, workload), peer)
        if workload in TWO_THREADS:
            start("ours-2", commands.ours(workload, 2))
        if "ours" not in runners:
            return None
        rates = {name: [] for name in runners}
        ratios = {name: [] for name in runners}
        for _ in range(options.rounds):
            for name in [it for it in runners if it != "ours"]:
                mine = runners["ours"].run(options.seconds)
                other = runners[name].run(options.seconds)
                by_clock = name == "ours-2"
                rates["ours"].append(mine.steps_per_cpu_second)
                rates[name].append(other.steps_per_second if by_clock else other.steps_per_cpu_second)
                ratios[name].append(
                    other.steps_per_second / mine.steps_per_second if by_clock
                    else mine.steps_per_cpu_second / other.steps_per_cpu_second)
            if len(runners) == 1:
                rates["ours"].append(runners["ours"].run(options.seconds).steps_per_cpu_second)
    finally:
        for runner in runners.values():
            runner.stop()
    median = {name: statistics.median(values) for name, values in rates.items() if values}
    result = {
        "rates": {name: value for name, value in median.items() if name != "limit"},
        "ratios": {name: statistics.median(values) for name, values in ratios.items() if values and name != "limit"},
        "operations": commands.workloads[workload][0],
    }
    if "limit" in median:
        result["limit"] = median["limit"] * LIMIT_OPERATIONS * 1e-9
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="WORKLOAD", help="such as W1 W4-32; otherwise all")
    parser.add_argument("--with", nargs="*", dest="peers", metavar="PEER", help="some of " + ", ".join(PEERS))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.0, help="of each program in each round")
    parser.add_argument("--warm-up", type=float, default=4.0, help="seconds of each program before the rounds, more until it gets no faster")
    parser.add_argument("--flags", default="", help="for our JVM, such as -Dbackproplab.kernels=plain")
    parser.add_argument("--write", action="store_true", help="replace the tables in docs/benchmarks.md")
    options = parser.parse_args()

    unknown = [it for it in options.peers or [] if it not in PEERS]
    if unknown:
        parser.error(f"there is no peer {', '.join(unknown)}; there are {', '.join(PEERS)}")
    wanted = [it for it in PEERS if options.peers is None or it in options.peers]
    for peer, reason in missing().items():
        if peer in wanted:
            print(f"{peer} is left out: it {reason}", file=sys.stderr)
            wanted.remove(peer)
    flags = options.flags.split()
    maven, java, class_path, workloads = build_ours()
    unknown = [it for it in options.only or [] if it not in workloads]
    if unknown:
        parser.error(f"there is no workload {', '.join(unknown)}; there are {', '.join(workloads)}")
    commands = Commands(maven, java, class_path, workloads, flags)
    if "c" not in missing():
        commands.c_program = compile_c()
    results = {}
    for workload in options.only or workloads:
        peers = [it for it in wanted if workload in PEERS[it]]
        result = compare(workload, peers, commands, options)
        if result:
            results[workload] = result
            print(report.line(workload, result), file=sys.stderr, flush=True)
    text = report.tables(results) + "\n" + report.machine(java, OURS + flags, ROOT, options)
    print(text)
    if options.write:
        report.write(ROOT / "docs" / "benchmarks.md", "peers", text)


if __name__ == "__main__":
    main()
