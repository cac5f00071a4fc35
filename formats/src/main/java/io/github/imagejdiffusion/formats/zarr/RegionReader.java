package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.pixels.PlaneBuffer;
import io.github.imagejdiffusion.formats.zarr.Axis.Kind;
import io.github.imagejdiffusion.formats.zarr.ZarrImage.Level;
import java.nio.ByteBuffer;
import java.util.Optional;
import net.imglib2.Interval;

/** Puts a part of a plane together from the chunks that it touches, and no others. */
final class RegionReader {

    private final ChunkReader chunks;
    private final ZarrArray array;
    private final int x;
    private final int y;

    RegionReader(ChunkReader chunks, Level level) {
        this.chunks = chunks;
        this.array = level.array();
        this.x = level.axes().position(Kind.X);
        this.y = level.axes().position(Kind.Y);
    }

    /**
     * Reads.
     *
     * @param plane its index along each dimension
     * @param region within the plane
     * @param pixels as large as the region
     */
    void read(long[] plane, Interval region, PlaneBuffer pixels) {
        long[] chunk = new long[plane.length];
        int offset = 0;
        for (int axis = 0; axis < plane.length; axis++) {
            chunk[axis] = plane[axis] / array.chunkSize(axis);
            offset += (int) (plane[axis] % array.chunkSize(axis)) * array.stride(axis);
        }
        int width = array.chunkSize(x);
        int height = array.chunkSize(y);
        for (chunk[y] = region.min(1) / height; chunk[y] <= region.max(1) / height; chunk[y]++) {
            for (chunk[x] = region.min(0) / width; chunk[x] <= region.max(0) / width; chunk[x]++) {
                copy(chunks.read(array, chunk), chunk, offset, region, pixels);
            }
        }
    }

    /** @param offset of the plane in the chunk */
    private void copy(Optional<ByteBuffer> values, long[] chunk, int offset, Interval region, PlaneBuffer pixels) {
        long left = chunk[x] * array.chunkSize(x);
        long top = chunk[y] * array.chunkSize(y);
        long fromX = Math.max(left, region.min(0));
        long toX = Math.min(left + array.chunkSize(x) - 1, region.max(0));
        long fromY = Math.max(top, region.min(1));
        long toY = Math.min(top + array.chunkSize(y) - 1, region.max(1));
        int count = (int) (toX - fromX + 1);
        for (long row = fromY; row <= toY; row++) {
            int first = offset + (int) (row - top) * array.stride(y) + (int) (fromX - left) * array.stride(x);
            int toColumn = (int) (fromX - region.min(0));
            int toRow = (int) (row - region.min(1));
            if (values.isPresent()) {
                pixels.putRow(toColumn, toRow, count, values.get(), first, array.stride(x));
            } else {
                pixels.putRow(toColumn, toRow, count, array.fill(), 0, 0);
            }
        }
    }
}
