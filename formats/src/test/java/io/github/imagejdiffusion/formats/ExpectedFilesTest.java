package io.github.imagejdiffusion.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real files, read by what is built in. {@link RealBioFormatsTest} has the others. */
class ExpectedFilesTest {

    static Stream<ExpectedImage> builtIn() {
        return ExpectedImage.all().stream().filter(row -> row.format().startsWith("OME-"));
    }

    static Stream<ExpectedImage> others() {
        return ExpectedImage.all().stream().filter(row -> !row.format().startsWith("OME-"));
    }

    @ParameterizedTest
    @MethodSource("builtIn")
    void areReadAsExpected(ExpectedImage row) {
        try (ImageFile file = ImageFiles.open(SampleFile.of(row.file()))) {
            assertEquals("built in", file.readerName());
            row.assertMet(file);
        }
    }

    @ParameterizedTest
    @MethodSource("others")
    void needBioFormats(ExpectedImage row) {
        Path path = SampleFile.of(row.file());
        FormatsException e = assertThrows(FormatsException.class, () -> ImageFiles.open(path));
        assertTrue(e.getMessage().contains(" needs Bio-Formats, which is not here; put "), e.getMessage());
    }
}
