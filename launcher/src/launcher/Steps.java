package launcher;

import java.util.ArrayList;
import java.util.List;

/** The steps of each verb, in the order they are made. */
final class Steps {
    private Steps() {}

    /** Returns what JupyterLab with the course needs. */
    static List<Step> course(Project project, Toolchain tools) {
        var kernel = new Kernel(project, tools);
        var steps = new ArrayList<Step>();
        steps.add(new VenvStep(project, tools));
        steps.add(new PackagesStep(
                project, tools, "packages", "Python packages", "requirements.txt", List.of(kernel.jjava())));
        steps.add(new LibraryStep(project, tools));
        steps.addAll(kernel.steps());
        steps.add(new CrawlerStep(project, tools));
        return List.copyOf(steps);
    }

    /** Returns what the tests need on top. */
    static List<Step> tests(Project project, Toolchain tools) {
        var steps = new ArrayList<>(course(project, tools));
        steps.add(
                new PackagesStep(project, tools, "test-packages", "Test packages", "requirements-test.txt", List.of()));
        return List.copyOf(steps);
    }

    /** Returns what the measurements need on top. */
    static List<Step> measurements(Project project, Toolchain tools) {
        var steps = new ArrayList<>(course(project, tools));
        steps.add(new Bench.Built(project, tools));
        return List.copyOf(steps);
    }
}
