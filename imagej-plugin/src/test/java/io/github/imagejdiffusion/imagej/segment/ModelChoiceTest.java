package io.github.imagejdiffusion.imagej.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.imagej.TinyModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a macro gets that names no model. */
class ModelChoiceTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, false, nuclei-fluorescence", "2, false, nuclei-fluorescence", "3, true, nuclei-histology"})
    void theDefaultIsThatOfTheCommandLineAndNotTheFirstOfTheAlphabet(int channels, boolean rgb, String name)
            throws IOException {
        TinyModel.write(folder.resolve("a model of one's own"));
        ModelChoice models = new ModelChoice(ModelRepository.ofEnvironment(List.of(folder)));
        assertEquals(name, models.resolve(Optional.empty(), channels, rgb).name());
    }
}
