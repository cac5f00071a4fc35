package io.github.imagejdiffusion.imagej.segment.dialog;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.Prefs;
import io.github.imagejdiffusion.diffusion.model.ModelRepository;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.segment.ModelChoice;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models that scale images to a diameter, and models that cannot. */
class DiameterOfModelTest {

    private static final String KEY = "diffusion.segment.diameter";

    private final SourceImage source = SourceImage.of(IJ.createImage("cells", 8, 8, 1, 8));
    private final ChosenModel nuclei = model("nuclei-fluorescence");
    private final ChosenModel membranes = model("membranes-em");
    private String before;

    @BeforeEach
    void keepTheLast() {
        before = Prefs.get(KEY, null);
        Prefs.set(KEY, (String) null);
    }

    @AfterEach
    void giveItBack() {
        Prefs.set(KEY, before);
    }

    @Test
    void theLastDiameterIsForModelsThatTakeOne() {
        assertEquals("20", RememberedValues.diameter(nuclei.config()));
        RememberedValues.save(values(nuclei, "35"), source, nuclei.config());
        assertEquals("0", RememberedValues.diameter(membranes.config()));
        RememberedValues.save(values(membranes, "0"), source, membranes.config());
        assertEquals("35", RememberedValues.diameter(nuclei.config()));
    }

    @Test
    void aModelThatTakesNoneSaysSoBeforeTheDialogIsClosed() {
        PluginException e = assertThrows(PluginException.class, () -> membranes.requireFit(OptionalDouble.of(20)));
        assertTrue(e.getMessage().startsWith("Diameter: write 0"), e.getMessage());
        assertDoesNotThrow(() -> membranes.requireFit(OptionalDouble.empty()));
        assertDoesNotThrow(() -> nuclei.requireFit(OptionalDouble.of(20)));
    }

    private ChosenModel model(String name) {
        return new ChosenModel(new ModelChoice(ModelRepository.ofEnvironment(List.of())), source, name);
    }

    private static DialogValues values(ChosenModel model, String diameter) {
        return new DialogValues(model.name(), diameter, 1, "all", "all", false, true, true, true, false);
    }
}
