package asynclab.lessons;

import asynclab.Lab;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * Runs Java code that was called by C code, as a driver or a compression library might: by C's own {@code qsort}, which calls
 * back to compare two numbers. A frame of C code on its stack keeps a virtual thread on its carrier.
 *
 * <p>Belongs to one call of {@link #under}.
 */
final class NativeFrame {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final FunctionDescriptor COMPARE =
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS);

    private final Lab.Work work;
    private boolean ran; // by the thread in under, like failure
    private @Nullable Throwable failure;

    private NativeFrame(Lab.Work work) {
        this.work = work;
    }

    /**
     * Runs {@code work} once, in this thread, with a frame of C code below it.
     *
     * @throws Exception whatever {@code work} throws
     */
    @SuppressWarnings("restricted") // to call C at all; the kernel allows it, other programs get a warning
    static void under(Lab.Work work) throws Exception {
        var frame = new NativeFrame(work);
        try (var arena = Arena.ofConfined()) {
            var qsort = LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("qsort"),
                    FunctionDescriptor.ofVoid(
                            ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS));
            var compare = LINKER.upcallStub(handle().bindTo(frame), COMPARE, arena);
            qsort.invoke(arena.allocate(8), 2L, 4L, compare);
        } catch (Throwable t) {
            throw new IllegalStateException("C's qsort could not be called", t);
        }
        frame.throwFailure();
    }

    private static MethodHandle handle() throws ReflectiveOperationException {
        return MethodHandles.lookup()
                .findVirtual(
                        NativeFrame.class,
                        "compare",
                        MethodType.methodType(int.class, MemorySegment.class, MemorySegment.class));
    }

    /** An exception that left this method would end the JVM: C knows none. So it is kept, and thrown later. */
    @SuppressWarnings("UnusedMethod") // called by C
    private int compare(MemorySegment unusedOne, MemorySegment unusedOther) {
        if (!ran) { // a qsort may compare two numbers twice
            ran = true;
            try {
                work.run();
            } catch (Throwable t) {
                failure = t;
            }
        }
        return 0;
    }

    private void throwFailure() throws Exception {
        switch (failure) {
            case null -> {}
            case Error error -> throw error;
            case Exception exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }
}
