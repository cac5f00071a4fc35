package io.github.imagejdiffusion.batch.run;

import io.github.imagejdiffusion.formats.write.DisplayRange;
import io.github.imagejdiffusion.formats.write.HyperstackWriter;
import io.github.imagejdiffusion.formats.write.RowWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes an image of floats, and what of each of its channels is shown as black and as white: ImageJ would else take the
 * extremes of the plane that is looked at, so that one hot pixel darkens all others. Not thread-safe.
 */
final class ShownImage implements RowWriter {

    private final HyperstackWriter file;
    private final List<ShownSample> samples = new ArrayList<>();
    private final long ofPlane;
    private long done;

    /**
     * @param file in which nothing is written yet
     * @param planes of each channel
     */
    ShownImage(HyperstackWriter file, int width, int height, int channels, int planes) {
        this.file = file;
        this.ofPlane = (long) width * height;
        for (int c = 0; c < channels; c++) {
            samples.add(new ShownSample(width, ofPlane * planes));
        }
    }

    @Override
    public void writeRows(float[] rows) {
        file.writeRows(rows);
        for (int from = 0; from < rows.length; ) {
            int to = (int) Math.min(rows.length, from + ofPlane - done % ofPlane);
            samples.get((int) (done / ofPlane % samples.size())).add(rows, from, to);
            done += to - from;
            from = to;
        }
    }

    /** Tells the file, unless a channel has one value only. */
    void choose() {
        List<DisplayRange> ranges = samples.stream()
                .map(ShownSample::range)
                .flatMap(Optional::stream)
                .toList();
        if (ranges.size() == samples.size()) {
            file.displayRanges(ranges);
        }
    }
}
