package io.github.imagejdiffusion.batch.segment;

import io.github.imagejdiffusion.segdiff.Segmentation;
import java.util.List;

/**
 * Segmented planes of one image, t outermost.
 *
 * @param planes frames x slices entries
 * @param slices z planes per frame
 * @param frames time points
 * @param firstSlice number of the first slice in the source, from 1
 * @param firstFrame number of the first frame in the source, from 1
 */
record SeriesResult(List<Segmentation> planes, int slices, int frames, int firstSlice, int firstFrame) {

    long objectCount() {
        return planes.stream().mapToLong(p -> p.labels().count()).sum();
    }

    /** What is added to the ids of a plane so that ids are unique in the file. */
    long idOffset(int plane) {
        return planes.subList(0, plane).stream()
                .mapToLong(p -> p.labels().count())
                .sum();
    }

    Segmentation first() {
        return planes.get(0);
    }
}
