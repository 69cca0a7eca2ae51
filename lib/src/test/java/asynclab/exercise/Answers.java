package asynclab.exercise;

import asynclab.lessons.Lesson;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Compiles a lesson's answers as a cell would be: each file is what a learner would put into the cell, members of a class with the
 * lesson's imports, and is handed over as the check cell does it.
 */
final class Answers {
    private final Map<String, Class<?>> compiled = new LinkedHashMap<>();

    private Answers() {}

    /** Every answer of a lesson, and for each exercise one that has not been attempted; its classes are in the folder. */
    static Answers of(Lesson lesson, Path folder) throws Exception {
        var sources = new LinkedHashMap<String, String>();
        for (var exercise : lesson.exercises()) {
            for (var name : names(exercise)) {
                var text = exercise.answer(name)
                        .orElseThrow(() -> new AssertionError("there is no " + path(exercise, name)));
                sources.put(className(exercise, name), source(lesson, exercise, className(exercise, name), text));
            }
        }
        var answers = new Answers();
        answers.compile(sources, Files.createDirectories(folder.resolve(lesson.number())));
        return answers;
    }

    /** The answer of a file, as the check takes it. */
    <A> A answer(Exercise<A> exercise, String name) throws ReflectiveOperationException {
        var answer = Objects.requireNonNull(compiled.get(className(exercise, name)))
                .getDeclaredConstructor()
                .newInstance();
        return exercise.assignment()
                .type()
                .cast(answer.getClass().getMethod("handedOver").invoke(answer));
    }

    static List<String> names(Exercise<?> exercise) {
        var names = new ArrayList<>(List.of("Solution"));
        exercise.assignment().mutants().forEach(mutant -> names.add(mutant.name()));
        return names;
    }

    static String path(Exercise<?> exercise, String name) {
        return "lib/src/main/answers/lesson%s/%s.java".formatted(exercise.name().replace('.', '/'), name);
    }

    private static String className(Exercise<?> exercise, String name) {
        return "Lesson" + exercise.name().replace('.', '_') + "_" + name;
    }

    /** The imports are what the first cell of a lesson imports, at most. */
    private static String source(Lesson lesson, Exercise<?> exercise, String className, String text) {
        var assignment = exercise.assignment();
        return """
                import module java.base;
                import module java.net.http;
                import asynclab.*;
                import asynclab.http.*;
                import asynclab.web.*;
                import asynclab.lessons.*;
                import asynclab.lessons.Lesson%s.*;
                import static asynclab.Lab.*;
                public class %s {
                %s
                public %s handedOver() { return %s; }
                }
                """.formatted(
                lesson.number(), className, text, assignment.type().getCanonicalName(), assignment.handedOver());
    }

    private void compile(Map<String, String> sources, Path out) throws Exception {
        if (sources.isEmpty()) {
            return;
        }
        var errors = new StringWriter();
        var files = sources.entrySet().stream()
                .map(source -> new Source(source.getKey(), source.getValue()))
                .collect(Collectors.toList());
        boolean fine = ToolProvider.getSystemJavaCompiler()
                .getTask(
                        errors,
                        null,
                        null,
                        List.of("-proc:none", "-d", out.toString(), "-cp", System.getProperty("java.class.path")),
                        null,
                        files)
                .call();
        if (!fine) {
            throw new AssertionError("an answer does not compile:\n" + errors);
        }
        // Not closed: lambdas of the answers load their classes when they first run.
        var loader = new URLClassLoader(new URL[] {out.toUri().toURL()}, Answers.class.getClassLoader());
        for (var name : sources.keySet()) {
            compiled.put(name, loader.loadClass(name));
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("answer:///" + className + ".java"), JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
