package io.github.imagejdiffusion.imagej.screen;

import ij.ImagePlus;
import ij.WindowManager;
import java.awt.Dialog;

/** A person who knows the microscope super-resolves an image, in one orientation. */
final class SuperresScene extends Scene {

    static final String SUPERRES = "Super-resolve...";

    private static final int PSF = 3;
    private static final int ORIENTATIONS = 2;

    private final String path;

    private SuperresScene(String folder, String path) throws Exception {
        super(folder, SUPERRES, "Super-resolve");
        this.path = path;
    }

    /** @param arguments folder, image */
    public static void main(String[] arguments) throws Exception {
        new SuperresScene(arguments[0], arguments[1]).playAndExit();
    }

    @Override
    void play() throws Exception {
        open(path);
        Dialog dialog = openDialog();
        hands.type(dialog, PSF, "0.6");
        hands.choose(dialog, ORIENTATIONS, "1");
        hands.pause(300);
        hands.picture(dialog, "dialog");
        hands.press(dialog, "OK");
        awaitRecorded();

        ImagePlus fine = WindowManager.getCurrentImage();
        report("active", fine.getTitle());
        report("line", recorded());
        report("width", fine.getWidth());
        hands.picture("result");
        save(fine, "fine");
    }
}
