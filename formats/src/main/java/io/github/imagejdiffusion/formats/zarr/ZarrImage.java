package io.github.imagejdiffusion.formats.zarr;

import io.github.imagejdiffusion.formats.Series;
import io.github.imagejdiffusion.formats.zarr.Axis.Kind;
import java.util.List;

/**
 * One image of a folder.
 *
 * @param version of OME-Zarr, as the file says; may be empty
 * @param levels full size first, at least one
 */
record ZarrImage(String version, List<Level> levels) {

    ZarrImage {
        levels = List.copyOf(levels);
    }

    /**
     * One resolution.
     *
     * @param array where the pixels are
     * @param axes of the array
     * @param series what the user sees
     */
    record Level(ZarrArray array, Axes axes, Series series) {

        /** The index of a plane along each dimension; 0 for x and y. */
        long[] plane(int c, int z, int t) {
            long[] index = new long[axes.count()];
            set(index, Kind.C, c);
            set(index, Kind.Z, z);
            set(index, Kind.T, t);
            return index;
        }

        private void set(long[] index, Kind kind, int value) {
            int axis = axes.position(kind);
            if (axis >= 0) {
                index[axis] = value;
            }
        }
    }
}
