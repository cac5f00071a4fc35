package io.github.imagejdiffusion.batch.segment;

import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.LABELS;

import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.ImageSet;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.Lut;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.segdiff.objects.ObjectIds;
import java.util.List;
import java.util.stream.IntStream;

/** The images of a segmentation: maps, and the labels. */
final class ResultImages implements AutoCloseable {

    private static final int LARGEST_16_BIT_LABEL = 65_535;
    private static final int LARGEST_FLOAT_LABEL = 1 << 24;
    private static final int PIXELS_AT_ONCE = 1 << 20;

    private final SeriesTask task;
    private final ImageSet images;

    ResultImages(ResultFiles files, SeriesTask task, StackFormat format) {
        this.task = task;
        this.images = new ImageSet(files, task, format);
    }

    /** Begins a map of values from 0 to {@code max}. */
    HyperstackWriter map(String suffix, double max) {
        return images.begin(images.builder(suffix, PixelType.FLOAT).displayRange(0, max));
    }

    /**
     * Writes the label image: 16 bits while the ids fit, else 32-bit float.
     *
     * @throws UnsuitableImageException if there are more objects than floats can count
     */
    void labels(LabelStore store, ObjectIds ids) {
        if (ids.count() > LARGEST_FLOAT_LABEL) {
            throw new UnsuitableImageException(ids.count() + " objects are more than the " + LARGEST_FLOAT_LABEL
                    + " that one label image can tell apart; segment fewer planes at once, or crops");
        }
        HyperstackWriter out = images.begin(
                images.builder(LABELS, ids.count() > LARGEST_16_BIT_LABEL ? PixelType.FLOAT : PixelType.UINT16)
                        .displayRange(0, Math.max(1, ids.count()))
                        .lut(Lut.labels()));
        int width = task.series().sizeX();
        int rowsAtOnce = Math.max(1, PIXELS_AT_ONCE / width);
        for (int plane = 0; plane < task.planes(); plane++) {
            int[] map = ids.ofPlane(plane);
            for (int y = 0; y < task.series().sizeY(); y += rowsAtOnce) {
                int[] rows = new int[Math.min(rowsAtOnce, task.series().sizeY() - y) * width];
                store.read(plane * task.pixels() + (long) y * width, rows);
                float[] unique = new float[rows.length];
                IntStream.range(0, rows.length / width).parallel().forEach(row -> {
                    for (int i = row * width; i < (row + 1) * width; i++) {
                        unique[i] = map[rows[i]];
                    }
                });
                out.writeRows(unique);
            }
        }
    }

    /** Gives all images their names. */
    void finish() {
        images.finish();
    }

    /** One line for each image that is not in the chosen format. */
    List<String> notices() {
        return images.notices();
    }

    /** Deletes what has no name yet. */
    @Override
    public void close() {
        images.close();
    }
}
