package io.github.imagejdiffusion.formats;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class FinerCalibrationTest {

    @Test
    void finerPixelsAreSmallerAlongXAndYOnly() {
        Calibration stated = new Calibration(
                OptionalDouble.of(0.5), OptionalDouble.empty(), OptionalDouble.of(2), OptionalDouble.of(3), "nm");
        assertEquals(
                new Calibration(
                        OptionalDouble.of(0.125),
                        OptionalDouble.empty(),
                        OptionalDouble.of(2),
                        OptionalDouble.of(3),
                        "nm"),
                stated.finerBy(4));
        assertEquals(stated, stated.finerBy(1));
    }
}
