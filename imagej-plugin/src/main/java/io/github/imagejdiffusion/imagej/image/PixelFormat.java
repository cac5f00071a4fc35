package io.github.imagejdiffusion.imagej.image;

/** The pixels that ImageJ has for intensities, and how a computed value becomes one. */
public enum PixelFormat {
    BYTE(1, 0, 255) {
        @Override
        public Object plane(int pixels) {
            return new byte[pixels];
        }

        @Override
        public void put(float[] values, Object plane, int at) {
            byte[] pixels = (byte[]) plane;
            for (int i = 0; i < values.length; i++) {
                pixels[at + i] = (byte) fitted(values[i]);
            }
        }
    },
    SHORT(2, 0, 65_535) {
        @Override
        public Object plane(int pixels) {
            return new short[pixels];
        }

        @Override
        public void put(float[] values, Object plane, int at) {
            short[] pixels = (short[]) plane;
            for (int i = 0; i < values.length; i++) {
                pixels[at + i] = (short) fitted(values[i]);
            }
        }
    },
    FLOAT(4, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY) {
        @Override
        public Object plane(int pixels) {
            return new float[pixels];
        }

        @Override
        public void put(float[] values, Object plane, int at) {
            System.arraycopy(values, 0, (float[]) plane, at, values.length);
        }
    };

    private final int bytes;
    private final float lowest;
    private final float highest;

    PixelFormat(int bytes, float lowest, float highest) {
        this.bytes = bytes;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** @param bits 8, 16, or 32 for floats */
    static PixelFormat ofBits(int bits) {
        return bits == 8 ? BYTE : bits == 16 ? SHORT : FLOAT;
    }

    /** Of a pixel. */
    public int bytes() {
        return bytes;
    }

    /** Infinite for floats. */
    public float lowest() {
        return lowest;
    }

    /** Infinite for floats. */
    public float highest() {
        return highest;
    }

    /** Whether pixels are whole numbers. */
    public boolean isWhole() {
        return this != FLOAT;
    }

    /** An array for a plane. */
    public abstract Object plane(int pixels);

    /** Writes values into a plane, rounded half to even and clipped, as the command line does. */
    public abstract void put(float[] values, Object plane, int at);

    final int fitted(float value) {
        return (int) Math.rint(Math.max(lowest, Math.min(highest, value)));
    }
}
