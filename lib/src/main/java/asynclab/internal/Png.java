package asynclab.internal;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws a scene into a PNG with Java2D, which needs no display. */
public final class Png {
    /** Pixels per unit: sharp enough on a fine screen, half the bytes of 2. */
    private static final double SCALE = 1.5;

    private final Graphics2D graphics;
    private final double scale;
    private final Map<Fill, Paint> textures = new HashMap<>();

    private Png(Graphics2D graphics, double scale) {
        this.graphics = graphics;
        this.scale = scale;
    }

    /**
     * The scene as a PNG image, or empty where Java cannot draw text: an image without a single font installed. The SVG
     * needs nothing and is there in any case.
     */
    public static Optional<byte[]> of(Scene scene) {
        return of(scene, SCALE);
    }

    /** The scene as a PNG image of {@code scale} pixels a unit. */
    public static Optional<byte[]> of(Scene scene, double scale) {
        try {
            return Optional.of(encoded(drawn(scene, scale)));
        } catch (IOException e) {
            throw new UncheckedIOException("could not write a PNG into memory", e);
        } catch (RuntimeException | LinkageError | InternalError e) {
            if (fontsAreMissing(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Without fonts, or without the font library, Java2D fails inside its font manager, with a different exception each release. */
    private static boolean fontsAreMissing(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            for (var frame : t.getStackTrace()) {
                if (frame.getClassName().startsWith("sun.font.")
                        || frame.getClassName().startsWith("sun.awt.FontConfiguration")) {
                    return true;
                }
            }
        }
        return failure instanceof LinkageError;
    }

    private static BufferedImage drawn(Scene scene, double scale) {
        int width = (int) Math.ceil(scene.width() * scale);
        int height = (int) Math.ceil(scene.height() * scale);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setPaint(new Color(Colour.PAPER.rgb()));
            graphics.fillRect(0, 0, width, height);
            graphics.scale(scale, scale);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            var painter = new Png(graphics, scale);
            scene.shapes().forEach(painter::draw);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private void draw(Shape shape) {
        switch (shape) {
            case Shape.Box box -> drawBox(box);
            case Shape.Line line -> drawLine(line);
            case Shape.Outline outline -> drawOutline(outline);
            case Shape.Label label -> drawLabel(label);
            case Shape.Boxes boxes -> drawBoxes(boxes);
        }
    }

    private void drawBox(Shape.Box box) {
        double round = 2 * box.radius();
        java.awt.Shape area = round == 0
                ? new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height())
                : new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), round, round);
        graphics.setPaint(paint(box.fill()));
        graphics.fill(area);
        if (box.edged()) {
            graphics.setStroke(new BasicStroke(1));
            graphics.setPaint(new Color(box.fill().edge().rgb()));
            graphics.draw(area);
        }
    }

    private void drawBoxes(Shape.Boxes boxes) {
        graphics.setPaint(paint(boxes.fill()));
        for (var area : boxes.areas()) {
            graphics.fill(new Rectangle2D.Double(area.x(), area.y(), area.width(), area.height()));
        }
    }

    private void drawLine(Shape.Line line) {
        float[] dashes = line.dashed() ? new float[] {3, 3} : null;
        graphics.setStroke(
                new BasicStroke((float) line.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
        graphics.setPaint(new Color(line.colour().rgb()));
        graphics.draw(new Line2D.Double(line.x1(), line.y1(), line.x2(), line.y2()));
    }

    private void drawOutline(Shape.Outline outline) {
        var path = new Path2D.Double();
        boolean first = true;
        for (var point : outline.points()) {
            if (first) {
                path.moveTo(point.x(), point.y());
            } else {
                path.lineTo(point.x(), point.y());
            }
            first = false;
        }
        graphics.setPaint(paint(outline.fill()));
        if (outline.closed()) {
            path.closePath();
            graphics.fill(path);
        } else {
            graphics.setStroke(new BasicStroke((float) outline.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(path);
        }
    }

    private void drawLabel(Shape.Label label) {
        Type type = label.type();
        var font = new Font(Font.SANS_SERIF, type.bold() ? Font.BOLD : Font.PLAIN, 1).deriveFont((float) type.size());
        graphics.setFont(font);
        graphics.setPaint(new Color(type.colour().rgb()));
        double width = font.getStringBounds(label.text(), graphics.getFontRenderContext())
                .getWidth();
        double left = switch (type.anchor()) {
            case START -> label.x();
            case MIDDLE -> label.x() - width / 2;
            case END -> label.x() - width;
        };
        graphics.drawString(label.text(), (float) left, (float) label.y());
    }

    private Paint paint(Fill fill) {
        return fill.pattern() == Pattern.PLAIN
                ? new Color(fill.colour().rgb())
                : textures.computeIfAbsent(fill, this::texture);
    }

    private Paint texture(Fill fill) {
        int pixels = (int) Math.round(Pattern.TILE * scale);
        var tile = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = tile.createGraphics();
        try {
            brush.setPaint(new Color(fill.colour().rgb()));
            brush.fillRect(0, 0, pixels, pixels);
            brush.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            brush.scale(scale, scale);
            brush.setPaint(new Color(fill.strokeColour().rgb()));
            brush.setStroke(new BasicStroke(1.3f));
            fill.pattern().strokes().forEach(s -> brush.draw(new Line2D.Double(s.x1(), s.y1(), s.x2(), s.y2())));
        } finally {
            brush.dispose();
        }
        return new TexturePaint(tile, new Rectangle2D.Double(0, 0, Pattern.TILE, Pattern.TILE));
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream(32 * 1024);
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(Palette.reduced(image));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
