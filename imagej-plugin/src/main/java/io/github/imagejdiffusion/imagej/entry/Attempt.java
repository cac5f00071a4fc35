package io.github.imagejdiffusion.imagej.entry;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import java.util.function.Function;

/**
 * For macros that must go on when one image fails. {@code run(...)} and {@code open(...)} end a macro when something goes
 * wrong, and ImageJ has no way to catch that; what stands here returns the message instead:
 *
 * <pre>
 * problem = call("io.github.imagejdiffusion.imagej.entry.Attempt.segment", "seed=0 probability");
 * if (problem != "") print(problem);
 * </pre>
 *
 * <p>Names and results are a public contract, as macro keys are.
 */
public final class Attempt {

    private static final String SEGMENT = "io.github.imagejdiffusion.imagej.segment.SegmentAction";
    private static final String RESTORE = "io.github.imagejdiffusion.imagej.restore.RestoreAction";
    private static final String SUPERRES = "io.github.imagejdiffusion.imagej.superres.SuperresAction";

    private Attempt() {}

    /**
     * {@code Segment (SegDiff)...} on the active image.
     *
     * @param options macro keys, as for {@code run}
     * @return empty if all went well, {@code cancelled}, or one message; the label image is then not there
     */
    public static String segment(String options) {
        return attempt(SEGMENT, options);
    }

    /**
     * {@code Restore (ILVR)...} on the active image.
     *
     * @param options macro keys, as for {@code run}
     * @return empty if all went well, {@code cancelled}, or one message; the restored image is then not there
     */
    public static String restore(String options) {
        return attempt(RESTORE, options);
    }

    /**
     * {@code Super-resolve...} on the active image.
     *
     * @param options macro keys, as for {@code run}
     * @return empty if all went well, {@code cancelled}, or one message; the fine image is then not there
     */
    public static String superResolve(String options) {
        return attempt(SUPERRES, options);
    }

    @SuppressWarnings("unchecked")
    private static String attempt(String action, String options) {
        String problem = ActionStarter.problem(Attempt.class.getClassLoader());
        if (problem != null) {
            return problem;
        }
        try {
            return ((Function<String, String>)
                            Class.forName(action).getConstructor().newInstance())
                    .apply(options);
        } catch (ReflectiveOperationException | LinkageError e) {
            LoggedTrace.write(e);
            return Parts.problem(e);
        }
    }

    /**
     * Opens a file and makes it the active image. Never asks and never shows a message.
     *
     * @param path of an image that ImageJ can open
     * @return empty if all went well, or one message
     */
    public static String open(String path) {
        if (path.trim().isEmpty()) {
            return "There is no path of an image to open.";
        }
        int before = WindowManager.getImageCount();
        String problem = null;
        IJ.redirectErrorMessages(true);
        try {
            ImagePlus image = IJ.openImage(path);
            if (image != null) {
                image.show();
            }
            problem = IJ.getErrorMessage();
        } catch (RuntimeException | OutOfMemoryError e) {
            // ImageJ's readers meet broken files with all kinds of exceptions.
            LoggedTrace.write(e);
            problem = e.toString();
        } finally {
            IJ.redirectErrorMessages(false);
        }
        if (WindowManager.getImageCount() > before) {
            return "";
        }
        return "'" + path + "' cannot be opened as an image"
                + (problem == null ? "." : ": " + problem.replaceAll("\\s+", " "));
    }
}
