package io.github.imagejdiffusion.imagej.models;

import ij.IJ;
import io.github.imagejdiffusion.diffusion.model.ModelListing;
import io.github.imagejdiffusion.imagej.Audience;
import io.github.imagejdiffusion.imagej.ImageJModels;
import io.github.imagejdiffusion.imagej.Problems;
import java.util.List;

/** Shows the models in a window, or lists them in the log when nobody is there to close it. */
public final class ModelsAction implements Runnable {

    @Override
    public void run() {
        try {
            List<ModelListing> listings = ImageJModels.repository().list();
            if (Audience.isAtScreen()) {
                ModelsWindow.open(listings);
            } else {
                log(listings);
            }
        } catch (RuntimeException e) {
            Problems.tell("Models", e);
        }
    }

    private static void log(List<ModelListing> listings) {
        listings.forEach(listing -> ModelText.lines(listing).forEach(IJ::log));
        IJ.log(ModelText.whereMoreGo());
    }
}
