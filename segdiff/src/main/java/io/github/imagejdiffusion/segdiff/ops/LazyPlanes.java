package io.github.imagejdiffusion.segdiff.ops;

import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import net.imglib2.Dimensions;
import net.imglib2.img.Img;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Images whose planes are computed when they are read: one cell per plane, held softly. imglib2 itself would ask for a
 * cell at every step into it; a cache library for one map would be much.
 */
final class LazyPlanes {

    /** Pixels of a plane. */
    static final int LARGEST = Integer.MAX_VALUE - 8;

    private final CellGrid grid;
    private final IntFunction<float[]> pixels;
    private final Map<Long, SoftReference<Cell<FloatArray>>> computed = new ConcurrentHashMap<>();

    private LazyPlanes(CellGrid grid, IntFunction<float[]> pixels) {
        this.grid = grid;
        this.pixels = pixels;
    }

    /**
     * An image that computes its planes as they are needed, one at a time, and again if memory ran short in between.
     *
     * @param size x, y, and any more; planes of at most {@link #LARGEST} pixels
     * @param pixels of plane i, row-major, planes counted with dimension 2 fastest; what it throws reaches the reader
     */
    static Img<FloatType> image(Dimensions size, IntFunction<float[]> pixels) {
        int[] plane = new int[size.numDimensions()];
        Arrays.fill(plane, 1);
        plane[0] = Math.toIntExact(size.dimension(0));
        plane[1] = Math.toIntExact(size.dimension(1));
        CellGrid grid = new CellGrid(size.dimensionsAsLongArray(), plane);
        return new LazyCellImg<>(grid, new FloatType(), new LazyPlanes(grid, pixels)::cell);
    }

    private Cell<FloatArray> cell(long index) {
        Cell<FloatArray> known = known(index);
        return known != null ? known : compute(index);
    }

    private synchronized Cell<FloatArray> compute(long index) {
        Cell<FloatArray> byAnotherThread = known(index);
        if (byAnotherThread != null) {
            return byAnotherThread;
        }
        long[] min = new long[grid.numDimensions()];
        int[] size = new int[grid.numDimensions()];
        grid.getCellDimensions(index, min, size);
        Cell<FloatArray> cell = new Cell<>(size, min, new FloatArray(pixels.apply(Math.toIntExact(index))));
        computed.put(index, new SoftReference<>(cell));
        return cell;
    }

    private Cell<FloatArray> known(long index) {
        SoftReference<Cell<FloatArray>> reference = computed.get(index);
        return reference == null ? null : reference.get();
    }
}
