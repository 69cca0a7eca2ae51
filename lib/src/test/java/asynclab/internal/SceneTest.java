package asynclab.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class SceneTest {
    private static Document parsed(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }

    private static Scene everyShape() {
        var striped = new Fill(Colour.ORANGE, asynclab.internal.Pattern.RISING);
        return Scene.card(300, 120, "A <title> & more", "A sentence")
                .box(20, 40, 100, 20, Fill.plain(Colour.BLUE))
                .add(new Shape.Box(140, 40, 100, 20, 4, striped, true, "a hint"))
                .line(20, 70, 280, 70, Colour.GRID)
                .area(Fill.plain(Colour.VERMILLION), 20, 80, 40, 80, 30, 100)
                .strokes(Colour.INK, 2, 50, 80, 60, 100, 70, 80)
                .label(80, 100, "words", Type.BODY);
    }

    @Test
    void svgIsWellFormedAndSaysWhatItShows() throws Exception {
        var root = parsed(Svg.of(everyShape())).getDocumentElement();
        assertEquals("img", root.getAttribute("role"));
        assertEquals(
                "A <title> & more", root.getElementsByTagName("title").item(0).getTextContent());
        assertEquals("A sentence", root.getElementsByTagName("desc").item(0).getTextContent());
    }

    @Test
    void svgHasNoScriptNoStyleSheetAndNothingFromElsewhere() {
        String svg = Svg.of(everyShape()).replace("http://www.w3.org/2000/svg", "");
        for (String banned : List.of("<script", "<style", "href", "http", "@import", "<foreignObject")) {
            assertFalse(svg.contains(banned), banned);
        }
    }

    @Test
    void twoSvgsOfOneSceneShareNoId() {
        var scene = everyShape();
        assertNotEquals(ids(Svg.of(scene)), ids(Svg.of(scene)));
    }

    private static List<String> ids(String svg) {
        return Pattern.compile(" id=\"([^\"]+)\"")
                .matcher(svg)
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    @Test
    void textThatXmlForbidsIsReplaced() throws Exception {
        var scene =
                Scene.card(100, 50, "bell \u0007 half \uD800 null \u0000", "d").label(1, 1, "\uFFFE\"<&>", Type.BODY);
        assertTrue(parsed(Svg.of(scene)).getDocumentElement().getTextContent().contains("bell \uFFFD half"));
    }

    @Test
    void pngHasTheScenesSizeAndColours() throws IOException {
        var image = Objects.requireNonNull(
                ImageIO.read(new ByteArrayInputStream(Png.of(everyShape(), 2).orElseThrow())));
        assertEquals(600, image.getWidth());
        assertEquals(240, image.getHeight());
        assertEquals(Colour.BLUE.rgb(), image.getRGB(140, 100) & 0xFFFFFF);
        assertEquals(Colour.VERMILLION.rgb(), image.getRGB(60, 164) & 0xFFFFFF);
        assertEquals(Colour.PAPER.rgb(), image.getRGB(560, 220) & 0xFFFFFF);
    }

    @Test
    void aSceneWithoutSizeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Scene(0, 10, "", ""));
        assertThrows(IllegalArgumentException.class, () -> new Scene(10, Double.NaN, "", ""));
    }

    @Test
    void textInksReadOnPaperAndChosenInksOnTheirFill() {
        for (Colour ink : List.of(Colour.INK, Colour.SOFT_INK, Colour.ALARM)) {
            assertTrue(ink.contrast(Colour.PAPER) >= 4.5, ink.hex());
        }
        for (Colour fill :
                List.of(Colour.BLUE, Colour.SKY, Colour.GREEN, Colour.YELLOW, Colour.ORANGE, Colour.PURPLE)) {
            assertTrue(fill.textColour().contrast(fill) >= 4.5, fill.hex());
        }
    }

    @Test
    void numbersAreShort() {
        assertEquals(
                List.of("0", "1", "-1.5", "2.05", "-0.1", "1000"),
                List.of(
                        Svg.number(0.001),
                        Svg.number(1),
                        Svg.number(-1.5),
                        Svg.number(2.051),
                        Svg.number(-0.1),
                        Svg.number(999.999)));
    }

    @Test
    void longNamesLoseTheirMiddle() {
        String fitted = Type.BODY.fitted("fetch-the-page-with-a-very-long-name-17", 100);
        assertTrue(fitted.startsWith("fetch") && fitted.endsWith("17") && fitted.contains("…"), fitted);
        assertTrue(Type.BODY.width(fitted) <= 100);
        assertEquals("short", Type.BODY.fitted("short", 100));
    }
}
