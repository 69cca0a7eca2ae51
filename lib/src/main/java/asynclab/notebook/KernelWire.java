package asynclab.notebook;

import asynclab.Picture;
import org.jspecify.annotations.Nullable;

/** Hands pictures to a kernel that places them itself. */
record KernelWire<C>(CellDisplay<C> kernel) implements NotebookScreen.Wire<C> {
    @Override
    public C cell() {
        return kernel.cell();
    }

    @Override
    public void display(C cell, Picture picture, @Nullable String id) {
        kernel.display(cell, Bundles.of(picture, id));
    }

    @Override
    public void update(C cell, Picture picture, String id) {
        kernel.update(cell, Bundles.of(picture, id));
    }
}
