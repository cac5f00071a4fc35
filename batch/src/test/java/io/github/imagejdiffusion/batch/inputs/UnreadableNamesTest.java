package io.github.imagejdiffusion.batch.inputs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Names in an encoding of another time, such as Latin-1: Java's text of them is the same for many. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "names of other systems are text")
class UnreadableNamesTest {

    @TempDir
    private Path folder;

    private Path in;

    @BeforeEach
    void readableNamesInUtf8() throws IOException {
        assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")), "in other encodings all bytes may be text");
        in = Files.createDirectory(folder.resolve("in"));
    }

    private Path file(String escaped) throws IOException {
        Path file = Path.of(URI.create(in.toUri() + escaped));
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    private List<InputItem> found(boolean recursive) {
        return InputFinder.find(List.of(in), folder.resolve("out"), recursive).items();
    }

    @Test
    void filesThatJavaCallsTheSameAreAllThere() throws IOException {
        List<Path> files = List.of(file("cell_%E4.tif"), file("cell_%F6.tif"), file("cell_%C3%A4.tif"));
        List<InputItem> items = found(false);
        assertEquals(
                List.of("cell_%E4", "cell_%F6", "cell_\u00e4"),
                items.stream().map(InputItem::stem).toList());
        assertEquals(files, items.stream().map(InputItem::file).toList());
    }

    @Test
    void foldersThatJavaCallsTheSameAreAllThere() throws IOException {
        file("%E4/a.tif");
        file("%F6/a.tif");
        List<InputItem> items = found(true);
        assertEquals(List.of("a", "a"), items.stream().map(InputItem::stem).toList());
        assertEquals(2, items.stream().map(InputItem::outputFolder).distinct().count());
    }

    @Test
    void aNameThatIsWrittenLikeAnUnreadableOneIsAnother() throws IOException {
        file("cell_%E4.tif");
        file("cell_%25E4.tif");
        assertEquals(
                List.of("cell_%E4_tif", "cell_%E4_tif_2"),
                found(false).stream().map(InputItem::stem).toList());
    }

    @Test
    void theCharacterOfUnreadableBytesMayBeInAName() throws IOException {
        Path file = file("a%EF%BF%BDb.tif");
        assertEquals("a\uFFFDb.tif", PathText.nameOf(file));
        assertEquals(file.toString(), PathText.of(file));
    }

    @Test
    void everythingElseOfThePathStays() throws IOException {
        Path file = file("20%25%20caf%C3%A9/%FF%FEx%20y.tif");
        assertEquals(in + "/20% caf\u00e9/%FF%FEx y.tif", PathText.of(file));
        assertEquals("%FF%FEx y.tif", PathText.nameOf(file));
        assertEquals("20% caf\u00e9", PathText.nameOf(file.getParent()));
    }
}
