// What the kernel runs once so that the JVM remembers the classes it takes: a lesson's worth of cells.
// Cells are separated by lines that begin with "// %%". A cell that is to fail says so on that line.
// %%
import asynclab.*;
import java.net.http.*;
import java.util.stream.*;
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
// %% fails
int[] none = {};
none[3]
// %% fails
Strin s = "not a type";
// %%
%time Thread.sleep(3);
