package io.github.imagejdiffusion.batch.run;

import io.github.imagejdiffusion.batch.options.PlaneOptions;
import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import io.github.imagejdiffusion.diffusion.planes.PlaneSource;
import io.github.imagejdiffusion.formats.Calibration;
import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.lazy.LazyPlane;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** One image of a file, and which of its planes are to be worked on. */
public final class SeriesTask {

    private final ImageFile file;
    private final int index;
    private final int level;
    private final List<Integer> channels;
    private final PlaneRange z;
    private final PlaneRange t;
    private final Calibration calibration;

    /**
     * @param index of the image in its file, from 0
     * @param channels from 0
     * @throws io.github.imagejdiffusion.batch.UnsuitableImageException if the image has fewer planes than asked for
     * @throws io.github.imagejdiffusion.formats.FormatsException if it has no such resolution as asked for
     */
    public SeriesTask(ImageFile file, int index, List<Integer> channels, PlaneOptions planes) {
        this.file = planes.atLevel(file, index);
        this.index = index;
        this.level = planes.level();
        this.channels = channels;
        this.z = planes.zOf(series());
        this.t = planes.tOf(series());
        this.calibration = planes.calibrationOf(series());
    }

    /** All planes of the image with the chosen channels, read when asked for. */
    public PlaneSource planeSource() {
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

            @Override
            public int channel(int index) {
                return channels.get(index);
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

    /**
     * The chosen planes of the first chosen time point, by which a camera is judged: it does not change its noise from
     * frame to frame, and the first bleached least.
     *
     * @param channel index among those that are worked on, from 0
     */
    public List<RandomAccessibleInterval<? extends RealType<?>>> firstFrame(int channel) {
        List<RandomAccessibleInterval<? extends RealType<?>>> planes = new ArrayList<>();
        for (int slice = z.first() - 1; slice < z.last(); slice++) {
            planes.add(LazyPlane.of(file, index, channels.get(channel), slice, t.first() - 1));
        }
        return planes;
    }

    /** Of one plane. */
    public long pixels() {
        return (long) series().sizeX() * series().sizeY();
    }

    /** How many are worked on, those of one channel. */
    public int planes() {
        return Math.multiplyExact(z.size(), t.size());
    }

    /** With the image at the resolution that is worked on. */
    public ImageFile file() {
        return file;
    }

    /** Resolution of a pyramid, from 0, full size. */
    public int level() {
        return level;
    }

    /** Of the image in its file, from 0. */
    public int index() {
        return index;
    }

    public Series series() {
        return file.series().get(index);
    }

    /** From 0. */
    public List<Integer> channels() {
        return channels;
    }

    /** Of the channels that are worked on, in their order; empty if the file names none. */
    public List<String> channelNames() {
        List<String> all = series().channelNames();
        return all.isEmpty() ? all : channels.stream().map(all::get).toList();
    }

    public PlaneRange z() {
        return z;
    }

    public PlaneRange t() {
        return t;
    }

    /** As in the file, or as the user said. */
    public Calibration calibration() {
        return calibration;
    }
}
