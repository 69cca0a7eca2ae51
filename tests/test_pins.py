"""The Python side is pinned: every wish of the .in files has its version and hashes, and conda gets the same."""

import re

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from paths import ROOT

PAIRS = ["requirements", "requirements-test"]


def wishes(name):
    """The requirement lines of an .in file, without comments and options."""
    lines = (re.sub(r"(^|\s)#.*", "", line).strip() for line in (ROOT / name).read_text().splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def pins(name):
    """Each pinned requirement of a .txt file with the number of its hashes."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / name).read_text(), flags=re.M).replace("\\\n", " ")
    pinned = []
    for line in filter(str.strip, text.splitlines()):
        requirement, *hashes = line.split("--hash=")
        pinned.append((Requirement(requirement.strip()), [h.strip() for h in hashes]))
    return pinned


@pytest.mark.parametrize("pair", PAIRS)
def test_every_wish_is_pinned(pair):
    pinned = {canonicalize_name(p.name): p for p, _ in pins(f"{pair}.txt")}
    for wish in wishes(f"{pair}.in"):
        pin = pinned.get(canonicalize_name(wish.name))
        assert pin, f"{wish.name} is asked for in {pair}.in and not pinned in {pair}.txt: run the command in requirements.in"
        (specifier,) = pin.specifier
        assert wish.specifier.contains(specifier.version, prereleases=True), f"{pair}.in asks for {wish}, {pair}.txt pins {pin}"


@pytest.mark.parametrize("pair", PAIRS)
def test_every_pin_is_exact_and_hashed(pair):
    for pin, hashes in pins(f"{pair}.txt"):
        assert [s.operator for s in pin.specifier] == ["=="], f"{pair}.txt: {pin} is not one exact version"
        assert hashes, f"{pair}.txt: {pin.name} has no hash, so pip would refuse the file"
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in hashes), f"{pair}.txt: {pin.name} has a broken hash"


@pytest.mark.parametrize("pair", PAIRS)
def test_pins_name_no_index_url_or_folder(pair):
    for line in (ROOT / f"{pair}.txt").read_text().splitlines():
        assert "://" not in line and "--index" not in line and "--find-links" not in line, f"{pair}.txt: {line}"


@pytest.mark.parametrize("python", ["3.10", "3.11", "3.12", "3.13", "3.14"])
@pytest.mark.parametrize("platform, os_name", [("linux", "posix"), ("darwin", "posix"), ("win32", "nt")])
def test_both_files_fit_into_one_environment(python, platform, os_name):
    environment = {
        "python_version": python, "python_full_version": python + ".9", "sys_platform": platform, "os_name": os_name,
        "implementation_name": "cpython", "platform_python_implementation": "CPython",
    }
    versions = {}
    for name in ("requirements.txt", "requirements-test.txt"):
        chosen = {}
        for pin, _ in pins(name):
            if pin.marker and not pin.marker.evaluate(environment):
                continue
            key = canonicalize_name(pin.name)
            assert key not in chosen, f"{name} pins {key} twice for Python {python} on {platform}"
            chosen[key] = str(pin.specifier)
        for key, version in chosen.items():
            assert versions.setdefault(key, version) == version, f"{key}: {versions[key]} and {version} in {name}"


def test_jupyterlab_is_a_stable_release():
    versions = [Version(next(iter(p.specifier)).version) for p, _ in pins("requirements.txt") if p.name == "jupyterlab"]
    assert versions and not any(v.is_prerelease for v in versions) and {v.major for v in versions} == {4}


def test_conda_gets_the_same_jdk_and_requirements():
    conda = yaml.safe_load((ROOT / "environment.yml").read_text())
    plain = [d for d in conda["dependencies"] if isinstance(d, str)]
    (pip,) = [d["pip"] for d in conda["dependencies"] if isinstance(d, dict)]
    assert pip == ["-r requirements.txt"], "environment.yml must install exactly requirements.txt"
    assert "conda-forge" in conda["channels"], "openjdk 25 comes from conda-forge"
    java = re.search(r"<maven\.compiler\.release>(\d+)<|<release>(\d+)<", (ROOT / "pom.xml").read_text())
    assert java, "pom.xml does not say which Java release it compiles for"
    assert f"openjdk={java.group(1) or java.group(2)}" in plain, f"environment.yml and pom.xml differ in the JDK: {plain}"
    (python,) = [d.partition("=")[2] for d in plain if d.startswith("python=")]
    assert (3, 10) <= tuple(map(int, python.split("."))) <= (3, 14), f"Python {python} is outside what requirements.txt serves"
