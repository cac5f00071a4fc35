package io.github.imagejdiffusion.batch.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import io.github.imagejdiffusion.batch.ExitCodes;
import io.github.imagejdiffusion.batch.ImagejDiffusion;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code segment --format}: names, content, record, and what other verbs make of the results. */
class ResultFormatTest {

    private static final int SIDE = 32;

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    private int run(Object... arguments) {
        return ImagejDiffusion.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors))
                .execute(Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    private int segment(Path input, Path output, Object... more) {
        List<Object> arguments = Stream.concat(
                        Stream.of("segment", input, "--output", output, "--steps", 1, "--runs", 1, "--threads", 1),
                        Stream.of(more))
                .toList();
        return run(arguments.toArray());
    }

    /** A bright disk on dark ground, two planes. */
    @BeforeEach
    void writeInput() {
        short[] pixels = new short[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) (Math.hypot(i % SIDE - 16, i / SIDE - 16) < 8 ? 5000 : 100 + i % 7);
        }
        try (HyperstackWriter out = HyperstackWriter.builder(folder.resolve("a.tif"), SIDE, SIDE, PixelType.UINT16)
                .slices(2)
                .calibration(Calibration.ofMicrometres(0.5).withPixelDepth(2))
                .open()) {
            out.write(ArrayImgs.unsignedShorts(pixels, SIDE, SIDE));
            out.write(ArrayImgs.unsignedShorts(pixels, SIDE, SIDE));
            out.finish();
        }
    }

    private static List<String> images(Path output) throws IOException {
        try (Stream<Path> files = Files.walk(output)) {
            return files.map(f -> output.relativize(f).toString())
                    .filter(name -> name.endsWith(".tif"))
                    .sorted()
                    .toList();
        }
    }

    private static String recordedFormat(Path output) throws IOException {
        return JsonParser.parseString(Files.readString(output.resolve("a.json")))
                .getAsJsonObject()
                .getAsJsonObject("made_from")
                .getAsJsonObject("options")
                .get("format")
                .getAsString();
    }

    @Test
    void anUnknownFormatIsWrongUsage() {
        assertEquals(
                ExitCodes.WRONG_USAGE, segment(folder.resolve("a.tif"), folder.resolve("out"), "--format", "tiff"));
        assertEquals(
                List.of("imagej-diffusion: --format: 'tiff' is not a format; use imagej or ome or zarr"),
                errors.toString().lines().toList());
        assertTrue(Files.notExists(folder.resolve("out")));
    }

    @Test
    void bothFormatsHoldTheSame() throws IOException {
        Path imageJ = folder.resolve("imagej");
        Path ome = folder.resolve("ome");
        assertEquals(ExitCodes.ALL_DONE, segment(folder.resolve("a.tif"), imageJ), errors::toString);
        assertEquals(ExitCodes.ALL_DONE, segment(folder.resolve("a.tif"), ome, "--format", "ome"), errors::toString);
        assertEquals(List.of("a_labels.tif", "a_probability.tif", "a_uncertainty.tif"), images(imageJ));
        assertEquals(List.of("a_labels.ome.tif", "a_probability.ome.tif", "a_uncertainty.ome.tif"), images(ome));
        assertEquals("imagej", recordedFormat(imageJ));
        assertEquals("ome", recordedFormat(ome));
        try (ImageFile a = ImageFiles.open(imageJ.resolve("a_probability.tif"));
                ImageFile b = ImageFiles.open(ome.resolve("a_probability.ome.tif"))) {
            assertEquals("ImageJ TIFF", a.formatName());
            assertEquals("OME-TIFF", b.formatName());
            Calibration calibration = b.series().get(0).calibration();
            assertEquals(0.5, calibration.pixelWidth().orElseThrow());
            assertEquals(2, calibration.pixelDepth().orElseThrow());
            assertEquals(2, b.series().get(0).sizeZ());
            for (int z = 0; z < 2; z++) {
                for (int i = 0; i < SIDE * SIDE; i++) {
                    assertEquals(
                            a.plane(0, 0, z, 0).getAt(i % SIDE, i / SIDE).getRealDouble(),
                            b.plane(0, 0, z, 0).getAt(i % SIDE, i / SIDE).getRealDouble());
                }
            }
        }
        assertEquals(
                ExitCodes.ALL_DONE,
                run("evaluate", "--truth", imageJ, "--prediction", ome, "--metric", "segmentation"),
                errors::toString);
    }

    /** TIFF to OME-Zarr and back: axes and pixel sizes stay, and so does every value. */
    @Test
    void zarrHoldsTheSameInOneFolder() throws IOException {
        Path imageJ = folder.resolve("imagej");
        Path zarr = folder.resolve("zarr");
        assertEquals(ExitCodes.ALL_DONE, segment(folder.resolve("a.tif"), imageJ), errors::toString);
        assertEquals(ExitCodes.ALL_DONE, segment(folder.resolve("a.tif"), zarr, "--format", "zarr"), errors::toString);
        assertEquals("zarr", recordedFormat(zarr));
        Path group = zarr.resolve("a_segmentation.ome.zarr");
        try (Stream<Path> files = Files.list(zarr)) {
            assertEquals(
                    List.of("a.json", "a_objects.csv", "a_segmentation.ome.zarr"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        assertSame(imageJ.resolve("a_probability.tif"), group, 0);
        assertSame(imageJ.resolve("a_uncertainty.tif"), group, 1);
        assertSame(imageJ.resolve("a_labels.tif"), group.resolve("labels/objects"), 0);
        StringWriter text = new StringWriter();
        ImagejDiffusion.commandLine().setOut(new PrintWriter(text)).execute("info", group.toString());
        assertTrue(text.toString().contains("OME-Zarr 0.4"), text::toString);
        assertTrue(text.toString().contains("32 x 32"), text::toString);
        assertTrue(text.toString().contains("probability, uncertainty"), text::toString);
        assertTrue(text.toString().contains("0.5"), text::toString);
    }

    private static void assertSame(Path tiff, Path zarr, int channel) {
        try (ImageFile a = ImageFiles.open(tiff);
                ImageFile b = ImageFiles.open(zarr)) {
            assertEquals(2, b.series().get(0).sizeZ());
            assertEquals(1, b.series().get(0).sizeT());
            assertEquals(
                    a.series().get(0).calibration().pixelWidth(),
                    b.series().get(0).calibration().pixelWidth());
            assertEquals(
                    a.series().get(0).calibration().pixelDepth(),
                    b.series().get(0).calibration().pixelDepth());
            for (int z = 0; z < 2; z++) {
                for (int i = 0; i < SIDE * SIDE; i++) {
                    assertEquals(
                            a.plane(0, 0, z, 0).getAt(i % SIDE, i / SIDE).getRealDouble(),
                            b.plane(0, channel, z, 0).getAt(i % SIDE, i / SIDE).getRealDouble());
                }
            }
        }
    }

    /** A folder that is an image is one input, done once; what was made of it is none. */
    @Test
    void zarrIsReadAndDoneOnce() throws IOException {
        Path first = folder.resolve("first");
        assertEquals(ExitCodes.ALL_DONE, segment(folder.resolve("a.tif"), first, "--format", "zarr"), errors::toString);
        Path input = Files.createDirectory(folder.resolve("in")).resolve("b.ome.zarr");
        Files.move(first.resolve("a_segmentation.ome.zarr"), input);
        for (String format : List.of("zarr", "imagej", "zarr")) {
            Path output = folder.resolve("in");
            assertEquals(
                    ExitCodes.ALL_DONE,
                    segment(folder.resolve("in"), output, "--channel", 1, "--format", format, "--recursive"),
                    errors::toString);
            assertEquals(format.equals("imagej"), Files.exists(output.resolve("b_labels.tif")));
            assertEquals(format.equals("zarr"), Files.exists(output.resolve("b_segmentation.ome.zarr/labels/objects")));
            assertEquals(
                    format,
                    JsonParser.parseString(Files.readString(output.resolve("b.json")))
                            .getAsJsonObject()
                            .getAsJsonObject("made_from")
                            .getAsJsonObject("options")
                            .get("format")
                            .getAsString());
        }
        StringWriter out = new StringWriter();
        ImagejDiffusion.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(errors))
                .execute(
                        "segment",
                        input.toString(),
                        "-o",
                        input.getParent().toString(),
                        "--channel",
                        "1",
                        "--steps",
                        "1",
                        "--runs",
                        "1",
                        "--threads",
                        "1",
                        "--format",
                        "zarr");
        assertTrue(out.toString().contains("1 skipped"), out + errors.toString());
    }

    @Test
    void anotherFormatIsAnotherResult() throws IOException {
        Path output = folder.resolve("out");
        assertEquals(ExitCodes.ALL_DONE, segment(folder.resolve("a.tif"), output), errors::toString);
        assertEquals(ExitCodes.ALL_DONE, segment(folder.resolve("a.tif"), output, "--format", "ome"), errors::toString);
        assertEquals("ome", recordedFormat(output));
        assertTrue(Files.exists(output.resolve("a_labels.ome.tif")));
    }

    @Test
    void resultsAreNoInputs() throws IOException {
        Path output = folder.resolve("out");
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    ExitCodes.ALL_DONE, segment(folder, output, "--recursive", "--format", "ome"), errors::toString);
            assertEquals(List.of("a_labels.ome.tif", "a_probability.ome.tif", "a_uncertainty.ome.tif"), images(output));
        }
    }
}
