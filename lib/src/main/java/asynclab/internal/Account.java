package asynclab.internal;

import java.util.List;
import java.util.Map;

/**
 * Everything known about one recorded body: what happened, in no order; what the threads are called; and who started whom.
 *
 * @param threads the threads that anything happened to, by id
 * @param births  the threads started by the body's thread or by a thread started by it, and so on
 */
record Account(long session, List<Happening> happenings, Map<Long, Who> threads, List<Lineage.Birth> births) {
    Account {
        happenings = List.copyOf(happenings);
        threads = Map.copyOf(threads);
        births = List.copyOf(births);
    }

    /** A thread's name as it was when it started, which is the one the recorder keeps, its kind and its thread group. */
    record Who(String name, boolean virtual, String group) {}
}
