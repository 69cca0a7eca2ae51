package asynclab.kernel;

import com.sun.tools.attach.VirtualMachine;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Gets from the test's JVM what the kernel's gives to its jar: the way to redefine classes. */
final class Redefinition {
    private Redefinition() {}

    /** Returns it. The JVM has to be started with {@code -Djdk.attach.allowAttachSelf=true}. */
    static synchronized Optional<Instrumentation> available() throws Exception {
        if (Agent.instrumentation().isEmpty()) {
            var manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().putValue("Agent-Class", Agent.class.getName());
            manifest.getMainAttributes().putValue("Can-Redefine-Classes", "true");
            var jar = Files.createTempFile("agent", ".jar");
            try {
                new JarOutputStream(Files.newOutputStream(jar), manifest).close();
                var own = VirtualMachine.attach(
                        String.valueOf(ProcessHandle.current().pid()));
                own.loadAgent(jar.toString());
                own.detach();
            } finally {
                Files.delete(jar);
            }
        }
        return Agent.instrumentation();
    }
}
