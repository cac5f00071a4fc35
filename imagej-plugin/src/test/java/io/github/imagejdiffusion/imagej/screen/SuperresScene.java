package io.github.imagejdiffusion.imagej.screen;

import ij.ImagePlus;
import ij.WindowManager;
import java.awt.Dialog;

/** A person super-resolves an image as the dialog suggests. */
final class SuperresScene extends Scene {

    static final String SUPERRES = "Super-resolve...";

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
