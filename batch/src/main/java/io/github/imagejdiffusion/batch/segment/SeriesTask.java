package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.batch.UnsuitableImageException;
import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.lazy.LazyPlane;
import io.github.imagejdiffusion.segdiff.HyperstackSegmenter;
import io.github.imagejdiffusion.segdiff.SegDiff;
import io.github.imagejdiffusion.segdiff.SegDiffOptions;
import io.github.imagejdiffusion.segdiff.SegmentationSink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** One image of a file: which of its planes are segmented, and doing so. */
final class SeriesTask {

    private final ImageFile file;
    private final int index;
    private final List<Integer> channels;
    private final PlaneRange z;
    private final PlaneRange t;
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
     * Segments plane by plane, t outermost.
     *
     * @throws UnsuitableImageException if the image does not fit the options or the model
     */
    void run(SegDiff segDiff, SegDiffOptions options, ProgressListener listener, Supplier<SegmentationSink> nextPlane) {
        try {
            new HyperstackSegmenter(segDiff, options).segment(planeSource(), z, t, listener, nextPlane);
        } catch (IllegalArgumentException e) {
            throw new UnsuitableImageException(e.getMessage());
        }
    }

    private PlaneSource planeSource() {
        return new PlaneSource() {
            @Override
            public int sizeZ() {
                return series().sizeZ();
            }

            @Override
            public int sizeT() {
                return series().sizeT();
            }

            @Override
            public List<RandomAccessibleInterval<? extends RealType<?>>> plane(int slice, int frame) {
                return channelsOf(slice, frame);
            }
        };
    }

    private List<RandomAccessibleInterval<? extends RealType<?>>> channelsOf(int slice, int frame) {
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

    PlaneRange z() {
        return z;
    }

    PlaneRange t() {
        return t;
    }

    /** As in the file, or as the user said. */
    Calibration calibration() {
        return calibration;
    }
}
