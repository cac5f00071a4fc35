package io.github.imagejdiffusion.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * A row of {@code expected.csv}: what must be found in a real file. Sizes and pixels are those of the first image.
 *
 * @param cells of the row; empty ones are not known
 */
record ExpectedImage(List<String> cells) {

    private static final List<String> HEADER = List.of(
            "file",
            "format",
            "size_x",
            "size_y",
            "size_c",
            "size_z",
            "size_t",
            "series",
            "pixel_type",
            "pixel_x_um",
            "pixel_z_um",
            "min",
            "max",
            "mean");

    static List<ExpectedImage> all() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(ExpectedImage.class.getResourceAsStream("/expected.csv"), "expected.csv"),
                StandardCharsets.UTF_8))) {
            List<String> lines = in.lines().toList();
            assertEquals(HEADER, cells(lines.get(0)));
            return lines.stream()
                    .skip(1)
                    .map(line -> new ExpectedImage(cells(line)))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of the columns that are used here; later ones have quotes. */
    private static List<String> cells(String line) {
        return List.of(line.split(",", -1)).subList(0, HEADER.size());
    }

    String file() {
        return cell("file");
    }

    String format() {
        return cell("format");
    }

    private String cell(String column) {
        return cells.get(HEADER.indexOf(column));
    }

    void assertMet(ImageFile image) {
        Series s = image.series().get(0);
        assertEquals(cell("series"), "" + image.series().size());
        assertEquals(
                List.of(cell("size_x"), cell("size_y"), cell("size_c"), cell("size_z"), cell("size_t")),
                List.of("" + s.sizeX(), "" + s.sizeY(), "" + s.sizeC(), "" + s.sizeZ(), "" + s.sizeT()));
        assertEquals(cell("pixel_type"), s.pixelType().name().toLowerCase(Locale.ROOT));
        assertSize("pixel_x_um", s.calibration().pixelWidth());
        assertSize("pixel_z_um", s.calibration().pixelDepth());
        Values values = Values.of(image, s);
        assertNumber("min", values.min, 0);
        assertNumber("max", values.max, 0);
        assertNumber("mean", values.sum / values.count, 5e-4);
    }

    private void assertSize(String column, OptionalDouble size) {
        if (!cell(column).isEmpty()) {
            assertNumber(column, size.orElse(Double.NaN), 1e-6);
        }
    }

    private void assertNumber(String column, double found, double tolerance) {
        if (!cell(column).isEmpty()) {
            Supplier<String> what = () -> file() + ", " + column;
            assertEquals(Double.parseDouble(cell(column)), found, tolerance, what);
        }
    }

    @Override
    public String toString() {
        return file();
    }

    /** Least, largest, sum and number of all values of an image. */
    private static final class Values {
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;
        private double sum;
        private long count;

        static Values of(ImageFile image, Series s) {
            Values values = new Values();
            for (int c = 0; c < s.sizeC(); c++) {
                for (int z = 0; z < s.sizeZ(); z++) {
                    for (int t = 0; t < s.sizeT(); t++) {
                        values.add(image.plane(0, c, z, t));
                    }
                }
            }
            return values;
        }

        private <T extends RealType<?>> void add(RandomAccessibleInterval<T> plane) {
            for (Iterator<T> all = Views.iterable(plane).iterator(); all.hasNext(); count++) {
                double value = all.next().getRealDouble();
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
            }
        }
    }
}
