"""The library's crawler beside the ones people use: aiohttp with BeautifulSoup, Scrapy, Colly. Speed, memory, manners.

    java Lab.java bench crawl [the launcher calls: .lab/venv/bin/python bench/crawl.py]

All crawl the same sites in turn, each in a process of its own that is measured from its start to its end; the server is a
third process and counts what it is asked. A crawl that misses a page, or has a wrong title, is void. What cannot be installed
is said to be missing. Ends with status 1 if ours is over one of the limits.
"""

import argparse
import statistics
import subprocess
import sys

from crawlers import BS4, COLLY, JAVA, LAB, OURS, SCRAPY, Peak, Peer, Server, Warm, install

WARM = "ours, warm"
SLOW = {SCRAPY: 2, BS4: 1}  # crawls that are counted of these; the others have as many as are asked for
# Latency ms, pages, at once: what the processor allows, what waiting allows, and thousands that wait.
CPU, WAIT, MANY = SETTINGS = [(0, 5_000, 100), (50, 5_000, 100), (500, 5_000, 1_000)]
HOSTS, HOST_PAGES, LATENCY, GAP, RETRY_AFTER = 20, 30, 50, 1_000, 2_000  # the polite crawl; times in ms
QUEUED = 1_000_000
WARM_RUNS = 20  # crawls of one process, the last quarter of which counts: the compiler needs the others
PAGES, PROCESSOR, MB = "pages/s", "CPU ms a page", "peak MB"


def open_throttle(server: Server, peers: list[Peer], setting, runs: int) -> dict[str, dict[str, float]]:
    """Each crawler's medians."""
    latency, size, at_once = setting
    found = {}
    print(f"\n{size:,} pages, each after {latency} ms, {at_once} at once", flush=True)
    for run in range(runs + 1):  # the first is not counted: it reads the files for the first time
        for peer in peers:
            if run and run <= SLOW.get(peer.name, runs) or not run and peer.name not in SLOW:
                note(found, peer.name, measured(server, peer, setting), run)
    for one in warm(server, setting):
        note(found, WARM, one, 1)
    return {name: {figure: statistics.median(one[figure] for one in each) for figure in each[0]} for name, each in found.items()}


def note(found: dict, name: str, one: dict[str, float], run: int):
    figures = "".join(f"{value:9.{2 if value < 10 else 0}f} {figure}" for figure, value in one.items())
    print(f"  {name:14}{figures}{'' if run else '  (not counted)'}", flush=True)
    if run:
        found.setdefault(name, []).append(one)


def measured(server: Server, peer: Peer, setting) -> dict[str, float]:
    latency, size, at_once = setting
    seeds = server.open(1, size, latency)
    one = peer.crawl(at_once, None, seeds)
    check(peer, one, server.judge(), size, 1)
    return {PAGES: size / one["seconds"], PROCESSOR: one["cpu"] / size * 1000, MB: one["mb"]}


def warm(server: Server, setting) -> list[dict[str, float]]:
    """The later crawls of one process, each with a fetcher and a frontier of its own."""
    latency, size, at_once = setting
    runs = WARM_RUNS if latency == 0 else WARM_RUNS // 2
    ours = Warm(runs)
    one = ours.crawl(at_once, None, server.open(1, size, latency))
    check(ours, one, server.judge(), size, runs)
    times = [list(map(float, line.split())) for line in one["printed"].splitlines()]
    return [{PAGES: size / seconds, PROCESSOR: cpu / size * 1000} for seconds, cpu in times[-(runs // 4):]]


def check(peer: Peer, one: dict, judged: dict, size: int, runs: int):
    if judged["distinct"] != size or judged["requests"] != size * runs or one["lines"] != size or one["checksum"] != judged["expected"]:
        raise RuntimeError(f"{peer.name}'s crawl is void: {one['lines']} of {size} pages written, judged {judged}")


def polite(server: Server, peers: list[Peer]) -> dict[str, dict[str, float]]:
    """Ideal: robots.txt, one answer 429 with its time to wait, and the pages, one after the other on each host."""
    found = {}
    print(f"\nPolite: {HOSTS} hosts of {HOST_PAGES} pages, {LATENCY} ms each, a gap of {GAP} ms, one at a time", flush=True)
    for peer in [peer for peer in peers if peer.name != BS4]:  # which has no manners to measure
        from_end = peer.name != SCRAPY
        one = peer.crawl(5 * HOSTS, GAP, server.open(HOSTS, HOST_PAGES, LATENCY, GAP, "end" if from_end else "start"))
        judged = server.judge()
        turn = LATENCY + GAP if from_end else max(LATENCY, GAP)
        ideal = ((HOST_PAGES + 1) * turn + max(turn, LATENCY + RETRY_AFTER)) / 1000
        missed = HOSTS * HOST_PAGES - one["lines"]
        found[peer.name] = {"violations": judged["violations"], "pages missed": missed, "of the ideal pace": ideal / one["seconds"]}
        note({}, peer.name, found[peer.name], 1)
    return found


def queued() -> float:
    """Bytes for each queued URL: the peak of a process whose frontier has a million, less that of one with none."""
    peaks = []
    for old in LAB.glob("queue-*"):
        old.unlink()
    for urls in (0, QUEUED):
        process = subprocess.Popen([*JAVA, "asynclab.bench.CrawlQueue", str(urls), str(LAB / f"queue-{urls}")])
        peak = Peak(process.pid)
        if process.wait():
            raise RuntimeError("the queue failed")
        peaks.append(peak.mb())
    return (peaks[1] - peaks[0]) * 2**20 / QUEUED


def verdict(found: dict) -> bool:
    """Prints what is over its limit, and what keeps it. Without a peer there is nothing to say of it."""
    def of(part, name, figure):
        return found.get(part, {}).get(name, {}).get(figure)

    def ratio(figure, ours, other):
        a, b = of(CPU, ours, figure), of(CPU, other, figure)
        return a / b if a is not None and b else None

    limit = WAIT[2] / WAIT[0] * 1000
    waiting = of(WAIT, OURS, PAGES)
    rows = [
        ("cold, pages/s of Colly's", ratio(PAGES, OURS, COLLY), 1.0, True),
        ("cold, CPU a page of Colly's", ratio(PROCESSOR, OURS, COLLY), 1.0, False),
        ("warm, pages/s of Colly's", ratio(PAGES, WARM, COLLY), 1.4, True),
        ("cold, pages/s of aiohttp's", ratio(PAGES, OURS, BS4), 10, True),
        (f"at {WAIT[0]} ms, of the {limit:,.0f} pages/s that are possible", waiting and waiting / limit, 0.9, True),
        ("peak MB", of(CPU, OURS, MB), 200, False),
        ("bytes a queued URL", found.get("queue"), 1_000, False),
        ("polite, violations", of("polite", OURS, "violations"), 0, False),
        ("polite, pages missed", of("polite", OURS, "pages missed"), 0, False),
        ("polite, of the ideal pace", of("polite", OURS, "of the ideal pace"), 0.95, True),
    ]
    good = True
    print()
    for name, value, bound, least in rows:
        if value is not None:
            kept = value >= bound if least else value <= bound
            good &= kept
            print(f"{name:48} {value:8.2f}   {'at least' if least else 'at most'} {bound:<6} {'kept' if kept else 'MISSED'}")
    return good


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--runs", type=int, default=5, help="crawls of each that count (5)")
    arguments.add_argument("--parts", nargs="*", default=["0", "50", "500", "polite", "queue"], help="latencies in ms, polite, queue (all)")
    options = arguments.parse_args()
    peers, found = install(), {}
    server = Server()
    try:
        for setting in SETTINGS:
            if str(setting[0]) in options.parts:
                found[setting] = open_throttle(server, peers, setting, options.runs if setting == CPU else min(options.runs, 3))
        if "polite" in options.parts:
            found["polite"] = polite(server, peers)
    finally:
        server.end()
    if "queue" in options.parts:
        found["queue"] = queued()
    for setting in [one for one in SETTINGS if one in found]:
        print(f"\nMedians, {setting[1]:,} pages, each after {setting[0]} ms, {setting[2]} at once")
        for name, figures in found[setting].items():
            print(f"{name:16}" + "".join(f"{value:10.{2 if value < 10 else 0}f} {figure}" for figure, value in figures.items()))
    good = verdict(found)
    print("Within the limits." if good else "NOT within the limits.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
