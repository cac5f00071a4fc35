package io.github.imagejdiffusion.imagej.screen;

import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import java.awt.Dialog;
import java.util.StringJoiner;

/** A person segments the second channel of a hyperstack while the ROI Manager is open. */
final class StackScene extends Scene {

    private final String path;

    private StackScene(String folder, String path) throws Exception {
        super(folder);
        this.path = path;
    }

    /** @param arguments folder, image */
    public static void main(String[] arguments) throws Exception {
        new StackScene(arguments[0], arguments[1]).playAndExit();
    }

    @Override
    void play() throws Exception {
        ImagePlus stack = hyperstack();
        stack.show();
        stack.getWindow().setLocation(0, 330);
        stack.setPosition(2, 2, 1);
        RoiManager manager = new RoiManager();
        Roi own = new Roi(3, 4, 10, 12);
        own.setPosition(1, 2, 3);
        manager.add(own, 7);
        manager.setLocation(1060, 330);

        Dialog dialog = openDialog();
        hands.press(dialog, "Estimate");
        hands.await("an estimate", () -> !hands.text(dialog, 0).equals("20"));
        report("diameter", hands.text(dialog, 0));
        hands.picture(dialog, "estimate");
        hands.type(dialog, 2, "2-3");
        hands.tick(dialog, "Link");
        hands.pause(500);
        hands.picture(dialog, "dialog");
        hands.press(dialog, "OK");
        awaitRecorded();

        hands.picture("result");
        report("line", recorded());
        report("active", WindowManager.getCurrentImage().getTitle());
        report("own", position(manager.getRoi(0)));
        StringJoiner positions = new StringJoiner(" ");
        for (int i = 1; i < manager.getCount(); i++) {
            positions.add(manager.getRoi(i).getName() + "@" + position(manager.getRoi(i)));
        }
        report("positions", positions);
        save(WindowManager.getCurrentImage(), "labels");
        save(stack, "source");
    }

    /** Two channels, two slices, three frames; objects only in channel 2. */
    private ImagePlus hyperstack() {
        ImagePlus image = ij.IJ.openImage(path);
        ImageStack planes = new ImageStack(image.getWidth() / 2, image.getHeight() / 2);
        for (int i = 0; i < 12; i++) {
            image.setRoi((i / 2) * 9, (i / 4) * 7, planes.getWidth(), planes.getHeight());
            ij.process.ImageProcessor plane = image.getProcessor().crop();
            if (i % 2 == 0) {
                plane.multiply(0.1);
            }
            planes.addSlice("plane " + i, plane);
        }
        ImagePlus stack = new ImagePlus("stack", planes);
        stack.setDimensions(2, 2, 3);
        stack.setOpenAsHyperStack(true);
        return stack;
    }

    private static String position(Roi roi) {
        return roi.getCPosition() + "," + roi.getZPosition() + "," + roi.getTPosition();
    }
}
