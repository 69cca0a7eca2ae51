package asynclab.notebook;

import asynclab.Picture;
import asynclab.internal.Texts;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An image as PNG. JJava does this too, but leaves the end of its Base64 unwritten, so that strict readers refuse the
 * file, and describes it with the 300 characters of {@code toString}.
 */
final class Images {
    /** Beyond this the browser, not the reader, is the one who works: 16 megapixels are 64 MB as pixels. */
    private static final long MOST_PIXELS = 16_000_000;

    private Images() {}

    static Picture picture(BufferedImage image) {
        var size = Texts.grouped(image.getWidth()) + " × " + Texts.grouped(image.getHeight()) + " pixels";
        if ((long) image.getWidth() * image.getHeight() > MOST_PIXELS) {
            return Picture.of("An image of " + size + ", too large to show under a cell: scale it down first.");
        }
        return Picture.of("An image of " + size).withPng(png(image));
    }

    private static byte[] png(BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        // in memory: ImageIO's default goes through a temporary file, which a read-only machine does not have
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }
}
