package asynclab.kernel;

import java.util.List;
import java.util.Set;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.ParsedLineMagic;

/** Gives magics whose argument is code the line as it was written: JJava splits it into words and takes the quotes away. */
final class WholeLines extends MagicTranspiler {
    private static final Set<String> TAKE_CODE = Set.of("time", "doc");

    @Override
    public String transpileLine(ParsedLineMagic magic) {
        if (!TAKE_CODE.contains(magic.name)) {
            return super.transpileLine(magic);
        }
        var code = magic.unparsedMagic.strip().replaceFirst("^%\\w+\\s*", "");
        return super.transpileLine(new ParsedLineMagic(
                magic.name, code.isEmpty() ? List.of() : List.of(code), magic.magicLinePrefix, magic.unparsedMagic));
    }
}
