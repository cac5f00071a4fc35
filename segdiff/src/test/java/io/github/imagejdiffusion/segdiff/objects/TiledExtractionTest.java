package io.github.imagejdiffusion.segdiff.objects;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.imglib2.Interval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiles against the whole plane at once. */
class TiledExtractionTest {

    private static final int WIDTH = 330;
    private static final int HEIGHT = 270;
    private static final ObjectUncertainty OF_OBJECTS = new ObjectUncertainty(8, 1);
    private static final ObjectExtractor EXTRACTOR = new ObjectExtractor(0.5, 0.2, 0.55, 5);

    private final float[] probability = new float[WIDTH * HEIGHT];
    private final float[] distance = new float[WIDTH * HEIGHT];
    private final float[] spread = new float[WIDTH * HEIGHT];
    private final float[] intensity = new float[WIDTH * HEIGHT];

    @ParameterizedTest
    @CsvSource({"64,40,1", "50,40,17", "128,40,64", "330,40,270", "1000,40,7", "97,60,33"})
    void tilesFindTheObjectsOfTheWhole(int core, int margin, int rowsAtOnce) {
        crowd(160, 3, 13);
        LabelPlane whole = EXTRACTOR.extract(probability, distance, WIDTH, HEIGHT);
        assertTrue(whole.count() > 60, whole.count() + " objects");
        Collected tiled = tiled(new TileSize(core, margin), rowsAtOnce, true);
        assertArrayEquals(whole.labels(), tiled.labels());
        assertEquals(whole.count(), tiled.found.size());
        ObjectPixels pixels = ObjectPixels.of(whole);
        List<SegmentedObject> measured = new ObjectMeasurer(pixels, WIDTH, intensity, v -> v, probability)
                .measure(
                        OF_OBJECTS.of(whole, probability, distance),
                        ObjectSpread.of(pixels, probability, distance, spread));
        List<OutlineTracer.Outline> outlines = OutlineTracer.trace(whole);
        for (int i = 0; i < whole.count(); i++) {
            FoundObject object = tiled.found.get(i);
            assertEquals(i + 1, object.measured().id());
            assertEquals(whole.seeds()[i], object.seedY() * WIDTH + object.seedX());
            assertEquals(measured.get(i).area(), object.measured().area());
            assertEquals(measured.get(i).centroidX(), object.measured().centroidX(), 1e-9);
            assertEquals(measured.get(i).centroidY(), object.measured().centroidY(), 1e-9);
            assertEquals(measured.get(i).meanIntensity(), object.measured().meanIntensity(), 1e-9);
            assertEquals(measured.get(i).meanUncertainty(), object.measured().meanUncertainty(), 1e-12);
            assertEquals(measured.get(i).uncertainty(), object.measured().uncertainty());
            assertEquals(measured.get(i).spread(), object.measured().spread());
            assertArrayEquals(outlines.get(i).x(), object.outline().x());
            assertArrayEquals(outlines.get(i).y(), object.outline().y());
        }
    }

    @Test
    void anObjectLargerThanTheMarginIsCutButNothingIsNamedTwiceOrLost() {
        Arrays.fill(probability, 1);
        Arrays.fill(distance, 0);
        distance[20 * WIDTH + 20] = 1;
        Collected tiled = tiled(new TileSize(64, 16), 10, false);
        int[] labels = tiled.labels();
        int largest = Arrays.stream(labels).max().orElse(0);
        assertEquals(tiled.found.size(), largest);
        for (FoundObject object : tiled.found) {
            assertNull(object.outline());
            assertTrue(
                    Arrays.stream(labels).anyMatch(l -> l == object.measured().id()));
        }
    }

    @ParameterizedTest
    @CsvSource({"70,16", "60,40", "1000,40"})
    void aNetworkWithoutDistancesIsCutAtCoresAndNoPixelIsLost(int core, int margin) {
        for (int i = 0; i < probability.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            boolean line = x % 30 == 3 || y % 30 == 3;
            boolean dot = x % 30 >= 14 && x % 30 < 22 && y % 30 >= 14 && y % 30 < 22;
            probability[i] = line || dot ? 0.7f + 0.001f * (i * 31 % 101) : 0.2f;
        }
        Collected tiled = tiled(new TileSize(core, margin), 10, null, null, true);
        int[] labels = tiled.labels();
        long[] area = new long[tiled.found.size() + 1];
        for (int i = 0; i < labels.length; i++) {
            assertEquals(probability[i] > 0.5, labels[i] > 0, "pixel " + i);
            area[labels[i]]++;
        }
        tiled.found.forEach(object ->
                assertEquals(area[object.measured().id()], object.measured().area()));
        int cores = ((WIDTH + core - 1) / core) * ((HEIGHT + core - 1) / core);
        assertEquals(
                cores,
                tiled.found.stream().filter(o -> o.measured().area() != 64).count());
        assertEquals(
                99, tiled.found.stream().filter(o -> o.measured().area() == 64).count());
        assertTrue(tiled.found.stream().allMatch(o -> o.measured().spread().isEmpty()));
    }

    @Test
    void anEmptyPlaneHasRowsButNoObjects() {
        Collected tiled = tiled(new TileSize(64, 16), 30, true);
        assertEquals(0, tiled.found.size());
        assertArrayEquals(new int[WIDTH * HEIGHT], tiled.labels());
    }

    private Collected tiled(TileSize tiles, int rowsAtOnce, boolean outlines) {
        return tiled(tiles, rowsAtOnce, distance, spread, outlines);
    }

    private Collected tiled(TileSize tiles, int rowsAtOnce, float[] distances, float[] spreads, boolean outlines) {
        Collected collected = new Collected(outlines);
        TiledExtraction extraction = new TiledExtraction(
                EXTRACTOR,
                tiles,
                OF_OBJECTS,
                WIDTH,
                HEIGHT,
                distances != null,
                spreads != null,
                this::intensityOf,
                collected);
        for (int y = 0; y < HEIGHT; y += rowsAtOnce) {
            int from = y * WIDTH;
            int to = Math.min(HEIGHT, y + rowsAtOnce) * WIDTH;
            extraction.add(
                    Arrays.copyOfRange(probability, from, to),
                    distances == null ? null : Arrays.copyOfRange(distances, from, to),
                    spreads == null ? null : Arrays.copyOfRange(spreads, from, to));
        }
        return collected;
    }

    private float[] intensityOf(Interval part) {
        float[] values = new float[(int) (part.dimension(0) * part.dimension(1))];
        for (int i = 0; i < values.length; i++) {
            long x = part.min(0) + i % part.dimension(0);
            long y = part.min(1) + i / part.dimension(0);
            values[i] = intensity[(int) (y * WIDTH + x)];
        }
        return values;
    }

    /** Cones of random places and sizes, many of them touching, on a noisy ground. */
    private void crowd(int cones, double smallest, double largest) {
        Random random = new Random(11);
        Arrays.fill(distance, -1);
        for (int n = 0; n < cones; n++) {
            double cx = random.nextDouble() * WIDTH;
            double cy = random.nextDouble() * HEIGHT;
            double radius = smallest + random.nextDouble() * (largest - smallest);
            for (int i = 0; i < distance.length; i++) {
                double r = Math.hypot(i % WIDTH - cx, i / WIDTH - cy);
                if (r < radius) {
                    distance[i] = Math.max(distance[i], (float) (1 - 2 * r / radius));
                }
            }
        }
        for (int i = 0; i < distance.length; i++) {
            distance[i] += 0.05f * random.nextFloat();
            probability[i] = Math.min(1, Math.max(0, 0.62f + 0.4f * distance[i]));
            intensity[i] = random.nextFloat();
            spread[i] = 0.5f * random.nextFloat();
        }
    }

    private static final class Collected implements ObjectReceiver {

        private final boolean outlines;
        private final List<FoundObject> found = new ArrayList<>();
        private final List<int[]> rows = new ArrayList<>();

        Collected(boolean outlines) {
            this.outlines = outlines;
        }

        @Override
        public void labels(int[] part) {
            for (int label : part) {
                assertTrue(label <= found.size(), "objects come before their last rows");
            }
            rows.add(part);
        }

        @Override
        public void object(FoundObject object) {
            found.add(object);
        }

        @Override
        public boolean wantsOutlines() {
            return outlines;
        }

        int[] labels() {
            return rows.stream().flatMapToInt(Arrays::stream).toArray();
        }
    }
}
