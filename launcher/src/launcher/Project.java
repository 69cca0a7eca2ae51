package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders of one copy of the project.
 *
 * @param root the folder that holds Lab.java
 */
record Project(Path root) {
    /** Returns the folder for everything that is made, and nothing else. */
    Path lab() {
        return root.resolve(".lab");
    }

    /** Returns the Python environment. */
    Path venv() {
        return lab().resolve("venv");
    }

    /** Returns the folder with asynclab.jar and the jars it needs: the kernel's class path. */
    Path lib() {
        return lab().resolve("lib");
    }

    /** Returns the jars in that folder, in one order, as caches of classes hold for this order only; none if there is no folder. */
    List<Path> jars() throws IOException {
        if (!Files.isDirectory(lib())) {
            return List.of();
        }
        try (var files = Files.list(lib())) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * Returns the kernel's cache of classes. It is deleted before a jar in it changes: JDK 25.0.3 does not notice that, and
     * would go on running the classes of the old one.
     */
    Path cache() {
        return lab().resolve("kernel/kernel.aot");
    }

    /** Returns the crawler's cache of classes, of which the same is true. */
    Path crawlerCache() {
        return lab().resolve("crawl.aot");
    }

    /** Returns the folder of stamps: a file per finished step, which holds the step's key. */
    Path stamps() {
        return lab().resolve("stamps");
    }

    /** Returns the file that takes what a tool prints. */
    Path log(String name) {
        return lab().resolve("log").resolve(name + ".log");
    }

    /** Returns the environment's Python. */
    Path python() {
        Platform platform = Platform.current();
        return platform.programs(venv()).resolve(platform.program("python"));
    }

    /** Returns the file that is locked, together, by every launcher whose JupyterLab is open. */
    Path opened() {
        return lab().resolve("opened");
    }

    /** Returns the names of Maven's modules. */
    List<String> modules() throws IOException {
        try (var folders = Files.list(root)) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Returns the folder JupyterLab shows first: the lessons, or the project while there are none. */
    Path lessons() {
        Path notebooks = root.resolve("notebooks");
        return Files.isDirectory(notebooks) ? notebooks : root;
    }
}
