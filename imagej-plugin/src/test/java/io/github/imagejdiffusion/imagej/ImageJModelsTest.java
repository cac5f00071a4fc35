package io.github.imagejdiffusion.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The folder that a person is told to put models into. */
class ImageJModelsTest {

    @Test
    void theFolderIsNamedInFull() {
        assertEquals(Path.of("models").toAbsolutePath(), ImageJModels.in("./"));
    }
}
