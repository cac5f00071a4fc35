package io.github.imagejdiffusion.diffusion.paired;

import io.github.imagejdiffusion.diffusion.WrongModelException;
import io.github.imagejdiffusion.diffusion.block.Block;
import io.github.imagejdiffusion.diffusion.block.BlockBlender;
import io.github.imagejdiffusion.diffusion.block.BlockGrid;
import io.github.imagejdiffusion.diffusion.model.config.DiffusionConfig;
import io.github.imagejdiffusion.diffusion.network.DiffusionNetwork.BoundDenoiser;
import io.github.imagejdiffusion.diffusion.network.Orientation;
import io.github.imagejdiffusion.diffusion.network.OrientedDenoiser;
import io.github.imagejdiffusion.diffusion.noise.AddressedNoise;
import io.github.imagejdiffusion.diffusion.noise.NoiseStream;
import io.github.imagejdiffusion.diffusion.pipeline.DiffusionModel;
import io.github.imagejdiffusion.diffusion.progress.ProgressListener;
import io.github.imagejdiffusion.diffusion.sampler.DiffusionSampler;
import io.github.imagejdiffusion.diffusion.tensor.Tensor;
import net.imglib2.FinalInterval;

/**
 * Samples one plane block by block from a model whose condition is a plane of the same size. All runs of a block happen
 * together: the image is encoded once in each orientation, and runs share batches. Blocks are blended over the halo.
 *
 * <p>Thread-safe. Deterministic: equal condition, model, draws and noise give equal bits on one CPU type and one ONNX
 * Runtime build, for any batch and any number of threads.
 */
public final class PairedBlocks {

    private final DiffusionModel model;
    private final Draws draws;
    private final DiffusionSampler sampler;
    private final int batchPixels;

    /**
     * @param model of one image channel and one target channel; not owned
     * @param batchPixels most pixels of one network call, all its runs together; one run is always allowed
     * @throws io.github.imagejdiffusion.diffusion.sampler.SamplerException if the solver does not go with the model
     * @throws io.github.imagejdiffusion.diffusion.schedule.ScheduleException if the steps do not
     */
    public PairedBlocks(DiffusionModel model, Draws draws, int batchPixels) {
        this.model = model;
        this.draws = draws;
        this.sampler = model.sampler(draws.solver(), draws.steps());
        this.batchPixels = batchPixels;
    }

    /**
     * Refuses a model of several channels, which this cannot sample from.
     *
     * @param done to channels, one by one; for the message
     * @throws WrongModelException if the model does not take one channel to one
     */
    public static void requireOneChannel(DiffusionModel model, String done) {
        DiffusionConfig config = model.config();
        if (config.imageChannels() != 1 || config.targetChannels().size() != 1) {
            throw new WrongModelException("model " + model.name() + " takes " + config.imageChannels()
                    + " channels to " + config.targetChannels().size() + ", but channels are " + done
                    + " one by one; choose a model of one channel");
        }
    }

    /**
     * Samples all blocks and blends them.
     *
     * @param plane the condition
     * @param scale of the condition and the result; must not be flat
     * @param noise at the plane's first pixel, first run
     * @param guides corrections of the steps, block by block
     * @param listener told after every network call; throws CancellationException to cancel
     * @param sink takes the result, in the units of the condition
     * @throws IllegalArgumentException if the block does not go with the halo
     * @throws io.github.imagejdiffusion.diffusion.DiffusionException if the network fails
     */
    public void sample(
            ConditionPlane plane,
            ImageScale scale,
            AddressedNoise noise,
            BlockGuides guides,
            ProgressListener listener,
            RestorationSink sink) {
        BlockGrid grid = draws.grid(model.config().blocks(), plane.width(), plane.height());
        BlockBlender values = new BlockBlender(grid);
        BlockBlender spread = draws.spreadIsDefined() ? new BlockBlender(grid) : null;
        CallCounter counter = new CallCounter(listener, calls(grid));
        for (int row = 0; row < grid.rows(); row++) {
            for (Block block : grid.row(row)) {
                RunStatistics runs = sample(plane.read(block.region()), scale, block, noise, guides, counter);
                values.add(block, runs.mean());
                if (spread != null) {
                    spread.add(block, runs.spread());
                }
            }
            sink.rows(inUnits(scale, values.takeRows(row), spread == null ? null : spread.takeRows(row)));
        }
    }

    /**
     * Gives a plane out as it is: what a model is not asked about because it has one value everywhere.
     *
     * @param listener told of one step
     * @param sink takes the plane; its spread is 0
     */
    public void copy(ConditionPlane plane, ProgressListener listener, RestorationSink sink) {
        listener.progressed(0, 1);
        for (long y = 0; y < plane.height(); y += draws.block()) {
            long end = Math.min(plane.height(), y + draws.block());
            float[] rows = plane.read(FinalInterval.createMinMax(0, y, plane.width() - 1, end - 1));
            sink.rows(new RestoredRows(rows, draws.spreadIsDefined() ? new float[rows.length] : null));
        }
        listener.progressed(1, 1);
    }

    private static RestoredRows inUnits(ImageScale scale, float[] values, float[] spread) {
        scale.restore(values);
        if (spread != null) {
            scale.restoreSpread(spread);
        }
        return new RestoredRows(values, spread);
    }

    private RunStatistics sample(
            float[] pixels,
            ImageScale scale,
            Block block,
            AddressedNoise ofPlane,
            BlockGuides guides,
            CallCounter counter) {
        scale.limits().apply(pixels);
        int width = block.width();
        int height = block.height();
        RunStatistics runs = new RunStatistics(pixels.length);
        AddressedNoise noise = ofPlane.withOrigin(
                ofPlane.originY() + (int) block.region().min(1),
                ofPlane.originX() + (int) block.region().min(0));
        Tensor image = Tensor.wrap(1, 1, height, width, pixels);
        int batch = batch(block);
        for (Orientation orientation : Orientation.first(draws.orientations())) {
            int first = orientation.ordinal() * draws.runs();
            try (BoundDenoiser denoiser = OrientedDenoiser.condition(model.network(), image, orientation)) {
                for (int run = 0; run < draws.runs(); run += batch) {
                    AddressedNoise ofRun = noise.withFirstRun(first + run);
                    Tensor start = Tensor.zeros(Math.min(batch, draws.runs() - run), 1, height, width);
                    ofRun.fill(start, 0, NoiseStream.START);
                    runs.add(sampler.sample(denoiser, start, ofRun, guides.of(block), step -> counter.called()));
                }
            }
        }
        return runs;
    }

    /** Network calls for a plane, encoder calls not counted. */
    private long calls(BlockGrid grid) {
        long calls = 0;
        for (int row = 0; row < grid.rows(); row++) {
            for (Block block : grid.row(row)) {
                calls += ((draws.runs() - 1L) / batch(block) + 1) * draws.steps() * draws.orientations();
            }
        }
        return calls;
    }

    private int batch(Block block) {
        if (model.config().encoder().isEmpty()) {
            // The graph gets the image itself, and joins it to x: the two have one batch size.
            return 1;
        }
        return Math.max(1, batchPixels / Math.multiplyExact(block.width(), block.height()));
    }

    /** Counts network calls and passes them on. */
    private static final class CallCounter {

        private final ProgressListener listener;
        private final long total;
        private long done;

        private CallCounter(ProgressListener listener, long total) {
            this.listener = listener;
            this.total = total;
            listener.progressed(0, total);
        }

        private void called() {
            listener.progressed(++done, total);
        }
    }
}
