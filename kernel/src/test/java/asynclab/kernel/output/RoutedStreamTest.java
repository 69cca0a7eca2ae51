package asynclab.kernel.output;

import static org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType.OUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoutedStreamTest {
    private final Screen screen = new Screen();
    private final RoutedStream out = new RoutedStream(new Cells(), screen.outbox, OUT);

    private String shown() {
        return String.join(
                "",
                screen.after(200).stream()
                        .map(text -> text.substring("0 out ".length()))
                        .toList());
    }

    @Test
    void everyWayToPrintShowsWhatItSays() {
        out.print(true);
        out.print('c');
        out.print(1);
        out.print(2L);
        out.print(0.5f);
        out.print(0.25);
        out.print(new char[] {'x'});
        out.print((String) null);
        out.print((Object) null);
        out.println();
        out.println(true);
        out.println('c');
        out.println(1);
        out.println(2L);
        out.println(0.5f);
        out.println(0.25);
        out.println(new char[] {'x'});
        out.println("text");
        out.println((Object) List.of(1));
        out.printf("%d,", 3)
                .printf(Locale.GERMAN, "%.1f,", 0.5)
                .format("%s,", "f")
                .format(Locale.ROOT, "%s", "g")
                .append('h')
                .append("ij")
                .append("klm", 1, 2)
                .append(null);
        assertEquals("truec120.50.25xnullnull\ntrue\nc\n1\n2\n0.5\n0.25\nx\ntext\n[1]\n3,0,5,f,ghijlnull", shown());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void charactersSplitOverWritesStayWhole(int step) {
        var text = "héllo wörld € \uD83D\uDE00 日本語\n";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += step) {
            out.write(bytes, at, Math.min(step, bytes.length - at));
        }
        assertEquals(text, shown());
    }

    @Test
    void singleBytesAreTextToo() {
        for (byte one : "aé\n".getBytes(StandardCharsets.UTF_8)) {
            out.write(one);
        }
        out.writeBytes("b\n".getBytes(StandardCharsets.UTF_8));
        assertEquals("aé\nb\n", shown());
    }

    @Test
    void whatIsNoUtf8IsShownAsReplaced() {
        out.write(new byte[] {'a', (byte) 0xFF, (byte) 0x80, (byte) 0x80, (byte) 0x80, 'b', '\n'}, 0, 7);
        assertEquals("a\uFFFD\uFFFD\uFFFD\uFFFDb\n", shown());
    }

    @Test
    void closingItEndsNothing() {
        out.print("a");
        out.close();
        out.println("b");
        assertFalse(out.checkError());
        assertEquals("ab\n", shown());
    }
}
