package io.github.imagejdiffusion.imagej.models;

import ij.IJ;
import io.github.imagejdiffusion.imagej.ImageJModels;
import java.awt.Desktop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the folder for a user's own models in the system's file manager. */
final class ModelsFolder {

    private ModelsFolder() {}

    /** Makes the folder if need be; says its path where it cannot be opened. */
    static void open() {
        ImageJModels.folder().ifPresent(ModelsFolder::open);
    }

    private static void open(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            IJ.error("Models", "The folder " + folder + " cannot be made: " + e.getMessage());
            return;
        }
        if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(Desktop.Action.OPEN)) {
            IJ.showMessage("Models", "Put your models into\n" + folder);
            return;
        }
        try {
            Desktop.getDesktop().open(folder.toFile());
        } catch (IOException e) {
            IJ.showMessage("Models", "Put your models into\n" + folder);
        }
    }
}
