package asynclab.kernel.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a piece of code declares, without asking the compiler. */
final class DeclarationsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int x = 5; | x",
                "int x; | x",
                "final var x = f(1, 2); | x",
                "List<String> xs = List.of(); | xs",
                "Map<String, List<Integer>> m = null; | m",
                "java.util.List<?> all; | all",
                "int[] a = {1}; | a",
                "int a[] = {1}; | a",
                "String[][] a = null; | a",
                "int a = 1, b = 2; | a",
                "/* why */ @Deprecated int x = 5; // because | x",
                "await x; | x",
                "Runnable r = () -> { int y = 1; }; | r",
            })
    void isReadOfAVariable(String source, String name) {
        assertEquals(Optional.of(name), Declarations.name(source));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = 5;",
                "f(x, y)",
                "x",
                "System.out.println(x);",
                "a.b.c = 3;",
                "x++;",
                "{ int x = 1; }",
                "",
                "if (x == 1) y = 2;"
            })
    void isNothingInAStatement(String source) {
        assertEquals(Optional.empty(), Declarations.name(source));
    }
}
