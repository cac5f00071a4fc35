package io.github.imagejdiffusion.batch.segment;

import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.LABELS;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.PROBABILITY;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.SEGMENTATION;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.SPREAD;
import static io.github.imagejdiffusion.batch.outputs.OutputSuffixes.UNCERTAINTY;

import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.outputs.ResultFiles;
import io.github.imagejdiffusion.batch.run.ImageSet;
import io.github.imagejdiffusion.batch.run.SeriesTask;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.write.HyperstackBuilder;
import io.github.imagejdiffusion.formats.write.Lut;
import io.github.imagejdiffusion.formats.write.RowWriter;
import io.github.imagejdiffusion.formats.write.StackFormat;
import io.github.imagejdiffusion.formats.zarr.write.OmeZarrWriter;
import io.github.imagejdiffusion.segdiff.objects.ObjectIds;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The images of a segmentation, maps and labels: TIFF files of their own, or one OME-Zarr folder with the maps as its
 * channels and the labels in {@code labels/objects}.
 */
final class ResultImages implements AutoCloseable {

    private static final int LARGEST_16_BIT_LABEL = 65_535;
    private static final int LARGEST_FLOAT_LABEL = 1 << 24;
    /** One object for 32 x 32 pixels is many. */
    private static final long PIXELS_OF_16_BIT_LABELS = LARGEST_16_BIT_LABEL * 1024L;

    private static final int PIXELS_AT_ONCE = 1 << 20;
    private static final String LABELS_IN_FOLDER = "objects";

    private final SeriesTask task;
    private final ImageSet images;
    private final List<String> maps;
    private OmeZarrWriter folder;

    /** @param withSpread whether there is a map of it */
    ResultImages(ResultFiles files, SeriesTask task, StackFormat format, boolean withSpread) {
        this.task = task;
        this.images = new ImageSet(files, task, format);
        this.maps = withSpread ? List.of(PROBABILITY, UNCERTAINTY, SPREAD) : List.of(PROBABILITY, UNCERTAINTY);
    }

    /** As far as one can tell beforehand: large planes may well have more objects than 16 bits can count. */
    static int mostBytesOfLabel(long pixels) {
        return pixels > PIXELS_OF_16_BIT_LABELS ? Float.BYTES : Short.BYTES;
    }

    /** Begins a map, PROBABILITY, UNCERTAINTY or SPREAD. */
    RowWriter map(String suffix) {
        if (images.isFolder()) {
            return folder().channel(maps.indexOf(suffix));
        }
        return images.begin(images.builder(suffix, PixelType.FLOAT).displayRange(0, largest(suffix)));
    }

    /** Of the values of a map. */
    private static double largest(String map) {
        return map.equals(PROBABILITY) ? 1 : 0.5;
    }

    private OmeZarrWriter folder() {
        if (folder == null) {
            HyperstackBuilder all =
                    images.builder(SEGMENTATION, PixelType.FLOAT).channels(maps.size());
            maps.forEach(map -> all.displayRange(0, largest(map)));
            folder = images.beginFolder(
                    SEGMENTATION,
                    all,
                    maps.stream().map(map -> map.substring(1)).toList());
        }
        return folder;
    }

    /**
     * Writes the label image: 16 bits while the ids fit, else 32-bit float, or 32-bit integers in OME-Zarr.
     *
     * @throws UnsuitableImageException if there are more objects than floats can count
     */
    void labels(LabelStore store, ObjectIds ids) {
        if (ids.count() > LARGEST_FLOAT_LABEL) {
            throw new UnsuitableImageException(ids.count() + " objects are more than the " + LARGEST_FLOAT_LABEL
                    + " that one label image can tell apart; segment fewer planes at once, or crops");
        }
        RowWriter out = labels(ids.count());
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

    private RowWriter labels(int objects) {
        boolean small = objects <= LARGEST_16_BIT_LABEL;
        if (images.isFolder()) {
            return folder().labels(LABELS_IN_FOLDER, small ? PixelType.UINT16 : PixelType.UINT32);
        }
        return images.begin(images.builder(LABELS, small ? PixelType.UINT16 : PixelType.FLOAT)
                .displayRange(0, Math.max(1, objects))
                .lut(Lut.labels()));
    }

    /** Does what takes time, before old images make room for these. */
    void complete() {
        images.complete();
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
