package io.github.imagejdiffusion.imagej.models;

import ij.IJ;
import io.github.imagejdiffusion.diffusion.DiffusionException;
import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.imagej.Audience;
import io.github.imagejdiffusion.imagej.ImageJModels;
import java.util.List;

/** Shows the models in a window, or lists them in the log when nobody is there to close it. */
public final class ModelsAction implements Runnable {

    @Override
    public void run() {
        try {
            if (Audience.isAtScreen()) {
                ModelsWindow.open();
            } else {
                log(ImageJModels.repository().list());
            }
        } catch (DiffusionException e) {
            IJ.error("Models", e.getMessage());
        }
    }

    private static void log(List<ModelListing> listings) {
        listings.forEach(listing -> ModelText.lines(listing).forEach(IJ::log));
        IJ.log(ModelText.whereMoreGo());
    }
}
