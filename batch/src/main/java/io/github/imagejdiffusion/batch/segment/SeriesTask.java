package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.IndexRange;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.diffusion.normalise.PercentileLimits;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.lazy.LazyPlane;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import io.github.imagejdiffusion.segdiff.SegmentationSink;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** One image of a file: which of its planes are segmented, and doing so. */
final class SeriesTask {

    /** Pixels of a stack that is read only once. */
    private static final long MOST_IN_MEMORY = 1L << 26;

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
    void run(SegDiff segDiff, SegDiffOptions options, ProgressListener listener, Supplier<SegmentationSink> nextPlane) {
        int done = 0;
        for (int frame = t.first() - 1; frame < t.last(); frame++) {
            List<List<RandomAccessibleInterval<? extends RealType<?>>>> stack = stack(frame);
            List<PercentileLimits> limits = segDiff.limits(stack);
            for (int slice = z.first() - 1; slice < z.last(); slice++) {
                int before = done++;
                ProgressListener ofPlane =
                        (call, calls) -> listener.progressed(before * 1000L + call * 1000 / calls, planes() * 1000L);
                int address = frame * series().sizeZ() + slice;
                try {
                    segDiff.segment(stack.get(slice), limits, address, options, ofPlane, nextPlane.get());
                } catch (IllegalArgumentException e) {
                    throw new UnsuitableImageException(e.getMessage());
                }
            }
        }
    }

    /**
     * Every z plane of a time point, each with its channels. Each is looked at several times: kept in memory if that is
     * little, else read anew every time it is asked for.
     */
    private List<List<RandomAccessibleInterval<? extends RealType<?>>>> stack(int frame) {
        List<List<RandomAccessibleInterval<? extends RealType<?>>>> onDemand = new AbstractList<>() {
            @Override
            public List<RandomAccessibleInterval<? extends RealType<?>>> get(int slice) {
                return plane(frame, slice);
            }

            @Override
            public int size() {
                return series().sizeZ();
            }
        };
        boolean fits = pixels() * series().sizeZ() * channels.size() <= MOST_IN_MEMORY;
        return fits || series().sizeZ() == 1 ? new ArrayList<>(onDemand) : onDemand;
    }

    private List<RandomAccessibleInterval<? extends RealType<?>>> plane(int frame, int slice) {
        List<RandomAccessibleInterval<? extends RealType<?>>> plane = new ArrayList<>();
        for (int channel : channels) {
            plane.add(LazyPlane.of(file, index, channel, slice, frame));
        }
        return plane;
    }

    /** Of one plane. */
    long pixels() {
        return (long) series().sizeX() * series().sizeY();
    }

    /** How many are segmented. */
    int planes() {
        return Math.multiplyExact(z.size(), t.size());
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
