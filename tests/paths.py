"""Where things are, found from this file, so that the tests run from any folder."""

import json
import os
import re
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAB = ROOT / ".lab"
NOTEBOOKS = ROOT / "notebooks"
JDK = 25


def jdk_home() -> Path:
    """The JDK the course runs on: in JAVA_HOME (the launcher sets it), in the kernelspec or on the PATH."""
    commands = [os.environ["JAVA_HOME"] + "/bin/java"] if "JAVA_HOME" in os.environ else []
    kernelspec = Path(sys.prefix, "share/jupyter/kernels/java/kernel.json")
    if kernelspec.is_file():
        commands += [word for word in json.loads(kernelspec.read_text())["argv"] if re.search(r"[/\\]java(\.exe)?$", word)]
    commands += filter(None, [shutil.which("java")])
    for command in commands:
        home = Path(command).resolve().parent.parent
        release = home / "release"
        if release.is_file() and re.search(rf'^JAVA_VERSION="{JDK}\b', release.read_text(), re.M):
            return home
    raise LookupError(f"no JDK {JDK} in {commands}: run the tests with `java Lab.java test`, or set JAVA_HOME")
