"""A program that makes training steps for as long as it is told."""

import subprocess
import threading
from dataclasses import dataclass


@dataclass
class Slice:
    steps: int
    cpu_seconds: float
    wall_seconds: float

    @property
    def steps_per_cpu_second(self):
        return self.steps / self.cpu_seconds

    @property
    def steps_per_second(self):
        return self.steps / self.wall_seconds


class Runner:
    """Started once and kept, so that it stays warm; between its turns it waits for a line and costs nothing."""

    PATIENCE = 60

    def __init__(self, command, environment):
        self.process = subprocess.Popen(
            command, env=environment, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.complaints = []
        threading.Thread(target=self._listen, daemon=True).start()
        self._await(lambda line: line.strip() == "ready")

    def _listen(self):
        for line in self.process.stderr:
            self.complaints = [*self.complaints[-9:], line.rstrip()]

    def _await(self, wanted):
        timer = threading.Timer(self.PATIENCE, self.process.kill)
        timer.start()
        try:
            for line in self.process.stdout:
                if wanted(line):
                    return line
        finally:
            timer.cancel()
        self.process.wait()
        raise RuntimeError(" / ".join(self.complaints[-3:]) or f"it ended or gave no answer for {self.PATIENCE} seconds")

    def run(self, seconds):
        """Steps for about so long."""
        try:
            self.process.stdin.write(f"{seconds}\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # the reason follows from the missing answer
        line = self._await(lambda it: len(it.split()) == 3 and it[0].isdigit())
        steps, cpu, wall = line.split()
        return Slice(int(steps), float(cpu), float(wall))

    def warm_up(self, seconds, longest=60):
        """For so long, and on until three slices in a row were no faster than the best before: on a busy machine the
        compiler of a JVM gets little time, and a step that is not compiled yet can be a hundred times slower."""
        passed = seconds
        best = self.run(seconds).steps_per_cpu_second
        no_faster = 0
        while no_faster < 3 and passed < longest:
            found = self.run(0.5).steps_per_cpu_second
            no_faster = 0 if found > 1.03 * best else no_faster + 1
            best = max(best, found)
            passed += 0.5

    def stop(self):
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
