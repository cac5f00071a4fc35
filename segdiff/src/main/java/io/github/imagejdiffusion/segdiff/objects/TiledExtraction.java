package io.github.imagejdiffusion.segdiff.objects;

import io.github.imagejdiffusion.segdiff.objects.OutlineTracer.Outline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * Finds the objects of a plane whose maps arrive row by row, tile by tile, in memory for a few rows of tiles.
 *
 * <p>An object belongs to the tile whose core holds its seed, and is found whole there, margin included; ids are 1..N in
 * raster order of the seeds. The result is that of the whole plane at once as long as what an object touches lies within
 * the margin. Where it does not and two tiles disagree about a pixel, the first tile in raster order keeps it. A plane
 * not larger than a core is one tile.
 *
 * <p>Without a distance map, an object wider or higher than the margin is cut at the borders of the cores, and each part
 * is an object of its own: a network of membranes would otherwise be lost wherever its highest pixel is out of sight.
 *
 * <p>Deterministic; not thread-safe.
 */
public final class TiledExtraction {

    private final ObjectExtractor extractor;
    private final TileSize tiles;
    private final ObjectUncertainty ofObjects;
    private final int width;
    private final int height;
    private final Function<Interval, float[]> image;
    private final ObjectReceiver receiver;
    private final RowWindow probability;
    private final RowWindow distance;
    private final RowWindow spread;
    private final LabelWindow labels;
    private int tileRow;

    /**
     * Starts at the top of a plane.
     *
     * @param ofObjects measures how sure each object is
     * @param image reads a part of the input image, (x, y) in pixels, row-major
     * @param withDistance whether there is a distance map
     * @param withSpread whether there is a map of the spread
     */
    public TiledExtraction(
            ObjectExtractor extractor,
            TileSize tiles,
            ObjectUncertainty ofObjects,
            int width,
            int height,
            boolean withDistance,
            boolean withSpread,
            Function<Interval, float[]> image,
            ObjectReceiver receiver) {
        this.extractor = extractor;
        this.tiles = tiles;
        this.ofObjects = ofObjects;
        this.width = width;
        this.height = height;
        this.image = image;
        this.receiver = receiver;
        this.probability = new RowWindow(width);
        this.distance = withDistance ? new RowWindow(width) : null;
        this.spread = withSpread ? new RowWindow(width) : null;
        this.labels = new LabelWindow(width);
    }

    /**
     * Takes the next whole rows of the maps, not copied, and tells the receiver what has become known.
     *
     * @param p probability, 0..1
     * @param d distance map in [-1,1], or null without one
     * @param s spread, see {@link ObjectSpread}, or null without one
     */
    public void add(float[] p, float[] d, float[] s) {
        probability.add(p);
        if (distance != null) {
            distance.add(d);
        }
        if (spread != null) {
            spread.add(s);
        }
        while ((long) tileRow * tiles.core() < height && probability.bottom() >= windowEnd()) {
            doTileRow();
            tileRow++;
        }
    }

    private int coreStart() {
        return tileRow * tiles.core();
    }

    private int coreEnd() {
        return (int) Math.min(height, (tileRow + 1L) * tiles.core());
    }

    private int windowEnd() {
        return (int) Math.min(height, (long) coreEnd() + tiles.margin());
    }

    private void doTileRow() {
        labels.reachDownTo(windowEnd());
        List<FoundObject> found = new ArrayList<>();
        for (long x = 0; x < width; x += tiles.core()) {
            doTile((int) x, found);
        }
        // Until here an object's id is the one it was painted with.
        found.sort(Comparator.comparingInt(FoundObject::seedY).thenComparingInt(FoundObject::seedX));
        int id = labels.count() - found.size();
        for (FoundObject object : found) {
            labels.name(object.measured().id(), ++id);
            receiver.object(object.withId(id));
        }
        // The next row of tiles still paints its margin.
        int complete = coreEnd() == height ? height : Math.max(0, coreEnd() - tiles.margin());
        labels.takeAbove(complete, receiver::labels);
        probability.forgetAbove(complete);
        if (distance != null) {
            distance.forgetAbove(complete);
        }
        if (spread != null) {
            spread.forgetAbove(complete);
        }
    }

    private void doTile(int coreX, List<FoundObject> found) {
        int coreEndX = (int) Math.min(width, (long) coreX + tiles.core());
        long[] min = {Math.max(0, coreX - tiles.margin()), Math.max(0, coreStart() - tiles.margin())};
        long[] max = {Math.min(width, (long) coreEndX + tiles.margin()) - 1, windowEnd() - 1L};
        Interval area = new FinalInterval(min, max);
        Interval core = new FinalInterval(
                new long[] {coreX - min[0], coreStart() - min[1]},
                new long[] {coreEndX - 1 - min[0], coreEnd() - 1 - min[1]});
        float[] p = probability.part(area);
        float[] d = distance == null ? null : distance.part(area);
        int w = (int) area.dimension(0);
        LabelPlane tile = extractor.extract(p, d, w, (int) area.dimension(1), core, tiles.margin());
        if (tile.count() == 0) {
            return;
        }
        ObjectPixels pixels = ObjectPixels.of(tile);
        List<SegmentedObject> measured = new ObjectMeasurer(pixels, w, image.apply(area), receiver.intensity(), p)
                .measure(
                        ofObjects.of(tile, pixels, p, d),
                        spread == null ? null : ObjectSpread.of(pixels, p, d, spread.part(area)));
        List<Outline> outlines = receiver.wantsOutlines() ? OutlineTracer.trace(tile) : null;
        int left = (int) min[0];
        int top = (int) min[1];
        for (int i = 0; i < tile.count(); i++) {
            int seed = tile.seeds()[i];
            found.add(new FoundObject(
                            measured.get(i).shifted(left, top),
                            left + seed % w,
                            top + seed / w,
                            outlines == null ? null : outlines.get(i).shifted(left, top))
                    .withId(labels.count() + i + 1));
        }
        labels.paint(tile, area);
    }
}
