package io.github.imagejdiffusion.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.ShortProcessor;
import java.nio.file.Path;
import java.util.Random;

/** Small synthetic images: discs on a noisy ground, elsewhere in every plane. */
public final class Hyperstacks {

    /** Of each plane. */
    public static final int WIDTH = 72;
    /** Of each plane. */
    public static final int HEIGHT = 56;

    private Hyperstacks() {}

    /** 16-bit, XYCZT, with a label for each plane, 0.2 x 0.25 x 1.5 um, 30 s between frames. */
    public static ImagePlus make(String title, int channels, int slices, int frames) {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int t = 0; t < frames; t++) {
            for (int z = 0; z < slices; z++) {
                for (int c = 0; c < channels; c++) {
                    stack.addSlice("c" + (c + 1) + " z" + (z + 1) + " t" + (t + 1), plane(c, z, t));
                }
            }
        }
        ImagePlus image = new ImagePlus(title, stack);
        image.setDimensions(channels, slices, frames);
        image.setOpenAsHyperStack(true);
        Calibration calibration = image.getCalibration();
        calibration.setUnit("um");
        calibration.pixelWidth = 0.2;
        calibration.pixelHeight = 0.25;
        calibration.pixelDepth = 1.5;
        calibration.frameInterval = 30;
        calibration.setTimeUnit("sec");
        return image;
    }

    /** Saves it as ImageJ does. */
    public static Path save(ImagePlus image, Path file) {
        boolean saved = image.getStackSize() > 1
                ? new FileSaver(image).saveAsTiffStack(file.toString())
                : new FileSaver(image).saveAsTiff(file.toString());
        if (!saved) {
            throw new IllegalStateException("not saved: " + file);
        }
        return file;
    }

    private static ShortProcessor plane(int channel, int z, int t) {
        ShortProcessor plane = new ShortProcessor(WIDTH, HEIGHT);
        Random random = new Random(1000L * channel + 100 * z + t);
        int discs = 2 + (channel + z + 2 * t) % 4;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                plane.set(x, y, 200 + random.nextInt(60));
            }
        }
        for (int disc = 0; disc < discs; disc++) {
            int centreX = 9 + 14 * disc + channel;
            int centreY = 12 + (disc % 2) * 24 + 2 * t + channel;
            int radius = 5 + z % 2;
            for (int y = centreY - radius; y <= centreY + radius; y++) {
                for (int x = centreX - radius; x <= centreX + radius; x++) {
                    int squared = (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY);
                    if (squared <= radius * radius && x < WIDTH && y < HEIGHT) {
                        plane.set(x, y, 1500 - 20 * squared + 100 * channel + random.nextInt(60));
                    }
                }
            }
        }
        return plane;
    }
}
