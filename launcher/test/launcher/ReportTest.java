package launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder;

    @Test
    void surefiresReportIsCounted() throws IOException {
        Files.writeString(folder.resolve("TEST-a.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="a.T" tests="4"><properties><property name="failure" value="no"/></properties>
                  <testcase name="one" classname="a.T" time="0.25"/>
                  <testcase name="two" classname="a.T" time="1,234.5"><failure message="no">trace</failure></testcase>
                  <testcase name="three" classname="a.T" time="0"><skipped/></testcase>
                  <testcase name="four" classname="a.T" time="0.1"><error type="x"/></testcase>
                </testsuite>
                """);
        Files.writeString(folder.resolve("other.xml"), "not a report");
        Report report = Report.in(folder).getFirst();
        assertEquals(1, report.passed());
        assertEquals(1, report.skipped());
        assertEquals(List.of("a.T.two", "a.T.four"), report.failed());
        assertEquals(new Report.Time("a.T.two", 1234.5), report.times().get(1));
        assertEquals(4, report.count());
    }

    @Test
    void pytestsReportIsCounted() throws IOException {
        Path file = folder.resolve("pytest.xml");
        Files.writeString(file, """
                <?xml version="1.0" encoding="utf-8"?><testsuites name="pytest tests"><testsuite name="pytest" errors="1">
                <testcase classname="" name="tests.test_broken" time="0.000"><error message="collection failure">x</error></testcase>
                <testcase classname="tests.test_docs" name="test_links" time="0.004"/></testsuite></testsuites>
                """);
        Report report = Report.of(file).orElseThrow();
        assertEquals(1, report.passed());
        assertEquals(1, report.failed().size());
    }

    @Test
    void aReportThatWasCutOffIsAFailure() throws IOException {
        Path file = folder.resolve("TEST-cut.xml");
        Files.writeString(file, "<testsuite><testcase name=\"one\"");
        assertEquals(1, Report.of(file).orElseThrow().failed().size());
        assertTrue(Report.of(folder.resolve("none.xml")).isEmpty());
        assertEquals(List.of(), Report.in(folder.resolve("nowhere")));
    }
}
