package launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What a JUnit report says, as Surefire and pytest write it.
 *
 * @param passed how many tests passed
 * @param skipped how many were not run on purpose
 * @param failed the names of those that failed or could not run
 * @param times how long each took
 */
record Report(int passed, int skipped, List<String> failed, List<Time> times) {
    /**
     * How long a test took.
     *
     * @param name class and test
     * @param seconds as the report says
     */
    record Time(String name, double seconds) {}

    int count() {
        return passed + skipped + failed.size();
    }

    /** Reads all reports of a folder; a folder that is not there has none. */
    static List<Report> in(Path folder) throws IOException {
        var reports = new ArrayList<Report>();
        if (Files.isDirectory(folder)) {
            try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
                for (Path file : files) {
                    of(file).ifPresent(reports::add);
                }
            }
        }
        return reports;
    }

    /** Reads one report; empty if it is not there. One that cannot be read was cut off: it counts as a failed test. */
    static Optional<Report> of(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // the default one prints
            var cases = builder.parse(file.toFile()).getElementsByTagName("testcase");
            int passed = 0;
            int skipped = 0;
            var failed = new ArrayList<String>();
            var times = new ArrayList<Time>();
            for (int i = 0; i < cases.getLength(); i++) {
                Element test = (Element) cases.item(i);
                String name = test.getAttribute("classname") + "." + test.getAttribute("name");
                times.add(new Time(name, seconds(test.getAttribute("time"))));
                if (has(test, "failure") || has(test, "error")) {
                    failed.add(name);
                } else if (has(test, "skipped")) {
                    skipped++;
                } else {
                    passed++;
                }
            }
            return Optional.of(new Report(passed, skipped, List.copyOf(failed), List.copyOf(times)));
        } catch (SAXException e) {
            return Optional.of(new Report(0, 0, List.of(file + " is cut off"), List.of()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's parser has these features", e);
        }
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }

    private static double seconds(String text) {
        return text.matches("[0-9,]*\\.?[0-9]+") ? Double.parseDouble(text.replace(",", "")) : 0;
    }
}
