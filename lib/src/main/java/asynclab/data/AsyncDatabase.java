package asynclab.data;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * A database in a file, for many tasks at once: SQLite behind a HikariCP connection pool, on threads of its own.
 *
 * {@snippet :
 * try (var database = AsyncDatabase.open(Path.of("pages.db"))) {
 *     database.update("create table if not exists page(url text primary key, title text)");
 *     database.update("insert into page values (?, ?)", url, title);
 *     var rows = database.query("select title from page where url = ?", url);
 *     long pages = database.withConnection(connection -> count(connection));
 * }
 * }
 *
 * <p><b>Why threads of its own.</b> SQLite is native code, and a virtual thread inside native code cannot leave its
 * carrier: two long queries would stop every virtual thread of a machine with two cores. So the work is handed to
 * platform threads, one for each connection, and the calling thread waits in a way that costs no carrier.
 *
 * <p>Many may read at once, one may write: {@link #update} and {@link #inTransaction} line up, first come first served.
 * What was committed survives the death of the process ({@code kill -9}); a power failure may cost the last commits but
 * leaves the file sound (journal mode WAL, synchronous NORMAL).
 *
 * <p>Safe for any thread. An interrupt while a call waits or works stops the statement; the call throws when it has
 * stopped, so that nothing of it goes on unseen. {@link #close} ends the threads, then the pool and its connections: the
 * reverse of how they were opened.
 */
public final class AsyncDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 4;

    /** How long SQLite itself waits for a writer that did not line up: one in another process, or in withConnection. */
    private static final Duration BUSY = Duration.ofSeconds(10);

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Use<T extends @Nullable Object> {
        /** Does it. */
        T with(Connection connection) throws Exception;
    }

    private final HikariDataSource pool;
    private final DatabaseThreads threads;
    private final ReentrantLock writer = new ReentrantLock(true);

    private AsyncDatabase(HikariDataSource pool, DatabaseThreads threads) {
        this.pool = pool;
        this.threads = threads;
    }

    /**
     * Opens the database in this file, or makes it, with four connections.
     *
     * @throws SQLException if the file cannot be opened or is no database
     */
    public static AsyncDatabase open(Path file) throws SQLException {
        return open("jdbc:sqlite:" + file.toAbsolutePath(), CONNECTIONS);
    }

    /** Opens a database that lives in memory and is gone when it is closed; it has one connection. */
    public static AsyncDatabase inMemory() throws SQLException {
        return open("jdbc:sqlite::memory:", 1);
    }

    private static AsyncDatabase open(String url, int connections) throws SQLException {
        var sqlite = new SQLiteConfig();
        sqlite.setJournalMode(JournalMode.WAL);
        sqlite.setSynchronous(SynchronousMode.NORMAL);
        sqlite.setBusyTimeout((int) BUSY.toMillis());
        sqlite.enforceForeignKeys(true);
        // A transaction that reads first and writes then would otherwise fail if another one wrote in between.
        sqlite.setTransactionMode(TransactionMode.IMMEDIATE);
        var config = new HikariConfig();
        config.setPoolName("asynclab-database");
        config.setJdbcUrl(url);
        config.setDataSourceProperties(sqlite.toProperties());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1); // the others when they are needed
        config.setMaxLifetime(0); // a database in memory is as old as its connection
        config.setIdleTimeout(0);
        try {
            return new AsyncDatabase(new HikariDataSource(config), new DatabaseThreads(connections));
        } catch (PoolInitializationException e) { // it opens the first connection at once
            throw new SQLException("cannot open " + url + ": " + rootMessage(e), e);
        }
    }

    /**
     * Runs a query and gives its rows, each a map from column to value in the order of the columns. All rows are in memory
     * at once: for more than that, read from {@link #withConnection}.
     *
     * @param values for the question marks, in order
     */
    public List<Map<String, @Nullable Object>> query(String sql, @Nullable Object... values)
            throws SQLException, InterruptedException {
        return sql(connection -> {
            try (var statement = prepared(connection, sql, values);
                    var rows = statement.executeQuery()) {
                return all(rows);
            }
        });
    }

    /**
     * Runs a statement that changes something, in a transaction of its own, and tells how many rows it changed.
     *
     * @param values for the question marks, in order
     */
    public int update(String sql, @Nullable Object... values) throws SQLException, InterruptedException {
        writer.lockInterruptibly();
        try {
            return sql(connection -> {
                try (var statement = prepared(connection, sql, values)) {
                    return statement.executeUpdate();
                }
            });
        } finally {
            writer.unlock();
        }
    }

    /**
     * Does something with a connection and takes it back, whatever happens. Each statement is a transaction of its own.
     * The work runs on one of the database's threads; it must not keep the connection.
     *
     * @throws Exception what the work throws
     */
    public <T extends @Nullable Object> T withConnection(Use<T> use) throws Exception {
        return threads.call(pool, use);
    }

    /**
     * Does something in one transaction: it is committed when the work returns and rolled back when it throws or is
     * interrupted.
     *
     * @throws Exception what the work throws
     */
    public <T extends @Nullable Object> T inTransaction(Use<T> use) throws Exception {
        writer.lockInterruptibly();
        try {
            return withConnection(connection -> {
                connection.setAutoCommit(false);
                T result;
                try {
                    result = use.with(connection);
                    connection.commit();
                } catch (Throwable failure) {
                    rollBack(connection, failure);
                    throw failure;
                }
                connection.setAutoCommit(true);
                return result;
            });
        } finally {
            writer.unlock();
        }
    }

    /**
     * Waits until what runs has ended, then closes threads, pool and connections; later calls get an
     * {@link IllegalStateException}. Does nothing the second time.
     */
    @Override
    public void close() {
        threads.close();
        pool.close();
    }

    /** When the disk is full SQLite has rolled back by itself, and fails both of these: that must not hide why. */
    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            failure.addSuppressed(e); // the pool takes no connection back in such a state, and opens another one
        }
    }

    private <T> T sql(Use<T> use) throws SQLException, InterruptedException {
        try {
            return withConnection(use);
        } catch (SQLException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new SQLException(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, @Nullable Object[] values)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        try {
            int asked = statement.getParameterMetaData().getParameterCount();
            if (asked != values.length) {
                throw new SQLException(
                        "the statement has " + asked + " question marks, got " + values.length + " values: " + sql);
            }
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static List<Map<String, @Nullable Object>> all(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var all = new ArrayList<Map<String, @Nullable Object>>();
        while (rows.next()) {
            var row = new LinkedHashMap<String, @Nullable Object>(); // keeps the order, and takes null
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i), rows.getObject(i));
            }
            all.add(Collections.unmodifiableMap(row));
        }
        return Collections.unmodifiableList(all);
    }

    private static String rootMessage(Throwable failure) {
        var root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
