#!/usr/bin/env python3
"""Runs the benchmark Growth under JMH and prints its table; with --write it goes into docs/benchmarks.md."""

import json
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True  # the folder of sources stays as it is

import report

ROOT = Path(__file__).resolve().parents[3]
RESULTS = ROOT / "target" / "growth.json"
NAMES = {"layers": "Hidden layers", "units": "Units of each, and inputs", "samples": "Samples of a batch"}


def rows(results, parameter):
    """Of the benchmarks with this parameter: its values, the times and what the last step up multiplied the time by."""
    found = [(int(it["params"][parameter]), it["primaryMetric"]["score"])
             for it in results if parameter in it["params"]]
    values = [f"{value}" for value, _ in found]
    times = [f"{time:.3g}" for _, time in found]
    factors = ["–"] + [f"×{after / before:.2f}" for (_, before), (_, after) in zip(found, found[1:])]
    return [NAMES[parameter], *values], [["µs per step", *times], ["beside the one before", *factors]]


def main():
    subprocess.run(
        ["mvn", "-q", "-Pbench", "test-compile", f"-Dwith=Growth -rf json -rff {RESULTS}"],
        cwd=ROOT, check=True, stdout=sys.stderr)
    results = json.loads(RESULTS.read_text(encoding="utf-8"))
    text = "\n".join(report.table(*rows(results, parameter)) for parameter in NAMES)
    print(text)
    if "--write" in sys.argv[1:]:
        report.write(ROOT / "docs" / "benchmarks.md", "growth", text)


main()
