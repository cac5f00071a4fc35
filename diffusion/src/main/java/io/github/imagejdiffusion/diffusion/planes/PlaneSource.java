package io.github.imagejdiffusion.diffusion.planes;

import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** The planes of an image with z and t, each with the channels that the model takes. */
public interface PlaneSource {

    /** Planes of one time point in the whole image, also where only some are segmented. */
    int sizeZ();

    /** Time points of the whole image. */
    int sizeT();

    /**
     * The channels of one plane, each (x, y). Asked for several times; each time it may be read anew.
     *
     * @param z from 0
     * @param t from 0
     */
    List<? extends RandomAccessibleInterval<? extends RealType<?>>> plane(int z, int t);

    /**
     * Which channel of the whole image one of these is, from 0: what is drawn for it must not depend on which others are
     * chosen.
     *
     * @param index within {@link #plane}
     */
    default int channel(int index) {
        return index;
    }
}
