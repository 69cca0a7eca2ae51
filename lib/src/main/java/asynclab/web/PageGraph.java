package asynclab.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The pages of a site and their links, a pure function of seed and size. Pages 1 to size hang in a tree, three below
 * each, page 1 on top: every page can be reached, from few links away. Two more links a page lead anywhere, and each
 * corner case of the web (see {@link Corners}) is linked from one page.
 *
 * <p>Immutable.
 */
final class PageGraph {
    static final int LARGEST = 100_000;

    private static final int CHILDREN = 3;
    private static final int CROSS_LINKS = 2;

    private final long seed;
    private final int size;
    private final int[] order; // place in the tree -> page
    private final int[] place; // page -> place in the tree
    private final Map<Integer, List<Link>> corners = new HashMap<>(); // page -> its corner cases

    PageGraph(long seed, int size) {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("a site must have from 1 to 100,000 pages, got " + size);
        }
        this.seed = seed;
        this.size = size;
        this.order = IntStream.rangeClosed(1, size).toArray();
        for (int i = size - 1; i > 1; i--) { // Fisher and Yates; page 1 keeps its place on top
            int j = 1 + Chance.below(i, seed, "order", i);
            int page = order[i];
            order[i] = order[j];
            order[j] = page;
        }
        this.place = new int[size + 1];
        for (int i = 0; i < size; i++) {
            place[order[i]] = i;
        }
        var groups = Corners.links(this);
        for (int i = 0; i < groups.size(); i++) {
            corners.computeIfAbsent(order[(i + 1) % size], _ -> new ArrayList<>())
                    .addAll(groups.get(i));
        }
    }

    long seed() {
        return seed;
    }

    int size() {
        return size;
    }

    static String path(int page) {
        return "/p/" + page;
    }

    String title(int page) {
        return Words.title(seed, page);
    }

    /** A page chosen by the seed, for {@code what}. */
    int any(String what) {
        return 1 + Chance.below(size, seed, what, 0);
    }

    /** The links of a page, in the order they are written. */
    List<Link> links(int page) {
        var links = new ArrayList<Link>();
        for (int child = CHILDREN * place[page] + 1; child <= CHILDREN * (place[page] + 1) && child < size; child++) {
            links.add(toPage(order[child]));
        }
        for (int i = 0; i < CROSS_LINKS; i++) {
            links.add(toPage(1 + Chance.below(size, seed, "cross " + i, page)));
        }
        links.addAll(corners.getOrDefault(page, List.of()));
        links.add(new Link("/", "Home", Optional.of("/")));
        return links;
    }

    private Link toPage(int page) {
        return Link.to(path(page), title(page));
    }
}
