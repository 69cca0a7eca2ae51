package asynclab.lessons;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The rows of {@link Titles}, kept in a file so that a lesson's table begins with what earlier lessons measured. A line
 * that cannot be read is left out, and a file that cannot be written costs the memory and not the lesson.
 *
 * <p>Safe for any thread of this JVM; of two JVMs that write at once, one row may be lost, never the file.
 */
final class TitlesTable {
    private final Path file;
    private List<Titles.Row> rows; // guarded by this

    TitlesTable(Path file) {
        this.file = file;
        this.rows = read();
    }

    synchronized List<Titles.Row> rows() {
        return List.copyOf(rows);
    }

    /** Takes the place of the row of this name; rows stand by their names, which begin with the lesson's number. */
    synchronized void put(Titles.Row row) {
        var all = new ArrayList<>(read().isEmpty() ? rows : read()); // another lesson may have written meanwhile
        int place = 0;
        while (place < all.size() && !all.get(place).way().equals(row.way())) {
            place++;
        }
        if (place < all.size()) {
            all.set(place, row);
        } else {
            all.add(row);
        }
        all.sort(Comparator.comparing(Titles.Row::way));
        rows = all;
        write();
    }

    private List<Titles.Row> read() {
        try {
            return Files.readAllLines(file).stream()
                    .flatMap(line -> parsed(line).stream())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of(); // nothing measured yet
        } catch (IOException e) {
            return List.of(); // unreadable: the table starts again, and is written over when the next row comes
        }
    }

    private static Optional<Titles.Row> parsed(String line) {
        var cells = line.split("\t", -1);
        if (cells.length != 6) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Titles.Row(
                    cells[0],
                    Duration.ofNanos(Long.parseLong(cells[1])),
                    Integer.parseInt(cells[2]),
                    Long.parseLong(cells[3]),
                    Long.parseLong(cells[4]),
                    Integer.parseInt(cells[5])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void write() {
        var text = rows.stream()
                .map(row -> String.join(
                        "\t",
                        row.way().replaceAll("\\s", " "),
                        Long.toString(row.wall().toNanos()),
                        Integer.toString(row.atOnce()),
                        Long.toString(row.threads()),
                        Long.toString(row.allocated()),
                        Integer.toString(row.lines())))
                .collect(Collectors.joining("\n", "", "\n"));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var part = Files.createTempFile(file.toAbsolutePath().getParent(), "titles", ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING); // whole or not at all
        } catch (IOException e) {
            System.out.println("The table of titles could not be kept for later lessons: " + e.getMessage());
        }
    }
}
