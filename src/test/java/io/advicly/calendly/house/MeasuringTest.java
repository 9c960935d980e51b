package io.advicly.calendly.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `etc/house` finds in small houses.
class MeasuringTest {

    private static final String HALL = "package io.advicly.calendly.hall;\n";

    @TempDir private Path root;

    @Test
    void countsTypesMethodsAndArrows() throws IOException {
        write(
                "main",
                "hall/Door.java",
                HALL
                        + """
                        import io.advicly.calendly.attic.Box;
                        import java.util.List;
                        record Door(Box box) {
                            Door of(Box other) {
                                return this;
                            }
                            static Door of(String name) {
                                return null;
                            }
                        }
                        interface Window {}
                        """);

        SourceFile file = read().files().getFirst();

        assertThat(file.path()).isEqualTo("src/main/java/io/advicly/calendly/hall/Door.java");
        assertThat(file.types()).containsExactly("Door", "Window");
        assertThat(file.imported()).containsExactly("io.advicly.calendly.attic");
        assertThat(file.methods())
                .containsExactly(
                        new SourceFile.Method("of", false, 5, 3),
                        new SourceFile.Method("of", true, 8, 3));
        assertThat(read().instanceOf(SourceFile.Tree.MAIN)).containsExactly(file.path() + ":5");
        assertThat(read().arrows(SourceFile.Tree.MAIN))
                .isEqualTo(
                        Map.of(
                                "io.advicly.calendly.hall",
                                Map.of("io.advicly.calendly.attic", 1L)));
    }

    @Test
    void findsLambdasOfMoreThanThreeLines() throws IOException {
        write(
                "main",
                "hall/Door.java",
                HALL
                        + """
                        class Door {
                            Runnable three = () -> {
                                one();
                                two();
                                three();
                            };
                            Runnable four = () -> {
                                one();
                                two();
                                three();
                                four();
                            };
                            Object made = Uni.createFrom().item(Multi.createFrom());
                        }
                        """);

        Findings findings = read();

        assertThat(findings.longLambdas(SourceFile.Tree.MAIN))
                .containsExactly("src/main/java/io/advicly/calendly/hall/Door.java:8");
        assertThat(findings.madeUnis(SourceFile.Tree.MAIN)).isEqualTo(1);
    }

    @Test
    void saysWhatIsAboveItsCeiling() throws IOException {
        for (int number = 0; number <= Ceilings.TYPES_OF_A_ROOM; number++) {
            write("main", "hall/D" + number + ".java", HALL + "class D" + number + " {}");
        }
        write("sandbox", "attic/D1.java", "package io.advicly.calendly.attic; class D1 {}");
        Ceilings none = new Ceilings(Map.of(), Map.of(), Set.of());
        Findings findings = read();

        assertThat(none.brokenBy(findings))
                .containsExactly(
                        "main:io.advicly.calendly.hall: 21, no more than 20 allowed",
                        "D1 is a name of two types: [main:io.advicly.calendly.hall,"
                                + " sandbox:io.advicly.calendly.attic]");
        assertThat(Ceilings.present(findings).brokenBy(findings)).isEmpty();
    }

    @Test
    void readsTheCeilingsThatItHasWritten() throws IOException {
        Files.createDirectory(root.resolve("etc"));
        Ceilings some =
                new Ceilings(Map.of("main:hall", 21), Map.of("instance-of.main", 3), Set.of("D1"));

        some.write(root);

        assertThat(Ceilings.read(root)).isEqualTo(some);
    }

    @Test
    void findsWhatIsSaidTwice() throws IOException {
        String said =
                """
                    void say() {
                        one();
                        two();
                        three();
                        four();
                        five();
                        six();
                    }
                """;
        write("main", "hall/A.java", HALL + "class A {\n" + said + "}");
        write("main", "hall/B.java", HALL + "class B {\n" + said + "}");

        List<Repetitions.Block> blocks = Repetitions.in(read().files());

        assertThat(blocks)
                .singleElement()
                .satisfies(block -> {
                    assertThat(block.lines()).isEqualTo(7);
                    assertThat(block.places()).hasSize(2);
                });
    }

    @Test
    void tellsSizesApart() {
        assertThat(Sizes.of(List.of(9, 1, 2, 3, 4, 5, 6, 7, 8, 10)))
                .hasToString("    10, median   5, p90   9, max  10");
    }

    private Findings read() {
        return new Findings(SourceReader.read(root));
    }

    private void write(String tree, String name, String text) throws IOException {
        Path file = root.resolve("src/" + tree + "/java/io/advicly/calendly").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
