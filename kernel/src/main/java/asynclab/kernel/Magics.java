package asynclab.kernel;

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

/** The magics of this kernel: JJava's own, which go on working, and the course's. */
final class Magics {
    private Magics() {}

    @SuppressWarnings("removal") // as long as JJava offers them
    static MagicsRegistry registry() {
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
                .registerLineMagic("time", time)
                .registerCellMagic("time", time);
    }
}
