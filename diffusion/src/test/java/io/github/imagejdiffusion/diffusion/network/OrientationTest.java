package io.github.imagejdiffusion.diffusion.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {

    /** Two rows of three. */
    private static final float[] PLANE = {1, 2, 3, 4, 5, 6};

    @ParameterizedTest
    @CsvSource({
        "UPRIGHT, 1 2 3 4 5 6, 2",
        "UPSIDE_DOWN, 6 5 4 3 2 1, 2",
        "MIRRORED, 3 2 1 6 5 4, 2",
        "FLIPPED, 4 5 6 1 2 3, 2",
        "TRANSPOSED, 1 4 2 5 3 6, 3",
        "TRANSPOSED_UPSIDE_DOWN, 6 3 5 2 4 1, 3",
        "TURNED, 3 6 2 5 1 4, 3",
        "TURNED_BACK, 4 1 5 2 6 3, 3"
    })
    void laysAPlaneOut(Orientation orientation, String expected, int height) {
        Tensor laid = orientation.apply(Tensor.wrap(1, 1, 2, 3, PLANE.clone()));
        assertEquals(height, laid.height());
        assertEquals(expected, joined(laid.data()));
    }

    @ParameterizedTest
    @EnumSource
    void undoesItselfForEveryPlaneOfABatch(Orientation orientation) {
        float[] values = new float[2 * 3 * 4 * 5];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        Tensor tensor = Tensor.wrap(2, 3, 4, 5, values.clone());
        Tensor back = orientation.undo(orientation.apply(tensor));
        assertEquals(tensor.shape(), back.shape());
        assertArrayEquals(values, back.data());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void theFirstOnesDifferAndUpToFourKeepTheShape(int count) {
        Set<String> seen = new HashSet<>();
        for (Orientation orientation : Orientation.first(count)) {
            Tensor laid = orientation.apply(Tensor.wrap(1, 1, 2, 3, PLANE.clone()));
            seen.add(joined(laid.data()));
            assertEquals(count > 4 && orientation.ordinal() > 3 ? 3 : 2, laid.height());
        }
        assertEquals(count, seen.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6, 16, -1})
    void otherNumbersAreRefused(int count) {
        String message = assertThrows(IllegalArgumentException.class, () -> Orientation.first(count))
                .getMessage();
        assertEquals("orientations must be 1, 2, 4 or 8, but is " + count, message);
    }

    @Test
    void theNetworkSeesTheOrientedImageAndTheCallerTheUprightAnswer() {
        Leaning network = new Leaning();
        try (BoundDenoiser denoiser =
                OrientedDenoiser.condition(network, Tensor.wrap(1, 1, 2, 3, PLANE.clone()), Orientation.TRANSPOSED)) {
            assertEquals("1 4 2 5 3 6", joined(network.images.get(0).data()));
            Tensor out = denoiser.predict(Tensor.wrap(1, 1, 2, 3, new float[] {10, 20, 30, 40, 50, 60}), 7);
            // x plus the image's pixel on the left, in the network's view: that above, upright.
            assertEquals("10 20 30 41 52 63", joined(out.data()));
        }
        assertEquals(0, network.open);
    }

    private static String joined(float[] values) {
        List<String> words = new ArrayList<>();
        for (float value : values) {
            words.add(Integer.toString((int) value));
        }
        return String.join(" ", words);
    }

    /** Adds to every pixel the image's pixel left of it. */
    private static final class Leaning implements DiffusionNetwork {

        private final List<Tensor> images = new ArrayList<>();
        private int open;

        @Override
        public BoundDenoiser condition(Tensor image) {
            images.add(image);
            open++;
            return new BoundDenoiser() {
                @Override
                public Tensor predict(Tensor x, double timestep) {
                    Tensor out = x.copy();
                    float[] values = out.data();
                    for (int i = 0; i < values.length; i++) {
                        values[i] += i % image.width() == 0 ? 0 : image.data()[i - 1];
                    }
                    return out;
                }

                @Override
                public void close() {
                    open--;
                }
            };
        }

        @Override
        public BoundDenoiser unconditional() {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public String device() {
            return "test";
        }

        @Override
        public void close() {
            images.clear();
        }
    }
}
