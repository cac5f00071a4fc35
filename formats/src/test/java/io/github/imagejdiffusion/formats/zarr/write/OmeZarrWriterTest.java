package io.github.imagejdiffusion.formats.zarr.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.write.HyperstackBuilder;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.RowWriter;
import io.github.imagejdiffusion.formats.write.StackLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written as OME-Zarr: pixels, levels, labels and metadata, whole or not at all. */
class OmeZarrWriterTest {

    private static final int WIDTH = 37;
    private static final int HEIGHT = 21;
    private static final int CHUNK = 16;
    private static final Calibration CALIBRATION =
            Calibration.ofMicrometres(0.25).withPixelDepth(2).withFrameInterval(30);

    @TempDir
    Path folder;

    private static StackLayout layout(PixelType type) {
        HyperstackBuilder builder = HyperstackWriter.builder(Path.of("x.tif"), WIDTH, HEIGHT, type)
                .channels(2)
                .slices(3)
                .frames(2)
                .calibration(CALIBRATION);
        return builder.layout();
    }

    private static float value(int c, int z, int t, long x, long y) {
        return (c * 31 + z * 17 + t * 7 + x * 3 + y * 5) % 251;
    }

    private static float[] plane(int c, int z, int t) {
        float[] plane = new float[WIDTH * HEIGHT];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = value(c, z, t, i % WIDTH, i / WIDTH);
        }
        return plane;
    }

    /** Writes all planes in pieces of so many rows. */
    private Path write(String name, PixelType type, int rows) {
        Path target = folder.resolve(name);
        try (OmeZarrWriter writer = OmeZarrWriter.create(target, layout(type), List.of("DAPI", "GFP"), CHUNK)) {
            RowWriter image = writer.channels();
            RowWriter labels = writer.labels("cells", PixelType.UINT32);
            for (int t = 0; t < 2; t++) {
                for (int z = 0; z < 3; z++) {
                    for (int c = 0; c < 2; c++) {
                        inPieces(image, plane(c, z, t), rows);
                    }
                    inPieces(labels, plane(5, z, t), rows);
                }
            }
            writer.finish();
        }
        return target;
    }

    private static void inPieces(RowWriter writer, float[] plane, int rows) {
        for (int at = 0; at < plane.length; at += rows * WIDTH) {
            writer.writeRows(Arrays.copyOfRange(plane, at, Math.min(plane.length, at + rows * WIDTH)));
        }
    }

    private static double pixel(RandomAccessibleInterval<? extends RealType<?>> plane, long x, long y) {
        return plane.getAt(x, y).getRealDouble();
    }

    @Test
    void whatIsWrittenIsRead() {
        for (PixelType type : List.of(PixelType.UINT16, PixelType.FLOAT)) {
            try (ImageFile file = ImageFiles.open(write(type + ".ome.zarr", type, 5))) {
                assertEquals("OME-Zarr 0.4", file.formatName());
                Series s = file.series().get(0);
                assertEquals(
                        new Series(
                                type.toString(),
                                WIDTH,
                                HEIGHT,
                                2,
                                3,
                                2,
                                type,
                                false,
                                new Calibration(
                                        OptionalDouble.of(0.25),
                                        OptionalDouble.of(0.25),
                                        OptionalDouble.of(2),
                                        OptionalDouble.of(30),
                                        "micrometer"),
                                List.of("DAPI", "GFP")),
                        s);
                for (int i = 0; i < 12; i++) {
                    RandomAccessibleInterval<? extends RealType<?>> plane = file.plane(0, i % 2, i / 2 % 3, i / 6);
                    for (int at = 0; at < WIDTH * HEIGHT; at++) {
                        assertEquals(
                                value(i % 2, i / 2 % 3, i / 6, at % WIDTH, at / WIDTH),
                                pixel(plane, at % WIDTH, at / WIDTH));
                    }
                }
            }
        }
    }

    @Test
    void smallerLevelsAreMeansAndLabelsAreNot() {
        Path target = write("a.zarr", PixelType.FLOAT, 100);
        try (ImageFile file = ImageFiles.open(target);
                ImageFile labels = ImageFiles.open(target.resolve("labels/cells"))) {
            assertEquals(
                    List.of(37L, 19L, 10L),
                    file.levels(0).stream().map(level -> level.dimension(0)).toList());
            assertEquals(file.levels(0).size(), labels.levels(0).size());
            assertEquals(PixelType.UINT32, labels.series().get(0).pixelType());
            assertEquals(1, labels.series().get(0).sizeC());
            assertEquals(value(5, 2, 1, 36, 20), pixel(labels.plane(0, 0, 2, 1), 36, 20));
            ImageFile half = file.atLevel(0, 1);
            assertEquals(0.5, half.series().get(0).calibration().pixelWidth().orElseThrow());
            double mean =
                    (value(1, 2, 0, 6, 8) + value(1, 2, 0, 7, 8) + value(1, 2, 0, 6, 9) + value(1, 2, 0, 7, 9)) / 4;
            assertEquals(mean, pixel(half.plane(0, 1, 2, 0), 3, 4));
            double corner = value(1, 2, 0, 36, 20);
            assertEquals(corner, pixel(half.plane(0, 1, 2, 0), 18, 10));
            assertEquals(value(5, 2, 0, 8, 4), pixel(labels.atLevel(0, 2).plane(0, 0, 2, 0), 2, 1));
        }
    }

    private static JsonObject json(Path file) throws IOException {
        return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    }

    /** The MUSTs of https://ngff.openmicroscopy.org/0.4/ for images and labels. */
    @Test
    void metadataAreThoseOfTheSpecification() throws IOException {
        Path target = write("a.ome.zarr", PixelType.UINT16, 100);
        for (Path group : List.of(target, target.resolve("labels"), target.resolve("labels/cells"))) {
            assertEquals(2, json(group.resolve(".zgroup")).get("zarr_format").getAsInt());
        }
        checkMultiscale(target);
        checkMultiscale(target.resolve("labels/cells"));
        JsonArray channels =
                json(target.resolve(".zattrs")).getAsJsonObject("omero").getAsJsonArray("channels");
        assertEquals(2, channels.size());
        for (JsonElement channel : channels) {
            assertTrue(channel.getAsJsonObject().get("color").getAsString().matches("[0-9A-F]{6}"));
            JsonObject window = channel.getAsJsonObject().getAsJsonObject("window");
            assertEquals(Set.of("min", "max", "start", "end"), window.keySet());
        }
        assertEquals(
                "[\"cells\"]",
                json(target.resolve("labels/.zattrs")).getAsJsonArray("labels").toString());
        assertEquals(
                "{\"version\":\"0.4\",\"source\":{\"image\":\"../../\"}}",
                json(target.resolve("labels/cells/.zattrs")).get("image-label").toString());
    }

    private static void checkMultiscale(Path group) throws IOException {
        JsonArray multiscales = json(group.resolve(".zattrs")).getAsJsonArray("multiscales");
        assertEquals(1, multiscales.size());
        JsonObject multiscale = multiscales.get(0).getAsJsonObject();
        assertEquals("0.4", multiscale.get("version").getAsString());
        List<String> axes = multiscale.getAsJsonArray("axes").asList().stream()
                .map(axis -> axis.getAsJsonObject().get("name").getAsString() + ":"
                        + axis.getAsJsonObject().get("type").getAsString() + ":"
                        + (axis.getAsJsonObject().has("unit")
                                ? axis.getAsJsonObject().get("unit").getAsString()
                                : ""))
                .toList();
        assertEquals(
                List.of(
                        "t:time:second",
                        "c:channel:",
                        "z:space:micrometer",
                        "y:space:micrometer",
                        "x:space:micrometer"),
                axes);
        JsonArray datasets = multiscale.getAsJsonArray("datasets");
        assertEquals(3, datasets.size());
        for (JsonElement dataset : datasets) {
            JsonObject array =
                    json(group.resolve(dataset.getAsJsonObject().get("path").getAsString())
                            .resolve(".zarray"));
            assertEquals(5, array.getAsJsonArray("shape").size());
            assertEquals("/", array.get("dimension_separator").getAsString());
            JsonArray transformations = dataset.getAsJsonObject().getAsJsonArray("coordinateTransformations");
            JsonObject scale = transformations.get(0).getAsJsonObject();
            assertEquals("scale", scale.get("type").getAsString());
            assertEquals(5, scale.getAsJsonArray("scale").size());
            for (int i = 1; i < transformations.size(); i++) {
                JsonObject translation = transformations.get(i).getAsJsonObject();
                assertEquals("translation", translation.get("type").getAsString());
                assertEquals(5, translation.getAsJsonArray("translation").size());
            }
            assertTrue(transformations.size() <= 2);
        }
    }

    private static SortedMap<String, String> content(Path folder) throws IOException {
        SortedMap<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return content;
    }

    @Test
    void sameInputGivesSameBytes() throws IOException {
        SortedMap<String, String> first = content(write("a.zarr", PixelType.UINT8, 1));
        SortedMap<String, String> second = content(write("b.zarr", PixelType.UINT8, 21));
        first.remove(".zattrs");
        second.remove(".zattrs");
        assertEquals(first, second);
    }

    @Test
    void leavesNothingBehindUnlessFinished() throws IOException {
        Path target = folder.resolve("a.zarr");
        try (OmeZarrWriter writer = OmeZarrWriter.create(target, layout(PixelType.UINT8), List.of(), CHUNK)) {
            RowWriter image = writer.channels();
            image.writeRows(plane(0, 0, 0));
            assertFalse(Files.exists(target));
            assertTrue(assertThrows(FormatsException.class, writer::finish)
                    .getMessage()
                    .contains("1 of 12 planes"));
            assertThrows(IllegalArgumentException.class, () -> image.writeRows(new float[WIDTH + 1]));
            assertThrows(FormatsException.class, () -> {
                for (int i = 0; i < 12; i++) {
                    image.writeRows(plane(0, 0, 0));
                }
            });
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
        Path leftover = Files.createDirectories(folder.resolve(".a.zarr.part/0/1"));
        Files.writeString(leftover.resolve("2"), "killed");
        write("a.zarr", PixelType.UINT8, 7);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(target), left.toList());
        }
        assertTrue(assertThrows(FormatsException.class, () -> write("a.zarr", PixelType.UINT8, 7))
                .getMessage()
                .contains("is there already"));
    }

    @Test
    void refusesValuesThatDoNotFit() {
        for (float value : new float[] {-1, 256, 0.5f, Float.NaN}) {
            try (OmeZarrWriter writer =
                    OmeZarrWriter.create(folder.resolve("a.zarr"), layout(PixelType.UINT8), List.of(), CHUNK)) {
                float[] plane = plane(0, 0, 0);
                plane[100] = value;
                FormatsException e = assertThrows(
                        FormatsException.class, () -> writer.channels().writeRows(plane));
                assertTrue(e.getMessage().contains("cannot hold the value"), e.getMessage());
            }
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> OmeZarrWriter.create(folder.resolve("a.zarr"), layout(PixelType.UINT8), List.of("one")));
        assertFalse(Files.exists(folder.resolve(".a.zarr.part")));
    }

    /** Chunks are written in parallel: none may still be when the failure of another is told. */
    @Test
    void nothingIsLeftOfAWriterThatFailedAmongManyChunks() throws IOException {
        for (int i = 0; i < 40; i++) {
            try (OmeZarrWriter writer =
                    OmeZarrWriter.create(folder.resolve("a.zarr"), layout(PixelType.UINT8), List.of(), 1)) {
                float[] plane = plane(0, 0, 0);
                plane[0] = -1;
                assertThrows(FormatsException.class, () -> writer.channels().writeRows(plane));
            }
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(List.of(), left.toList());
            }
        }
    }

    /** Writers that share nothing but the folder write blocks in any order; the image is as one of a single writer. */
    @Test
    void blocksOfSeveralWritersMakeOneImage() throws IOException {
        Path whole = write("whole.zarr", PixelType.UINT8, 9);
        Path target = folder.resolve("blocks.zarr");
        List<FinalInterval> blocks = List.of(
                FinalInterval.createMinMax(0, 0, 15, 15),
                FinalInterval.createMinMax(16, 0, WIDTH - 1, 15),
                FinalInterval.createMinMax(0, 16, 15, HEIGHT - 1),
                FinalInterval.createMinMax(16, 16, WIDTH - 1, HEIGHT - 1));
        IntStream.range(0, 4 * 12).parallel().forEach(i -> {
            BlockImage image = BlockImage.open(target, layout(PixelType.UINT8), List.of("DAPI", "GFP"), CHUNK);
            FinalInterval block = blocks.get(i % 4);
            int plane = i / 4;
            image.pixels()
                    .write(
                            plane % 2,
                            plane / 2 % 3,
                            plane / 6,
                            block,
                            block(plane % 2, plane / 2 % 3, plane / 6, block));
            if (plane % 2 == 0) {
                image.labels("cells", PixelType.UINT32)
                        .write(0, plane / 2 % 3, plane / 6, block, block(5, plane / 2 % 3, plane / 6, block));
            }
        });
        assertThrows(FormatsException.class, () -> ImageFiles.open(target));
        BlockImage last = BlockImage.open(target, layout(PixelType.UINT8), List.of("DAPI", "GFP"), CHUNK);
        last.labels("cells", PixelType.UINT32);
        last.finish();
        SortedMap<String, String> expected = content(whole);
        SortedMap<String, String> found = content(target);
        expected.remove(".zattrs");
        found.remove(".zattrs");
        assertEquals(expected, found);
        assertThrows(FormatsException.class, () -> BlockImage.open(target, layout(PixelType.UINT16), List.of(), CHUNK));
    }

    private static float[] block(int c, int z, int t, FinalInterval block) {
        int width = (int) block.dimension(0);
        float[] values = new float[width * (int) block.dimension(1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(c, z, t, block.min(0) + i % width, block.min(1) + i / width);
        }
        return values;
    }

    @Test
    void blocksAreMadeOfWholeChunks() {
        BlockImage image = BlockImage.open(folder.resolve("a.zarr"), layout(PixelType.UINT8), List.of(), CHUNK);
        for (FinalInterval block : List.of(
                FinalInterval.createMinMax(1, 0, 15, 15),
                FinalInterval.createMinMax(0, 0, 14, 15),
                FinalInterval.createMinMax(0, 0, 15, 21),
                FinalInterval.createMinMax(-16, 0, 15, 15))) {
            float[] values = new float[(int) (block.dimension(0) * block.dimension(1))];
            assertThrows(IllegalArgumentException.class, () -> image.pixels().write(0, 0, 0, block, values));
        }
        FinalInterval good = FinalInterval.createMinMax(0, 0, 15, 15);
        assertThrows(IllegalArgumentException.class, () -> image.pixels().write(0, 0, 0, good, new float[255]));
        assertThrows(IndexOutOfBoundsException.class, () -> image.pixels().write(2, 0, 0, good, new float[256]));
        assertThrows(IllegalArgumentException.class, () -> image.labels("../x", PixelType.UINT8));
        assertThrows(IllegalArgumentException.class, () -> image.labels("x", PixelType.FLOAT));
    }
}
