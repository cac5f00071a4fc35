package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.testing.OpIndex;
import io.github.imagejdiffusion.testing.OpsPage;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import net.imglib2.RandomAccessibleInterval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/ops.md shows can be copied: its classes compile, run, and name ops that there are. */
class OpsPageTest {

    private static final Path PAGE = Path.of("../docs/ops.md");
    private static final Pattern CLASS = Pattern.compile("```java\\R(.*?public class (\\w+) .*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void itsClassesCompileAndRun() throws Exception {
        try (URLClassLoader loader = compiled()) {
            RandomAccessibleInterval<?> image = Images.discs(120, 80);
            Object labels = loader.loadClass("Nuclei")
                    .getMethod("label", RandomAccessibleInterval.class)
                    .invoke(null, image);
            Object list = loader.loadClass("ManyNuclei")
                    .getMethod("label", List.class)
                    .invoke(null, List.of(image, image));
            assertArrayEquals(new long[] {120, 80}, ((RandomAccessibleInterval<?>) labels).dimensionsAsLongArray());
            assertEquals(2, ((List<?>) list).size());
        }
    }

    @Test
    void itNamesEveryOpOfTheIndexAndNoOther() throws IOException {
        OpsPage page = new OpsPage(PAGE);
        assertEquals(OpIndex.names(), page.ops("segment"));
        assertEquals(OpIndex.names(), page.tabled("segment"));
        assertTrue(page.artifacts().containsAll(List.of("segdiff", "models")));
    }

    /** All classes but those that need SciJava's engine, which is not on Maven Central as a whole. */
    private URLClassLoader compiled() throws IOException {
        Matcher classes = CLASS.matcher(Files.readString(PAGE));
        while (classes.find()) {
            if (!classes.group(1).contains("import org.scijava.")) {
                Path file = Files.writeString(
                        folder.resolve(classes.group(2) + ".java"), classes.group(1), StandardCharsets.UTF_8);
                int status = ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                file.toString());
                assertEquals(0, status, "javac of " + classes.group(2));
            }
        }
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }
}
