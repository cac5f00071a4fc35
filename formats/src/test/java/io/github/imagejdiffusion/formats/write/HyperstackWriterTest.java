package io.github.imagejdiffusion.formats.write;

import static io.github.imagejdiffusion.formats.Planes.assertPlane;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.Prefs;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.io.TiffEncoder;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.FormatsException;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.ImageFiles;
import io.github.imagejdiffusion.formats.PixelType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Written files, as ImageJ reads them back. */
class HyperstackWriterTest {

    private static final int WIDTH = 7;
    private static final int HEIGHT = 5;
    private static final Calibration CALIBRATION = new Calibration(
            OptionalDouble.of(0.25), OptionalDouble.of(0.5), OptionalDouble.of(1.5), OptionalDouble.of(2.5), "um");

    @TempDir
    Path folder;

    private static int value(int plane, int x, int y) {
        return plane * 5 + x + WIDTH * y;
    }

    /** Planes of a type other than that of the file, and not at the origin. */
    private static RandomAccessibleInterval<? extends RealType<?>> plane(int plane) {
        double[] values = new double[WIDTH * HEIGHT];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(plane, i % WIDTH, i / WIDTH);
        }
        return Views.translate(ArrayImgs.doubles(values, WIDTH, HEIGHT), 100, 50);
    }

    private static void writeAll(HyperstackWriter writer, int planes) {
        for (int i = 0; i < planes; i++) {
            writer.write(plane(i));
        }
        writer.finish();
    }

    private HyperstackBuilder builder(String name, PixelType type) {
        return HyperstackWriter.builder(folder.resolve(name), WIDTH, HEIGHT, type);
    }

    @ParameterizedTest
    @EnumSource(
            value = PixelType.class,
            names = {"UINT8", "UINT16", "FLOAT"})
    void imageJAndWeReadBackWhatWasWritten(PixelType type) {
        Path path = folder.resolve("stack.tif");
        try (HyperstackWriter writer = builder("stack.tif", type)
                .channels(2)
                .slices(3)
                .frames(4)
                .calibration(CALIBRATION)
                .displayRange(2, 30)
                .displayRange(4, 50)
                .info("made by a test")
                .property("key", "value")
                .open()) {
            writeAll(writer, 24);
        }
        ImagePlus image = new Opener().openImage(path.toString());
        assertArrayEquals(new int[] {WIDTH, HEIGHT, 2, 3, 4}, image.getDimensions());
        assertEquals(type.bytes() * 8, image.getBitDepth());
        assertEquals("micron", image.getCalibration().getUnit());
        assertEquals(0.25, image.getCalibration().pixelWidth, 1e-7);
        assertEquals(0.5, image.getCalibration().pixelHeight, 1e-7);
        assertEquals(1.5, image.getCalibration().pixelDepth);
        assertEquals(2.5, image.getCalibration().frameInterval);
        assertEquals("made by a test", image.getInfoProperty());
        assertEquals("value", image.getProp("key"));
        image.setPositionWithoutUpdate(2, 1, 1);
        assertEquals(4, image.getLuts()[1].min);
        assertEquals(50, image.getLuts()[1].max);
        assertEquals(2, image.getLuts()[0].min);
        for (int p = 0; p < 24; p++) {
            for (int i = 0; i < WIDTH * HEIGHT; i++) {
                assertEquals(
                        value(p, i % WIDTH, i / WIDTH),
                        image.getStack().getProcessor(p + 1).getf(i));
            }
        }
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals(
                    CALIBRATION.pixelDepth(), file.series().get(0).calibration().pixelDepth());
            int c = 1;
            int z = 2;
            int t = 3;
            int p = (t * 3 + z) * 2 + c;
            assertPlane(file.plane(0, c, z, t), (x, y) -> value(p, x, y));
        }
    }

    @Test
    void aSinglePlaneKeepsRangeAndColours() {
        try (HyperstackWriter writer = builder("labels.tif", PixelType.UINT16)
                .calibration(Calibration.ofMicrometres(0.065))
                .displayRange(0, 300)
                .lut(Lut.labels())
                .open()) {
            writeAll(writer, 1);
        }
        ImagePlus image = new Opener().openImage(folder.resolve("labels.tif").toString());
        assertEquals(1, image.getStackSize());
        assertEquals(0, image.getDisplayRangeMin());
        assertEquals(300, image.getDisplayRangeMax());
        byte[] reds = new byte[256];
        image.getProcessor().getLut().getReds(reds);
        assertArrayEquals(Lut.labels().reds(), reds);
        assertEquals(0.065, image.getCalibration().pixelWidth, 1e-7);
    }

    @Test
    void imageJShowsTheNamesOfChannels() {
        Path path = folder.resolve("names.tif");
        try (HyperstackWriter writer = HyperstackWriter.builder(path, 3, 2, PixelType.UINT8)
                .channels(2)
                .slices(2)
                .channelNames(List.of("DAPI", "actin"))
                .open()) {
            writer.writeRows(new float[4 * 6]);
            writer.finish();
        }
        ImagePlus image = new Opener().openImage(path.toString());
        assertEquals("DAPI", image.getStack().getSliceLabel(3));
        assertEquals("actin", image.getStack().getSliceLabel(4));
    }

    @Test
    void eightBitColoursAreShownAndDoNotChangeValues() {
        try (HyperstackWriter writer =
                builder("lut.tif", PixelType.UINT8).lut(Lut.labels()).open()) {
            writeAll(writer, 1);
        }
        ImagePlus image = new Opener().openImage(folder.resolve("lut.tif").toString());
        byte[] blues = new byte[256];
        image.getProcessor().getLut().getBlues(blues);
        assertArrayEquals(Lut.labels().blues(), blues);
        assertEquals(value(0, 3, 2), image.getProcessor().get(3, 2));
        try (ImageFile file = ImageFiles.open(folder.resolve("lut.tif"))) {
            assertPlane(file.plane(0, 0, 0, 0), (x, y) -> value(0, x, y));
        }
    }

    /** The frame is written by our own code because ImageJ's encoder pulls planes; here it must not matter. */
    @ParameterizedTest
    @EnumSource(
            value = PixelType.class,
            names = {"UINT8", "UINT16", "FLOAT"})
    void theFirstPageIsThatOfImageJsEncoder(PixelType type) throws IOException {
        for (boolean withLut : new boolean[] {false, true}) {
            for (int planes : new int[] {1, 3}) {
                HyperstackBuilder builder = builder("ours.tif", type)
                        .slices(planes)
                        .calibration(CALIBRATION)
                        .displayRange(1, 9)
                        .info("some text")
                        .labels(List.of("one", "", "three").subList(0, planes))
                        .property("a", "b");
                try (HyperstackWriter writer = (withLut ? builder.lut(Lut.labels()) : builder).open()) {
                    writeAll(writer, planes);
                }
                String description = "ImageJ=1.54p\n" + (planes > 1 ? "images=3\nslices=3\n" : "")
                        + "unit=micron\nfinterval=2.5\nspacing=1.5\n" + (planes > 1 ? "loop=false\n" : "")
                        + "min=1.0\nmax=9.0\n\0";
                Path theirs = folder.resolve("theirs.tif");
                Files.write(theirs, imageJ(type, planes, withLut, description));
                TiffFields expected = TiffFields.read(theirs);
                TiffFields actual = TiffFields.read(folder.resolve("ours.tif"));
                assertEquals(expected.description(), actual.description());
                assertSameButPlace(expected.pages().get(0), actual.pages().get(0), TiffFields.STRIP_OFFSETS);
                assertEquals(planes, actual.pages().size());
                assertTrue(actual.directoriesAreSound());
            }
        }
    }

    private static void assertSameButPlace(Map<Integer, byte[]> expected, Map<Integer, byte[]> actual, int place) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((tag, value) -> {
            if (tag != place) {
                assertArrayEquals(value, actual.get(tag), "field " + tag);
            }
        });
    }

    @Test
    void imageJShowsTheLabels() {
        try (HyperstackWriter writer = builder("l.tif", PixelType.UINT8)
                .slices(3)
                .labels(List.of("z 4", "", "z 6 \u00b5"))
                .open()) {
            writeAll(writer, 3);
        }
        ImagePlus image = new Opener().openImage(folder.resolve("l.tif").toString());
        assertEquals("z 4", image.getStack().getSliceLabel(1));
        assertNull(image.getStack().getSliceLabel(2));
        assertEquals("z 6 \u00b5", image.getStack().getSliceLabel(3));
        assertThrows(IllegalArgumentException.class, () -> builder("l.tif", PixelType.UINT8)
                .slices(2)
                .labels(List.of("one"))
                .open());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theDisplayRangeMayComeLast(int channels) {
        try (HyperstackWriter writer = builder("late.tif", PixelType.UINT16)
                .channels(channels)
                .slices(2)
                .displayRange(0, 1)
                .open()) {
            for (int i = 0; i < 2 * channels; i++) {
                writer.write(plane(i));
            }
            writer.displayRange(0, 1234);
            assertThrows(IllegalArgumentException.class, () -> writer.displayRange(0, Double.NaN));
            writer.finish();
        }
        ImagePlus image = new Opener().openImage(folder.resolve("late.tif").toString());
        for (int c = 1; c <= channels; c++) {
            image.setPosition(c, 1, 1);
            assertEquals(1234, image.getDisplayRangeMax());
        }
        assertEquals(
                value(2 * channels - 1, 3, 2),
                image.getStack().getProcessor(2 * channels).get(3, 2));
    }

    private static byte[] imageJ(PixelType type, int planes, boolean withLut, String description) throws IOException {
        FileInfo info = new FileInfo();
        info.width = WIDTH;
        info.height = HEIGHT;
        info.nImages = planes;
        info.fileType = type == PixelType.UINT8
                ? withLut ? FileInfo.COLOR8 : FileInfo.GRAY8
                : type == PixelType.UINT16 ? FileInfo.GRAY16_UNSIGNED : FileInfo.GRAY32_FLOAT;
        if (withLut) {
            info.lutSize = 256;
            info.reds = Lut.labels().reds();
            info.greens = Lut.labels().greens();
            info.blues = Lut.labels().blues();
        }
        info.unit = "micron";
        info.pixelWidth = 0.25;
        info.pixelHeight = 0.5;
        info.description = description;
        info.info = "some text";
        info.sliceLabels = List.of("one", "", "three").subList(0, planes).toArray(String[]::new);
        info.properties = new String[] {"a", "b"};
        Object[] pixels = new Object[planes];
        for (int p = 0; p < planes; p++) {
            byte[] bytes = new byte[WIDTH * HEIGHT];
            short[] shorts = new short[WIDTH * HEIGHT];
            float[] floats = new float[WIDTH * HEIGHT];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) value(p, i % WIDTH, i / WIDTH);
                shorts[i] = bytes[i];
                floats[i] = bytes[i];
            }
            pixels[p] = type == PixelType.UINT8 ? bytes : type == PixelType.UINT16 ? shorts : floats;
        }
        info.pixels = planes == 1 ? pixels[0] : pixels;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean before = Prefs.intelByteOrder;
        Prefs.intelByteOrder = false;
        try {
            new TiffEncoder(info).write(out);
        } finally {
            Prefs.intelByteOrder = before;
        }
        return out.toByteArray();
    }

    /** From a picometre to a metre, in micrometres. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 3e-5, 0.0101, 0.1, 7, 250, 3e3, 7e4, 7e5, 1e6})
    void pixelsOfEverySizeAreReadBack(double size) {
        try (HyperstackWriter writer = builder("sized.tif", PixelType.UINT8)
                .calibration(Calibration.ofMicrometres(size))
                .open()) {
            writeAll(writer, 1);
        }
        Path path = folder.resolve("sized.tif");
        ImagePlus image = new Opener().openImage(path.toString());
        assertEquals(size, image.getCalibration().pixelWidth, 1e-3 * size);
        assertEquals(size, image.getCalibration().pixelHeight, 1e-3 * size);
        try (ImageFile file = ImageFiles.open(path)) {
            assertEquals(size, file.series().get(0).calibration().pixelWidth().getAsDouble(), 1e-3 * size);
        }
    }

    @Test
    void nothingIsLeftBehindWithoutFinish() throws IOException {
        Path path = folder.resolve("a.tif");
        Files.writeString(path, "old");
        try (HyperstackWriter writer =
                builder("a.tif", PixelType.UINT8).slices(2).open()) {
            writer.write(plane(0));
            FormatsException e = assertThrows(FormatsException.class, writer::finish);
            assertTrue(e.getMessage().contains("1 of 2 planes"), e.getMessage());
        }
        assertEquals("old", Files.readString(path));
        assertOnly("a.tif");
    }

    @Test
    void valuesThatDoNotFitAreNotCut() throws IOException {
        for (double bad : new double[] {-1, 256, 0.5, Double.NaN}) {
            try (HyperstackWriter writer = builder("a.tif", PixelType.UINT8).open()) {
                double[] values = new double[WIDTH * HEIGHT];
                values[9] = bad;
                FormatsException e = assertThrows(
                        FormatsException.class, () -> writer.write(ArrayImgs.doubles(values, WIDTH, HEIGHT)));
                assertTrue(e.getMessage().contains("cannot hold the value " + bad), e.getMessage());
            }
        }
        assertOnly();
    }

    @Test
    void refusesWhatCannotBeWritten() throws IOException {
        FormatsException large = assertThrows(FormatsException.class, () -> HyperstackWriter.builder(
                        folder.resolve("l.tif"), Integer.MAX_VALUE, Integer.MAX_VALUE, PixelType.FLOAT)
                .open());
        assertTrue(large.getMessage().contains("more than a file can hold"), large.getMessage());
        FormatsException many = assertThrows(
                FormatsException.class, () -> HyperstackWriter.builder(folder.resolve("m.tif"), 1, 1, PixelType.UINT8)
                        .channels(1 << 16)
                        .slices(1 << 16)
                        .open());
        assertTrue(many.getMessage().contains("4294967296 planes"), many.getMessage());
        FormatsException missing = assertThrows(FormatsException.class, () -> HyperstackWriter.builder(
                        folder.resolve("no/l.tif"), 4, 4, PixelType.FLOAT)
                .open());
        assertTrue(missing.getMessage().contains("folder does not exist"), missing.getMessage());
        FormatsException directory =
                assertThrows(FormatsException.class, () -> HyperstackWriter.builder(folder, 4, 4, PixelType.FLOAT)
                        .open());
        assertTrue(directory.getMessage().contains("is a folder"), directory.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> HyperstackWriter.builder(folder.resolve("i.tif"), 4, 4, PixelType.INT32));
        assertThrows(
                IllegalArgumentException.class,
                () -> builder("i.tif", PixelType.UINT8).channels(0).open());
        assertThrows(IllegalArgumentException.class, () -> builder("i.tif", PixelType.UINT8)
                .displayRange(3, 3));
        assertThrows(IllegalArgumentException.class, () -> builder("i.tif", PixelType.UINT8)
                .channels(2)
                .lut(Lut.labels())
                .open());
        try (HyperstackWriter writer = builder("w.tif", PixelType.UINT8).open()) {
            assertThrows(IllegalArgumentException.class, () -> writer.write(ArrayImgs.bytes(WIDTH, HEIGHT + 1)));
            writer.write(plane(0));
            assertThrows(FormatsException.class, () -> writer.write(plane(0)));
        }
        assertOnly();
    }

    private void assertOnly(String... names) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertArrayEquals(
                    names, files.map(f -> f.getFileName().toString()).sorted().toArray(String[]::new));
        }
    }
}
