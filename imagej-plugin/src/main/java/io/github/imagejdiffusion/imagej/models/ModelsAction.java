package io.github.imagejdiffusion.imagej.models;

import ij.IJ;
import io.github.imagejdiffusion.imagej.ImageJModels;

/** {@code Models...}: which models are there. */
public final class ModelsAction implements Runnable {

    @Override
    public void run() {
        ImageJModels.repository().list().forEach(listing -> IJ.log(listing.name() + "  " + listing.location()));
    }
}
