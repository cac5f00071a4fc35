package io.github.imagejdiffusion.imagej.macros;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.github.imagejdiffusion.imagej.Hyperstacks;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.imagej.entry.Attempt;
import io.github.imagejdiffusion.imagej.macro.MacroKey;
import io.github.imagejdiffusion.imagej.restore.RestoreAction;
import io.github.imagejdiffusion.imagej.restore.RestoreKeys;
import io.github.imagejdiffusion.imagej.segment.SegmentAction;
import io.github.imagejdiffusion.imagej.segment.SegmentKeys;
import io.github.imagejdiffusion.imagej.superres.SuperresAction;
import io.github.imagejdiffusion.imagej.superres.SuperresKeys;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/macros.md says what is so. */
class MacrosPageTest {

    private static final Path PAGE = Path.of("../docs/macros.md");

    @TempDir
    private Path folder;

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(SegmentAction.COMMAND, SegmentKeys.values()),
                Arguments.of(RestoreAction.COMMAND, RestoreKeys.values()),
                Arguments.of(SuperresAction.COMMAND, SuperresKeys.values()));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void theTableOfKeysIsTheCommands(String command, MacroKey[] keys) throws IOException {
        List<String> table = Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals("## " + command))
                .dropWhile(line -> !line.startsWith("| Key |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertEquals(
                Arrays.stream(keys)
                        .map(key -> "| `" + key.key() + "` | " + key.meaning() + " | " + key.defaultValue() + " |")
                        .toList(),
                table);
    }

    /** There is no law that makes an expected error of the spread of super-resolution. */
    @Test
    void onlyRestoredImagesHaveAnExpectedError() throws IOException {
        assertTrue(RestoreKeys.SPREAD.meaning().contains("expected error"));
        assertFalse(SuperresKeys.SPREAD.meaning().contains("error"));
        assertTrue(help("restore").contains("<i>-error</i>"));
        assertFalse(help("superres").contains("-error"));
    }

    private static String help(String command) throws IOException {
        return Files.readString(Path.of("src/main/resources/io/github/imagejdiffusion/imagej", command, "dialog")
                .resolve(command + ".html"));
    }

    @Test
    void everyMacroIsListed() throws IOException {
        String page = Files.readString(PAGE);
        try (Stream<Path> macros = Files.list(Path.of("../macros"))) {
            List<String> names =
                    macros.map(macro -> macro.getFileName().toString()).toList();
            assertEquals(8, names.size());
            names.forEach(name -> assertTrue(page.contains("| `" + name + "` |"), name));
        }
    }

    @Test
    void everyPropertyIsExplained() throws IOException {
        ImagePlus image = Hyperstacks.make("cells.tif", 1, 1, 1);
        image.setRoi(5, 5, 40, 30);
        image.show();
        assertEquals("", Attempt.segment("model=nuclei-fluorescence"));
        TreeSet<String> there = properties(IJ.getImage());
        WindowManager.setTempCurrentImage(image);
        image.deleteRoi();
        assertEquals("", Attempt.restore("channel=1"));
        there.addAll(properties(IJ.getImage()));
        WindowManager.setTempCurrentImage(image);
        assertEquals(
                "",
                Attempt.superResolve(
                        "model=[" + TinyPackage.sr3(2).withTrainedRange().writeTo(folder.resolve("tiny")) + "]"));
        there.addAll(properties(IJ.getImage()));
        WindowManager.setTempCurrentImage(image);
        assertEquals(
                "",
                Attempt.restore("task=upsample model=[" + TinyPackage.prior().writeTo(folder.resolve("prior")) + "]"));
        there.addAll(properties(IJ.getImage()));
        // Only where noise grows with the signal.
        there.add("diffusion.channel.1.photons_at_brightest");
        assertEquals(explained(), there);
    }

    private static TreeSet<String> properties(ImagePlus image) {
        TreeSet<String> there = new TreeSet<>();
        String[] properties = image.getPropertiesAsArray();
        for (int i = 0; i < properties.length; i += 2) {
            there.add(properties[i]
                    .replaceFirst("^(diffusion\\.option\\.).*", "$1")
                    .replaceFirst("^(diffusion\\.channel\\.1\\.(noise|residual|consistency)\\.).*", "$1"));
        }
        there.remove("Slice_Label");
        return there;
    }

    /** Rows of the table, with names such as {@code .slices} completed by the first name of the row. */
    private static TreeSet<String> explained() throws IOException {
        TreeSet<String> names = new TreeSet<>();
        Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `diffusion."))
                .forEach(line -> {
                    String[] row = line.split("\\|")[1].split("`");
                    String stem = row[1].substring(0, row[1].lastIndexOf('.'));
                    for (int i = 1; i < row.length; i += 2) {
                        names.add(row[i].startsWith(".") ? stem + row[i] : row[i]);
                    }
                });
        return names;
    }
}
