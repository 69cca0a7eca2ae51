// What the kernel runs once so that the JVM remembers the classes it takes: a lesson's worth of cells.
// All imports come first: a later one can set variables back to null (JJava 1.0a8 does not keep the values of what JShell
// compiles anew). Cells are separated by lines that begin with "// %%". A cell that is to fail says so on that line.
// %%
import asynclab.*;
import asynclab.web.*;
import java.net.http.*;
import java.util.stream.*;
import jdk.jfr.*;
import jdk.jfr.consumer.*;
// %%
var numbers = List.of(3, 1, 2);
numbers.stream().sorted().map(n -> "number " + n).toList()
// %%
int square(int x) {
    return x * x;
}
// %%
square(12)
// %%
record Page(String title, int links) {}
// %%
new Page("Start", 3)
// %%
for (int i = 0; i < 3; i++) System.out.printf("line %d of %s%n", i, Duration.ofMillis(1500));
// %%
try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
    var futures = IntStream.range(0, 20).mapToObj(i -> executor.submit(() -> { Thread.sleep(5); return square(i); })).toList();
    for (var future : futures) System.out.println(future.get());
}
// %%
var later = CompletableFuture.supplyAsync(() -> 20).thenCombine(CompletableFuture.supplyAsync(() -> 22), Integer::sum);
later.orTimeout(2, TimeUnit.SECONDS).join()
// %%
try (var scope = StructuredTaskScope.open()) {
    var answer = scope.fork(() -> 42);
    scope.join();
    System.out.println(answer.get());
}
// %%
try (var scope = TaskScope.open()) {
    var first = scope.fork("first", () -> { Thread.sleep(10); return "one"; });
    var second = scope.fork("second", () -> { Thread.sleep(20); return "two"; });
    scope.join();
    System.out.println(first.get() + second.get());
}
// %%
var web = PracticeWeb.shared();
// %%
var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
String get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(web.uri(path)).timeout(Duration.ofSeconds(10)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
}
get("/get").length() + get("/html").length()
// %%
// Not Timeline.record: it has the recorder rewrite java.lang.Object among others, and a JVM with that done to it crashes
// when it writes its cache (JDK 25.0.3). A plain recording and a timeline made by hand take nearly the same classes.
var recording = new Recording();
for (var event : List.of("jdk.VirtualThreadStart", "jdk.VirtualThreadEnd", "jdk.ThreadSleep", "jdk.ThreadPark", "jdk.SocketRead"))
    recording.enable(event).withThreshold(Duration.ZERO);
recording.start();
try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
    for (int i = 0; i < 4; i++) executor.submit(() -> get("/delay/0.05"));
}
recording.stop();
var events = java.nio.file.Files.createTempFile("training", ".jfr");
recording.dump(events);
recording.close();
RecordingFile.readAllEvents(events).size()
// %%
java.nio.file.Files.delete(events);
Timeline.Segment stretch(Timeline.State state, int from, int to) {
    return new Timeline.Segment(state, Duration.ofMillis(from), Duration.ofMillis(to), "");
}
Timeline.Row row(String name, Timeline.Segment... segments) {
    return new Timeline.Row(name, Optional.of("main"), 1, segments[0].start(), segments[segments.length - 1].end(),
            Timeline.Outcome.SUCCEEDED, Optional.empty(), List.of(segments));
}
var main = row("main", stretch(Timeline.State.TASK, 0, 300));
Timeline.of(Duration.ofMillis(300), main, List.of(
        row("one", stretch(Timeline.State.RUNNING, 0, 10), stretch(Timeline.State.SLEEPING, 10, 200)),
        row("two", stretch(Timeline.State.PERMIT, 5, 100), stretch(Timeline.State.HTTP, 100, 300))))
// %%
web.log()
// %%
tech.tablesaw.api.Table.create("pages", tech.tablesaw.api.StringColumn.create("title", List.of("Start", "Waiting")),
        tech.tablesaw.api.IntColumn.create("links", new int[] {3, 5}))
// %%
var times = Map.of("one after the other", Duration.ofMillis(600), "together", Duration.ofMillis(300));
times
// %% fails
int[] none = {};
none[3]
// %% fails
Strin s = "not a type";
// %%
%time Thread.sleep(3);
