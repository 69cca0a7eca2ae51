package asynclab.crawl;

import asynclab.data.AsyncDatabase;
import asynclab.http.Repeatable;
import asynclab.internal.JsonText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A frontier that survives the death of its process: every URL and every visit is in a file (SQLite), a page's visit and its
 * completion in one transaction. Opened again, it hands out what was not through; what was being fetched is fetched again.
 * So is what failed for a reason that may have passed.
 *
 * {@snippet :
 * try (var frontier = StoredFrontier.open(Path.of("pages.state"), 1)) {
 *     crawler.crawl(frontier, VisitSink.none(), List.of(seed));
 * }
 * }
 *
 * <p>The queues and the gaps are in memory, {@link MemoryFrontier}'s, and only what must not be lost is in the file: a lease
 * costs no write. One process has the file at a time.
 *
 * <p>Safe for any thread. An interrupt never stops a write half-way; it is seen after that.
 */
public final class StoredFrontier implements Frontier {
    private static final String TABLE = "create table if not exists url(key text primary key, url text not null,"
            + " kind text not null, host text not null, depth int not null, hops int not null,"
            + " visit text, page int not null default 0, final int not null default 0)";
    private static final String ADD =
            "insert or ignore into url(key, url, kind, host, depth, hops) values (?,?,?,?,?,?)";
    private static final String END = "update url set visit = ?, page = ?, final = ? where key = ?";

    private final AsyncDatabase database;
    private final FileChannel guard;
    private final MemoryFrontier memory;

    private StoredFrontier(AsyncDatabase database, FileChannel guard, MemoryFrontier memory) {
        this.database = database;
        this.guard = guard;
        this.memory = memory;
    }

    /**
     * Opens a file, or makes it.
     *
     * @param perHost how many leases of one host are handed out at once
     * @throws IOException if another process has it, it is no frontier, or it cannot be read
     */
    public static StoredFrontier open(Path file, int perHost) throws IOException {
        return open(file, new MemoryFrontier(perHost));
    }

    static StoredFrontier open(Path file, MemoryFrontier memory) throws IOException {
        var guard = guard(file);
        AsyncDatabase database = null;
        try {
            database = AsyncDatabase.open(file);
            var frontier = new StoredFrontier(database, guard, memory);
            frontier.load();
            return frontier;
        } catch (SQLException | IOException e) {
            if (database != null) {
                database.close();
            }
            guard.close();
            throw new IOException("cannot open the frontier " + file + ": " + e.getMessage(), e);
        }
    }

    /** Hands the JSON line of every URL that is through to {@code lines}, in the order they were found. */
    public void export(Consumer<String> lines) throws IOException {
        stored(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select visit from url where final = 1 and visit is not null order by rowid")) {
                while (rows.next()) {
                    lines.accept(rows.getString(1));
                }
            }
            return 0;
        });
    }

    @Override
    public int offer(Collection<Link> links) throws IOException {
        var fresh = links.stream().filter(link -> !memory.knows(link)).toList();
        if (!fresh.isEmpty()) {
            stored(connection -> add(connection, fresh));
        }
        return memory.offer(fresh); // once it is safe, and not before: what is handed out must be in the file
    }

    @Override
    public Optional<Lease> take(Duration wait) throws InterruptedException {
        return memory.take(wait);
    }

    @Override
    public void done(Lease lease, Visit visit) throws IOException {
        String line = JsonText.of(JsonLines.object(visit));
        stored(connection -> {
            try (var statement = connection.prepareStatement(END)) {
                statement.setString(1, line);
                statement.setBoolean(2, visit.outcome() instanceof Outcome.Page);
                statement.setBoolean(3, !mayPass(visit.outcome()));
                statement.setString(4, lease.link().key());
                return statement.executeUpdate();
            }
        });
        memory.done(lease, visit);
    }

    @Override
    public void again(Lease lease, Duration after) {
        memory.again(lease, after);
    }

    @Override
    public void giveBack(Lease lease) {
        memory.giveBack(lease);
    }

    @Override
    public void block(String host, Duration time) {
        memory.block(host, time);
    }

    @Override
    public void pace(String host, Duration gap) {
        memory.pace(host, gap);
    }

    @Override
    public Counts counts() {
        return memory.counts();
    }

    /** Closes the file; another process may have it then. */
    @Override
    public void close() throws IOException {
        database.close();
        guard.close();
    }

    /** Whether the next run should try again. */
    private static boolean mayPass(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Failed failed -> failed.kind().isPassing();
            case Outcome.Refused(var reason, var _) ->
                reason == Outcome.Reason.PARKED || reason == Outcome.Reason.NO_ROBOTS;
            case Outcome.HttpError(int status) -> Repeatable.isPassing(status);
            default -> false;
        };
    }

    private void load() throws IOException {
        var waiting = new ArrayList<Link>();
        stored(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(TABLE);
                try (var rows = statement.executeQuery("select * from url order by rowid")) {
                    while (rows.next()) {
                        String key = rows.getString("key");
                        String url = rows.getString("url");
                        var link = new Link(
                                Link.Kind.valueOf(rows.getString("kind")),
                                url,
                                key.equals(url) ? url : key,
                                rows.getString("host"),
                                rows.getInt("depth"),
                                rows.getInt("hops"));
                        if (rows.getBoolean("final")) {
                            memory.restore(link, rows.getBoolean("page"));
                        } else {
                            waiting.add(link);
                        }
                    }
                }
            }
            return 0;
        });
        memory.offer(waiting);
    }

    private static int add(Connection connection, List<Link> links) throws SQLException {
        try (var statement = connection.prepareStatement(ADD)) {
            for (Link link : links) {
                statement.setString(1, link.key());
                statement.setString(2, link.url());
                statement.setString(3, link.kind().name());
                statement.setString(4, link.host());
                statement.setInt(5, link.depth());
                statement.setInt(6, link.hops());
                statement.addBatch();
            }
            return statement.executeBatch().length;
        }
    }

    /** A lock of the system ends with its process, however that ends. */
    private static FileChannel guard(Path file) throws IOException {
        var path = file.resolveSibling(file.getFileName() + ".lock");
        var channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // held in this process: no better
        }
        channel.close();
        throw new IOException("the frontier " + file + " is in use by another crawl");
    }

    /** In a transaction. One that an interrupt rolled back is done again: all of ours come to the same done twice. */
    private <T> T stored(AsyncDatabase.Use<T> use) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return database.inTransaction(use);
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (RuntimeException | IOException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IOException("the frontier cannot be read or written: " + e.getMessage(), e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
