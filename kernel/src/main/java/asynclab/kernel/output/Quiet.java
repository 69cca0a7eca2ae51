package asynclab.kernel.output;

import asynclab.internal.Texts;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;

/** What the kernel itself has to say under a cell: small and pale, so that it is not taken for the program's output. */
public final class Quiet {
    private Quiet() {}

    /**
     * A line of text. What stands between backticks is code.
     *
     * @param id the display id by which it can be changed
     */
    public static DisplayData note(String text, String id) {
        var data = new DisplayData();
        data.putData("text/plain", text.replace("`", ""));
        data.putData(
                "text/html",
                "<div style=\"padding-left:8px;font-size:var(--jp-ui-font-size1,13px);opacity:.7\">"
                        + Texts.escaped(text).replaceAll("`([^`]*)`", "<code>$1</code>") + "</div>");
        // not setDisplayId: its return type differs between JJava's published library and its kernel
        data.putTransientData("display_id", id);
        return data;
    }
}
