package io.github.imagejdiffusion.diffusion.paired;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagejdiffusion.diffusion.camera.NoiseModel;
import io.github.imagejdiffusion.diffusion.model.config.ErrorLaw;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectedErrorTest {

    private static final ErrorLaw LAW = new ErrorLaw(10, 2, 0.5);

    /** Variance 4 * value. */
    private static NoiseModel noise(double detail) {
        return new NoiseModel(4, 0, 1, 0, 0, 100, detail);
    }

    @Test
    void isTheLawOfSpreadAndNoise() {
        ExpectedError error =
                ExpectedError.of(Optional.of(LAW), Optional.of(noise(1))).orElseThrow();
        float[] restored = {1, 4, 100, 100};
        float[] spread = {2, 1, 5, 0};
        // 2 * sqrt(spread * 2 sqrt(value))
        assertArrayEquals(new float[] {4, 4, 20, 0}, error.of(restored, spread), 1e-5f);
    }

    @Test
    void aLawMayGoByTheSpreadOrTheNoiseAlone() {
        assertEquals(6, new ErrorLaw(10, 3, 1).error(2, 7), 1e-12);
        assertEquals(21, new ErrorLaw(10, 3, 0).error(2, 7), 1e-12);
    }

    @Test
    void isNotKnownWithoutLawOrNoiseOrWhereStructureHidesTheNoise() {
        assertTrue(ExpectedError.of(Optional.empty(), Optional.of(noise(1))).isEmpty());
        assertTrue(ExpectedError.of(Optional.of(LAW), Optional.empty()).isEmpty());
        assertTrue(ExpectedError.of(Optional.of(LAW), Optional.of(noise(50))).isEmpty());
    }
}
