package io.github.imagejdiffusion.formats.lazy;

import io.github.imagejdiffusion.formats.ImageFile;
import io.github.imagejdiffusion.formats.PixelType;
import io.github.imagejdiffusion.formats.PlaneBounds;
import io.github.imagejdiffusion.formats.Series;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.ArrayDataAccessFactory;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.NativeType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.ByteType;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.type.numeric.integer.ShortType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedIntType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.type.numeric.real.FloatType;

/**
 * One plane of a file as an image that need not fit into memory. Small planes are read at once; larger ones consist of
 * cells that are read when first looked at, of which the last used are kept.
 *
 * <p>How much is kept, in the bytes of the pixel type: 64 MiB, or one row of cells and one cell more where that takes
 * more, so that going through the plane row by row reads each cell once. Where the file can only be decoded in whole
 * rows (compressed strips, PNG, JPEG), cells are whole rows and 2,048 rows are kept, at least 64 MiB and at most
 * 256 MiB but never fewer than two cells: going block by block then does not decode the same rows for every block.
 * Cells grow beyond some 262,144 pixels (32 million in PNG and JPEG) only where the file has larger strips or tiles.
 * Each plane has cells of its own; let go of a plane to free them.
 *
 * <p>{@link net.imglib2.blocks.PrimitiveBlocks} copies regions out of the image, also out of a mirrored extension of it,
 * several times as fast as a {@code RandomAccess}.
 *
 * <p>The image is read-only by convention: what is written to it is lost when its cell is dropped.
 *
 * <p>Threads: reading cells is serialised per file, so several threads may look at lazy planes of one file, each with
 * its own accessor, as long as none of them uses the file itself at that time.
 */
public final class LazyPlane {

    /** Planes of up to 4096 x 4096 pixels are read at once. */
    public static final long DEFAULT_AT_ONCE = 1L << 24;

    private LazyPlane() {}

    /** As {@link #of(ImageFile, int, int, int, int, long)} with {@link #DEFAULT_AT_ONCE}. */
    public static RandomAccessibleInterval<? extends RealType<?>> of(ImageFile file, int series, int c, int z, int t) {
        return of(file, series, c, z, t, DEFAULT_AT_ONCE);
    }

    /**
     * One plane, at (0, 0), in the imglib2 type that the pixel type of the series names.
     *
     * <p>Where the file is damaged or was closed, {@link io.github.imagejdiffusion.formats.FormatsException} reaches
     * whoever looks at the pixels in question, as {@link ImageFile#region} throws it; the same look throws again.
     *
     * @param file stays open for as long as the plane is in use, and stays the caller's to close
     * @param series index into {@link ImageFile#series()}
     * @param c channel, from 0
     * @param z depth, from 0
     * @param t time point, from 0
     * @param atOnce planes of at most so many pixels are read here and now; 0 for none
     * @throws IndexOutOfBoundsException if the series or the plane does not exist
     * @throws io.github.imagejdiffusion.formats.FormatsException if the file has no such plane, or if the plane is read
     *     at once and is damaged
     */
    public static RandomAccessibleInterval<? extends RealType<?>> of(
            ImageFile file, int series, int c, int z, int t, long atOnce) {
        Series s = file.series().get(series);
        PlaneBounds.check(s, c, z, t, new FinalInterval(s.sizeX(), s.sizeY()));
        if ((long) s.sizeX() * s.sizeY() <= atOnce) {
            return file.plane(series, c, z, t);
        }
        CellShape shape = CellShape.of(s.sizeX(), s.sizeY(), file.unit(series, c, z, t));
        CellReader reader = new CellReader(file, series, c, z, t);
        return switch (s.pixelType()) {
            case UINT8 -> cells(new UnsignedByteType(), shape, reader, s);
            case INT8 -> cells(new ByteType(), shape, reader, s);
            case UINT16 -> cells(new UnsignedShortType(), shape, reader, s);
            case INT16 -> cells(new ShortType(), shape, reader, s);
            case UINT32 -> cells(new UnsignedIntType(), shape, reader, s);
            case INT32 -> cells(new IntType(), shape, reader, s);
            case FLOAT -> cells(new FloatType(), shape, reader, s);
            case DOUBLE -> cells(new DoubleType(), shape, reader, s);
        };
    }

    private static <T extends NativeType<T> & RealType<T>, A extends ArrayDataAccess<A>>
            RandomAccessibleInterval<T> cells(T type, CellShape shape, CellReader reader, Series series) {
        CellGrid grid =
                new CellGrid(new long[] {series.sizeX(), series.sizeY()}, new int[] {shape.width(), shape.height()});
        A access = ArrayDataAccessFactory.get(type);
        PixelType stored = series.pixelType();
        int kept = shape.cellsKept(series.sizeX(), stored.bytes());
        return new LazyCellImg<>(grid, type, new CellCache<>(kept, index -> reader.read(grid, index, access)));
    }
}
