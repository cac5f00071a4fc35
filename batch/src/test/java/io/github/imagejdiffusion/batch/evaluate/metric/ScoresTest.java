package io.github.imagejdiffusion.batch.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private final Scores first = Scores.none().with(Score.DICE, 0.5).with(Score.OBJECTS_TRUTH, 3);
    private final Scores second =
            Scores.none().with(Score.DICE, 1).with(Score.OBJECTS_TRUTH, 4).with(Score.ECE, 0.25);

    @Test
    void planesAreAveragedButTheirObjectsSummed() {
        Scores file = Scores.ofPlanes(List.of(first, second));
        assertEquals(0.75, file.get(Score.DICE).orElseThrow());
        assertEquals(7, file.get(Score.OBJECTS_TRUTH).orElseThrow());
    }

    @Test
    void imagesAreAveragedOverThoseThatHaveTheScore() {
        Scores mean = Scores.mean(List.of(first, second));
        assertEquals(3.5, mean.get(Score.OBJECTS_TRUTH).orElseThrow());
        assertEquals(0.25, mean.get(Score.ECE).orElseThrow());
        assertTrue(mean.get(Score.BRIER).isEmpty());
    }

    @Test
    void zeroMeansNoQualityNotPerfectCalibration() {
        assertEquals(0, Scores.zero().get(Score.AJI).orElseThrow());
        assertTrue(Scores.zero().get(Score.ECE).isEmpty());
        assertTrue(Scores.zero().get(Score.OBJECTS_TRUTH).isEmpty());
        assertTrue(second.without(Score.Kind.CALIBRATION).get(Score.ECE).isEmpty());
    }
}
