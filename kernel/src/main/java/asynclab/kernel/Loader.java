package asynclab.kernel;

import asynclab.kernel.stop.Weaver;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.InternalException;
import org.dflib.jjava.jupyter.kernel.util.PathsHandler;
import org.jspecify.annotations.Nullable;

/** Defines the classes that JShell makes of cells, and finds them again. */
final class Loader implements LoaderDelegate {
    private static final String CLASS_PATH = "java.class.path";

    private final Map<String, byte[]> declared = new ConcurrentHashMap<>();
    private final CellLoader loader = new CellLoader();

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        // all are known before the first is defined: they may refer to each other
        for (var one : classes) {
            declared.put(one.name(), Weaver.weave(one.bytecodes()));
        }
        var installed = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            try {
                loader.loadClass(classes[i].name());
                installed[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException("load: " + e, installed);
            }
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        for (var one : classes) {
            declared.put(one.name(), Weaver.weave(one.bytecodes()));
        }
    }

    @Override
    public void addToClasspath(String path) throws InternalException {
        for (var one : PathsHandler.split(path)) {
            try {
                loader.addURL(Path.of(one).toUri().toURL());
            } catch (MalformedURLException e) {
                throw new InternalException("not a path: " + one + ": " + e.getMessage());
            }
            // where libraries, and JShell's compiler, look for it
            System.setProperty(CLASS_PATH, System.getProperty(CLASS_PATH) + File.pathSeparator + one);
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    /** Forgets a class that nothing refers to any more. */
    void unload(String name) {
        declared.remove(name);
    }

    ClassLoader classLoader() {
        return loader;
    }

    private final class CellLoader extends URLClassLoader {
        CellLoader() {
            super(new URL[0], Loader.class.getClassLoader());
        }

        @Override
        protected void addURL(URL url) {
            super.addURL(url);
        }

        @Override
        protected Class<?> findClass(@Nullable String name) throws ClassNotFoundException {
            byte[] bytes = name == null ? null : declared.get(name);
            return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
        }
    }
}
