package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.segdiff.objects.FoundObject;
import io.github.imagejdiffusion.segdiff.objects.LabelPlane;
import io.github.imagejdiffusion.segdiff.objects.SegmentedObject;
import java.util.ArrayList;
import java.util.List;

/** Keeps the whole result of one plane in memory. */
final class SegmentationCollector implements SegmentationSink {

    private final int width;
    private final int height;
    private final double scale;
    private final float[] probability;
    private final float[] uncertainty;
    private final float[] spread;
    private final int[] labels;
    private final List<SegmentedObject> objects = new ArrayList<>();
    private final List<Integer> seeds = new ArrayList<>();
    private int mapsAt;
    private int labelsAt;

    SegmentationCollector(int width, int height, double scale, boolean withSpread) {
        int size = Math.multiplyExact(width, height);
        this.width = width;
        this.height = height;
        this.scale = scale;
        this.probability = new float[size];
        this.uncertainty = new float[size];
        this.spread = withSpread ? new float[size] : null;
        this.labels = new int[size];
    }

    @Override
    public void maps(MapRows rows) {
        int count = rows.probability().length;
        System.arraycopy(rows.probability(), 0, probability, mapsAt, count);
        System.arraycopy(rows.uncertainty(), 0, uncertainty, mapsAt, count);
        if (spread != null) {
            System.arraycopy(rows.spread(), 0, spread, mapsAt, count);
        }
        mapsAt += count;
    }

    @Override
    public void labels(int[] rows) {
        System.arraycopy(rows, 0, labels, labelsAt, rows.length);
        labelsAt += rows.length;
    }

    @Override
    public void object(FoundObject object) {
        objects.add(object.measured());
        seeds.add(object.seedY() * width + object.seedX());
    }

    Segmentation result() {
        LabelPlane plane = new LabelPlane(
                width, height, labels, seeds.stream().mapToInt(i -> i).toArray());
        return new Segmentation(plane, probability, uncertainty, spread, List.copyOf(objects), scale);
    }
}
