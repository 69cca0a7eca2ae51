package asynclab.crawl;

import asynclab.crawl.Outcome.Reason;
import asynclab.crawl.Outcome.Refused;
import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRules;
import crawlercommons.robots.SimpleRobotRules.RobotRulesMode;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one host's robots.txt asks of us (RFC 9309), or what its absence means. Parsed by crawler-commons; two of its answers
 * are ours: it allows everything after a 429, and forbids everything after a crawl delay of more than five minutes.
 *
 * <p>Immutable.
 */
final class RobotsRules {
    private static final RobotsRules OPEN =
            new RobotsRules(new SimpleRobotRules(RobotRulesMode.ALLOW_ALL), Optional.empty());

    private static final Set<Reason> UNREAD = Set.of(Reason.NO_ROBOTS, Reason.ADDRESS);

    private final BaseRobotRules rules;
    private final Optional<Refused> everything; // why nothing may be asked for, if so

    private RobotsRules(BaseRobotRules rules, Optional<Refused> everything) {
        this.rules = rules;
        this.everything = everything;
    }

    /** There is none: RFC 9309 section 2.3.1.3. */
    static RobotsRules open() {
        return OPEN;
    }

    /** It could not be read, so everything may be forbidden: RFC 9309 section 2.3.1.4. */
    static RobotsRules unreadable(String why) {
        return none(Reason.NO_ROBOTS, why);
    }

    /** It could not be asked for, since the host is at an address where nothing may be. */
    static RobotsRules forbidden(String why) {
        return none(Reason.ADDRESS, why);
    }

    private static RobotsRules none(Reason reason, String why) {
        return new RobotsRules(new SimpleRobotRules(RobotRulesMode.ALLOW_NONE), Optional.of(new Refused(reason, why)));
    }

    /**
     * Reads one.
     *
     * @param token the crawler's name in it, in lower case
     */
    static RobotsRules parse(String url, byte[] text, String token) {
        var parser = new SimpleRobotRulesParser();
        parser.setMaxCrawlDelay(Long.MAX_VALUE);
        var rules = parser.parseContent(url, text, "text/plain", List.of(token));
        var parsed = new RobotsRules(rules, Optional.empty());
        if (parsed.crawlDelay().compareTo(Politeness.LONGEST_CRAWL_DELAY) <= 0) {
            return parsed;
        }
        String why = "a crawl delay of " + parsed.crawlDelay().toSeconds() + " s, the most is "
                + Politeness.LONGEST_CRAWL_DELAY.toSeconds() + " s";
        return new RobotsRules(rules, Optional.of(new Refused(Reason.TOO_SLOW, why)));
    }

    /** Whether there was an answer to go by. */
    boolean isReadable() {
        return everything.map(Refused::reason).filter(UNREAD::contains).isEmpty();
    }

    /** Why this URL may not be asked for; empty if it may. */
    Optional<Refused> against(String url) {
        if (everything.isPresent()) {
            return everything;
        }
        return rules.isAllowed(url) ? Optional.empty() : Optional.of(new Refused(Reason.ROBOTS, "robots.txt"));
    }

    /** The time it wants between two requests; zero if it does not say. Crawl-delay is an extension, not of RFC 9309. */
    Duration crawlDelay() {
        long millis = rules.getCrawlDelay();
        return millis <= 0 ? Duration.ZERO : Duration.ofMillis(millis);
    }

    /** The sitemaps it names. */
    List<String> sitemaps() {
        return rules.getSitemaps();
    }
}
