package io.github.imagejdiffusion.segdiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiameterChoiceTest {

    @Test
    void aNumberOrAuto() {
        assertEquals(Optional.of(DiameterChoice.of(12.5)), DiameterChoice.parse("12.5"));
        assertEquals(Optional.of(DiameterChoice.AUTO), DiameterChoice.parse("auto"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-3", "NaN", "Infinity", "Auto", "12 px", "12,5"})
    void whatIsNeither(String text) {
        assertEquals(Optional.empty(), DiameterChoice.parse(text));
    }

    @Test
    void aDiameterIsPositiveAndNotMeasuredToo() {
        assertThrows(IllegalArgumentException.class, () -> DiameterChoice.of(0));
        assertThrows(IllegalArgumentException.class, () -> DiameterChoice.of(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new DiameterChoice(OptionalDouble.of(3), true));
    }
}
