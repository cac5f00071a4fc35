package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.block.Block;
import io.github.imagejdiffusion.diffusion.block.BlockBlender;
import io.github.imagejdiffusion.diffusion.block.BlockGrid;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.network.Orientation;
import io.github.imagejdiffusion.diffusion.network.OrientedDenoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;

/**
 * Samples the maps of one plane block by block. All runs of a block happen together: the image is encoded once in
 * each orientation, and runs share batches.
 */
final class MapPredictor {

    private final DiffusionModel model;
    private final SegDiffOptions options;
    private final DiffusionSampler sampler;
    private final int targets;
    private final int batchPixels;

    /** @param batchPixels most pixels of one network call, all its runs together; one run is always allowed */
    MapPredictor(DiffusionModel model, SegDiffOptions options, int batchPixels) {
        this.model = model;
        this.options = options;
        this.sampler = model.sampler(options.solver(), options.steps());
        this.batchPixels = batchPixels;
        this.targets = model.config().targetChannels().size();
    }

    /** Takes blended rows at the model's scale, from the top, without gaps. */
    @FunctionalInterface
    interface RowTaker {

        /**
         * @param probability 0..1, up to rounding
         * @param distance in [-1,1], or null if the model has none
         * @param spread as {@link RunMerger#spread}, or null where it would mean nothing
         */
        void take(float[] probability, float[] distance, float[] spread);
    }

    boolean withDistance() {
        return targets > 1;
    }

    /** The blocks of a plane of this size. @throws IllegalArgumentException if the block does not go with the halo */
    BlockGrid grid(long width, long height) {
        return new BlockGrid(
                width,
                height,
                options.block(),
                model.config().blocks().halo(),
                model.config().blocks().stride());
    }

    /** Network calls for a plane, encoder calls not counted. */
    long calls(BlockGrid grid) {
        long calls = 0;
        for (int row = 0; row < grid.rows(); row++) {
            for (Block block : grid.row(row)) {
                calls += ((options.runs() - 1L) / batch(block) + 1) * options.steps() * options.orientations();
            }
        }
        return calls;
    }

    /**
     * Samples all blocks and blends them.
     *
     * @param image at the model's scale
     * @param noise at the plane's first pixel, first run
     * @param afterCall run after every network call; what it throws stops the work and reaches the caller
     */
    void predict(ScaledImage image, BlockGrid grid, AddressedNoise noise, Runnable afterCall, RowTaker taker) {
        BlockBlender probability = new BlockBlender(grid);
        BlockBlender distance = withDistance() ? new BlockBlender(grid) : null;
        BlockBlender spread = options.spreadIsDefined() ? new BlockBlender(grid) : null;
        for (int row = 0; row < grid.rows(); row++) {
            for (Block block : grid.row(row)) {
                RunMerger merged = sample(image, block, noise, afterCall);
                probability.add(block, merged.probability());
                if (distance != null) {
                    distance.add(block, merged.distance());
                }
                if (spread != null) {
                    spread.add(block, merged.spread());
                }
            }
            taker.take(
                    probability.takeRows(row),
                    distance == null ? null : distance.takeRows(row),
                    spread == null ? null : spread.takeRows(row));
        }
    }

    private RunMerger sample(ScaledImage image, Block block, AddressedNoise ofPlane, Runnable afterCall) {
        int width = block.width();
        int height = block.height();
        RunMerger merger = new RunMerger(Math.multiplyExact(width, height), withDistance());
        AddressedNoise noise = ofPlane.withOrigin(
                ofPlane.originY() + (int) block.region().min(1),
                ofPlane.originX() + (int) block.region().min(0));
        Tensor condition = image.read(block.region());
        int batch = batch(block);
        for (Orientation orientation : Orientation.first(options.orientations())) {
            int first = orientation.ordinal() * options.runs();
            try (BoundDenoiser denoiser = OrientedDenoiser.condition(model.network(), condition, orientation)) {
                for (int run = 0; run < options.runs(); run += batch) {
                    int count = Math.min(batch, options.runs() - run);
                    AddressedNoise ofRun = noise.withFirstRun(first + run);
                    Tensor start = Tensor.zeros(count, targets, height, width);
                    ofRun.fill(start, 0, NoiseStream.START);
                    merger.add(sampler.sample(denoiser, start, ofRun, Guides.none(), step -> afterCall.run()));
                }
            }
        }
        return merger;
    }

    private int batch(Block block) {
        return Math.max(1, batchPixels / Math.multiplyExact(block.width(), block.height()));
    }
}
