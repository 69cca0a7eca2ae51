package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** JupyterLab's settings for the course, in the environment only: the learner's own, in their home, still win. */
record LabSettings(Project project) implements Step {
    private static final Map<String, String> PLACES = Map.of(
            "overrides.json", "share/jupyter/lab/settings/overrides.json",
            "page_config.json", "etc/jupyter/labconfig/page_config.json",
            "jupyter_server_config.py", "etc/jupyter/jupyter_server_config.py");

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public String title() {
        return "JupyterLab settings";
    }

    @Override
    public List<String> needs() {
        return List.of("packages");
    }

    @Override
    public String key() throws IOException {
        return new Fingerprint().tree(source()).key();
    }

    @Override
    public boolean sound() {
        try {
            for (Map.Entry<String, String> place : PLACES.entrySet()) {
                Path to = project.venv().resolve(place.getValue());
                if (!Files.isRegularFile(to) || Files.mismatch(source().resolve(place.getKey()), to) >= 0) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void make(Work work) throws IOException {
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            Path to = project.venv().resolve(place.getValue());
            Trees.write(to, Files.readString(source().resolve(place.getKey())));
        }
    }

    private Path source() {
        return project.root().resolve("launcher/jupyter");
    }
}
