package io.github.imagejdiffusion.superres.consistency;

import io.github.imagejdiffusion.diffusion.guide.GuideStep;
import io.github.imagejdiffusion.diffusion.guide.X0Guide;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * DDNM's step for A = block mean (Wang et al. 2023, arXiv:2212.00490, eq. 13): x0 + A+ (y - A x0), where A+ gives each
 * fine pixel of a coarse one the same share. Afterwards the means over coarse pixels are the record's; what is finer stays
 * the network's. Noise and blur of the record are taken for signal.
 *
 * <p>Immutable and thread-safe.
 */
public final class BlockMeanGuide implements X0Guide {

    private final float[] record;
    private final int factor;
    private final int coarseWidth;

    /**
     * Of a region whose origin lies between coarse pixels.
     *
     * @param record coarse values, row-major, on the network's scale; not copied
     * @param factor of the sizes; whole coarse pixels that the region holds count, the rest is left alone
     * @param coarseWidth of the record, at least as many as the region holds whole ones
     */
    public BlockMeanGuide(float[] record, int factor, int coarseWidth) {
        this.record = record;
        this.factor = factor;
        this.coarseWidth = coarseWidth;
    }

    @Override
    public void guide(Tensor x0, Tensor x, GuideStep step) {
        for (int n = 0; n < x0.batch(); n++) {
            int at = x0.offset(n, 0);
            for (int j = 0; j < x0.height() / factor; j++) {
                for (int i = 0; i < x0.width() / factor; i++) {
                    int first = at + j * factor * x0.width() + i * factor;
                    BlockMean.set(x0.data(), first, x0.width(), factor, record[j * coarseWidth + i]);
                }
            }
        }
    }
}
