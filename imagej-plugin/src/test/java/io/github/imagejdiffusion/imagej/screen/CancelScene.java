package io.github.imagejdiffusion.imagej.screen;

import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import java.awt.Dialog;
import java.awt.event.KeyEvent;

/** A person looks at the preview and changes their mind: by the checkbox, with Cancel, with Escape. */
final class CancelScene extends Scene {

    private final String path;
    private final Overlay own = new Overlay(new Roi(5, 5, 20, 20));

    private CancelScene(String folder, String path) throws Exception {
        super(folder);
        this.path = path;
    }

    /** @param arguments folder, image */
    public static void main(String[] arguments) throws Exception {
        new CancelScene(arguments[0], arguments[1]).playAndExit();
    }

    @Override
    void play() throws Exception {
        ImagePlus image = open(path);
        image.setOverlay(own);
        image.changes = false;

        Dialog dialog = openDialog();
        lookAtPreview(dialog, image);
        hands.tick(dialog, "Preview");
        hands.pause(300);
        report("after preview", image.getOverlay() == own);

        lookAtPreview(dialog, image);
        hands.type(dialog, 0, "x");
        hands.pause(500);
        hands.picture(dialog, "problem");
        report("after a problem", image.getOverlay() == own);
        hands.press(dialog, "Cancel");
        hands.awaitClosed(dialog);
        hands.pause(500);
        report("after cancel", image.getOverlay() == own);

        Dialog again = openDialog();
        report("remembered", hands.text(again, 0));
        lookAtPreview(again, image);
        hands.key(KeyEvent.VK_ESCAPE);
        hands.awaitClosed(again);
        hands.pause(500);
        report("after escape", image.getOverlay() == own);

        Dialog last = openDialog();
        lookAtPreview(last, image);
        image.changes = false;
        image.close();
        hands.press(last, "Cancel");
        hands.awaitClosed(last);
        hands.pause(500);
        report("after closing", image.getOverlay() == own);
        report("changes", image.changes);
        report("images", titles());
        report("line", recorded());
        hands.picture("end");
    }

    private void lookAtPreview(Dialog dialog, ImagePlus image) {
        hands.tick(dialog, "Preview");
        hands.await("the outlines of the preview", () -> image.getOverlay() != own);
    }
}
