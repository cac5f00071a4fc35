package io.github.imagejdiffusion.formats.zarr.write;

import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.zarr.ZarrFormat;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Adds levels to an image of which full size is written, each half as large as the one before. */
final class Pyramid {

    private final Path group;
    private final boolean averaged;

    /** @param averaged whether values may be mixed: those of labels may not */
    Pyramid(Path group, boolean averaged) {
        this.group = group;
        this.averaged = averaged;
    }

    /** How many levels there are until one is a single chunk. */
    static int levels(ArrayWriter.Shape shape) {
        int levels = 1;
        for (ArrayWriter.Shape s = shape; Math.max(s.width(), s.height()) > s.chunk(); s = s.half()) {
            levels++;
        }
        return levels;
    }

    /**
     * Writes all levels.
     *
     * @param full the array of full size
     * @param describe writes the metadata for so many levels; called before each level is made and when all are
     */
    void write(ArrayWriter full, IntConsumer describe) {
        int levels = levels(full.shape());
        ArrayWriter.Shape shape = full.shape();
        for (int level = 1; level < levels; level++) {
            describe.accept(level);
            shape = shape.half();
            ArrayWriter array = ArrayWriter.create(group.resolve(Integer.toString(level)), shape, full.type());
            try (ImageFile file = new ZarrFormat().open(group)) {
                halve(file.atLevel(0, level - 1), array);
            }
        }
        describe.accept(levels);
    }

    private void halve(ImageFile source, ArrayWriter array) {
        ArrayWriter.Shape shape = array.shape();
        for (int t = 0; t < shape.frames(); t++) {
            for (int z = 0; z < shape.slices(); z++) {
                for (int c = 0; c < shape.channels(); c++) {
                    for (int y = 0; y < shape.height(); y += shape.chunkHeight()) {
                        for (int x = 0; x < shape.width(); x += shape.chunkWidth()) {
                            int width = Math.min(shape.chunkWidth(), shape.width() - x);
                            int height = Math.min(shape.chunkHeight(), shape.height() - y);
                            FinalInterval block = FinalInterval.createMinSize(x, y, width, height);
                            array.write(c, z, t, block, half(source, c, z, t, block, array));
                        }
                    }
                }
            }
        }
    }

    private float[] half(ImageFile source, int c, int z, int t, FinalInterval block, ArrayWriter array) {
        long right = source.series().get(0).sizeX() - 1L;
        long bottom = source.series().get(0).sizeY() - 1L;
        RandomAccessibleInterval<? extends RealType<?>> from = source.region(
                0,
                c,
                z,
                t,
                FinalInterval.createMinMax(
                        2 * block.min(0),
                        2 * block.min(1),
                        Math.min(right, 2 * block.max(0) + 1),
                        Math.min(bottom, 2 * block.max(1) + 1)));
        RandomAccess<? extends RealType<?>> at = from.randomAccess();
        float[] values = new float[Math.toIntExact(block.dimension(0) * block.dimension(1))];
        int i = 0;
        for (long y = 2 * block.min(1); y <= 2 * block.max(1); y += 2) {
            for (long x = 2 * block.min(0); x <= 2 * block.max(0); x += 2) {
                values[i++] = averaged
                        ? mean(at, x, Math.min(x + 1, right), y, Math.min(y + 1, bottom), array)
                        : at.setPositionAndGet(x, y).getRealFloat();
            }
        }
        return values;
    }

    private static float mean(
            RandomAccess<? extends RealType<?>> at, long x0, long x1, long y0, long y1, ArrayWriter array) {
        double sum = at.setPositionAndGet(x0, y0).getRealDouble();
        sum += at.setPositionAndGet(x1, y0).getRealDouble();
        sum += at.setPositionAndGet(x0, y1).getRealDouble();
        sum += at.setPositionAndGet(x1, y1).getRealDouble();
        return (float) (array.type().isInteger() ? Math.rint(sum / 4) : sum / 4);
    }
}
