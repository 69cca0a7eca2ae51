package asynclab.crawl;

import asynclab.data.AsyncDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The file of a {@link StoredFrontier}, an SQLite database: each URL with what became of it, and the hosts that asked to be
 * left alone. One process has it at a time.
 *
 * <p>Safe for any thread. An interrupt never stops a write half-way; it is seen after that.
 */
final class FrontierFile implements AutoCloseable {
    private static final String URLS = "create table if not exists url(key text primary key, url text not null,"
            + " kind text not null, host text not null, depth int not null, hops int not null,"
            + " visit text, page int not null default 0, final int not null default 0)";
    private static final String HOSTS =
            "create table if not exists host(name text primary key, closed_until text not null)";
    private static final String ADD =
            "insert or ignore into url(key, url, kind, host, depth, hops) values (?,?,?,?,?,?)";
    private static final String END = "update url set visit = ?, page = ?, final = ? where key = ?";
    private static final String BLOCK = "insert or replace into host values (?,?)";
    private static final String LINES = "select visit from url where final = 1 and visit is not null order by rowid";

    /** Takes what the file holds. */
    interface Reader {
        /** A URL, in the order they were found; whether it is through, and whether it is a page then. */
        void url(Link link, boolean isThrough, boolean isPage);
    }

    private final AsyncDatabase database;
    private final GroupCommit transactions;
    private final FileChannel guard;

    private FrontierFile(AsyncDatabase database, FileChannel guard) {
        this.database = database;
        this.transactions = new GroupCommit(database);
        this.guard = guard;
    }

    /**
     * Opens it, or makes it.
     *
     * @throws IOException if another crawl has it, it is none, or it cannot be read
     */
    static FrontierFile open(Path path) throws IOException {
        var guard = guard(path);
        try {
            var file = new FrontierFile(AsyncDatabase.open(path), guard);
            try {
                file.makeTables();
                return file;
            } catch (IOException e) {
                file.close();
                throw e;
            }
        } catch (SQLException | IOException e) {
            guard.close();
            throw new IOException("cannot open the frontier " + path + ": " + e.getMessage(), e);
        }
    }

    /** Keeps URLs that were found; those it has stay as they are. */
    void add(Collection<Link> links) throws IOException {
        transactions.run(connection -> {
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
        });
    }

    /** Keeps what became of a URL, and whether that is the last word. */
    void end(Link link, String line, boolean isPage, boolean isFinal) throws IOException {
        transactions.run(connection -> {
            try (var statement = connection.prepareStatement(END)) {
                statement.setString(1, line);
                statement.setBoolean(2, isPage);
                statement.setBoolean(3, isFinal);
                statement.setString(4, link.key());
                return statement.executeUpdate();
            }
        });
    }

    /** Keeps until when a host wants to be left alone. */
    void block(String host, Instant until) throws IOException {
        transactions.run(connection -> {
            try (var statement = connection.prepareStatement(BLOCK)) {
                statement.setString(1, host);
                statement.setString(2, until.toString());
                return statement.executeUpdate();
            }
        });
    }

    /** Gives every URL to the reader. */
    void urls(Reader reader) throws IOException {
        transactions.run(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select * from url order by rowid")) {
                while (rows.next()) {
                    String key = rows.getString("key");
                    String url = rows.getString("url");
                    var link = new Link(
                            Link.Kind.valueOf(rows.getString("kind")),
                            url,
                            key.equals(url) ? url : key, // one text in memory, not two
                            rows.getString("host"),
                            rows.getInt("depth"),
                            rows.getInt("hops"));
                    reader.url(link, rows.getBoolean("final"), rows.getBoolean("page"));
                }
                return 0;
            }
        });
    }

    /** Gives every host that asked to be left alone, and until when. */
    void blocks(BiConsumer<String, Instant> reader) throws IOException {
        transactions.run(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select name, closed_until from host")) {
                while (rows.next()) {
                    reader.accept(rows.getString(1), Instant.parse(rows.getString(2)));
                }
                return 0;
            }
        });
    }

    /** Gives the line of every URL that is through, in the order they were found. */
    void lines(Consumer<String> reader) throws IOException {
        transactions.run(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(LINES)) {
                while (rows.next()) {
                    reader.accept(rows.getString(1));
                }
                return 0;
            }
        });
    }

    @Override
    public void close() throws IOException {
        database.close();
        guard.close();
    }

    private void makeTables() throws IOException {
        transactions.run(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(URLS);
                return statement.execute(HOSTS);
            }
        });
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
}
