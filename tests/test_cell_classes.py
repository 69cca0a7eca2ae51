"""cells.jar: what cells are compiled against. They run with the whole class path."""

import subprocess
import zipfile

import pytest
from kernel_client import Kernel
from paths import LAB, jdk_home

CELLS = LAB / "kernel/cells.jar"


@pytest.fixture
def kernel(shared):
    return shared(Kernel)


def test_every_declaration_in_it_can_be_read():
    """What a declaration speaks of is in it too, if it is anywhere. Annotations are not needed: the compiler does without."""
    there = {}
    for path in [*(LAB / "lib").glob("*.jar"), LAB / "venv/share/jupyter/kernels/java/jjava.jar"]:
        jar = zipfile.ZipFile(path)
        there |= dict.fromkeys(jar.namelist(), jar)
    command = [str(jdk_home() / "bin/jdeps"), "--multi-release", "base", "-apionly", "-verbose:class", str(CELLS)]
    told = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert not told.returncode, told.stdout + told.stderr
    missing = {line.split()[2].replace(".", "/") + ".class" for line in told.stdout.splitlines() if line.startswith("   ") and line.endswith("not found")}
    lacking = [name for name in missing & there.keys() if b"java/lang/annotation/Annotation" not in there[name].read(name)]
    assert missing and not lacking


def test_it_is_a_small_part_of_the_class_path():
    classes = zipfile.ZipFile(CELLS).namelist()
    assert len(classes) < 4_000
    assert not [name for name in classes if name.startswith(("com/ibm/icu/", "asynclab/kernel/"))]


@pytest.mark.parametrize("code, result", [
    ("import tech.tablesaw.api.*; import static tech.tablesaw.aggregate.AggregateFunctions.*;\n"
     'Table.create("t", IntColumn.create("n", new int[] {1, 2})).summarize("n", mean).apply().column(0).getString(0)', '"1.5"'),
    ('import org.jsoup.*;\nJsoup.parse("<p>a</p>").select("p").text()', '"a"'),
    ("import com.zaxxer.hikari.*;\nnew HikariConfig().getMaximumPoolSize()", "10"),
    ("import asynclab.*; import org.dflib.jjava.jupyter.kernel.display.*;\nnew DisplayData(\"a\") != null", "true"),
    ("Class.forName(\"com.ibm.icu.text.CharsetDetector\").getSimpleName()", '"CharsetDetector"'),
])
def test_what_cells_use(kernel, code, result):
    reply, published = kernel.run(code)
    assert reply["status"] == "ok", reply
    assert published[-1]["content"]["data"]["text/plain"] == result.strip('"')


def test_classes_added_by_a_cell_are_seen_beside_it(kernel, tmp_path):
    (tmp_path / "More.java").write_text("package more; public class More { public static int it() { return 42; } }")
    subprocess.run([str(jdk_home() / "bin/javac"), "-d", str(tmp_path), str(tmp_path / "More.java")], check=True, timeout=60)
    assert kernel.run(f"%classpath {tmp_path}")[0]["status"] == "ok"
    reply, published = kernel.run("import asynclab.*;\nmore.More.it() + Deadline.none().toString().length() * 0")
    assert reply["status"] == "ok", reply
    assert published[-1]["content"]["data"]["text/plain"] == "42"


def test_jshell_asks_which_imports_a_cell_needs(kernel):
    """On this JDK it does, from a second after the start on; completion goes on to know every name."""
    code = """int apricots = 1; int unrelated = 2;
var asked = Class.forName("asynclab.kernel.code.Imports").getDeclaredField("code");
asked.setAccessible(true);
for (int i = 0; i < 100 && ((Optional<?>) asked.get(null)).isEmpty(); i++) Thread.sleep(100);
((Optional<?>) asked.get(null)).isPresent()"""
    reply, published = kernel.run(code)
    assert reply["status"] == "ok", reply
    assert published[-1]["content"]["data"]["text/plain"] == "true"
    reply, published = kernel.run("apricots + unrelated")
    assert published[-1]["content"]["data"]["text/plain"] == "3"
    assert "apricots" in kernel.client.complete("aprico", 6, reply=True, timeout=30)["content"]["matches"]
