package io.github.imagejdiffusion.formats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real files: the small ones are among the test resources, others are taken from the folder that the property
 * {@code formats.samples} names.
 */
public final class SampleFile {

    private SampleFile() {}

    /** Ends the test as skipped if the file is in neither place. */
    public static Path of(String name) {
        try {
            URL resource = SampleFile.class.getResource("/" + name);
            if (resource != null) {
                return Path.of(resource.toURI());
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        Path file = Path.of(System.getProperty("formats.samples", "")).resolve(name);
        assumeTrue(Files.exists(file), name + " is not here; name its folder with -Dformats.samples=DIR");
        return file;
    }
}
