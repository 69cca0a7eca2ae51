"""The crawler from a terminal, as README has it: `java @.lab/crawl` starts, whatever became of its cache of classes."""

import random
import subprocess
from pathlib import Path

import pytest
from paths import LAB, jdk_home

JAVA = jdk_home() / "bin/java"


def damaged(cache: bytes) -> bytes:
    """With some bytes turned over, past the header: what a JVM that did not look would take for classes."""
    some, bytes_ = random.Random(25), bytearray(cache)
    for _ in range(200):
        bytes_[some.randrange(4096, len(bytes_))] ^= 0xFF
    return bytes(bytes_)


CACHES = {"good": lambda cache: cache, "absent": None, "empty": lambda _: b"", "cut": lambda cache: cache[: len(cache) // 2], "damaged": damaged}


@pytest.mark.parametrize("cache", CACHES)
def test_a_crawl_starts_whatever_its_cache_is(tmp_path: Path, cache: str) -> None:
    change, mine = CACHES[cache], tmp_path / "crawl.aot"
    if change:
        mine.write_bytes(change((LAB / "crawl.aot").read_bytes()))
    words = (LAB / "crawl").read_text(encoding="utf-8")
    assert str(LAB / "crawl.aot") in words
    (tmp_path / "crawl").write_text(words.replace(str(LAB / "crawl.aot"), str(mine)), encoding="utf-8")
    done = subprocess.run([JAVA, f"@{tmp_path / 'crawl'}", "--help"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith("Usage: java @.lab/crawl URL"), done.stdout
    assert done.stderr == "", "not a word about a cache that does not fit"
