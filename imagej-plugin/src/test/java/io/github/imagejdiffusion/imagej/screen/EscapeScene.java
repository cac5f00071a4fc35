package io.github.imagejdiffusion.imagej.screen;

import ij.ImageJ;
import ij.ImagePlus;
import java.awt.Dialog;
import java.awt.event.KeyEvent;

/** A person asks for very many runs, and stops them with Escape. */
final class EscapeScene extends Scene {

    private final String path;

    private EscapeScene(String folder, String path) throws Exception {
        super(folder);
        this.path = path;
    }

    /** @param arguments folder, image */
    public static void main(String[] arguments) throws Exception {
        new EscapeScene(arguments[0], arguments[1]).playAndExit();
    }

    @Override
    void play() throws Exception {
        ImagePlus image = open(path);
        Dialog dialog = openDialog();
        hands.press(dialog, "Advanced");
        Dialog advanced = hands.dialog(ADVANCED);
        hands.type(advanced, 1, "100000");
        hands.picture(advanced, "advanced");
        hands.press(advanced, "OK");
        hands.awaitClosed(advanced);
        hands.pause(300);
        hands.picture(dialog, "dialog");
        hands.press(dialog, "OK");
        hands.await("the work to begin", () -> image.isLocked());
        hands.await("progress", () -> statusBar().contains("%"));
        hands.picture("running");
        hands.click(image.getCanvas());
        hands.key(KeyEvent.VK_ESCAPE);
        hands.await("the end of the work", () -> !image.isLocked());
        hands.pause(500);
        hands.picture("cancelled");
        report("status", statusBar());
        report("images", titles());
        report("rois", image.getRoi());
    }

    private static String statusBar() {
        return ImageJ.getStatusBarText();
    }
}
