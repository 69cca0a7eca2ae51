package asynclab.kernel;

import asynclab.kernel.errors.Failures;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.kernel.magics.ClasspathMagic;
import org.dflib.jjava.kernel.magics.JarsMagic;
import org.dflib.jjava.kernel.magics.LoadMagic;
import org.dflib.jjava.maven.MavenDependencyResolver;
import org.dflib.jjava.maven.magics.AddMavenDependencyMagic;
import org.dflib.jjava.maven.magics.LoadFromPomCellMagic;
import org.dflib.jjava.maven.magics.LoadFromPomLineMagic;
import org.dflib.jjava.maven.magics.MavenMagic;
import org.dflib.jjava.maven.magics.MavenRepoMagic;
import org.jspecify.annotations.Nullable;

/** The magics of this kernel: JJava's own, which go on working, and the course's; each with a line of help. */
final class Magics {
    private static final Map<String, String> HELP = new TreeMap<>(Map.ofEntries(
            Map.entry("%help", "this list"),
            Map.entry("%doc", "%doc String.strip shows what a name means, as Shift-Tab does"),
            Map.entry("%clear", "takes away what the cell has shown so far"),
            Map.entry("%time", "%time f(x); tells how long a statement takes"),
            Map.entry("%%time", "first in a cell: tells how long the cell takes"),
            Map.entry("%trace", "shows the whole of the last exception, with the frames that errors leave out"),
            Map.entry("%tasks", "shows what tasks cells have left running; %tasks wait 30 makes cells wait for theirs"),
            Map.entry("%stop", "%stop 7 stops the tasks of cell 7, %stop those of all cells"),
            Map.entry("%timeline", "tells what %%timeline does"),
            Map.entry("%%timeline", "first in a cell: draws what the cell's threads did"),
            Map.entry("%load", "%load FILE runs a Java file or the cells of a notebook"),
            Map.entry("%classpath", "%classpath PATH adds a jar or a folder of classes"),
            Map.entry("%jars", "the same for many jars; %classpath does it too"),
            Map.entry("%maven", "%maven GROUP:ARTIFACT:VERSION adds a library from Maven Central"),
            Map.entry("%mavenRepo", "%mavenRepo NAME URL adds a place where %maven looks"),
            Map.entry("%addMavenDependency", "an older name of %maven"),
            Map.entry("%loadFromPOM", "%loadFromPOM FILE adds the libraries of a Maven project"),
            Map.entry("%%loadFromPOM", "the same with the project's XML in the cell")));

    private Magics() {}

    @SuppressWarnings("removal") // as long as JJava offers them
    static MagicsRegistry registry(Failures failures) {
        var maven = new MavenDependencyResolver();
        var time = new TimeMagic();
        return new MagicsRegistry()
                .registerLineMagic("load", new LoadMagic())
                .registerLineMagic("classpath", new ClasspathMagic())
                .registerLineMagic("jars", new JarsMagic())
                .registerLineMagic("maven", new MavenMagic(maven))
                .registerLineMagic("mavenRepo", new MavenRepoMagic(maven))
                .registerLineMagic("addMavenDependency", new AddMavenDependencyMagic(maven))
                .registerLineMagic("loadFromPOM", new LoadFromPomLineMagic(maven))
                .registerCellMagic("loadFromPOM", new LoadFromPomCellMagic(maven))
                .registerLineMagic("trace", new TraceMagic(failures))
                .registerLineMagic("time", time)
                .registerCellMagic("time", time)
                .registerLineMagic("help", (CourseKernel kernel, List<String> _) -> help(kernel.getMagicsRegistry()))
                .registerLineMagic("doc", (CourseKernel kernel, List<String> words) -> doc(kernel, words))
                .registerLineMagic("clear", (CourseKernel kernel, List<String> _) -> kernel.clear());
    }

    /** Returns a magic's line of help, or nothing for one that is none of ours. */
    static Optional<String> help(String magic) {
        return Optional.ofNullable(HELP.get(magic));
    }

    private static DisplayData help(MagicsRegistry registry) {
        return new DisplayData(Stream.concat(
                        registry.getLineMagicNames().stream().map(name -> "%" + name),
                        registry.getCellMagicNames().stream().map(name -> "%%" + name))
                .sorted()
                .map(name -> String.format("%-20s %s", name, HELP.getOrDefault(name, ""))
                        .stripTrailing())
                .collect(Collectors.joining("\n")));
    }

    private static @Nullable DisplayData doc(CourseKernel kernel, List<String> words) {
        if (words.isEmpty()) {
            return new DisplayData(HELP.get("%doc"));
        }
        var code = String.join(" ", words);
        var found = kernel.inspect(code, code.length(), true);
        if (found == null) {
            return new DisplayData("Nothing is known of " + code + ".");
        }
        kernel.page(found);
        return null;
    }
}
