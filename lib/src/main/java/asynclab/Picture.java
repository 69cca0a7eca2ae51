package asynclab;

import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One look in several forms, keyed by MIME type, so that every front end finds one it can show: JupyterLab the SVG, an
 * untrusted or exported page the PNG, a terminal or a screen reader the text. There is always a {@code text/plain} form.
 *
 * <p>Binary forms are Base64, as the Jupyter message format wants them. Immutable.
 */
public record Picture(Map<String, String> forms) {
    private static final String TEXT = "text/plain";

    public Picture {
        Objects.requireNonNull(forms.get(TEXT), "a picture needs a text/plain form: what a screen reader says");
        forms = Map.copyOf(forms);
    }

    /** A picture that is only text. */
    public static Picture of(String text) {
        return new Picture(Map.of(TEXT, text));
    }

    /** This picture with an SVG form beside the others. */
    public Picture withSvg(String svg) {
        return with("image/svg+xml", svg);
    }

    /** This picture with a PNG form beside the others. */
    public Picture withPng(byte[] png) {
        return with("image/png", Base64.getEncoder().encodeToString(png));
    }

    /** This picture with an HTML form beside the others. */
    public Picture withHtml(String html) {
        return with("text/html", html);
    }

    /** The plain text form. */
    public String text() {
        return Objects.requireNonNull(forms.get(TEXT));
    }

    private Picture with(String mime, String form) {
        var all = new LinkedHashMap<>(forms);
        all.put(mime, form);
        return new Picture(all);
    }
}
