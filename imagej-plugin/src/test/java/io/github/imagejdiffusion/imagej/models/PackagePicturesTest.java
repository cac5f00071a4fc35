package io.github.imagejdiffusion.imagej.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagejdiffusion.diffusion.model.ModelPackage;
import io.github.imagejdiffusion.imagej.ImageJModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagePicturesTest {

    @TempDir
    private Path folder;

    private ModelPackage model;

    @BeforeEach
    void copyAPackageAndAddAPicture() throws IOException {
        Path bundled = Path.of("../models/nuclei-fluorescence");
        List<Path> files;
        try (Stream<Path> listed = Files.list(bundled)) {
            files = listed.collect(Collectors.toUnmodifiableList());
        }
        for (Path file : files) {
            Files.copy(file, folder.resolve(file.getFileName()));
        }
        BufferedImage picture = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        ImageIO.write(picture, "png", folder.resolve("cells.png").toFile());
        model = ImageJModels.repository().resolve(folder.toString());
    }

    @Test
    void relativeAddressIsAFileOfThePackage() throws IOException {
        try (InputStream in = new URL(PackagePictures.base(model), "cells.png").openStream()) {
            assertArrayEquals(Files.readAllBytes(folder.resolve("cells.png")), in.readAllBytes());
        }
    }

    @Test
    void missingFileAndFileOutsideCannotBeRead() throws IOException {
        URL base = PackagePictures.base(model);
        assertThrows(IOException.class, () -> new URL(base, "none.png").openStream());
        assertThrows(IOException.class, () -> new URL(base, "../../secret.png").openStream());
    }

    @Test
    void picturesAreShownAtMostAtTheWidestWidth() {
        assertEquals(40, PackagePictures.width(model, "cells.png", 100));
        assertEquals(25, PackagePictures.width(model, "cells.png", 25));
        assertEquals(100, PackagePictures.width(model, "none.png", 100));
    }
}
