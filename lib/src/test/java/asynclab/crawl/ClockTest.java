package asynclab.crawl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.Date;

/**
 * A wall clock is set, forwards and back, while a crawl runs. No gap, timeout or block is measured by it: those that read
 * it write down when something was, or turn a server's date into a length of time.
 */
@AnalyzeClasses(
        packages = {"asynclab.crawl", "asynclab.http"},
        importOptions = DoNotIncludeTests.class)
class ClockTest {
    @ArchTest
    static final ArchRule nothingIsMeasuredByTheWallClock = noClasses()
            .that()
            .doNotHaveSimpleName("CrawlRun") // when a visit was
            .and()
            .doNotHaveSimpleName("Visitor") // Retry-After
            .and()
            .doNotHaveSimpleName("FailedAttempt") // Retry-After
            .and()
            .doNotHaveSimpleName("StoredFrontier") // until when a host is closed, for the next process
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callConstructor(Date.class)
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, InstantSource.class);
}
