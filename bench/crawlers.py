"""The crawlers of bench/crawl.py, ours and its peers, as processes; and the server that judges them."""

import hashlib
import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
PEERS, LAB = ROOT / "bench/peers", ROOT / ".lab/bench-crawl"
CLASSES = os.pathsep.join([str(ROOT / "bench/target/bench.jar"), str(ROOT / "bench/target/dependency/*")])
OURS, COLLY, SCRAPY, BS4 = "ours", "Colly", "Scrapy", "aiohttp + bs4"
JAVA = ["java", "--enable-native-access=ALL-UNNAMED", "-cp", CLASSES]
# Cold: the command as README has it. The words of .lab/crawl name the JVM's options and the cache of its classes.
COLD = ["java", f"@{ROOT / '.lab/crawl'}"]
NO_LIMITS = ["--max-pages", "1000000", "--depth", "100", "--per-shape", "1000000"]
WARM = [*JAVA, "-XX:+UseSerialGC", "-Xmx128m", "-Xmn48m", "asynclab.bench.CrawlPeer"]


class Server:
    """The judge."""

    def __init__(self):
        self.process = subprocess.Popen([*JAVA, "asynclab.bench.CrawlServer"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self, *words) -> str:
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline()

    def open(self, *words) -> list[str]:
        return self.ask("open", *words).split()

    def judge(self) -> dict:
        return json.loads(self.ask("judge"))

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Peer:
    """A crawler."""

    def __init__(self, name: str, command: list[str]):
        self.name, self.command = name, command

    def crawl(self, at_once: int, gap: int | None, seeds: list[str]) -> dict:
        """Seconds, seconds of processor, peak MB, what it printed, and the pages it wrote."""
        file = LAB / "pages"
        for old in LAB.glob("pages*"):
            old.unlink()
        command = self.arguments(at_once, gap, file, seeds)
        begin = time.perf_counter()
        with open(LAB / f"{self.name.replace(' ', '-')}.log", "wb") as log:
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log)
            peak = Peak(process.pid)
            printed = process.stdout.read().decode()
            _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{self.name} ended with status {process.returncode}, see {log.name}")
        lines, checksum = pages(self.written(file))
        cpu = usage.ru_utime + usage.ru_stime
        return {"seconds": seconds, "cpu": cpu, "mb": peak.mb(), "printed": printed, "lines": lines, "checksum": checksum}

    def arguments(self, at_once: int, gap: int | None, file: Path, seeds: list[str]) -> list[str]:
        """The whole command."""
        return [*self.command, str(at_once), "none" if gap is None else str(gap), str(file), *seeds]

    def written(self, file: Path) -> Path:
        """Where the lines of the last crawl are."""
        return file


class Cold(Peer):
    """Our crawler as people start it from a terminal."""

    def arguments(self, at_once, gap, file, seeds):
        manners = ["--per-host", str(at_once)] if gap is None else ["--gap", str(gap // 1000)]
        return [*self.command, *seeds, "--out", str(file), "--concurrency", str(at_once), *manners, *NO_LIMITS]


class Warm(Peer):
    """Our crawler in a program that crawls more than once."""

    def __init__(self, runs: int):
        super().__init__(OURS, WARM)
        self.runs = runs

    def arguments(self, at_once, gap, file, seeds):
        return [*self.command, str(at_once), str(file), str(self.runs), *seeds]

    def written(self, file):
        return Path(f"{file}.{self.runs - 1}")


class Peak(threading.Thread):
    """The most memory a process had (Linux: the kernel's own high-water mark, of which the last reading counts)."""

    def __init__(self, pid: int):
        super().__init__(daemon=True)
        self.status, self.kb = Path(f"/proc/{pid}/status"), 0
        self.start()

    def run(self):
        try:
            while True:
                found = re.search(r"VmHWM:\s+(\d+) kB", self.status.read_text())
                self.kb = int(found[1]) if found else self.kb  # an ended process has none
                time.sleep(0.05)
        except OSError:
            pass  # it has ended, or this is no Linux

    def mb(self) -> float:
        return self.kb / 1024


def pages(file: Path) -> tuple[int, str]:
    """How many pages a crawl has written, of all hosts, and the checksum of those of any host: the server knows the right one."""
    count, lines = 0, set()
    for text in file.read_text(encoding="utf-8").splitlines():
        one = json.loads(text)
        if one.get("status") == 200 and "title" in one:
            count += 1
            lines.add(f"{urlsplit(one['url']).path} {one['status']} {one['title']}\n")
    return count, hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()


def install() -> list[Peer]:
    """Ours and the peers that can be had here."""
    LAB.mkdir(parents=True, exist_ok=True)
    peers = [Cold(OURS, COLD)]
    try:
        target = LAB / "colly"
        run(["go", "build", "-o", str(target), "."], PEERS / "colly")
        peers.append(Peer(COLLY, [str(target)]))
    except (OSError, subprocess.CalledProcessError) as e:
        missing(COLLY, e)
    python = LAB / "venv/bin/python"
    try:
        if not python.exists():
            run([sys.executable, "-m", "venv", str(LAB / "venv")])
        run([str(python), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", str(PEERS / "requirements.txt")])
        peers.append(Peer(SCRAPY, [str(python), str(PEERS / "scrapy_spider.py")]))
        peers.append(Peer(BS4, [str(python), str(PEERS / "aiohttp_bs4.py")]))
    except (OSError, subprocess.CalledProcessError) as e:
        missing(f"{SCRAPY} and {BS4}", e)
    return peers


def run(command: list[str], folder: Path = ROOT):
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def missing(name: str, why: Exception):
    said = (getattr(why, "stdout", "") or str(why)).strip().splitlines()
    print(f"{name}: missing here ({said[-1] if said else why}). Measured without.", flush=True)
