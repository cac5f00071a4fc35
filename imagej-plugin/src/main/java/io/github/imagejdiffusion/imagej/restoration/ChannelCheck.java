package io.github.imagejdiffusion.imagej.restoration;

import io.github.imagejdiffusion.diffusion.paired.ExpectedError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/** Follows the planes of one channel while they are made, and compares them with the image. Not thread-safe. */
public interface ChannelCheck {

    /**
     * The next plane begins.
     *
     * @param input the plane of the image
     * @param residuals takes the difference in units of the noise, on the grid of the image, in whole rows; never called
     *     if the noise is not known
     * @return takes the result's whole rows
     */
    Consumer<float[]> plane(RandomAccessibleInterval<? extends RealType<?>> input, Consumer<float[]> residuals);

    /** Whether differences can be told in units of the noise. */
    boolean noiseIsKnown();

    /** How far pixels may be from the truth; empty if that is not known. */
    default Optional<ExpectedError> expectedError() {
        return Optional.empty();
    }

    /** Whether the result fits the data, in a few words. */
    String verdict();

    /** What a person must know besides, each one line. */
    List<String> warnings();

    /** Names and values in a fixed order. */
    Map<String, Object> record();
}
