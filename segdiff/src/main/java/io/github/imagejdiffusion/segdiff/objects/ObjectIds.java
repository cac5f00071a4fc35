package io.github.imagejdiffusion.segdiff.objects;

import io.github.imagejdiffusion.diffusion.planes.PlaneRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From the labels of single planes to ids that are unique in the image: counted on from plane to plane or, linked,
 * from volume to volume and from frame to frame.
 */
public final class ObjectIds {

    private static final int PIXELS_AT_ONCE = 1 << 20;

    private final List<int[]> ofPlane;
    private final List<LinkSummary> links;
    private final int count;

    private ObjectIds(List<int[]> ofPlane, List<LinkSummary> links, int count) {
        this.ofPlane = ofPlane;
        this.links = links;
        this.count = count;
    }

    /** @param counts objects of each plane */
    public static ObjectIds counted(List<Integer> counts) {
        List<int[]> maps = new ArrayList<>();
        int offset = 0;
        for (int n : counts) {
            int[] map = new int[n + 1];
            for (int i = 1; i <= n; i++) {
                map[i] = offset + i;
            }
            maps.add(map);
            offset = Math.addExact(offset, n);
        }
        return new ObjectIds(maps, List.of(), offset);
    }

    /**
     * Joins objects through z, frame by frame.
     *
     * @param store labels of all planes
     * @param planes objects of each plane, t outermost
     * @param slices planes of one frame
     * @param pixels of one plane
     */
    public static ObjectIds linked(LabelSource store, List<PlaneObjects> planes, int slices, long pixels) {
        List<int[]> maps = new ArrayList<>();
        List<LinkSummary> links = new ArrayList<>();
        int offset = 0;
        for (int first = 0; first < planes.size(); first += slices) {
            LinkedLabels linked = link(store, planes.subList(first, first + slices), first * pixels, pixels);
            for (int[] volumes : linked.volumes()) {
                int shift = offset;
                maps.add(Arrays.stream(volumes)
                        .map(volume -> volume == 0 ? 0 : volume + shift)
                        .toArray());
            }
            links.add(linked.summary());
            offset = Math.addExact(offset, linked.count());
        }
        return new ObjectIds(maps, links, offset);
    }

    private static LinkedLabels link(LabelSource store, List<PlaneObjects> planes, long start, long pixels) {
        SliceLinker linker = new SliceLinker(SliceLinker.DEFAULT_MIN_OVERLAP);
        for (int z = 0; z < planes.size(); z++) {
            linker.plane(planes.get(z).brightness());
            for (long at = 0; at < pixels; at += PIXELS_AT_ONCE) {
                int size = (int) Math.min(PIXELS_AT_ONCE, pixels - at);
                long here = start + z * pixels + at;
                linker.rows(
                        z < 2 ? null : read(store, here - 2 * pixels, size),
                        z < 1 ? null : read(store, here - pixels, size),
                        read(store, here, size));
            }
        }
        return linker.finish();
    }

    private static int[] read(LabelSource store, long from, int size) {
        int[] labels = new int[size];
        store.read(from, labels);
        return labels;
    }

    /** The ids of one plane's labels; entry 0 is 0. */
    public int[] ofPlane(int plane) {
        return ofPlane.get(plane);
    }

    /**
     * The objects under their ids.
     *
     * @param planes t outermost
     * @param z planes of one frame, in the source
     * @param t frames, in the source
     */
    public List<NumberedObject> number(List<PlaneObjects> planes, PlaneRange z, PlaneRange t) {
        List<NumberedObject> numbered = new ArrayList<>();
        for (int i = 0; i < planes.size(); i++) {
            int[] map = ofPlane(i);
            for (FoundObject object : planes.get(i).all()) {
                numbered.add(new NumberedObject(
                        object.withId(map[object.measured().id()]),
                        z.first() + i % z.size(),
                        t.first() + i / z.size()));
            }
        }
        return numbered;
    }

    /** The largest id. */
    public int count() {
        return count;
    }

    /** What linking did, for each frame; empty if nothing was linked. */
    public List<LinkSummary> links() {
        return links;
    }
}
