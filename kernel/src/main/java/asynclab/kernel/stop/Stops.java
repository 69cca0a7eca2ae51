package asynclab.kernel.stop;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The orders to stop that hold now. Static, as woven classes can only call what is. Safe for any thread.
 */
public final class Stops {
    private static final List<Stop> ORDERS = new CopyOnWriteArrayList<>();
    private static volatile @Nullable Switch power; // set once, before the first class is woven

    private Stops() {}

    /**
     * Makes checkpoints free of cost, where the JVM can redefine classes; to be called before the first class is woven.
     */
    public static void use(Instrumentation instrumentation) {
        try {
            var found = new Switch(instrumentation);
            // Now, while little is compiled: the first redefinition in a JVM throws all compiled code away, later
            // ones only what depends on the class.
            found.set(false);
            power = found;
        } catch (IOException | IllegalStateException e) {
            // checkpoints go on reading a field, which works as well
        }
    }

    /** Returns the method of {@link Checkpoint} that classes are to call. */
    static String checkpoint() {
        return power == null ? Checkpoint.READING : Checkpoint.FREE;
    }

    /** Withdraws an order when it is closed. */
    public interface Order extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Makes threads end at their next checkpoint.
     *
     * @param whom asked by each thread about itself
     * @throws IllegalStateException if the JVM refuses
     */
    public static Order order(Predicate<Thread> whom) {
        var order = new Stop(whom, Interruption.CLEAN_UP, System::nanoTime);
        add(order);
        return () -> remove(order);
    }

    /**
     * Makes threads end at their next checkpoint, until {@link #remove}.
     *
     * @throws IllegalStateException if the JVM refuses, which then holds for none
     */
    static synchronized void add(Stop order) {
        if (ORDERS.isEmpty()) {
            set(true);
        }
        ORDERS.add(order);
    }

    static synchronized void remove(Stop order) {
        if (ORDERS.remove(order) && ORDERS.isEmpty()) {
            set(false);
        }
    }

    private static void set(boolean looking) {
        var found = power;
        if (found != null) {
            found.set(looking);
        }
    }

    static void look() {
        if (!ORDERS.isEmpty()) {
            var thread = Thread.currentThread();
            for (var order : ORDERS) {
                order.look(thread);
            }
        }
    }
}
