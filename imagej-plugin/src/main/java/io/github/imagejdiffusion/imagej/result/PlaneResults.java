package io.github.imagejdiffusion.imagej.result;

import io.github.imagejdiffusion.segdiff.MapRows;
import io.github.imagejdiffusion.segdiff.SegmentationSink;
import io.github.imagejdiffusion.segdiff.objects.FoundObject;
import io.github.imagejdiffusion.segdiff.objects.LabelSource;
import io.github.imagejdiffusion.segdiff.objects.ObjectIds;
import io.github.imagejdiffusion.segdiff.objects.PlaneObjects;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Keeps the results of all planes in memory, each on the grid of the whole plane: outside of the area labels are 0 and
 * maps NaN, since nothing is known there. Not thread-safe.
 */
public final class PlaneResults implements LabelSource {

    private final int width;
    private final int height;
    private final Rectangle area;
    private final Wanted wanted;
    private final DoubleUnaryOperator intensity;
    private final List<int[]> labels = new ArrayList<>();
    private final List<MapPlane> probability = new ArrayList<>();
    private final List<MapPlane> uncertainty = new ArrayList<>();
    private final List<MapPlane> spread = new ArrayList<>();
    private final List<PlaneObjects> objects = new ArrayList<>();

    /** What is kept beside labels and objects. */
    public record Wanted(boolean probability, boolean uncertainty, boolean spread, boolean outlines) {}

    /**
     * Without any results.
     *
     * @param area of each plane that is segmented
     * @param intensity what stored values stand for
     */
    public PlaneResults(int width, int height, Rectangle area, Wanted wanted, DoubleUnaryOperator intensity) {
        this.width = width;
        this.height = height;
        this.area = new Rectangle(area);
        this.wanted = wanted;
        this.intensity = intensity;
    }

    /** Takes the results of the next plane's area. */
    public SegmentationSink nextPlane() {
        int[] ofLabels = new int[Math.multiplyExact(width, height)];
        labels.add(ofLabels);
        MapPlane p = wanted.probability() ? begin(probability) : null;
        MapPlane u = wanted.uncertainty() ? begin(uncertainty) : null;
        MapPlane s = wanted.spread() ? begin(spread) : null;
        PlaneObjects found = new PlaneObjects();
        objects.add(found);
        return new SegmentationSink() {
            private int row = area.y;

            @Override
            public void background(double value) {
                found.background(value);
            }

            @Override
            public void maps(MapRows rows) {
                if (p != null) {
                    p.add(rows.probability());
                }
                if (u != null) {
                    u.add(rows.uncertainty());
                }
                if (s != null) {
                    s.add(rows.spread());
                }
            }

            @Override
            public void labels(int[] rows) {
                for (int from = 0; from < rows.length; from += area.width) {
                    System.arraycopy(rows, from, ofLabels, row++ * width + area.x, area.width);
                }
            }

            @Override
            public void object(FoundObject object) {
                found.add(object.movedBy(area.x, area.y));
            }

            @Override
            public DoubleUnaryOperator intensity() {
                return intensity;
            }

            @Override
            public boolean wantsOutlines() {
                return wanted.outlines();
            }
        };
    }

    private MapPlane begin(List<MapPlane> maps) {
        MapPlane plane = new MapPlane(width, height, area);
        maps.add(plane);
        return plane;
    }

    @Override
    public void read(long from, int[] target) {
        int size = width * height;
        System.arraycopy(labels.get((int) (from / size)), (int) (from % size), target, 0, target.length);
    }

    int[] labels(int plane) {
        return labels.get(plane);
    }

    float[] probability(int plane) {
        return probability.get(plane).pixels();
    }

    float[] uncertainty(int plane) {
        return uncertainty.get(plane).pixels();
    }

    float[] spread(int plane) {
        return spread.get(plane).pixels();
    }

    boolean hasProbability() {
        return wanted.probability();
    }

    boolean hasUncertainty() {
        return wanted.uncertainty();
    }

    boolean hasSpread() {
        return wanted.spread();
    }

    /** Of each plane. */
    List<PlaneObjects> objects() {
        return objects;
    }

    /**
     * Ids that are unique in the image.
     *
     * @param link whether objects are joined through z
     * @param slices planes of one frame
     */
    public ObjectIds ids(boolean link, int slices) {
        return link
                ? ObjectIds.linked(this, objects, slices, (long) width * height)
                : ObjectIds.counted(objects.stream().map(PlaneObjects::count).toList());
    }
}
