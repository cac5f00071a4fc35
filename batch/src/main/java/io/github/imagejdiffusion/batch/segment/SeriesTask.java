package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.IndexRange;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import io.github.imagejdiffusion.segdiff.Segmentation;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** One image of a file: which of its planes are segmented, and doing so. */
final class SeriesTask {

    private final ImageFile file;
    private final int index;
    private final List<Integer> channels;
    private final IndexRange z;
    private final IndexRange t;
    private final Calibration calibration;

    /** @throws UnsuitableImageException if the image has fewer planes than asked for */
    SeriesTask(ImageFile file, int index, List<Integer> channels, PlaneOptions planes) {
        this.file = file;
        this.index = index;
        this.channels = channels;
        this.z = planes.zOf(series());
        this.t = planes.tOf(series());
        this.calibration = planes.calibrationOf(series());
    }

    /**
     * Segments plane by plane, t outermost. Normalisation is over the chosen z planes' whole stack of a time point, so a
     * part of the planes gets the same values as all of them.
     *
     * @throws UnsuitableImageException if the image does not fit the options or the model
     */
    SeriesResult run(SegDiff segDiff, SegDiffOptions options, ProgressListener listener) {
        List<Segmentation> planes = new ArrayList<>();
        int total = t.size() * z.size();
        for (int frame = t.first() - 1; frame < t.last(); frame++) {
            List<List<RandomAccessibleInterval<? extends RealType<?>>>> stack = stack(frame);
            List<PercentileLimits> limits = segDiff.limits(stack);
            for (int slice = z.first() - 1; slice < z.last(); slice++) {
                int before = planes.size();
                ProgressListener ofPlane =
                        (done, calls) -> listener.progressed(before * 1000L + done * 1000 / calls, total * 1000L);
                int address = frame * series().sizeZ() + slice;
                planes.add(segment(segDiff, stack.get(slice), limits, address, options, ofPlane));
            }
        }
        return new SeriesResult(planes, z.size(), t.size(), z.first(), t.first());
    }

    private static Segmentation segment(
            SegDiff segDiff,
            List<RandomAccessibleInterval<? extends RealType<?>>> channels,
            List<PercentileLimits> limits,
            int address,
            SegDiffOptions options,
            ProgressListener listener) {
        try {
            return segDiff.segment(channels, limits, address, options, listener);
        } catch (IllegalArgumentException e) {
            throw new UnsuitableImageException(e.getMessage());
        }
    }

    /** Every z plane of a time point, each with its channels: in memory, as each is looked at several times. */
    private List<List<RandomAccessibleInterval<? extends RealType<?>>>> stack(int frame) {
        List<List<RandomAccessibleInterval<? extends RealType<?>>>> stack = new ArrayList<>();
        for (int slice = 0; slice < series().sizeZ(); slice++) {
            stack.add(plane(frame, slice));
        }
        return stack;
    }

    private List<RandomAccessibleInterval<? extends RealType<?>>> plane(int frame, int slice) {
        List<RandomAccessibleInterval<? extends RealType<?>>> plane = new ArrayList<>();
        for (int channel : channels) {
            plane.add(file.plane(index, channel, slice, frame));
        }
        return plane;
    }

    ImageFile file() {
        return file;
    }

    /** Of the image in its file, from 0. */
    int index() {
        return index;
    }

    Series series() {
        return file.series().get(index);
    }

    /** From 0. */
    List<Integer> channels() {
        return channels;
    }

    IndexRange z() {
        return z;
    }

    IndexRange t() {
        return t;
    }

    /** As in the file, or as the user said. */
    Calibration calibration() {
        return calibration;
    }
}
