package asynclab.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a scene as SVG that any page can hold: no script, no style sheet (it would leak into the page around it), no font
 * of its own, ids that no other picture of this or another process has.
 */
public final class Svg {
    private static final String FONT = "system-ui,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";

    /** Tells the pictures of one page apart; the start distinguishes those of an earlier run of the kernel. */
    private static final AtomicLong NEXT = new AtomicLong(System.nanoTime() >>> 10);

    private final String id = "alab" + Long.toString(NEXT.getAndIncrement(), 36);
    private final StringBuilder out = new StringBuilder(4096);
    private final Map<Fill, String> textures = new HashMap<>();

    private Svg() {}

    /** The scene as one {@code <svg>} element. */
    public static String of(Scene scene) {
        return new Svg().write(scene);
    }

    private String write(Scene scene) {
        String w = number(scene.width());
        String h = number(scene.height());
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"%s-t %s-d\" "
                .formatted(id, id));
        out.append("width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\" ".formatted(w, h, w, h));
        out.append("style=\"max-width:100%;height:auto\" font-family=\"")
                .append(FONT)
                .append("\">");
        out.append("<title id=\"%s-t\">".formatted(id)).append(escaped(scene.title()));
        out.append("</title><desc id=\"%s-d\">".formatted(id)).append(escaped(scene.description()));
        out.append("</desc>");
        writeTextures(scene.shapes());
        for (Shape shape : scene.shapes()) {
            switch (shape) {
                case Shape.Box box -> writeBox(box);
                case Shape.Line line -> writeLine(line);
                case Shape.Outline outline -> writeOutline(outline);
                case Shape.Label label -> writeLabel(label);
                case Shape.Boxes boxes -> writeBoxes(boxes);
            }
            out.append('\n');
        }
        return out.append("</svg>\n").toString();
    }

    private void writeTextures(List<Shape> shapes) {
        for (Shape shape : shapes) {
            var fill = switch (shape) {
                case Shape.Box box -> box.fill();
                case Shape.Outline outline -> outline.fill();
                case Shape.Line line -> Fill.plain(line.colour());
                case Shape.Label label -> Fill.plain(label.type().colour());
                case Shape.Boxes boxes -> boxes.fill();
            };
            if (fill.pattern() != Pattern.PLAIN && !textures.containsKey(fill)) {
                String name = id + "-p" + textures.size();
                textures.put(fill, "url(#" + name + ")");
                writeTexture(name, fill);
            }
        }
    }

    private void writeTexture(String name, Fill fill) {
        int tile = Pattern.TILE;
        out.append("<pattern id=\"%s\" width=\"%d\" height=\"%d\" patternUnits=\"userSpaceOnUse\">"
                .formatted(name, tile, tile));
        out.append("<path fill=\"%s\" d=\"M0 0h%dv%dh-%dz\"/>"
                .formatted(fill.colour().hex(), tile, tile, tile));
        out.append("<path stroke=\"%s\" stroke-width=\"1.3\" d=\""
                .formatted(fill.strokeColour().hex()));
        for (var s : fill.pattern().strokes()) {
            out.append("M%s %sL%s %s".formatted(number(s.x1()), number(s.y1()), number(s.x2()), number(s.y2())));
        }
        out.append("\"/></pattern>");
    }

    private void writeBox(Shape.Box box) {
        out.append("<rect");
        attribute("x", box.x());
        attribute("y", box.y());
        attribute("width", box.width());
        attribute("height", box.height());
        if (box.radius() > 0) {
            attribute("rx", box.radius());
        }
        attribute("fill", paint(box.fill()));
        if (box.edged()) {
            attribute("stroke", box.fill().edge().hex());
        }
        if (box.hint().isEmpty()) {
            out.append("/>");
        } else {
            out.append("><title>").append(escaped(box.hint())).append("</title></rect>");
        }
    }

    private void writeBoxes(Shape.Boxes boxes) {
        out.append("<path");
        attribute("fill", paint(boxes.fill()));
        out.append(" d=\"");
        for (var area : boxes.areas()) {
            String width = shorter(area.width());
            out.append('M').append(shorter(area.x())).append(' ').append(shorter(area.y()));
            out.append('h').append(width).append('v').append(shorter(area.height()));
            out.append("h-").append(width).append('z');
        }
        out.append("\"/>");
    }

    /** Tenths of a pixel are enough where there are thousands of boxes. */
    private static String shorter(double value) {
        return number(Math.round(value * 10) / 10.0);
    }

    private void writeLine(Shape.Line line) {
        out.append("<path");
        attribute("stroke", line.colour().hex());
        if (line.width() != 1) {
            attribute("stroke-width", line.width());
        }
        if (line.dashed()) {
            attribute("stroke-dasharray", "3 3");
        }
        out.append(" d=\"M").append(number(line.x1())).append(' ').append(number(line.y1()));
        out.append('L')
                .append(number(line.x2()))
                .append(' ')
                .append(number(line.y2()))
                .append("\"/>");
    }

    private void writeOutline(Shape.Outline outline) {
        out.append("<path");
        attribute("fill", outline.closed() ? paint(outline.fill()) : "none");
        if (!outline.closed()) {
            attribute("stroke", outline.fill().colour().hex());
            attribute("stroke-width", outline.width());
            attribute("stroke-linecap", "round");
            attribute("stroke-linejoin", "round");
        }
        out.append(" d=\"");
        char command = 'M';
        for (var point : outline.points()) {
            out.append(command).append(number(point.x())).append(' ').append(number(point.y()));
            command = 'L';
        }
        out.append(outline.closed() ? "z\"/>" : "\"/>");
    }

    private void writeLabel(Shape.Label label) {
        Type type = label.type();
        out.append("<text");
        attribute("x", label.x());
        attribute("y", label.y());
        attribute("font-size", type.size());
        if (type.bold()) {
            attribute("font-weight", "600");
        }
        attribute("fill", type.colour().hex());
        if (type.anchor() != Type.Anchor.START) {
            attribute("text-anchor", type.anchor().name().toLowerCase(Locale.ROOT));
        }
        out.append('>').append(escaped(label.text())).append("</text>");
    }

    private String paint(Fill fill) {
        return textures.getOrDefault(fill, fill.colour().hex());
    }

    private void attribute(String name, double value) {
        attribute(name, number(value));
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(value).append('"');
    }

    /** At most one hundredth of a pixel, without the zeros nobody sees: most of a big picture's size is numbers. */
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        if (rest == 0) {
            return sign + whole;
        }
        return sign + whole + (rest % 10 == 0 ? "." + rest / 10 : rest < 10 ? ".0" + rest : "." + rest);
    }

    /** Text for XML: markup escaped, and what XML 1.0 section 2.2 forbids (most control characters) replaced. */
    static String escaped(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(allowed(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean allowed(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        boolean loneSurrogate = c >= 0xD800 && c <= 0xDFFF;
        return !control && !loneSurrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
