package io.github.imagejdiffusion.diffusion.paired;

/** Keeps the whole result of one plane in memory. */
final class RestorationCollector implements RestorationSink {

    private static final int LARGEST_PLANE = Integer.MAX_VALUE - 8;

    private final int width;
    private final int height;
    private final float[] values;
    private final float[] spread;
    private int at;

    private RestorationCollector(int width, int height, boolean withSpread) {
        this.width = width;
        this.height = height;
        this.values = new float[Math.multiplyExact(width, height)];
        this.spread = withSpread ? new float[values.length] : null;
    }

    /** @throws IllegalArgumentException if the result does not fit into one array */
    static RestorationCollector of(long width, long height, boolean withSpread) {
        if (height > LARGEST_PLANE / width) {
            throw new IllegalArgumentException("a result of " + width + " x " + height
                    + " pixels does not fit into one array; crop the plane, or have the result in parts");
        }
        return new RestorationCollector((int) width, (int) height, withSpread);
    }

    @Override
    public void rows(RestoredRows rows) {
        System.arraycopy(rows.values(), 0, values, at, rows.values().length);
        if (spread != null) {
            System.arraycopy(rows.spread(), 0, spread, at, rows.spread().length);
        }
        at += rows.values().length;
    }

    /** When all rows have come. */
    Restoration result() {
        return new Restoration(width, height, values, spread);
    }
}
