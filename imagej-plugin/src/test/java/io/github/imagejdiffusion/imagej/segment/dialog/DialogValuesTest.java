package io.github.imagejdiffusion.imagej.segment.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.imagejdiffusion.imagej.PluginException;
import io.github.imagejdiffusion.imagej.image.SourceImage;
import io.github.imagejdiffusion.imagej.segment.SegmentSettings;
import io.github.imagejdiffusion.segdiff.DiameterChoice;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialogValuesTest {

    @Test
    void theCurrentPlaneBecomesItsNumber() {
        ImagePlus stack = IJ.createHyperStack("stack", 8, 8, 2, 4, 3, 8);
        stack.setPosition(2, 3, 1);
        SegmentSettings settings =
                values("20", "current", "all").settings(SourceImage.of(stack), true, AdvancedValues.DEFAULTS);
        assertEquals("3", settings.slices().toString());
        assertEquals("all", settings.frames().toString());
        assertEquals(OptionalInt.of(2), settings.channel());
    }

    @Test
    void zeroMeansNoDiameterAndAModelOfSeveralChannelsNoChannel() {
        SegmentSettings settings = values(" 0 ", "all", "all").settings(source(), false, AdvancedValues.DEFAULTS);
        assertEquals(DiameterChoice.AS_IT_IS, settings.diameter());
        assertEquals(OptionalInt.empty(), settings.channel());
    }

    @ParameterizedTest
    @CsvSource({
        "'',all,all,Diameter",
        "-1,all,all,Diameter",
        "NaN,all,all,Diameter",
        "20,two,all,Slices",
        "20,5,all,Slices",
        "20,all,3-2,Frames",
    })
    void aFieldThatCannotBeUsedIsNamed(String diameter, String slices, String frames, String field) {
        DialogValues values = values(diameter, slices, frames);
        String message = assertThrows(
                        PluginException.class, () -> values.settings(source(), true, AdvancedValues.DEFAULTS))
                .getMessage();
        assertTrue(message.startsWith(field), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "25,5 | Diameter must be a number with a point: 25.5.",
                "Infinity | Diameter must be a finite number."
            })
    void aDiameterAsItIsWrittenElsewhere(String diameter, String expected) {
        DialogValues values = values(diameter, "all", "all");
        PluginException e =
                assertThrows(PluginException.class, () -> values.settings(source(), true, AdvancedValues.DEFAULTS));
        assertEquals(expected, e.getMessage());
    }

    private static SourceImage source() {
        return SourceImage.of(IJ.createHyperStack("stack", 8, 8, 2, 4, 3, 8));
    }

    private static DialogValues values(String diameter, String slices, String frames) {
        return new DialogValues("a model", diameter, 2, slices, frames, false, true, true, true, false);
    }
}
