"""What the tests share: the table of notebook runs at the end of a report."""

import pytest

RUNS = pytest.StashKey[list]()


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
