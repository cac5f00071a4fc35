package io.github.imagejdiffusion.formats.write;

/**
 * A colour table with 256 entries that ImageJ shows an image with. It does not change values.
 *
 * @param reds 256 values, as unsigned bytes
 * @param greens 256 values, as unsigned bytes
 * @param blues 256 values, as unsigned bytes
 */
public record Lut(byte[] reds, byte[] greens, byte[] blues) {

    private static final int SIZE = 256;

    /** @throws IllegalArgumentException if an array does not have 256 entries */
    public Lut {
        if (reds.length != SIZE || greens.length != SIZE || blues.length != SIZE) {
            throw new IllegalArgumentException("a lookup table has 256 entries per colour");
        }
        reds = reds.clone();
        greens = greens.clone();
        blues = blues.clone();
    }

    /**
     * Black for 0 and 255 well-separated colours: for label images. Hues step by the golden ratio, so that
     * neighbouring labels differ; the table is the same every time.
     */
    public static Lut labels() {
        byte[][] rgb = new byte[3][SIZE];
        for (int i = 1; i < SIZE; i++) {
            double hue = (i * 0.618033988749895) % 1.0;
            double value = i % 2 == 0 ? 1.0 : 0.8;
            for (int k = 0; k < 3; k++) {
                double distance = Math.abs((hue * 6 + 6 - 2 * k) % 6 - 3);
                double part = Math.min(1, Math.max(0, distance - 1));
                rgb[k][i] = (byte) Math.rint(255 * value * (0.25 + 0.75 * part));
            }
        }
        return new Lut(rgb[0], rgb[1], rgb[2]);
    }
}
