package io.github.imagejdiffusion.segdiff;

import java.util.Random;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.integer.UnsignedByteType;

/** Small images for tests. */
final class Images {

    private Images() {}

    /** Values 0..255, independent of each other. */
    static Img<UnsignedByteType> random(int width, int height, long seed) {
        byte[] pixels = new byte[width * height];
        new Random(seed).nextBytes(pixels);
        return ArrayImgs.unsignedBytes(pixels, width, height);
    }

    /** Bright discs of radius 9 on a dark ground, 40 pixels apart. */
    static Img<UnsignedByteType> discs(int width, int height) {
        byte[] pixels = new byte[width * height];
        for (int i = 0; i < pixels.length; i++) {
            double r = Math.hypot(i % width % 40 - 20, i / width % 40 - 20);
            pixels[i] = (byte) (r <= 9 ? 250 - 10 * r : 10);
        }
        return ArrayImgs.unsignedBytes(pixels, width, height);
    }
}
