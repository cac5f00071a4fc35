package io.github.imagejdiffusion.segdiff;

import io.github.imagejdiffusion.diffusion.block.Block;
import io.github.imagejdiffusion.diffusion.block.BlockBlender;
import io.github.imagejdiffusion.diffusion.block.BlockGrid;
import io.github.imagejdiffusion.diffusion.block.PlaneReader;
import io.github.imagejdiffusion.diffusion.guide.Guides;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;

/**
 * Samples the maps of one plane block by block. All runs of a block happen together: the image is encoded once, and
 * runs share batches.
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
        for (Block block : grid.blocks()) {
            int batch = batch(block);
            calls += ((options.runs() - 1L) / batch + 1) * options.steps();
        }
        return calls;
    }

    /**
     * Samples all blocks and blends them.
     *
     * @param channels normalised planes of equal size
     * @param plane t * Z + z, part of the noise's address
     * @param afterCall run after every network call; what it throws stops the work and reaches the caller
     */
    SegmentationMaps predict(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
            BlockGrid grid,
            int plane,
            Runnable afterCall) {
        List<BlockBlender> blenders = new ArrayList<>();
        boolean withDistance = targets > 1;
        int maps = 1 + (withDistance ? 1 : 0) + (options.spreadIsDefined() ? 1 : 0);
        for (int i = 0; i < maps; i++) {
            blenders.add(new BlockBlender(grid));
        }
        for (Block block : grid.blocks()) {
            RunMerger merged = sample(channels, block, plane, withDistance, afterCall);
            blenders.get(0).add(block, merged.probability());
            if (withDistance) {
                blenders.get(1).add(block, merged.distance());
            }
            if (options.spreadIsDefined()) {
                blenders.get(maps - 1).add(block, merged.spread());
            }
        }
        return new SegmentationMaps(
                (int) grid.width(),
                (int) grid.height(),
                blenders.get(0).plane(),
                withDistance ? blenders.get(1).plane() : null,
                options.spreadIsDefined() ? blenders.get(maps - 1).plane() : null);
    }

    private RunMerger sample(
            List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels,
            Block block,
            int plane,
            boolean withDistance,
            Runnable afterCall) {
        int width = block.width();
        int height = block.height();
        RunMerger merger = new RunMerger(Math.multiplyExact(width, height), withDistance);
        AddressedNoise noise = AddressedNoise.of(options.seed())
                .withPlane(plane)
                .withOrigin((int) block.region().min(1), (int) block.region().min(0));
        try (BoundDenoiser denoiser = model.network().condition(image(channels, block))) {
            int batch = batch(block);
            for (int run = 0; run < options.runs(); run += batch) {
                int count = Math.min(batch, options.runs() - run);
                AddressedNoise ofRun = noise.withFirstRun(run);
                Tensor start = Tensor.zeros(count, targets, height, width);
                ofRun.fill(start, 0, NoiseStream.START);
                merger.add(sampler.sample(denoiser, start, ofRun, Guides.none(), step -> afterCall.run()));
            }
        }
        return merger;
    }

    private int batch(Block block) {
        return Math.max(1, batchPixels / (block.width() * block.height()));
    }

    private static Tensor image(List<? extends RandomAccessibleInterval<? extends RealType<?>>> channels, Block block) {
        Tensor image = Tensor.zeros(1, channels.size(), block.height(), block.width());
        for (int c = 0; c < channels.size(); c++) {
            float[] values = PlaneReader.read(channels.get(c), block.region());
            System.arraycopy(values, 0, image.data(), image.offset(0, c), values.length);
        }
        return image;
    }
}
