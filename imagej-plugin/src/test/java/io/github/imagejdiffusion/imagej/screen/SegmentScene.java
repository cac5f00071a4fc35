package io.github.imagejdiffusion.imagej.screen;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.measure.ResultsTable;
import ij.plugin.frame.RoiManager;
import java.awt.Dialog;
import java.awt.Window;

/** A person segments an image with another diameter than the one offered, after a look at the preview. */
final class SegmentScene extends Scene {

    private final String path;

    private SegmentScene(String folder, String path) throws Exception {
        super(folder);
        this.path = path;
    }

    /** @param arguments folder, image */
    public static void main(String[] arguments) throws Exception {
        new SegmentScene(arguments[0], arguments[1]).playAndExit();
    }

    @Override
    void play() throws Exception {
        RoiManager manager = new RoiManager();
        manager.setLocation(1060, 330);
        Roi own = new Roi(3, 4, 10, 12);
        own.setName("mine");
        manager.addRoi(own);
        ImagePlus image = open(path);

        Dialog dialog = openDialog();
        hands.type(dialog, 0, "25");
        hands.tick(dialog, "Preview");
        hands.await("the outlines of the preview", () -> image.getOverlay() != null);
        report("preview", image.getOverlay().size());
        hands.picture("preview");
        hands.picture(dialog, "dialog");
        hands.press(dialog, "OK");
        awaitRecorded();

        // On a busy machine the focus comes some time after the window.
        hands.await(
                "the labels in front",
                () -> WindowManager.getCurrentImage().getTitle().endsWith("-labels"));
        ImagePlus labels = WindowManager.getCurrentImage();
        report("active", labels.getTitle());
        report("images", titles());
        report("overlay", image.getOverlay());
        report("count", labels.getDisplayRangeMax());
        report("rows", ResultsTable.getResultsTable().size());
        report("rois", manager.getCount());
        report("first roi", manager.getName(0));
        report("last roi", manager.getName(manager.getCount() - 1));
        report("line", recorded());
        arrange();
        hands.picture("result");
        save(labels, "labels");
        replay(image, recorded());

        IJ.selectWindow(image.getID());
        hands.await("the image in front", () -> WindowManager.getCurrentImage() == image);
        Dialog again = openDialog();
        report("remembered", hands.text(again, 0));
        hands.press(again, "Cancel");
    }

    private static void arrange() {
        for (int id : WindowManager.getIDList()) {
            ImagePlus image = WindowManager.getImage(id);
            int x = image.getTitle().endsWith("-labels")
                    ? 330
                    : image.getTitle().endsWith("-uncertainty") ? 660 : 0;
            image.getWindow().setLocation(x, 330);
        }
        Window table = ResultsTable.getResultsWindow();
        table.setBounds(0, 660, 980, 230);
    }

    private void replay(ImagePlus image, String line) {
        IJ.selectWindow(image.getID());
        IJ.runMacro(line);
        save(WindowManager.getCurrentImage(), "replayed");
        report("replayed", WindowManager.getCurrentImage().getTitle());
    }
}
