package asynclab.internal;

import asynclab.Timeline;

/** A way to draw a timeline; which one depends on how many rows there are. */
interface Chart {
    /** Up to so many tasks each has a row with its name. */
    int NAMED = 24;

    /** Up to so many tasks each has a row at all. */
    int ROWS = 110;

    /** The chart's height for a card of the usual width. */
    double height();

    /** Draws it with its upper edge at {@code top}. */
    void draw(Scene scene, double top);

    /** The chart for this timeline. */
    static Chart of(Timeline timeline) {
        int tasks = timeline.tasks().size();
        if (tasks <= NAMED) {
            return new RowChart(timeline);
        }
        return tasks <= ROWS ? new ThinChart(timeline) : new DensityChart(timeline);
    }
}
