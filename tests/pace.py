"""How fast this machine is just now, so that a promised time can be asked of a slow or busy one too."""

import threading
import time
from contextlib import contextmanager

STEPS = 300_000
ALONE = 0.010  # seconds for so many steps on the machine that promises are made for: two cores of a server of 2023 that do nothing else
BUSY = 1.5  # from this pace on a broken promise may be the machine's fault

_slowest = 1.0


class Pace(threading.Thread):
    """Does a little work again and again while something is measured: some hundredth of a second with pauses of `every` seconds.

    `factor` is how many times longer than on a machine of its own that took, never less than 1.
    """

    def __init__(self, every: float = 0.04):
        super().__init__(daemon=True)
        self._every = every
        self._over = threading.Event()
        self._taken: list[float] = []

    def __enter__(self) -> "Pace":
        self._work()
        self.start()
        return self

    def __exit__(self, *_) -> None:
        global _slowest
        self._over.set()
        self.join()
        _slowest = max(_slowest, self.factor)

    def run(self) -> None:
        while not self._over.wait(self._every):
            self._work()

    def _work(self) -> None:
        begin, total = time.monotonic(), 0
        for step in range(STEPS):
            total += step
        self._taken.append(time.monotonic() - begin)

    @property
    def factor(self) -> float:
        return max(1.0, sum(self._taken) / len(self._taken) / ALONE)


@contextmanager
def within(promised: float):
    """What is done inside must not take longer than so many seconds, on a slower machine as many times more as that is slower."""
    with Pace() as pace:
        begin = time.monotonic()
        yield
        took = time.monotonic() - begin
    assert took < promised * pace.factor, f"it took {took:.2f} s on a machine {pace.factor:.1f} times slower than alone; promised are {promised:.0f} s"


def slowest() -> float:
    """The slowest pace that was measured since the last call."""
    global _slowest
    slowest, _slowest = _slowest, 1.0
    return slowest
