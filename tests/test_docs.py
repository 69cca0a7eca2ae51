"""Documents keep their word: links lead somewhere, Java in them compiles, and no file names a machine or a registry."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import prose
from paths import LAB, ROOT, jdk_home

FOLDERS_OF_TOOLS = {".git", ".lab", "target", "__pycache__", ".ipynb_checkpoints", ".idea", ".vscode"}


def _project_files() -> list[str]:
    """What is or would be committed; without git (in the image) everything that no tool made."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "-c", "safe.directory=*", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, capture_output=True, text=True)
        if listed.returncode == 0:
            return sorted(name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
    found = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in FOLDERS_OF_TOOLS]
        found += [Path(folder, f).relative_to(ROOT).as_posix() for f in files]
    return sorted(found)


FILES = _project_files()
DOCUMENTS = [f for f in FILES if f.endswith(".md")]


# --- links --------------------------------------------------------------------------------------------------------


def _anchors(markdown: str) -> set[str]:
    """The names that GitHub gives to headings."""
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for _, text in prose.headings(markdown)}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name):
    document = ROOT / name
    markdown = document.read_text(encoding="utf-8")
    dead = []
    for target in prose.links(markdown) + [src for src, _ in prose.pictures(markdown)]:
        if re.match(r"[a-z]+:", target):
            continue  # the internet is not asked
        path, _, anchor = target.partition("#")
        linked = (document.parent / path).resolve() if path else document
        if not linked.exists() or not linked.is_relative_to(ROOT):
            dead.append(f"{target} does not exist")
        elif anchor and linked.suffix == ".md" and anchor not in _anchors(linked.read_text(encoding="utf-8")):
            dead.append(f"{target}: {linked.name} has no such heading")
    assert not dead, f"{name}: " + "; ".join(dead)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pictures_say_in_words_what_they_show(name):
    silent = [src for src, alt in prose.pictures((ROOT / name).read_text(encoding="utf-8")) if not alt.strip()]
    assert not silent, f"{name}: no alt text for {silent}"


# --- code ---------------------------------------------------------------------------------------------------------


def _java_blocks(text: str) -> list[tuple[int, str]]:
    return [(t.map[0] + 1, t.content) for t in MarkdownIt().parse(text) if t.type == "fence" and t.info.split()[:1] == ["java"]]


BLOCKS = [(name, line, code) for name in DOCUMENTS for line, code in _java_blocks((ROOT / name).read_text(encoding="utf-8"))]
IMPORTS = """import module java.base;
import module java.net.http;
import asynclab.*;
import asynclab.http.*;
import asynclab.web.*;
import static asynclab.Lab.*;
"""


def _forms(code: str):
    """A block as it may be meant: a whole file, members of a class, or statements; the library imported for the last two."""
    imports = "".join(re.findall(r"^import [^;]+;\n?", code, re.M))
    rest = re.sub(r"^import [^;]+;\n?", "", code, flags=re.M)
    yield code
    yield f"{IMPORTS}{imports}\nclass Snippet {{\n{rest}\n}}\n"
    yield f"{IMPORTS}{imports}\nclass Snippet {{\nvoid snippet() throws Exception {{\n{rest}\n}}\n}}\n"


def _compile(code: str, folder: Path) -> str:
    """What javac says; nothing if it compiles."""
    name = re.search(r"^\s*public\s+(?:\w+\s+)*?(?:class|record|interface|enum)\s+(\w+)", code, re.M)
    source = folder / f"{name.group(1) if name else 'Snippet'}.java"
    source.write_text(code, encoding="utf-8")
    classes = [str(ROOT / "lib/target/classes"), *map(str, (LAB / "lib").glob("*.jar"))]
    command = [str(jdk_home() / "bin/javac"), "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC", "-proc:none", "-implicit:none", "-d", str(folder / "out"), "-cp", os.pathsep.join(classes), str(source)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120).stderr


@pytest.mark.parametrize("name, line, code", [pytest.param(*b, id=f"{b[0]}:{b[1]}") for b in BLOCKS])
def test_java_in_documents_compiles(name, line, code, tmp_path):
    said = []
    for form in _forms(code):
        if not (errors := _compile(form, tmp_path)):
            return
        said.append(errors)
    pytest.fail(f"{name}, line {line}: does not compile. As statements:\n{said[-1]}\nAs a file:\n{said[0]}", pytrace=False)


@pytest.mark.parametrize("code, fine", [
    ("var two = List.of(1, 2);\nSystem.out.println(two);", True),
    ("int twice(int n) { return 2 * n; }", True),
    ("import java.util.zip.*;\nrecord Page(CRC32 sum) {}", True),
    ("void main() { IO.println(1); }", True),
    ("public class Own { static int n; }", True),
    ("int n = \"one\";", False),
    ("Nothing.atAll();", False),
])
def test_the_compiler_check_tells_right_from_wrong(code, fine, tmp_path):
    # without the library, which may not be built yet when this test is run alone
    forms = [form.replace("import asynclab.*;\nimport static asynclab.Lab.*;\n", "") for form in _forms(code)]
    assert any(not _compile(form, tmp_path) for form in forms) is fine


def test_dockerfile_is_clean():
    if not (ROOT / "Dockerfile").is_file():
        pytest.skip("there is no Dockerfile yet")
    found = shutil.which("hadolint", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]))
    if not found:
        pytest.skip("hadolint is not here: its package has no build for this system")
    lint = subprocess.run([found, "--no-color", str(ROOT / "Dockerfile")], capture_output=True, text=True)
    assert lint.returncode == 0, lint.stdout + lint.stderr


# --- size and origin ----------------------------------------------------------------------------------------------


def test_contributing_fits_two_pages():
    lines = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 120, f"CONTRIBUTING.md has {len(lines)} lines; 120 are two pages"


def test_no_source_file_is_long():
    """Tests too: one class has one subject."""
    sources = [f for f in FILES if f.endswith(".java")]
    long = {f: n for f in sources if (n := len((ROOT / f).read_text(encoding="utf-8").splitlines())) > 250}
    assert not long, f"more than 250 lines: {long}"


MACHINE = {
    "a path of one machine": r"/usr/lib/jvm/[a-z]|/root/|(?<![\w.~/-])/work/|/home/(?!learner\b|linuxbrew\b)[a-z]\w*/|C:\\Users\\",
    "a package registry": r"\bpypi\.(?:org|python)|pythonhosted\.org|\brepo1?\.maven\.(?:org|apache)|npmjs\.org|conda\.anaconda\.org",
    "an index of someone's own": r"--(?:extra-)?index-url|--find-links|https?://[^/\s\"']*(?:artifactory|nexus|mirror|proxy)[^/\s\"']*",
}
# Where such a name is the matter itself: the wrapper's own download, what tests feed to the launcher, and this check
ALLOWED = (".mvn/wrapper/maven-wrapper.properties", "mvnw", "mvnw.cmd", "launcher/test/", "tests/test_")


@pytest.mark.parametrize("what", MACHINE)
def test_no_file_names(what):
    found = []
    for name in FILES:
        if name.startswith(ALLOWED) or name.endswith((".png", ".jar", ".ico")):
            continue
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if match := re.search(MACHINE[what], line):
                found.append(f"{name}:{number}: {match.group()}")
    assert not found, f"{what}: " + "; ".join(found)


@pytest.mark.parametrize("line, what", [
    ("JAVA_HOME=/usr/lib/jvm/temurin-25-jdk-amd64", "a path of one machine"),
    ("cd /root/asynclab", "a path of one machine"),
    ("see /work/main", "a path of one machine"),
    ("https://repo1.maven.org/maven2", "a package registry"),
    ("pip install --index-url https://pypi.org/simple", "a package registry"),
    ("https://nexus.example.org/maven", "an index of someone's own"),
])
def test_names_of_machines_are_found(line, what):
    assert re.search(MACHINE[what], line)


@pytest.mark.parametrize("line", ["https://example.org/work/list", "a folder such as /usr/lib/jvm", "the root/ folder", "http://maven.apache.org/POM/4.0.0"])
def test_ordinary_words_are_not_names_of_machines(line):
    assert not any(re.search(pattern, line) for pattern in MACHINE.values())


def test_ci_ends_with_the_test_command():
    script = (ROOT / ".ci/run").read_text().rstrip().splitlines()
    assert script[-1] == "exec java Lab.java test", "the exit status of .ci/run is the test command's"
    assert os.name == "nt" or os.access(ROOT / ".ci/run", os.X_OK), ".ci/run cannot be run"
