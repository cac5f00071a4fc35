package io.github.imagejdiffusion.imagej.screen;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.process.ImageProcessor;
import java.awt.Dialog;
import java.util.Random;

/** A person takes the noise out of an image with two colours, after a slip of the finger, and asks for the residual. */
final class RestoreScene extends Scene {

    static final String RESTORE = "Restore (ILVR)...";
    private static final int STEPS = 1;
    private static final int SEED = 3;

    private final String path;

    private RestoreScene(String folder, String path) throws Exception {
        super(folder, RESTORE, "Restore (ILVR)");
        this.path = path;
    }

    /** @param arguments folder, image */
    public static void main(String[] arguments) throws Exception {
        new RestoreScene(arguments[0], arguments[1]).playAndExit();
    }

    @Override
    void play() throws Exception {
        ImagePlus image = twoColours();
        image.show();
        image.getWindow().setLocation(0, 330);
        save(image, "source");

        Dialog dialog = openDialog();
        hands.type(dialog, SEED, "7");
        hands.tick(dialog, "Residual");
        hands.type(dialog, STEPS, "0");
        hands.pause(300);
        hands.picture(dialog, "problem");
        hands.type(dialog, STEPS, "1");
        hands.pause(300);
        hands.picture(dialog, "dialog");
        hands.press(dialog, "OK");
        awaitRecorded();

        ImagePlus restored = WindowManager.getCurrentImage();
        report("active", restored.getTitle());
        report("images", titles());
        report("line", recorded());
        report("mode", ((CompositeImage) restored).getMode());
        report("verdict", restored.getProp("diffusion.verdict"));
        restored.getWindow().setLocation(330, 330);
        WindowManager.getImage("two-residual").getWindow().setLocation(660, 330);
        hands.picture("result");
        save(restored, "restored");

        Dialog again = openDialog();
        report("seed", hands.text(again, SEED));
        hands.picture(again, "again");
        hands.press(again, "Cancel");
    }

    private ImagePlus twoColours() {
        ImagePlus nuclei = IJ.openImage(path);
        ImageStack planes = new ImageStack(256, 256);
        Random random = new Random(1);
        for (int c = 0; c < 2; c++) {
            nuclei.setRoi(60 * c, 30 * c, 256, 256);
            ImageProcessor plane = nuclei.getProcessor().crop().convertToByte(false);
            for (int i = 0; i < plane.getPixelCount(); i++) {
                plane.set(i, Math.max(0, Math.min(255, (int) (plane.get(i) + 50 + 12 * random.nextGaussian()))));
            }
            planes.addSlice("c" + c, plane);
        }
        ImagePlus two = new ImagePlus("two.tif", planes);
        two.setDimensions(2, 1, 1);
        CompositeImage composite = new CompositeImage(two, CompositeImage.COMPOSITE);
        composite.setC(1);
        return composite;
    }
}
