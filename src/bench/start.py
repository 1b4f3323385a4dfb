#!/usr/bin/env python3
"""Times from the command to a window that can be used, and the memory of a window that trains at full speed.

    src/bench/start.py [--starts 5] [--minutes 1] [--write]

Needs Linux and a display with a window manager, such as Xvfb with openbox. Starts the launcher as a user does, on the
example it opens with; the program itself says when it can be used (ui.app.WhenUsable). A first start, which may build, is
not counted. Resident memory is the kernel's VmRSS, with pages of files and those shared with the display.
"""

import argparse
import os
import pathlib
import platform
import statistics
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAUNCHER = ROOT / "backprop-lab"
TABLES = ROOT / "docs" / "benchmarks.md"
BEGIN, END = "<!-- start: begin -->", "<!-- start: end -->"
USABLE = "the window can be used"
TICKS = os.sysconf("SC_CLK_TCK")


class Window:
    """The program, started and waited for until its window can be used."""

    def __init__(self, then):
        environment = dict(os.environ, BACKPROP_LAB_WHEN_USABLE=then)
        begun = time.monotonic()
        self.process = subprocess.Popen([LAUNCHER], env=environment, stderr=subprocess.PIPE, text=True)
        said = []
        for line in self.process.stderr:
            said.append(line)
            if USABLE in line:
                break
        else:
            raise SystemExit("the program ended before its window could be used:\n" + "".join(said))
        self.seconds = time.monotonic() - begun
        self.processor_seconds = self._processor_seconds()

    def _processor_seconds(self):
        # The launcher becomes the program, so that this is one process; its name may hold spaces.
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def resident_megabytes(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        raise SystemExit("the program ended by itself")

    def close(self):
        self.process.terminate()
        self.process.communicate()


def starts(count):
    seconds, processor = [], []
    for number in range(count + 1):
        window = Window("say")
        window.close()
        if number > 0:
            seconds.append(window.seconds)
            processor.append(window.processor_seconds)
            print(f"start {number}: {window.seconds:.2f} s, {window.processor_seconds:.2f} s of processors", flush=True)
    return seconds, processor


def memory(minutes):
    window = Window("train")
    found = [window.resident_megabytes()]
    begun = time.monotonic()
    for minute in range(1, minutes + 1):
        time.sleep(max(0, begun + 60 * minute - time.monotonic()))
        found.append(window.resident_megabytes())
        print(f"minute {minute}: {found[-1]:.0f} MB", flush=True)
    window.close()
    return found


def machine():
    lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    model = next((it.split(":", 1)[1].strip() for it in lines if it.startswith("model name")), platform.machine())
    return f"{model}, {os.cpu_count()} processors"


def report(seconds, processor, resident, load):
    middle, work = statistics.median(seconds), statistics.median(processor)
    rows = [
        "| | |",
        "| --- | ---: |",
        f"| from the command to a usable window, median of {len(seconds)} starts | {middle:.2f} s |",
        f"| the shortest and the longest | {min(seconds):.2f} s, {max(seconds):.2f} s |",
        f"| processor time of it, on all processors | {work:.2f} s |",
        f"| resident, when the window can be used | {resident[0]:.0f} MB |",
    ]
    rows += [f"| after {it} min of training at full speed | {resident[it]:.0f} MB |" for it in marks(len(resident) - 1)]
    return "\n".join([f"{machine()}; load of the machine before: {load:.1f}.", "", *rows])


def marks(minutes):
    return [it for it in (1, 2, 5, 10, 20, 30, 40, 50) if it < minutes] + [minutes]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--starts", type=int, default=5)
    parser.add_argument("--minutes", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    asked = parser.parse_args()
    load = os.getloadavg()[0]
    table = report(*starts(asked.starts), memory(asked.minutes), load)
    print("\n" + table)
    if asked.write:
        before, rest = TABLES.read_text(encoding="utf-8").split(BEGIN)
        TABLES.write_text(before + BEGIN + "\n" + table + "\n" + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
