package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {
    @TempDir
    Path root;

    private final List<String> trail = new ArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Project project;
    private Fake venv;
    private Fake packages;
    private Fake library;

    @BeforeEach
    void steps() {
        project = new Project(root);
        venv = new Fake("venv", List.of());
        packages = new Fake("packages", List.of("venv"));
        packages.restart = "venv";
        library = new Fake("library", List.of());
    }

    @Test
    void everyStepIsMadeOnceInOrder() throws Exception {
        assertTrue(run());
        assertFalse(run());
        assertEquals(List.of("venv", "packages", "library"), trail);
        assertEquals(3, said.toString(StandardCharsets.UTF_8).lines().count());
    }

    @Test
    void anotherKeyMakesTheStepAndThoseThatNeedItAnew() throws Exception {
        run();
        venv.key = "other";
        trail.clear();
        run();
        assertEquals(List.of("venv", "packages"), trail);
    }

    @Test
    void aBrokenResultIsRepairedThoughTheStampIsThere() throws Exception {
        run();
        trail.clear();
        Files.delete(library.result());
        assertEquals(Plan.State.BROKEN, plan().state(library));
        assertTrue(run());
        assertEquals(List.of("library"), trail);
    }

    @Test
    void aBrokenResultIsMadeAnewFromTheStepThatItSpoils() throws Exception {
        run();
        trail.clear();
        Files.delete(packages.result());
        assertTrue(run());
        assertEquals(List.of("venv", "packages"), trail);
    }

    @Test
    void aFailedStepLeavesNoStampAndTheOnesBeforeStayDone() throws Exception {
        packages.fails = true;
        assertThrows(Problem.class, this::run);
        assertEquals(Plan.State.DONE, plan().state(venv));
        assertEquals(Plan.State.CUT_OFF, plan().state(packages));
        assertEquals(Plan.State.MISSING, plan().state(library));
    }

    @Test
    void aStepThatWasCutOffStartsAgainFromTheOneItSpoils() throws Exception {
        packages.fails = true;
        assertThrows(Problem.class, this::run);
        packages.fails = false;
        trail.clear();
        run();
        assertEquals(List.of("venv", "packages", "library"), trail);
    }

    @Test
    void aStepMadeAnewLosesItsStampBeforeTheWorkBegins() throws Exception {
        run();
        venv.key = "other";
        venv.fails = true;
        assertThrows(Problem.class, this::run);
        assertEquals(Plan.State.CUT_OFF, plan().state(venv));
        assertEquals(Plan.State.MISSING, plan().state(packages), "it was made with what is gone now");
    }

    @Test
    void garbageInPlaceOfStampsIsMadeAnew() throws Exception {
        run();
        Files.write(project.stamps().resolve("venv"), new byte[] {(byte) 0xc3, (byte) 0x28, 0});
        Files.delete(project.stamps().resolve("library"));
        Files.createDirectories(project.stamps().resolve("library/inside"));
        trail.clear();
        assertTrue(run());
        assertEquals(List.of("venv", "packages", "library"), trail);
        assertTrue(plan().done());
    }

    @Test
    void aFileInPlaceOfTheFolderOfStampsIsReplaced() throws Exception {
        Files.createDirectories(project.lab());
        Files.writeString(project.stamps(), "not a folder");
        Files.createDirectories(project.lab().resolve("lock/inside"));
        assertTrue(run());
        assertTrue(plan().done());
    }

    @Test
    void anInputThatChangesDuringTheWorkIsSeenAtTheNextStart() throws Exception {
        library.during = () -> library.key = "edited";
        run();
        assertEquals(Plan.State.STALE, plan().state(library));
    }

    @Test
    void aResultThatDoesNotWorkIsNotTakenForDone() throws Exception {
        library.during = () -> library.useless = true;
        assertTrue(assertThrows(Problem.class, this::run).sentence().contains("does not work"));
        assertEquals(Plan.State.CUT_OFF, plan().state(library));
    }

    @Test
    void aSecondLauncherIsToldWhoHoldsTheLock() throws Exception {
        Trees.folder(project.lab());
        Lock lock = Lock.toBuild(project);
        try {
            Problem problem = assertThrows(Problem.class, this::run);
            assertTrue(
                    problem.sentence()
                            .contains("process " + ProcessHandle.current().pid()),
                    problem.sentence());
        } finally {
            lock.close();
        }
        assertTrue(run());
    }

    private boolean run() throws Problem, IOException, InterruptedException {
        return plan().run(new Console(
                new PrintStream(said, true, StandardCharsets.UTF_8), false, StandardCharsets.UTF_8));
    }

    private Plan plan() {
        return new Plan(project, List.of(venv, packages, library));
    }

    /** A step that leaves a file and a mark on the trail. */
    private final class Fake implements Step {
        private final String name;
        private final List<String> needs;
        private String restart;
        private String key = "key";
        private boolean fails;
        private boolean useless;
        private Runnable during = () -> {};

        Fake(String name, List<String> needs) {
            this.name = name;
            this.needs = needs;
            this.restart = name;
        }

        Path result() {
            return project.lab().resolve(name + ".result");
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public String title() {
            return "The " + name;
        }

        @Override
        public List<String> needs() {
            return needs;
        }

        @Override
        public String key() {
            return key;
        }

        @Override
        public boolean sound() {
            return Files.isRegularFile(result()) && !useless;
        }

        @Override
        public void make(Work work) throws Problem, IOException {
            trail.add(name);
            during.run();
            if (fails) {
                throw Problem.of("It failed.", "Mend it.");
            }
            Trees.write(result(), "made");
        }

        @Override
        public String restart() {
            return restart;
        }
    }
}
