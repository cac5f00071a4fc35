package io.github.imagejdiffusion.formats;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import net.imglib2.Dimensions;
import net.imglib2.FinalDimensions;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * One opened image file. Planes are read when asked for; nothing but the structure is held in between, apart from a
 * small cache of decoded parts. Not thread-safe: use one {@code ImageFile} per thread. Closing it twice is harmless.
 */
public interface ImageFile extends AutoCloseable {

    /** A notice about files whose numbers are places in a palette that is not grey. */
    String COLOURS_OF_PALETTE = "its colours are those of a palette, and are taken as red, green and blue; ImageJ opens"
            + " such a file as numbers with a lookup table";

    /** The file, or the folder where a folder is one image. */
    Path path();

    /**
     * The files whose sizes and times tell whether the image has become another one: the file itself; for a folder, the
     * metadata that were read from it, not the thousands of files with its pixels.
     */
    default List<Path> stateFiles() {
        return List.of(path());
    }

    /** The name of the format, for people: "OME-TIFF", "PNG", ... */
    String formatName();

    /** What reads the file, for people: "built in", or the name and version of a library. */
    default String readerName() {
        return "built in";
    }

    /**
     * What a user should know of how the pixels were taken, one phrase each: where a viewer may show the file otherwise. By
     * default nothing.
     */
    default List<String> notices() {
        return List.of();
    }

    /**
     * What a stored value stands for, where the file says so: by a calibration function of ImageJ, with which it also keeps
     * signed 16-bit pixels as unsigned ones. Pixels are read as stored; measurements are those of what they stand for. By
     * default values stand for themselves.
     *
     * <p>Takes any value: for whole ones that the pixels can have, it gives the entry of ImageJ's table, a float; for others,
     * which results have, what the function itself gives, in double precision and perhaps not a number where it is not
     * defined. Optical density without coefficients is known by its table only: what lies between two entries is taken as
     * linear, what lies beyond the ends as the end. Thread-safe.
     */
    default DoubleUnaryOperator intensities() {
        return DoubleUnaryOperator.identity();
    }

    /**
     * {@link #intensities} of some values, as floats.
     *
     * @return a new array, or the same where values stand for themselves
     */
    default float[] intensitiesOf(float[] stored) {
        if (calibrationFunction().isEmpty()) {
            return stored;
        }
        DoubleUnaryOperator intensities = intensities();
        float[] meant = new float[stored.length];
        for (int i = 0; i < stored.length; i++) {
            meant[i] = (float) intensities.applyAsDouble(stored[i]);
        }
        return meant;
    }

    /** The function by which {@link #intensities} are others than the stored values, to be written again. By default none. */
    default Optional<CalibrationFunction> calibrationFunction() {
        return Optional.empty();
    }

    /** The images in this file, at least one. */
    List<Series> series();

    /**
     * Reads a part of one plane.
     *
     * @param series index into {@link #series()}
     * @param c channel, from 0
     * @param z depth, from 0
     * @param t time point, from 0
     * @param region the part, 2-D (x, y), within (0, 0)..(sizeX-1, sizeY-1)
     * @return a new 2-D image (x, y) with the bounds of {@code region}, values as stored, in the imglib2 type that
     *     {@link PixelType} names
     * @throws IndexOutOfBoundsException if the series, the plane or the region does not exist
     * @throws FormatsException if the file is damaged, the pixels are of a kind that is not supported, or the region
     *     does not fit into memory
     */
    RandomAccessibleInterval<? extends RealType<?>> region(int series, int c, int z, int t, Interval region);

    /** Reads one whole plane; as {@link #region} with all of x and y. */
    default RandomAccessibleInterval<? extends RealType<?>> plane(int series, int c, int z, int t) {
        Series s = series().get(series);
        return region(series, c, z, t, new FinalInterval(s.sizeX(), s.sizeY()));
    }

    /**
     * The smallest part of a plane that can be read without decoding pixels outside of it: a compressed tile or strip.
     * Regions made of whole units, counted from (0, 0), cost the least; any region may be asked for. Units at the right
     * and lower edge may reach beyond the plane.
     *
     * <p>Unless a format knows better, it is full rows, as many as make up some 32 million pixels: most files can only
     * be decoded from the top.
     *
     * @param series index into {@link #series()}
     * @param c channel, from 0
     * @param z depth, from 0
     * @param t time point, from 0
     * @return 2-D (x, y), at least 1 x 1
     * @throws IndexOutOfBoundsException if the series or the plane does not exist
     * @throws FormatsException if the file is damaged
     */
    default Dimensions unit(int series, int c, int z, int t) {
        Series s = series().get(series);
        PlaneBounds.check(s, c, z, t, new FinalInterval(s.sizeX(), s.sizeY()));
        return new FinalDimensions(s.sizeX(), Math.min(s.sizeY(), Math.max(1, (1 << 25) / s.sizeX())));
    }

    /**
     * The sizes of the resolutions in which an image is stored, full size first: a pyramid has several.
     *
     * @param series index into {@link #series()}
     * @return 2-D (x, y), at least one
     * @throws IndexOutOfBoundsException if the series does not exist
     */
    default List<Dimensions> levels(int series) {
        Series s = series().get(series);
        return List.of(new FinalDimensions(s.sizeX(), s.sizeY()));
    }

    /**
     * This file with one image at another resolution: that series has the size, the pixel sizes and the pixels of the
     * level, the others are as they were. Shares this file's handle: closing either closes both.
     *
     * @param series index into {@link #series()}
     * @param level index into {@link #levels}; 0 is full size
     * @throws FormatsException if the image has no such level
     * @throws IndexOutOfBoundsException if the series does not exist
     */
    default ImageFile atLevel(int series, int level) {
        int levels = levels(series).size();
        if (level == 0) {
            return this;
        }
        throw new FormatsException(
                path(),
                "has " + (levels == 1 ? "one resolution level" : levels + " resolution levels") + " in image "
                        + (series + 1) + ", but level " + level + " was asked for",
                "use levels from 0 (full size) to " + (levels - 1));
    }

    @Override
    void close();
}
