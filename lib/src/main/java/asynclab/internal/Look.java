package asynclab.internal;

import asynclab.Timeline.Outcome;
import asynclab.Timeline.State;

/** How states and outcomes look: each has a colour, a texture or a shape, and a word, so that none of the three has to carry it alone. */
final class Look {
    private Look() {}

    /** The fill of a stretch in this state. */
    static Fill fill(State state) {
        return switch (state) {
            case RUNNING -> Fill.plain(Colour.BLUE);
            case SLEEPING -> Fill.plain(Colour.SKY.mixed(Colour.PAPER, 0.45));
            case PERMIT -> new Fill(Colour.ORANGE.mixed(Colour.PAPER, 0.25), Pattern.RISING);
            case LOCK -> new Fill(Colour.PURPLE, Pattern.FALLING);
            case QUEUE -> new Fill(Colour.YELLOW, Pattern.DOTS);
            case TASK -> new Fill(Colour.PAPER.mixed(Colour.GREY, 0.30), Pattern.LEVEL);
            case HTTP -> Fill.plain(Colour.GREEN.mixed(Colour.PAPER, 0.25));
            case NETWORK -> new Fill(Colour.GREEN.mixed(Colour.PAPER, 0.55), Pattern.UPRIGHT);
            case WAITING -> new Fill(Colour.GREY, Pattern.CHECKED);
            case IDLE -> Fill.plain(Colour.PAPER.mixed(Colour.GREY, 0.35));
            case UNKNOWN -> new Fill(Colour.PAPER, Pattern.DOTS);
        };
    }

    /** One word for a stretch in this state. */
    static String word(State state) {
        return switch (state) {
            case RUNNING -> "run";
            case SLEEPING -> "sleep";
            case PERMIT -> "permit";
            case LOCK -> "lock";
            case QUEUE -> "queue";
            case TASK -> "join";
            case HTTP -> "HTTP";
            case NETWORK -> "network";
            case WAITING -> "wait";
            case IDLE -> "idle";
            case UNKNOWN -> "still alive";
        };
    }

    /** One character for a stretch in this state, for terminals. */
    static char letter(State state) {
        return switch (state) {
            case RUNNING -> '#';
            case SLEEPING -> '.';
            case PERMIT -> 'p';
            case LOCK -> 'l';
            case QUEUE -> 'q';
            case TASK -> '-';
            case HTTP -> 'h';
            case NETWORK -> 'n';
            case WAITING -> 'w';
            case IDLE -> ' ';
            case UNKNOWN -> '?';
        };
    }

    /** One character for an outcome, for terminals. */
    static char letter(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> ' ';
            case FAILED -> 'X';
            case CANCELLED -> '/';
            case ALIVE -> '>';
        };
    }

    /** Draws an outcome's shape around a point: a tick, a cross in a diamond, a struck-through ring, an arrow. */
    static void mark(Scene scene, Outcome outcome, double x, double y, double size) {
        double r = size / 2;
        switch (outcome) {
            case SUCCEEDED ->
                scene.strokes(
                        Colour.SOFT_INK, size / 6, x - r * 0.7, y, x - r * 0.15, y + r * 0.6, x + r * 0.8, y - r * 0.6);
            case FAILED -> {
                scene.area(
                        Fill.plain(Colour.VERMILLION), x - r * 1.2, y, x, y - r * 1.2, x + r * 1.2, y, x, y + r * 1.2);
                double c = r * 0.42;
                scene.strokes(Colour.PAPER, size / 7, x - c, y - c, x + c, y + c);
                scene.strokes(Colour.PAPER, size / 7, x - c, y + c, x + c, y - c);
            }
            case CANCELLED -> {
                scene.add(new Shape.Box(x - r, y - r, size, size, r, Fill.plain(Colour.PAPER), false, ""));
                scene.strokes(Colour.INK, size / 7, ring(x, y, r * 0.9));
                scene.strokes(Colour.INK, size / 7, x - r * 0.6, y + r * 0.6, x + r * 0.6, y - r * 0.6);
            }
            case ALIVE ->
                scene.area(Fill.plain(Colour.INK), x - r * 0.7, y - r * 0.9, x + r * 0.9, y, x - r * 0.7, y + r * 0.9);
        }
    }

    private static double[] ring(double x, double y, double r) {
        int corners = 16;
        var points = new double[2 * corners + 2];
        for (int i = 0; i <= corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            points[2 * i] = x + r * Math.cos(angle);
            points[2 * i + 1] = y + r * Math.sin(angle);
        }
        return points;
    }
}
