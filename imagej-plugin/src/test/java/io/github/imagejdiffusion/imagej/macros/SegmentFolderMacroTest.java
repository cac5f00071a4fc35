package io.github.imagejdiffusion.imagej.macros;

import static io.github.imagejdiffusion.imagej.OpenImages.assertSamePixels;
import static io.github.imagejdiffusion.imagej.OpenImages.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.github.imagejdiffusion.imagej.CommandLineRun;
import io.github.imagejdiffusion.imagej.HeadlessMacro;
import io.github.imagejdiffusion.imagej.OpenImages;
import io.github.imagejdiffusion.testing.TinyPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Segment_Folder.ijm, as users get it. */
class SegmentFolderMacroTest {

    private static final String MACRO = "Segment_Folder.ijm";
    private static final Path IMAGES = Path.of("../test-images");
    private static final Path CROPS = Path.of("../batch/src/test/resources/crops");

    @TempDir
    private Path folder;

    private Path input;
    private Path output;

    @BeforeEach
    void makeFolders() throws IOException {
        input = Files.createDirectories(folder.resolve("my images"));
        output = folder.resolve("my results");
    }

    @AfterEach
    void closeAll() {
        OpenImages.closeAll();
    }

    @Test
    void filesAreThoseOfTheCommandLine() throws IOException {
        for (String name : List.of("nuclei_11a0170f44e3", "nuclei_66236902b874")) {
            Files.copy(IMAGES.resolve(name + ".png"), input.resolve(name + ".png"));
        }
        Path expected = folder.resolve("expected");
        CommandLineRun.segment(input, "--output", expected, "--rois");

        HeadlessMacro macro = HeadlessMacro.file(MACRO, input + ";" + output);

        assertTrue(macro.out().contains("2 images, 0 failed"), macro::printed);
        assertEquals(
                List.of(
                        "nuclei_11a0170f44e3_labels.tif",
                        "nuclei_11a0170f44e3_objects.csv",
                        "nuclei_11a0170f44e3_rois.zip",
                        "nuclei_66236902b874_labels.tif",
                        "nuclei_66236902b874_objects.csv",
                        "nuclei_66236902b874_rois.zip",
                        "segment_folder_done.txt"),
                names(output));
        for (String name : names(output)) {
            if (name.endsWith(".tif")) {
                assertSamePixels(read(expected.resolve(name)), read(output.resolve(name)));
            } else if (!name.endsWith(".txt")) {
                assertArrayEquals(
                        Files.readAllBytes(expected.resolve(name)), Files.readAllBytes(output.resolve(name)), name);
            }
        }
        assertEquals(0, WindowManager.getImageCount());
    }

    @Test
    void mapsThatTheSettingsAskForDoNotStayOpen() throws IOException {
        Path model = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny"));
        for (String name : List.of("11a0170f44e3", "49edc2f77151")) {
            Files.copy(CROPS.resolve(name + ".png"), input.resolve(name + ".png"));
        }
        ImagePlus mine = IJ.createImage("mine", "8-bit black", 20, 20, 1);
        mine.show();
        HeadlessMacro macro =
                HeadlessMacro.file(MACRO, input + ";" + output + ";model=[" + model + "] probability uncertainty");
        assertTrue(macro.out().contains("2 images, 0 failed"), macro::printed);
        assertEquals(1, WindowManager.getImageCount());
        assertEquals("mine", IJ.getImage().getTitle());
    }

    @Test
    void aBadFileStopsNothingAndIsNamed() throws IOException {
        Path model = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny model"));
        Files.copy(CROPS.resolve("11a0170f44e3.png"), input.resolve("a.png"));
        Files.writeString(input.resolve("b.png"), "this is no picture");
        Files.write(input.resolve("c.tif"), new byte[] {'I', 'I', 42, 0, 8, 0, 0, 0});
        Files.createFile(input.resolve("d.tif"));
        Files.copy(CROPS.resolve("49edc2f77151.png"), input.resolve("e [1].png"));
        Files.writeString(input.resolve("notes.txt"), "no image, and not counted");
        String argument = input + ";" + output + ";model=[" + model + "]";

        HeadlessMacro first = HeadlessMacro.file(MACRO, argument);

        assertTrue(first.out().contains("5 images, 3 failed"), first::printed);
        List<String> whatIsThere = List.of(
                "a_labels.tif",
                "a_objects.csv",
                "a_rois.zip",
                "e [1]_labels.tif",
                "e [1]_objects.csv",
                "e [1]_rois.zip",
                "segment_folder_failed.txt");
        assertEquals(whatIsThere, names(output));
        String report = Files.readString(output.resolve("segment_folder_failed.txt"));
        List<String> lines = report.lines().toList();
        assertEquals("5 images, 3 failed", lines.get(0));
        for (int i = 0; i < 3; i++) {
            String name = List.of("b.png", "c.tif", "d.tif").get(i);
            assertTrue(
                    lines.get(i + 1).startsWith(name + ": '")
                            && lines.get(i + 1).contains("cannot be opened"),
                    report);
        }

        byte[] table = Files.readAllBytes(output.resolve("a_objects.csv"));
        byte[] labels = Files.readAllBytes(output.resolve("a_labels.tif"));
        for (String bad : List.of("b.png", "c.tif", "d.tif")) {
            Files.delete(input.resolve(bad));
        }
        HeadlessMacro again = HeadlessMacro.file(MACRO, argument);
        assertTrue(again.out().contains("2 images, 0 failed"), again::printed);
        assertFalse(Files.exists(output.resolve("segment_folder_failed.txt")));
        assertTrue(Files.exists(output.resolve("segment_folder_done.txt")));
        assertArrayEquals(table, Files.readAllBytes(output.resolve("a_objects.csv")));
        assertArrayEquals(labels, Files.readAllBytes(output.resolve("a_labels.tif")));
    }

    @Test
    void namesThatDifferInCaseDoNotMeetWhereTheSystemTakesThemForTheSame() throws IOException {
        Path model = TinyPackage.of("sharp").minSize(0).writeTo(folder.resolve("tiny"));
        Files.copy(CROPS.resolve("11a0170f44e3.png"), input.resolve("A.png"));
        Files.copy(IMAGES.resolve("nuclei_66236902b874.png"), input.resolve("a.tif"));
        HeadlessMacro macro = HeadlessMacro.file(MACRO, input + ";" + output + ";model=[" + model + "]");
        assertTrue(macro.out().contains("2 images, 0 failed"), macro::printed);
        assertTrue(names(output).contains("A_labels.tif"), () -> String.valueOf(output));
        assertTrue(names(output).contains("a.tif_labels.tif"), () -> String.valueOf(output));
    }

    @Test
    void settingsThatAreWrongFailEveryImageByName() throws IOException {
        Files.copy(CROPS.resolve("11a0170f44e3.png"), input.resolve("a.png"));
        HeadlessMacro.file(MACRO, input + ";" + output + ";threshhold=0.5");
        String report = Files.readString(output.resolve("segment_folder_failed.txt"));
        assertTrue(report.contains("a.png: Unknown key 'threshhold'"), report);
        assertEquals(List.of("segment_folder_failed.txt"), names(output));
    }

    @Test
    void withoutAnArgumentItSaysWhatItNeeds() {
        HeadlessMacro macro = HeadlessMacro.file(MACRO, "");
        assertTrue(macro.printed().contains("needs one argument: input folder;output folder"), macro::printed);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return List.copyOf(new TreeSet<>(
                    files.map(file -> file.getFileName().toString()).toList()));
        }
    }
}
