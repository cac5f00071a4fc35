package io.github.imagejdiffusion.formats.lazy;

import io.github.imagejdiffusion.formats.ImageFile;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessible;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.basictypeaccess.array.ArrayDataAccess;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.type.NativeType;
import net.imglib2.util.Intervals;

/** Reads cells of one plane of a file. Several readers of one file take turns. */
record CellReader(ImageFile file, int series, int c, int z, int t) {

    /** @param access makes the array for the pixels */
    <A extends ArrayDataAccess<A>> Cell<A> read(CellGrid grid, long index, A access) {
        long[] min = new long[grid.numDimensions()];
        int[] size = new int[min.length];
        grid.getCellDimensions(index, min, size);
        Interval where = FinalInterval.createMinSize(min[0], min[1], size[0], size[1]);
        RandomAccessibleInterval<?> pixels;
        // An ImageFile bears one thread at a time, and several planes of it may be looked at by several threads.
        synchronized (file) {
            pixels = file.region(series, c, z, t, where);
        }
        A data = access.createArray(Math.toIntExact(Intervals.numElements(where)));
        copy(pixels, where, data.getCurrentStorageArray());
        return new Cell<>(size, min, data);
    }

    /** What {@link ImageFile#region} gives has one of eight types, all of them native. */
    @SuppressWarnings("unchecked")
    private static <T extends NativeType<T>> void copy(RandomAccessibleInterval<?> from, Interval where, Object array) {
        PrimitiveBlocks.of((RandomAccessible<T>) from, PrimitiveBlocks.OnFallback.ACCEPT)
                .copy(where, array);
    }
}
