package asynclab.web;

import java.util.List;
import java.util.stream.IntStream;

/** What the practice pages say: titles and paragraphs made from a seed. */
final class Words {
    private static final List<String> QUALITIES = List.of(
            "Amber",
            "Brisk",
            "Calm",
            "Distant",
            "Early",
            "Faint",
            "Gentle",
            "Hidden",
            "Idle",
            "Jagged",
            "Keen",
            "Late",
            "Mellow",
            "Narrow",
            "Open",
            "Patient",
            "Quiet",
            "Restless",
            "Silver",
            "Tall",
            "Upper",
            "Velvet",
            "Wandering",
            "Young");
    private static final List<String> THINGS = List.of(
            "anchor",
            "bridge",
            "canal",
            "dune",
            "estuary",
            "ferry",
            "garden",
            "harbour",
            "island",
            "jetty",
            "kiln",
            "lighthouse",
            "meadow",
            "north wind",
            "orchard",
            "pier",
            "quarry",
            "river",
            "station",
            "tide",
            "upland",
            "valley",
            "wharf",
            "yard");
    /**
     * For the pages in a wrong charset. Every letter beyond ASCII here takes two bytes in UTF-8 of which none lies in
     * 80 to 9F: there ISO-8859-1 and windows-1252 differ, and readers that take one for the other would see different
     * titles.
     */
    private static final List<String> ACCENTED =
            List.of("café", "smörgås", "jalapeño", "crème brûlée", "naïve map", "señor", "fjällräv", "über deck");

    private static final List<String> SENTENCES = List.of(
            "The boats leave when the bell has rung twice.",
            "Nobody waits for the last one, and it is never empty.",
            "A lamp burns in the window until the queue is gone.",
            "Three crews share one crane, so two of them rest.",
            "The clerk writes down who came, and when, and nothing else.",
            "Letters are sorted by street, then by hand.",
            "What is carried together arrives together, or not at all.",
            "The keeper counts the ships and forgets their names.",
            "Two bridges lead across, and one is always closed.",
            "On market days the ferry takes the longer way.",
            "The tide does not hurry, and everything here follows it.",
            "Whoever holds the key may go first, but must bring it back.");

    private static final int SENTENCES_A_PARAGRAPH = 4;

    private Words() {}

    /** A title; the number makes each one different. */
    static String title(long seed, int page) {
        return pick(QUALITIES, seed, "quality", page) + " " + pick(THINGS, seed, "thing", page) + " " + page;
    }

    /** A title with letters beyond ASCII. */
    static String accentedTitle(long seed, int page) {
        return pick(QUALITIES, seed, "quality", page) + " " + pick(ACCENTED, seed, "accented", page) + " " + page;
    }

    /** 1 to 6 paragraphs. */
    static List<String> paragraphs(long seed, int page) {
        int count = 1 + Chance.below(6, seed, "paragraphs", page);
        return IntStream.range(0, count)
                .mapToObj(paragraph -> {
                    var text = new StringBuilder();
                    for (int i = 0; i < SENTENCES_A_PARAGRAPH; i++) {
                        text.append(i == 0 ? "" : " ")
                                .append(pick(SENTENCES, seed, "sentence " + paragraph + " " + i, page));
                    }
                    return text.toString();
                })
                .toList();
    }

    private static String pick(List<String> words, long seed, String what, int page) {
        return words.get(Chance.below(words.size(), seed, what, page));
    }
}
