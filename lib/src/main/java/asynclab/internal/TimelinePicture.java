package asynclab.internal;

import asynclab.Picture;
import asynclab.Timeline;
import java.util.Optional;

/** A timeline's picture in all its forms, none of them big: however long or crowded the timeline, all together stay below 300 kB. */
public final class TimelinePicture {
    /** Bytes of an image; as Base64 it is a third more. */
    private static final int MOST_PNG = 110_000;

    private final Timeline timeline;

    public TimelinePicture(Timeline timeline) {
        this.timeline = timeline;
    }

    /** SVG, PNG where Java has fonts, and text. */
    public Picture picture() {
        Scene scene = scene();
        var picture = Picture.of(text()).withSvg(Svg.of(scene));
        return png(scene).map(picture::withPng).orElse(picture);
    }

    /** The SVG alone. */
    public String svg() {
        return Svg.of(scene());
    }

    /** The PNG alone. */
    public Optional<byte[]> png() {
        return png(scene());
    }

    /** The text alone. */
    public String text() {
        return Sentence.of(timeline) + "\n\n" + TextChart.of(timeline);
    }

    private static Optional<byte[]> png(Scene scene) {
        var sharp = Png.of(scene);
        if (sharp.isPresent() && sharp.get().length > MOST_PNG) {
            return Png.of(scene, 1).filter(small -> small.length <= MOST_PNG);
        }
        return sharp;
    }

    private Scene scene() {
        Chart chart = Chart.of(timeline);
        var legend = new Legend(timeline, Scene.WIDTH - 20);
        double legendTop = timeline.note().isPresent() ? 56 : 38;
        double chartTop = legendTop + legend.height() + 10;
        var scene =
                Scene.card(Scene.WIDTH, chartTop + chart.height() + 8, Sentence.title(timeline), Sentence.of(timeline));
        timeline.note().ifPresent(note -> {
            var type = Type.SMALL.sized(11.5);
            scene.label(20, 50, type.fitted(note, Scene.WIDTH - 40), type.in(Colour.ALARM));
        });
        legend.draw(scene, legendTop);
        chart.draw(scene, chartTop);
        return scene;
    }
}
