package asynclab.notebook;

import asynclab.Picture;
import asynclab.internal.Texts;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.jspecify.annotations.Nullable;

/** Turns a picture into Jupyter's display data: all its forms in one bundle, the front end takes the best it can. */
final class Bundles {
    private static final String HTML = "text/html";
    private static final String SVG = "image/svg+xml";
    private static final String PNG = "image/png";

    /** Characters. A larger picture comes without an HTML form, rather than twice in the notebook's file. */
    private static final int LARGE = 200_000;

    private Bundles() {}

    static DisplayData of(Picture picture, @Nullable String id) {
        var data = new DisplayData();
        addTo(data, picture);
        if (id != null) {
            // not setDisplayId: its return type differs between JJava's published library and its kernel
            data.putTransientData("display_id", id);
        }
        return data;
    }

    static void addTo(DisplayData data, Picture picture) {
        var forms = picture.forms();
        forms.forEach(data::putData);
        var alt = Map.of("alt", picture.text()); // what nbconvert writes into exported pages
        for (var mime : new String[] {SVG, PNG}) {
            if (forms.containsKey(mime)) {
                data.putMetaData(mime, alt);
            }
        }
        if (!forms.containsKey(HTML)) {
            image(forms, picture.text()).ifPresent(img -> data.putData(HTML, img));
        }
    }

    /**
     * An HTML image with the picture's text as its alternative: JupyterLab shows plain SVG and PNG without any, and an
     * SVG in a notebook it does not trust not at all (jupyterlab issue 15467), while it keeps images in HTML.
     */
    private static Optional<String> image(Map<String, String> forms, String text) {
        var svg = forms.get(SVG);
        var png = forms.get(PNG);
        if (svg != null && svg.length() < LARGE) {
            return Optional.of(
                    image(SVG, Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)), text));
        }
        return png != null && png.length() < LARGE ? Optional.of(image(PNG, png, text)) : Optional.empty();
    }

    private static String image(String mime, String base64, String text) {
        return "<img style=\"max-width:100%\" alt=\"" + Texts.escaped(text) + "\" src=\"data:" + mime + ";base64,"
                + base64 + "\">";
    }
}
