package launcher;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/**
 * The classes that cells are compiled against, in one jar: those of the packages that a cell may name, and all that
 * their declarations speak of. The kernel runs with some 15,000 classes more, which libraries need inside; JShell would
 * read the names of them all before its first cell, and keep them.
 */
record CellClasses(Kernel kernel) implements Step {
    private static final List<String> PACKAGES = List.of(
            "asynclab/",
            "com/zaxxer/hikari/",
            "org/HdrHistogram/",
            "org/dflib/jjava/",
            "org/jsoup/",
            "org/jspecify/",
            "org/netpreserve/jwarc/",
            "tech/tablesaw/",
            "tools/jackson/core/");

    private static final List<String> INSIDE = List.of("asynclab/kernel/", "org/dflib/jjava/shaded/");

    /** Classes without a name, and those of a method: no declaration can speak of them. */
    private static final Pattern LOCAL = Pattern.compile(".*\\$[0-9].*");

    /** In a descriptor or a signature. */
    private static final Pattern NAME = Pattern.compile("L([^;<:]+)");

    @Override
    public String name() {
        return "cell-classes";
    }

    @Override
    public String title() {
        return "Classes for cells";
    }

    @Override
    public List<String> needs() {
        return List.of("packages", "library");
    }

    @Override
    public String key() throws IOException {
        return new Fingerprint()
                .text(PACKAGES + " without " + INSIDE)
                .listing(kernel.project().lib())
                .key();
    }

    @Override
    public boolean sound() {
        return Files.isRegularFile(kernel.cellClasses());
    }

    @Override
    public void make(Work work) throws IOException {
        Trees.folder(kernel.folder());
        Path part = kernel.folder().resolve("cells.jar.part");
        try (var out = new JarOutputStream(Files.newOutputStream(part))) {
            for (Map.Entry<String, byte[]> one : reached(all()).entrySet()) {
                out.putNextEntry(new JarEntry(one.getKey() + ".class"));
                out.write(one.getValue());
            }
        }
        Trees.move(part, kernel.cellClasses());
    }

    /** Every class of the class path by its name, the first one of each as the JVM takes it. */
    private Map<String, byte[]> all() throws IOException {
        var all = new HashMap<String, byte[]>();
        for (Path path : kernel.jars()) {
            try (var jar = new JarFile(path.toFile())) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    String file = entry.getName();
                    if (file.endsWith(".class") && !file.startsWith("META-INF/") && file.contains("/")) {
                        String name = file.substring(0, file.length() - ".class".length());
                        if (!all.containsKey(name) && !LOCAL.matcher(name).matches()) {
                            all.put(name, jar.getInputStream(entry).readAllBytes());
                        }
                    }
                }
            }
        }
        return all;
    }

    private static Map<String, byte[]> reached(Map<String, byte[]> all) {
        var reached = new TreeMap<String, byte[]>();
        var open = new ArrayDeque<String>();
        all.keySet().stream().filter(CellClasses::mayBeNamed).forEach(open::add);
        while (!open.isEmpty()) {
            String name = open.remove();
            byte[] bytes = all.get(name); // not there: the JDK's, or never needed
            if (bytes != null && reached.putIfAbsent(name, bytes) == null) {
                open.addAll(spokenOf(ClassFile.of().parse(bytes)));
            }
        }
        return reached;
    }

    private static boolean mayBeNamed(String name) {
        return PACKAGES.stream().anyMatch(name::startsWith) && INSIDE.stream().noneMatch(name::startsWith);
    }

    /** The classes that a declaration speaks of. */
    private static Set<String> spokenOf(ClassModel type) {
        var found = new HashSet<String>();
        type.superclass().map(ClassEntry::asInternalName).ifPresent(found::add);
        type.interfaces().forEach(one -> found.add(one.asInternalName()));
        type.findAttribute(Attributes.signature()).ifPresent(one -> addAll(one.signature(), found));
        type.findAttribute(Attributes.permittedSubclasses())
                .ifPresent(all -> all.permittedSubclasses().forEach(one -> found.add(one.asInternalName())));
        ClassEntry self = type.thisClass();
        type.findAttribute(Attributes.innerClasses()).stream()
                .flatMap(all -> all.classes().stream())
                .filter(one -> one.innerClass().equals(self)
                        || one.outerClass().filter(self::equals).isPresent())
                .forEach(one -> {
                    found.add(one.innerClass().asInternalName());
                    one.outerClass().map(ClassEntry::asInternalName).ifPresent(found::add);
                });
        for (var field : type.fields()) {
            addAll(field.fieldType(), found);
            field.findAttribute(Attributes.signature()).ifPresent(one -> addAll(one.signature(), found));
        }
        for (var method : type.methods()) {
            addAll(method.methodType(), found);
            method.findAttribute(Attributes.signature()).ifPresent(one -> addAll(one.signature(), found));
            method.findAttribute(Attributes.exceptions())
                    .ifPresent(all -> all.exceptions().forEach(one -> found.add(one.asInternalName())));
        }
        return found;
    }

    private static void addAll(Utf8Entry types, Set<String> found) {
        NAME.matcher(types.stringValue()).results().forEach(one -> found.add(one.group(1)));
    }
}
