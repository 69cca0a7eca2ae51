"""What the tests share: a module's kernel, promised times, and the table of notebook runs at the end of a report."""

import pace
import pytest
from _pytest.runner import runtestprotocol
from lesson_runs import jobs  # noqa: F401  a fixture, for the session: one set of runs for all modules

RUNS = pytest.StashKey[list]()
FAILED = pytest.StashKey[int]()
TRIES = 3


def pytest_sessionstart(session):
    session.stash[FAILED] = 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item):
    report = yield
    item.session.stash[FAILED] += report.failed
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    """A promised time that is broken on a machine that was busy just then is asked for again, on one that was not it is a failure."""
    if not item.get_closest_marker("promise"):
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for left in reversed(range(TRIES)):
        item._initrequest()
        pace.slowest()
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        if not left or not any(report.failed for report in reports) or pace.slowest() < pace.BUSY:
            break
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True


class Kept:
    """The kernel of a module's tests. After a test that failed or ended it the next one gets another: one failure stays one."""

    def __init__(self):
        self.kernel, self.key, self.failures = None, None, 0

    def sound(self, start, key, failures: int):
        if self.kernel and (key != self.key or failures != self.failures or not self.kernel.manager.is_alive()):
            self.end()
        self.key, self.failures = key, failures
        if not self.kernel:
            self.kernel = start()
        return self.kernel

    def end(self) -> None:
        if kernel := self.kernel:
            self.kernel = None
            kernel.end()


@pytest.fixture(scope="module")
def kept():
    kept = Kept()
    yield kept
    kept.end()


@pytest.fixture
def shared(kept, request):
    """`shared(start)` is the module's kernel, made by `start` where there is none that works; one key, one kernel."""
    return lambda start, key=None: kept.sound(start, key, request.session.stash[FAILED])


def pytest_configure(config):
    config.stash[RUNS] = []


@pytest.fixture(scope="session")
def runs(request) -> list:
    """Where each run of a notebook is written down for the table at the end."""
    return request.config.stash[RUNS]


def pytest_terminal_summary(terminalreporter, config):
    if not (done := config.stash[RUNS]):
        return
    terminalreporter.section("notebooks on the real kernel")
    for network in sorted({r["network"] for r in done}):
        terminalreporter.write_line(network)
    for r in sorted(done, key=lambda r: -r["seconds"]):
        slowest = f"slowest cell {r['slowest']['cell']} {r['slowest']['seconds']:.1f} s" if r["slowest"] else ""
        terminalreporter.write_line(f"{r['seconds']:6.1f} s  {r['notebook']:24} {r['mode']:6} {slowest}")
    terminalreporter.write_line(f"{sum(r['seconds'] for r in done):6.1f} s  in all, some at the same time")
