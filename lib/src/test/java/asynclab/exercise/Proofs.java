package asynclab.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import asynclab.Lab;
import asynclab.lessons.Lesson;
import asynclab.lessons.Lessons;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves every exercise of every lesson: unsolved it is not attempted, its solution passes, and each of its mutants is rejected on
 * the very property that it breaks.
 *
 * <p>{@code -Dasynclab.lesson=01} takes one lesson. {@code -Dasynclab.proofs=20} repeats, with the processors kept busy, and
 * prints how many verdicts were wrong and how many inconclusive; see {@link Tally}.
 *
 * <p>Mostly it waits. So there are two such classes, each with every second lesson, for two JVMs at the same time.
 */
abstract class Proofs {
    @TempDir
    static Path folder;

    private final int half;

    /** The lessons with this remainder, 0 or 1, by their place in the list. */
    Proofs(int half) {
        this.half = half;
    }

    @TestFactory
    Stream<DynamicNode> everyExerciseIsProved() {
        var lessons = Lessons.all();
        return IntStream.range(0, lessons.size())
                .filter(place -> place % 2 == half)
                .mapToObj(lessons::get)
                .filter(lesson -> lesson.number().equals(System.getProperty("asynclab.lesson", lesson.number())))
                .filter(lesson -> !lesson.exercises().isEmpty())
                .map(Proofs::proofs);
    }

    @AfterAll
    static void printTotal() {
        Tally.printTotal();
    }

    private static DynamicNode proofs(Lesson lesson) {
        try {
            var answers = Answers.of(lesson, folder);
            return dynamicContainer(
                    "lesson " + lesson.number(),
                    lesson.exercises().stream().flatMap(exercise -> proofs(lesson, exercise, answers)));
        } catch (Exception | AssertionError e) {
            return dynamicTest("lesson " + lesson.number(), () -> {
                throw e;
            });
        }
    }

    private static <A> Stream<DynamicNode> proofs(Lesson lesson, Exercise<A> exercise, Answers answers) {
        var name = exercise.name();
        var nodes = new ArrayList<DynamicNode>();
        nodes.add(dynamicTest(name + " declares what an exercise needs", () -> declared(lesson, exercise)));
        nodes.add(dynamicTest(name + " unsolved is not attempted", () -> {
            var report = exercise.examine(unsolved(exercise.assignment().type()));
            assertEquals(Verdict.NOT_ATTEMPTED, report.verdict(), report::sentence);
        }));
        nodes.add(dynamicTest(name + " solution passes", () -> {
            var answer = answers.answer(exercise, "Solution");
            Tally.repeat(
                    name + " Solution",
                    () -> exercise.examine(answer),
                    report -> report.verdict() == Verdict.PASSED,
                    report -> report.verdict() == Verdict.INCONCLUSIVE);
        }));
        for (var mutant : exercise.assignment().mutants()) {
            nodes.add(dynamicTest("%s mutant %s breaks %s".formatted(name, mutant.name(), mutant.breaks()), () -> {
                var answer = answers.answer(exercise, mutant.name());
                Tally.repeat(
                        name + " " + mutant.name(),
                        () -> exercise.examine(answer),
                        report -> report.broken().contains(mutant.breaks()),
                        report -> report.unclear().contains(mutant.breaks()));
            }));
        }
        return nodes.stream();
    }

    private static void declared(Lesson lesson, Exercise<?> exercise) throws ReflectiveOperationException {
        var assignment = exercise.assignment();
        assertSame(exercise, lesson.getClass().getField(assignment.id()).get(lesson), "a field named like it");
        assertTrue(assignment.mutants().size() >= 2, "two mutants at least");
        assertTrue(!assignment.hints().isEmpty(), "a hint at least");
        assertTrue(!assignment.trials().isEmpty(), "a trial at least");
        var lines = exercise.answer("Solution").orElseThrow().lines().toList();
        assertTrue(lines.size() <= 25, "a solution has 25 lines at most, as a cell has");
        assertEquals(
                List.of(), lines.stream().filter(line -> line.length() > 100).toList(), "lines over 100 columns");
    }

    private static <A> A unsolved(Class<A> type) {
        InvocationHandler todo = (_, _, _) -> {
            throw Lab.todo();
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, todo));
    }
}
