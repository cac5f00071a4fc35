package io.github.imagejdiffusion.imagej.image;

import ij.IJ;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.Opener;
import ij.plugin.FileInfoVirtualStack;
import ij.process.ImageProcessor;
import io.github.imagejdiffusion.imagej.PluginException;
import java.io.File;

/**
 * Finds planes that are no data: where a virtual stack of ImageJ cannot read a file, it gives a white plane with a message drawn
 * into it, or a black one, and tells nobody. Files are only looked at for planes that could be such ones.
 */
final class FilesOfPlanes {

    private FilesOfPlanes() {}

    /**
     * @param index in the stack, from 1
     * @param plane that was read there
     * @param title of the image
     * @throws PluginException naming the file, if it is not there or cannot be opened
     */
    static void requireRead(ImageStack stack, int index, ImageProcessor plane, String title) {
        boolean sequence = stack.getClass() == VirtualStack.class;
        if (!sequence && stack.getClass() != FileInfoVirtualStack.class || !hasEmptyEdges(plane)) {
            return;
        }
        VirtualStack files = (VirtualStack) stack;
        String folder = files.getDirectory();
        String name = folder == null ? null : files.getFileName(files.translate(index));
        if (name == null) {
            return;
        }
        File file = new File(folder, name);
        if (!file.exists() || sequence && !opens(folder, name)) {
            throw new PluginException("Plane " + index + " of '" + title + "' cannot be read any more: " + file
                    + (file.exists() ? " cannot be opened." : " is gone."));
        }
    }

    /** Messages begin some pixels below and to the right of the corner. */
    private static boolean hasEmptyEdges(ImageProcessor plane) {
        int corner = plane.get(0, 0);
        for (int x = 1; x < plane.getWidth(); x++) {
            if (plane.get(x, 0) != corner) {
                return false;
            }
        }
        for (int y = 1; y < plane.getHeight(); y++) {
            if (plane.get(0, y) != corner) {
                return false;
            }
        }
        return true;
    }

    /** As a virtual stack opens it. */
    private static boolean opens(String folder, String name) {
        Opener opener = new Opener();
        opener.setSilentMode(true);
        boolean redirected = IJ.redirectingErrorMessages();
        IJ.redirectErrorMessages(true);
        try {
            return opener.openTempImage(folder, name) != null;
        } finally {
            IJ.redirectErrorMessages(redirected);
        }
    }
}
