package asynclab.internal;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Reduces a drawing to at most 256 colours. A picture of flat areas has few, and the blends at the edges of letters do not
 * miss theirs; as a PNG it has half the bytes and is written in half the time. The colours of areas stay exact.
 */
final class Palette {
    private static final int MOST = 256;
    private static final int CELLS = 1 << 15; // colours alike in the upper 5 bits of red, green and blue share a cell

    private final int[] pixels;
    private final int[] count = new int[CELLS];
    private final int[] colour = new int[CELLS];
    private final int[] lead = new int[CELLS];

    private Palette(int[] pixels) {
        this.pixels = pixels;
    }

    /** {@code image}, which is of type {@code TYPE_INT_RGB}, with a palette. */
    static BufferedImage reduced(BufferedImage image) {
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        return new Palette(pixels).reduced(image.getWidth(), image.getHeight());
    }

    private BufferedImage reduced(int width, int height) {
        for (int pixel : pixels) {
            vote(pixel & 0xFFFFFF);
        }
        int[] cells = IntStream.range(0, CELLS)
                .filter(c -> count[c] > 0)
                .boxed()
                .sorted((a, b) -> Integer.compare(count[b], count[a]))
                .limit(MOST)
                .mapToInt(c -> c)
                .toArray();
        int[] chosen = Arrays.stream(cells).map(c -> colour[c]).toArray();
        int[] index = new int[CELLS];
        Arrays.fill(index, -1);
        for (int i = 0; i < cells.length; i++) {
            index[cells[i]] = i;
        }
        byte[] indexed = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            int cell = cell(pixels[i]);
            if (index[cell] < 0) {
                index[cell] = nearest(chosen, colour[cell]);
            }
            indexed[i] = (byte) index[cell];
        }
        var model = new IndexColorModel(8, chosen.length, chosen, 0, false, -1, DataBuffer.TYPE_BYTE);
        var buffer = new DataBufferByte(indexed, indexed.length);
        var raster = Raster.createInterleavedRaster(buffer, width, height, width, 1, new int[] {0}, null);
        return new BufferedImage(model, raster, false, null);
    }

    /** Boyer and Moore's majority vote: the cell's colour is the one most of its pixels have, if there is one. */
    private void vote(int pixel) {
        int cell = cell(pixel);
        count[cell]++;
        if (lead[cell] == 0) {
            colour[cell] = pixel;
        }
        lead[cell] += colour[cell] == pixel ? 1 : -1;
    }

    private static int cell(int pixel) {
        return (pixel >> 9 & 0x7C00) | (pixel >> 6 & 0x3E0) | (pixel >> 3 & 0x1F);
    }

    private static int nearest(int[] colours, int wanted) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int red = (colours[i] >> 16 & 0xFF) - (wanted >> 16 & 0xFF);
            int green = (colours[i] >> 8 & 0xFF) - (wanted >> 8 & 0xFF);
            int blue = (colours[i] & 0xFF) - (wanted & 0xFF);
            int distance = red * red + green * green + blue * blue;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
